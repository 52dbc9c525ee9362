"""The stored reply: leg documents as compressed JSON, byte-true both ways."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

LIMIT = 256 * 1024 * 1024
"""Bytes of JSON: a reply has 64 MiB at most, which ASCII spelling can triple."""


class BodyError(ValueError):
    """The documents cannot be packed, or the bytes are not what was packed; str(e) says why."""


def pack(documents: Sequence[dict[str, Any]]) -> bytes:
    """Documents as bytes. ASCII only, so that lone surrogates come back as they were."""
    try:
        text = json.dumps(list(documents), ensure_ascii=True, separators=(",", ":"))
    except (RecursionError, TypeError, ValueError) as error:
        raise BodyError("the reply is nested too deeply or is not JSON") from error
    if len(text) > LIMIT:
        raise BodyError(f"the reply is larger than {LIMIT // 2**20} MB")
    return zlib.compress(text.encode("ascii"))


def unpack(packed: object) -> tuple[dict[str, Any], ...]:
    """The documents again. Never makes more than LIMIT bytes of it, whoever packed it."""
    if not isinstance(packed, bytes):
        raise BodyError("it is not packed")
    opener = zlib.decompressobj()
    try:
        text = opener.decompress(packed, LIMIT)
        documents = json.loads(text) if opener.eof else None
    except (zlib.error, ValueError, RecursionError) as error:
        raise BodyError("it cannot be unpacked") from error
    if not opener.eof:
        raise BodyError("it is cut off, or too large")
    if not isinstance(documents, list) or not all(isinstance(d, dict) for d in documents):
        raise BodyError("it holds no legs")
    return tuple(documents)
