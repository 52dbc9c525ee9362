"""How fast one may ask: the API's token bucket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

SIZE: Final = 100
PER_SECOND: Final = 10
LOGIN_COST: Final = 35
"""So the third login within a few seconds is refused."""
CALL_COST: Final = 1


class Bucket:
    """100 tokens, 10 more every second, never above 100.

    The API keeps one for each pair of client address and account. The sandbox has one client and
    one account, hence one bucket.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._level = float(SIZE)
        self._filled_at = now()

    def take(self, cost: int) -> bool:
        """Whether `cost` tokens were there. They are drained as far as they go even if not."""
        now = self._now()
        gained = max(0.0, now - self._filled_at) * PER_SECOND
        self._level, self._filled_at = min(SIZE, self._level + gained), now
        enough = self._level >= cost
        self._level -= min(cost, int(self._level))
        return enough

    @property
    def remaining(self) -> int:
        """Whole tokens left after the last call."""
        return int(self._level)
