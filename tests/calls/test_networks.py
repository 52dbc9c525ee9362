"""From where an address can be reached."""

from __future__ import annotations

import pytest

from vinix_tui.calls import networks
from vinix_tui.calls.networks import public, reach, same_network, unreachable


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("10.0.0.0", "private"),
        ("10.255.255.255", "private"),
        ("172.15.255.255", "public"),
        ("172.16.0.0", "private"),
        ("172.31.255.255", "private"),
        ("172.32.0.0", "public"),
        ("192.168.1.50", "private"),
        ("192.0.0.1", "private"),
        ("192.0.0.8", "public"),
        ("100.63.255.255", "public"),
        ("100.64.0.0", "shared"),
        ("100.127.255.255", "shared"),
        ("100.128.0.0", "public"),
        ("169.254.7.7", "link-local"),
        ("127.0.0.1", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("224.2.1.1", "multicast"),
        ("192.0.2.1", "public"),
        ("198.51.100.1", "public"),
        ("203.0.113.1", "public"),
        ("2001:db8::1", "public"),
        ("[2001:db8::1]", "public"),
        ("fd00::1", "private"),
        ("fc00::1", "private"),
        ("fec0::1", "private"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("::1", "loopback"),
        ("::", "unspecified"),
        ("ff02::1", "multicast"),
        ("::ffff:192.168.1.1", "private"),
        ("::ffff:203.0.113.1", "public"),
        ("::ffff:0.0.0.0", "unspecified"),
        ("6f2a3b4c-1111-4222-8333-abcdefabcdef.local", "mdns"),
        ("HOST.LOCAL.", "mdns"),
        ("sip.example.com", "name"),
        ("192.168.1", "name"),
        ("192.168.1.1:5060", "name"),
        ("٣.٣.٣.٣", "name"),
        (" 192.168.1.1 ", "private"),
        ("", ""),
        ("  ", ""),
        ("[]", ""),
        (None, ""),
    ],
)
def test_an_address_is_classed_by_its_range(address: str | None, expected: str) -> None:
    assert reach(address) == expected


@pytest.mark.parametrize(
    ("address", "is_unreachable", "is_public"),
    [
        ("192.168.1.1", True, False),
        ("100.64.0.1", True, False),
        ("a.local", True, False),
        ("203.0.113.1", False, True),
        ("0.0.0.0", False, False),
        ("sip.example.com", False, False),
        (None, False, False),
    ],
)
def test_neither_is_said_of_what_nobody_can_tell(
    address: str | None, is_unreachable: bool, is_public: bool
) -> None:
    assert (unreachable(address), public(address)) == (is_unreachable, is_public)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.1", "203.0.113.255", True),
        ("203.0.113.1", "203.0.112.255", False),
        ("2001:db8:0:ff00::1", "2001:db8:0:ffff::2", True),
        ("2001:db8:0:ff00::1", "2001:db8:0:fe00::1", False),
        ("[2001:db8::1]", " 2001:db8::2", True),
        ("::ffff:203.0.113.1", "203.0.113.9", True),
        ("203.0.113.1", "2001:db8::1", False),
        ("example.com", "example.com", False),
        (None, "203.0.113.1", False),
        (None, None, False),
        ("", "", False),
    ],
)
def test_neighbours_share_a_network(one: str | None, other: str | None, same: bool) -> None:
    assert same_network(one, other) is same
    assert same_network(other, one) is same


def test_what_is_too_long_for_a_name_is_not_kept_in_mind() -> None:
    before = networks._reach.cache_info().currsize
    assert reach("x" * 60_000) == "name"
    assert networks._reach.cache_info().currsize == before
