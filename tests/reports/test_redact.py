"""What must not leave is gone, in any place and spelling; what a ticket needs stays."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinix_tui.reports.redact import REDACTED, TOO_DEEP, holds_redactions, redact

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"
SDP = (
    "v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\nc=IN IP4 192.0.2.10\r\nm=audio 4000 RTP/SAVP 0\r\n"
    f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}|2^20|1:4\r\n"
    f"a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:{KEY}\r\n"
    "a=ice-ufrag:F7gI\r\na=ice-pwd:x9cml/YzichV2+XlhiMu8g\r\n"
    f"a=key-mgmt:mikey {KEY}\r\nk=base64:{KEY}\r\na=ptime:20\r\n"
)


def everything_in(document: object) -> str:
    return json.dumps(document)


def test_keys_in_an_sdp_are_taken_out_and_the_lines_stay() -> None:
    sdp = redact({"local_sdp": SDP})["local_sdp"]
    assert KEY not in sdp and "YzichV2" not in sdp
    assert f"inline:{REDACTED}|2^20|1:4\r\n" in sdp
    assert f"a=ice-pwd:{REDACTED}\r\n" in sdp
    assert "a=ice-ufrag:F7gI\r\n" in sdp
    assert sdp.count("\r\n") == SDP.count("\r\n")
    assert "c=IN IP4 192.0.2.10" in sdp and sdp.endswith("a=ptime:20\r\n")


@pytest.mark.parametrize("escaped", [SDP.replace("\r\n", "\\r\\n"), json.dumps(SDP)])
def test_keys_in_an_sdp_that_was_escaped_once_too_often_are_taken_out_too(escaped: str) -> None:
    sdp = redact({"remote_sdp": escaped.replace("/", "\\/")})["remote_sdp"]
    assert KEY not in sdp and "YzichV2" not in sdp and "2+XlhiMu8g" not in sdp
    assert "a=ptime:20" in sdp


@pytest.mark.parametrize("ends", ["\n", "\r"])
def test_any_line_end_bounds_a_password(ends: str) -> None:
    sdp = redact({"local_sdp": SDP.replace("\r\n", ends)})["local_sdp"]
    assert KEY not in sdp and "YzichV2" not in sdp and f"{ends}a=ptime:20" in sdp


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 {KEY}", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 "),
        (f"a=crypto:1 {KEY}", "a=crypto:"),
        (f"a=crypto:{KEY} AES_CM_128_HMAC_SHA1_80 {KEY}", "a=crypto:"),
        (f" A=Crypto :1\tAES_CM_X INLINE :{KEY}", " A=Crypto :1\tAES_CM_X INLINE :"),
        (f"a=ice-pwd\t:{KEY}", "a=ice-pwd\t:"),
        (f"a=key-mgmt :mikey {KEY}", "a=key-mgmt :"),
        (f"K = clear : {KEY}", "K = clear :"),
    ],
)
@pytest.mark.parametrize("begun", ["", "v=0\r\n", "v=0\\r\\n"])
def test_keys_are_found_wherever_the_reader_of_an_sdp_finds_them(
    line: str, left: str, begun: str
) -> None:
    made = redact({"remote_sdp": f"{begun}{line}"})["remote_sdp"]
    assert made == f"{begun}{left}{REDACTED}"
    assert redact({"remote_sdp": made}) == {"remote_sdp": made}


@pytest.mark.parametrize(
    "key",
    [
        "digits_dialed", "Digits-Dialed", "variable_digits_dialed", "auth_token", "X-Auth-Token",
        "authToken", "password", "sip_password", "variable_sip_auth_password", "passwd",
        "sip_auth_username", "api_key", "apiKey", "API-Key", "client_secret", "Authorization",
        "proxy_authorization", "set_cookie", "sip_auth_response",
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", ["4711", 4711, ["4", "7"], {"in": "4711"}])
def test_a_value_under_a_secret_name_goes_whole(key: str, value: object) -> None:
    assert redact({"call_debug": [{key: value}]}) == {"call_debug": [{key: REDACTED}]}


@pytest.mark.parametrize("value", [None, "", [], {}, True, False, "none", "undefined"])
def test_nothing_is_no_secret(value: object) -> None:
    assert redact({"digits_dialed": value}) == {"digits_dialed": value}


def test_what_a_ticket_is_about_stays() -> None:
    leg = {
        "caller_id_number": "+12025550101",
        "caller_id_name": "Kim Inline",
        "from": "kim@acme.example.com:5060",
        "from_uri": "sip:kim@192.0.2.7:5060;transport=udp",
        "request": "sip:[2001:db8::1]:5060",
        "user_agent": "Phone/1.0 (https://phones.example.com/a:b@c)",
        "custom_channel_vars": {"channel_authorized": "true", "authorizing_id": "abc", "n": 3},
        "media_recordings": ["a", 1.5, None],
        "billing_seconds": 33,
    }
    assert redact(leg) == leg
    assert redact(leg) is not leg


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("https://r.example.com/a.mp3?auth_token=abc&x=1", f"?auth_token={REDACTED}&x=1"),
        ("https://kim:hunter2@r.example.com/", f"https://kim:{REDACTED}@r.example.com/"),
        ("sip:kim:hunter2@acme.example.com", f"sip:kim:{REDACTED}@acme.example.com"),
        ('{"auth_token": "hunter2", "a": 1}', f'{{"auth_token": "{REDACTED}", "a": 1}}'),
        (r"{\"password\":\"hunter2\",\"a\":1}", rf"{{\"password\":\"{REDACTED}\",\"a\":1}}"),
        (
            "INVITE sip:1\r\nAuthorization: Digest username=kim, response=hunter2\r\nVia: x",
            f"INVITE sip:1\r\nAuthorization: {REDACTED}\r\nVia: x",
        ),
    ],
)
def test_a_secret_inside_other_text_goes_alone(text: str, left: str) -> None:
    made = redact({"custom_application_vars": {"note": text}})
    note = made["custom_application_vars"]["note"]
    assert left in note
    assert "hunter2" not in note and "abc" not in note


def test_what_lies_too_deep_goes_whole_and_nothing_is_raised() -> None:
    nested: Any = {"secret_inside": "hunter2", "plain": "hunter2"}
    for _ in range(50_000):
        nested = [nested]
    made = everything_in(redact({"custom_application_vars": nested}))
    assert TOO_DEEP in made and "hunter2" not in made


def test_a_hundred_levels_are_walked() -> None:
    nested: Any = {"password": "hunter2", "plain": "stays"}
    for _ in range(90):
        nested = {"in": nested}
    made = everything_in(redact(nested))
    assert "stays" in made and REDACTED in made and "hunter2" not in made


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@SLOWLY
@given(st.dictionaries(st.text(), JSON))
def test_redacting_twice_changes_nothing_more(document: dict[str, Any]) -> None:
    once = redact(document)
    assert redact(once) == once
    assert list(once) == list(document)


@SLOWLY
@given(st.text(), st.text())
def test_a_key_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before}\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}\r\n{after}"
    assert KEY not in redact({"user_agent": text})["user_agent"]


@pytest.mark.parametrize(
    "piece", [";token", "sip:a:", "a+b", "inline:", '"token" ', "a://b:", "authorization ", "api"]
)
def test_no_text_makes_it_slow(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    began = time.process_time()
    redact({"user_agent": text})
    assert time.process_time() - began < 5


def test_a_redacted_document_is_known_as_one() -> None:
    assert holds_redactions(redact({"x": [{"password": "a"}]}))
    assert not holds_redactions({"x": [{"password": "a"}, ("b", 1)]})
