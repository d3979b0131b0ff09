"""Work that comes round again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest
from tortoise.exceptions import DBConnectionError

from alttprbot.metrics import Metrics
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Health, State
from tests.alttprgen.conftest import BEGINNING, VirtualClock

HOUR = 3600.0


class Enough(Exception):
    """The test has seen enough."""


async def run(upkeep: Upkeep, work: Callable[[], Awaitable[int]], health: Health) -> None:
    with pytest.raises(Enough):
        await upkeep.regularly("presets", work, seconds=HOUR, health=health)


async def test_work_is_done_in_turns_with_a_spread_between_them(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    clock, metrics, health = VirtualClock(), Metrics(), Health("upkeep", lambda _: None)
    turns = iter([3, 0, 5])

    async def work() -> int:
        rows = next(turns, None)
        if rows is None:
            raise Enough
        return rows

    await run(Upkeep(clock=clock, metrics=metrics), work, health)

    assert len(clock.slept) == 3
    assert all(HOUR <= wait <= HOUR * 13 / 12 for wait in clock.slept)
    assert [record.__dict__["rows"] for record in caplog.records if record.message == "upkeep done"] == [3, 5]
    assert health.state is State.READY
    last = metrics.registry.get_sample_value("sahasrahbot_upkeep_last_success_timestamp_seconds", {"upkeep": "presets"})
    assert last == pytest.approx(BEGINNING.timestamp() + sum(clock.slept[:2]))


async def test_a_database_that_is_away_is_left_to_the_next_turn(caplog: pytest.LogCaptureFixture) -> None:
    clock, metrics, states = VirtualClock(), Metrics(), list[State]()
    turns = iter([DBConnectionError("gone"), 2])

    async def work() -> int:
        match next(turns, None):
            case DBConnectionError() as error:
                raise error
            case int() as rows:
                return rows
        raise Enough

    await run(Upkeep(clock=clock, metrics=metrics), work, Health("upkeep", lambda health: states.append(health.state)))

    assert states == [State.FAILING, State.READY]
    assert "upkeep failed" in caplog.messages


async def test_what_is_no_trouble_with_the_database_is_a_defect() -> None:
    async def work() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with asyncio.timeout(10):
            await Upkeep(clock=VirtualClock(), metrics=Metrics()).regularly("presets", work, seconds=HOUR)
