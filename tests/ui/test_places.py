"""Where a finding's evidence stands: every field that a rule names has a line in some tab."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import cells
from vinix_tui.diagnosis.evidence import NOT_RECORDED
from vinix_tui.diagnosis.finding import Evidence
from vinix_tui.sandbox.scenarios import ALL
from vinix_tui.ui.view import Opened, View
from vinix_tui.ui.widgets import call_info, custom_vars, fax, sip_sdp, summary
from vinix_tui.ui.widgets.places import (
    CALL_INFO,
    CUSTOM_VARS,
    FAX,
    SIP_SDP,
    Place,
    place,
)
from vinix_tui.ui.widgets.raw import Raw, line_of

DRAWN = {
    CALL_INFO: call_info.draw,
    SIP_SDP: sip_sdp.draw,
    CUSTOM_VARS: custom_vars.draw,
    FAX: fax.draw,
}
THEN = datetime(2026, 11, 23, 12, tzinfo=UTC)


def opened(*documents: dict[str, Any]) -> Opened:
    return Opened.of(Lookup("1" * 32, "1", documents, "file", "https://x.example.com/v2", THEN))


@cache
def told() -> list[tuple[str, Opened]]:
    """Every call of the demo, judged once."""
    return [(scenario.name, opened(*scenario.documents)) for scenario in ALL]


def keys(opened: Opened, leg: int, tab: int, width: int) -> set[str]:
    return {line.key for line in DRAWN[tab](View(opened, leg, UTC), width)}


def lands(opened: Opened, evidence: Evidence, width: int) -> bool:
    """Whether a line of its tab has what it cites."""
    there = place(evidence)
    return not keys(opened, there.leg, there.tab, width).isdisjoint(there.keys)


@pytest.mark.parametrize("width", [58, 118])
def test_whatever_a_finding_rests_on_is_led_to(width: int) -> None:
    for name, shown in told():
        for finding in shown.verdict.findings:
            for evidence in finding.evidence:
                raw = shown.lookup.interaction.legs[evidence.leg].raw
                assert (
                    lands(shown, evidence, width)
                    or line_of(raw, evidence.field)
                    or evidence.value == NOT_RECORDED
                ), (name, finding.id, evidence)


@pytest.mark.parametrize(
    ("field", "line", "tab"),
    [
        ("remote_sdp", 4, SIP_SDP), ("local_sdp", 4, SIP_SDP), ("remote_sdp", None, SIP_SDP),
        ("custom_sip_headers.x_auth_ip", None, SIP_SDP), ("user_agent", None, SIP_SDP),
        ("hangup_cause", None, CALL_INFO), ("hangup_code", None, CALL_INFO),
        ("caller_id_name", None, CALL_INFO), ("msg_id", None, CALL_INFO),
        ("timestamp", None, CALL_INFO), ("transfer_history", None, CALL_INFO),
        ("extended_data.channel_stats.audio.inbound.packet_count", None, CALL_INFO),
        ("some_new_field", None, CALL_INFO),
        ("custom_channel_vars.account_billing", None, CUSTOM_VARS),
        ("custom_channel_vars.bridge_id", None, CUSTOM_VARS),
        ("custom_application_vars.nested.one", None, CUSTOM_VARS),
        ("fax_result_code", None, FAX), ("fax_result_text", None, FAX),
        ("fax_info.fax_transfer_rate", None, FAX),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [58, 118])
def test_a_field_is_looked_for_in_the_tab_that_shows_it(
    field: str, line: int | None, tab: int, width: int
) -> None:
    sdp = "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 0"
    shown = opened(
        {
            "remote_sdp": sdp, "local_sdp": sdp, "user_agent": "Phone", "hangup_cause": "USER_BUSY",
            "caller_id_name": "Kim", "msg_id": "1", "timestamp": 63_962_647_202,
            "transfer_history": {"1": {}}, "some_new_field": 1,
            "custom_sip_headers": {"X-Auth-IP": "203.0.113.7"},
            "custom_channel_vars": {"account_billing": "limits", "Bridge-ID": "7"},
            "custom_application_vars": {"nested": {"one": 1}},
            "extended_data": {"channel_stats": {"audio": {"inbound": {"packet_count": 0}}}},
            "fax_info": {"fax_result_code": 0, "fax_result_text": "OK", "fax_transfer_rate": 9600},
        }
    )  # fmt: skip
    evidence = Evidence(0, field, "", line)
    assert place(evidence).tab == tab
    assert lands(shown, evidence, width)


def test_the_raw_tab_finds_names_in_any_spelling_and_the_nearest_line_around_what_is_gone() -> None:
    document: dict[str, Any] = {
        "id": "1",
        "Hangup-Cause": "x",
        "inner": {"hangup_code": 1, "list": [{"a": 1}]},
        "hangup_code": "sip:486",
        "fax_info": {"result_code": 3},
        "odd\x1b": 1,
    }

    def text(field: str) -> str:
        key = line_of(document, field)
        view = View(opened(document), 0, UTC)
        lines = [line.text.strip() for line in Raw()._draw(view, 100) if line.key == key]
        return " ".join(lines)

    assert text("hangup_code") == '"hangup_code": "sip:486",'
    assert text("inner.hangup_code") == '"hangup_code": 1,'
    assert text("hangup_cause") == '"Hangup-Cause": "x",'
    assert text("inner.list.a") == '"list": ['
    assert text("inner.nothing") == '"inner": {'
    assert text("fax_result_code") == '"result_code": 3'
    assert text("odd\x1b") == '"odd␛": 1' or text("odd\x1b").startswith('"odd')
    assert line_of(document, "nowhere") is None and line_of({}, "id") is None


def test_every_line_of_the_summary_leads_to_a_leg_or_nowhere() -> None:
    for name, judged in told():
        view = View(judged, 0, UTC)
        legs = len(view.lookup.interaction.legs)
        for width in (58, 78, 118):
            lines = summary.draw(view, width)
            assert all(cells(line.text) <= width for line in lines), name
            led = {line.key: summary.leads_to(view, line.key) for line in lines if line.key}
            assert all(there.leg < legs for there in led.values() if there)
            for key, there in led.items():
                kind, _, rest = key.partition(":")
                if kind in ("evidence", "moment"):
                    assert there
                elif kind == "finding":
                    assert there or not view.verdict.findings[int(rest)].legs
                else:
                    assert there is None


def test_a_finding_without_evidence_leads_to_its_leg() -> None:
    view = View(opened({"id": "1"}, {"id": "2"}), 0, UTC)
    moments = [line.key for line in summary.draw(view, 78) if line.key.startswith("moment")]
    assert all(isinstance(summary.leads_to(view, key), Place) for key in moments)
