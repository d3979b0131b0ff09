"""Which timers of the bots are SimCord's, and which are of the real world."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context, copy_context
from typing import Any

import discord
from simcord import _dpy_internals
from simcord._runtime import _BOT_SCOPE


def keep_time_real(loop: asyncio.AbstractEventLoop, client: discord.Client) -> None:
    """Leave to SimCord the waits for people only; to be called when its environment has started.

    Whether a view expires or a loop comes round is decided by SimCord's clock, which can be moved. It would take all
    other timers too: a command would not be done before the last timer that it left behind, and caches and connection
    pools leave some for minutes; and a time limit on a slow service would wait for the service.
    """
    tracked_at, tracked_later = loop.call_at, loop.call_later

    def call_at(
        when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        if _is_of_the_world(client, callback, args):
            return _outside(context).run(tracked_later, when - loop.time(), callback, *args)
        return tracked_at(when, callback, *args, context=context)

    def call_later(
        delay: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        if _is_of_the_world(client, callback, args):
            return _outside(context).run(tracked_later, delay, callback, *args)
        return tracked_later(delay, callback, *args, context=context)

    loop.call_at = call_at  # type: ignore[method-assign, assignment]
    loop.call_later = call_later  # type: ignore[method-assign, assignment]


def _is_of_the_world(client: discord.Client, callback: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    if _BOT_SCOPE.get() is None:
        return False
    task = asyncio.current_task()
    return task is None or not _dpy_internals.is_intentional_wait_wakeup(client, callback, args, task)


def _outside(context: Context | None) -> Context:
    """The same context, but not a bot's."""
    bare = context.copy() if context is not None else copy_context()
    bare.run(_BOT_SCOPE.set, None)
    return bare
