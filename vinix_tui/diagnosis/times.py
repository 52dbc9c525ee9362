"""When a leg rang, was answered and ended, as far as the record can be believed.

`ringing_seconds` means the time until it rang on some versions and the time that it rang on others.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from vinix_tui.calls.clock import microseconds
from vinix_tui.diagnosis.case_leg import CaseLeg

_LONGEST_SILENCE: Final = 60  # seconds; nobody stays longer on a line on which they hear nothing
_ROUNDED: Final = timedelta(seconds=1)
"""Talk is rounded up to whole seconds; so are lives, at both ends."""


def end_us(at: CaseLeg) -> int | None:
    """When it ended, Unix microseconds, where the record has that to the microsecond."""
    return microseconds(at.leg.ended_exactly)


def ended_at(at: CaseLeg) -> int | None:
    """When it ended, Unix microseconds; to the whole second where nothing better is recorded."""
    return microseconds(at.leg.end)


def quiet_seconds(at: CaseLeg) -> tuple[int, int] | None:
    """Seconds from its creation to the first ringing, at least and at most; None = unknown.

    `ringing_seconds` is this time on most versions and the rest of the wait on 4.3, and no field
    tells which version wrote a record: both readings bound it.
    """
    said, waited = at.leg.ringing_seconds, at.leg.duration - at.leg.talk
    if said is None or not 0 <= said <= waited:  # both as the platform counts
        return None
    other = waited - said
    return min(said, other), max(said, other)


def was_answered_before(at: CaseLeg, attempt: CaseLeg) -> bool:
    """For an answered caller's leg: whether that was before an attempt for it was over."""
    answered, over = at.leg.answered_at, attempt.leg.end
    if answered is None or over is None or not same_clock(at, attempt):
        return False
    return over - answered > (_ROUNDED if at.leg.ended_exactly else 2 * _ROUNDED)


def same_clock(one: CaseLeg, other: CaseLeg) -> bool:
    """Whether the times of two legs are of one server's clock; assumed where none is named."""
    ours, theirs = (at.leg.media_server or at.leg.switch_hostname for at in (one, other))
    return ours is None or theirs is None or ours.lower() == theirs.lower()


def endured(at: CaseLeg) -> bool:
    """Whether it talked for longer than people stay on a silent line: they heard each other."""
    return at.leg.talk > _LONGEST_SILENCE and at.leg.cause.name != "MEDIA_TIMEOUT"
