"""What happened while the bot was not in the room, for a moment or because its process was down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from alttprbot.models import RaceTimeRoomState
from alttprbot_racetime.compat import get_room_handler
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import SEED, by_a_scan, caught_up, count, greeted, hears, next_scan, said
from tests.racetime.conftest import FAST, GOAL, Serve, StallDatabase


async def start(racetime: RaceTimeServer, race: Race, *racers: User) -> None:
    for racer in racers:
        await racetime.join(race, racer)
        await racetime.ready(race, racer)


async def test_a_room_opened_while_the_process_was_down_is_greeted(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
    another = await racetime.open_race("alttpr", ann, goal=GOAL, unlisted=True)
    async with serve():
        await greeted(racetime, another)


async def test_commands_given_while_disconnected_are_done_once_each_in_their_order(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.close_sockets(race)
        for command in ("!vt", "!synack", "!register"):
            await racetime.say(race, ann, command)
        await hears(racetime, race, "closed")
        await racetime.close_sockets(race)
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!help")
        await hears(racetime, race, "Available commands")

    marks = ("Hi!", "VT", "creative", "closed", "Available")
    assert len(said(race)) == len(marks)
    assert all(mark in line for mark, line in zip(marks, said(race), strict=True))


async def test_a_command_given_while_the_process_was_down_is_done_once(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!synack")
        await hears(racetime, race, "creative")
    await racetime.say(race, ann, "!vt")
    for _ in range(2):
        async with serve():
            await hears(racetime, race, "VT")
            await racetime.bot_connected(race)
            await racetime.say(race, ann, "!help")
            await hears(racetime, race, "Available commands")

    assert (count(race, "creative"), count(race, "VT")) == (1, 1)


async def test_a_command_that_was_refused_is_not_refused_again_after_a_restart(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, bob, "!lock")
        await hears(racetime, race, "only race monitors")
    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, bob, "!vt")
        await hears(racetime, race, "VT")

    assert count(race, "only race monitors") == 1


async def test_a_command_that_waited_through_a_reconnection_is_not_done_again_after_a_restart(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, stalled_database: StallDatabase
) -> None:
    def asked(action: str) -> int:
        return sum(frame.action == action for frame in race.frames)

    async with serve(timings=replace(FAST, silence=0.02)):
        await greeted(racetime, race)
        with stalled_database():
            await racetime.say(race, ann, "!vt")
            await racetime.close_sockets(race)
            await racetime.until(lambda: asked("gethistory") == 2)
            # It pings when it has read all that there is.
            before = asked("ping")
            await racetime.until(lambda: asked("ping") >= before + 2)
        await hears(racetime, race, "VT")
    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!synack")
        await hears(racetime, race, "creative")

    assert count(race, "VT") == 1


async def test_commands_older_than_two_minutes_are_not_done_but_counted_once(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
    for command in ("!race open", "!vt", "hello"):
        await racetime.say(race, ann, command)
    await racetime.tick(121)
    for _ in range(2):
        async with serve():
            await hears(racetime, race, "I was away and missed 2 commands.")
            await racetime.say(race, ann, "!synack")
            await hears(racetime, race, "creative")

    assert count(race, "I was away") == 1
    assert (count(race, "VT"), count(race, SEED)) == (0, 0)


async def test_a_greeting_that_was_sent_but_not_recorded_counts(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    await racetime.say(race, ann, "!vt")
    await racetime.tick(121)
    async with serve():
        await greeted(racetime, race)
    await RaceTimeRoomState.filter(room_name=race.name).update(intro_sent=False, last_message_id=None)
    await racetime.say(race, ann, "!synack")
    await racetime.tick(121)
    async with serve():
        await hears(racetime, race, "I was away and missed one command.")

    assert len(said(race)) == 2


async def test_after_a_long_outage_of_the_connection_one_line_tells_how_many_commands_were_missed(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        async with cut_off(racetime, race):
            for command in ("!race open", "!vt", "!cancel"):
                await racetime.say(race, ann, command)
            await racetime.tick(121)
        await hears(racetime, race, "I was away and missed 3 commands.")

    assert len(said(race)) == 2


@asynccontextmanager
async def cut_off(racetime: RaceTimeServer, race: Race) -> AsyncIterator[None]:
    """Keep the bot out of a room."""
    racetime.faults.add(Fault(FaultKind.STATUS, "/ws/o/bot", status=503))
    await racetime.close_sockets(race)
    yield
    racetime.faults.clear()


async def test_a_greeting_that_was_seen_counts_before_it_is_recorded(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve() as running:
        await caught_up(racetime, race, ann)
        handler = get_room_handler(running.bots["alttpr"], race.name)
        assert handler is not None
        handler.room.intro_sent = False
        async with cut_off(racetime, race):
            await racetime.say(race, ann, "!race open")
            await racetime.tick(121)

        await hears(racetime, race, "I was away and missed one command.")


async def test_what_was_said_long_before_the_bot_first_came_is_none_of_its_business(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    await racetime.say(race, ann, "!race open")
    await racetime.tick(121)
    for _ in range(2):
        async with serve():
            await greeted(racetime, race)
            await racetime.bot_connected(race)
            await racetime.say(race, ann, "!vt")
            await hears(racetime, race, "VT")

    assert (count(race, "I was away"), count(race, SEED)) == (0, 0)


async def test_a_start_that_was_missed_is_made_up_for(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await racetime.open_race("alttpr", ann, goal=GOAL, info_user="weekly", unlisted=True)
    async with serve():
        await greeted(racetime, race)
    await start(racetime, race, ann, bob)
    await racetime.tick(20)

    async with serve():
        await racetime.until(lambda: race.settings.hide_comments)

    assert (race.status, race.info_user, race.settings.unlisted) == ("in_progress", "weekly", True)


async def test_comments_are_hidden_when_the_race_starts_and_all_else_stays(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await racetime.open_race(
        "alttpr", ann, goal=GOAL, info_user="weekly", allow_non_entrant_chat=False, chat_message_delay=10
    )
    async with serve():
        await greeted(racetime, race)
        before = replace(race.settings)
        await start(racetime, race, ann, bob)
        await racetime.until(lambda: race.settings.hide_comments)

    assert race.settings == replace(before, hide_comments=True)


@pytest.mark.parametrize("unlisted", [False, True])
async def test_a_room_that_ended_while_the_process_was_down_is_closed(
    serve: Serve, racetime: RaceTimeServer, ann: User, unlisted: bool
) -> None:
    race = await racetime.open_race("alttpr", ann, goal=GOAL, unlisted=unlisted)
    other = await racetime.open_race("alttpr", ann, goal=GOAL)
    async with serve():
        await greeted(racetime, race)
    await racetime.cancel(race, ann)

    async with serve():
        await racetime.bot_connected(other)
        row = await RaceTimeRoomState.get(room_name=race.name)
        async with asyncio.timeout(15):
            while row.closed_at is None:
                await next_scan(racetime)
                await row.refresh_from_db()

    assert row.last_status == "cancelled"


async def test_a_room_that_is_gone_is_closed_and_disturbs_no_other(
    serve: Serve, racetime: RaceTimeServer, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await RaceTimeRoomState.create(room_name="alttpr/never-was-0001", category="alttpr")
    async with serve():
        await racetime.bot_connected(race)
        gone = await RaceTimeRoomState.get(room_name="alttpr/never-was-0001")

    assert gone.closed_at is not None


async def test_the_bot_leaves_when_the_race_is_over_and_returns_when_that_is_undone(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await start(racetime, race, ann, bob)
        await racetime.tick(20)
        for racer in (ann, bob):
            await racetime.done(race, racer)
        await racetime.until(lambda: not racetime.bots_in(race))
        await racetime.act(race, bob, "undone")
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")
        row = await RaceTimeRoomState.get(room_name=race.name)

    assert (row.closed_at, count(race, "Hi!")) == (None, 1)


async def test_a_partitioned_room_is_left(serve: Serve, racetime: RaceTimeServer, race: Race) -> None:
    async with serve():
        await greeted(racetime, race)
        race.status = "partitioned"
        racetime.world.changed(race)
        await racetime.until(lambda: not racetime.bots_in(race))


async def test_a_room_that_was_seen_unlisted_is_attended_after_a_restart_though_no_list_has_it(
    serve: Serve, racetime: RaceTimeServer, ann: User
) -> None:
    race = await racetime.open_race("alttpr", ann, goal=GOAL, unlisted=True)
    async with serve():
        await greeted(racetime, race)
    racetime.faults.add(Fault(FaultKind.STATUS, "/o/alttpr/data", status=403))

    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")


async def test_a_roll_cut_off_by_the_end_of_the_process_is_reported_once_and_can_be_repeated(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()
    alttpr.release()
    for _ in range(2):
        async with serve():
            await hears(racetime, race, "please roll again")
            await racetime.bot_connected(race)
            await racetime.say(race, ann, "!vt")
            await hears(racetime, race, "VT")
    async with serve():
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)

    assert count(race, "please roll again") == 1


async def test_a_seed_is_remembered_after_a_restart(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)
    async with serve():
        await racetime.say(race, bob, "!race standard")
        await hears(racetime, race, f"already rolled a seed here: {race.info_bot}")

    assert count(race, SEED) == 1


@pytest.mark.parametrize("shown", ["nothing", "the information", "both"])
async def test_a_seed_is_shown_once_wherever_the_process_died_while_showing_it(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, shown: str
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)
        info = race.info_bot
    await RaceTimeRoomState.filter(room_name=race.name).update(published=False)
    race.guids.clear()
    if shown != "both":
        race.messages.pop()
    if shown == "nothing":
        race.settings.info_bot = ""
    async with serve() as running:
        await hears(racetime, race, SEED)
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")
        room = running.bots["alttpr"].handlers[race.name].handler.room
        await by_a_scan(racetime, lambda: room.published)

    assert race.info_bot == info
    assert count(race, SEED) == 1
