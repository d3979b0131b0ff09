"""How the time that is left is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot_racetime.countdown import LATEST_REMINDER, REMINDERS, count_down, in_words, time_left
from alttprbot_racetime.timer import RoomTimer
from tests.clocks import HandClock


class StoppingClock(HandClock):
    """Nobody waits: time passes by as much as somebody would have slept, and by `slow` seconds more."""

    def __init__(self, slow: float = 0) -> None:
        super().__init__()
        self._slow = slow

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds + self._slow)


async def told(seconds: int, *, gone: float = 0, slow: float = 0) -> list[int]:
    """What is told of a countdown that began `gone` seconds ago."""
    clock, heard = StoppingClock(slow), list[int]()
    end = clock.now() + timedelta(seconds=seconds - gone)
    await count_down(clock, end, seconds, lambda left, _lasts: heard.append(left))
    return heard


@pytest.mark.parametrize(
    ("seconds", "heard"),
    [
        (900, [900, 600, 300, 120, 60, 30, *range(10, -1, -1)]),
        (1500, [1500, 1200, 900, 600, 300, 120, 60, 30, *range(10, -1, -1)]),
        (86_400, [*REMINDERS, 0]),
        (899, [600, 300, 120, 60, 30, *range(10, -1, -1)]),
        (5, [5, 4, 3, 2, 1, 0]),
        (0, [0]),
    ],
)
async def test_reminders_come_once_each_and_then_the_end(seconds: int, heard: list[int]) -> None:
    assert await told(seconds) == heard


@pytest.mark.parametrize(
    ("gone", "first"), [(0, 900), (4, 900), (6, 600), (893, 7), (893.5, 7), (900, 0), (959, 0), (961, None)]
)
async def test_who_comes_later_tells_only_what_is_still_true(gone: float, first: int | None) -> None:
    heard = await told(900, gone=gone)

    assert heard == [left for left in (*REMINDERS, 0) if first is not None and left <= first]


async def test_a_clock_that_is_late_skips_what_would_mislead() -> None:
    assert await told(900, slow=LATEST_REMINDER + 1) == [900, 4, 0]


@given(seconds=st.integers(0, 4000), gone=st.floats(0, 5000))
def test_no_reminder_is_told_twice_or_out_of_order(seconds: int, gone: float) -> None:
    heard = asyncio.run(told(seconds, gone=gone))

    assert heard == sorted(set(heard), reverse=True)
    assert all(left <= seconds for left in heard)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(1800, "30:00"), (90, "1:30"), (60, "1:00"), (59, "59 seconds"), (1, "1 second"), (86400, "1440:00")],
)
def test_time_left_reads_like_a_timer(seconds: int, text: str) -> None:
    assert time_left(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (900, "15 minutes"),
        (60, "1 minute"),
        (61, "1 minute 1 second"),
        (5400, "1 hour 30 minutes"),
        (86_399, "23 hours 59 minutes 59 seconds"),
    ],
)
def test_study_times_are_told_in_words(seconds: int, text: str) -> None:
    assert in_words(seconds) == text


async def test_a_room_counts_one_thing_down_at_a_time() -> None:
    timer, begun, ended = RoomTimer("alttpr/room"), asyncio.Queue[str](), asyncio.Queue[str]()

    async def count(name: str) -> None:
        begun.put_nowait(name)
        try:
            await asyncio.Event().wait()
        finally:
            ended.put_nowait(name)

    work = asyncio.create_task(timer.work())
    timer.start(lambda: count("first"))
    assert await begun.get() == "first"
    assert timer.is_running
    timer.start(lambda: count("second"))
    assert (await ended.get(), await begun.get()) == ("first", "second")
    timer.stop()
    assert not timer.is_running
    assert await ended.get() == "second"
    work.cancel()
    await asyncio.wait([work])


async def test_a_countdown_that_fails_leaves_the_room_alone(caplog: pytest.LogCaptureFixture) -> None:
    timer, failed, begun = RoomTimer("alttpr/room"), asyncio.Event(), asyncio.Event()

    async def fail() -> None:
        failed.set()
        raise ZeroDivisionError

    async def count() -> None:
        begun.set()

    work = asyncio.create_task(timer.work())
    timer.start(fail)
    await failed.wait()
    timer.start(count)
    async with asyncio.timeout(5):
        await begun.wait()
    work.cancel()
    await asyncio.wait([work])

    assert "countdown failed" in caplog.text
