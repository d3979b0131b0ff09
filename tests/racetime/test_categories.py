"""Bots of several categories, their credentials, and how they tell of their health."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alttprbot.models import RaceTimeRoomState
from alttprbot_racetime.bot import racetime_service
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.conftest import OpenCore
from tests.racetime.chat import SEED, greeted, hears, next_scan
from tests.racetime.conftest import GOAL, Serve

BOTH = {"alttpr": "secret", "test": "secret"}


async def test_two_categories_attend_their_own_rooms(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    other = await racetime.open_race("test", ann, goal=GOAL)

    async with serve(secrets=BOTH) as running:
        await greeted(racetime, race)
        await greeted(racetime, other)
        await racetime.say(other, ann, "!race open")
        await hears(racetime, other, SEED)

        assert [*running.bots["alttpr"].handlers] == [race.name]
        assert [*running.bots["test"].handlers] == [other.name]
    assert race.info_bot == ""


async def test_a_category_whose_credentials_are_refused_says_so_and_leaves_the_others_alone(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve(secrets={**BOTH, "test": "wrong"}) as running:
        await racetime.requested("/o/token", 5)
        await greeted(racetime, race)

    assert running.states[-1] == ("ready", "test: no token: it refuses the credentials of this category")
    assert sum("category in trouble" in record.message for record in caplog.records) == 1
    assert "wrong" not in caplog.text


async def test_a_service_without_any_working_category_is_failing_until_one_works(
    serve: Serve, racetime: RaceTimeServer, race: Race
) -> None:
    bot = racetime.world.bots["client-alttpr"]
    bot.active = False

    async with serve() as running:
        await racetime.requested("/o/token", 3)
        assert running.states == [("failing", "alttpr: no token: it refuses the credentials of this category")]
        bot.active = True
        await greeted(racetime, race)
        await next_scan(racetime)

    assert running.states[-1] == ("ready", "")


@pytest.mark.parametrize(
    "fault",
    [
        Fault(FaultKind.STATUS, "/o/token", status=503),
        Fault(FaultKind.RATE_LIMIT, "/o/token", seconds=1),
        Fault(FaultKind.HTML, "/o/token"),
        Fault(FaultKind.STATUS, "/alttpr/data", status=500),
        Fault(FaultKind.STATUS, "/alttpr/data", status=302),
        Fault(FaultKind.DROP, "/alttpr/data"),
        Fault(FaultKind.MALFORMED, "/alttpr/data"),
        Fault(FaultKind.NESTED, "/alttpr/data"),
        Fault(FaultKind.STATUS, "/o/alttpr/data", status=403),
        Fault(FaultKind.TRUNCATED, "/o/alttpr/data"),
    ],
    ids=lambda fault: f"{fault.kind.value} {fault.status} {fault.path}",
)
async def test_a_server_in_trouble_is_asked_again_until_it_is_well(
    serve: Serve, racetime: RaceTimeServer, race: Race, fault: Fault
) -> None:
    racetime.faults.add(replace(fault, remaining=5))

    async with serve():
        await greeted(racetime, race)


async def test_a_room_that_cannot_be_looked_at_does_not_keep_others_waiting(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    other = await racetime.open_race("alttpr", ann, goal=GOAL)
    broken = racetime.faults.add(Fault(FaultKind.STATUS, f"/{race.name}/data", status=500))

    async with serve():
        await greeted(racetime, other)
        broken.remaining = 0
        await greeted(racetime, race)


async def test_when_the_server_comes_later_than_the_bot_all_is_well(
    serve: Serve, racetime: RaceTimeServer, race: Race
) -> None:
    await racetime.__aexit__(None, None, None)

    async with serve() as running:
        await running.told.wait()
        await racetime.__aenter__()
        await greeted(racetime, race)

    assert "no token" in running.states[0][1]


async def test_a_category_without_handler_is_skipped(open_test_core: OpenCore, serve: Serve) -> None:
    async with serve(secrets={"zelda2": "secret", "alttpr": "secret"}) as running:
        assert [*running.bots] == ["alttpr"]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"racetime_enabled": False}, "RACETIME_ENABLED is false"),
        ({}, "no category has RACETIME_CLIENT_ID_<CATEGORY> and RACETIME_CLIENT_SECRET_<CATEGORY>"),
    ],
)
async def test_a_service_that_is_not_configured_is_off_and_says_why(
    open_test_core: OpenCore, settings: dict[str, Any], reason: str
) -> None:
    core = await open_test_core(**settings)

    assert racetime_service(core).off == reason


async def test_rooms_closed_long_ago_are_forgotten(serve: Serve, racetime: RaceTimeServer, race: Race) -> None:
    async with serve() as running:
        await greeted(racetime, race)
        long_ago = running.core.clock.now() - timedelta(days=31)
        await RaceTimeRoomState.create(room_name="alttpr/old-0001", category="alttpr", closed_at=long_ago)
    async with serve():
        await greeted(racetime, race)
        await next_scan(racetime)
        left = await RaceTimeRoomState.all().values_list("room_name", flat=True)

    assert left == [race.name]
