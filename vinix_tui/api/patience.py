"""How long to wait: before a repeat, and between requests."""

from __future__ import annotations

import re
from collections import deque
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MOST_TRIES = 4
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 10.0
_LONGEST_ASKED_WAIT = 60.0  # nobody looks at a still screen for longer, whatever a server asks for
_JITTER = 0.1
_A_SECOND = 10  # requests; Vinix gives back 10 of its 100 tokens a second


def wait_before_repeat(failed: int, retry_after: str | None, chance: float, now: datetime) -> float:
    """Seconds to wait after try number `failed` (from 1).

    What the server asked for comes first, 60 s at most; else 0.5 s doubling up to 10 s, give or
    take 10 % by `chance` (0 to 1), so that many clients do not come back in step.
    """
    asked = _asked_wait(retry_after, now)
    if asked is not None:
        return min(max(asked, 0.0), _LONGEST_ASKED_WAIT)
    wait = min(_FIRST_WAIT * 2.0 ** (failed - 1), _LONGEST_WAIT)
    return wait * (1 - _JITTER + 2 * _JITTER * chance)


def asked_wait_in_words(retry_after: str | None) -> str:
    """`30 seconds` where the server named a number of them, else what its token bucket needs."""
    text = (retry_after or "").strip()
    if not re.fullmatch(r"[0-9]{1,5}", text):
        return "about ten seconds"
    return "1 second" if int(text) == 1 else f"{int(text)} seconds"


def _asked_wait(retry_after: str | None, now: datetime) -> float | None:
    """`Retry-After` in seconds (RFC 9110 section 10.2.3: a number or a date); None if neither."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{0,9})?", text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):  # the last: a year of twenty digits
        return None
    # A date in "-0000" comes back without a zone and means UTC.
    return ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds()


class Pace:
    """At most ten requests in any second; the first ten go at once."""

    def __init__(self) -> None:
        self._turns: deque[float] = deque(maxlen=_A_SECOND)

    def wait(self, now: float) -> float:
        """Take the next turn: the seconds from `now` (a monotonic clock) until it comes."""
        turn = now
        if len(self._turns) == _A_SECOND:
            turn = max(now, self._turns[0] + 1.0)
        self._turns.append(turn)
        return turn - now
