"""How many rolls of one category run at the same time; the others wait in line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager


class RollGate:
    """First come, first served."""

    def __init__(self, places: int) -> None:
        self._semaphore = asyncio.Semaphore(places)
        self._line: list[object] = []

    @asynccontextmanager
    async def place(self, tell: Callable[[int], object], *, after: float) -> AsyncIterator[None]:
        """Hold a place while the body runs; who waits longer than `after` seconds is told their place in the line."""
        ticket = object()
        self._line.append(ticket)
        notice = asyncio.get_running_loop().call_later(after, lambda: tell(self._line.index(ticket) + 1))
        try:
            await self._semaphore.acquire()
        finally:
            notice.cancel()
            self._line.remove(ticket)
        try:
            yield
        finally:
            self._semaphore.release()
