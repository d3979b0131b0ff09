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
        self._trial_runs = False

    @property
    def is_open(self) -> bool:
        """Whether calls are refused at this moment (but for the trial call after the pause)."""
        return self._open_until is not None

    @property
    def wait(self) -> float:
        """The seconds until asking for leave makes sense; 0 when a call may be made now."""
        if self._open_until is None:
            return 0.0
        return max(self._open_until - self._clock.monotonic(), 1.0 if self._trial_runs else 0.0)

    def admit(self) -> bool:
        """Take the leave that a `wait` of 0 offers; whether this call is the trial. `ended` has to follow."""
        self._trial_runs = self.is_open
        return self._trial_runs

    def succeeded(self) -> None:
        """The provider works."""
        self._failures.clear()
        self._pause = FIRST_PAUSE
        self._open_until = None

    def failed(self, *, trial: bool) -> None:
        """The provider did not answer, or said that it is failing."""
        now = self._clock.monotonic()
        if trial:
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            self._open_until = now + self._pause
        elif not self.is_open:
            # Calls that were under way when it opened say nothing new.
            self._failures = [moment for moment in self._failures if now - moment <= WINDOW] + [now]
            if len(self._failures) >= FAILURES:
                self._open_until = now + self._pause

    def ended(self, *, trial: bool) -> None:
        """A call is over. A trial that said nothing of the provider's health leaves that to the next call."""
        if trial:
            self._trial_runs = False
