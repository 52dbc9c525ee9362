"""A reply's body, unpacked and bounded: what comes after the limit is never held."""

from __future__ import annotations

import zlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import cast

import httpx

from vinix_tui.api.errors import NotVinix, ReplyTooLarge

PACKING = "gzip"
"""The one packing that is asked for and unpacked here."""


async def read_body(response: httpx.Response, limit: int, taken: int = 0) -> bytes:
    """The whole body, where `taken` bytes of the limit are used up already.

    Bytes count once unpacked, so a small reply that unpacks to gigabytes is stopped, too. Raises
    ReplyTooLarge, NotVinix for a packing that nobody asked for, and what httpx raises.
    """
    room = limit - taken
    if response.is_stream_consumed:  # a pretend transport hands over replies already read
        if len(response.content) > room:
            raise _too_large(limit)
        return response.content
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in ("", "identity", PACKING, "x-gzip"):
        raise _unreadable("is packed in a way that nobody asked for")
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if PACKING in packing else None
    body = bytearray()
    packed = 0
    raw = cast("AsyncGenerator[bytes]", response.aiter_raw())  # httpx calls it a mere iterator
    async with aclosing(raw) as chunks:
        async for chunk in chunks:
            packed += len(chunk)
            # Unpacked by hand, since httpx makes 64 MB of 64 kB before anyone can count them.
            body += chunk if unpack is None else _unpacked(unpack, chunk, room - len(body) + 1)
            if max(len(body), packed) > room:
                raise _too_large(limit)
    if packed and unpack is not None and not unpack.eof:
        raise _unreadable("came damaged (gzip)")
    return bytes(body)


def _unpacked(unpack: zlib._Decompress, chunk: bytes, most: int) -> bytes:
    if unpack.eof:
        return b""  # read on all the same: a connection with a rest in it is lost for the next call
    try:
        return unpack.decompress(chunk, most)
    except zlib.error:
        return b""  # its end is never reached now, which is told when the body is


def _too_large(limit: int) -> ReplyTooLarge:
    size = f"{limit / 2**20:.0f} MiB" if limit >= 2**20 else f"{limit:,} bytes"
    return ReplyTooLarge(
        f"it goes past {size}, so the rest was not read.",
        "Check the id and the base address; a call's legs are a few megabytes at most.",
    )


def _unreadable(how: str) -> NotVinix:
    return NotVinix(f"the reply {how}.", "Check the base address and the proxies on the way.")
