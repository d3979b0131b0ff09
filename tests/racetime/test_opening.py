"""Rooms that the bot opens and edits for others."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

import pytest

from alttprbot.exceptions import InvalidInputException, SahasrahBotException, ShuttingDownException
from alttprbot.models import RaceTimeRoomState
from alttprbot_racetime.api import RaceTimeUnavailableError, RoomRefusedException
from alttprbot_racetime.compat import get_room_handler
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import caught_up, greeted, hears, said
from tests.racetime.conftest import GOAL, Serve

OPENS = "/o/alttpr/startrace"


async def connected(racetime: RaceTimeServer) -> None:
    """Wait until the bot may open rooms."""
    await racetime.requested("/alttpr/data")


async def test_a_room_is_opened_as_asked_attended_and_remembered(serve: Serve, racetime: RaceTimeServer) -> None:
    async with serve() as running:
        bot = running.bots["alttpr"]
        await connected(racetime)
        handler = await bot.startrace(goal=GOAL, invitational=True, info_user="Match 5", start_delay=30, ranked=False)
        (race,) = racetime.world.races.values()
        await racetime.bot_connected(race)
        row = await RaceTimeRoomState.get(room_name=race.name)

        assert get_room_handler(bot, race.name) is handler
        assert await bot.join_race_room(race.name) is handler
    assert (race.status, race.goal, race.info_user) == ("invitational", GOAL, "Match 5")
    assert (race.settings.start_delay, race.settings.ranked, race.opened_by_bot) == (30, False, "SahasrahBot")
    assert row.opened_by_us
    assert said(race) == []


@pytest.mark.parametrize(
    ("goal", "settings"),
    [("Something else", {"goal": "Something else"}), ("My own", {"custom_goal": "My own"})],
)
async def test_a_goal_that_the_category_does_not_have_is_a_custom_one(
    serve: Serve, racetime: RaceTimeServer, goal: str, settings: dict[str, str]
) -> None:
    async with serve() as running:
        await connected(racetime)
        await running.bots["alttpr"].startrace(**settings)

    (race,) = racetime.world.races.values()
    assert race.settings.custom_goal == goal


@pytest.mark.parametrize(
    ("settings", "error", "text"),
    [
        ({"goal": GOAL, "custom_goal": "x"}, InvalidInputException, "not both"),
        ({"goal": GOAL, "start_delay": 5}, RoomRefusedException, "start_delay"),
        ({}, RoomRefusedException, "goal"),
    ],
)
async def test_a_room_that_cannot_be_opened_is_explained_and_asked_for_once(
    serve: Serve, racetime: RaceTimeServer, settings: dict[str, Any], error: type[Exception], text: str
) -> None:
    async with serve() as running:
        await connected(racetime)
        with pytest.raises(error, match=text):
            await running.bots["alttpr"].startrace(**settings)

    assert racetime.world.races == {}
    assert sum(request.path == OPENS for request in racetime.requests) <= 1


@pytest.mark.parametrize("unlisted", [False, True])
async def test_a_room_that_was_opened_without_an_answer_is_found_and_not_opened_twice(
    serve: Serve, racetime: RaceTimeServer, ann: User, unlisted: bool
) -> None:
    await racetime.open_race("alttpr", ann, goal=GOAL, info_user="Match 5")
    racetime.faults.add(Fault(FaultKind.STATUS, OPENS, status=502, remaining=1, after=True))

    async with serve() as running:
        await connected(racetime)
        handler = await running.bots["alttpr"].startrace(goal=GOAL, info_user="Match 5", unlisted=unlisted)
        opened = [race for race in racetime.world.races.values() if race.opened_by_bot]

    assert [race.name for race in opened] == [handler.name]


@pytest.mark.parametrize("unlisted", [False, True])
async def test_a_room_that_was_not_opened_is_asked_for_again(
    serve: Serve, racetime: RaceTimeServer, unlisted: bool
) -> None:
    racetime.faults.add(Fault(FaultKind.DROP, OPENS, remaining=1))

    async with serve() as running:
        await connected(racetime)
        handler = await running.bots["alttpr"].startrace(goal=GOAL, unlisted=unlisted)

    assert [race.name for race in racetime.world.races.values()] == [handler.name]


async def test_a_server_that_opens_no_rooms_is_not_asked_for_ever(serve: Serve, racetime: RaceTimeServer) -> None:
    racetime.faults.add(Fault(FaultKind.STATUS, OPENS, status=503))

    async with serve() as running:
        await connected(racetime)
        with pytest.raises(RaceTimeUnavailableError, match="does not answer"):
            await running.bots["alttpr"].startrace(goal=GOAL)

    assert sum(request.path == OPENS for request in racetime.requests) == 3


async def test_two_rooms_asked_for_at_once_are_two_rooms(serve: Serve, racetime: RaceTimeServer) -> None:
    racetime.faults.add(Fault(FaultKind.STATUS, OPENS, status=502, remaining=1, after=True))

    async with serve() as running:
        await connected(racetime)
        bot = running.bots["alttpr"]
        first, second = await asyncio.gather(bot.startrace(goal=GOAL), bot.startrace(goal=GOAL))

    assert {first.name, second.name} == set(racetime.world.races)
    assert len(racetime.world.races) == 2


async def test_a_room_that_cannot_be_attended_is_named(serve: Serve, racetime: RaceTimeServer) -> None:
    async with serve() as running:
        await connected(racetime)
        racetime.world.random.seed(5)
        name = f"alttpr/{racetime.world.new_slug(racetime.world.categories['alttpr'])}"
        racetime.world.random.seed(5)
        racetime.faults.add(Fault(FaultKind.STATUS, f"/{name}/data", status=500))
        with pytest.raises(SahasrahBotException, match=f"The room {name} was opened, but I cannot attend it yet"):
            await running.bots["alttpr"].startrace(goal=GOAL)


async def test_no_room_is_opened_while_the_process_stops(serve: Serve, racetime: RaceTimeServer) -> None:
    async with serve() as running:
        await connected(racetime)
        running.bots["alttpr"].quiesce()
        with pytest.raises(ShuttingDownException):
            await running.bots["alttpr"].startrace(goal=GOAL)

    assert racetime.world.races == {}


async def test_a_room_of_another_category_is_not_joined(serve: Serve, racetime: RaceTimeServer, ann: User) -> None:
    other = await racetime.open_race("test", ann, goal=GOAL)

    async with serve() as running:
        await connected(racetime)
        with pytest.raises(InvalidInputException, match="not a room of alttpr"):
            await running.bots["alttpr"].join_race_room(other.name)


async def test_a_room_that_is_over_or_unknown_is_not_joined(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    await racetime.cancel(race, ann)

    async with serve() as running:
        await connected(racetime)
        bot = running.bots["alttpr"]

        assert await bot.join_race_room(race.name) is None
        assert await bot.join_race_room("alttpr/never-was-0001") is None
        assert await RaceTimeRoomState.all().count() == 0


async def test_an_edit_changes_what_it_names_and_nothing_else(
    serve: Serve, racetime: RaceTimeServer, ann: User
) -> None:
    race = await racetime.open_race(
        "alttpr",
        ann,
        custom_goal="My own",
        info_user="weekly",
        info_bot="nothing yet",
        start_delay=45,
        time_limit=48,
        time_limit_auto_complete=True,
        streaming_required=False,
        auto_start=False,
        ranked=False,
        allow_comments=False,
        allow_prerace_chat=True,
        chat_message_delay=20,
        unlisted=True,
    )

    async with serve() as running:
        await greeted(racetime, race)
        before = race.settings
        await running.bots["alttpr"].handlers[race.name].handler.edit(info_user="monthly", goal=GOAL)

    expected = {**asdict(before), "info_user": "monthly", "goal": GOAL, "custom_goal": None}
    assert asdict(race.settings) == expected


async def test_an_edit_that_makes_no_sense_is_refused_before_it_is_sent(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve() as running:
        await greeted(racetime, race)
        handler = running.bots["alttpr"].handlers[race.name].handler
        for changes in ({"invitational": True}, {"goal": GOAL, "custom_goal": "x"}, {"team_race": True}):
            with pytest.raises(InvalidInputException):
                await handler.edit(**changes)
        with pytest.raises(RoomRefusedException) as refused:
            await handler.edit(start_delay=5)
        await racetime.cancel(race, ann)
        await racetime.until(lambda: not racetime.bots_in(race))
        with pytest.raises(InvalidInputException, match="over"):
            await handler.edit(info_user="late")

    assert list(refused.value.errors) == ["start_delay"]
    assert sum(request.path.endswith("/edit") for request in racetime.requests) == 1


async def test_an_edit_is_repeated_while_the_server_is_in_trouble(
    serve: Serve, racetime: RaceTimeServer, race: Race
) -> None:
    async with serve() as running:
        await greeted(racetime, race)
        racetime.faults.add(Fault(FaultKind.STATUS, f"/o/{race.name}/edit", status=503, remaining=2))
        await running.bots["alttpr"].handlers[race.name].handler.edit(info_user="weekly")

    assert race.info_user == "weekly"


async def test_a_team_can_be_looked_up(serve: Serve, racetime: RaceTimeServer, ann: User) -> None:
    racetime.add_team("volunteers", "Volunteers", [ann])

    async with serve() as running:
        await connected(racetime)
        team = await running.bots["alttpr"].get_team("volunteers")

    assert [member["id"] for member in team["members"]] == [ann.id]


async def test_teams_are_told_with_those_who_have_none(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await racetime.open_race("alttpr", ann, goal=GOAL, team_race=True)
    async with serve() as running:
        await greeted(racetime, race)
        handler = running.bots["alttpr"].handlers[race.name].handler
        for racer in (ann, bob):
            await racetime.join(race, racer)
        await racetime.act(race, ann, "set_team", text="Heroes")
        await caught_up(racetime, race, ann)

        assert (handler.teams, handler.teamless, handler.is_equal_teams) == ({"Heroes": ["Ann"]}, ["Bob"], False)
        await racetime.act(race, bob, "set_team", text="Villains")
        await caught_up(racetime, race, ann)
        assert handler.is_equal_teams


async def test_messages_can_be_pinned_sent_to_one_and_bear_buttons(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve() as running:
        await greeted(racetime, race)
        handler = running.bots["alttpr"].handlers[race.name].handler
        await handler.send_message("Only for you", direct_to=ann.id)
        await handler.send_message("Look here", pinned=True)
        await hears(racetime, race, "Look here")

    private, pinned = race.messages[-2:]
    assert (private.text, private.direct_to) == ("Only for you", ann)
    assert pinned.pinned
