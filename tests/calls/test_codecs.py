"""Codecs by their numbers and names, and what two sides have in common."""

from __future__ import annotations

import pytest

from tests.calls.descriptions import audio
from vinix_tui.calls.codecs import STATIC, Codec, common, rtpmap
from vinix_tui.calls.sdp import parse


def codecs(formats: str, *below: str) -> tuple[Codec, ...]:
    """The codecs of an audio medium with these formats."""
    return parse(audio(*below, medium=f"audio 4000 RTP/AVP {formats}")).media[0].codecs


def codec(coded: str, payload: str = "96") -> Codec:
    """The codec that an rtpmap line makes."""
    (made,) = codecs(payload, f"a=rtpmap:{payload} {coded}")
    return made


@pytest.mark.parametrize("payload", STATIC)
def test_a_static_number_needs_no_rtpmap(payload: str) -> None:
    (made,) = codecs(payload)
    assert (made.name, made.clock, made.channels) == STATIC[payload]
    assert not made.mapped
    assert made.line == 6


@pytest.mark.parametrize("payload", ["1", "2", "19", "72", "96", "127", "128", "*", "t38"])
def test_other_numbers_mean_nothing_by_themselves(payload: str) -> None:
    (made,) = codecs(payload)
    assert (made.name, made.clock, made.key, made.heard) == (None, None, "", None)
    assert made.words == f"payload {payload}, undefined"
    assert not made.carries_audio
    assert not made.is_like(made)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("0 PCMU/8000", ("0", "PCMU", 8000, 1)),
        ("0 PCMU", ("0", "PCMU", 8000, 1)),
        ("96 AMR", ("96", "AMR", None, 1)),
        (" 3  GSM/8000 ", ("3", "GSM", 8000, 1)),
        ("96 opus/48000/2", ("96", "opus", 48000, 2)),
        ("96 L16/44100/2", ("96", "L16", 44100, 2)),
        ("8 telephone-event/8000/1", ("8", "telephone-event", 8000, 1)),
        ("96", None),
        ("96 ", None),
        ("", None),
        ("96 /8000", None),
        ("96 X/8000/2/2", None),
        ("96 X/eight", None),
        (f"96 X/{'9' * 10}", None),
        ("96 X/٨٠٠٠", None),
    ],
)
def test_an_rtpmap_is_read_or_it_is_not(said: str, expected: object) -> None:
    assert rtpmap(said) == expected


def test_an_rtpmap_may_rename_a_static_number_and_the_first_one_counts() -> None:
    (made,) = codecs("8", "a=rtpmap:8 PCMU/8000", "a=rtpmap:8 GSM/8000")
    assert (made.name, made.line, made.mapped) == ("PCMU", 7, True)


def test_an_rtpmap_that_nobody_can_read_leaves_the_static_meaning() -> None:
    (made,) = codecs("8", "a=rtpmap:8")
    assert (made.name, made.line, made.mapped) == ("PCMA", 6, False)


def test_a_number_that_is_listed_again_is_no_other_codec() -> None:
    assert [made.payload for made in codecs("8 0 8 8 0 101")] == ["8", "0", "101"]
    assert len(codecs("0 " * 20_000)) == 1


def test_parameters_may_stand_first_and_be_repeated() -> None:
    (made,) = codecs("96", "a=fmtp:96 mode=20", "a=rtpmap:96 iLBC/8000", "a=fmtp: 96  x=1; Y = Z ")
    assert made.parameters == "mode=20; x=1; Y = Z"
    assert [made.parameter(name) for name in ("mode", "x", "y", "z")] == ["20", "1", "z", None]


def test_a_parameter_without_a_value_is_empty() -> None:
    (made,) = codecs("101", "a=fmtp:101 0-15", "a=rtpmap:101 telephone-event/8000")
    assert made.parameter("0-15") == ""
    assert made.parameter("mode") is None


@pytest.mark.parametrize(
    ("coded", "words", "heard"),
    [
        ("G722/8000", "G.722 (16 kHz)", 16000),
        ("g722/8000", "G.722 (16 kHz)", 16000),
        ("G722", "G.722 (16 kHz)", 16000),
        ("PCMU/8000", "PCMU", 8000),
        ("PCMU/16000", "PCMU/16000", 16000),
        ("opus/48000/2", "opus/48000", 48000),
        ("AMR", "AMR", None),
    ],
)
def test_words_name_the_clock_only_where_it_tells_something(
    coded: str, words: str, heard: int | None
) -> None:
    assert (codec(coded).words, codec(coded).heard) == (words, heard)


@pytest.mark.parametrize(
    ("coded", "carries_audio", "is_keypad"),
    [
        ("PCMU/8000", True, False),
        ("opus/48000/2", True, False),
        ("clearmode/8000", True, False),
        ("telephone-event/8000", False, True),
        ("TELEPHONE-EVENT/48000", False, True),
        ("CN/8000", False, False),
        ("red/8000", False, False),
        ("RED/48000/2", False, False),
        ("X-NSE/8000", False, False),
        ("rtx/90000", False, False),
    ],
)
def test_keypad_noise_and_repair_are_no_audio(
    coded: str, carries_audio: bool, is_keypad: bool
) -> None:
    made = codec(coded)
    assert (made.carries_audio, made.is_keypad) == (carries_audio, is_keypad)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("PCMU/8000", "pcmu/8000", True),
        ("PCMU/8000", "PCMA/8000", False),
        ("speex/8000", "speex/16000", False),
        ("speex/8000", "speex", True),
        ("G729/8000", "G729a/8000", True),
        ("G7231/8000", "G723/8000", True),
        ("ſpeex/8000", "speex/8000", False),
    ],
)
def test_codecs_are_alike_by_name_and_clock(one: str, other: str, alike: bool) -> None:
    assert codec(one).is_like(codec(other)) is alike
    assert codec(other).is_like(codec(one)) is alike
    assert bool(common([codec(one)], [codec(other)])) is alike


def test_what_is_common_has_the_order_and_the_numbers_of_the_first() -> None:
    one = codecs("101 9 97 8 13", "a=rtpmap:101 telephone-event/8000", "a=rtpmap:97 opus/48000/2")
    other = codecs("8 111 0 9 101 13", "a=rtpmap:111 OPUS/48000/2", "a=rtpmap:101 telephone-event")
    assert [each.payload for each in common(one, other)] == ["9", "97", "8"]
    assert [each.payload for each in common(other, one)] == ["8", "111", "9"]
    assert common(one, ()) == common((), one) == ()
