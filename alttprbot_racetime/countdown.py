"""Telling racers how much time is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

from alttprbot.util.clock import Clock

REMINDERS = (1800, 1500, 1200, 900, 600, 300, 120, 60, 30, *range(10, 0, -1))
# In seconds: a reminder that comes later than that would mislead, and the end is told of for longer.
LATEST_REMINDER = 5.0
LATEST_END = 60.0

Tell = Callable[[int, float], object]
"""Gets the seconds that are left, 0 at the end, and for how many seconds it is still worth telling."""


async def count_down(clock: Clock, end: datetime, seconds: int, tell: Tell) -> None:
    """Tell of `seconds` that pass until `end`, and of the end itself; what is long past is left out."""
    for left, following in pairwise((*REMINDERS, 0)):
        if left <= seconds:
            await _at(clock, end, left, min(LATEST_REMINDER, left - following), tell)
    await _at(clock, end, 0, LATEST_END, tell)


async def _at(clock: Clock, end: datetime, left: int, lasts: float, tell: Tell) -> None:
    moment = end - timedelta(seconds=left)
    if (wait := (moment - clock.now()).total_seconds()) > 0:
        await clock.sleep(wait)
    still = lasts - (clock.now() - moment).total_seconds()
    if still > 0:
        tell(left, still)


def time_left(seconds: int) -> str:
    """`15:00`, or in the last minute `30 seconds`."""
    if seconds >= 60:
        return "{}:{:02}".format(*divmod(seconds, 60))
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def in_words(seconds: int) -> str:
    """`15 minutes`, `1 hour 30 minutes`, `45 seconds`."""
    amounts = ((seconds // 3600, "hour"), (seconds % 3600 // 60, "minute"), (seconds % 60, "second"))
    return " ".join(f"{amount} {unit}{'' if amount == 1 else 's'}" for amount, unit in amounts if amount)
