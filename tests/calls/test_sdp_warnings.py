"""What is odd about a description, and what makes it a damaged one."""

from __future__ import annotations

import pytest

from tests.calls.descriptions import HEALTHY, SAMPLES, audio
from vinix_tui.calls.sdp import parse

_WELL = {name: said for name, said in SAMPLES.items() if name not in ("malformed", "truncated")}


@pytest.mark.parametrize("name", [*HEALTHY, *_WELL])
def test_nothing_is_odd_about_what_common_stacks_write(name: str) -> None:
    assert parse({**HEALTHY, **_WELL}[name]).warnings == ()


@pytest.mark.parametrize(
    ("line", "words", "damaged"),
    [
        ("a=rtpmap:0", "the codec of this payload type is not readable", True),
        ("a=rtpmap:0 /8000", "the codec of this payload type is not readable", True),
        ("a=rtpmap:0 PCMU/fast", "the codec of this payload type is not readable", True),
        ("a=rtpmap:97 iLBC/8000", "payload type 97 is not on the m= line", False),
        ("a=fmtp:97 mode=20", "payload type 97 is not on the m= line", False),
        (f"a=fmtp:{'9' * 5000}", f"payload type {'9' * 23}… is not on the m= line", False),
        ("a=ptime:twenty", "ptime is no number of milliseconds", True),
        ("a=maxptime:", "maxptime is no number of milliseconds", True),
        ("a=candidate:1 1 udp", "this ICE candidate is not readable", True),
        ("a=candidate:1 2 3 4 5 6 7 8 9", "this ICE candidate is not readable", False),
        ("a=crypto:1 AES_CM_128_HMAC_SHA1_80", "a key offer has a number, a suite and a key", True),
        ("a=fingerprint:sha-256", "a fingerprint has a hash function and a value", True),
        ("c=IN IP4", "a connection has a network, a family and an address", True),
        ("c=IN IP4 192.0.2.1 x", "a connection has a network, a family and an address", False),
        ("hello", "this is no line of a session description", True),
        ("x=hello", "SDP knows no lines that begin with x=", False),
        ("A=sendonly", "the line should begin with a=", False),
        ("a=x\ty", "tabs stand where blanks should", False),
    ],
)
def test_an_odd_line_is_told_with_its_number(line: str, words: str, damaged: bool) -> None:
    assert parse(audio(line)).warnings == ((7, words, damaged),)


@pytest.mark.parametrize(
    ("medium", "words", "damaged"),
    [
        ("audio x RTP/AVP 0", "x is no port", True),
        (f"audio {'9' * 5000} RTP/AVP 0", f"{'9' * 23}… is no port", True),
        ("audio 4000/x RTP/AVP 0", "x is no number of ports", False),
        ("audio 4000 RTP/AVP", "a medium has a kind, a port, a transport and a format", True),
        ("", "a medium has a kind, a port, a transport and a format", True),
        ("audio 0", "a medium has a kind, a port, a transport and a format", False),
        ("audio 4000 RTP/AVP 0 xx 128 xx", "xx, 128 is no payload type", True),
        ("audio 4000 RTP/AVP 97", "payload type 97 is defined nowhere", False),
        ("audio 4000 RTP/AVP 97 97", "payload type 97 is defined nowhere", False),
        ("audio 4000 RTP/AVP 97 0 98", "payload types 97, 98 are defined nowhere", False),
        (
            "audio 4000 RTP/AVP 96 97 98 99 100 101 102",
            "payload types 96, 97, 98, 99, 100, 101, … are defined nowhere",
            False,
        ),
    ],
)
def test_an_odd_media_line_is_told(medium: str, words: str, damaged: bool) -> None:
    assert parse(audio(medium=medium)).warnings == ((6, words, damaged),)


@pytest.mark.parametrize(
    ("origin", "damaged"),
    [
        ("- broken", True),
        ("John Doe 1 1 IN IP4 192.0.2.1", False),
        ("", True),
    ],
)
def test_an_origin_has_six_parts(origin: str, damaged: bool) -> None:
    (warned,) = parse(audio().replace("- 1 1 IN IP4 203.0.113.5", origin)).warnings
    assert warned == (2, "an origin has six parts", damaged)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (audio().removeprefix("v=0\r\n"), 1),
        (" \r\n" + audio().removeprefix("v=0\r\n"), 2),
        ("\r\n\r\n" + audio().removeprefix("v=0\r\n"), 3),
    ],
)
def test_a_description_without_its_head_is_damaged(said: str, line: int) -> None:
    assert parse(said).warnings == ((line, "a description begins with v=0", True),)


def test_blank_lines_before_the_head_are_no_damage() -> None:
    assert parse("\n \n" + audio()).warnings == ()


def test_a_codec_is_defined_once() -> None:
    medium = "audio 4000 RTP/AVP 96"
    twice = audio("a=rtpmap:96 opus/48000/2", "a=rtpmap:96 iLBC/8000", medium=medium)
    assert parse(twice).warnings == ((8, "payload type 96 was defined before", False),)
    same = audio("a=rtpmap:96 opus/48000/2", "a=rtpmap:96 OPUS/48000/2", medium=medium)
    assert parse(same).warnings == ()


def test_a_codec_has_a_clock_unless_its_number_tells() -> None:
    made = audio("a=rtpmap:0 PCMU", "a=rtpmap:96 AMR", medium="audio 4000 RTP/AVP 0 96")
    assert parse(made).warnings == ((8, "this codec has no clock rate", False),)


def test_a_medium_without_an_address_is_told() -> None:
    said = audio().replace("c=IN IP4 203.0.113.5\r\n", "")
    assert parse(said).warnings == ((5, "nothing says to which address to send this", False),)
    assert parse(said.replace("30002", "0")).warnings == ()


def test_what_belongs_to_a_rejected_medium_does_not_matter() -> None:
    medium = "video 0 RTP/AVP 97 *"
    assert parse(audio("a=rtpmap:97", "a=ptime:x", medium=medium)).warnings == ()


def test_what_is_no_rtp_has_no_payload_types() -> None:
    made = audio("a=fmtp:x y", medium="application 9 UDP/DTLS/SCTP webrtc-datachannel")
    assert parse(made).warnings == ()


def test_thousands_of_formats_make_one_warning() -> None:
    many = " ".join(str(number) for number in range(96, 9_000))
    words = [each.words for each in parse(audio(medium=f"audio 4000 RTP/AVP {many}")).warnings]
    assert words == [
        "128, 129, 130, 131, 132, 133, … is no payload type",
        "payload types 96, 97, 98, 99, 100, 101, … are defined nowhere",
    ]


def test_warnings_come_in_the_order_of_the_lines() -> None:
    made = parse(audio("a=ptime:x", "hello", "m=audio x RTP/AVP 0", "a=ptime:y"))
    assert [each.line for each in made.warnings] == [7, 8, 9, 10]
