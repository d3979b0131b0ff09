"""The Legend of Zelda Randomizer."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.services.race_rooms import RolledSeed
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Speaker, table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.flags import FlagsHandler
from alttprbot_racetime.handlers.rolling import as_text, roll_command

ANY_OF_TTP4 = "ttp4"
TTP4 = ("ttp4rp", "ttp4hopla", "ttp4consternation")


class GameHandler(FlagsHandler):
    """Rooms of the category `z1r`."""

    about: ClassVar[str] = "The Legend of Zelda Randomizer"
    commands: ClassVar[Any]
    game: ClassVar[str] = "z1r"

    async def race(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Draw a seed for a preset."""
        await self._draw(speaker, self.preset_named(chat))

    async def shortcut(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Draw a seed for the preset that is called like the command."""
        await self._draw(speaker, chat.word)

    async def _draw(self, speaker: Speaker, preset: str) -> None:
        def show(seed: GeneratedSeed) -> RolledSeed:
            info = f"Flags: {seed.response.flags} Seed: {seed.response.seed_number}"
            # What one of several presets was drawn is called is said of its flags.
            return as_text(info, f"{seed.plan.goal or seed.plan.preset} - {info}")

        await self.draw(speaker, show, preset=preset)


GameHandler.commands = table(
    (
        roll_command("race", "draw a seed for a preset", GameHandler.race, arguments="<preset>"),
        roll_command("flags", "draw a seed for flags", GameHandler.flags, arguments="<flags>"),
        roll_command(ANY_OF_TTP4, f"draw one of the presets {', '.join(TTP4)}, and a seed", GameHandler.shortcut),
        *(roll_command(name, f"draw a seed for the preset {name}", GameHandler.shortcut) for name in TTP4),
        *CORE_COMMANDS,
    )
)
