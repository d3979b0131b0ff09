"""The process dies or is told to stop while people race; what they have must survive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race
from tests.e2e.process import free_port, started

CATEGORY = "alttpr"
GOAL = "Beat the game"


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture
async def racetime() -> AsyncIterator[RaceTimeServer]:
    async with RaceTimeServer() as server:
        server.add_category(CATEGORY, "ALTTP Randomizer", goals=[GOAL])
        server.add_bot(CATEGORY, "racetime-client", "racetime-secret", name="SahasrahBot")
        yield server


@pytest.fixture
def settings(racetime: RaceTimeServer, alttpr: AlttprServer, tmp_path: Path) -> dict[str, str]:
    return {
        "DEBUG": "true",
        "DATA_DIR": str(tmp_path),
        "API_PORT": str(free_port()),
        "APP_SECRET_KEY": "a key that only this test knows, long enough",
        "RACETIME_HOST": racetime.host,
        "RACETIME_PORT": str(racetime.port),
        "RACETIME_SECURE": "false",
        "RACETIME_URL": racetime.url,
        "RACETIME_GAMES": CATEGORY,
        "RACETIME_CLIENT_ID_ALTTPR": "racetime-client",
        "RACETIME_CLIENT_SECRET_ALTTPR": "racetime-secret",
        "ALTTPR_BASEURL": alttpr.url,
        "ALTTPR_LIVE_BASEURL": alttpr.url,
    }


def spoken(race: Race, after: int = 0) -> str:
    """What the bot said in a room, without the first `after` messages of it."""
    return "\n".join(message.text for message in race.messages[after:] if message.bot)


async def test_after_kill_9_the_bot_is_back_in_every_room_and_knows_what_was_rolled(
    racetime: RaceTimeServer, alttpr: AlttprServer, settings: dict[str, str], tmp_path: Path
) -> None:
    ann, bob = racetime.add_user("Ann"), racetime.add_user("Bob")
    rolled = await racetime.open_race(CATEGORY, ann, goal=GOAL)
    locked = await racetime.open_race(CATEGORY, bob, goal=GOAL)
    rolling = await racetime.open_race(CATEGORY, bob, goal=GOAL, unlisted=True)
    ended = await racetime.open_race(CATEGORY, bob, goal=GOAL)
    rooms = (rolled, locked, rolling, ended)
    async with started(["run"], settings, tmp_path) as program:
        for race in rooms:
            await racetime.until(lambda race=race: "Hi!" in spoken(race))  # type: ignore[misc]
        await racetime.say(rolled, ann, "!race open")
        await racetime.until(lambda: "/h/" in spoken(rolled))
        await racetime.say(locked, bob, "!lock")
        await racetime.until(lambda: "Lock initiated" in spoken(locked))
        alttpr.hold()
        await racetime.say(rolling, bob, "!race standard")
        await alttpr.held()
        program.kill()
        await program.ended()
    alttpr.release()
    url = rolled.info_bot.split(" - ")[1]
    await racetime.cancel(ended, bob)
    opened = await racetime.open_race(CATEGORY, ann, goal=GOAL)
    seen = {race.name: len(race.messages) for race in rooms}
    await racetime.say(locked, ann, "!race open")

    async with started(["run"], settings, tmp_path):
        for race in (rolled, locked, rolling, opened):
            await racetime.bot_connected(race)
        await racetime.say(rolled, ann, "!race standard")
        await racetime.until(lambda: url in spoken(rolled, seen[rolled.name]))
        await racetime.until(lambda: "Seed rolling is locked" in spoken(locked, seen[locked.name]))
        await racetime.until(lambda: "please roll again" in spoken(rolling, seen[rolling.name]))
        await racetime.until(lambda: "Hi!" in spoken(opened))
        await racetime.say(rolling, bob, "!race standard")
        await racetime.until(lambda: "/h/" in spoken(rolling, seen[rolling.name]))

    assert url in rolled.info_bot
    assert "/h/" not in spoken(locked)
    assert all(spoken(race).count("Hi!") == 1 for race in (*rooms, opened))


async def test_sigterm_during_a_roll_waits_until_the_player_has_the_seed(
    racetime: RaceTimeServer, alttpr: AlttprServer, settings: dict[str, str], tmp_path: Path
) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race(CATEGORY, ann, goal=GOAL)
    async with started(["run"], settings, tmp_path) as program:
        await racetime.until(lambda: "Hi!" in spoken(race))
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()

        program.interrupt()
        await program.printed("stopping")
        alttpr.release()

        assert await program.ended() == 0
    assert "/h/" in spoken(race)
    assert "/h/" in race.info_bot
