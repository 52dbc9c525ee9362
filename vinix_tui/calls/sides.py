"""A medium as its two sides have it, row by row: what they share, and where they differ in meaning.

What two sides of one leg never share (their addresses and ports) is no difference, nor is what
fits together: one side only sends and the other only receives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from vinix_tui.calls import medium_words as words
from vinix_tui.calls.codecs import shared

if TYPE_CHECKING:
    from vinix_tui.calls.codecs import Codec
    from vinix_tui.calls.media import Medium
    from vinix_tui.calls.sdp import Media


class Part(NamedTuple):
    """A piece of what a side says."""

    text: str
    common: bool = False
    """Whether it is one codec of several, and the other side has it too."""


class Row(NamedTuple):
    """One thing as both sides have it; a side that says nothing of it is empty."""

    name: str
    remote: tuple[Part, ...]
    local: tuple[Part, ...]
    differs: bool = False
    """Whether the two do not fit together."""


def rows(medium: Medium) -> tuple[Row, ...]:
    """What is to be said of a medium; things that neither side mentions are left out."""
    remote, local = medium.remote, medium.local
    made = (
        _row("address", medium, words.address, differs=_on_one_side(remote, local)),
        _codecs(medium),
        _row("direction", medium, _direction, differs=not _ways_fit(remote, local)),
        _row("packet time", medium, _ptime, differs=_clash(lambda side: side.ptime, remote, local)),
        _row("keypad", medium, _keypad, differs=_has_events(remote) != _has_events(local)),
        _row("encryption", medium, _encryption, differs=not _protection_fits(medium)),
        _row("ICE", medium, words.ice, differs=_uses_ice(remote) != _uses_ice(local)),
        _row("T.38", medium, _t38, differs=_clash(lambda side: _t38(side) or None, remote, local)),
    )
    return tuple(row for row in made if row.remote or row.local)


# -- what each side says --------------------------------------------------------------------------


def _row(name: str, medium: Medium, say: Callable[[Media], str], *, differs: bool) -> Row:
    said = [
        (Part(text),) if side is not None and (text := say(side)) else ()
        for side in (medium.remote, medium.local)
    ]
    return Row(name, said[0], said[1], differs)


def _codecs(medium: Medium) -> Row:
    """Both lists in their order of preference; it is odd only where they share nothing."""
    heard = [_for_sound(side) for side in (medium.remote, medium.local)]
    remote, local = _marked(heard[0], heard[1]), _marked(heard[1], heard[0])
    apart = medium.both_active and all(heard) and not any(part.common for part in remote)
    return Row("codecs", remote, local, apart)


def _for_sound(side: Media | None) -> list[Codec]:
    return [codec for codec in side.codecs if not codec.is_keypad] if side else []


def _marked(codecs: list[Codec], others: list[Codec]) -> tuple[Part, ...]:
    both = frozenset(shared(codecs, others))
    return tuple(Part(codec.words, codec in both) for codec in codecs)


def _direction(side: Media) -> str:
    return words.direction(side) if side.active else ""


def _ptime(side: Media) -> str:
    most = f", at most {words.milliseconds(side.maxptime)}" if side.maxptime else ""
    return words.milliseconds(side.ptime) + most if side.ptime is not None else ""


def _keypad(side: Media) -> str:
    return words.keypad(side) if side.kind == "audio" and side.is_rtp and side.active else ""


def _encryption(side: Media) -> str:
    return words.encryption(side) if side.is_rtp and side.active else ""


def _t38(side: Media) -> str:
    return words.t38(side.t38) if side.t38 is not None and side.active else ""


# -- whether it fits together ---------------------------------------------------------------------


def _on_one_side(remote: Media | None, local: Media | None) -> bool:
    return (remote is not None and remote.active) != (local is not None and local.active)


def _ways_fit(remote: Media | None, local: Media | None) -> bool:
    """Whether what one side sends is what the other receives, both ways."""
    if remote is None or local is None or not (remote.active and local.active):
        return True
    sending = (side.direction in ("sendrecv", "sendonly") for side in (remote, local))
    receiving = (side.direction in ("sendrecv", "recvonly") for side in (local, remote))
    return all(sends == hears for sends, hears in zip(sending, receiving, strict=True))


def _clash(of: Callable[[Media], object], remote: Media | None, local: Media | None) -> bool:
    """Whether both sides say something, and not the same."""
    said = {value for side in (remote, local) if side and (value := of(side)) is not None}
    return len(said) > 1


def _has_events(side: Media | None) -> bool:
    return side is not None and any(codec.is_keypad for codec in side.codecs)


def _uses_ice(side: Media | None) -> bool:
    return side is not None and side.uses_ice


def _protection_fits(medium: Medium) -> bool:
    if medium.remote is None or medium.local is None or not medium.both_active:
        return True
    kinds = {kind for side in (medium.remote, medium.local) for kind in _kinds_of_keys(side)}
    if medium.remote.cryptos and medium.local.cryptos:
        return bool(medium.common_suites) and medium.remote.is_secure == medium.local.is_secure
    return len(kinds) < 2


def _kinds_of_keys(side: Media) -> Iterator[str]:
    if not side.is_secure:
        yield "none"
    elif side.fingerprint is not None:
        yield "DTLS"
    else:
        yield "SDES" if side.cryptos else "no key"
