"""SMZ3, the combination of Super Metroid and A Link to the Past."""

from __future__ import annotations

from typing import Any, ClassVar

from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Speaker, table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.multiworld import MultiworldHandler
from alttprbot_racetime.handlers.rolling import roll_command, with_address, with_log

GAME = "smz3"
STUDY_TIME = 1500
LONGEST_STUDY_TIME = 3 * 3600


class GameHandler(MultiworldHandler):
    """Rooms of the category `smz3`."""

    about: ClassVar[str] = "SMZ3, Super Metroid and A Link to the Past in one"
    commands: ClassVar[Any]

    async def race(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a seed for a race."""
        preset = self.preset_named(chat)
        await self.roll_preset(self.request(GAME, speaker, preset), lambda seed: with_address(seed, preset))

    async def spoiler(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a spoiler race."""
        preset = self.preset_named(chat)
        asked = chat.number(1, "studytime", lowest=1, highest=LONGEST_STUDY_TIME, what="study time")
        study_time = STUDY_TIME if asked is None else asked
        request = self.request(GAME, speaker, preset, SeedOptions(spoilers=Spoilers.GENERATE))
        await self.roll_preset(request, lambda seed: with_log(seed, preset, study_time))

    async def multiworld(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a multiworld for each team."""
        await self.roll_multiworld(chat, speaker, GAME, self.preset_named(chat), "SMZ3 Multiworld")


GameHandler.commands = table(
    (
        roll_command("race", "roll a seed", GameHandler.race, "preset", arguments="<preset>"),
        roll_command("spoiler", "roll a spoiler race", GameHandler.spoiler, arguments="<preset> [seconds to study]"),
        roll_command(
            "multiworld",
            "roll a multiworld for each team of a team race",
            GameHandler.multiworld,
            arguments="<preset> [seed number]",
        ),
        *CORE_COMMANDS,
    )
)
