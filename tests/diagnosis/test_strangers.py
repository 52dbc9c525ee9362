"""Diagnosis never raises, whatever the legs hold: real legs, bent in every way."""

from __future__ import annotations

import copy
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diagnosis.conftest import called, caller, sdp
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.text import cells
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Confidence, Severity, Verdict
from vinix_tui.diagnosis.rule import CATALOGUE
from vinix_tui.sandbox.scenarios import ALL

_SMALL = [told for told in ALL if len(told.documents) < 10]
_VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(
        ["", "0", "-1", "NaN", "sip:486", "sip:200", "sip:0", "true", [], {}, [[]], {"a": {}},
         "ORIGINATOR_CANCEL", "MEDIA_TIMEOUT", "USER_BUSY", "nobody", "v=0\r\nm=audio 0 RTP/AVP 0",
         "m=audio", "m=image 0 udptl t38\r\na=T38FaxVersion:x", "c=IN IP4 10.0.0.1", "a=sendonly",
         {"audio": {"inbound": {"packet_count": "x"}}}, {"channel_stats": []}, "1/2/3/4/5/6",
         "//////"]
    )
)  # fmt: skip
_KEYS = sorted({key for told in ALL for document in told.documents for key in document})[:400]
_VARIABLES = sorted(
    {
        key
        for told in _SMALL
        for document in told.documents
        if isinstance(document.get("custom_channel_vars"), dict)
        for key in document["custom_channel_vars"]
    }
)


@st.composite
def bent(draw: st.DrawFn) -> list[dict[str, Any]]:
    told = draw(st.sampled_from(_SMALL))
    legs = copy.deepcopy(list(told.documents))
    if draw(st.booleans()):
        legs += copy.deepcopy(list(draw(st.sampled_from(_SMALL)).documents))
    for _ in range(draw(st.integers(1, 12))):
        leg = draw(st.sampled_from(legs))
        kind = draw(st.integers(0, 5))
        if kind == 0:
            leg.pop(draw(st.sampled_from(sorted(leg) or ["x"])), None)
        elif kind == 1:
            leg[draw(st.sampled_from(_KEYS))] = draw(_VALUES)
        elif kind == 2 and isinstance(leg.get("custom_channel_vars"), dict):
            leg["custom_channel_vars"][draw(st.sampled_from(_VARIABLES))] = draw(_VALUES)
        elif kind == 3:
            key = draw(st.sampled_from(["local_sdp", "remote_sdp"]))
            leg[key] = _cut_up(draw, leg.get(key))
        elif kind == 4:
            other = draw(st.sampled_from(legs))
            for key in draw(st.lists(st.sampled_from(_KEYS), max_size=5)):
                if key in other:
                    leg[key] = other[key]
        elif len(legs) > 1:
            legs.remove(leg)
    return legs


def _cut_up(draw: st.DrawFn, sdp: object) -> object:
    if not isinstance(sdp, str) or not sdp:
        return draw(_VALUES)
    lines = sdp.split("\r\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = lines[at][: draw(st.integers(0, 20))] + draw(st.text(max_size=6))
    if draw(st.booleans()):
        del lines[draw(st.integers(0, len(lines) - 1))]
    return "\r\n".join(lines)


def _is_sound(verdict: Verdict, legs: int) -> None:
    assert verdict.headline.isprintable()
    assert verdict.headline.endswith((".", "…"))
    assert verdict.headline[:1].isupper() or not verdict.headline[:1].isalpha()
    worst = max((found.severity for found in verdict.findings), default=Severity.NORMAL)
    assert verdict.severity == worst
    assert [found.severity for found in verdict.findings] == sorted(
        (found.severity for found in verdict.findings), reverse=True
    )
    for found in verdict.findings:
        assert found.id in CATALOGUE
        assert found.sentence.isprintable()
        assert found.sentence.endswith((".", "…", "?"))
        assert found.next_step.isprintable()
        assert all(0 <= leg < legs for leg in found.legs)
        assert all(0 <= each.leg < legs for each in found.evidence)
        assert all(each.value.isprintable() for each in found.evidence)
        if found.confidence is not Confidence.HIGH:
            assert found.settles, f"{found.id} does not say what would settle it"


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(bent())
def test_bent_legs_get_a_sound_verdict(documents: list[dict[str, Any]]) -> None:
    interaction = Interaction.of(documents)
    _is_sound(diagnose(interaction), len(interaction.legs))


@pytest.mark.parametrize("told", ALL, ids=[told.name for told in ALL])
def test_every_scenario_gets_a_sound_verdict(told: Any) -> None:
    interaction = Interaction.of(told.documents)
    _is_sound(diagnose(interaction), len(interaction.legs))


@pytest.mark.parametrize("documents", [[], [{}], [{}, {}], [{"call_id": None}], [{"a": 1}] * 3])
def test_hardly_any_record_at_all_gets_a_sound_verdict(documents: list[dict[str, Any]]) -> None:
    interaction = Interaction.of(documents)
    _is_sound(diagnose(interaction), len(interaction.legs))


LONG: Final = "L" * 5_000


@pytest.mark.parametrize(
    "fields",
    [
        {"remote_sdp": sdp(f"a=rtpmap:97 {LONG}/8000", medium="audio 4000 RTP/AVP 97"),
         "local_sdp": sdp(medium="audio 4000 RTP/AVP 8")},
        {"remote_sdp": sdp(f"a=rtpmap:97 {LONG}/8000", medium="audio 4000 RTP/AVP 97"),
         "local_sdp": sdp("a=rtpmap:97 G722/8000", medium="audio 4000 RTP/AVP 97 0")},
        {"remote_sdp": sdp(medium=f"audio 4000 RTP/AVP {'9' * 5_000}"), "local_sdp": sdp()},
        {"remote_sdp": sdp(address=f"2001:db8:{LONG}"), "local_sdp": sdp()},
        {"remote_sdp": sdp(address=f"{'l' * 240}.local"), "local_sdp": sdp()},
        {"hangup_cause": "MANAGER_REQUEST", "media_server": LONG},
        {"hangup_cause": LONG, "billing_seconds": 0},
        {"request": f"*97{LONG}@x.example.com"},
        {"request": f"{LONG}@x.example.com", "caller_id_number": LONG},
        {"fax_info": {"fax_success": False, "fax_result_text": LONG}},
        {"fax_info": {"fax_success": False, "fax_result_code": 0, "fax_result_text": LONG}},
        {"hangup_cause": "BLIND_TRANSFER", "vars": {"referred_by": LONG, "referred_to": LONG}},
        {"vars": {f"{LONG}_sip_hangup_disposition": "recv_bye"}},
        {"vars": {"redirected_by": LONG, "redirected_reason": LONG}},
        {"user_agent": LONG, "caller_id_name": LONG, "hangup_code": LONG},
    ],
)  # fmt: skip
@pytest.mark.parametrize("talk", [0, 33])
def test_no_text_of_a_record_makes_a_sentence_too_long_to_read(
    fields: dict[str, Any], talk: int
) -> None:
    legs = caller(**({"talk": talk} | fields)), called(talk=talk)
    verdict = diagnose(Interaction.of(legs))
    told = [verdict.headline, verdict.ended_by.basis, verdict.trouble]
    for found in verdict.findings:
        told += [found.sentence, found.next_step, found.why, found.settles]
        assert all(cells(each.value) <= 200 for each in found.evidence)
        assert all(cells(each.field) <= 300 for each in found.evidence)
    assert max(map(cells, told)) <= 300
