"""Waiting for a provider that works on a seed in the background."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from alttprbot.util.clock import Clock

T = TypeVar("T")

GROWTH = 1.5


async def polled(
    ask: Callable[[], Awaitable[T | None]], clock: Clock, *, wait: float, longest: float | None = None
) -> T:
    """Ask again and again until there is an answer: first after `wait` seconds, then less and less often.

    `longest` is the longest pause in seconds, without which all are the same. It never gives up by itself.
    """
    while True:
        await clock.sleep(wait)
        if (answer := await ask()) is not None:
            return answer
        wait = min(wait * GROWTH, longest or wait)
