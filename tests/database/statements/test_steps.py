"""Long jobs go in small steps, let others write in between, and end in time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from alttprbot.database.statements import steps as pace
from alttprbot.database.statements.steps import Steps, delete_in_steps
from alttprbot.models import AuditMessages
from alttprbot.util.clock import Clock

pytestmark = pytest.mark.usefixtures("database")

NOW = datetime(2026, 5, 31, 12, tzinfo=UTC)
LONG = 3600.0


class Stopwatch(Clock):
    """Goes on by as much as is slept, and counts how often."""

    def __init__(self, while_asleep: Callable[[], Awaitable[object]] | None = None) -> None:
        self.passed = 0.0
        self.pauses = 0
        self._while_asleep = while_asleep

    def monotonic(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds
        self.pauses += 1
        if self._while_asleep is not None:
            await self._while_asleep()


async def messages(count: int, *, days: float) -> None:
    sent = NOW - timedelta(days=days)
    await AuditMessages.bulk_create(
        AuditMessages(guild_id=1, message_id=number, message_date=sent, deleted=0) for number in range(count)
    )


async def test_everything_due_is_deleted_and_nothing_else() -> None:
    await messages(450, days=40)
    await messages(30, days=31)
    await messages(7, days=29)
    due = AuditMessages.filter(message_date__lt=NOW - timedelta(days=30))

    deleted = await delete_in_steps(due, Steps(Stopwatch(), seconds=LONG), along="message_date")

    assert deleted == 480
    assert await AuditMessages.all().count() == 7


async def test_others_may_write_between_steps() -> None:
    await messages(pace.FIRST_STEP + 1, days=40)
    clock = Stopwatch(while_asleep=lambda: messages(1, days=1))
    due = AuditMessages.filter(message_date__lt=NOW - timedelta(days=30))

    await delete_in_steps(due, Steps(clock, seconds=LONG), along="message_date")

    assert await AuditMessages.all().count() == clock.pauses == 2


async def test_a_job_ends_when_its_time_is_up_and_the_next_goes_on() -> None:
    await messages(pace.FIRST_STEP + 5, days=40)
    due = AuditMessages.filter(message_date__lt=NOW)

    first = await delete_in_steps(due, Steps(Stopwatch(), seconds=pace.PAUSE_SECONDS), along="message_date")
    second = await delete_in_steps(due, Steps(Stopwatch(), seconds=pace.PAUSE_SECONDS), along="message_date")

    assert (first, second) == (pace.FIRST_STEP, 5)


@pytest.mark.parametrize(
    ("seconds_a_row", "sizes"),
    [
        pytest.param(0.0, [200, 400, 800, 600], id="fast database, longer steps"),
        pytest.param(0.001, [200, 100, 50, 50], id="slow database, shorter steps until they are quick enough"),
    ],
)
async def test_steps_are_as_long_as_the_database_is_fast(seconds_a_row: float, sizes: list[int]) -> None:
    await messages(2000, days=40)
    clock = Stopwatch()
    taken: list[int] = []

    async for step in Steps(clock, seconds=LONG).through(AuditMessages.all(), along="message_date"):
        taken.append(await step.delete())
        clock.passed += taken[-1] * seconds_a_row

    assert taken[:4] == sizes
    assert sum(taken) == 2000
