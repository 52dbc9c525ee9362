"""SIP addresses and status codes as call records write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vinix_tui.calls.sip import SIP_CODES, Address, address, sip_code, sip_words

SIGNS = st.text(st.sampled_from('ab1.:;@<>[]"/?=&% \\*+sip,-'), max_size=40)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2001@example.com", Address(user="2001", host="example.com")),
        (
            "12025550101@192.0.2.1:5060",
            Address(user="12025550101", host="192.0.2.1", port=5060),
        ),
        ("sip:2001@example.com", Address(scheme="sip", user="2001", host="example.com")),
        ("SIPS:2001@example.com", Address(scheme="sips", user="2001", host="example.com")),
        ("sip://2001@example.com", Address(scheme="sip", user="2001", host="example.com")),
        ("*97@acme.example.com", Address(user="*97", host="acme.example.com")),
        ("2001@localhost", Address(user="2001", host="localhost")),
        ("  2001@example.com\r\n", Address(user="2001", host="example.com")),
        ("2001@", Address(user="2001")),
        ("@example.com", Address(host="example.com")),
    ],
)
def test_an_address_of_a_record_comes_apart(text: str, parts: Address) -> None:
    assert address(text) == parts


def test_parameters_of_the_user_and_of_the_address_are_kept_in_order() -> None:
    parts = address(
        "sip:+12025550101;phone-context=example.com@198.51.100.7:5060;user=phone;transport=udp"
    )
    assert (parts.user, parts.host, parts.port) == ("+12025550101", "198.51.100.7", 5060)
    assert parts.params == ("phone-context=example.com", "user=phone", "transport=udp")


def test_headers_behind_a_question_mark_are_parameters_even_with_an_address_in_them() -> None:
    parts = address("sip:2001@example.com?Referred-By=kim@example.net")
    assert (parts.user, parts.host) == ("2001", "example.com")
    assert parts.params == ("Referred-By=kim@example.net",)


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("2001@[2001:db8::1]:5061", "2001:db8::1", 5061),
        ("2001@[2001:db8::1]", "2001:db8::1", None),
        ("2001@2001:db8::1", "2001:db8::1", None),
        ("2001@2001:db8:0:0:0:0:0:1:5060", "2001:db8:0:0:0:0:0:1", 5060),
        ("[2001:db8::1]:5061", "2001:db8::1", 5061),
        ("sip:2001:db8::1", "2001:db8::1", None),
        ("2001@[2001:db8::1", "2001:db8::1", None),
    ],
)
def test_ipv6_hosts_come_without_brackets(text: str, host: str, port: int | None) -> None:
    assert (address(text).host, address(text).port) == (host, port)


@pytest.mark.parametrize(
    "text",
    [
        "2001@example.com:sip",
        "2001@example.com:",
        "2001@example.com:0",
        "2001@example.com:65536",
        "2001@example.com:-1",
        "2001@example.com:٥٠٦٠",
        "2001@example.com:5060:5061",
    ],
)
def test_a_port_that_is_none_leaves_the_host(text: str) -> None:
    assert address(text) == Address(user="2001", host="example.com")


def test_the_highest_port_is_one() -> None:
    assert address("2001@example.com:65535").port == 65535


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ('"Kim Doe" <sip:2001@example.com>;tag=1a', "Kim Doe"),
        ("Kim Doe <sip:2001@example.com>;tag=1a", "Kim Doe"),
        ('"Kim \\"K\\" Doe"<sip:2001@example.com>;tag=1a', 'Kim "K" Doe'),
        ('"Doe; Kim <boss>" <sip:2001@example.com>;tag=1a', "Doe; Kim <boss>"),
        ("Sales; Kim <sip:2001@example.com>;tag=1a", "Sales; Kim"),
        ('"Kim <sip:2001@example.com>;tag=1a', "Kim"),
        ("<sip:2001@example.com>;tag=1a", None),
    ],
)
def test_a_display_name_stands_before_angle_brackets(text: str, display: str | None) -> None:
    wanted = Address(display, "sip", "2001", "example.com", None, ("tag=1a",))
    assert address(text) == wanted


def test_a_quoted_name_needs_no_brackets_and_a_quoted_user_is_no_name() -> None:
    assert address('"Kim" sip:2001@example.com').display == "Kim"
    assert address('"kim"@example.com') == Address(user='"kim"', host="example.com")


def test_what_follows_a_second_address_is_not_a_parameter() -> None:
    assert address("<sip:1@example.com>, <sip:2@example.com>;tag=x").params == ()


@pytest.mark.parametrize(
    ("text", "params"),
    [
        (
            "<sip:a@192.0.2.9;fs_path=<sip:b@203.0.113.7:5060;lr>>;q=0.5",
            ("fs_path=<sip:b@203.0.113.7:5060;lr>", "q=0.5"),
        ),
        ("sip:a@192.0.2.9;fs_path=<sip:203.0.113.7;lr>", ("fs_path=<sip:203.0.113.7;lr>",)),
        ("<sip:a@192.0.2.9;fs_path=<sip:203.0.113.7>", ("fs_path=<sip:203.0.113.7>",)),
        ("sip:a@192.0.2.9;fs_path=sip%3Ab%40203.0.113.7", ("fs_path=sip%3Ab%40203.0.113.7",)),
    ],
)
def test_an_address_inside_an_address_stays_whole(text: str, params: tuple[str, ...]) -> None:
    assert address(text) == Address(None, "sip", "a", "192.0.2.9", None, params)


@pytest.mark.parametrize(
    ("user"),
    ["kim@example.net", "kim%40example.net", "kim:secret", "a/b", "+1(202)555-0101", "#31"],
)
def test_a_user_may_hold_signs_that_part_addresses(user: str) -> None:
    assert address(f"sip:{user}@192.0.2.1:5060") == Address(None, "sip", user, "192.0.2.1", 5060)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2001", Address(user="2001")),
        ("kim", Address(user="kim")),
        ("kim:secret", Address(user="kim:secret")),
        ("202.555.0101", Address(user="202.555.0101")),
        ("tel:+12025550101;phone-context=+1", Address(None, "tel", "+12025550101", None, None)),
        ("urn:service:sos", Address(scheme="urn", user="service:sos")),
        ("example.com", Address(host="example.com")),
        ("pbx.example.com:5080", Address(host="pbx.example.com", port=5080)),
        ("example.com:port", Address(host="example.com")),
        ("sip:192.0.2.1", Address(scheme="sip", host="192.0.2.1")),
        ("pbx:5060", Address(host="pbx", port=5060)),
    ],
)
def test_a_name_alone_is_a_user_or_a_host_by_its_shape(text: str, parts: Address) -> None:
    found = address(text)
    assert (found.scheme, found.user, found.host, found.port) == (
        parts.scheme,
        parts.user,
        parts.host,
        parts.port,
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("sofia/sipinterface_1/2001@example.com", Address(None, "sofia", "2001", "example.com")),
        (
            "sofia/internal/sip:2001@192.0.2.1:5060",
            Address(None, "sofia", "2001", "192.0.2.1", 5060),
        ),
        ("sofia/gateway/acme/+12025550101", Address(scheme="sofia", user="+12025550101")),
        ("sofia/2001@example.com", Address(None, "sofia", "2001", "example.com")),
        ("loopback/2001-a", Address(scheme="loopback", user="2001")),
        ("loopback/2001@example.com/context_2-b", Address(None, "loopback", "2001", "example.com")),
        ("loopback/*97@example.com-b", Address(None, "loopback", "*97", "example.com")),
        ("verto.rtc/1008@example.com", Address(None, "verto.rtc", "1008", "example.com")),
        ("sofia/", Address(scheme="sofia")),
        ("user/2001@example.com", Address(user="user/2001", host="example.com")),
    ],
)
def test_a_channel_name_names_its_party(text: str, parts: Address) -> None:
    assert address(text) == parts


def test_fillers_count_as_absent() -> None:
    assert address("nouser@nodomain.com:5060") == Address()
    assert address("NoUser@example.com") == Address(host="example.com")
    assert address("2001@NODOMAIN.COM") == Address(user="2001")
    assert address("nouser1@nodomain.com.example") == Address(
        user="nouser1", host="nodomain.com.example"
    )


@pytest.mark.parametrize("text", ["", " ", None, "<>", "<", "@", '""', ";", "@;", "[]"])
def test_text_without_an_address_gives_an_empty_one(text: str | None) -> None:
    assert address(text).host is None
    assert address(text).port is None
    assert address(text).display is None


@given(st.one_of(st.text(max_size=80), SIGNS))
@example("2001@[:")
@example("sip:" + "<" * 2000 + "@" * 2000)
def test_any_text_comes_apart_without_an_error(text: str) -> None:
    parts = address(text)
    for part in (parts.display, parts.scheme, parts.user, parts.host, *parts.params):
        assert part is None or part
    assert parts.port is None or (parts.host and 0 < parts.port < 65536)


@given(
    user=st.from_regex(r"[a-z0-9+*#._-]{1,12}", fullmatch=True).filter(
        lambda user: user != "nouser"
    ),
    host=st.sampled_from(["example.com", "192.0.2.7", "[2001:db8::7]", "pbx"]),
    port=st.none() | st.integers(1, 65535),
    scheme=st.sampled_from(["", "sip:", "sips:"]),
)
def test_an_address_put_together_comes_apart_again(
    user: str, host: str, port: int | None, scheme: str
) -> None:
    parts = address(f"{scheme}{user}@{host}{f':{port}' if port else ''};lr")
    assert parts == Address(None, scheme.rstrip(":") or None, user, host.strip("[]"), port, ("lr",))


@pytest.mark.parametrize("value", ["sip:486", "sips:486", "SIP:486", "486", " sip: 486 ", 486])
def test_a_status_code_is_read_in_all_its_forms(value: object) -> None:
    assert sip_code(value) == 486


@pytest.mark.parametrize(
    "value",
    [
        *("", None, True, False, [], {}),
        *("q850:16", "verto:486", "NORMAL_CLEARING", "sip:486 Busy", "sip:٤٨٦"),
        *("sip:0", "sip:48", "sip:99", "sip:700", "sip:4867", "0486", 99, 700, -486, 486.5),
    ],
)
def test_what_is_no_status_code_is_none(value: object) -> None:
    assert sip_code(value) is None


def test_the_lowest_and_highest_status_codes_are_codes() -> None:
    assert sip_code("sip:100") == 100
    assert sip_code(699) == 699


@given(st.one_of(st.text(), st.integers(), st.floats(), st.binary(), st.none(), st.booleans()))
def test_a_status_code_is_in_range_or_none(value: object) -> None:
    code = sip_code(value)
    assert code is None or 100 <= code <= 699


def test_a_code_is_said_with_its_meaning_and_an_unknown_one_alone() -> None:
    assert sip_words(486) == "486 busy"
    assert sip_words(699) == "699"


def test_meanings_fit_after_a_code() -> None:
    for code, meaning in SIP_CODES.items():
        assert 100 <= code <= 699
        assert meaning[:1].islower() or meaning.startswith("SIP "), code
        assert meaning == meaning.strip(" .")


def test_every_code_that_ends_calls_has_a_meaning() -> None:
    told = "200 300 301 302 400 401 402 403 404 405 406 407 408 410 413 414 415 416 420 421 422 423"
    told += " 428 429 433 436 437 438 470 480 481 482 483 484 485 486 487 488 489 491 493 494 500"
    told += " 501 502 503 504 505 513 555 580 600 603 604 606 607 608"
    assert {int(code) for code in told.split()} <= set(SIP_CODES)
