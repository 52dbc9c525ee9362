"""Records of an old platform: numbers as text, no creation times, little else."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, PRIYA
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_LATER: Final = (
    "channel_created_time",
    "channel_call_state",
    "channel_name",
    "channel_state",
    "interaction_key",
    "interaction_time",
    "msg_id",
    "switch_nodename",
    "switch_uri",
    "switch_url",
    "hangup_code",
)  # keys that came with later versions
_COUNTED: Final = ("billing_seconds", "duration_seconds", "ringing_seconds")


def _aged(leg: Document) -> Document:
    leg = {name: value for name, value in leg.items() if name not in _LATER}
    until_it_rang = 1  # old versions meant that by "ringing"
    leg |= {"ringing_seconds": until_it_rang, "app_version": "0.8.0"}
    return leg | {name: str(leg[name]) for name in _COUNTED}


def _told() -> tuple[Document, ...]:
    jonas = _CALL.from_device(JONAS, "2002", At(0, 1.2, 6.11, 37.46))
    priya = _CALL.to_device(PRIYA, jonas, At(0.28, 1.18, 6.03, 37.52))
    join(jonas, priya)
    return _aged(jonas), _aged(priya)


_CALL: Final = Call("2026-11-16 11:52:30.045", "019d84ea")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Old-style records",
    "numbers sent as text, no creation times",
    _told,
    verdict=Expected(
        "answered",
        "Jonas Weber talked to Priya Nair for 0:32; nothing unusual is recorded.",
        "unknown",
        ("R02", "R01", "R60", "R63"),
    ),
)
