"""Leaving a failing provider alone for a while."""

from __future__ import annotations

from alttprbot.util.clock import Clock

FAILURES = 5
WINDOW = 120.0
FIRST_PAUSE = 60.0
LONGEST_PAUSE = 600.0


class CircuitBreaker:
    """Opens after five failures in a row within two minutes, for a minute; then one trial call decides.

    A failed trial doubles the pause, up to ten minutes. All times are in seconds of the clock's monotonic time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: list[float] = []
        self._pause = FIRST_PAUSE
        self._open_until: float | None = None
        self._trial = False

    @property
    def is_open(self) -> bool:
        """Whether calls are refused at this moment (but for the trial call after the pause)."""
        return self._open_until is not None

    def refuse(self) -> float | None:
        """Ask for leave to call: None grants it, else the seconds until asking again makes sense."""
        if self._open_until is None:
            return None
        remaining = self._open_until - self._clock.monotonic()
        if remaining > 0:
            return remaining
        if self._trial:
            return 1.0
        self._trial = True
        return None

    def succeeded(self) -> None:
        """The provider works."""
        self._failures.clear()
        self._pause = FIRST_PAUSE
        self._open_until = None
        self._trial = False

    def failed(self) -> None:
        """The provider did not answer, or said that it is failing."""
        now = self._clock.monotonic()
        if self._trial:
            self._trial = False
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            self._open_until = now + self._pause
            return
        self._failures = [moment for moment in self._failures if now - moment <= WINDOW] + [now]
        if len(self._failures) >= FAILURES:
            self._open_until = now + self._pause

    def undecided(self) -> None:
        """The call ended in a way that says nothing about the provider's health."""
        self._trial = False
