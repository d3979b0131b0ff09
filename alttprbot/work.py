"""Work in flight: what must end before the process may stop."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from alttprbot.exceptions import ShuttingDownException


class WorkTracker:
    """Counts what is being done for people right now, from taking a request to delivering its answer.

    A surface wraps the handling of a request that must not be cut in half (a roll and the reply that carries its seed)
    in `track`. At shutdown `close` refuses new work and `drain` waits for what was accepted.
    """

    def __init__(self) -> None:
        self._running: Counter[str] = Counter()
        self._closed = False
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def in_flight(self) -> int:
        """How many pieces of work are under way."""
        return self._running.total()

    @property
    def closed(self) -> bool:
        """Whether new work is refused."""
        return self._closed

    @asynccontextmanager
    async def track(self, what: str) -> AsyncIterator[None]:
        """Hold the process open while the body runs. Raises `ShuttingDownException` once `close` was called."""
        if self._closed:
            raise ShuttingDownException
        self._running[what] += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._running[what] -= 1
            if not self.in_flight:
                self._idle.set()

    def close(self) -> None:
        """Refuse work from now on; what is under way goes on."""
        self._closed = True

    async def drain(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds until nothing is under way; true when that was reached."""
        try:
            async with asyncio.timeout(timeout):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True
