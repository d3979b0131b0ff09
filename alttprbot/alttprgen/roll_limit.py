"""How many seeds one person may roll in a short time."""

from __future__ import annotations

from collections import OrderedDict, deque

from alttprbot.exceptions import RateLimitedException
from alttprbot.util.clock import Clock

MOST_PEOPLE = 10_000


class RollLimit:
    """At most `count` rolls in `seconds` for each key; forgets the people it has not seen for longest."""

    def __init__(self, clock: Clock, *, count: int = 3, seconds: float = 30.0) -> None:
        self._clock = clock
        self._count = count
        self._seconds = seconds
        self._rolls: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, key: str | None) -> None:
        """Count one roll; None is never limited. Raises `RateLimitedException` with the seconds to wait."""
        if key is None:
            return
        self.check(key)
        self._rolls.setdefault(key, deque()).append(self._clock.monotonic())
        if len(self._rolls) > MOST_PEOPLE:
            self._rolls.popitem(last=False)

    def check(self, key: str | None) -> None:
        """Raises what `take` would raise now."""
        rolls = self._rolls.get(key) if key is not None else None
        if key is None or rolls is None:
            return
        self._rolls.move_to_end(key)
        now = self._clock.monotonic()
        while rolls and now - rolls[0] >= self._seconds:
            rolls.popleft()
        if len(rolls) >= self._count:
            wait = self._seconds - (now - rolls[0])
            count = "one seed" if self._count == 1 else f"{self._count} seeds"
            raise RateLimitedException(
                f"You have asked for {count} in the last {self._seconds:g} seconds. "
                f"Please wait {max(1, round(wait))} s before the next one.",
                retry_after=wait,
            )
