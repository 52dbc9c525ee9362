"""What one side says of a medium, in words that fit a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from vinix_tui.calls.networks import Reach, reach

if TYPE_CHECKING:
    from vinix_tui.calls.sdp import Direction, Media
    from vinix_tui.calls.t38 import T38

_REACHES: Final[Mapping[Reach, str]] = {
    "private": "private",
    "shared": "inside a provider's NAT",
    "link-local": "of its own cable only",
    "loopback": "its own loopback",
    "mdns": "a name in its own network only",
    "unspecified": "nowhere, an old way to hold",
    "multicast": "multicast",
}
WAYS: Final[Mapping[Direction, str]] = {
    "sendrecv": "both ways",
    "sendonly": "it only sends",
    "recvonly": "it only receives",
    "inactive": "neither way",
}


def address(medium: Media) -> str:
    """Where it is to be sent: `192.168.1.50 port 4000 (private)`, `rejected (port 0)`."""
    if not medium.active:
        return "not in use (port 0)"
    where = medium.address or "no address"
    port = "no port" if medium.port is None else f"port {medium.port}"
    note = reached(medium)
    return f"{where} {port} ({note})" if note else f"{where} {port}"


def reached(medium: Media) -> str:
    """From where its address can be reached, if not from everywhere: `private`."""
    return _REACHES.get(reach(medium.address), "")


def direction(medium: Media) -> str:
    """`sendonly, it only sends`; both ways where nothing is said."""
    if medium.flow is None:
        return "both ways, since it says nothing"
    return f"{medium.direction}, {WAYS[medium.direction]}"


def keypad(medium: Media) -> str:
    """How keys are sent: `events, payload 101`; several where it offers several clocks."""
    told = [
        f"payload {codec.payload}" + (f" at {codec.clock} Hz" if codec.clock != 8_000 else "")
        for codec in medium.codecs
        if codec.is_keypad
    ]
    return f"events, {', '.join(told)}" if told else "no events"


def milliseconds(length: float | None) -> str:
    """`20 ms`, or "" where nothing is said."""
    return "" if length is None else f"{length:g} ms"


def encryption(medium: Media) -> str:
    """`none`, `DTLS-SRTP`, `SRTP AES_CM_128_HMAC_SHA1_80`, or what is half of these."""
    suites = ", ".join(dict.fromkeys(crypto.suite for crypto in medium.cryptos))
    if medium.fingerprint is not None and medium.is_secure:
        setup = medium.first("setup")
        return f"DTLS-SRTP, {setup.value}" if setup and setup.value else "DTLS-SRTP"
    if suites:
        return f"SRTP {suites}" if medium.is_secure else f"optional SRTP {suites}"
    return "SRTP, but no key" if medium.is_secure else "none"


def ice(medium: Media) -> str:
    """`2 host, 1 srflx`: its candidates by kind; "" where it takes no part in ICE."""
    if not medium.uses_ice:
        return ""
    kinds = Counter(candidate.kind for candidate in medium.candidates)
    return ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "no candidates"


def t38(fax: T38) -> str:
    """`version 0, 14400 bit/s, t38UDPRedundancy, transferredTCF`."""
    rate = None if fax.max_bit_rate is None else f"{fax.max_bit_rate} bit/s"
    parts = (f"version {fax.version or 0}", rate, fax.error_correction, fax.rate_management)
    return ", ".join(filter(None, parts))
