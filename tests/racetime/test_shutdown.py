"""The process ends while people are in rooms."""

from __future__ import annotations

import asyncio

from alttprbot.core import Core
from alttprbot.models import RaceTimeRoomState
from alttprbot.supervisor import Supervisor
from alttprbot_racetime.bot import racetime_service
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import SEED, count, greeted, hears
from tests.racetime.conftest import FAST, GOAL, Serve


def supervisor(core: Core) -> Supervisor:
    return Supervisor([racetime_service(core, FAST)], work=core.work, clock=core.clock, metrics=core.metrics)


async def test_a_roll_under_way_ends_before_the_process_and_no_other_begins(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, bob: User, race: Race
) -> None:
    other = await racetime.open_race("alttpr", ann, goal=GOAL)

    async with serve(idle=True) as running:
        process = supervisor(running.core)
        ending = asyncio.create_task(process.run())
        await greeted(racetime, race)
        await greeted(racetime, other)
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()
        process.request_stop("test")
        await racetime.say(other, bob, "!race open")
        await hears(racetime, other, "is restarting and takes no new work right now")
        alttpr.release()
        code = await ending
        rows = {row.room_name: row for row in await RaceTimeRoomState.all()}

    assert code == 0
    assert count(race, SEED) == 1
    assert race.info_bot.startswith("open - ")
    assert (rows[race.name].seed_rolled, rows[race.name].published) == (True, True)
    assert (rows[other.name].seed_rolled, rows[other.name].roll_started_at) == (False, None)


async def test_rooms_are_left_politely(serve: Serve, racetime: RaceTimeServer, race: Race) -> None:
    async with serve(idle=True) as running:
        process = supervisor(running.core)
        ending = asyncio.create_task(process.run())
        await greeted(racetime, race)
        (connection,) = racetime.bots_in(race)
        process.request_stop("test")
        await ending

    assert connection.socket.close_code == 1000
