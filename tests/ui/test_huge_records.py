"""Tabs of a leg that holds far more than any: they are drawn at once, and say what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from vinix_tui.calls.compare import compare
from vinix_tui.calls.lookup import Lookup
from vinix_tui.ui.view import Opened, View
from vinix_tui.ui.widgets import call_info, custom_vars, sip_sdp
from vinix_tui.ui.widgets import compare as compared
from vinix_tui.ui.widgets.line import Line

LONG: Final = "A" * 100_000
INNER: Final = {f"k{number}": number for number in range(3_000)}
HEAD: Final = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nc=IN IP4 192.0.2.1\r\n"


def view(**fields: Any) -> View:
    then = datetime(2026, 11, 23, 12, tzinfo=UTC)
    leg = {"call_id": "a", "call_direction": "inbound", **fields}
    return View.of(Opened.of(Lookup("", "1", (leg,), "file", "", then)), UTC, None)


def size(lines: Iterable[Line]) -> int:
    return sum(len(line.key) + len(line.text) for line in lines)


def test_a_name_of_100_kb_is_not_repeated_on_all_lines_below_it() -> None:
    things = {LONG: INNER}
    seen = view(custom_channel_vars=things, custom_sip_headers=things, **things)
    for draw in (custom_vars.draw, sip_sdp.draw, call_info.draw):
        lines = draw(seen, 80)
        assert size(lines) < 1_000_000
        assert any("more or nested ones" in line.text for line in lines)
    names = compared.Names.of(seen, seen)
    lines = compared.draw(compare(seen.leg, seen.leg, UTC), names, 80, everything=True)
    assert size(lines) < 10_000_000


def test_what_is_left_out_of_an_object_is_counted() -> None:
    lines = custom_vars.draw(view(custom_channel_vars={"list": list(range(9_000)), "z": 1}), 80)
    [told] = [line.text for line in lines if "more or nested" in line.text]
    assert told == "… 7,002 more or nested ones are in the raw record"


@pytest.mark.parametrize(
    "session", ["", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n", "a=T38FaxVersion:0\r\n"]
)
@pytest.mark.parametrize("width", [80, 120])
def test_of_thousands_of_media_the_first_are_put_side_by_side(session: str, width: int) -> None:
    media = "m=audio 4000 RTP/SAVP 0\r\n" * 500 + "m=image 4002 udptl t38\r\n" * 500
    text = HEAD + session * 400 + media
    texts = [line.text for line in sip_sdp.draw(view(remote_sdp=text, local_sdp=text), width)]
    assert sum(text.startswith("Audio") for text in texts) == 50
    assert "… 950 more media are in the lines below" in texts
