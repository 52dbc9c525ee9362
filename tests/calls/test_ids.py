"""What people paste, and the id that they meant; or why no id can be right."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vinix_tui.calls.ids import IdRefused, Wanted, account_id, recognise
from vinix_tui.calls.text import printable

ID = "63962647202-00000002"
HEX = "5a4db0c5a4db0c5a4db0c5a4db0c5a4d"
DASHED = "5a4db0c5-a4db-0c5a-4db0-c5a4db0c5a4d"
BASE = "https://api.example.com/v2"
CALL_IDS = (
    "459843351_117288744@192.0.2.166",
    "SD80b4301-08cad0a2-06a91u0",
    "1846403445",
    "ZjM1ODg3NTNhYTk5/+Kz==",
    "63962647202-00000002@192.0.2.1",
    "a;b=c:5060*d#e%41%2F?f&g",
    "spaces in a call id",
    "e58ddc2b-cb4f-9b6c-7ec2-b2f4a355ba26",
)
# A call id as a server may have sent it: what RFC 3261 calls words, and a few signs more.
CALL_ID = st.text(
    st.sampled_from("abcxyzABC0123456789-._~!%*+()[]{}@:;=/#?&$, \\|^é"), min_size=1, max_size=40
).filter(lambda text: text == text.strip() and text[-1] not in "/,;")


@pytest.mark.parametrize(
    "pasted",
    [
        ID,
        f"  {ID}\n",
        f"{ID}\r\n",
        f'"{ID}"',
        f"'{ID}'",
        f"`{ID}`",
        f"<{ID}>",
        f"“{ID}”",
        f"«{ID}»",
        f"{ID}.",
        f"{ID},",
        f"({ID})",
        f"**{ID}**",
        f"\ufeff{ID}\u200b",
        f"\u202a{ID}\u202c",
        "6396264\u200b7202-0000\xad0002",
        f"interaction_id={ID}",
        f"interaction_id: {ID}",
        f'{{"interaction_id": "{ID}", "id": "202611-abc"}}',
        f"Call {ID} went wrong yesterday",
        f"first line\n{ID}\tanother cell",
        f"/{ID}",
        ID.replace("-", "%2D"),
        f"{ID}%0A",
    ],
)
def test_an_interaction_id_is_found_in_what_surrounds_it(pasted: str) -> None:
    assert recognise(pasted) == Wanted(ID, "interaction")


@pytest.mark.parametrize(
    "pasted",
    [
        f"{HEX}/{ID}",
        f'"{HEX.upper()}/{ID}"',
        f"{BASE}/accounts/{HEX}/cdrs/legs/{ID}",
        f"{BASE}/accounts/{HEX.upper()}/cdrs/legs/{ID}/",
        f"{BASE}/accounts/{HEX}/cdrs/legs/{ID}?paginate=false&page_size=50#top",
        f"{BASE}/accounts/{HEX}/cdrs/legs/{ID.replace('-', '%2d')}",
        f"{BASE}/accounts/{HEX}/cdrs/legs/%E2%80%8B{ID}%E2%80%8B",
        f"{BASE}/accounts/{HEX}/cdrs/interaction?filter_interaction_id={ID}",
        f"curl -H 'X-Auth-Token: abc' '{BASE}/accounts/{HEX}/cdrs/legs/{ID}'",
        f"GET /v2/accounts/{HEX}/cdrs/legs/{ID} HTTP/1.1",
    ],
)
def test_the_account_is_taken_from_where_the_paste_names_it(pasted: str) -> None:
    assert recognise(pasted) == Wanted(ID, "interaction", HEX)


def test_an_account_with_dashes_keeps_them() -> None:
    assert recognise(f"{DASHED}/{ID}").account_id == DASHED
    assert recognise(f"{BASE}/accounts/{DASHED.upper()}/cdrs/legs/{ID}").account_id == DASHED


def test_a_longer_hex_number_in_a_url_is_no_account() -> None:
    assert recognise(f"{BASE}/accounts/{HEX}0/cdrs/legs/{ID}").account_id is None


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("63962647202-ABCDEF01", "63962647202-abcdef01"),
        ("63962647202-AbCdEf01", "63962647202-abcdef01"),
        ("63962647202-NotHex42", "63962647202-NotHex42"),
        ("63962647202-ABCDEF0123", "63962647202-ABCDEF0123"),
        ("63962647202-a_b~c.d-e", "63962647202-a_b~c.d-e"),
        ("63962647202-a...", "63962647202-a"),
    ],
)
def test_the_key_is_lower_case_hex_or_left_alone(pasted: str, meant: str) -> None:
    assert recognise(pasted).id == meant


@pytest.mark.parametrize("second", [63_366_364_800, 66_301_199_999])
def test_calls_from_2008_to_2100_are_likely(second: int) -> None:
    assert recognise(f"{second}-00000002").id == f"{second}-00000002"


def test_an_id_may_be_long_but_not_endless() -> None:
    assert len(recognise("202611-" + "x" * 1_993).id) == 2_000
    with pytest.raises(IdRefused, match="too long"):
        recognise("202611-" + "x" * 1_994)


def test_only_an_interaction_id_tells_the_start_of_the_call() -> None:
    assert recognise(ID).start == datetime(2026, 11, 23, 10, 0, 2, tzinfo=UTC)
    assert recognise("202611-abc").start is None


@pytest.mark.parametrize("call_id", CALL_IDS)
def test_a_bare_cdr_id_is_taken_as_it_is(call_id: str) -> None:
    cdr = f"202611-{call_id}"
    assert recognise(f" {cdr}\n") == Wanted(cdr, "cdr")
    assert recognise(f'"{cdr}"') == Wanted(cdr, "cdr")
    assert recognise(f"{DASHED}/{cdr}") == Wanted(cdr, "cdr", DASHED)
    assert recognise(f'{{"id": "{cdr}", "call_id": "{call_id}"}}').kind in ("cdr", "interaction")


@pytest.mark.parametrize("call_id", CALL_IDS)
def test_a_cdr_id_in_a_url_is_decoded_exactly_once(call_id: str) -> None:
    cdr = f"202611-{call_id}"
    whole = f"{BASE}/accounts/{HEX}/cdrs/legs/{quote(cdr, safe='')}"
    assert recognise(whole) == Wanted(cdr, "cdr", HEX)
    assert recognise(f"{whole}?page_size=50") == Wanted(cdr, "cdr", HEX)
    assert recognise(f"curl '{whole}' -H 'X-Auth-Token: abc'") == Wanted(cdr, "cdr", HEX)
    assert recognise(whole.replace("/legs", "")) == Wanted(cdr, "cdr", HEX)
    twice = quote(quote(cdr, safe=""), safe="")
    assert recognise(f"{BASE}/cdrs/{twice}").id == quote(cdr, safe="")
    assert recognise(f"{BASE}/open?id={quote(cdr, safe='')}&tab=2").id == cdr


@given(CALL_ID)
@example("%2540")
@example("a/b")
@settings(deadline=None)
def test_any_call_id_survives_a_url_and_a_paste(call_id: str) -> None:
    cdr = f"202611-{call_id}"
    assert recognise(f"{BASE}/cdrs/legs/{quote(cdr, safe='')}") == Wanted(cdr, "cdr")
    assert recognise(cdr) == Wanted(cdr, "cdr")


@pytest.mark.parametrize(
    ("pasted", "cdr"),
    [
        (f"{BASE}/cdrs/legs/202611-a/b@192.0.2.1/", "202611-a/b@192.0.2.1"),
        (f"see {BASE}/cdrs/legs/202611-a%40b, please", "202611-a@b"),
        (f"<{BASE}/cdrs/202611-a%40b>", "202611-a@b"),
        (f"{BASE}/cdrs/legs/202611%2Da", "202611-a"),
        (f"{BASE}/cdrs/legs/%E2%80%8B202611-a", "202611-a"),
        ("interaction_id=202611-a%40b", "202611-a%40b"),  # no URL, so nobody encoded it
        ("id: 202611-a@b, from: 2001", "202611-a@b"),
        ("the CDR 202611-a@b was empty", "202611-a@b"),
        ('"id": "202611-a b", "to": "2001"', "202611-a b"),
        ("202611-63962647202-00000002@192.0.2.1", "202611-63962647202-00000002@192.0.2.1"),
    ],
)
def test_a_cdr_id_is_found_in_what_surrounds_it(pasted: str, cdr: str) -> None:
    assert recognise(pasted) == Wanted(cdr, "cdr")


@pytest.mark.parametrize(
    "pasted",
    [
        "63962647202-0000\x1b0002",
        f"\x1b[32m{ID}\x1b[0m",
        f"{ID}\x00",
        "202611-a\tb",
        "202611-a\nb",
        "202611-a\x07b",
        "202611-a\x9bb",
        "202611-a\udcffb",
        "202611-a\u2028b",
        f"{HEX}/202611-a\x1bb",
        f"{BASE}/cdrs/legs/202611-a%0Ab",
        f"{BASE}/cdrs/legs/202611-a%1B%5B2J",
        f"{BASE}/cdrs/legs/202611-a%00",
        f"{BASE}/cdrs/legs/202611-a%FFb",
        f"{BASE}/open?id=202611-a%0Db",
        f"{BASE}/cdrs/legs/63962647202-0000%070002",
        '"id": "202611-a\x1bb", "to": "2001"',
    ],
)
def test_an_id_with_a_control_character_is_refused(pasted: str) -> None:
    with pytest.raises(IdRefused, match="control character; paste only the id") as refused:
        recognise(pasted)
    assert printable(str(refused.value)) == str(refused.value)


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        ("", "Give an interaction id"),
        (" \u200b\n", "Give an interaction id"),
        ('""', "Give an interaction id"),
        ("6396264-00000002", "starts with 7 digits"),
        ("6396264720-00000002", "starts with 10 digits"),
        ("639626472020-00000002", "starts with 12 digits"),
        ("63962647202", "half an interaction id"),
        ("63962647202-", "half an interaction id"),
        ("63962647202-...", "half an interaction id"),
        ("63962647202_00000002", "holds no interaction id"),
        ("٦٣٩٦٢٦٤٧٢٠٢-00000002", "holds no interaction id"),
        ("12345678901-00000002", "no likely date"),
        ("63366364799-00000002", "no likely date"),  # 2007
        ("66301200000-00000002", "no likely date"),  # 2101
        ("99999999999-00000002", "no likely date"),
        (f"{BASE}/cdrs/legs/00000000000-00000002", "no likely date"),
        ("202613-abc@example.com", "202613 is no year and month"),
        ("202600-abc", "202600 is no year and month"),
        ("302611-abc", "302611 is no year and month"),
        ("202611-", "202611- holds no interaction id"),
        ("459843351_117288744@192.0.2.166", "looks like a bare Call-ID"),
        ("268743707-92220889@192.0.2.32", "looks like a bare Call-ID"),
        ("e58ddc2bcb4f9b6c7ec2b2f4a355ba26d5f6", "looks like a bare Call-ID"),
        (HEX, "is an account id;"),
        (f"{HEX}/", "is an account id;"),
        (DASHED, "is an account id or a bare Call-ID;"),
        (f"{BASE}/accounts/{HEX}/cdrs", "holds no interaction id"),
        ("hello", "hello holds no interaction id"),
        ("\x1b[2J", "␛.2J came with .* control character"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_reason(pasted: str, reason: str) -> None:
    with pytest.raises(IdRefused, match=reason) as refused:
        recognise(pasted)
    assert str(refused.value).endswith(".")


@given(st.text(st.characters(exclude_categories=()), max_size=60) | st.text("0123456789-/%=\x1b a"))
@settings(deadline=None)
def test_any_text_gives_an_id_fit_to_be_sent_or_a_reason_fit_to_be_shown(pasted: str) -> None:
    for text in (pasted, f"{pasted}{ID}", f"202611-{pasted}", f"{BASE}/cdrs/legs/202611-{pasted}"):
        try:
            wanted = recognise(text)
        except IdRefused as refused:
            assert printable(str(refused)) == str(refused)
            assert len(str(refused)) < 200
        else:
            assert wanted.id.isprintable() or wanted.kind == "cdr"
            assert not any(ord(character) < 32 for character in wanted.id)
            assert quote(wanted.id, safe="")  # and no lone surrogate, which cannot be encoded
            assert (wanted.start is None) == (wanted.kind == "cdr")


@given(st.integers(63_400_000_000, 65_000_000_000), st.text("0123456789abcdef", min_size=1))
@settings(deadline=None)
def test_an_id_that_was_recognised_is_recognised_again(second: int, key: str) -> None:
    wanted = recognise(f"{second}-{key}")
    assert wanted == Wanted(f"{second}-{key}", "interaction")
    assert recognise(wanted.id) == wanted


@pytest.mark.parametrize(
    "pasted",
    [
        HEX,
        HEX.upper(),
        f' "{HEX}"\n',
        f"\u200b{HEX}\ufeff",
        f"{HEX}/",
        f"{HEX}/{ID}",
        f"{BASE}/accounts/{HEX}",
        f"{BASE}/accounts/{HEX}?x=1",
        f"{BASE}/accounts/{HEX}/cdrs/legs/{ID}",
    ],
)
def test_an_account_id_comes_without_what_came_along(pasted: str) -> None:
    assert account_id(pasted) == HEX


def test_an_account_id_with_dashes_is_let_through() -> None:
    assert account_id(DASHED.upper()) == DASHED
    assert account_id(f"{BASE}/accounts/{DASHED}/users") == DASHED


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        (" ", "Give the account id"),
        ("acme-telecom", "acme-telecom is no account id"),
        (HEX[:-1], "is no account id"),
        (f"{HEX}0", "is no account id"),
        (DASHED.replace("-", "", 1), "is no account id"),
        (f"{HEX[:-1]}g", "is no account id"),
        ("\x1b[2J" + HEX, "␛.2J5a4d"),
        (f"/accounts/{HEX}0/users", "is no account id"),
    ],
)
def test_what_is_no_account_id_is_refused(pasted: str, reason: str) -> None:
    with pytest.raises(IdRefused, match=reason):
        account_id(pasted)
