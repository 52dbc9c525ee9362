"""Whether a network address can be reached from the internet, by explicit ranges.

Python's own `is_private` calls the documentation ranges private and carrier-grade NAT public, so
the ranges are written out here: RFC 1918, 3879, 3927, 4193, 4291, 6598, 7335.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final, Literal

Reach = Literal[
    "public", "private", "shared", "link-local", "loopback", "mdns", "unspecified", "multicast",
    "name", "",
]  # fmt: skip
"""`shared` is carrier-grade NAT, `name` a host name that only DNS could tell, "" no address."""

_RANGES: Final[tuple[tuple[Reach, str], ...]] = (
    ("private", "10.0.0.0/8"),
    ("private", "172.16.0.0/12"),
    ("private", "192.168.0.0/16"),
    ("private", "192.0.0.0/29"),  # what a phone calls itself in a network of IPv6 only
    ("shared", "100.64.0.0/10"),
    ("link-local", "169.254.0.0/16"),
    ("loopback", "127.0.0.0/8"),
    ("multicast", "224.0.0.0/4"),
    ("private", "fc00::/7"),
    ("private", "fec0::/10"),
    ("link-local", "fe80::/10"),
    ("loopback", "::1/128"),
    ("multicast", "ff00::/8"),
)
_NETWORKS = tuple((reach, ip_network(text)) for reach, text in _RANGES)
_LONGEST_NAME: Final = 255
"""Characters of a host name at most (RFC 1035 section 2.3.4): nothing longer is kept in mind."""
_UNREACHABLE: Final = frozenset({"private", "shared", "link-local", "loopback", "mdns"})


def reach(address: str | None) -> Reach:
    """From where an address can be reached; never raises."""
    text = _bare(address)
    return _reach(text) if len(text) <= _LONGEST_NAME else "name"


@lru_cache(4096)  # an interaction names the same few addresses on every leg
def _reach(text: str) -> Reach:
    if not text:
        return ""
    ip = _ip(text)
    if ip is None:
        return "mdns" if text.lower().rstrip(".").endswith(".local") else "name"
    if ip.is_unspecified:
        return "unspecified"
    return next((kind for kind, network in _NETWORKS if ip in network), "public")


def unreachable(address: str | None) -> bool:
    """Whether an address means something only inside its own network: private, shared, mDNS …"""
    return reach(address) in _UNREACHABLE


def public(address: str | None) -> bool:
    """Whether an address can be reached from the internet."""
    return reach(address) == "public"


def same_network(one: str | None, other: str | None) -> bool:
    """Whether two addresses are neighbours: one /24, or one /56 of IPv6."""
    first, second = _ip(_bare(one)), _ip(_bare(other))
    if first is None or second is None or first.version != second.version:
        return False
    rest = 8 if first.version == 4 else 72
    return int(first) >> rest == int(second) >> rest


def _bare(address: str | None) -> str:
    return (address or "").strip().strip("[]")


def _ip(text: str) -> IPv4Address | IPv6Address | None:
    try:
        ip = ip_address(text)
    except ValueError:
        return None
    return (ip.ipv4_mapped or ip) if isinstance(ip, IPv6Address) else ip
