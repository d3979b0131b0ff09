"""Waiting for a database that is away."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from alttprbot.database import is_database_error, is_refused_data, reason

if TYPE_CHECKING:
    from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler

logger = logging.getLogger(__name__)

T = TypeVar("T")


async def unless_away(handler: SahasrahBotCoreHandler, saving: Awaitable[None]) -> bool:
    """Whether it was saved; not when the database is away."""
    try:
        await saving
    except Exception as error:
        if not _is_away(error):
            raise
        _report(handler, error)
        return False
    return True


async def patiently(handler: SahasrahBotCoreHandler, ask: Callable[[], Awaitable[T]]) -> T:
    """What the database answers, however long it is away."""
    wait, longest = handler.bot.timings.request_backoff
    while True:
        try:
            return await ask()
        except Exception as error:
            if not _is_away(error):
                raise
            _report(handler, error)
        await handler.core.clock.sleep(wait)
        wait = min(wait * 2, longest)


def _is_away(error: Exception) -> bool:
    """What the database refuses it would refuse for ever."""
    return is_database_error(error) and not is_refused_data(error)


def _report(handler: SahasrahBotCoreHandler, error: Exception) -> None:
    logger.warning("room not saved", extra={"room": handler.name, "reason": reason(error)})
