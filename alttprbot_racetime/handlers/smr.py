"""The randomizers of Super Metroid: Total, VARIA and DASH."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.planning import Parameter
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.alttprgen.varia_races import ChoozoPlanner, LeaguePlayoffPlanner
from alttprbot.exceptions import InvalidInputException
from alttprbot.services.race_rooms import RolledSeed
from alttprbot.util.text import shortened
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Speaker, table
from alttprbot_racetime.handlers.core import CORE_COMMANDS
from alttprbot_racetime.handlers.multiworld import MultiworldHandler
from alttprbot_racetime.handlers.rolling import Show, roll_command, with_address

TOTAL, VARIA, DASH = "sm", "varia", "smdash"
TOURNAMENT = "tournament"
TOURNAMENT_PRESETS = ("tournament_split", "tournament_full")
SPOILER = "--spoiler"
SCREEN_SHAKE = "The escape is random: please turn screen shake off for it."


class GameHandler(MultiworldHandler):
    """Rooms of the category `smr`."""

    about: ClassVar[str] = "Super Metroid: Total randomizer, VARIA and DASH"
    commands: ClassVar[Any]

    async def totalrace(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a seed of the Total randomizer."""
        preset = self.preset_named(chat)
        label = f"SM Total Randomizer - {preset}"
        await self.roll_preset(self.request(TOTAL, speaker, preset), lambda seed: with_address(seed, label))

    async def multiworld(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a multiworld of the Total randomizer for each team."""
        preset = self.preset_named(chat)
        if preset.lower() == TOURNAMENT:
            preset = secrets.choice(TOURNAMENT_PRESETS)
        await self.roll_multiworld(chat, speaker, TOTAL, preset, "SM Multiworld")

    # VARIA

    async def variarace(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a game of VARIA from its own presets."""
        kinds = ("settings", "skills")
        if len(chat.words) != len(kinds):
            usual = "; ".join(f"{kind} such as {', '.join(self.core.seeds.usual(VARIA, kind))}" for kind in kinds)
            raise InvalidInputException(f"Please name a preset of each kind: {self.usage(chat)} – {usual}")
        values = dict(zip(kinds, chat.words, strict=True))
        await self._roll_varia(
            VARIA, values, speaker, lambda seed: with_address(seed, seed.plan.preset.replace("/", " / "))
        )

    async def choozorace(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a Choozo game."""
        values = self._values(chat, ChoozoPlanner.parameters)
        chosen = " ".join(values.values())
        hints = (SCREEN_SHAKE,) if values["escape"] == "RandomEscape" else ()

        def show(seed: GeneratedSeed) -> RolledSeed:
            return _with_choices(seed, "Super Metroid Choozo Randomizer", chosen, *hints)

        await self._roll_varia(ChoozoPlanner.game, values, speaker, show)

    async def smleagueplayoff(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a game of the playoffs of the league."""
        values = self._values(chat, LeaguePlayoffPlanner.parameters)
        label, chosen = f"Super Metroid League Playoffs - {values['majors']}", ", ".join(values.values())
        await self._roll_varia(
            LeaguePlayoffPlanner.game, values, speaker, lambda seed: _with_choices(seed, label, chosen)
        )

    def _values(self, chat: ChatCommand, parameters: Sequence[Parameter]) -> dict[str, str]:
        """What was chosen of each parameter, in their order. Raises `InvalidInputException`."""
        if len(chat.words) != len(parameters):
            given = len(chat.words)
            raise InvalidInputException(
                f"You gave {given or 'no'} value{'' if given == 1 else 's'}, and {len(parameters)} are needed, "
                f"in this order: {self.usage(chat)}"
            )
        return {parameter.name: parameter.read(word) for parameter, word in zip(parameters, chat.words, strict=True)}

    async def _roll_varia(self, game: str, values: dict[str, str], speaker: Speaker, show: Show) -> None:
        # The site is asked for its presets before it is known what will be sent.
        await self.roll_patiently(self.request(game, speaker, options=SeedOptions(parameters=values)), show)

    # DASH

    async def dashrace(self, chat: ChatCommand, speaker: Speaker) -> None:
        """Roll a seed of DASH, whose site may show a spoiler of it."""
        options, presets = [word for word in chat.words if word.startswith("-")], list(chat.positional)
        if len(chat.words) == 2 and len(presets) == 2:
            options, presets = presets[:1], presets[1:]
        if unknown := [option for option in options if option.lower() != SPOILER]:
            raise InvalidInputException(f"“{shortened(unknown[0])}” is no option here. The only one is {SPOILER}.")
        if len(presets) != 1:
            known = ", ".join(await self.core.seeds.suggestions(DASH, "preset"))
            raise InvalidInputException(f"Please name one preset: {self.usage(chat)} – there are: {known}")
        values = {"preset": presets[0], "spoiler": "yes" if options else "no"}
        request = self.request(DASH, speaker, options=SeedOptions(parameters=values))
        await self.roll_preset(request, lambda seed: with_address(seed, "SM Dash Randomizer"))


def _with_choices(seed: GeneratedSeed, label: str, chosen: str, *hints: str) -> RolledSeed:
    rolled = with_address(seed, label)
    return replace(rolled, info=f"{rolled.info} - {chosen}", lines=(*rolled.lines, *hints))


GameHandler.commands = table(
    (
        roll_command(
            "totalrace", "roll a seed of the Total randomizer", GameHandler.totalrace, "total", arguments="<preset>"
        ),
        roll_command(
            "variarace",
            "roll a game of VARIA",
            GameHandler.variarace,
            "varia",
            "smvaria",
            arguments="<settings> <skills>",
        ),
        roll_command(
            "dashrace", "roll a seed of DASH", GameHandler.dashrace, "dash", "smdash", arguments=f"[{SPOILER}] <preset>"
        ),
        roll_command(
            "choozorace",
            "roll a Choozo game of VARIA",
            GameHandler.choozorace,
            arguments="<split> <area> <boss> <difficulty> <escape> <morph> <start>",
        ),
        roll_command(
            "smleagueplayoff",
            "roll a game of the league's playoffs",
            GameHandler.smleagueplayoff,
            arguments="<majors> <area> <bosses>",
        ),
        roll_command(
            "multiworld",
            "roll a multiworld for each team of a team race",
            GameHandler.multiworld,
            arguments="<preset> [seed number]",
        ),
        *CORE_COMMANDS,
    )
)
