"""Games that are a number and a string of flags, by which the program at the player's makes the game."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.services.race_rooms import RolledSeed
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Speaker
from alttprbot_racetime.handlers.rolling import RollingHandler, as_text


class FlagsHandler(RollingHandler):
    """A room for which we draw the number of the seed."""

    game: ClassVar[str]

    async def flags(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Draw a seed for flags."""
        await self.draw(speaker, seed_and_flags, flags=self.only_word(chat))

    async def draw(self, speaker: Speaker, show: Callable[[GeneratedSeed], RolledSeed], **values: str) -> None:
        """Draw a seed for `flags`, or for a `preset` that stands for some."""
        await self.roll_at_once(self.request(self.game, speaker, options=SeedOptions(parameters=values)), show)


def seed_and_flags(seed: GeneratedSeed) -> RolledSeed:
    """The number first; what is said of flags that were drawn as well comes last."""
    text = f"Seed: {seed.response.seed_number} - Flags: {seed.response.flags}"
    if seed.plan.goal:
        text += f" - {seed.plan.goal}"
    return as_text(text, text)
