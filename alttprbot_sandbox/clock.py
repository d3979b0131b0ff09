"""The sandbox's time: that of the machine, and ahead of it once somebody moved it."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime, timedelta

from alttprbot.util.clock import Clock


class SandboxClock(Clock):
    """A clock that can be moved forward; who sleeps until then wakes up."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """The present moment of the sandbox, aware, in UTC."""
        return super().now() + timedelta(seconds=self.ahead)

    def monotonic(self) -> float:
        """Seconds that only ever grow, and leap when the clock is moved."""
        return super().monotonic() + self.ahead

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has moved on by so much, by itself or by hand."""
        end = self.monotonic() + seconds
        while (left := end - self.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._moved.wait()

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self.ahead += seconds
        self._moved.set()
        self._moved = asyncio.Event()
