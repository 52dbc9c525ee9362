"""Session descriptions as switches, phones and carriers really write them (RFC 8866, CRLF)."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Sequence
from functools import cache
from typing import Final

from vinix_tui.sandbox.scenarios._cast import hexes

_PAYLOADS: Final = {
    "PCMU": (0, "PCMU/8000", ""),
    "PCMA": (8, "PCMA/8000", ""),
    "G722": (9, "G722/8000", ""),
    "G729": (18, "G729/8000", "annexb=no"),
    "G729 with silence suppression": (18, "G729/8000", ""),  # Annex B, unless it is denied
    "opus": (111, "opus/48000/2", "useinbandfec=1"),
}
_KEYPAD: Final = 101


def lines(*said: str) -> str:
    """Lines with their ends, the last one too."""
    return "\r\n".join(said) + "\r\n"


def audio(
    ip: str,
    codecs: Sequence[str],
    seed: str,
    *,
    by: str = "FreeSWITCH",
    way: str = "sendrecv",
    changes: int = 1,
    srtp: bool = False,
    keypad: bool = True,
    ptime: int = 20,
) -> str:
    """A description with one audio medium.

    `changes` is how often its writer has changed it since the call began; `srtp` adds an SDES key;
    without `keypad` it has no telephone events; `ptime` is in milliseconds.
    """
    switch = by == "FreeSWITCH"
    number = int(hexes(seed, 6), 16)
    session = 1_795_000_000 + number % 400_000 if switch else number % 90_000 + 10_000
    port = (16_384 if switch else 11_780) + number % 8_000 * 2
    listed, mapped = _formats(tuple(codecs), (16 if switch else 15) if keypad else 0)
    net = f"IN IP{6 if ':' in ip else 4}"
    return (
        f"v=0\r\no={by} {session} {session + changes} {net} {ip}\r\n"
        f"s={'FreeSWITCH' if switch else 'SIP Call'}\r\nc={net} {ip}\r\nt=0 0\r\n"
        f"m=audio {port} RTP/{'S' if srtp else ''}AVP {listed}\r\n"
        + (f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{_key(seed)}\r\n" if srtp else "")
        + f"{mapped}a=ptime:{ptime}\r\na={way}\r\n"
        + (f"a=rtcp:{port + 1} {net} {ip}\r\n" if switch else "")
    )


@cache
def _formats(codecs: tuple[str, ...], keys: int) -> tuple[str, str]:
    """The payload numbers and the lines that name them; `keys` is the last keypad event known, 0
    where none is.
    """
    known = [_PAYLOADS[codec] for codec in codecs]
    said = []
    for payload, mapped, parameters in known:
        said.append(f"a=rtpmap:{payload} {mapped}")
        if parameters:
            said.append(f"a=fmtp:{payload} {parameters}")
    listed = [str(payload) for payload, _, _ in known]
    if keys:
        said += [f"a=rtpmap:{_KEYPAD} telephone-event/8000", f"a=fmtp:{_KEYPAD} 0-{keys}"]
        listed.append(str(_KEYPAD))
    return " ".join(listed), lines(*said)


def image(ip: str, seed: str, *, by: str = "FreeSWITCH", rate: int = 14_400) -> str:
    """A description with one T.38 fax medium, as after the switch-over from audio."""
    number = int(hexes(seed, 6), 16)
    session = 1_795_000_000 + number % 400_000
    return lines(
        "v=0",
        f"o={by} {session} {session + 3} IN IP4 {ip}",
        f"s={by}",
        f"c=IN IP4 {ip}",
        "t=0 0",
        f"m=image {16_384 + number % 8_000 * 2} udptl t38",
        "a=T38FaxVersion:0",
        f"a=T38MaxBitRate:{rate}",
        "a=T38FaxFillBitRemoval",
        "a=T38FaxRateManagement:transferredTCF",
        "a=T38FaxMaxBuffer:2000",
        "a=T38FaxMaxDatagram:400",
        "a=T38FaxUdpEC:t38UDPRedundancy",
    )


def _key(seed: str) -> str:
    """An SDES master key and salt: 30 bytes, 40 characters (RFC 4568 §6.2)."""
    return b2a_base64(bytes.fromhex(hexes(seed, 60)), newline=False).decode()
