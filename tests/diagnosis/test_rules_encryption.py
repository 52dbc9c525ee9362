"""Encryption: SRTP on both sides or neither, ciphers in common, and WebRTC that fits together."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.diagnosis.conftest import Document, Judged, called, caller, carrier, sdp
from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign

KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"
AES80 = f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}|2^20|1:4"
AES32 = f"a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:{KEY}"
AVP, SAVP = "audio 30002 RTP/AVP 0 101", "audio 30002 RTP/SAVP 0 101"
OURS = "198.51.100.9"

DTLS = "audio 30002 UDP/TLS/RTP/SAVPF 0 101"
PRINT = "a=fingerprint:sha-256 AA:BB:CC"
LOGIN = ("a=ice-ufrag:F7gI", "a=ice-pwd:x9cmlYzichV2XlhiMu8gHg")
MUX = "a=rtcp-mux"
SRFLX = "a=candidate:1 1 udp 1677729535 203.0.113.77 50000 typ srflx raddr 192.168.1.84 rport 5"
HOST = "a=candidate:2 1 udp 2122260223 192.168.1.84 50000 typ host"
MDNS = "a=candidate:3 1 udp 2122262783 6f2a3b4c-1111-4222.local 50000 typ host"


def both(theirs: str, ours: str, **fields: Any) -> tuple[Document, Document]:
    """Kim calls Priya; on Priya's leg ours is the offer and theirs the answer."""
    return caller(), called(remote_sdp=theirs, local_sdp=ours, **fields)


def webrtc(
    setup: str, *lines: str, address: str = OURS, without: tuple[str, ...] = (), medium: str = DTLS
) -> str:
    every = [PRINT, *([f"a=setup:{setup}"] if setup else []), *LOGIN, MUX, *lines]
    kept = [line for line in every if not line.startswith(without)] if without else every
    return sdp(*kept, medium=medium, address=address)


def browser(theirs: str, ours: str, **fields: Any) -> Document:
    """Kim calls from a browser: theirs is the offer."""
    return caller(remote_sdp=theirs, local_sdp=ours, **fields)


def lines_of(sign: Sign) -> list[tuple[str, int | None]]:
    return [(cite.field, cite.line) for cite in sign.evidence]


# -- R43 -----------------------------------------------------------------------------------------


def test_a_phone_that_answers_plainly_what_was_offered_encrypted_is_found(judged: Judged) -> None:
    [sign] = judged("R43", *both(sdp(), sdp(AES80, medium=SAVP, address=OURS)))
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.ERROR, Confidence.HIGH, (1,))
    assert sign.sentence == (
        "The platform wants its audio encrypted (RTP/SAVP), device Priya sends it plain (RTP/AVP):"
        " neither can understand the other."
    )
    assert sign.why == "the platform encrypts the audio and device Priya does not"
    assert "device Priya" in sign.next_step
    assert lines_of(sign) == [("local_sdp", 6), ("remote_sdp", 6)]
    assert sign.evidence[0].value == "m=audio 30002 RTP/SAVP 0 101"


def test_a_carrier_that_wants_encryption_which_we_do_not_is_asked_about_it(judged: Judged) -> None:
    leg = carrier(remote_sdp=sdp(AES80, medium=SAVP), local_sdp=sdp(address=OURS))
    [sign] = judged("R43", caller(), leg)
    assert sign.why == "the carrier encrypts the audio and the platform does not"
    assert sign.next_step.startswith("Ask the carrier")


def test_dtls_against_plain_audio_is_found(judged: Judged) -> None:
    assert judged("R43", browser(webrtc("actpass"), sdp(address=OURS)))


@pytest.mark.parametrize("secure", [True, False])
def test_both_encrypted_or_both_plain_is_well(judged: Judged, secure: bool) -> None:
    said = sdp(AES80, medium=SAVP) if secure else sdp()
    assert judged("R43", *both(said, said)) == []


def test_a_plain_answer_among_two_offers_is_a_choice(judged: Judged) -> None:
    offer = sdp(AES80, "m=audio 30004 RTP/AVP 0", medium=SAVP, address=OURS)
    assert judged("R43", *both(sdp(), offer)) == []


def test_audio_that_was_rejected_or_never_answered_has_no_encryption(judged: Judged) -> None:
    secure = sdp(AES80, medium=SAVP, address=OURS)
    assert judged("R43", *both(sdp(medium="audio 0 RTP/AVP 0"), secure)) == []
    assert judged("R43", caller(), called(talk=0, local_sdp=secure)) == []


def test_a_plain_side_with_a_key_is_half_configured_instead(judged: Judged) -> None:
    legs = both(sdp(AES80), sdp(AES80, medium=SAVP, address=OURS))
    assert judged("R43", *legs) == []
    [sign] = judged("R43b", *legs)
    assert "the platform asked for RTP/SAVP" in sign.sentence


# -- R43b ----------------------------------------------------------------------------------------


def test_a_key_with_a_plain_transport_that_nobody_took_up_is_half_configured(
    judged: Judged,
) -> None:
    [sign] = judged("R43b", *both(sdp(AES80), sdp(address=OURS)))
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.WARNING, Confidence.HIGH, (1,))
    assert sign.sentence == (
        "Encryption on device Priya is set up by half: it sent a key, but with the plain transport"
        " RTP/AVP; the platform sent none."
    )
    assert sign.why == "encryption on device Priya is set up by half"
    assert "RTP/SAVP" in sign.next_step and "device Priya" in sign.next_step
    assert lines_of(sign) == [("remote_sdp", 6), ("remote_sdp", 8)]


def test_a_key_of_ours_with_a_plain_transport_is_looked_for_on_the_platform(
    judged: Judged,
) -> None:
    [sign] = judged("R43b", *both(sdp(), sdp(AES80, address=OURS)))
    assert sign.sentence.startswith("Encryption on the platform")
    assert "the platform, for device Priya," in sign.next_step


def test_an_encrypted_transport_without_a_key_is_half_configured(judged: Judged) -> None:
    legs = both(sdp(medium=SAVP), sdp(AES80, medium=SAVP, address=OURS))
    [sign] = judged("R43b", *legs)
    assert sign.severity is Severity.WARNING
    assert "its transport is RTP/SAVP, but it sent no key" in sign.sentence
    assert lines_of(sign) == [("remote_sdp", 6)]


def test_an_offer_without_a_key_is_found_although_nobody_answered_it(judged: Judged) -> None:
    [sign] = judged("R43b", caller(talk=0, remote_sdp=sdp(medium=SAVP)))
    assert "Encryption on device Kim" in sign.sentence


@pytest.mark.parametrize("key", [AES80, PRINT, "a=key-mgmt:mikey AQAFgM0X"])
def test_any_kind_of_key_makes_an_encrypted_transport_whole(judged: Judged, key: str) -> None:
    assert judged("R43b", *both(sdp(key, medium=SAVP), sdp(key, medium=SAVP))) == []


def test_optional_encryption_that_both_sides_took_up_is_only_information(judged: Judged) -> None:
    [sign] = judged("R43b", *both(sdp(AES80), sdp(AES80, address=OURS)))
    assert (sign.severity, sign.confidence, sign.why) == (Severity.INFO, Confidence.HIGH, "")
    assert "optional encryption" in sign.sentence


def test_a_rejected_medium_needs_no_key(judged: Judged) -> None:
    assert judged("R43b", *both(sdp(medium="audio 0 RTP/SAVP 0"), sdp())) == []


# -- R43c ----------------------------------------------------------------------------------------


def test_two_sides_without_a_cipher_in_common_are_found(judged: Judged) -> None:
    legs = both(sdp(AES32, medium=SAVP), sdp(AES80, medium=SAVP, address=OURS))
    [sign] = judged("R43c", *legs)
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.ERROR, Confidence.HIGH, (1,))
    assert "device Priya has AES_CM_128_HMAC_SHA1_32" in sign.sentence
    assert "the platform AES_CM_128_HMAC_SHA1_80" in sign.sentence
    assert sign.why == "device Priya and the platform have no SRTP cipher in common"
    assert lines_of(sign) == [("remote_sdp", 8), ("local_sdp", 8)]


def test_an_answer_with_one_of_the_offered_ciphers_is_well(judged: Judged) -> None:
    chosen = AES32.replace("SHA1", "sha1")  # in any case
    legs = both(sdp(chosen, medium=SAVP), sdp(AES80, AES32, medium=SAVP, address=OURS))
    assert judged("R43c", *legs) == []


def test_a_key_where_its_cipher_should_stand_is_not_told(judged: Judged) -> None:
    for broken in (f"a=crypto:1 inline:{KEY}", f"a=crypto:1 {KEY}", f"a=crypto:{KEY}"):
        legs = both(sdp(broken, medium=SAVP), sdp(AES80, medium=SAVP, address=OURS))
        [sign] = judged("R43c", *legs)
        assert "device Priya has none that can be read" in sign.sentence
        assert KEY not in repr(sign)


def test_keys_on_one_side_only_are_another_matter(judged: Judged) -> None:
    assert judged("R43c", *both(sdp(medium=SAVP), sdp(AES80, medium=SAVP))) == []


def test_dtls_on_both_sides_does_not_need_the_ciphers(judged: Judged) -> None:
    legs = both(sdp(AES32, PRINT, medium=SAVP), sdp(AES80, PRINT, medium=SAVP))
    assert judged("R43c", *legs) == []


# -- R44 -----------------------------------------------------------------------------------------


def secured(**fields: Any) -> Document:
    said = sdp(AES80, medium=SAVP)
    return {"remote_sdp": said, "local_sdp": said, "hangup_cause": "SRTP_READ_ERROR"} | fields


def test_audio_that_could_not_be_decrypted_is_the_encrypted_legs(judged: Judged) -> None:
    plain: Document = {"remote_sdp": sdp(), "local_sdp": sdp(), "hangup_cause": "SRTP_READ_ERROR"}
    [sign] = judged("R44", caller(**plain), called(**secured()))
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.ERROR, Confidence.HIGH, (1,))
    assert sign.sentence == (
        "The platform could not decrypt the audio from device Priya and ended the call: the keys"
        " were out of step."
    )
    assert sign.why == "the audio from device Priya could not be decrypted"
    assert [cite.field for cite in sign.evidence] == ["hangup_cause"]


def test_a_change_of_its_description_before_is_told(judged: Judged) -> None:
    held = sdp(AES80, medium=SAVP, origin="- 700 702")
    [sign] = judged("R44", caller(), called(**secured(remote_sdp=held)))
    assert "counts 2 changes, as after a hold" in sign.sentence
    assert lines_of(sign)[-1] == ("remote_sdp", 2)


def test_of_two_encrypted_legs_nobody_knows_which_one_it_was(judged: Judged) -> None:
    [sign] = judged("R44", caller(**secured()), called(**secured()))
    assert (sign.confidence, sign.legs) == (Confidence.MEDIUM, (0, 1))
    assert "device Kim or device Priya" in sign.sentence and sign.settles


def test_it_is_told_without_any_descriptions_too(judged: Judged) -> None:
    [sign] = judged("R44", caller(), called(hangup_cause="SRTP_READ_ERROR"))
    assert (sign.confidence, sign.legs) == (Confidence.HIGH, (1,))


def test_an_encrypted_call_that_ended_normally_is_well(judged: Judged) -> None:
    assert judged("R44", caller(), called(**secured(hangup_cause="NORMAL_CLEARING"))) == []


# -- R45 -----------------------------------------------------------------------------------------


def test_a_healthy_browser_is_worth_a_line(judged: Judged) -> None:
    [sign] = judged("R45", browser(webrtc("actpass", SRFLX), webrtc("active")))
    assert (sign.severity, sign.confidence, sign.legs) == (Severity.INFO, Confidence.HIGH, (0,))
    assert sign.sentence.startswith("Device Kim speaks WebRTC")
    assert (sign.next_step, sign.why) == ("", "")
    assert lines_of(sign) == [("remote_sdp", 8), ("local_sdp", 8)]


def test_encryption_by_dtls_without_ice_is_no_webrtc(judged: Judged) -> None:
    [sign] = judged("R45", browser(sdp(PRINT, medium=DTLS), sdp(PRINT, medium=DTLS)))
    assert sign.severity is Severity.INFO and sign.sentence.endswith("by DTLS-SRTP.")


@pytest.mark.parametrize(
    ("setup", "what"),
    [
        ("active", "both want to begin"),
        ("passive", "both wait for the other to begin"),
        ("actpass", "neither chose who begins"),
    ],
)
def test_two_sides_with_the_same_role_never_start(judged: Judged, setup: str, what: str) -> None:
    [sign] = judged("R45", browser(webrtc(setup), webrtc(f" {setup.upper()}")))
    assert (sign.severity, sign.confidence) == (Severity.ERROR, Confidence.HIGH)
    assert what in sign.sentence and what in sign.why
    assert sign.next_step.endswith("probably the platform's.")
    said = [cite.value for cite in sign.evidence]
    assert said == [f"a=setup:{setup}", f"a=setup: {setup.upper()}"]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("actpass", "passive"), ("active", "passive"), ("active", "actpass"), ("", "active"),
     ("", ""), ("holdconn", "holdconn")],
)  # fmt: skip
def test_roles_that_fit_are_well_also_after_an_offer_of_ours(
    judged: Judged, theirs: str, ours: str
) -> None:
    [sign] = judged("R45", browser(webrtc(theirs), webrtc(ours)))
    assert sign.severity is Severity.INFO


def test_a_browser_that_is_not_granted_one_port_drops_the_audio(judged: Judged) -> None:
    [sign] = judged("R45", browser(webrtc("actpass"), webrtc("active", without=(MUX,))))
    assert (sign.severity, sign.why[:12]) == (Severity.ERROR, "the platform")
    assert "rtcp-mux" in sign.sentence
    assert lines_of(sign) == [("remote_sdp", 12), ("local_sdp", 6)]


def test_a_party_that_does_not_grant_us_one_port_costs_only_the_reports(judged: Judged) -> None:
    [sign] = judged("R45", browser(webrtc("actpass", without=(MUX,)), webrtc("active")))
    assert (sign.severity, sign.why) == (Severity.WARNING, "")


def test_two_ports_on_both_sides_are_well(judged: Judged) -> None:
    legs = browser(webrtc("actpass", without=(MUX,)), webrtc("active", without=(MUX,)))
    assert [sign.severity for sign in judged("R45", legs)] == [Severity.INFO]


@pytest.mark.parametrize(
    ("without", "missing"),
    [(("a=ice-",), "no user name and password"), (("a=ice-pwd",), "no whole user name")],
)
def test_a_side_without_a_login_for_ice_is_found(
    judged: Judged, without: tuple[str, ...], missing: str
) -> None:
    [sign] = judged("R45", browser(webrtc("actpass"), webrtc("active", without=without)))
    assert (sign.severity, sign.confidence) == (Severity.ERROR, Confidence.HIGH)
    assert sign.sentence.startswith("The platform sent") and missing in sign.sentence


def test_each_misfit_is_told_by_itself(judged: Judged) -> None:
    ours = webrtc("actpass", without=("a=ice-", MUX))
    assert len(judged("R45", browser(webrtc("actpass"), ours))) == 3


def test_keys_in_the_sdp_are_no_webrtc(judged: Judged) -> None:
    assert judged("R45", *both(sdp(AES80, medium=SAVP), sdp(AES80, medium=SAVP))) == []


# -- R46 -----------------------------------------------------------------------------------------


def inside(*candidates: str, ours: str = OURS, **fields: Any) -> Document:
    theirs = webrtc("actpass", *candidates, address="192.168.1.84")
    answer = webrtc("active", address=ours)
    return browser(theirs, answer, custom_sip_headers={"x_auth_ip": "203.0.113.77"}, **fields)


def test_only_local_and_hidden_candidates_are_found(judged: Judged) -> None:
    [sign] = judged("R46", inside(HOST, MDNS))
    assert (sign.severity, sign.confidence) == (Severity.WARNING, Confidence.MEDIUM)
    assert "addresses of its own network for audio (192.168.1.84)" in sign.sentence
    assert "STUN" in sign.next_step and sign.settles
    assert [cite.field for cite in sign.evidence] == [
        "remote_sdp", "remote_sdp", "custom_sip_headers.x_auth_ip", "local_sdp",
    ]  # fmt: skip


def test_candidates_that_are_all_hidden_are_not_spelled_out(judged: Judged) -> None:
    [sign] = judged("R46", inside(MDNS))
    assert "(hidden behind names in .local)" in sign.sentence


def test_one_public_candidate_is_enough(judged: Judged) -> None:
    relay = "a=candidate:9 1 udp 41885439 198.51.100.30 50214 typ relay raddr 0.0.0.0 rport 0"
    assert judged("R46", inside(HOST, SRFLX)) == []
    assert judged("R46", inside(HOST, relay)) == []


def test_inside_one_network_local_candidates_are_what_they_should_be(judged: Judged) -> None:
    leg = inside(HOST, ours="192.168.1.2") | {"custom_sip_headers": {"x_auth_ip": "192.168.1.84"}}
    assert judged("R46", leg) == []
    assert judged("R46", leg | {"custom_sip_headers": {}}) == []


def test_a_platform_inside_that_is_called_from_outside_is_found(judged: Judged) -> None:
    assert judged("R46", inside(HOST, ours="192.168.7.2"))


def test_without_candidates_or_without_an_answer_nothing_is_said(judged: Judged) -> None:
    assert judged("R46", inside()) == []
    assert judged("R46", inside(HOST, talk=0)) == []


# -- what no evidence may hold -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (AES80, "a=crypto:1 AES_CM_128_HMAC_SHA1_80 [redacted]"),
        (f"a=crypto:1 AES_CM {KEY}", "a=crypto:1 AES_CM [redacted]"),
        (f"a=crypto:1 {KEY}", "a=crypto:[redacted]"),
        (f"a=CRYPTO:1 INLINE:{KEY}", "a=CRYPTO:[redacted]"),
        (f"a=x:inline:{KEY}", "a=x:inline:[redacted]"),
        (f"A=ICE-PWD:{KEY}", "A=ICE-PWD:[redacted]"),
        (f"a=key-mgmt:mikey {KEY}", "a=key-mgmt:[redacted]"),
        (f"k=base64:{KEY}", "k=base64:[redacted]"),
        # The reader takes blanks around a name as well.
        (f"a=ice-pwd :{KEY}", "a=ice-pwd :[redacted]"),
        (f"a=crypto :{KEY} AES_CM_128_HMAC_SHA1_80 x", "a=crypto :[redacted]"),
        (f"a=key-mgmt : mikey {KEY}", "a=key-mgmt :[redacted]"),
        (f"K = clear : {KEY}", "K = clear :[redacted]"),
        (LOGIN[0], LOGIN[0]),
        (PRINT, PRINT),
    ],
)
def test_a_key_or_password_never_stands_in_evidence(line: str, shown: str) -> None:
    leg = caller(remote_sdp=sdp(line))
    at = Case(Interaction.of([leg])).legs[0]
    assert at.cite("remote_sdp", 8).value == shown
    assert KEY not in at.cite("remote_sdp").value


@pytest.mark.parametrize("suite", ["_" * 9_000, "a_" * 4_500, "a_a" * 3_000 + "!"])
def test_a_key_offer_that_is_never_over_is_read_but_once(suite: str) -> None:
    leg = caller(remote_sdp=sdp(f"a=crypto:1 {suite}"))
    at = Case(Interaction.of([leg])).legs[0]
    begun = time.process_time()
    assert at.cite("remote_sdp", 8).value == "a=crypto:[redacted]"
    assert time.process_time() - begun < 0.1


def test_a_fax_fact_that_is_false_is_recorded() -> None:
    leg = caller(fax_info={"fax_success": False, "result_code": "49"})
    at = Case(Interaction.of([leg])).legs[0]
    assert at.cite("fax_success").value == "false"
    assert at.cite("fax_result_code").value == "49"
