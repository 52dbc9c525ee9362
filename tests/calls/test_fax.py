"""The fax of a leg: its facts in every shape that records have, its result, and both in words."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vinix_tui.calls.fax import T30, Fax, T30Result

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = [f"fax_{field.name}" for field in fields(Fax)]
FAX_KEYS = st.sampled_from([*NAMES, "fax_ecn_used", "fax_t38", "fax_", "Fax-Success", "fax_info"])


def fax(**facts: object) -> Fax:
    """The fax of a leg with these flat facts."""
    found = Fax.of({f"fax_{name}": value for name, value in facts.items()})
    assert found is not None
    return found


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"call_id": "1@example.com", "hangup_cause": "NORMAL_CLEARING"},
        {"fax_info": {}, "fax_success": "", "fax_result_code": None},
        {"fax_info": []},
        {"fax_info": {"fax_success": None, "fax_total_pages": "", "fax_doc_id": "  "}},
        {"faxes": 1, "my_fax_success": True, "facsimile": {"fax_success": True}},
    ],
)
def test_a_leg_without_a_fax_value_is_no_fax(document: dict[str, object]) -> None:
    assert Fax.of(document) is None


def test_false_and_zero_are_values() -> None:
    assert Fax.of({"fax_success": False}) == Fax(success=False)
    assert Fax.of({"fax_info": {"fax_result_code": 0}}) == Fax(result_code=0)


@pytest.mark.parametrize("spelt", ["1", "true", "TRUE", "on", "yes", True, 1])
def test_success_is_read_in_every_spelling(spelt: object) -> None:
    assert fax(success=spelt).success is True


@pytest.mark.parametrize("spelt", ["0", "false", "False", "off", "no", False, 0])
def test_failure_is_read_in_every_spelling(spelt: object) -> None:
    assert fax(success=spelt).success is False


def test_all_facts_of_a_real_record_are_read() -> None:
    told: dict[str, Any] = {
        "fax_success": "1",
        "fax_result_code": "0",
        "fax_result_text": "OK",
        "fax_transferred_pages": "2",
        "fax_total_pages": 2,
        "fax_transfer_rate": "9600",
        "fax_ecm_used": "off",
        "fax_bad_rows": "0",
        "fax_longest_bad_row_run": "3",
        "fax_t38_used": True,
        "fax_t38_status": "negotiated",
        "fax_local_station_id": "+12025550101",
        "fax_remote_station_id": "+12025550102",
        "fax_identity_name": "Acme",
        "fax_identity_number": "+12025550103",
        "fax_remote_country": "Japan",
        "fax_remote_vendor": "Example",
        "fax_remote_model": "E-1",
        "fax_encoding": "4",
        "fax_encoding_name": "T.4 2-D",
        "fax_image_resolution": "7874x7874",
        "fax_image_pixel_size": "1728x2232",
        "fax_image_size": "20412",
        "fax_doc_id": "202611-abc",
        "fax_doc_db": "faxes",
        "fax_hangup_cause": "NORMAL_CLEARING",
        "fax_hangup_code": 200,
    }
    read = Fax(
        *(True, 0, "OK", 2, 2, 9600, False, 0, 3, True, "negotiated"),
        *("+12025550101", "+12025550102", "Acme", "+12025550103", "Japan", "Example", "E-1"),
        *("T.4 2-D", "7874x7874", "1728x2232", 20412, "202611-abc", "NORMAL_CLEARING", 200),
        extra=(("fax_doc_db", "faxes"), ("fax_encoding", "4")),
    )
    bare = {key.removeprefix("fax_"): value for key, value in told.items()}
    cased = {key.title().replace("_", "-"): value for key, value in told.items()}
    assert Fax.of(told) == read
    assert Fax.of({"call_id": "x", "fax_info": told}) == read
    assert Fax.of({"fax_info": bare}) == read
    assert Fax.of({"Fax-Info": cased}) == read


def test_a_nested_value_wins_over_a_flat_one_but_an_empty_one_does_not() -> None:
    found = Fax.of(
        {
            "fax_info": {"fax_total_pages": "3", "fax_result_text": "", "fax_ecm_used": None},
            "fax_total_pages": "1",
            "fax_result_text": "OK",
            "fax_ecm_used": "on",
        }
    )
    assert found == Fax(total_pages=3, result_text="OK", ecm_used=True)


def test_in_fax_info_a_key_with_its_prefix_wins() -> None:
    assert Fax.of({"fax_info": {"fax_bad_rows": 1, "bad_rows": 2}}) == Fax(bad_rows=1)
    assert Fax.of({"fax_info": {"bad_rows": 2, "fax_bad_rows": 1}}) == Fax(bad_rows=1)


def test_a_misspelt_key_is_read_where_the_right_one_is_missing() -> None:
    assert fax(ecn_used="true").ecm_used is True
    both = fax(ecn_used="true", ecm_used="false")
    assert both.ecm_used is False
    assert both.extra == (("fax_ecn_used", "true"),)


@pytest.mark.parametrize(
    ("told", "used", "status"),
    [
        ({"t38": "true"}, True, None),
        ({"t38": "negotiated"}, True, "negotiated"),
        ({"t38_status": "Negotiated"}, True, "Negotiated"),
        ({"t38": "refused"}, False, "refused"),
        ({"t38_status": "requested"}, None, "requested"),
        ({"t38_used": "requested"}, None, "requested"),
        ({"t38_used": "false", "t38_status": "off"}, False, "off"),
        ({"t38": "off"}, False, None),
        ({"t38_used": True, "t38_status": "refused"}, True, "refused"),
    ],
)
def test_t38_is_read_from_all_the_names_that_it_has(
    told: dict[str, object], used: bool | None, status: str | None
) -> None:
    found = fax(**told)
    assert (found.t38_used, found.t38_status, found.extra) == (used, status, ())


def test_what_cannot_be_read_is_kept_beside_the_facts() -> None:
    found = fax(total_pages="unknown", success="perhaps", bad_rows=-1, hangup_code="q850:16", x=[1])
    assert (found.total_pages, found.success, found.bad_rows, found.hangup_code) == (None,) * 4
    assert found.extra == (
        ("fax_bad_rows", "-1"),
        ("fax_hangup_code", "q850:16"),
        ("fax_success", "perhaps"),
        ("fax_total_pages", "unknown"),
        ("fax_x", "[1]"),
    )


def test_text_and_keys_of_strangers_cannot_steer_the_terminal() -> None:
    found = Fax.of({"fax_info": {"remote_model": "E\x1b[2J\n1", "\x1b]0;x": "\x07"}})
    assert found is not None
    assert found.remote_model == "E␛[2J␊1"
    assert found.extra == (("fax_␛]0;x", "␇"),)


def test_fax_info_that_is_no_object_is_kept() -> None:
    assert Fax.of({"fax_info": "none"}) == Fax(extra=(("fax_info", "none"),))


SENT = {"success": True, "transferred_pages": 2, "total_pages": 2, "transfer_rate": 9600}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (SENT, "The fax went through: 2 of 2 pages at 9600 bit/s."),
        (SENT | {"transfer_rate": None}, "The fax went through: 2 of 2 pages."),
        (SENT | {"total_pages": 0}, "The fax went through: 2 pages at 9600 bit/s."),
        (SENT | {"total_pages": 1}, "The fax went through: 2 pages at 9600 bit/s."),
        (
            SENT | {"transferred_pages": None, "total_pages": 1},
            "The fax went through: a document of 1 page at 9600 bit/s.",
        ),
        ({"success": True, "transfer_rate": 14400}, "The fax went through at 14400 bit/s."),
        ({"success": True, "transferred_pages": 0}, "The fax went through."),
        (
            SENT | {"total_pages": 3},
            "The fax counts as a success, but only 2 of 3 pages went through at 9600 bit/s.",
        ),
        (
            SENT | {"transferred_pages": 0},
            "The fax counts as a success, but no page went through.",
        ),
        (
            {"success": True, "transferred_pages": 1, "result_code": 29},
            "The fax went through: 1 page, although the sender did not say goodbye in time.",
        ),
        ({"success": True, "result_text": "fine"}, "The fax went through."),
        ({"result_code": 0, "transferred_pages": 1}, "The fax went through: 1 page."),
        (
            {"success": False, "result_code": 49, "transferred_pages": 0, "total_pages": 0},
            "The fax failed: the phone call ended before the fax was finished.",
        ),
        (
            {"result_code": 21, "transferred_pages": 1, "total_pages": 3},
            "The fax failed after 1 of 3 pages: the far machine did not confirm a page.",
        ),
        ({"success": False}, "The fax failed."),
        (
            {"success": False, "result_code": 99},
            "The fax failed: the platform sent a fax result that we do not know (code 99).",
        ),
        (
            {"success": False, "result_code": 0, "result_text": "no pages received"},
            'The fax failed, and the platform gives "no pages received" as its result.',
        ),
        (
            {"success": False, "result_code": 0},
            'The fax failed, and the platform gives "OK" as its result.',
        ),
        ({"total_pages": 2}, "The record does not say whether the fax went through."),
        (
            {"transferred_pages": 1, "total_pages": 2},
            "The record does not say whether the fax went through: it counts 1 of 2 pages.",
        ),
        (
            {"result_text": "odd"},
            "The record does not say whether the fax went through: the platform sent a fax result"
            ' that we do not know ("odd").',
        ),
    ],
)
def test_the_outcome_is_one_plain_sentence(told: dict[str, object], words: str) -> None:
    assert fax(**told).words == words


def test_the_result_of_a_fax_is_its_row() -> None:
    assert fax(result_code="49").result is T30[49]
    assert fax(success=True).result is None
    assert isinstance(fax(result_text="odd").result, T30Result)


@given(st.dictionaries(FAX_KEYS | st.text(max_size=8), JSON, max_size=6))
@example({"fax_info": {"fax_result_text": '"', "": 0}})
@example({"fax_result_code": "9" * 40, "fax_transferred_pages": "1e308"})
def test_any_document_gives_a_fax_or_none(document: dict[str, object]) -> None:
    for found in (Fax.of(document), Fax.of({"fax_info": document})):
        if found is not None:
            assert found.words.endswith(".")
            assert found.words.isprintable()
            assert all(value.isprintable() for pair in found.extra for value in pair)
