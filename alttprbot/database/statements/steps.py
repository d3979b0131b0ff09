"""Changing many rows without making anybody wait: in small steps, with pauses, for a limited time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TypeVar

from tortoise.models import Model
from tortoise.queryset import QuerySet

from alttprbot.util.clock import Clock

M = TypeVar("M", bound=Model)

FIRST_STEP = 200
SHORTEST_STEP = 25
LONGEST_STEP = 1000
PATIENCE_SECONDS = 0.1
"""How long others may be kept from writing; on SQLite that is everybody, on MySQL whoever wants the same rows."""
PAUSE_SECONDS = 0.05


class Steps:
    """The pace of one job, which ends `seconds` from now wherever it is; the next one goes on from there.

    Steps grow and shrink with the speed of the database, so that one takes about a quarter of `PATIENCE_SECONDS`.
    """

    def __init__(self, clock: Clock, *, seconds: float) -> None:
        self._clock = clock
        self._deadline = clock.monotonic() + seconds
        self._size = FIRST_STEP

    async def through(self, due: QuerySet[M], *, along: str) -> AsyncIterator[QuerySet[M]]:
        """What is due, a step at a time; the caller changes each step's rows so that they are due no more.

        `along` is an indexed column, never null in these rows, that finds them: the steps follow it and do not look at
        what lies behind them again.
        """
        due = due.order_by(along)
        behind = due
        while self._clock.monotonic() < self._deadline:
            # The ids first: DELETE and UPDATE with LIMIT mean something else on each database.
            found: list[tuple[int, object]] = await behind.limit(self._size).values_list("id", along)
            if not found:
                return
            started = self._clock.monotonic()
            # In the order of the key, so that two jobs never wait for each other in a circle.
            yield due.model.filter(id__in=sorted(row_id for row_id, _ in found))
            self._adapt(self._clock.monotonic() - started)
            # Equal ones may be left.
            behind = due.filter(**{f"{along}__gte": found[-1][1]})
            await self._clock.sleep(PAUSE_SECONDS)

    def _adapt(self, seconds: float) -> None:
        if seconds > PATIENCE_SECONDS / 2:
            self._size = max(self._size // 2, SHORTEST_STEP)
        elif seconds < PATIENCE_SECONDS / 8:
            self._size = min(self._size * 2, LONGEST_STEP)


async def delete_in_steps(due: QuerySet[M], steps: Steps, *, along: str) -> int:
    """Delete what is due, or as much as there is time for; the number of rows. `along` is that of `Steps.through`."""
    return sum([await step.delete() async for step in steps.through(due, along=along)])
