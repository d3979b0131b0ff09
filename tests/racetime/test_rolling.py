"""Rolling seeds in rooms."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import SEED, count, greeted, hears, said
from tests.racetime.conftest import FAST, GOAL, Serve, StallDatabase


@pytest.mark.parametrize(
    ("command", "path", "quickswap", "hints"),
    [
        ("!race open", "/api/randomizer", True, "off"),
        ("!RACE Open", "/api/randomizer", True, "off"),
        ("!quickswaprace open live", "/api/randomizer", True, "off"),
        ("!noqsrace open", "/api/randomizer", False, "off"),
        ("!newrace open", "/api/randomizer", True, "off"),
        ("!newrace  --preset=open   --no-quickswap", "/api/randomizer", False, "off"),
        ("!newrace open --quickswap=false --hints", "/api/randomizer", False, "on"),
        ("!newrace open --festive", "/festive/api/randomizer", True, "off"),
        ("!newrace open --preset=standard --branch=", "/api/randomizer", True, "off"),
    ],
)
async def test_preset_commands_roll_and_show_the_seed(
    serve: Serve,
    racetime: RaceTimeServer,
    alttpr: AlttprServer,
    bob: User,
    race: Race,
    command: str,
    path: str,
    quickswap: bool,
    hints: str,
) -> None:
    async with serve(maintainer="Zelda"):
        await greeted(racetime, race)
        await racetime.say(race, bob, command)
        await hears(racetime, race, SEED)
        row = await AuditGeneratedGames.get()

    (asked,) = (request for request in alttpr.requests if request.method == "POST")
    settings = json.loads(asked.body)
    (seed,) = alttpr.seeds
    assert asked.path == path
    assert (settings["allow_quickswap"], settings["hints"], settings["mode"]) == (quickswap, hints, "open")
    assert (settings["tournament"], settings["spoilers"]) == (True, "off")
    assert race.info_bot.lower().startswith(f"open - {alttpr.url}/h/{seed} - (".lower())
    assert said(race)[1:] == [
        "Generating game, please wait. If nothing happens after a minute, contact Zelda.",
        f"{SEED}: {alttpr.url}/h/{seed} – have fun!",
    ]
    assert row.permalink == f"{alttpr.url}/h/{seed}"


async def test_preset_decides_about_hints_where_nobody_asks_for_them(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, bob, "!race sakuleague")
        await hears(racetime, race, SEED)

    (asked,) = (request for request in alttpr.requests if request.method == "POST")
    assert json.loads(asked.body)["hints"] == "on"


async def test_a_second_roll_is_refused_and_names_the_seed(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)
        await racetime.say(race, ann, "!noqsrace standard")
        await hears(racetime, race, "already rolled")

        assert await AuditGeneratedGames.all().count() == 1
    assert race.info_bot in said(race)[-1]
    assert "!cancel" in said(race)[-1]


@pytest.mark.parametrize("database_kind", ["sqlite", "mariadb"])
async def test_of_twenty_rolls_at_once_one_is_done_and_the_others_are_told_so(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, race: Race
) -> None:
    people = [racetime.add_user(f"Racer{number}") for number in range(20)]

    async with serve():
        await greeted(racetime, race)
        alttpr.hold()
        await asyncio.gather(*(racetime.say(race, person, "!race open") for person in people))
        await alttpr.held()
        await hears(racetime, race, "already running", 19)
        alttpr.release()
        await hears(racetime, race, SEED)

        assert await AuditGeneratedGames.all().count() == 1


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("!race", "Please name a preset, such as: !race <preset>"),
        ("!newrace --preset=", "Please name a preset, such as: !newrace <preset>"),
        ("!race opne", "Did you mean “open”"),
        ("!race höhle", "höhle"),
        ("!race 007", "007"),
        ("!race nobody/their_preset", "nobody"),
        ("!race ../../etc/passwd", "etc/passwd"),
        ("!newrace open --branch=Moon", "There is no branch “Moon”. Known are: live, tournament, beeta."),
        ("!race open Moon", "There is no branch “Moon”."),
        (f"!race open {'b' * 900}", f"There is no branch “{'b' * 59}…”."),
        (f"!newrace open --hints={'q' * 900}", f"--hints must be true or false, not “{'q' * 59}…”."),
        ("!race \u202eopne", "There is no alttpr preset called “opne”. Did you mean “open”?"),
        ("!newrace open --quickswap=Maybe", "--quickswap must be true or false, not “Maybe”."),
        ("!newrace --spoiler_race", "Please name a preset, such as: !newrace <preset>"),
        (
            "!newrace open --spoiler_race --countdown=soon",
            "The countdown must be a whole number from 0 to 86400, not “soon”",
        ),
        ("!newrace open --spoiler_race --countdown", "The countdown must be a whole number"),
        ("!newrace open --spoiler_race --countdown=86401", "The countdown must be a whole number"),
        ("!newrace open --spoiler_race --branch=Moon", "There is no branch “Moon”."),
        ("!newrace opne --spoiler_race", "Did you mean “open”"),
        ("!newrace catrobat_doors --spoiler_race", "There is no alttpr preset"),
        ("!newrace basicdoors --spoiler_race", "“basicdoors” cannot be a spoiler race"),
        ("!spoiler", "Please name a preset, such as: !spoiler <preset>"),
        ("!spoiler open -5", "The study time must be a whole number from 0 to 86400, not “-5”."),
        ("!spoiler open ٣", "The study time must be a whole number"),
        ("!tournamentspoiler open 15m", "The study time must be a whole number"),
        ("!progression", "Please name a preset, such as: !progression <preset>"),
        ("!progression crosskeys", "There is no progression log of “crosskeys”"),
        ("!mystery weigthed", "Did you mean “weighted”"),
        ("!tournamentrace", "does not belong to a tournament match"),
        ("!race " + "x" * 900, "xxx"),
    ],
)
async def test_what_cannot_be_rolled_is_explained_in_one_line_and_the_room_stays_rollable(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, command: str, answer: str
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, command)
        await hears(racetime, race, answer)
        told = said(race)[1:]
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)

    assert len(told) == 1


async def test_a_preset_that_names_its_branch_wins_and_the_room_is_told(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race
) -> None:
    async with serve(alttpr_tournament_baseurl=alttpr.url) as running:
        namespaces = running.core.namespaces
        mine = await namespaces.for_user(1, "ann")
        content = "branch: tournament\ncustomizer: false\nsettings:\n  mode: open\n"
        await namespaces.save_preset(
            namespace=mine, game="alttpr", name="league", content=content, author=1, replace=False
        )
        await greeted(racetime, race)
        await racetime.say(race, ann, "!race ann/league beeta")
        await hears(racetime, race, SEED)

    assert count(race, "The preset decides the branch: tournament.") == 1


async def test_a_preset_that_allows_quickswap_wins_and_the_room_is_told(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!noqsrace 168hunt")
        await hears(racetime, race, SEED)

    (asked,) = (request for request in alttpr.requests if request.method == "POST")
    assert json.loads(asked.body)["allow_quickswap"] is True
    assert count(race, "The preset allows quickswap.") == 1


async def test_rolling_is_possible_before_the_start_only(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        for racer in (ann, bob):
            await racetime.join(race, racer)
            await racetime.ready(race, racer)
        for command in ("!race open", "!cancel", "!override"):
            await racetime.say(race, ann, command)
        await hears(racetime, race, "Sorry Ann, that is only possible before the race starts.", 3)


async def test_a_slow_roll_delays_neither_the_start_nor_other_commands(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()
        for racer in (ann, bob):
            await racetime.join(race, racer)
            await racetime.ready(race, racer)
        await racetime.until(lambda: race.settings.hide_comments)
        await racetime.say(race, bob, "!vt")
        await hears(racetime, race, "VT")
        alttpr.release()
        await hears(racetime, race, SEED)


async def test_one_person_can_roll_so_many_seeds_in_a_while(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User
) -> None:
    rooms = [await racetime.open_race("alttpr", ann, goal=GOAL) for _ in range(3)]

    async with serve(seed_limit_count=2):
        for room in rooms[:2]:
            await racetime.say(room, bob, "!race open")
            await hears(racetime, room, SEED)
        await racetime.say(rooms[2], bob, "!race open")
        await hears(racetime, rooms[2], "You have asked for 2 seeds in the last 30 seconds")
        assert count(rooms[2], "Generating game") == 0
        await racetime.say(rooms[2], ann, "!race open")
        await hears(racetime, rooms[2], SEED)


async def test_who_waits_behind_many_rolls_is_told_the_place_in_the_line(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User
) -> None:
    rooms = [await racetime.open_race("alttpr", ann, goal=GOAL) for _ in range(12)]

    async with serve(timings=replace(FAST, queue_notice=0.05), provider_concurrency=20):
        await asyncio.gather(*(greeted(racetime, room) for room in rooms))
        alttpr.hold()
        for number, room in enumerate(rooms):
            await racetime.say(room, racetime.add_user(f"Racer{number}"), "!race open")
        await racetime.until(lambda: sum(count(room, "in line") for room in rooms) == 2)
        told = sorted(line for room in rooms for line in said(room) if "in line" in line)
        alttpr.release()
        await asyncio.gather(*(hears(racetime, room, SEED) for room in rooms))

    assert [line.partition("Yours is ")[2] for line in told] == ["number 1 in line.", "number 2 in line."]


async def test_who_asks_too_much_is_told_once_that_the_bot_is_busy(
    serve: Serve, racetime: RaceTimeServer, race: Race, stalled_database: StallDatabase
) -> None:
    people = [racetime.add_user(f"Racer{number}") for number in range(6)]

    async with serve():
        await greeted(racetime, race)
        with stalled_database():
            for person in people:
                for _ in range(5):
                    await racetime.say(race, person, "!vt")
            await hears(racetime, race, "I am busy")
        await hears(racetime, race, "VT", 20)

    assert count(race, "I am busy") == 1


async def test_cancel_forgets_the_seed_so_that_another_can_be_rolled(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)
        await racetime.say(race, ann, "!cancel")
        await hears(racetime, race, "You may now roll a new seed")
        await racetime.until(lambda: race.info_bot == "New Race")
        await racetime.say(race, ann, "!race standard")
        await hears(racetime, race, SEED, 2)

    assert race.info_bot.startswith("standard - ")


async def test_a_running_roll_cannot_be_cancelled(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()
        await racetime.say(race, ann, "!cancel")
        await hears(racetime, race, "A roll is running in this room")
        alttpr.release()
        await hears(racetime, race, SEED)


async def test_the_info_of_the_opener_stays_when_the_seed_is_shown(
    serve: Serve, racetime: RaceTimeServer, ann: User
) -> None:
    race = await racetime.open_race("alttpr", ann, goal=GOAL, info_user="weekly race")

    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)

    assert race.info_user == "weekly race"
