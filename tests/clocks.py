"""Clocks that tests turn by hand."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from alttprbot.util.clock import Clock

BEGINNING = datetime(2026, 2, 14, 18, tzinfo=UTC)


class HandClock(Clock):
    """Time passes when `advance` says so; whoever sleeps wakes up then."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []
        self._news = asyncio.Condition()

    def now(self) -> datetime:
        return BEGINNING + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return 1000.0 + self._passed

    async def sleep(self, seconds: float) -> None:
        awake = asyncio.Event()
        async with self._news:
            self._sleepers.append((self._passed + seconds, awake))
            self._news.notify_all()
        await awake.wait()

    def advance(self, seconds: float = 0, *, days: float = 0) -> None:
        """Let time pass."""
        self._passed += seconds + days * 86400
        due = [awake for until, awake in self._sleepers if until <= self._passed]
        self._sleepers = [(until, awake) for until, awake in self._sleepers if until > self._passed]
        for awake in due:
            awake.set()

    async def asleep(self, at_most: float, timeout: float = 10) -> None:
        """Wait until somebody sleeps who wakes up within `at_most` seconds from now."""
        async with asyncio.timeout(timeout), self._news:
            await self._news.wait_for(lambda: any(until <= self._passed + at_most for until, _ in self._sleepers))
