"""The Fax tab: the result in words, and what both sides made of T.38."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import cells
from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.scenarios import (
    fax_failed,
    fax_over_g729,
    fax_received,
    fax_t38_clash,
    fax_to_a_person,
    fax_without_t38,
    internal,
)
from vinix_tui.ui.view import Opened, View
from vinix_tui.ui.widgets import fax
from vinix_tui.ui.widgets.line import Line


def drawn(*documents: dict[str, Any], width: int = 78) -> list[Line]:
    then = datetime(2026, 11, 23, 12, tzinfo=UTC)
    lookup = Lookup(ACCOUNT_ID, "x", documents, "demo", "https://sandbox.example.com/v2", then)
    return fax.draw(View.of(Opened.of(lookup), UTC, None), width)


def text(lines: list[Line]) -> str:
    """All of it, with single spaces between words."""
    return "\n".join(" ".join(line.text.split()) for line in lines)


def keyed(lines: list[Line], key: str) -> str:
    return " ".join(line.text.strip() for line in lines if line.key == key)


@pytest.mark.parametrize("width", [58, 78])
def test_a_fax_whose_sides_do_not_fit_is_drawn_as_the_snapshot_has_it(
    snapshot: Callable[[str, str], None], width: int
) -> None:
    lines = drawn(*fax_t38_clash.SCENARIO.documents, width=width)
    snapshot(f"fax-t38-clash-{width}", "\n".join(line.text.rstrip() for line in lines))


def test_a_failed_fax_says_what_its_code_means_and_what_to_do() -> None:
    lines = drawn(*fax_failed.SCENARIO.documents)
    assert lines[0].spans[0][1] == "bad"
    said = text(lines)
    assert "it means The phone call ended before the fax was finished." in said
    assert "next step This need not be a fax problem" in said
    assert keyed(lines, "fax_result_code") == "code              49  The call dropped prematurely"


def test_a_good_fax_has_nothing_to_do_and_what_was_agreed() -> None:
    lines = drawn(*fax_received.SCENARIO.documents)
    said = text(lines)
    assert lines[0].spans[0][1] == "strong"
    assert "it means" not in said and "next step" not in said
    assert "ran over T.38" in said
    assert "both sides remote: fax Harbor Clinic local: the platform" in said
    assert "rate at most 14400 bit/s 14400 bit/s" in said
    assert "speed is found transferredTCF (end to end) transferredTCF (end to end)" in said
    assert "agreed version 0, 14400 bit/s, t38UDPRedundancy" in said


def test_what_does_not_fit_and_what_is_spelled_oddly_is_named() -> None:
    lines = drawn(*fax_t38_clash.SCENARIO.documents)
    said = text(lines)
    assert "speed is found localTCF (on each side) transferredTCF (end to end)" in said
    assert "fill bits removed off on" in said
    assert "not agreed one side manages the rate by localTCF" in said
    assert "odd flag T38FaxFillBitRemoval" in said and "the remote side gives it a value" in said
    assert "warn" in {style for line in lines for _, style in line.spans}


def test_a_refused_t38_leaves_audio_and_shows_who_closed_it() -> None:
    said = text(drawn(*fax_without_t38.SCENARIO.documents))
    assert "ran over audio, PCMU" in said
    assert "T.38 status refused" in said
    assert "port closed (port 0) 27786" in said
    assert "rate at most – 14400 bit/s" in said
    assert "\nagreed" not in said


def test_a_codec_for_voices_is_told_to_be_none_for_faxes() -> None:
    said = text(drawn(*fax_over_g729.SCENARIO.documents))
    assert "ran over audio, G729 faxes need G.711 (PCMU, PCMA) or T.38" in said
    assert "both sides" not in said  # nobody spoke of T.38


def test_a_fax_call_without_facts_says_so_and_what_it_ran_over() -> None:
    said = text(drawn(*fax_to_a_person.SCENARIO.documents))
    assert said.startswith("This leg was to carry a fax, and its record tells nothing")
    assert "ran over audio, PCMU" in said


def test_t38_that_a_device_sends_through_is_shown_although_it_is_nobodys_fax() -> None:
    image = fax_received.SCENARIO.documents[0]["remote_sdp"]
    call = internal.SCENARIO.documents[0] | {"remote_sdp": image, "local_sdp": image}
    said = text(drawn(call))
    assert said.startswith("This leg's record tells of no fax, but T.38 was spoken of on it.")
    assert "agreed version 0" in said


def test_an_ordinary_call_is_one_line() -> None:
    assert text(drawn(*internal.SCENARIO.documents)) == "Leg 1 is no fax."


def test_t38_of_the_record_counts_where_the_last_descriptions_are_back_to_audio() -> None:
    call = fax_over_g729.SCENARIO.documents[0] | {"fax_t38": "negotiated"}
    assert "ran over T.38 as the record says" in text(drawn(call))


@pytest.mark.parametrize("said", ["localTCF" * 30, "", "\u200f\u202e", "transferredtcf"])
def test_a_strangers_parameters_wrap_below_themselves(said: str) -> None:
    call = dict(fax_t38_clash.SCENARIO.documents[0])
    call["remote_sdp"] = call["remote_sdp"].replace("localTCF", said)
    for width in (40, 58, 118):
        assert all(cells(line.text) <= width for line in drawn(call, width=width))


def test_a_line_has_its_field_as_key_so_that_evidence_leads_to_it() -> None:
    keys = {line.key for line in drawn(*fax_received.SCENARIO.documents)}
    assert {
        "fax_success", "fax_result_code", "fax_transferred_pages", "fax_transfer_rate",
        "fax_ecm_used", "fax_bad_rows", "fax_t38_used", "fax_t38_status", "fax_doc_id",
    } <= keys  # fmt: skip
