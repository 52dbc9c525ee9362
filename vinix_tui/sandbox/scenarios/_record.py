"""What every leg record of platform version 4.3 holds, and how the switch counts its times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from vinix_tui.calls.clock import GREGORIAN_OFFSET
from vinix_tui.sandbox.scenarios._cast import APPS, digits, hexes
from vinix_tui.sandbox.scenarios._sdp import audio

Document = dict[str, Any]

_SECOND: Final = 1_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_OFFERED: Final = ("PCMU", "PCMA")
"""What the switch offers a phone or a carrier."""


class At(NamedTuple):
    """When a leg's life turns, in seconds after the call's start; None where it never did."""

    created: float
    rang: float | None
    answered: float | None
    ended: float


class Record:
    """One interaction, and the part of its legs that does not depend on who is on them."""

    def __init__(self, began: str, key: str, *, switch: int = 1) -> None:
        """`began` is the first leg's creation in UTC, such as `2026-11-23 10:00:02.071`."""
        when = datetime.fromisoformat(began).replace(tzinfo=UTC)
        self.began = (when - _EPOCH) // timedelta(microseconds=1)
        self.time = self.began // _SECOND + GREGORIAN_OFFSET
        self.key = key
        self.id = f"{self.time}-{key}"
        self.month = f"{when:%Y%m}"
        self.host = f"fs{switch}.voice.example.com"
        self.ip = f"198.51.100.{19 + switch}"

    def _leg(self, named: str, direction: str, at: At, cause: str, code: str) -> Document:
        answered = at.answered is not None
        if not cause:
            cause, code = "NORMAL_CLEARING", code or "sip:200"
        disposition = "SUCCESS" if answered else cause
        if direction == "outbound":
            disposition = "ANSWER" if answered else ""
        return {
            "id": f"{self.month}-{named}",
            "app_name": "ecallmgr",
            "app_version": "4.0.0",  # what every 4.x calls itself
            "call_id": named,
            "call_direction": direction,
            "channel_call_state": "HANGUP",
            "channel_state": "REPORTING",
            "custom_application_vars": {},
            "custom_sip_headers": {},
            "disposition": disposition,
            "event_category": "call_event",
            "event_name": "CHANNEL_DESTROY",
            "from_tag": digits(f"from{named}", 10),
            "hangup_cause": cause,
            "hangup_code": code,
            "interaction_id": self.id,
            "interaction_key": self.key,
            "interaction_time": self.time,
            "media_server": self.host,
            "node": f"ecallmgr@{APPS}",
            "switch_hostname": self.host,
            "switch_nodename": f"freeswitch@{self.host}",
            "switch_uri": f"sip:{self.ip}:11000",
            "switch_url": f"sip:mod_sofia@{self.ip}:11000",
            "to_tag": self._to_tag(named, direction, at),
        } | self._times(named, at)

    def _times(self, seed: str, at: At) -> Document:
        """The times as the switch counts them: whole seconds subtracted, talking rounded up."""
        odd = int(hexes(seed, 4), 16) % 700
        created, ended = (
            self.began + round(when * _SECOND) + odd * bool(when) for when in (at.created, at.ended)
        )
        talking = 0 if at.answered is None else at.ended - at.answered
        billing = -int(-talking // 1)
        duration = ended // _SECOND - created // _SECOND
        return {
            "channel_created_time": created,
            "duration_seconds": duration,
            "billing_seconds": billing,
            "ringing_seconds": self._ringing(duration - billing, at),
            "timestamp": ended // _SECOND + GREGORIAN_OFFSET,
            "msg_id": str(ended),
        }

    def _ringing(self, unanswered: int, at: At) -> int:
        """4.3 counts how long it rang, of the seconds that it was unanswered."""
        return max(0, unanswered - until_it_rang(at))

    def _to_tag(self, named: str, direction: str, at: At) -> str:
        """The far end's tag: on a leg that came in it stands only once the leg was answered."""
        if at.answered is None and (direction == "inbound" or at.rang is None):
            return ""
        return hexes(f"to{named}", 13).upper()

    def _addresses(self, from_: str, to: str, request: str, far: str, port: str = "") -> Document:
        return {
            "from": from_,
            "from_uri": from_ + port,
            "to": to,
            "to_uri": (to if port else request) + port,
            "request": request,
            "channel_name": f"sofia/sipinterface_1/{far}{port}",
        }

    def _for(self, caller: Document) -> Document:
        """What a leg knows of the one that it was started for."""
        return {
            "caller_id_name": caller["caller_id_name"],
            "caller_id_number": caller["caller_id_number"],
            "other_leg_call_id": caller["call_id"],
            "other_leg_caller_id_name": caller["caller_id_name"],
            "other_leg_caller_id_number": caller["caller_id_number"],
            "other_leg_destination_number": caller["callee_id_number"],
            "other_leg_direction": caller["call_direction"],
        }

    def _finished(
        self, leg: Document, ip: str, codecs: tuple[str, ...], by: str, fields: Document
    ) -> Document:
        """With its two SDPs, where such a leg has them, and the scenario's own fields."""
        answered = leg["billing_seconds"] > 0
        came_in = leg["call_direction"] == "inbound"
        # The answer of a leg that came in, and the far end's to one that went out, come late.
        if answered or not came_in:
            ours = codecs[:1] if came_in else _OFFERED
            leg["local_sdp"] = audio(self.ip, ours, f"ours{leg['call_id']}")
        if answered or came_in:
            leg["remote_sdp"] = audio(ip, codecs, f"theirs{leg['call_id']}", by=by, changes=0)
        leg["custom_channel_vars"] |= fields.pop("vars", {})
        leg |= fields
        for name in [name for name, value in leg.items() if value is None or value == ""]:
            del leg[name]
        return leg


def until_it_rang(at: At) -> int:
    """Whole seconds from a leg's creation until it rang; 0 if it never did."""
    return 0 if at.rang is None else round(at.rang - at.created)
