"""The countdown of a room: there is one at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


class RoomTimer:
    """Runs what counts down beside all else that happens in a room; something new takes the place of the old."""

    def __init__(self, room_name: str) -> None:
        self._room_name = room_name
        self._wanted: Work | None = None
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether something counts down, or is about to."""
        if self._changed.is_set():
            return self._wanted is not None
        return self._task is not None and not self._task.done()

    def start(self, work: Work) -> None:
        """Count this down from now on."""
        self._wanted = work
        self._changed.set()

    def stop(self) -> None:
        """Count nothing down any more."""
        self._wanted = None
        self._changed.set()

    async def work(self) -> None:
        """Do what was started, until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                await self._changed.wait()
                self._changed.clear()
                if self._task is not None:
                    self._task.cancel()
                    await asyncio.wait([self._task])
                if (work := self._wanted) is not None:
                    self._task = group.create_task(self._run(work), name=f"countdown {self._room_name}")
                    self._wanted = None

    async def _run(self, work: Work) -> None:
        try:
            await work()
        except Exception:
            logger.exception("countdown failed", extra={"room": self._room_name})
