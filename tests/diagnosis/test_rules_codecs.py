"""Rules about how the audio is coded. Kim called, so her description is the offer."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.diagnosis.conftest import Judged, called, caller, carrier, from_carrier, sdp
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign

ERROR, WARNING, INFO, NORMAL = (
    Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.NORMAL,
)  # fmt: skip
HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW

PCMU = sdp()
PCMA = sdp(medium="audio 30002 RTP/AVP 8 101")
G722 = sdp(medium="audio 30002 RTP/AVP 9 101")
G729 = sdp(medium="audio 30002 RTP/AVP 18 101")
G729_PLAIN = sdp("a=fmtp:18 annexb=no", medium="audio 30002 RTP/AVP 18 101")


def opus(*lines: str, keys: str = "") -> str:
    medium = f"audio 30002 RTP/AVP 111{keys and ' 126'}"
    mapped = (f"a=rtpmap:126 telephone-event/{keys}",) if keys else ()
    return sdp("a=rtpmap:111 opus/48000/2", *mapped, *lines, medium=medium)


def kim(offer: str, answer: str | None = PCMU, **fields: Any) -> dict[str, Any]:
    return caller(**({"remote_sdp": offer, "local_sdp": answer} | fields))


def priya(offer: str, answer: str | None = PCMU, **fields: Any) -> dict[str, Any]:
    """The platform offered; Priya's phone answered."""
    return called(**({"local_sdp": offer, "remote_sdp": answer} | fields))


def told(sign: Sign) -> tuple[Severity, Confidence]:
    return sign.severity, sign.confidence


def evidence(sign: Sign) -> list[tuple[str, int | None, str]]:
    return [(each.field, each.line, each.value) for each in sign.evidence]


# -- R33: no codec in common -----------------------------------------------------------------------


def test_two_sides_without_a_common_codec_are_found(judged: Judged) -> None:
    (sign,) = judged("R33", kim(PCMU), priya(PCMU, G729))
    assert told(sign) == (ERROR, HIGH)
    assert sign.legs == (1,)
    assert sign.sentence == (
        "No codec is in common: device Priya speaks G729, the platform offered PCMU."
    )
    assert sign.why == "device Priya and the platform have no codec in common"
    assert evidence(sign) == [
        ("remote_sdp", 6, "m=audio 30002 RTP/AVP 18 101"),
        ("local_sdp", 6, "m=audio 30002 RTP/AVP 0 101"),
    ]
    assert not judged("R33", kim(PCMU), priya(sdp(medium="audio 3 RTP/AVP 0 18"), G729))


def test_an_unanswered_leg_is_refused_for_it(judged: Judged) -> None:
    refused = priya(
        PCMU, G729, talk=0, hangup_code="sip:488", hangup_cause="INCOMPATIBLE_DESTINATION"
    )
    (sign,) = judged("R33", caller(talk=0), refused)
    assert told(sign) == (ERROR, HIGH)
    assert evidence(sign)[2:] == [
        ("hangup_code", None, "sip:488"),
        ("hangup_cause", None, "INCOMPATIBLE_DESTINATION"),
    ]
    assert not judged("R33", caller(talk=0), refused | {"remote_sdp": None})


def test_a_long_talk_casts_doubt_on_the_descriptions(judged: Judged) -> None:
    (sign,) = judged("R33", kim(G729, talk=61, length=70))
    assert told(sign) == (ERROR, MEDIUM)
    assert "the platform allows PCMU" in sign.sentence
    assert sign.settles


def test_keypad_events_alone_are_no_codec_in_common(judged: Judged) -> None:
    assert judged("R33", kim(PCMA))


@pytest.mark.parametrize("offer", [
    sdp(medium="audio 0 RTP/AVP 18 101"),
    sdp(medium="audio 30002 RTP/AVP 97"),
    sdp(medium="image 4000 udptl t38"),
    "",
])  # fmt: skip
def test_audio_that_is_off_or_of_no_known_codec_says_nothing(judged: Judged, offer: str) -> None:
    assert not judged("R33", kim(offer))


def test_many_codecs_are_counted_rather_than_named(judged: Judged) -> None:
    (sign,) = judged("R33", kim(sdp(medium="audio 30002 RTP/AVP 3 4 7 8 9 15 18"), G729[:0] + PCMU))
    assert "GSM, G723, LPC, PCMA and 3 more" in sign.sentence


@pytest.mark.parametrize("other", ["y/8000", "x/16000"])
def test_thousands_of_codecs_are_compared_in_no_time(judged: Judged, other: str) -> None:
    medium = "audio 30002 RTP/AVP " + " ".join(str(96 + number % 30) for number in range(9_000))
    offer, answer = (
        sdp(*(f"a=rtpmap:{number} {coded}" for number in range(96, 126)), medium=medium)
        for coded in ("x/8000", other)
    )
    begun = time.process_time()
    assert judged("R33", kim(offer, answer))
    assert time.process_time() - begun < 5  # each with each would take most of a minute


# -- R33b: transcoding -----------------------------------------------------------------------------


def test_two_codecs_on_two_legs_mean_transcoding(judged: Judged) -> None:
    (sign,) = judged("R33b", kim(opus(), opus()), priya(PCMU))
    assert told(sign) == (INFO, HIGH)
    assert sign.sentence == (
        "The media server translates between opus/48000 of device Kim and PCMU of device Priya."
    )
    assert sign.legs == (0, 1)
    assert [(each.leg, each.field) for each in sign.evidence] == [
        (0, "local_sdp"), (1, "remote_sdp"),
    ]  # fmt: skip
    assert "licence" not in sign.next_step
    assert not judged("R33b", kim(PCMU), priya(PCMU))


def test_g729_needs_a_licence_or_a_module(judged: Judged) -> None:
    (sign,) = judged("R33b", kim(PCMU), priya(G729, G729))
    assert "licence" in sign.next_step


def test_audio_past_the_platform_is_not_translated_by_it(judged: Judged) -> None:
    def at(address: str, medium: str) -> str:
        return sdp(address=address, medium=medium)

    kims = at("203.0.113.7", "audio 30002 RTP/AVP 0 8 101")
    priyas = at("203.0.113.22", "audio 30002 RTP/AVP 8 0 101")
    assert judged("R33b", kim(kims, at("198.51.100.20", "audio 9 RTP/AVP 0")), priya(kims, priyas))
    assert not judged("R33b", kim(kims, priyas), priya(kims, priyas))


def test_a_leg_without_a_description_says_nothing_of_its_codec(judged: Judged) -> None:
    assert not judged("R33b", kim(opus(), None), priya(PCMU))


# -- R34: payload numbers --------------------------------------------------------------------------


def test_one_number_for_two_codecs_is_found(judged: Judged) -> None:
    clash = sdp(
        "a=rtpmap:101 opus/48000/2", "a=rtpmap:102 telephone-event/8000",
        medium="audio 30002 RTP/AVP 0 101 102",
    )  # fmt: skip
    (sign,) = judged("R34", priya(PCMU, clash))
    assert told(sign) == (WARNING, HIGH)
    assert sign.sentence.startswith(
        "Payload number 101 means opus/48000 to device Priya and telephone-event to the platform"
    )
    assert evidence(sign) == [
        ("remote_sdp", 7, "a=rtpmap:101 opus/48000/2"),
        ("local_sdp", 7, "a=rtpmap:101 telephone-event/8000"),
    ]


def test_one_codec_under_two_numbers_is_allowed(judged: Judged) -> None:
    other = sdp("a=rtpmap:96 telephone-event/8000", medium="audio 30002 RTP/AVP 0 96")
    assert not judged("R34", priya(PCMU, other))


def test_the_same_codec_in_another_spelling_is_no_clash(judged: Judged) -> None:
    restated = sdp("a=rtpmap:0 pcmu/8000", medium="audio 30002 RTP/AVP 0 101")
    assert not judged("R34", priya(PCMU, restated))


def test_a_number_of_the_answer_that_nothing_defines_is_found(judged: Judged) -> None:
    bare = sdp(medium="audio 30002 RTP/AVP 0 97")
    (sign,) = judged("R34", priya(PCMU, bare))
    assert told(sign) == (WARNING, HIGH)
    assert "number 97 means a codec that device Priya does not name" in sign.sentence
    assert not judged("R34", kim(bare, PCMU)), "an offer's number that the answer leaves out"


def test_a_number_that_only_the_offer_left_undefined_is_found(judged: Judged) -> None:
    bare = sdp(medium="audio 30002 RTP/AVP 0 97")
    named = sdp("a=rtpmap:97 iLBC/8000", medium="audio 30002 RTP/AVP 97")
    (sign,) = judged("R34", kim(bare, named))
    assert "iLBC to the platform and payload 97, undefined to device Kim" in sign.sentence


@pytest.mark.parametrize("number", ["128", "999", "xx", "-1", "9" * 5000, "①"])
def test_what_is_no_payload_number_is_left_to_the_rule_on_damage(
    judged: Judged, number: str
) -> None:
    assert not judged("R34", priya(PCMU, sdp(medium=f"audio 30002 RTP/AVP 0 {number}")))


# -- R35: keypad events ----------------------------------------------------------------------------

NO_KEYS = sdp(medium="audio 30002 RTP/AVP 0")


def test_a_phone_without_keypad_events_is_found(judged: Judged) -> None:
    (sign,) = judged("R35", kim(NO_KEYS))
    assert told(sign) == (WARNING, MEDIUM)
    assert sign.sentence == (
        "Device Kim does not offer keypad events: key presses on its line may get lost."
    )
    assert evidence(sign) == [
        ("remote_sdp", 6, "m=audio 30002 RTP/AVP 0"),
        ("local_sdp", 7, "a=rtpmap:101 telephone-event/8000"),
    ]
    assert sign.settles


def test_a_platform_without_them_is_found(judged: Judged) -> None:
    (sign,) = judged("R35", priya(NO_KEYS, PCMU))
    assert sign.sentence.startswith("The platform does not offer keypad events to device Priya")


def test_both_or_neither_with_keypad_events_agree(judged: Judged) -> None:
    assert not judged("R35", kim(PCMU))
    assert not judged("R35", kim(NO_KEYS, NO_KEYS))


def test_a_menu_that_heard_no_key_makes_it_surer(judged: Judged) -> None:
    (sign,) = judged("R35", kim(NO_KEYS, digits_dialed="none"))
    assert told(sign) == (WARNING, HIGH)
    assert "The platform listened, and none arrived" in sign.sentence
    assert evidence(sign)[-1] == ("digits_dialed", None, "none")
    (talked,) = judged("R35", kim(NO_KEYS, digits_dialed="none"), priya(PCMU))
    assert told(talked) == (INFO, MEDIUM), "while two people talk nobody presses keys"
    assert not talked.why


def test_keys_that_arrived_prove_it_wrong(judged: Judged) -> None:
    assert not judged("R35", kim(NO_KEYS, digits_dialed="4711"))


@pytest.mark.parametrize(
    ("ours", "theirs"), [(PCMU, NO_KEYS), (G729, sdp(medium="audio 30002 RTP/AVP 18"))]
)
def test_a_carrier_without_keypad_events_is_seldom_missed(
    judged: Judged, ours: str, theirs: str
) -> None:
    (sign,) = judged("R35", caller(), carrier(local_sdp=ours, remote_sdp=theirs))
    assert told(sign) == (INFO, MEDIUM)


def test_unanswered_legs_and_faxes_press_no_keys(judged: Judged) -> None:
    assert not judged("R35", kim(NO_KEYS, talk=0))
    assert not judged("R35", from_carrier(remote_sdp=NO_KEYS, local_sdp=PCMU, fax_success="1"))


# -- R35b: the clock of the keypad -----------------------------------------------------------------


def test_keypad_events_on_another_clock_than_the_audio_are_found(judged: Judged) -> None:
    (sign,) = judged("R35b", kim(opus(keys="8000"), opus(keys="8000")))
    assert told(sign) == (INFO, LOW)
    assert "at 8000 Hz, its audio (opus/48000) at 48000 Hz" in sign.sentence
    assert evidence(sign) == [
        ("local_sdp", 7, "a=rtpmap:111 opus/48000/2"),
        ("local_sdp", 8, "a=rtpmap:126 telephone-event/8000"),
    ]
    assert sign.settles


def test_one_clock_of_the_answer_that_fits_is_enough(judged: Judged) -> None:
    offer = opus("a=rtpmap:126 telephone-event/8000")
    assert not judged("R35b", kim(offer, opus(keys="48000")))
    assert not judged("R35b", kim(G722, G722)), "G.722 is written with the clock of 8000"
    assert not judged("R35b", kim(opus(), opus())), "no events at all are another matter"


# -- R36: packet times -----------------------------------------------------------------------------


def timed(**lines: object) -> str:
    return sdp(*(f"a={name}:{value}" for name, value in lines.items()))


@pytest.mark.parametrize(
    ("theirs", "ours", "gist"),
    [
        ({"ptime": 30}, {"ptime": 20}, "device Kim wants packets of 30 ms, the platform of 20 ms"),
        ({"ptime": 40}, {"maxptime": 20}, "40 ms, the platform of any length (at most 20 ms)"),
        ({"maxptime": 10}, {"ptime": 20}, "any length (at most 10 ms), the platform of 20 ms"),
        ({"ptime": 50}, {"ptime": 50}, "packets of 50 ms, the platform of 50 ms"),
        ({"ptime": 5}, {}, "packets of 5 ms, the platform of any length"),
    ],
)
def test_packet_times_that_do_not_fit_are_found(
    judged: Judged, theirs: dict[str, int], ours: dict[str, int], gist: str
) -> None:
    (sign,) = judged("R36", kim(timed(**theirs), timed(**ours)))
    assert told(sign) == (INFO, LOW)
    assert gist.lower() in sign.sentence.lower()
    assert all("ptime:" in each.value for each in sign.evidence)
    assert len(sign.evidence) == len(theirs) + len(ours)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [({"ptime": 20}, {"ptime": 20}), ({"ptime": 30}, {}), ({}, {}),
     ({"ptime": 20, "maxptime": 60}, {"ptime": 20}), ({"ptime": "20.0"}, {"ptime": 20}),
     ({"ptime": "x"}, {"ptime": 20}), ({"ptime": 0}, {"ptime": 20})],
)  # fmt: skip
def test_packet_times_that_fit_or_are_not_given_are_well(
    judged: Judged, theirs: dict[str, object], ours: dict[str, object]
) -> None:
    assert not judged("R36", kim(timed(**theirs), timed(**ours)))


# -- R36b: silence suppression ---------------------------------------------------------------------


def test_silence_that_one_side_suppresses_is_found(judged: Judged) -> None:
    (sign,) = judged("R36b", priya(G729_PLAIN, G729))
    assert told(sign) == (INFO, MEDIUM)
    assert sign.sentence.startswith("Device Priya suppresses silence in G729 (annexb=yes, or not")
    assert evidence(sign) == [
        ("remote_sdp", 6, "m=audio 30002 RTP/AVP 18 101"),
        ("local_sdp", 8, "a=fmtp:18 annexb=no"),
    ]
    (other,) = judged("R36b", kim(G729_PLAIN, G729))
    assert other.sentence.startswith("The platform suppresses silence in G729")


def test_both_alike_or_another_codec_in_use_is_well(judged: Judged) -> None:
    said = sdp("a=fmtp:18 AnnexB = yes", medium="audio 30002 RTP/AVP 18 101")
    assert not judged("R36b", kim(G729, said))
    assert not judged("R36b", kim(G729_PLAIN, G729_PLAIN))
    unused = sdp("a=fmtp:18 annexb=no", medium="audio 30002 RTP/AVP 0 18")
    assert not judged("R36b", kim(sdp(medium="audio 30002 RTP/AVP 0 18"), unused))


def test_g723_has_an_annex_of_its_own(judged: Judged) -> None:
    plain = sdp("a=fmtp:4 bitrate=6.3;annexa=no", medium="audio 30002 RTP/AVP 4")
    (sign,) = judged("R36b", kim(sdp(medium="audio 30002 RTP/AVP 4"), plain))
    assert "annexa=no" in sign.next_step


# -- R36c: wideband --------------------------------------------------------------------------------


def test_g722_is_wideband_whatever_its_clock_says(judged: Judged) -> None:
    (sign,) = judged("R36c", kim(G722, G722), priya(G722, G722))
    assert told(sign) == (NORMAL, HIGH)
    assert sign.legs == (0, 1)
    assert "device Kim and device Priya is wideband: G.722 carries 16 kHz" in sign.sentence
    assert not sign.next_step


def test_g722_that_was_only_offered_is_not_told(judged: Judged) -> None:
    assert not judged("R36c", kim(sdp(medium="audio 30002 RTP/AVP 9 0 101"), PCMU), priya(PCMU))
    assert not judged("R36c", kim(G722, G722, talk=0))
