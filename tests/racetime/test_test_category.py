"""The category for trying the bot out."""

from __future__ import annotations

import pytest

from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import SEED, caught_up, count, greeted, hears
from tests.racetime.conftest import GOAL, Serve

TEST = {"test": "secret"}


@pytest.fixture
async def race(racetime: RaceTimeServer, ann: User) -> Race:
    return await racetime.open_race("test", ann, goal=GOAL)


async def test_it_has_all_that_alttpr_has(serve: Serve, racetime: RaceTimeServer, bob: User, race: Race) -> None:
    async with serve(secrets=TEST):
        await greeted(racetime, race)
        await racetime.say(race, bob, "!race open")
        await hears(racetime, race, SEED)


@pytest.mark.parametrize(("command", "begins"), [("!test", "30 seconds"), ("!test 80", "1:20")])
async def test_a_countdown_can_be_looked_at(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race, command: str, begins: str
) -> None:
    clock = SandboxClock()
    async with serve(secrets=TEST, clock=clock):
        await greeted(racetime, race)
        await racetime.say(race, bob, command)
        await hears(racetime, race, "Starting a countdown")
        clock.advance(81)
        await hears(racetime, race, "The countdown is over.")

    assert count(race, f"Starting a countdown of {begins}.") == 1


@pytest.mark.parametrize("seconds", ["soon", "0", "-3", "1.5", "86401"])
async def test_what_is_no_number_of_seconds_is_told_so(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race, seconds: str
) -> None:
    async with serve(secrets=TEST):
        await greeted(racetime, race)
        await racetime.say(race, bob, f"!test {seconds}")
        await hears(racetime, race, f"The number of seconds must be a whole number from 1 to 86400, not “{seconds}”.")


async def test_other_categories_know_no_such_command(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await racetime.open_race("alttpr", ann, goal=GOAL)
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, bob, "!test")
        await caught_up(racetime, race, bob)

    assert count(race, "countdown") == 0
