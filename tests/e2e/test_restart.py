"""The process dies or is told to stop while people race; what they have must survive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.racetime import RaceTimeServer
from tests.e2e.process import Program, free_port, started

CATEGORY = "alttpr"


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture
async def racetime() -> AsyncIterator[RaceTimeServer]:
    async with RaceTimeServer() as server:
        server.add_category(CATEGORY, "ALTTP Randomizer", goals=["Beat the game"])
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


def texts(race: object) -> str:
    return "\n".join(message.text for message in race.messages if message.bot)  # type: ignore[attr-defined]


async def ready(program: Program) -> None:
    await program.printed(r"all services (are )?ready|platform_ready")


async def test_after_kill_9_the_bot_is_back_in_every_room_and_knows_what_was_rolled(
    racetime: RaceTimeServer, alttpr: AlttprServer, settings: dict[str, str], tmp_path: Path
) -> None:
    ann, bob = racetime.add_user("Ann"), racetime.add_user("Bob")
    rolled = await racetime.open_race(CATEGORY, ann, goal="Beat the game")
    locked = await racetime.open_race(CATEGORY, bob, goal="Beat the game")
    rolling = await racetime.open_race(CATEGORY, bob, goal="Beat the game", unlisted=True)
    async with started(["run"], settings, tmp_path) as program:
        for race in (rolled, locked, rolling):
            await racetime.bot_connected(race)
        await racetime.say(rolled, ann, "!race open")
        await racetime.until(lambda: "/h/" in texts(rolled))
        await racetime.say(locked, bob, "!lock")
        await racetime.until(lambda: "!unlock" in texts(locked) or "monitors" in texts(locked))
        alttpr.hold()
        await racetime.say(rolling, bob, "!race standard")
        await alttpr.held()
        program.kill()
        await program.ended()
    alttpr.release()
    url = rolled.info_bot.split(" - ")[1]
    seen = {race.name: len(race.messages) for race in (rolled, locked, rolling)}

    async with started(["run"], settings, tmp_path) as program:
        for race in (rolled, locked, rolling):
            await racetime.bot_connected(race)
        await racetime.say(rolled, ann, "!race standard")
        await racetime.say(locked, ann, "!race open")

        def since(race: object) -> str:
            news = race.messages[seen[race.name] :]  # type: ignore[attr-defined]
            return "\n".join(message.text for message in news if message.bot)

        await racetime.until(lambda: url in since(rolled))
        await racetime.until(lambda: "monitor" in since(locked))
        await racetime.until(lambda: "again" in since(rolling))
        await racetime.say(rolling, bob, "!race standard")
        await racetime.until(lambda: "/h/" in since(rolling))

    assert url in rolled.info_bot
    assert "/h/" not in since(locked)
    assert "Hi" not in since(rolled)


async def test_sigterm_during_a_roll_waits_until_the_player_has_the_seed(
    racetime: RaceTimeServer, alttpr: AlttprServer, settings: dict[str, str], tmp_path: Path
) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race(CATEGORY, ann, goal="Beat the game")
    async with started(["run"], settings, tmp_path) as program:
        await racetime.bot_connected(race)
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()

        program.interrupt()
        await program.printed("stop")
        alttpr.release()

        assert await program.ended() == 0
    assert "/h/" in texts(race)
    assert "/h/" in race.info_bot
