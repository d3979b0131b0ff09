"""Final Fantasy Randomizer."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot.alttprgen.request import SeedOptions
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Speaker, table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.rolling import RollingHandler, as_address, roll_command

GAME = "ff1r"


class GameHandler(RollingHandler):
    """Rooms of the category `ff1r`."""

    about: ClassVar[str] = "Final Fantasy Randomizer"
    commands: ClassVar[Any]

    async def ff1url(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Put a seed into an address with settings."""
        options = SeedOptions(parameters={"url": self.only_word(chat)})
        await self.roll_at_once(self.request(GAME, speaker, options=options), as_address)


GameHandler.commands = table(
    (
        roll_command("ff1url", "draw a seed for the settings in an address", GameHandler.ff1url, arguments="<url>"),
        *CORE_COMMANDS,
    )
)
