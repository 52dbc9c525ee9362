"""Who takes part in the sandbox's calls: phones, carriers and the platform itself, all invented.

Addresses are from the documentation ranges: phones on 203.0.113.0/24, carriers on 192.0.2.0/24,
the platform on 198.51.100.0/24.
"""

from __future__ import annotations

from binascii import b2a_base64
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple
from zlib import crc32

from vinix_tui.sandbox.account import OWNER_ID, PHONE

APPS: Final = "apps1.voice.example.com"
"""The host of the applications that steer the switches."""
PROXY: Final = "198.51.100.5"
"""Where carriers and phones send their signalling."""
RESELLER_ID: Final = "5a4db0c5a4db0c5a4db0c5a4db0c0000"


def hexes(seed: str, length: int = 32) -> str:
    """The same made-up hexadecimal text for the same seed, on every machine."""
    data = seed.encode()
    # Without a cryptographic library: importing one costs more than all calls together.
    if length <= 8:
        return f"{crc32(data):08x}"[:length]
    return "".join([f"{crc32(data, turn):08x}" for turn in range(-(-length // 8))])[:length]


def digits(seed: str, length: int) -> str:
    """Up to 10 made-up decimal digits, the first one not 0."""
    data = seed.encode()
    return f"{crc32(data) % 9 + 1}{crc32(data, 1) % 10 ** (length - 1):0{length - 1}}"


def uuid(seed: str) -> str:
    """A made-up UUID, as the switch names the legs that it starts."""
    text = hexes(seed)
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def call_id(form: str, ip: str, seed: str) -> str:
    """A Call-ID in the handwriting of a make of phone or carrier."""
    if form == "yealink":
        return f"0_{digits(seed, 10)}@{ip}"
    if form == "polycom":
        return f"{hexes(seed, 8)}-{hexes(seed[::-1], 8)}-{hexes(seed + ip, 8)}@{ip}"
    if form == "grandstream":
        return f"{digits(seed, 10)}-5060-1@{ip}:5060"
    if form == "softphone":
        return b2a_base64(hexes(seed).encode(), newline=False).decode().rstrip("=") + "."
    if form == "browser":
        return hexes(seed, 20).translate(str.maketrans("0123456789", "ghjkmnpqrs"))
    if form == "sbc":
        return f"SD{hexes(seed, 7)}-{hexes(seed[::-1])}-06a91u0"
    return f"{digits(seed, 9)}_{digits(seed[::-1], 9)}@{ip}"


@dataclass(frozen=True)
class Device:
    """A phone of the account. `ip` is where its signalling comes from."""

    name: str
    ext: str
    ip: str
    agent: str
    form: str
    codecs: tuple[str, ...] = ("PCMU", "PCMA", "G722")
    owner: str = ""

    @cached_property
    def username(self) -> str:
        """Its SIP user name."""
        return f"user_{hexes(self.ext, 6)}"


class Carrier(NamedTuple):
    """A network that brings and takes calls: signalling from `ip`, audio from `media`."""

    name: str
    ip: str
    media: str
    form: str = "trunk"


class Caller(NamedTuple):
    """Somebody outside, as the carrier presents them."""

    name: str
    number: str


KIM = Device(
    "Kim Larsen", "2001", "203.0.113.7", "Yealink SIP-T54W 96.86.0.70", "yealink", owner=OWNER_ID
)
PRIYA = Device("Priya Nair", "2002", "203.0.113.22", "PolycomVVX-VVX_411-UA/5.9.5.0614", "polycom")
JONAS = Device(
    "Jonas Weber", "2003", "203.0.113.23", "Grandstream GXP2170 1.0.11.64", "grandstream"
)
AMARA = Device("Amara Okafor", "2004", "203.0.113.24", "Cisco-CP-8851-3PCC/11.3.7", "polycom")
LENA = Device("Lena Novak", "2005", "203.0.113.25", "Z 5.6.4 v2.10.20.4", "softphone")
TOMAS = Device("Tomás Rivera", "2006", "203.0.113.77", "SIP.js/0.21.2", "browser")

NORTHLINE = Carrier("northline", "192.0.2.10", "192.0.2.40", "sbc")
SOUTHPORT = Carrier("southport", "192.0.2.20", "192.0.2.60")

ACME = Caller("Acme Telecom", PHONE)
"""How the account's own phones show up outside."""
