"""What other parts may rely on when they look for the handler of a room."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alttprbot_racetime.core import SahasrahBotRaceTimeBot
    from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler


@dataclass(frozen=True, slots=True)
class HandlerTask:
    """A room's handler and the task that keeps it alive."""

    task: asyncio.Task[None]
    handler: SahasrahBotCoreHandler


def get_room_handler(bot: SahasrahBotRaceTimeBot, room_name: str) -> SahasrahBotCoreHandler | None:
    """The handler of a room such as `alttpr/brave-link-0042`; None when the bot is not there."""
    entry = bot.handlers.get(room_name)
    return entry.handler if entry else None
