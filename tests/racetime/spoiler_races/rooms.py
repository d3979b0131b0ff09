"""Spoiler races whose time the tests decide."""

from __future__ import annotations

from dataclasses import dataclass, field

from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import by_a_scan, count, hears, said
from tests.racetime.conftest import Running

OPENING = "Here is the spoiler log"
END = "You may begin racing now"


@dataclass
class SpoilerRoom:
    """A room, its racers, and the time in it, which is that of the bot as well."""

    clock: SandboxClock
    racetime: RaceTimeServer
    race: Race
    racers: list[User] = field(default_factory=list)

    async def roll(self, command: str) -> None:
        """Roll a spoiler race, and wait until the room was promised its log."""
        before = count(self.race, "This is a spoiler race")
        await self.racetime.say(self.race, self.racers[0], command)
        await hears(self.racetime, self.race, "This is a spoiler race", before + 1)

    async def begin(self) -> None:
        """Let the race begin."""
        for racer in self.racers:
            await self.racetime.join(self.race, racer)
            await self.racetime.ready(self.race, racer)
        await self.pass_time(self.race.settings.start_delay)

    async def pass_time(self, seconds: float) -> None:
        """Let time pass for everybody."""
        self.clock.advance(seconds)
        await self.racetime.tick()

    async def hears(self, text: str, times: int = 1) -> None:
        """Wait until the bot has said something so many times."""
        await hears(self.racetime, self.race, text, times)

    async def counted_down(self, running: Running) -> None:
        """Wait until the bot has nothing more to count down."""
        timer = running.bots["alttpr"].handlers[self.race.name].handler.timer
        await by_a_scan(self.racetime, lambda: not timer.is_running)

    async def after(self, mark: str) -> list[str]:
        """What the bot has said behind a line with `mark` in it, once it has heard all that happened."""
        await self.racetime.say(self.race, self.racers[0], "!vt")
        await self.hears("VT", count(self.race, "VT") + 1)
        lines = [line for line in said(self.race) if "VT" not in line]
        place = next(place for place, line in enumerate(lines) if mark in line)
        return lines[place + 1 :]
