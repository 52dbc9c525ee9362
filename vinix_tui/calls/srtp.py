"""Keys for SRTP that stand in a session description itself (SDES, RFC 4568)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from vinix_tui.calls.sdp_lines import Attribute


class Crypto(NamedTuple):
    """An SDES offer of encryption (RFC 4568); its key is not kept here."""

    tag: str
    suite: str
    """Its name; "" where none can be read."""
    line: int


def crypto(said: Attribute) -> Crypto:
    """The offer of an `a=crypto` line; parts that cannot be read are ""."""
    tag, suite, *_ = [*said.value.split(maxsplit=2), "", ""]
    known = _SUITE.fullmatch(suite) is not None  # where it is missing, the key is next
    return Crypto(tag if _TAG.fullmatch(tag) else "", suite if known else "", said.line)


_TAG: Final = re.compile(r"[0-9]{1,9}")
_SUITE: Final = re.compile(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+")  # AES_CM_128_HMAC_SHA1_80
