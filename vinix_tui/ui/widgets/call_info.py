"""The Call info tab: who, when, how long, why it ended, and what has no other place."""

from __future__ import annotations

from datetime import UTC, datetime

from vinix_tui.calls import clock, story
from vinix_tui.calls.sip import SIP_CODES
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import fact, heading, tree
from vinix_tui.ui.widgets.line import Line

PARTNER = "partner leg"


def draw(view: View, width: int) -> list[Line]:
    """One leg's facts by subject."""
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
    lines += fact("direction", leg.call_direction, width, remark=direction)
    lines += fact(
        "from", leg.from_number, width, remark=_unless(leg.caller_id_name, leg.from_number)
    )
    lines += fact("to", leg.to_number, width, remark=_unless(leg.callee_id_name, leg.to_number))
    lines += fact("digits dialled", leg.digits_dialed, width)
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
        leg.other_leg_caller_id_number,
        width,
        remark=leg.other_leg_caller_id_name or "",
    )
    lines += fact("partner dialled", leg.other_leg_destination_number, width)
    folded = story.fold(view.lookup.interaction, view.leg_index)
    return lines + fact("folded below", folded, width)


def _when(view: View, width: int) -> list[Line]:
    leg = view.leg
    lines = heading("When")
    for label, at in (("started", leg.start), ("answered", leg.answered_at), ("ended", leg.end)):
        lines += fact(label, _both_zones(at, view), width)
    lines += fact("before answer", _seconds(leg.before_answer if leg.answered else None), width)
    lines += fact("talking", clock.duration(leg.talk) if leg.answered else "never answered", width)
    lines += fact("whole life", clock.duration(leg.duration), width)
    return lines + fact(
        "to first ring",
        _seconds(leg.ringing_seconds),
        width,
        remark="ringing_seconds, as most systems mean it",
    )


def _end(view: View, width: int) -> list[Line]:
    leg = view.leg
    lines = heading("How it ended")
    number = f"number {leg.cause.number}" if leg.cause.number is not None else ""
    lines += fact("cause", leg.hangup_cause, width, style="strong", remark=number)
    lines += fact("it means", leg.cause.meaning, width)
    lines += fact("next step", leg.cause.next_step, width)
    meaning = SIP_CODES.get(leg.sip_code or 0, "")
    lines += fact("hangup code", leg.hangup_code, width, remark=meaning)
    lines += fact(
        "disposition", leg.disposition, width, remark="the last attempt's result, not who hung up"
    )
    lines += fact("endpoint", leg.endpoint_disposition, width)
    return lines + fact("SIP ending", leg.sip_disposition, width, remark="as the switch saw it")


def _ids(view: View, width: int) -> list[Line]:
    leg = view.leg
    lines = heading("Ids and servers")
    for label, value in (
        ("interaction", leg.interaction_id), ("CDR id", leg.id), ("Call-ID", leg.call_id),
        ("bridge id", leg.bridge_id), ("other leg", leg.other_leg_call_id),
        ("account", view.lookup.account_id), ("presence", leg.presence_id),
        ("media server", leg.media_server), ("node", leg.node), ("switch", leg.switch_nodename),
        ("switch host", leg.switch_hostname), ("switch URI", leg.switch_uri),
        ("switch URL", leg.switch_url), ("channel", leg.channel_name),
        ("recorded by", " ".join(filter(None, (leg.app_name, leg.app_version)))),
        ("recording", leg.recording_url), ("recordings", ", ".join(leg.media_recordings)),
        ("message", leg.msg_id),
    ):  # fmt: skip
        lines += fact(label, value, width)
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
