"""What people in a room see of the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User

SEED = "Here is your seed"


def said(race: Race) -> list[str]:
    """All that the bot has said."""
    return [message.text for message in race.messages if message.bot == "SahasrahBot"]


def count(race: Race, text: str) -> int:
    """How often the bot has said something with `text` in it."""
    return sum(text in line for line in said(race))


async def hears(server: RaceTimeServer, race: Race, text: str, times: int = 1) -> None:
    """Wait until the bot has said something with `text` in it so many times."""
    await server.until(lambda: count(race, text) >= times)


async def greeted(server: RaceTimeServer, race: Race) -> None:
    """Wait until the bot is in the room and has said so."""
    await hears(server, race, "Hi!")


async def caught_up(server: RaceTimeServer, race: Race, user: User) -> None:
    """Wait until the bot has heard everything that happened in the room so far."""
    before = count(race, "VT")
    await server.say(race, user, "!vt")
    await hears(server, race, "VT", before + 1)


async def by_a_scan(server: RaceTimeServer, condition: Callable[[], object]) -> None:
    """Wait until something holds that the server is not told of; looks again whenever the bot looks for rooms."""
    async with asyncio.timeout(15):
        while not condition():
            await next_scan(server)


async def next_scan(server: RaceTimeServer) -> None:
    """Wait until the bot looks for rooms again."""
    lists = [request for request in server.requests if request.path == "/alttpr/data"]
    await server.requested("/alttpr/data", len(lists) + 1)
