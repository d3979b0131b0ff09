"""Zelda II Randomizer."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Speaker, table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.flags import FlagsHandler, seed_and_flags
from alttprbot_racetime.handlers.rolling import roll_command

MYSTERY = "mrb"
PRESETS = ("maxrando", "groups1", "groups2", "groups3", "groups4", "brackets", "nit", "sgl4", "sgl")


class GameHandler(FlagsHandler):
    """Rooms of the category `z2r`."""

    about: ClassVar[str] = "Zelda II Randomizer"
    commands: ClassVar[Any]
    game: ClassVar[str] = "z2r"

    async def preset(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Draw a seed for the preset that is called like the command."""
        await self.draw(speaker, seed_and_flags, preset=chat.word)


GameHandler.commands = table(
    (
        roll_command("flags", "draw a seed for flags", GameHandler.flags, arguments="<flags>"),
        roll_command(MYSTERY, "draw one of twelve sets of flags, and a seed", GameHandler.preset),
        *(roll_command(name, f"draw a seed for the preset {name}", GameHandler.preset) for name in PRESETS),
        *CORE_COMMANDS,
    )
)
