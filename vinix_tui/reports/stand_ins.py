"""What stands in for a number or an address: made up, and of the same kind, so that the diagnosis
reads the same from it.

Numbers keep their length and their country, addresses the kind of their network and who is in one
network with whom. No stand-in is one of the originals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_network
from itertools import chain, count
from typing import Final

from vinix_tui.calls.networks import reach

Address = IPv4Address | IPv6Address

LONG: Final = 7
"""Digits from which a number is somebody's on any network; shorter ones are extensions."""
ALONE: Final = 8
"""Digits from which the end of a longer number is the same number in its national form."""
_AHEAD: Final = 4
"""Digits that may stand before that: an outside line, 00 or 011, a country."""

# ITU-T E.164 assigns country codes of one and two digits; all others have three.
_COUNTRIES: Final = re.compile(
    "1|7|20|27|3[0-469]|4[0-13-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3}"
)


def extensions(originals: Iterable[str]) -> dict[str, str]:
    """Short numbers, each with another one of its length; once those run out, with a longer one."""
    known = list(dict.fromkeys(originals))
    taken = set(known)
    wanted = {size: map(str, count(10 ** (size - 1) + 1)) for size in map(len, known)}
    return {number: _untaken(wanted[len(number)], taken) for number in known}


def subscribers(originals: Iterable[str], abroad: frozenset[str]) -> dict[str, str]:
    """Long numbers without zeros ahead, each with a fictional one: 555-01xx as far as that goes.

    `abroad` are those that were seen with their country. `2025550101` and `12025550101` are one.
    """
    known = sorted(dict.fromkeys(originals), key=len)  # stable: else in the order of appearance
    taken = set(known)
    made: dict[str, str] = {}
    wanted: dict[tuple[str, int], Iterator[str]] = {}
    for number in known:
        ends = (number[ahead:] for ahead in range(1, _AHEAD + 1))
        end = next((end for end in ends if len(end) >= ALONE and end in made), None)
        same = [] if end is None else [number[: -len(end)] + made[end]]
        if same:
            head = ""
        else:
            head = _country(number) if number in abroad else "1" if _american(number) else ""
        size = len(number) - len(head)
        others = wanted.setdefault((head, size), _fictional(head, size))
        made[number] = _untaken(chain(same, others), taken)
    return made


def addresses(originals: Iterable[Address]) -> dict[Address, Address]:
    """Addresses, each with one of the same kind of network; neighbours stay neighbours.

    Public ones get documentation addresses (RFC 5737, RFC 3849). Those are three networks of IPv4;
    further ones come from 198.18.0.0/15 (RFC 2544), then from the reserved 240.0.0.0/4, which like
    them belong to nobody. Loopback, multicast and what every phone behind IPv6 calls itself
    (192.0.0.0/29) name nobody and stay.
    """
    known = list(dict.fromkeys(originals))
    taken = set(known)
    neighbours: dict[tuple[str, int], list[Address]] = {}
    for address in known:
        block = _block(address)
        if block:
            neighbours.setdefault((block, int(address) >> _rest(address)), []).append(address)
    crowds: dict[tuple[int, int], int] = {}
    for address in known:
        place = (address.version, int(address) >> _rest(address))
        crowds[place] = crowds.get(place, 0) + 1
    supplies: dict[str, Iterator[int]] = {}
    made: dict[Address, Address] = {}
    for (block, _), members in neighbours.items():
        version = members[0].version
        supply = supplies.setdefault(block, _networks(block))
        room = 256 if version == 4 else 1 << 64
        network = next(
            number
            for number in supply
            if room - crowds.get((version, number >> _rest(members[0])), 0) >= len(members)
        )
        kind = IPv4Address if version == 4 else IPv6Address
        hosts = (kind(network + (number % room)) for number in count(1))
        for address in members:
            made[address] = next(host for host in hosts if host not in taken)
    return made


def numbered(form: str, originals: Iterable[str], taken: set[str]) -> dict[str, str]:
    """Stand-ins by number, none of which is an original itself."""
    made, number = {}, 0
    for original in originals:
        number += 1
        while form.format(number).lower() in taken:
            number += 1
        made[original] = form.format(number)
    return made


def top(host: str) -> str:
    """What a stand-in for a host ends in: a name of mDNS and one without dots stay such."""
    if "." not in host:
        return ""
    return ".local" if host.endswith(".local") else ".example"


def hardware(macs: Iterable[str]) -> dict[str, str]:
    """Hardware addresses as RFC 7042 keeps them for documentation, in the spelling of each."""
    by_value: dict[str, str] = {}
    made = {}
    for spelled in macs:
        digits = re.sub("[:-]", "", spelled).lower()
        number = len(by_value)
        new = f"00005e0053{number:02x}" if number < 256 else f"02{number:010x}"
        new = by_value.setdefault(digits, new)
        sign = spelled[2] if len(spelled) == 17 else ""
        made[spelled.lower()] = sign.join(new[at : at + 2] for at in range(0, 12, 2))
    return made


def _untaken(wanted: Iterator[str], taken: set[str]) -> str:
    found = next(value for value in wanted if value not in taken)
    taken.add(found)
    return found


def national(number: str) -> str:
    """A number that has its country ahead, without that."""
    return number[len(_country(number)) :]


def _american(number: str) -> bool:
    return len(number) == 11 and number[0] == "1"


def _country(number: str) -> str:
    found = _COUNTRIES.match(number)
    return found[0] if found else ""


def _fictional(head: str, size: int) -> Iterator[str]:
    """Numbers of `size` digits behind a country code, none of them anybody's as far as we know."""
    if size >= LONG:
        for number in range(700):  # the area codes 202 to 208, and what corresponds to them
            hundred, last = divmod(number, 100)
            area = str(202 + hundred)[-(size - LONG) :] if size > LONG else ""
            if (size > LONG or not hundred) and (size - LONG > 2 or not hundred):
                yield f"{head}{area.ljust(size - LONG, '5')}55501{last:02}"
    size = max(1, size)
    yield from (f"{head}{value}" for value in count(5 * 10 ** (size - 1)))


_PRIVATE: Final = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
_SHARED, _LINK_LOCAL = "100.64.0.0/10", "169.254.0.0/16"


def _block(address: Address) -> str:
    """The block that an address's stand-in comes from; "" where it stays."""
    kind = reach(str(address))
    if kind not in ("private", "shared", "link-local", "public"):
        return ""
    if isinstance(address, IPv6Address):
        return {"link-local": "fe80::/56", "public": "2001:db8::/32"}.get(kind, "fd00::/8")
    if kind == "private":
        return next((block for block in _PRIVATE if address in IPv4Network(block)), "")
    return {"shared": _SHARED, "link-local": _LINK_LOCAL}.get(kind, "public")


def _rest(address: Address) -> int:
    """Bits of an address beyond its network, as `networks.same_network` has it."""
    return 8 if address.version == 4 else 72


def _networks(block: str) -> Iterator[int]:
    """The first addresses of a block's networks; where they run out, of one of the same kind."""
    blocks = {
        "public": ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15",
                   "240.0.0.0/4"),
        "fe80::/56": ("fe80::/10",),
    }.get(block, (block, "10.0.0.0/8"))  # fmt: skip
    for text in blocks if ":" not in block else blocks[:1]:
        network = ip_network(text)
        step = 1 << (8 if network.version == 4 else 72)
        yield from range(int(network[0]), int(network[-1]) + 1, step)
