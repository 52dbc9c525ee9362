"""Rules about the way of the audio. Unless a test says otherwise, the platform is at 198.51.100.20
and device Kim at 203.0.113.7.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.diagnosis.conftest import Judged, called, caller, carrier, from_carrier, sdp
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW

PLATFORM = "198.51.100.20"
INSIDE = "192.168.1.50"
PRIVATE = sdp(address=INSIDE)
SHORT: dict[str, Any] = {"talk": 20, "length": 25}
OURS = sdp(address=PLATFORM)
ICE = ("a=ice-ufrag:F7gI", "a=ice-pwd:x9cml")
HOST = f"a=candidate:1 1 udp 2122260223 {INSIDE} 30002 typ host"
SRFLX = "a=candidate:2 1 udp 1677729535 203.0.113.7 30002 typ srflx"
DTLS = "a=fingerprint:sha-256 DA:13:0F"


def kim(theirs: str | None = None, ours: str | None = OURS, **fields: Any) -> dict[str, Any]:
    """Device Kim's leg: what she said and what the platform said."""
    described = {"remote_sdp": theirs or sdp(), "local_sdp": ours}
    return caller(**(described | fields))


def seen_from(address: str) -> dict[str, str]:
    return {"x_auth_ip": address}


def counted(received: object, sent: object, **inbound: object) -> dict[str, Any]:
    inbound = {"media_packet_count": received, "packet_count": received, "mos": 4.5} | inbound
    outbound = {"media_packet_count": sent}
    return {"channel_stats": {"audio": {"inbound": inbound, "outbound": outbound}}}


def told(sign: Sign) -> tuple[Severity, Confidence]:
    return sign.severity, sign.confidence


def evidence(sign: Sign) -> list[tuple[str, int | None, str]]:
    return [(each.field, each.line, each.value) for each in sign.evidence]


# -- R30: a private address ------------------------------------------------------------------------


def test_a_private_address_behind_a_public_one_is_found(judged: Judged) -> None:
    (sign,) = judged("R30", kim(PRIVATE, **SHORT, custom_sip_headers=seen_from("203.0.113.7")))
    assert told(sign) == (WARNING, MEDIUM)
    assert sign.sentence == (
        "Device Kim wants its audio at 192.168.1.50, a private address: nothing reaches it unless"
        " the platform answers to where packets come from (latching)."
    )
    assert sign.why == "device Kim gave 192.168.1.50 for audio, a private address"
    assert sign.legs == (0,)
    assert evidence(sign) == [
        ("remote_sdp", 4, "c=IN IP4 192.168.1.50"),
        ("custom_sip_headers.x_auth_ip", None, "203.0.113.7"),
        ("local_sdp", 4, "c=IN IP4 198.51.100.20"),
    ]
    assert sign.settles
    assert "device Kim" in sign.next_step


def test_a_call_that_was_not_soon_given_up_found_its_way_back(judged: Judged) -> None:
    (sign,) = judged("R30", kim(PRIVATE, talk=31))
    assert told(sign) == (INFO, MEDIUM)
    assert sign.why == ""
    assert judged("R30", kim(PRIVATE, talk=30))[0].severity is WARNING


def test_a_public_address_is_no_matter(judged: Judged) -> None:
    assert not judged("R30", kim(custom_sip_headers=seen_from("203.0.113.7")))


def test_a_private_address_is_an_error_where_the_audio_timed_out(judged: Judged) -> None:
    (sign,) = judged("R30", kim(PRIVATE, hangup_cause="MEDIA_TIMEOUT"))
    assert told(sign) == (ERROR, MEDIUM)
    assert "nothing could reach it" in sign.sentence
    assert ("hangup_cause", None, "MEDIA_TIMEOUT") in evidence(sign)


def test_a_short_call_with_a_private_address_is_no_error(judged: Judged) -> None:
    (sign,) = judged("R30", kim(PRIVATE, talk=4, length=9))
    assert sign.severity is WARNING


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("10.20.30.40", "a private address"),
        ("100.64.9.9", "an address inside a provider's NAT"),
        ("169.254.7.7", "an address of its own cable only"),
        ("127.0.0.1", "its own loopback address"),
        ("3fa8.local", "a name that only its own network knows"),
        ("fd00::7", "a private address"),
    ],
)
def test_every_kind_of_address_that_nobody_outside_reaches_is_named(
    judged: Judged, address: str, kind: str
) -> None:
    (sign,) = judged("R30", kim(sdp(address=address)))
    assert f"{address}, {kind}" in sign.sentence


def test_the_public_side_is_known_by_signalling_or_by_the_switch_alone(judged: Judged) -> None:
    (by_signalling,) = judged(
        "R30", kim(PRIVATE, ours=None, **SHORT, custom_sip_headers=seen_from("203.0.113.7"))
    )
    assert by_signalling.severity is WARNING
    (by_nested,) = judged(
        "R30", kim(PRIVATE, ours=None, custom_sip_headers={"in": seen_from("203.0.113.7")})
    )
    assert ("custom_sip_headers.in.x_auth_ip", None, "203.0.113.7") in evidence(by_nested)
    (by_switch,) = judged("R30", kim(PRIVATE, ours=None, switch_uri="sip:198.51.100.20:11000"))
    assert ("switch_uri", None, "sip:198.51.100.20:11000") in evidence(by_switch)


def test_private_addresses_on_both_sides_are_a_lan(judged: Judged) -> None:
    lan = kim(
        PRIVATE,
        ours=sdp(address="192.168.1.9"),
        custom_sip_headers=seen_from(INSIDE),
        switch_uri="sip:192.168.1.9:11000",
    )
    assert not judged("R30", lan)
    assert not judged("R30c", lan)
    assert not judged("R30", lan | {"custom_sip_headers": {}})


def test_a_private_network_that_signalling_came_from_can_be_reached(judged: Judged) -> None:
    assert not judged("R30", kim(PRIVATE, custom_sip_headers=seen_from("192.168.1.1")))
    assert judged("R30", kim(PRIVATE, custom_sip_headers=seen_from("100.64.3.3")))


def test_a_browser_finds_its_way_by_ice(judged: Judged) -> None:
    browser = sdp(*ICE, HOST, SRFLX, DTLS, address=INSIDE)
    assert not judged("R30", kim(browser))
    ours = sdp(*ICE, address=PLATFORM)
    assert not judged("R30", kim(sdp(*ICE, HOST, address=INSIDE), ours=ours))


def test_public_candidates_that_nobody_took_up_make_it_information(judged: Judged) -> None:
    (sign,) = judged("R30", kim(sdp(*ICE, HOST, SRFLX, address=INSIDE)))
    assert told(sign) == (INFO, MEDIUM)
    assert not sign.why
    (inside,) = judged("R30", kim(sdp(*ICE, HOST, address=INSIDE), **SHORT))
    assert inside.severity is WARNING


def test_audio_that_was_counted_makes_it_information(judged: Judged) -> None:
    (sign,) = judged("R30", kim(PRIVATE, extended_data=counted(1650, 1640)))
    assert sign.severity is INFO
    assert "1,650 packets came from it all the same" in sign.sentence
    (silent,) = judged("R30", kim(PRIVATE, extended_data=counted(0, 1640)))
    assert silent.severity is WARNING


def test_the_private_address_of_a_fax_is_found_too(judged: Judged) -> None:
    theirs, ours = (sdp(address=at, medium="image 30002 udptl t38") for at in (INSIDE, PLATFORM))
    (sign,) = judged("R30", kim(theirs, ours=ours))
    assert "wants its fax at 192.168.1.50" in sign.sentence


def test_a_carrier_is_asked_rather_than_set_up(judged: Judged) -> None:
    (sign,) = judged("R30", caller(), carrier(**SHORT, remote_sdp=PRIVATE, local_sdp=OURS))
    assert sign.next_step == "Ask the carrier to name its public address."
    (well,) = judged("R30", caller(), carrier(remote_sdp=PRIVATE, local_sdp=OURS))
    assert well.next_step == (
        "Only if somebody heard nothing: ask the carrier to name its public address."
    )


def test_a_private_address_on_a_leg_that_only_rang_or_was_folded_does_not_count(
    judged: Judged,
) -> None:
    assert not judged("R30", kim(PRIVATE, talk=0))
    helper = called(remote_sdp=PRIVATE, local_sdp=OURS, channel_is_loopback=True)
    assert not judged("R30", kim(), helper)


# -- R30c: our own private address -----------------------------------------------------------------

OURS_INSIDE = sdp(address="10.4.0.23")


def test_a_private_address_of_the_platform_is_found(judged: Judged) -> None:
    (sign,) = judged("R30c", kim(ours=OURS_INSIDE))
    assert told(sign) == (ERROR, HIGH)
    assert sign.sentence == (
        "The platform told device Kim to send audio to 10.4.0.23, a private address, which cannot"
        " be reached from 203.0.113.7."
    )
    assert evidence(sign) == [
        ("local_sdp", 4, "c=IN IP4 10.4.0.23"),
        ("remote_sdp", 4, "c=IN IP4 203.0.113.7"),
    ]
    assert not judged("R30c", kim())


def test_a_long_talk_casts_doubt_on_it(judged: Judged) -> None:
    (sign,) = judged("R30c", kim(ours=OURS_INSIDE, talk=61, length=70))
    assert told(sign) == (WARNING, MEDIUM)
    assert sign.settles
    timed_out = kim(ours=OURS_INSIDE, talk=300, length=310, hangup_cause="MEDIA_TIMEOUT")
    assert told(judged("R30c", timed_out)[0]) == (ERROR, HIGH)


def test_a_phone_inside_reaches_the_platforms_private_address(judged: Judged) -> None:
    assert not judged("R30c", kim(ours=OURS_INSIDE, custom_sip_headers=seen_from("10.4.0.77")))


def test_with_ice_or_with_packets_counted_it_was_reached(judged: Judged) -> None:
    both = kim(sdp(*ICE, SRFLX), ours=sdp(*ICE, address="10.4.0.23"))
    assert not judged("R30c", both)
    assert not judged("R30c", kim(ours=OURS_INSIDE, extended_data=counted(1650, 1640)))
    assert judged("R30c", kim(ours=OURS_INSIDE, extended_data=counted(0, 1640)))


# -- R32: two ways out -----------------------------------------------------------------------------


def test_signalling_and_audio_from_two_networks_are_found(judged: Judged) -> None:
    (sign,) = judged("R32", kim(custom_sip_headers=seen_from("192.0.2.133")))
    assert told(sign) == (INFO, LOW)
    assert "comes from 192.0.2.133, its audio is wanted at 203.0.113.7" in sign.sentence
    assert sign.settles
    assert [each.field for each in sign.evidence] == ["custom_sip_headers.x_auth_ip", "remote_sdp"]


@pytest.mark.parametrize("seen", ["203.0.113.200", "192.168.1.50", "2001:db8::7", ""])
def test_neighbours_private_ones_and_the_other_family_are_no_second_way(
    judged: Judged, seen: str
) -> None:
    assert not judged("R32", kim(custom_sip_headers=seen_from(seen)))


def test_carriers_and_ice_have_several_addresses_anyway(judged: Judged) -> None:
    apart = seen_from("192.0.2.133")
    asks = from_carrier(remote_sdp=sdp(), local_sdp=OURS, custom_sip_headers=apart)
    assert not judged("R32", asks)
    assert not judged("R32", kim(sdp(*ICE), custom_sip_headers=apart))


# -- R37: audio removed ----------------------------------------------------------------------------

REMOVED = sdp(medium="audio 0 RTP/AVP 0 101")


def test_audio_on_port_0_is_found(judged: Judged) -> None:
    (sign,) = judged("R37", kim(REMOVED))
    assert told(sign) == (WARNING, HIGH)
    assert sign.sentence.startswith("Device Kim refused audio or took it out of the call (port 0)")
    assert evidence(sign) == [("remote_sdp", 6, "m=audio 0 RTP/AVP 0 101")]
    assert not judged("R37", kim())


def test_the_platform_or_both_can_have_removed_it(judged: Judged) -> None:
    (ours,) = judged("R37", kim(ours=REMOVED))
    assert ours.sentence.startswith("The platform refused audio")
    (both,) = judged("R37", kim(REMOVED, ours=REMOVED))
    assert both.sentence.startswith("Audio was taken out of the call with device Kim (port 0)")
    assert [each.field for each in both.evidence] == ["remote_sdp", "local_sdp"]


@pytest.mark.parametrize("side", ["remote_sdp", "local_sdp"])
def test_port_0_beside_a_fax_is_the_normal_switch(judged: Judged, side: str) -> None:
    fax = REMOVED + "m=image 4000 udptl t38\r\n"
    assert not judged("R37", kim(REMOVED, ours=REMOVED, **{side: fax}))
    refused = REMOVED + "m=image 0 udptl t38\r\n"
    assert judged("R37", kim(REMOVED, ours=REMOVED, **{side: refused}))


def test_one_of_two_audios_may_be_off(judged: Judged) -> None:
    two = sdp(medium="audio 0 RTP/SAVP 0 101") + "m=audio 30004 RTP/AVP 0\r\n"
    assert not judged("R37", kim(two, ours=two))


def test_an_audio_that_shares_a_port_is_not_off(judged: Judged) -> None:
    assert not judged("R37", kim(sdp("a=bundle-only", medium="audio 0 RTP/AVP 0 101")))


def test_audio_without_an_address_is_found(judged: Judged) -> None:
    nowhere = sdp().replace("c=IN IP4 203.0.113.7\r\n", "")
    (sign,) = judged("R37", kim(nowhere))
    assert sign.sentence.startswith("Device Kim named no address for its audio")


# -- R38: on hold ----------------------------------------------------------------------------------


def way(said: str) -> str:
    return sdp(f"a={said}")


@pytest.mark.parametrize(
    ("theirs", "ours", "gist"),
    [
        ("sendonly", "recvonly", "while device Kim had it on hold"),
        ("sendonly", "inactive", "while device Kim had it on hold"),
        ("sendonly", "sendrecv", "while device Kim had it on hold"),
        ("inactive", "sendrecv", "while device Kim had it on hold"),
        ("recvonly", "sendonly", "while the platform had device Kim on hold"),
        ("inactive", "sendonly", "while the platform had device Kim on hold"),
        ("sendrecv", "inactive", "while the platform had device Kim on hold"),
        ("inactive", "inactive", "neither device Kim nor the platform sent audio"),
    ],
)
def test_a_call_that_ended_on_hold_names_who_held(
    judged: Judged, theirs: str, ours: str, gist: str
) -> None:
    (sign,) = judged("R38", kim(way(theirs), ours=way(ours)))
    assert told(sign) == (INFO, HIGH)
    assert gist in sign.sentence
    assert all(each.value.startswith("a=") for each in sign.evidence)


def test_the_lines_of_the_hold_are_the_evidence(judged: Judged) -> None:
    (sign,) = judged("R38", kim(way("sendonly"), ours=way("recvonly")))
    assert evidence(sign) == [("remote_sdp", 8, "a=sendonly"), ("local_sdp", 8, "a=recvonly")]
    assert sign.why == "device Kim had the call on hold"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("sendrecv", "sendrecv"), ("sendonly", "sendonly"), ("recvonly", "recvonly"),
     ("recvonly", "sendrecv"), ("sendrecv", "recvonly")],
)  # fmt: skip
def test_other_pairs_of_directions_are_no_hold(judged: Judged, theirs: str, ours: str) -> None:
    assert not judged("R38", kim(way(theirs), ours=way(ours)))


def test_an_address_of_zeros_is_the_old_hold(judged: Judged) -> None:
    (sign,) = judged("R38", kim(sdp(address="0.0.0.0")))
    assert "device Kim had it on hold" in sign.sentence
    assert evidence(sign) == [("remote_sdp", 4, "c=IN IP4 0.0.0.0")]
    (both,) = judged("R38", kim(sdp(address="0.0.0.0"), ours=sdp(address="0.0.0.0")))
    assert "it was on hold" in both.sentence
    assert not judged("R38", kim(sdp(*ICE, address="0.0.0.0")))


def test_a_hold_that_timed_out_says_so(judged: Judged) -> None:
    held = kim(way("sendonly"), ours=way("recvonly"), hangup_cause="MEDIA_TIMEOUT")
    (sign,) = judged("R38", held)
    assert "hold time-out" in sign.sentence
    assert evidence(sign)[-1] == ("hangup_cause", None, "MEDIA_TIMEOUT")


def test_a_hold_that_the_platform_passed_on_is_told_once(judged: Judged) -> None:
    (sign,) = judged(
        "R38",
        kim(way("recvonly"), ours=way("sendonly"), other_leg_call_id="b-leg"),
        called(remote_sdp=way("sendonly"), local_sdp=way("recvonly")),
    )
    assert sign.legs == (1,)
    assert "device Priya had it on hold" in sign.sentence


def test_the_hold_before_a_transfer_is_a_part_of_it(judged: Judged) -> None:
    held = kim(way("sendonly"), ours=way("recvonly"), hangup_cause="ATTENDED_TRANSFER")
    assert not judged("R38", held)


def test_a_leg_that_only_rang_was_not_on_hold(judged: Judged) -> None:
    assert not judged("R38", kim(way("sendonly"), ours=way("recvonly"), talk=0))


# -- R39: directions that contradict each other ----------------------------------------------------


@pytest.mark.parametrize(("said", "does"), [("sendonly", "only send"), ("recvonly", "only listen")])
def test_two_sides_that_do_the_same_hear_nothing(judged: Judged, said: str, does: str) -> None:
    (sign,) = judged("R39", kim(way(said), ours=way(said)))
    assert told(sign) == (ERROR, HIGH)
    assert "nobody could hear" in sign.sentence
    assert does in sign.sentence
    assert evidence(sign) == [("remote_sdp", 8, f"a={said}"), ("local_sdp", 8, f"a={said}")]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("sendonly", "recvonly"), ("sendonly", "inactive"), ("recvonly", "inactive"),
     ("inactive", "inactive"), ("sendrecv", "sendrecv"), ("inactive", "sendrecv")],
)  # fmt: skip
def test_what_an_answer_may_say_is_no_contradiction(judged: Judged, theirs: str, ours: str) -> None:
    assert not judged("R39", kim(way(theirs), ours=way(ours)))


# -- R40: two families of addresses ----------------------------------------------------------------


def test_an_ipv6_phone_and_an_ipv4_platform_are_found(judged: Judged) -> None:
    six = sdp(address="2001:db8::7").replace("IP4", "IP6")
    (sign,) = judged("R40", kim(six))
    assert told(sign) == (ERROR, HIGH)
    assert sign.sentence == (
        "Device Kim wants audio by IPv6 at 2001:db8::7, the platform by IPv4 at 198.51.100.20:"
        " neither can send to the other."
    )
    assert [each.line for each in sign.evidence] == [4, 4]
    assert told(judged("R40", kim(six, talk=61, length=70))[0]) == (ERROR, MEDIUM)


def test_one_family_or_ice_on_both_sides_is_well(judged: Judged) -> None:
    six = sdp(*ICE, address="2001:db8::7").replace("IP4", "IP6")
    assert not judged("R40", kim())
    assert not judged("R40", kim(six, ours=six))
    assert not judged("R40", kim(six, ours=sdp(*ICE, address=PLATFORM)))
    assert judged("R40", kim(six))
    assert not judged("R40", kim(sdp(address="::").replace("IP4", "IP6")))


# -- R41: bypass media -----------------------------------------------------------------------------

KIMS, PRIYAS = sdp(), sdp(address="203.0.113.22")


def test_audio_that_went_past_the_platform_is_found(judged: Judged) -> None:
    (sign,) = judged("R41", kim(KIMS, ours=PRIYAS), called(remote_sdp=PRIYAS, local_sdp=KIMS))
    assert told(sign) == (INFO, MEDIUM)
    assert "straight between device Kim and device Priya" in sign.sentence
    assert sign.legs == (0, 1)
    assert len(sign.evidence) == 4
    assert sign.settles


def test_audio_by_way_of_the_platform_is_no_bypass(judged: Judged) -> None:
    assert not judged("R41", kim(KIMS), called(remote_sdp=PRIYAS, local_sdp=OURS))
    other_port = KIMS.replace("30002", "30004")
    assert not judged(
        "R41", kim(KIMS, ours=PRIYAS), called(remote_sdp=PRIYAS, local_sdp=other_port)
    )


def test_the_other_phones_private_address_is_not_the_platforms(judged: Judged) -> None:
    legs = (kim(KIMS, ours=PRIVATE), called(remote_sdp=PRIVATE, local_sdp=KIMS))
    assert judged("R41", *legs)
    assert not judged("R30c", *legs)


# -- R42: packets counted --------------------------------------------------------------------------


def test_a_party_of_whom_no_packet_came_is_proven_silent(judged: Judged) -> None:
    (sign,) = judged("R42", kim(extended_data=counted(0, 1640)))
    assert told(sign) == (ERROR, HIGH)
    assert sign.sentence == (
        "Proven one-way audio: no audio packet came from device Kim in 33 s, while 1,640 went to"
        " it."
    )
    assert sign.why == "no audio arrived from device Kim"
    assert [each.field.rpartition(".")[2] for each in sign.evidence] == [
        "media_packet_count", "media_packet_count", "billing_seconds",
    ]  # fmt: skip


def test_hardly_any_packets_prove_it_as_well_with_their_quality(judged: Judged) -> None:
    (sign,) = judged(
        "R42", kim(extended_data=counted("12", "1640", jitter_max_variance=9.8, jitter_loss_rate=4))
    )
    assert "only 12 audio packets came from device Kim in 33 s" in sign.sentence
    assert sign.why.startswith("hardly any audio")
    assert ("extended_data.channel_stats.audio.inbound.mos", None, "4.5") in evidence(sign)


@pytest.mark.parametrize("received", [1640, "1640", 33, None, "many"])
def test_enough_packets_or_no_count_prove_nothing(judged: Judged, received: object) -> None:
    assert not judged("R42", kim(extended_data=counted(received, 1640)))


def test_the_packets_of_the_partner_show_that_there_was_something_to_hear(judged: Judged) -> None:
    silent = called(remote_sdp=PRIYAS, local_sdp=OURS, extended_data=counted(0, 0))
    asks = kim(extended_data=counted(1650, 0), other_leg_call_id="b-leg")
    (sign,) = judged("R42", asks, silent)
    assert sign.legs == (1,)
    assert "while 1,650 came from device Kim" in sign.sentence
    assert not judged("R42", asks | {"extended_data": counted(0, 0)}, silent)


def test_a_short_talk_a_hold_and_a_fax_prove_nothing(judged: Judged) -> None:
    none = counted(0, 1640)
    assert not judged("R42", kim(talk=2, length=6, extended_data=none))
    assert judged("R42", kim(talk=3, length=6, extended_data=none))
    held = kim(way("sendonly"), ours=way("recvonly"), extended_data=none)
    assert not judged("R42", held)
    assert not judged("R42", kim(ours=way("sendonly"), extended_data=none))
    fax = sdp(medium="image 4000 udptl t38")
    assert not judged("R42", kim(fax, ours=fax, extended_data=none))


def test_counts_without_descriptions_prove_it_too(judged: Judged) -> None:
    assert judged("R42", caller(extended_data=counted(0, 1640)))


def test_a_bypassed_leg_has_no_packets_to_count(judged: Judged) -> None:
    asks = kim(KIMS, ours=PRIYAS, extended_data=counted(0, 5))
    assert not judged("R42", asks, called(remote_sdp=PRIYAS, local_sdp=KIMS))


@pytest.mark.parametrize("name", ["{0}", "{self.__class__}", "%s {", "}{"])
def test_a_name_with_braces_is_a_name(judged: Judged, name: str) -> None:
    silent = called(
        callee_id_name=name, remote_sdp=way("sendonly"), local_sdp=way("recvonly"),
        extended_data=counted(5, 0),
    )  # fmt: skip
    (held,) = judged("R38", kim(caller_id_name=name, other_leg_call_id="b-leg"), silent)
    assert name in held.sentence
    asks = kim(extended_data=counted(0, 0), other_leg_call_id="b-leg")
    (sign,) = judged("R42", asks, silent)
    assert sign.sentence.endswith(f"while 5 came from device {name}.")
