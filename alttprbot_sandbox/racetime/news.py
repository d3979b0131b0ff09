"""Waiting for something to become true, without asking the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class News:
    """Whoever waits looks again each time that something has happened."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()

    def happened(self) -> None:
        """Let everybody who waits look again."""
        for event in self._waiting:
            event.set()

    async def until(self, predicate: Callable[[], object], timeout: float) -> None:
        """Wait until `predicate` holds. Raises `TimeoutError`."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(timeout):
                while not predicate():
                    await event.wait()
                    event.clear()
        finally:
            self._waiting.discard(event)
