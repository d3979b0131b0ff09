"""Thousands of rooms at once, to see what crowds cost those who attend them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from alttprbot_sandbox.racetime.server import RaceTimeServer
from alttprbot_sandbox.racetime.state import Entrant, Race, RaceSettings, User

START_DELAY = 15
FINISH_TIME = 3600


class Crowd:
    """Many rooms of one category, whose life is played in steps: `chat`, `start`, `finish`.

    Rooms are filled without a word; a crowd that joined one by one would only measure this server.
    """

    def __init__(self, server: RaceTimeServer, category: str, *, rooms: int = 2000, entrants: int = 20) -> None:
        self._server = server
        goal = next(iter(server.world.categories[category].goals))
        self.people: list[list[User]] = []
        self.races: list[Race] = []
        for room in range(rooms):
            people = [server.add_user(f"Racer{room}-{number}") for number in range(entrants)]
            settings = RaceSettings(goal=goal, auto_start=False, start_delay=START_DELAY)
            race = server.rooms.open(server.world.categories[category], settings, by=people[0], invitational=False)
            race.entrants = [Entrant(user, "ready") for user in people]
            self.people.append(people)
            self.races.append(race)

    async def attended(self, timeout: float = 120) -> None:
        """Wait until a bot is in every room."""
        await self._server.until(lambda: all(self._server.bots_in(race) for race in self.races), timeout)

    async def chat(self, text: str) -> None:
        """The first entrant of every room says the same."""
        await self._everywhere(lambda race, people: self._server.people.perform(race, people[0], "say", text=text))

    async def start(self) -> None:
        """All races begin, after their countdown."""
        await self._everywhere(lambda race, people: self._server.people.perform(race, people[0], "start"))
        await self._server.tick(START_DELAY)

    async def finish(self) -> None:
        """The first entrant of every race finishes, all others forfeit."""
        await self._server.tick(FINISH_TIME)
        await self._everywhere(self._finish)

    def _finish(self, race: Race, people: list[User]) -> None:
        for user in people:
            self._server.people.perform(race, user, "done" if user is people[0] else "forfeit")

    async def _everywhere(self, step: Callable[[Race, list[User]], None]) -> None:
        for race, people in zip(self.races, self.people, strict=True):
            step(race, people)
            await asyncio.sleep(0)
