"""Faxes: how they went, what they ran over, and what about that harms them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diagnosis.conftest import Document, Judged, called, caller, carrier, from_carrier, sdp
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign

OURS = "198.51.100.9"
OK: Document = {"fax_success": True, "fax_result_code": "0", "fax_result_text": "OK"}
DROPPED: Document = {
    "fax_success": False,
    "fax_result_code": "49",
    "fax_result_text": "The call dropped prematurely",
}
G729 = ("audio 30002 RTP/AVP 18 101", "a=rtpmap:18 G729/8000")
BOTH_CODECS = ("audio 30002 RTP/AVP 0 18 101", "a=rtpmap:18 G729/8000")


def received(*, talk: int = 70, **fields: Any) -> Document:
    """A fax that comes in over a carrier from Acme."""
    return from_carrier(talk=talk, **fields)


def sent(*, talk: int = 70, **fields: Any) -> Document:
    """A fax that the platform sends to +12025550144."""
    leg = carrier(talk=talk, **fields)
    leg.pop("other_leg_call_id")
    leg["custom_channel_vars"] |= {"bridge_id": "c-leg", "authorizing_type": "outbound_fax"}
    return leg


def t38(*lines: str, port: int = 30002, address: str = OURS) -> str:
    return sdp(*lines, medium=f"image {port} udptl t38", address=address)


def spoken(theirs: tuple[str, ...], ours: tuple[str, ...]) -> Document:
    """Both descriptions, each as its m= line and what stands below."""
    return {
        "remote_sdp": sdp(*theirs[1:], medium=theirs[0]),
        "local_sdp": sdp(*ours[1:], medium=ours[0], address=OURS),
    }


def lines_of(sign: Sign) -> list[tuple[str, int | None]]:
    return [(cite.field, cite.line) for cite in sign.evidence]


# -- R47 -----------------------------------------------------------------------------------------


def test_a_good_fax_is_normal(judged: Judged) -> None:
    facts = OK | {
        "fax_transferred_pages": "2", "fax_total_pages": "2", "fax_transfer_rate": "14400",
        "fax_ecm_used": True, "fax_bad_rows": "3",
    }  # fmt: skip
    leg = received(fax_info=facts, remote_sdp=t38(), local_sdp=t38())
    [sign] = judged("R47", leg)
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.NORMAL, Confidence.HIGH, (0,))
    assert sign.sentence == (
        "The fax from Acme went through: 2 of 2 pages at 14400 bit/s."
        " It ran over T.38 with error correction."
    )
    assert (sign.next_step, sign.why) == ("", "")
    assert [cite.field for cite in sign.evidence][:2] == ["fax_success", "fax_result_code"]


def test_a_good_fax_in_the_flat_form_names_its_codec(judged: Judged) -> None:
    facts: Document = {"fax_success": "1", "fax_transferred_pages": "1", "fax_ecm_used": "off"}
    [sign] = judged("R47", sent(**facts, **spoken(BOTH_CODECS, ("audio 4 RTP/AVP 0",))))
    assert sign.severity is Severity.NORMAL
    assert sign.sentence == (
        "The fax to +12025550144 went through: 1 page."
        " It ran over audio (PCMU) without error correction."
    )


@pytest.mark.parametrize(
    "counted", [{"fax_transferred_pages": "1"}, {"fax_transferred_pages": "0"}]
)
def test_missing_pages_are_a_warning(judged: Judged, counted: Document) -> None:
    [sign] = judged("R47", received(fax_info=OK | {"fax_total_pages": "3"} | counted))
    assert (sign.severity, sign.confidence) == (Severity.WARNING, Confidence.HIGH)
    assert "counts as a success, but" in sign.sentence
    assert sign.why == "not all pages of the fax went through"
    assert "the rest again" in sign.next_step


def test_a_success_without_any_page_is_a_warning(judged: Judged) -> None:
    [sign] = judged("R47", received(fax_info=OK | {"fax_transferred_pages": 0}))
    assert sign.severity is Severity.WARNING and "No page is counted." in sign.sentence


def test_a_page_count_that_nobody_knows_is_none_missing(judged: Judged) -> None:
    counted = {"fax_transferred_pages": "2", "fax_total_pages": "0"}
    [sign] = judged("R47", received(fax_info=OK | counted))
    assert sign.severity is Severity.NORMAL


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"fax_transfer_rate": "4800"}, "Less than 9600 bit/s is slow."),
        ({"fax_bad_rows": "12", "fax_ecm_used": "off"}, "Damaged lines: 12."),
        ({"fax_bad_rows": "12"}, "Damaged lines: 12."),
    ],
)
def test_slow_or_damaged_pages_are_information(judged: Judged, facts: Document, said: str) -> None:
    [sign] = judged("R47", received(fax_info=OK | facts))
    assert (sign.severity, sign.why) == (Severity.INFO, "")
    assert said in sign.sentence and sign.next_step


def test_the_usual_speed_and_rows_that_were_corrected_are_normal(judged: Judged) -> None:
    facts = {"fax_transfer_rate": "9600", "fax_bad_rows": "12", "fax_ecm_used": "on"}
    [sign] = judged("R47", received(fax_info=OK | facts))
    assert sign.severity is Severity.NORMAL


def test_a_success_with_another_result_is_a_warning(judged: Judged) -> None:
    facts = {"fax_success": True, "fax_result_code": "29"}
    [sign] = judged("R47", received(fax_info=facts))
    assert sign.severity is Severity.WARNING
    assert sign.why == "the sender did not say goodbye in time"


def test_a_fax_that_failed_did_not_go_through(judged: Judged) -> None:
    assert judged("R47", received(fax_info=DROPPED)) == []
    assert judged("R47", caller(), called()) == []


# -- R48 -----------------------------------------------------------------------------------------


def test_a_failed_fax_gets_the_meaning_of_its_code_and_what_to_do(judged: Judged) -> None:
    facts = DROPPED | {"fax_transferred_pages": "2", "fax_total_pages": "5"}
    [sign] = judged("R48", sent(fax_info=facts))
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.ERROR, Confidence.HIGH, (0,))
    assert sign.sentence == (
        "The fax to +12025550144 failed after 2 of 5 pages: the phone call ended before the fax"
        " was finished (code 49)."
    )
    assert sign.next_step.startswith("This need not be a fax problem")
    assert sign.why == "the phone call ended before the fax was finished"
    assert [(cite.field, cite.value) for cite in sign.evidence][:2] == [
        ("fax_success", "false"),
        ("fax_result_code", "49"),
    ]


def test_a_code_alone_is_enough(judged: Judged) -> None:
    [sign] = judged("R48", received(fax_result_code="6"))
    assert (sign.severity, sign.confidence) == (Severity.ERROR, Confidence.HIGH)
    assert "(code 6)" in sign.sentence and "T.38" in sign.next_step


def test_a_code_that_we_do_not_know_is_a_warning(judged: Judged) -> None:
    [sign] = judged("R48", received(fax_result_code="99", fax_result_text="no pages received"))
    assert (sign.severity, sign.confidence) == (Severity.WARNING, Confidence.MEDIUM)
    assert sign.why == "the fax result is not known: no pages received"
    assert sign.settles


def test_a_failure_whose_result_is_ok_or_absent_is_told_without_a_code(judged: Judged) -> None:
    [sign] = judged("R48", received(fax_info=OK | {"fax_success": False}))
    assert sign.why == 'the platform gives "OK" as the result' and "code" not in sign.sentence
    [sign] = judged("R48", received(fax_success="0"))
    assert (sign.sentence, sign.why) == ("The fax from Acme failed.", "")
    assert sign.next_step == "See how the call itself ended."


def test_a_fax_that_went_through_or_says_nothing_did_not_fail(judged: Judged) -> None:
    assert judged("R48", received(fax_info=OK)) == []
    assert judged("R48", received(fax_info={"fax_doc_id": "x"})) == []


# -- R49 -----------------------------------------------------------------------------------------


def test_a_fax_over_g729_cannot_work(judged: Judged) -> None:
    [sign] = judged("R49", received(fax_info=DROPPED, **spoken(G729, G729)))
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.ERROR, Confidence.HIGH, (0,))
    assert "G729" in sign.sentence and "G.711" in sign.sentence
    assert sign.why == "a fax cannot pass through G729"
    assert "PCMU" in sign.next_step and "T.38" in sign.next_step
    assert lines_of(sign) == [("remote_sdp", 8), ("local_sdp", 8)]


def test_a_g711_that_the_answer_did_not_take_does_not_help(judged: Judged) -> None:
    [sign] = judged("R49", sent(**spoken(G729, BOTH_CODECS)))
    assert sign.why == "a fax cannot pass through G729"


def test_a_single_description_without_g711_is_enough(judged: Judged) -> None:
    assert judged("R49", sent(local_sdp=sdp(*G729[1:], medium=G729[0])))
    assert judged("R49", sent(local_sdp=sdp(*BOTH_CODECS[1:], medium=BOTH_CODECS[0]))) == []


@pytest.mark.parametrize(
    "fields",
    [
        spoken(("audio 4 RTP/AVP 8 18",), ("audio 4 RTP/AVP 8",)),  # G.711 was taken
        spoken(G729, ("audio 4 RTP/AVP 0",)),  # nothing in common: not the fax's own trouble
        {"remote_sdp": t38(), "local_sdp": t38()},
        {"fax_t38_used": True, **spoken(G729, G729)},  # back to audio after T.38
        {"fax_success": True, **spoken(G729, G729)},
        {"talk": 0, **spoken(G729, G729)},
    ],
)
def test_a_fax_over_g711_or_t38_or_that_went_through_is_well(
    judged: Judged, fields: Document
) -> None:
    assert judged("R49", sent(**fields)) == []


def test_an_ordinary_call_over_g729_is_no_fax(judged: Judged) -> None:
    assert judged("R49", received(**spoken(G729, G729))) == []


# -- R50 -----------------------------------------------------------------------------------------

RATE = ("a=T38FaxVersion:0", "a=T38MaxBitRate:14400", "a=T38FaxUdpEC:t38UDPRedundancy")
THROUGH, ON_EACH_SIDE = "a=T38FaxRateManagement:transferredTCF", "a=T38FaxRateManagement:localTCF"


def test_what_both_sides_agree_on_is_information(judged: Judged) -> None:
    theirs = t38("a=T38FaxVersion:3", "a=T38MaxBitRate:9600", THROUGH, "a=T38FaxUdpEC:t38UDPFEC")
    leg = received(fax_info=DROPPED, remote_sdp=theirs, local_sdp=t38(*RATE, THROUGH))
    [sign] = judged("R50", leg)
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.INFO, Confidence.HIGH, (0,))
    assert sign.sentence == (
        "The carrier and the platform agreed on T.38 fax: version 0, 9600 bit/s, t38UDPFEC."
    )
    assert (sign.next_step, sign.why) == ("", "")
    assert lines_of(sign)[:4] == [
        ("remote_sdp", 6), ("local_sdp", 6), ("remote_sdp", 7), ("local_sdp", 7),
    ]  # fmt: skip


def test_a_relayed_fax_of_a_device_agrees_on_both_legs(judged: Judged) -> None:
    image: Document = {"remote_sdp": t38(*RATE), "local_sdp": t38(*RATE)}
    signs = judged("R50", caller(**image), carrier(**image))
    assert [sign.legs for sign in signs] == [(0,), (1,)]
    assert signs[0].sentence.startswith("Device Kim and the platform")


def test_different_rate_management_is_a_warning(judged: Judged) -> None:
    leg = received(remote_sdp=t38(*RATE, ON_EACH_SIDE), local_sdp=t38(*RATE, THROUGH))
    [sign] = judged("R50", leg)
    assert (sign.severity, sign.confidence) == (Severity.WARNING, Confidence.HIGH)
    assert "localTCF" in sign.sentence and "transferredTCF" in sign.next_step
    assert [cite.value for cite in sign.evidence][2:] == [ON_EACH_SIDE, THROUGH]
    assert sign.why == "both sides do T.38 in ways that do not fit"


def test_local_rate_management_over_udp_is_a_warning(judged: Judged) -> None:
    image: Document = {
        "remote_sdp": t38(*RATE, ON_EACH_SIDE),
        "local_sdp": t38(*RATE, ON_EACH_SIDE),
    }
    [sign] = judged("R50", received(**image))
    assert sign.severity is Severity.WARNING and "TCP" in sign.sentence


def test_local_rate_management_over_tcp_is_well(judged: Judged) -> None:
    image = sdp(*RATE, ON_EACH_SIDE, medium="image 30002 tcp t38")
    [sign] = judged("R50", received(remote_sdp=image, local_sdp=image))
    assert sign.severity is Severity.INFO


def test_a_misfit_that_did_no_harm_is_information(judged: Judged) -> None:
    image: Document = {"remote_sdp": t38(ON_EACH_SIDE), "local_sdp": t38(THROUGH)}
    [sign] = judged("R50", received(fax_info=OK, **image))
    assert (sign.severity, sign.why) == (Severity.INFO, "")


def test_an_image_on_one_side_is_no_agreement(judged: Judged) -> None:
    assert judged("R50", received(remote_sdp=t38(port=0), local_sdp=t38())) == []
    assert judged("R50", received(local_sdp=t38())) == []


# -- R51 -----------------------------------------------------------------------------------------


def test_an_image_that_the_carrier_closed_was_refused_by_it(judged: Judged) -> None:
    leg = received(fax_info=DROPPED, remote_sdp=t38(port=0), local_sdp=t38())
    [sign] = judged("R51", leg)
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.WARNING, Confidence.HIGH, (0,))
    assert "refused by the carrier" in sign.sentence
    assert sign.why == "T.38 was refused by the carrier"
    assert "T.38" in sign.next_step and "G.711" in sign.next_step
    assert lines_of(sign) == [("remote_sdp", 6), ("local_sdp", 6)]


def test_an_image_that_we_closed_was_refused_by_the_platform(judged: Judged) -> None:
    [sign] = judged("R51", received(remote_sdp=t38(), local_sdp=t38(port=0)))
    assert sign.why == "T.38 was refused by the platform"
    assert sign.next_step.startswith("Have T.38 turned on at the platform.")


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"fax_info": {"fax_t38_status": "refused"}}, "fax_t38_status", "refused"),
        ({"fax_t38": "requested"}, "fax_t38", "never agreed"),
        ({"disposition": "T.38 NEGOTIATION ERROR"}, "disposition", "refused"),
        (
            {"endpoint_disposition": "T.38 Negotiation Error"}, "endpoint_disposition", "refused",
        ),
        ({"hangup_code": "sip:488", "fax_doc_id": "x"}, "hangup_code", "refused"),
        ({"fax_info": {"fax_hangup_code": 488}}, "fax_hangup_code", "refused"),
    ],
)  # fmt: skip
def test_the_records_own_word_for_a_refusal_counts(
    judged: Judged, fields: Document, field: str, said: str
) -> None:
    pcmu = ("audio 4 RTP/AVP 0",)
    [sign] = judged("R51", received(**fields, **spoken(pcmu, pcmu)))
    assert sign.severity is Severity.WARNING
    assert sign.sentence == f"For the fax T.38 was asked for and {said}; that left it audio (PCMU)."
    assert [cite.field for cite in sign.evidence] == [field]


def test_a_refusal_that_did_no_harm_is_information(judged: Judged) -> None:
    [sign] = judged("R51", received(fax_info=OK | {"fax_t38_status": "refused"}))
    assert (sign.severity, sign.next_step, sign.why) == (Severity.INFO, "", "")
    assert "all the same" in sign.sentence


@pytest.mark.parametrize(
    "fields",
    [
        {"remote_sdp": t38(), "local_sdp": t38()},
        {"remote_sdp": t38(port=0), "local_sdp": t38(port=0)},  # both closed it: it is over
        {"fax_t38_used": True, "remote_sdp": t38(port=0), "local_sdp": t38()},
        {"fax_info": {"fax_t38_status": "off"}},
        {"fax_info": {"fax_t38_status": "requested"}, "remote_sdp": t38(), "local_sdp": t38()},
        {"disposition": "T.38 NEGOTIATION ERROR", "remote_sdp": t38(), "local_sdp": t38()},
        {"talk": 0, "hangup_code": "sip:488", "fax_doc_id": "x"},  # audio was refused
        {"hangup_code": "sip:488"},
    ],
)
def test_t38_that_was_used_or_never_asked_for_was_not_refused(
    judged: Judged, fields: Document
) -> None:
    assert judged("R51", received(**fields)) == []


# -- R52 -----------------------------------------------------------------------------------------

SILENCE = "a=silenceSupp:on - - - -"
PLAIN = ("audio 30002 RTP/AVP 0",)
NOISE = ("audio 30002 RTP/AVP 0 13",)


def test_silence_suppression_on_a_fax_is_a_warning(judged: Judged) -> None:
    [sign] = judged("R52", sent(fax_info=DROPPED, **spoken((*PLAIN, SILENCE), PLAIN)))
    assert (sign.severity, sign.confidence) == (Severity.WARNING, Confidence.MEDIUM)
    assert "the carrier" in sign.sentence and sign.settles and sign.why
    assert lines_of(sign) == [("remote_sdp", 7)]


def test_comfort_noise_on_both_sides_is_a_warning(judged: Judged) -> None:
    [sign] = judged("R52", sent(fax_info=DROPPED, **spoken(NOISE, NOISE)))
    assert sign.severity is Severity.WARNING
    assert lines_of(sign) == [("remote_sdp", 6), ("local_sdp", 6)]


def test_a_fax_that_went_through_all_the_same_is_information(judged: Judged) -> None:
    [sign] = judged("R52", sent(fax_info=OK, **spoken(NOISE, NOISE)))
    assert (sign.severity, sign.why) == (Severity.INFO, "")


@pytest.mark.parametrize(
    "fields",
    [
        spoken(NOISE, PLAIN),
        spoken((*NOISE, "a=silenceSupp:off - - - -"), NOISE),
        spoken(("audio 4 RTP/AVP 18", "a=fmtp:18 annexb=yes"), ("audio 4 RTP/AVP 18",)),
        {"fax_t38_used": True, **spoken(NOISE, NOISE)},
        {"talk": 0, **spoken(NOISE, NOISE)},
    ],
)
def test_noise_on_one_side_or_forbidden_is_well(judged: Judged, fields: Document) -> None:
    assert judged("R52", sent(**fields)) == []


def test_on_an_ordinary_call_silence_may_be_suppressed(judged: Judged) -> None:
    assert judged("R52", received(**spoken(NOISE, (*NOISE, SILENCE)))) == []


# -- R53 -----------------------------------------------------------------------------------------


def test_a_fax_call_that_ended_at_once_met_a_person_or_a_wrong_number(judged: Judged) -> None:
    [sign] = judged("R53", sent(talk=12))
    assert (sign.severity, sign.confidence, sign.legs) == (
        Severity.WARNING,
        Confidence.MEDIUM,
        (0,),
    )
    assert "+12025550144 ended after 12 s" in sign.sentence
    assert sign.why == "the fax call ended after 12 s, as if a person had answered"
    assert "listen" in sign.next_step and sign.settles
    assert [(cite.field, cite.value) for cite in sign.evidence] == [
        ("billing_seconds", "12"),
        ("fax_result_code", "not recorded"),
    ]


def test_fax_facts_without_a_result_are_a_fax_call_too(judged: Judged) -> None:
    assert judged("R53", received(talk=19, fax_info={"fax_doc_id": "x"}))


@pytest.mark.parametrize(
    "leg",
    [
        sent(talk=20),
        sent(talk=0),
        sent(talk=12, fax_info=DROPPED),
        sent(talk=12, fax_success="1"),
        received(talk=12),
    ],
)
def test_longer_calls_results_and_ordinary_calls_are_not_meant(
    judged: Judged, leg: Document
) -> None:
    assert judged("R53", leg) == []


# -- all of them ---------------------------------------------------------------------------------


def test_a_good_fax_warns_of_nothing_whatever_it_ran_over(judged: Judged) -> None:
    good = OK | {"fax_transferred_pages": "2", "fax_total_pages": "2", "fax_transfer_rate": "4800"}
    ways: list[Document] = [
        {"remote_sdp": t38(ON_EACH_SIDE), "local_sdp": t38(THROUGH)},
        {"remote_sdp": t38(port=0), "local_sdp": t38()},
        spoken(G729, G729),
        spoken((*NOISE, SILENCE), NOISE),
        {"hangup_code": "sip:488"},
    ]
    for way in ways:
        leg = received(fax_info=dict(good), talk=12, **way)
        for number in ("R47", "R48", "R49", "R50", "R51", "R52", "R53"):
            for sign in judged(number, leg):
                assert sign.severity <= Severity.INFO, (number, way)
