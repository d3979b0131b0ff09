"""Race rooms of all games, with the simulated providers of these."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import greeted, said
from tests.racetime.conftest import GOAL, Running, Serve

SILENT = frozenset({"sgl", "smw-hacks", "twwr"})


@dataclass
class GameRoom:
    """A room of some category in which the bot has arrived."""

    racetime: RaceTimeServer
    race: Race
    user: User
    running: Running

    async def say(self, text: str, until: str) -> list[str]:
        """Say something; what the bot answers, up to a line with `until` in it."""
        before = len(said(self.race))
        await self.racetime.say(self.race, self.user, text)
        await self.racetime.until(lambda: any(until in line for line in said(self.race)[before:]))
        return said(self.race)[before:]


@asynccontextmanager
async def game_room(
    serve: Serve,
    racetime: RaceTimeServer,
    providers: Mapping[str, SimulatedService],
    user: User,
    category: str,
    *,
    team_race: bool = False,
) -> AsyncIterator[GameRoom]:
    """Serve one category, with one room."""
    race = await racetime.open_race(category, user, goal=GOAL, team_race=team_race)
    settings: dict[str, Any] = {
        name.lower(): value for server in providers.values() for name, value in server.settings().items()
    }
    async with serve(secrets={category: "secret"}, seed_limit_count=100, **settings) as running:
        await (racetime.bot_connected(race) if category in SILENT else greeted(racetime, race))
        yield GameRoom(racetime, race, user, running)
