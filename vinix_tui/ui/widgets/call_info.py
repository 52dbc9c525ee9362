"""The Call info tab: who, when, how long, why it ended, and what has no other place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vinix_tui.calls import clock, story
from vinix_tui.calls.causes_by_role import explain
from vinix_tui.calls.sip import SIP_CODES
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import fact, heading, tree
from vinix_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg

PARTNER = "partner leg"


def draw(view: View, width: int) -> list[Line]:
    """One leg's facts by subject; a line that shows a field has its name as key."""
    return [
        *_who(view, width),
        *_when(view, width),
        *_end(view, width),
        *_ids(view, width),
        *_rest(view, width),
    ]


def _who(view: View, width: int) -> list[Line]:
    leg = view.leg
    direction = "they called the switch" if leg.inbound else "the switch called them"
    lines = heading(f"Leg {view.leg_index + 1} · {leg.who}", first=True)
    lines += fact("direction", leg.call_direction, width, key="call_direction", remark=direction)
    for label, key, number, name in (
        ("from", "caller_id_number", leg.from_number, leg.caller_id_name),
        ("to", "callee_id_number", leg.to_number, leg.callee_id_name),
    ):
        lines += fact(label, number or name, width, key=key, remark=_unless(name, number or name))
    lines += fact("digits dialled", leg.digits_dialed, width, key="digits_dialed")
    partner = view.lookup.interaction.partner.get(view.leg_index)
    if partner is not None:
        other = view.lookup.interaction.legs[partner]
        lines += fact(
            PARTNER,
            f"leg {partner + 1}, {other.who}",
            width,
            key=PARTNER,
            remark="Enter goes there",
        )
    elif leg.other_leg_call_id:
        lines += fact(PARTNER, leg.other_leg_call_id, width, remark="not among these records")
    lines += fact(
        "partner's caller",
        leg.other_leg_caller_id_number or leg.other_leg_caller_id_name,
        width,
        key="other_leg_caller_id_number",
        remark=_unless(leg.other_leg_caller_id_name, leg.other_leg_caller_id_number),
    )
    lines += fact(
        "partner dialled",
        leg.other_leg_destination_number,
        width,
        key="other_leg_destination_number",
    )
    folded = story.fold(view.lookup.interaction, view.leg_index)
    return lines + fact("folded below", folded, width)


def _when(view: View, width: int) -> list[Line]:
    leg = view.leg
    lines = heading("When")
    for label, key, at in (
        ("started", "channel_created_time", leg.start),
        ("answered", "answered", leg.answered_at),
        ("ended", "timestamp", leg.end),
    ):
        lines += fact(label, _both_zones(at, view), width, key=key)
    lines += fact("before answer", _seconds(leg.before_answer if leg.answered else None), width)
    talk = clock.duration(leg.talk) if leg.answered else "never answered"
    lines += fact("talking", talk, width, key="billing_seconds")
    apart = f"duration_seconds counts {leg.duration}" if leg.duration != leg.lasted else ""
    life = clock.duration(leg.lasted)
    lines += fact("whole life", life, width, key="duration_seconds", remark=apart)
    return lines + fact(
        "to first ring",
        _seconds(leg.ringing_seconds),
        width,
        key="ringing_seconds",
        remark="ringing_seconds, as most systems mean it",
    )


def _end(view: View, width: int) -> list[Line]:
    leg = view.leg
    lines = heading("How it ended")
    number = f"number {leg.cause.number}" if leg.cause.number is not None else ""
    cause = leg.hangup_cause or "not recorded"
    lines += fact("cause", cause, width, key="hangup_cause", style="strong", remark=number)
    told = explain(view.lookup.interaction, view.leg_index)
    lines += fact("it means", told.meaning, width)
    lines += fact("next step", told.next_step, width)
    code = leg.hangup_code or "not recorded"
    lines += fact("hangup code", code, width, key="hangup_code", remark=_meaning(leg))
    lines += fact(
        "disposition",
        leg.disposition,
        width,
        key="disposition",
        remark="the last attempt's result, not who hung up",
    )
    lines += fact("endpoint", leg.endpoint_disposition, width, key="endpoint_disposition")
    return lines + fact(
        "SIP ending",
        leg.sip_disposition,
        width,
        key="sip_disposition",
        remark="as the switch saw it",
    )


def _meaning(leg: Leg) -> str:
    """What a leg's SIP code means, and what it does not tell."""
    if leg.sip_code is None:
        return ""
    meaning = SIP_CODES.get(leg.sip_code, "a code that we do not know")
    if leg.answered and leg.sip_code == 200:
        return "a BYE; both legs have it, so it does not tell who hung up"
    return meaning


def _ids(view: View, width: int) -> list[Line]:
    leg = view.leg
    lines = heading("Ids and servers")
    for label, key, value in (
        ("interaction", "interaction_id", leg.interaction_id),
        ("CDR id", "id", leg.id),
        ("Call-ID", "call_id", leg.call_id),
        ("bridge id", "bridge_id", leg.bridge_id),
        ("other leg", "other_leg_call_id", leg.other_leg_call_id),
        ("account", "account_id", view.lookup.account_id),
        ("presence", "presence_id", leg.presence_id),
        ("media server", "media_server", leg.media_server),
        ("node", "node", leg.node),
        ("switch", "switch_nodename", leg.switch_nodename),
        ("switch host", "switch_hostname", leg.switch_hostname),
        ("switch URI", "switch_uri", leg.switch_uri),
        ("switch URL", "switch_url", leg.switch_url),
        ("channel", "channel_name", leg.channel_name),
        ("recorded by", "app_name", " ".join(filter(None, (leg.app_name, leg.app_version)))),
        ("recording", "recording_url", leg.recording_url),
        ("recordings", "media_recordings", ", ".join(leg.media_recordings)),
        ("message", "msg_id", leg.msg_id),
    ):
        lines += fact(label, value, width, key=key)
    return lines


def _rest(view: View, width: int) -> list[Line]:
    leg = view.leg
    others = {
        name: value
        for name, value in leg.raw.items()
        if name in _WITHOUT_A_PLACE or name in leg.extra
    }
    return [*heading("Everything else"), *tree(others, width, key="rest")] if others else []


_WITHOUT_A_PLACE = frozenset({
    "channel_state", "channel_call_state", "channel_is_loopback", "channel_loopback_leg",
    "channel_loopback_other_leg_id", "e164_destination", "e164_origination", "did_classifier",
    "is_conference", "call_priority", "transfer_history", "originated_legs", "extended_data",
    "origination_call_id", "replaced_by", "interaction_time", "interaction_is_root",
    "other_leg_direction", "timestamp", "channel_created_time",
})  # fmt: skip


def _both_zones(at: datetime | None, view: View) -> str | None:
    if at is None:
        return None
    utc = f"{clock.day_and_time(at, UTC)} UTC"
    if not at.astimezone(view.zone).utcoffset():
        return utc
    return f"{clock.day_and_time(at, view.zone)} {at.astimezone(view.zone):%Z} · {utc}"


def _seconds(count: int | None) -> str | None:
    return None if count is None else f"{count} s"


def _unless(name: str | None, number: str | None) -> str:
    """A name, unless it only repeats the number."""
    return "" if name is None or name == number else name
