"""What people in a room see of the bot."""

from __future__ import annotations

import asyncio

import pytest

from alttprbot.models import AuditGeneratedGames, RaceTimeRoomState
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.racetime import RaceTimeServer
from tests.racetime.conftest import Serve


def said(race) -> list[str]:
    return [message.text for message in race.messages if message.bot == "SahasrahBot"]


async def test_an_open_room_is_greeted_once_even_after_a_restart_and_lost_connections(
    serve: Serve, racetime: RaceTimeServer
) -> None:
    race = await racetime.open_race("alttpr", racetime.add_user("Ann"), goal="Beat the game")

    async with serve():
        await racetime.until(lambda: said(race))
        await racetime.close_sockets(race)
        await racetime.bot_connected(race)
    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, racetime.world.users[next(iter(racetime.world.users))], "!help")
        await racetime.until(lambda: any("Available" in text for text in said(race)))

    assert sum("Hi!" in text for text in said(race)) == 1


async def test_race_rolls_a_seed_and_a_second_one_is_refused_with_the_first(
    serve: Serve, racetime: RaceTimeServer
) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game")

    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!race open")
        await racetime.until(lambda: any("Here is your seed" in text for text in said(race)))
        await racetime.say(race, ann, "!race open")
        await racetime.until(lambda: any("already rolled" in text for text in said(race)))

        assert await AuditGeneratedGames.all().count() == 1
    assert race.info_bot.startswith("open - http")


async def test_twenty_rolls_at_once_make_one_seed(serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer) -> None:
    people = [racetime.add_user(f"Racer{number}") for number in range(20)]
    race = await racetime.open_race("alttpr", people[0], goal="Beat the game")

    async with serve():
        await racetime.until(lambda: said(race))
        alttpr.hold()
        await asyncio.gather(*(racetime.say(race, person, "!race open") for person in people))
        await alttpr.held()
        await racetime.until(lambda: sum("already running" in text for text in said(race)) == 19)
        alttpr.release()
        await racetime.until(lambda: any("Here is your seed" in text for text in said(race)))

        assert await AuditGeneratedGames.all().count() == 1


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("!race", "name a preset"),
        ("!race OPNE", "OPNE"),
        ("!race opne", "Did you mean “open”"),
        ("!race höhle", "höhle"),
        ("!newrace open --branch=Moon", "Moon"),
        ("!newrace open --quickswap=maybe", "true or false"),
        ("!tournamentrace", "tournament"),
        ("!vt", "VT"),
    ],
)
async def test_what_cannot_be_done_is_explained_and_the_room_stays_rollable(
    serve: Serve, racetime: RaceTimeServer, command: str, answer: str
) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game")

    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, ann, command)
        await racetime.until(lambda: any(answer in text for text in said(race)))
        await racetime.say(race, ann, "!race open")
        await racetime.until(lambda: race.info_bot)

    assert race.info_bot.startswith("open - ")


async def test_a_failing_provider_is_named_and_the_next_roll_succeeds(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer
) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game")

    async with serve():
        await racetime.bot_connected(race)
        alttpr.faults.add(Fault(FaultKind.STATUS, status=400, remaining=1))
        await racetime.say(race, ann, "!race open")
        await racetime.until(lambda: any("alttpr" in text and "reject" in text for text in said(race)))
        await racetime.say(race, ann, "!race open")
        await racetime.until(lambda: race.info_bot)


async def test_a_lock_survives_a_restart_and_only_monitors_roll(serve: Serve, racetime: RaceTimeServer) -> None:
    ann, bob = racetime.add_user("Ann"), racetime.add_user("Bob")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game")

    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!lock")
        await racetime.until(lambda: any("Lock initiated" in text for text in said(race)))
    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, bob, "!race open")
        await racetime.until(lambda: any("locked in this room" in text for text in said(race)))
        await racetime.say(race, ann, "!race open")
        await racetime.until(lambda: race.info_bot)


async def test_a_command_given_while_disconnected_is_done_once(serve: Serve, racetime: RaceTimeServer) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game")

    async with serve():
        await racetime.until(lambda: said(race))
        await racetime.close_sockets(race)
        await racetime.say(race, ann, "!vt")
        await racetime.until(lambda: any("VT" in text for text in said(race)))
        await racetime.close_sockets(race)
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!synack")
        await racetime.until(lambda: any("creative" in text for text in said(race)))

    assert sum("VT" in text for text in said(race)) == 1


async def test_an_expired_token_is_replaced_and_nothing_is_lost(serve: Serve, racetime: RaceTimeServer) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game")

    async with serve():
        await racetime.until(lambda: said(race))
        racetime.expire_tokens()
        await racetime.say(race, ann, "!vt")
        await racetime.until(lambda: any("VT" in text for text in said(race)))


async def test_wrong_credentials_of_one_category_leave_the_other_alone(serve: Serve, racetime: RaceTimeServer) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game", unlisted=True)

    async with serve(secrets={"test": "wrong", "alttpr": "secret"}):
        await racetime.until(lambda: said(race))


async def test_a_roll_cut_off_by_a_crash_is_reported_and_can_be_repeated(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer
) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game")

    async with serve():
        await racetime.bot_connected(race)
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()
    alttpr.release()
    async with serve():
        await racetime.until(lambda: any("roll again" in text for text in said(race)))
        await racetime.say(race, ann, "!race open")
        await racetime.until(lambda: race.info_bot)


async def test_a_seed_that_did_not_reach_the_room_is_published_after_a_restart(
    serve: Serve, racetime: RaceTimeServer
) -> None:
    ann = racetime.add_user("Ann")
    race = await racetime.open_race("alttpr", ann, goal="Beat the game")
    async with serve():
        await racetime.until(lambda: said(race))
        await RaceTimeRoomState.filter(room_name=race.name).update(
            seed_rolled=True,
            seed_url="https://alttpr.com/h/abc",
            seed_info="open - https://alttpr.com/h/abc",
            published=False,
        )

    async with serve():
        await racetime.until(lambda: any("https://alttpr.com/h/abc" in text for text in said(race)))

    assert race.info_bot == "open - https://alttpr.com/h/abc"
