"""What a room hears when alttpr.com does not do what it should."""

from __future__ import annotations

import asyncio
import signal

import pytest

from alttprbot.models import AuditGeneratedGames, RaceTimeRoomState
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.database_fixtures import MariaDBServer
from tests.racetime.chat import SEED, count, greeted, hears, said
from tests.racetime.conftest import Serve

ROLLS = "/api/randomizer"


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (Fault(FaultKind.STATUS, ROLLS, status=503), "alttpr is unreachable or failing right now (HTTP 503)."),
        (Fault(FaultKind.STATUS, ROLLS, status=500), "alttpr is unreachable or failing right now (HTTP 500)."),
        (Fault(FaultKind.STATUS, ROLLS, status=422), "alttpr rejected the request"),
        (Fault(FaultKind.STATUS, ROLLS, status=401), "alttpr"),
        (Fault(FaultKind.RATE_LIMIT, ROLLS, seconds=60), "alttpr is limiting requests. Please try again in 60 s."),
        (Fault(FaultKind.SLOW, ROLLS, seconds=5), "alttpr did not answer in time (2 tries)."),
        (Fault(FaultKind.DROP, ROLLS), "alttpr is unreachable or failing right now."),
        (Fault(FaultKind.TRUNCATED, ROLLS), "alttpr is unreachable or failing right now."),
        (Fault(FaultKind.HTML, ROLLS), "alttpr answered with something unexpected."),
        (Fault(FaultKind.MALFORMED, ROLLS), "alttpr answered with something unexpected."),
        (Fault(FaultKind.OVERSIZE, ROLLS, megabytes=100), "alttpr answered with something unexpected."),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Fault) else "",
)
async def test_each_failure_of_the_provider_is_told_in_one_line_and_the_room_can_roll_again(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race, fault: Fault, answer: str
) -> None:
    async with serve(provider_timeout_seconds=0.3, provider_max_attempts=2):
        await greeted(racetime, race)
        alttpr.faults.add(fault)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, answer)
        told = [line for line in said(race)[1:] if "please wait" not in line and "trying again" not in line]
        alttpr.faults.clear()
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)

        assert await AuditGeneratedGames.all().count() == 1
    assert len(told) == 1
    assert race.info_bot.startswith("open - ")


async def test_the_providers_own_explanation_is_passed_on(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        alttpr.refuse_next = "Failed to generate seed 5 times"
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, "Failed to generate seed 5 times")

        row = await RaceTimeRoomState.get()
    assert (row.seed_rolled, row.roll_started_at) == (False, None)


async def test_a_failure_that_passes_costs_a_line_and_no_seed(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        alttpr.faults.add(Fault(FaultKind.STATUS, ROLLS, status=503, remaining=2))
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)

    assert count(race, "alttpr has trouble answering, trying again.") == 2


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_while_the_database_is_away_a_room_is_told_so_in_one_line(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, mariadb_server: MariaDBServer
) -> None:
    async with serve():
        await greeted(racetime, race)
        mariadb_server.stop()
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, "database is temporarily unavailable")
        told = said(race)[1:]
        mariadb_server.start()
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)

    assert len(told) == 1


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_a_room_does_not_wait_for_a_database_that_hangs(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, mariadb_server: MariaDBServer
) -> None:
    async with serve(db_query_timeout=0.2):
        await greeted(racetime, race)
        mariadb_server.signal(signal.SIGSTOP)
        try:
            await racetime.say(race, ann, "!race open")
            await hears(racetime, race, "database is temporarily unavailable")
        finally:
            mariadb_server.signal(signal.SIGCONT)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_a_seed_reaches_its_room_although_the_database_went_away(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race, mariadb_server: MariaDBServer
) -> None:
    async with serve():
        await greeted(racetime, race)
        await roll_without_database(racetime, alttpr, ann, race, mariadb_server)
        mariadb_server.start()
        await recorded(race)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, "I already rolled a seed here")

    assert count(race, SEED) == 1
    assert len(alttpr.seeds) == 1


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_a_seed_that_was_never_recorded_is_found_in_its_room_after_a_restart(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race, mariadb_server: MariaDBServer
) -> None:
    async with serve():
        await greeted(racetime, race)
        await roll_without_database(racetime, alttpr, ann, race, mariadb_server)
    mariadb_server.start()

    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, "I already rolled a seed here")
        await recorded(race)

    assert count(race, "again") == 0
    assert len(alttpr.seeds) == 1


async def roll_without_database(
    racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race, mariadb_server: MariaDBServer
) -> None:
    """The database goes while the provider rolls; the room sees its seed all the same."""
    alttpr.hold()
    await racetime.say(race, ann, "!race open")
    await alttpr.held()
    mariadb_server.stop()
    alttpr.release()
    await hears(racetime, race, SEED)
    await racetime.until(lambda: "/h/" in race.info_bot)


async def recorded(race: Race) -> None:
    """Wait until the database knows the seed that the room shows."""
    async with asyncio.timeout(30):
        while not await RaceTimeRoomState.exists(seed_rolled=True, seed_info=race.info_bot):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)
