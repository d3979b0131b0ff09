"""Time in the sandbox passes by itself, and faster when somebody moves the clock."""

from __future__ import annotations

import asyncio

from alttprbot_sandbox.clock import SandboxClock


async def test_moving_the_clock_moves_every_reading(clock: SandboxClock) -> None:
    date, seconds = clock.now(), clock.monotonic()

    clock.advance(3600)

    assert 3600 <= (clock.now() - date).total_seconds() < 3660
    assert 3600 <= clock.monotonic() - seconds < 3660


async def test_sleepers_wake_when_their_moment_is_reached_and_not_before(clock: SandboxClock) -> None:
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        short, long = group.create_task(clock.sleep(60)), group.create_task(clock.sleep(600))
        await asyncio.sleep(0)

        clock.advance(120)
        await short
        early = long.done()
        clock.advance(600)
        await long

    assert not early


async def test_sleep_ends_by_itself(clock: SandboxClock) -> None:
    before = clock.monotonic()

    async with asyncio.timeout(5):
        await clock.sleep(0.01)

    assert clock.monotonic() - before >= 0.01
