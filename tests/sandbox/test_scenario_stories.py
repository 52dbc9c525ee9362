"""What the special calls of the sandbox are there to show is really in them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from vinix_tui.sandbox.scenarios import ALL, hostile

BY_NAME = {each.name: each.documents for each in ALL}
HOSTILE = hostile.SCENARIO.documents

CLASSES = {
    "clipboard writes": "\x1b]52;",
    "titles": "\x1b]0;",
    "titles ended by ST": r"\x1b\]2;[^\x07]*\x1b\\",
    "screen clears": r"\x1b\[2J",
    "C1 controls": r"[\x80-\x9f]",
    "bells": "\x07\x07",
    "closing markup": r"\[/x\]",
    "actions in markup": r"\[@click=app\.quit\]hi\[/\]",
    "links in markup": r"\[link=",
    "unclosed markup": r"\[b$",
    "colours in markup": r"\[red\]",
    "bidi overrides": "\u202e",
    "bidi isolates": "[\u2066-\u2068]",
    "zero width": "\u200b",
    "zalgo": "[\u0300-\u0489]{20}",
    "emoji families": "\U0001f468\u200d\U0001f469",
    "flags": "[\U0001f1e6-\U0001f1ff]{2}",
    "keycaps": "\ufe0f\u20e3",
    "wide signs": "[\u4e00-\u9fff]",
    "right-to-left names": "[\u0590-\u06ff]",
    "lone surrogates": "[\ud800-\udfff]",
    "long names": r"(?s).{5000}",
    "tabs": r"\t",
    "line breaks": r"\n",
    "NUL": "\x00",
    "dunder names": "^__class__$",
    "formulas": "^=",
    "html": "<script>",
}


@pytest.mark.parametrize("kind", sorted(CLASSES))
def test_the_hostile_call_has_it_in_a_name_and_in_a_variable(kind: str) -> None:
    pattern = re.compile(CLASSES[kind])
    names = [leg[field] for leg in HOSTILE for field in leg if field in hostile._TEXT_FIELDS]
    variables = [str(value) for value in HOSTILE[1]["custom_channel_vars"].values()]
    assert any(pattern.search(name) for name in names)
    assert any(pattern.search(value) for value in variables)


def test_keys_of_the_hostile_call_attack_as_well() -> None:
    keys = set(HOSTILE[0]["custom_channel_vars"])
    assert keys <= set(HOSTILE[0]["custom_application_vars"]) | keys
    assert {"", "[/x]", "[@click=app.quit]", "__class__", "\ud800"} <= keys
    assert any("\x1b]" in key for key in keys)
    assert max(map(len, keys)) >= 4_000


def test_partners_of_the_hostile_call_go_in_circles_and_nowhere() -> None:
    other = {leg["call_id"]: leg["other_leg_call_id"] for leg in HOSTILE}
    asks = HOSTILE[0]["call_id"]
    assert other[other[other[asks]]] == asks
    assert any(leg == partner for leg, partner in other.items())
    assert set(other.values()) - set(other) == {"nobody@192.0.2.99"}


def test_numbers_of_the_hostile_call_are_out_of_every_range() -> None:
    durations = [leg["duration_seconds"] for leg in HOSTILE]
    assert min(each for each in durations if isinstance(each, int)) < 0
    assert max(each for each in durations if isinstance(each, int)) > 10**100
    created = [leg["channel_created_time"] for leg in HOSTILE]
    assert 9 * 10**18 in created
    assert min(each for each in created if isinstance(each, int)) < 0
    assert "NaN" in [leg["billing_seconds"] for leg in HOSTILE]


def test_an_application_variable_of_the_hostile_call_is_thirty_deep() -> None:
    inner: Any = HOSTILE[0]["custom_application_vars"]["deep"]
    depth = 0
    while isinstance(inner, dict):
        inner = next(iter(inner.values()))
        depth += 1
    assert depth > 30
    assert "[red]" in inner


def test_descriptions_of_the_hostile_call_are_broken_and_wide() -> None:
    broken, wide = HOSTILE[0]["remote_sdp"], HOSTILE[0]["local_sdp"]
    assert not broken.endswith(("\r", "\n"))
    assert {"\x1b", "\u2028", "\x0b", "\r\n\r"} <= {
        sign for sign in ("\x1b", "\u2028", "\x0b", "\r\n\r") if sign in broken
    }
    assert max(map(len, wide.split("\r\n"))) > 65_536


def test_the_phone_behind_nat_gave_a_private_address_and_was_cut() -> None:
    kim = BY_NAME["One-way audio behind NAT"][1]
    assert "c=IN IP4 192.168.1.50\r\n" in kim["remote_sdp"]
    assert kim["custom_sip_headers"]["x_auth_ip"] == "203.0.113.7"
    assert (kim["hangup_cause"], kim["billing_seconds"]) == ("MEDIA_TIMEOUT", 33)


def test_the_browser_offers_ice_dtls_and_opus_at_full_size() -> None:
    tomas = BY_NAME["Call from a browser"][0]
    offer, answer = tomas["remote_sdp"], tomas["local_sdp"]
    assert len(offer) > 2_000
    for sdp in (offer, answer):
        assert "a=rtpmap:111 opus/48000/2" in sdp
        assert re.search(r"a=fingerprint:sha-256 (?:[0-9A-F]{2}:){31}[0-9A-F]{2}\r", sdp)
        assert "a=ice-pwd:" in sdp
    assert {kind for kind in ("host", "srflx", "relay") if f"typ {kind}" in offer} == {
        "host",
        "srflx",
        "relay",
    }
    assert "a=setup:actpass" in offer
    assert "a=setup:active" in answer


def test_the_held_call_ended_on_hold() -> None:
    priya = BY_NAME["Ended on hold"][1]
    assert "a=sendonly" in priya["remote_sdp"]
    assert "a=recvonly" in priya["local_sdp"]


def test_the_encrypted_call_has_keys_of_the_right_length() -> None:
    for leg in BY_NAME["Encrypted call (SRTP)"]:
        for side in ("local_sdp", "remote_sdp"):
            key = re.search(r"AES_CM_128_HMAC_SHA1_80 inline:(\S+)\r", leg[side])
            assert key is not None
            assert len(key[1]) == 40
            assert "RTP/SAVP" in leg[side]


def test_the_refused_codecs_differ() -> None:
    dock = BY_NAME["Codec refused"][2]
    assert "G729/8000" in dock["remote_sdp"]
    assert "G729" not in dock["local_sdp"]
    assert BY_NAME["Codec refused"][1]["hangup_code"] == "sip:488"


def test_the_counted_call_proves_silence_from_one_side() -> None:
    amara = BY_NAME["One-way audio, counted"][1]
    audio = amara["extended_data"]["channel_stats"]["audio"]
    assert audio["inbound"]["packet_count"] == 0
    assert audio["outbound"]["packet_count"] > 900
    assert amara["sip_disposition"] == "send_bye"


def test_the_newer_platform_stamps_every_leg_with_the_start() -> None:
    documents = BY_NAME["Newer platform"]
    assert {leg["timestamp"] for leg in documents} == {documents[0]["interaction_time"]}
    assert [leg["interaction_is_root"] for leg in documents] == [True, False]
    assert all(re.fullmatch(r"[0-9a-f-]{36}", leg["node"]) for leg in documents)


def test_the_old_records_have_numbers_as_text_and_no_creation_times() -> None:
    for leg in BY_NAME["Old-style records"]:
        assert leg["duration_seconds"] == "37"
        assert not {"channel_created_time", "interaction_key", "interaction_time"} & set(leg)


def test_one_fax_is_recorded_nested_and_one_flat() -> None:
    assert BY_NAME["Fax that failed"][0]["fax_info"]["fax_result_code"] == "49"
    assert BY_NAME["Fax over a speech codec"][0]["fax_result_code"] == "6"
    good = BY_NAME["Fax received over T.38"][0]
    assert good["fax_info"]["fax_success"] is True
    assert "m=image" in good["local_sdp"] + good["remote_sdp"]
    assert "m=audio" not in good["remote_sdp"]


@pytest.mark.parametrize("kind", ["blind", "attended"])
def test_a_transfer_tells_who_handed_whom_on(kind: str) -> None:
    documents = BY_NAME[f"{kind.title()} transfer"]
    history = next(iter(documents[0]["transfer_history"].values()))
    assert history["type"] == kind
    assert documents[1]["hangup_cause"] == f"{kind.upper()}_TRANSFER"
    assert any("referred_by" in leg["custom_channel_vars"] for leg in documents)


def test_the_ring_group_has_one_winner_and_three_losers() -> None:
    causes = [leg["hangup_cause"] for leg in BY_NAME["Ring group"]]
    assert sorted(causes) == ["LOSE_RACE"] * 3 + ["NORMAL_CLEARING"] * 2


def test_the_first_carrier_failed_and_the_second_worked() -> None:
    _, failed, worked = BY_NAME["Second carrier worked"]
    assert (failed["hangup_code"], failed["billing_seconds"]) == ("sip:503", 0)
    assert worked["billing_seconds"] > 0
    assert (
        failed["custom_channel_vars"]["resource_id"]
        != (worked["custom_channel_vars"]["resource_id"])
    )


def test_the_barred_call_says_who_refused() -> None:
    for leg in BY_NAME["Barred by account limits"]:
        assert leg["hangup_cause"] == "OUTGOING_CALL_BARRED"
        assert leg["custom_channel_vars"]["account_billing"] == "hard_limit"
        assert leg["billing_seconds"] == 0
