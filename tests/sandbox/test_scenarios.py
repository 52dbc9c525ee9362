"""The sandbox's calls are whole, agree with themselves, and use nobody's numbers or addresses."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from vinix_tui.calls.clock import GREGORIAN_OFFSET, interaction_start
from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.scenarios import ALL, damaged_record, hostile, leg_missing, old_records

Document = dict[str, Any]

UNSOUND = [each.SCENARIO.name for each in (hostile, damaged_record, leg_missing)]
TOLD = [each for each in ALL if each.name not in UNSOUND]
"""All but those whose records are broken or lack a leg on purpose."""
BY_NAME = {each.name: each for each in ALL}
NEWER = {"Newer platform", "One-way audio, counted"}
HEALTHY = {
    "Ring group",
    "Second carrier worked",
    "Internal call",
    "Call from outside",
    "Encrypted call (SRTP)",
    "Newer platform",
    "Old-style records",
    "Call from a browser",
    "Fax sent over G.711",
}
every_call = pytest.mark.parametrize("told", ALL, ids=[each.id for each in ALL])
every_sound_call = pytest.mark.parametrize("told", TOLD, ids=[each.name for each in TOLD])


def answered(leg: Document) -> bool:
    return int(leg["billing_seconds"]) > 0


def outbound(leg: Document) -> bool:
    return bool(leg["call_direction"] == "outbound")


def legs() -> list[Document]:
    return [leg for told in TOLD for leg in told.documents]


def helper(leg: Document) -> bool:
    return bool(leg.get("channel_is_loopback"))


def carrier(leg: Document) -> bool:
    return str(leg["custom_channel_vars"].get("resource_type", "")).startswith("offnet")


def test_no_two_calls_have_the_same_id_or_name() -> None:
    assert len({each.id for each in ALL}) == len({each.name for each in ALL}) == len(ALL) >= 25


def test_no_two_legs_have_the_same_id() -> None:
    ids = [leg["id"] for told in ALL for leg in told.documents]
    assert len(set(ids)) == len(ids)


@every_call
def test_a_name_and_what_it_shows_fit_in_a_list(told: Scenario) -> None:
    assert 3 <= len(told.name) <= 28
    assert 10 <= len(told.shows) <= 60
    assert (told.name + told.shows).isprintable()


@every_call
def test_an_id_has_the_form_of_the_platform_and_a_late_november_date(told: Scenario) -> None:
    assert re.fullmatch(r"\d{11}-[0-9a-f]{8}", told.id)
    began = interaction_start(told.id)
    assert began is not None
    assert (began.year, began.month) == (2026, 11)
    assert 16 <= began.day <= 23


@every_call
def test_every_leg_names_its_call_its_month_and_its_account(told: Scenario) -> None:
    for leg in told.documents:
        assert leg["interaction_id"] == told.id
        assert leg["id"] == f"202611-{leg['call_id']}"
        if leg["custom_channel_vars"] and told is not hostile.SCENARIO:
            assert leg["custom_channel_vars"]["account_id"] == ACCOUNT_ID


@every_call
def test_the_legs_survive_json_in_plain_ascii(told: Scenario) -> None:
    text = json.dumps(told.documents, allow_nan=False)
    assert text.isascii()
    assert json.loads(text) == list(told.documents)


@every_sound_call
def test_an_id_begins_with_the_second_of_the_first_leg(told: Scenario) -> None:
    first = told.documents[0]
    if told is old_records.SCENARIO:
        assert "channel_created_time" not in first
        created = int(first["timestamp"]) - int(first["duration_seconds"])
    else:
        created = int(first["channel_created_time"]) // 1_000_000 + GREGORIAN_OFFSET
    assert told.id.startswith(f"{created}-")


@every_sound_call
def test_the_legs_are_told_oldest_first(told: Scenario) -> None:
    created = [leg.get("channel_created_time", 0) // 10_000 for leg in told.documents]
    assert created == sorted(created)


@every_sound_call
def test_the_seconds_of_a_leg_add_up(told: Scenario) -> None:
    for leg in told.documents:
        duration, billing, ringing = (
            int(leg[f"{name}_seconds"]) for name in ("duration", "billing", "ringing")
        )
        assert min(duration, billing, ringing) >= 0
        assert billing + ringing <= duration + 1
        if "channel_created_time" not in leg:
            continue
        end = leg["channel_created_time"] // 1_000_000 + duration
        assert int(leg["msg_id"]) // 1_000_000 == end
        assert len(leg["msg_id"]) == len(str(leg["channel_created_time"])) == 16
        expected = leg["interaction_time"] if told.name in NEWER else end + GREGORIAN_OFFSET
        assert leg["timestamp"] == expected


@every_sound_call
def test_every_leg_that_is_named_is_there(told: Scenario) -> None:
    named = {leg["call_id"] for leg in told.documents}
    for leg in told.documents:
        assert leg.get("other_leg_call_id", leg["call_id"]) in named
        assert leg["custom_channel_vars"]["bridge_id"] in named


def test_a_bridged_pair_names_each_other() -> None:
    for told in TOLD:
        by_id = {leg["call_id"]: leg for leg in told.documents}
        pairs = [leg for leg in told.documents if answered(leg) and leg.get("other_leg_call_id")]
        # A caller who was handed on names the last one only.
        handed_on = [leg for leg in pairs if "TRANSFER" in leg["hangup_cause"]]
        for leg in (leg for leg in pairs if leg not in handed_on):
            assert by_id[leg["other_leg_call_id"]]["other_leg_call_id"] == leg["call_id"]


def test_a_leg_of_this_version_is_whole() -> None:
    kim = BY_NAME["Internal call"].documents[0]
    assert not {
        "app_name", "app_version", "billing_seconds", "call_direction", "call_id",
        "callee_id_name", "callee_id_number", "caller_id_name", "caller_id_number",
        "channel_call_state", "channel_created_time", "channel_name", "channel_state",
        "custom_application_vars", "custom_channel_vars", "custom_sip_headers", "disposition",
        "duration_seconds", "event_category", "event_name", "from", "from_tag", "from_uri",
        "hangup_cause", "hangup_code", "id", "interaction_id", "interaction_key",
        "interaction_time", "local_sdp", "media_server", "msg_id", "node", "other_leg_call_id",
        "other_leg_caller_id_name", "other_leg_caller_id_number", "other_leg_destination_number",
        "other_leg_direction", "presence_id", "remote_sdp", "request", "ringing_seconds",
        "switch_hostname", "switch_nodename", "switch_uri", "switch_url", "timestamp", "to",
        "to_tag", "to_uri", "user_agent",
    } - set(kim)  # fmt: skip
    assert len(kim["custom_channel_vars"]) >= 26
    assert all(isinstance(value, str) for value in kim["custom_channel_vars"].values())
    assert {"_id", "_rev", "pvt_type"} <= set(kim)  # as stored; never answered


def test_an_unanswered_leg_that_went_out_lacks_disposition_and_the_far_sides_sdp() -> None:
    silent = [leg for leg in legs() if outbound(leg) and not answered(leg)]
    late = [leg for leg in silent if leg.get("disposition") == "CODEC NEGOTIATION ERROR"]
    assert len(silent) > 30
    assert [leg["callee_id_name"] for leg in late] == ["Warehouse dock"]
    for leg in (leg for leg in silent if leg not in late):
        assert not {"disposition", "remote_sdp"} & set(leg)


def test_a_leg_that_the_switch_gave_up_on_has_no_sip_code() -> None:
    ended_here = {"NO_ANSWER", "LOSE_RACE", "MEDIA_TIMEOUT", "USER_NOT_REGISTERED"}
    legs_here = [leg for leg in legs() if outbound(leg) and leg["hangup_cause"] in ended_here]
    assert {leg["hangup_cause"] for leg in legs_here} == ended_here
    assert not any("hangup_code" in leg for leg in legs_here)


def test_a_cancelled_call_that_came_in_has_no_far_tag() -> None:
    asks = BY_NAME["Caller hung up early"].documents[0]
    assert "to_tag" not in asks
    assert asks["from_tag"]


def test_carrier_legs_have_no_presence_and_no_user_agent() -> None:
    carriers = [leg for leg in legs() if carrier(leg) and not helper(leg)]
    assert len(carriers) > 10
    assert not any({"presence_id", "user_agent"} & set(leg) for leg in carriers)
    assert all("e164_destination" in leg for leg in carriers if outbound(leg))


def test_a_voicemail_leg_has_no_callee_and_no_other_leg() -> None:
    asks = BY_NAME["Voicemail took the call"].documents[0]
    assert not [name for name in asks if name.startswith(("callee_", "other_leg_"))]
    assert (asks["disposition"], asks["hangup_cause"], asks["hangup_code"]) == (
        "NO_ANSWER",
        "NORMAL_CLEARING",
        "sip:200",
    )


def test_helper_legs_have_nothing_of_a_phone() -> None:
    helpers = [leg for leg in legs() if helper(leg)]
    assert [leg["channel_loopback_leg"] for leg in helpers] == ["A", "B"]
    for leg in helpers:
        assert not {
            "local_sdp", "remote_sdp", "from_tag", "to_tag", "from_uri", "to_uri", "user_agent",
            "hangup_code",
        } & set(leg)  # fmt: skip
    assert helpers[0]["channel_loopback_other_leg_id"] == helpers[1]["call_id"]


def test_fax_legs_have_no_sip_code_but_know_where_they_began() -> None:
    faxes = [leg for leg in legs() if "fax_info" in leg or "fax_success" in leg]
    assert len(faxes) >= 7
    assert all("hangup_code" not in leg and leg["origination_call_id"] for leg in faxes)


def test_the_conference_needs_six_pages() -> None:
    conference = BY_NAME["Conference of 300"].documents
    assert len(conference) == 300
    assert all(leg["is_conference"] is True for leg in conference)
    assert {"USER_BUSY", "NO_ANSWER", "NORMAL_CLEARING"} == {
        leg["hangup_cause"] for leg in conference
    }


def test_the_sound_descriptions_have_proper_line_ends() -> None:
    described = [leg[side] for leg in legs() for side in ("local_sdp", "remote_sdp") if side in leg]
    assert len(described) > 100
    for sdp in described:
        assert sdp.startswith("v=0\r\n")
        assert sdp.endswith("\r\n")
        assert sdp.count("\n") == sdp.count("\r") == sdp.count("\r\n")


@pytest.mark.parametrize("name", sorted(HEALTHY))
def test_a_healthy_call_has_public_addresses_and_a_codec_in_common(name: str) -> None:
    for leg in BY_NAME[name].documents:
        if not answered(leg):
            continue
        assert leg["hangup_cause"] == "NORMAL_CLEARING"
        ours, theirs = leg["local_sdp"], leg["remote_sdp"]
        assert _payloads(ours) & _payloads(theirs)
        for sdp in (ours, theirs):
            assert re.search(r"^c=IN IP4 (192\.0\.2|198\.51\.100|203\.0\.113)\.\d+\r$", sdp, re.M)
        if signalled := leg["custom_sip_headers"].get("x_auth_ip"):
            assert f"c=IN IP4 {signalled}\r\n" in theirs


def _payloads(sdp: str) -> set[str]:
    listed = re.findall(r"^m=audio \d+ \S+ (.*)\r$", sdp, re.M)[0]
    return set(listed.split()) - {"101", "126", "110"}  # not the keypad's
