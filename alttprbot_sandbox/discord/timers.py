"""Which timers of the bots SimCord looks after."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context, copy_context
from typing import Any

from simcord import _dpy_internals
from simcord._runtime import _BOT_SCOPE


def leave_housekeeping_alone(loop: asyncio.AbstractEventLoop) -> None:
    """Let timers that wake nobody run in real time, unseen by SimCord.

    SimCord takes every timer that a command leaves behind for work that the command is not done without. Caches and
    connection pools set some for minutes, and a person would wait as long for the end of the next command. Timers that
    wake a task stay SimCord's: its clock can be moved to fire them. To be called when the environment has started.
    """
    tracked_at, tracked_later = loop.call_at, loop.call_later

    def call_at(
        when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        if _is_housekeeping(callback):
            return _outside(context).run(tracked_later, when - loop.time(), callback, *args)
        return tracked_at(when, callback, *args, context=context)

    def call_later(
        delay: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        if _is_housekeeping(callback):
            return _outside(context).run(tracked_later, delay, callback, *args)
        return tracked_later(delay, callback, *args, context=context)

    loop.call_at = call_at  # type: ignore[method-assign, assignment]
    loop.call_later = call_later  # type: ignore[method-assign, assignment]


def _is_housekeeping(callback: Callable[..., Any]) -> bool:
    return _BOT_SCOPE.get() is not None and not _dpy_internals.is_wakeup_shaped(callback)


def _outside(context: Context | None) -> Context:
    """The same context, but not a bot's."""
    bare = context.copy() if context is not None else copy_context()
    bare.run(_BOT_SCOPE.set, None)
    return bare
