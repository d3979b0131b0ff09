"""Multiworlds in race rooms: one for each team."""

from __future__ import annotations

from alttprbot.alttprgen.multiworld import roll_multiworlds
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.alttprgen.samus_schema import HIGHEST_SEED
from alttprbot.exceptions import InvalidInputException
from alttprbot.services.race_rooms import RolledSeed
from alttprbot.util.text import shortened
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import Speaker
from alttprbot_racetime.handlers.rolling import RollingHandler
from alttprbot_racetime.spoiler_race import SEPARATOR

DONE = "All teams have their multiworld – have fun!"


class MultiworldHandler(RollingHandler):
    """A room whose teams can have multiworlds."""

    async def roll_multiworld(self, chat: ChatCommand, speaker: Speaker, game: str, preset: str, label: str) -> None:
        """Roll a multiworld for each team, all of them or none. Raises `InvalidInputException` for odd teams."""
        number = chat.number(1, "seed", lowest=0, highest=HIGHEST_SEED, what="seed number")
        teams = self._even_teams()
        players = [members for _, members in teams]
        options = SeedOptions(seed_number=number)
        for members in players:
            # What makes no sense is refused before anybody waits for it.
            plan_of = SeedOptions(seed_number=number, players=tuple(members))
            await self.core.seeds.plan(self.request(game, speaker, preset, plan_of))
        request = self.request(game, speaker, preset, options)
        self.please_wait(request)
        seeds = await roll_multiworlds(self.core.seeds, request, players, on_retry=self.retrying)
        lines = []
        for (team, _), seed in zip(teams, seeds, strict=True):
            lines += [f"Team {shortened(team)}: {seed.response.url}", SEPARATOR]
        await self.roll.finish(RolledSeed(f"{label} - {preset}", (*lines, DONE)))

    def _even_teams(self) -> list[tuple[str, list[str]]]:
        teams = self.teams
        if self.teamless:
            raise InvalidInputException(f"Not everybody has a team yet: {shortened(', '.join(self.teamless), 300)}.")
        if not teams:
            raise InvalidInputException("Nobody has joined yet: a multiworld is rolled for the teams of this race.")
        if not self.is_equal_teams:
            sizes = ", ".join(f"{shortened(name)} has {len(members)}" for name, members in teams.items())
            raise InvalidInputException(f"All teams of a multiworld need the same number of players: {sizes}.")
        return list(teams.items())
