"""What both sides of a leg said of their media, for a script: addresses, codecs, protection.

No key of any kind comes along, neither SDES nor ICE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from vinix_tui.calls.codecs import Codec
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.sdp import Media, Sdp

_MOST: Final = 20
"""Media of one side beside the first; a video conference has four."""


def media(leg: Leg) -> dict[str, Any]:
    """Both sides' medium in use, audio before fax before all else; null where no SDP is recorded.

    `common_codecs` are those for audio that both have, the one that was probably used first.
    """
    audio = leg.media.audio
    return {
        "local": _side(leg.local),
        "remote": _side(leg.remote),
        "common_codecs": [spelled(codec) for codec in audio.common] if audio else [],
    }


def spelled(codec: Codec) -> str:
    """A codec as SDP names it: `PCMU/8000`, `opus/48000/2`; `97` for a number without a name."""
    if codec.name is None:
        return codec.payload
    channels = codec.channels if codec.channels > 1 else None
    return "/".join(str(part) for part in (codec.name, codec.clock, channels) if part)


def _side(said: Sdp) -> dict[str, Any] | None:
    if not said:
        return None
    if not said.media:
        return {}
    kinds = ("audio", "image")
    used = [each for each in said.media if each.active] or list(said.media)
    first = next((each for kind in kinds for each in used if each.kind == kind), used[0])
    others = [each for each in said.media if each is not first]
    return {**_medium(first), "others": [_medium(each) for each in others[:_MOST]]}


def _medium(said: Media) -> dict[str, Any]:
    return {
        "kind": said.kind,
        "address": said.address,
        "port": said.port,
        "transport": said.transport,
        "direction": said.direction,
        "codecs": [spelled(codec) for codec in said.codecs],
        "ptime": _whole(said.ptime),
        "encryption": _encryption(said),
        "suites": [crypto.suite for crypto in said.cryptos],
        "ice": _ice(said),
        "t38": _t38(said),
    }


def _whole(milliseconds: float | None) -> float | None:
    whole = milliseconds is not None and milliseconds.is_integer()
    return int(milliseconds) if whole and milliseconds is not None else milliseconds


def _encryption(said: Media) -> str:
    """none, dtls-srtp, sdes-srtp; srtp where it is asked for without a way to agree on keys."""
    if not said.is_secure:
        return "none"
    if said.fingerprint is not None:
        return "dtls-srtp"
    return "sdes-srtp" if said.cryptos else "srtp"


def _ice(said: Media) -> list[dict[str, Any]] | None:
    if not said.uses_ice:
        return None
    return [
        {
            "kind": each.kind,
            "transport": each.transport,
            "address": each.address,
            "port": each.port,
        }
        for each in said.candidates
    ]


def _t38(said: Media) -> dict[str, Any] | None:
    if said.t38 is None:
        return None
    return {
        "version": said.t38.version,
        "max_bit_rate": said.t38.max_bit_rate,
        "rate_management": said.t38.rate_management,
        "error_correction": said.t38.error_correction,
        "max_datagram": said.t38.max_datagram,
    }
