"""Chrono Trigger: Jets of Time."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Speaker, table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.rolling import RollingHandler, as_address, roll_command

GAME = "ctjets"


class GameHandler(RollingHandler):
    """Rooms of the category `ct-jets`."""

    about: ClassVar[str] = "Chrono Trigger: Jets of Time"
    commands: ClassVar[Any]

    async def preset(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a seed."""
        await self.roll_preset(self.request(GAME, speaker, self.preset_named(chat)), as_address)


GameHandler.commands = table(
    (
        roll_command("preset", "roll a seed", GameHandler.preset, arguments="<preset>"),
        *CORE_COMMANDS,
    )
)
