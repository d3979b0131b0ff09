"""Trouble between the bot and a room that is going on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.serial import message_json
from alttprbot_sandbox.racetime.state import Message, Race, User
from tests.racetime.chat import SEED, by_a_scan, count, greeted, hears, next_scan, said
from tests.racetime.conftest import FAST, GOAL, Serve

NONSENSE = (
    "not JSON",
    "[" * 100_000,
    "[]",
    "{}",
    '{"type": ["race.data"]}',
    '{"type": "race.data"}',
    '{"type": "race.data", "race": {"name": 5}}',
    '{"type": "chat.message", "message": {"id": 1}}',
    '{"type": "chat.message", "message": null, "date": "yesterday"}',
    '{"type": "chat.history", "messages": [{}]}',
    '{"type": "error"}',
    '{"type": "error", "errors": [5, null]}',
)


@pytest.mark.parametrize("code", [1000, 1001, 1011, 1006])
async def test_however_a_connection_ends_the_bot_is_back(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, code: int
) -> None:
    async with serve():
        await greeted(racetime, race)
        lost = racetime.bots_in(race)[0]
        await racetime.close_sockets(race, code)
        await racetime.until(lambda: [item for item in racetime.bots_in(race) if item is not lost])
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")


async def test_after_a_restart_of_the_server_the_bot_is_back_in_every_room(
    serve: Serve, racetime: RaceTimeServer, ann: User
) -> None:
    rooms = [await racetime.open_race("alttpr", ann, goal=GOAL) for _ in range(10)]

    async with serve():
        await asyncio.gather(*(greeted(racetime, room) for room in rooms))
        await racetime.restart()
        await asyncio.gather(*(racetime.bot_connected(room) for room in rooms))
        for room in rooms:
            await racetime.say(room, racetime.add_user("Somebody"), "!vt")
        await asyncio.gather(*(hears(racetime, room, "VT") for room in rooms))

    assert all(len(said(room)) == 2 for room in rooms)


async def test_a_server_that_says_nothing_and_answers_nothing_is_left_for_a_new_connection(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve(timings=replace(FAST, silence=0.1, pong=0.1)):
        await greeted(racetime, race)
        silent = racetime.bots_in(race)[0]
        racetime.hub.faults.is_silent = True
        await racetime.until(lambda: silent.socket.closed)
        racetime.hub.faults.is_silent = False
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")


async def test_a_quiet_room_keeps_its_connection(serve: Serve, racetime: RaceTimeServer, race: Race) -> None:
    async with serve(timings=replace(FAST, silence=0.02)):
        await greeted(racetime, race)
        first = racetime.bots_in(race)[0]
        await racetime.until(lambda: sum(frame.action == "ping" for frame in race.frames) >= 5)

        assert racetime.bots_in(race) == [first]


@pytest.mark.parametrize("fate", ["expire_tokens", "revoke_tokens"])
async def test_a_token_that_is_not_good_any_more_is_replaced_and_nothing_is_lost(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, fate: str
) -> None:
    async with serve():
        await greeted(racetime, race)
        getattr(racetime, fate)()
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)

    assert race.info_bot.startswith("open - ")
    assert count(race, "please wait") == 1
    assert count(race, "refused") == 0


async def test_an_action_that_was_denied_with_an_old_token_is_done_with_the_new_one(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await racetime.open_race("alttpr", ann, goal=GOAL)

    async with serve() as running:
        await greeted(racetime, race)
        racetime.expire_tokens()
        await running.bots["alttpr"].handlers[race.name].handler.invite_user(bob.id)
        await racetime.until(lambda: race.entrant(bob))


async def test_a_token_is_renewed_in_time_without_cutting_the_connections(
    serve: Serve, racetime: RaceTimeServer, race: Race
) -> None:
    racetime.world.token_life = timedelta(seconds=4)

    async with serve(timings=replace(FAST, token_margin=0)):
        await greeted(racetime, race)
        first = racetime.bots_in(race)[0]
        await racetime.requested("/o/token", 2)

        assert racetime.bots_in(race) == [first]


async def test_a_connection_is_made_anew_before_its_token_is_too_old(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    racetime.world.token_life = timedelta(seconds=1)

    async with serve():
        await greeted(racetime, race)
        first = racetime.bots_in(race)[0]
        await racetime.until(lambda: [item for item in racetime.bots_in(race) if item is not first])
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")

    assert all(frame.client for frame in race.frames if frame.action == "message")


async def test_an_oversized_frame_costs_nothing(serve: Serve, racetime: RaceTimeServer, ann: User, race: Race) -> None:
    async with serve():
        await greeted(racetime, race)
        first = racetime.bots_in(race)[0]
        racetime.send_oversized_frame(race)
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")

        assert racetime.bots_in(race) == [first]


async def test_news_of_an_equally_named_room_elsewhere_are_ignored(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve() as running:
        await greeted(racetime, race)
        racetime.send_foreign_frame(race)
        await racetime.say(race, ann, "!race open")
        await hears(racetime, race, SEED)

        assert race.name in running.bots["alttpr"].handlers


async def test_frames_that_make_no_sense_are_skipped(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        (connection,) = racetime.bots_in(race)
        for text in NONSENSE:
            connection.send_text(text)
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")

        assert racetime.bots_in(race) == [connection]


async def test_frames_that_come_twice_are_done_once(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        racetime.hub.faults.duplicate = 1
        await racetime.say(race, ann, "!vt")
        await racetime.say(race, ann, "!synack")
        await hears(racetime, race, "creative")

    assert count(race, "VT") == 1


async def test_refusals_of_chat_are_not_answered_with_chat(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        (connection,) = racetime.bots_in(race)
        race.recorded = True
        message = Message("said-before-the-end", "!vt", racetime.world.now(), user=ann)
        frame = {"type": "chat.message", "message": message_json(race, message)}
        connection.send(racetime.world.stamped(frame))
        await racetime.until(lambda: [sent for sent in race.frames if "VT" in str(sent.data)])
        race.recorded = False
        await racetime.say(race, ann, "!synack")
        await hears(racetime, race, "creative")

    assert len([sent for sent in race.frames if sent.action == "message"]) == 3


async def test_a_seed_whose_echo_was_lost_is_shown_once(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race
) -> None:
    async with serve(timings=replace(FAST, confirmation=0.2)) as running:
        await greeted(racetime, race)
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()
        racetime.hub.faults.drop = 100
        alttpr.release()
        await hears(racetime, race, SEED)
        racetime.hub.faults.drop = 0
        await racetime.close_sockets(race)
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")
        room = running.bots["alttpr"].handlers[race.name].handler.room
        await by_a_scan(racetime, lambda: room.published)

    assert count(race, SEED) == 1


async def test_a_seed_rolled_while_the_connection_is_gone_is_shown_when_it_is_back(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        alttpr.hold()
        await racetime.say(race, ann, "!race open")
        await alttpr.held()
        await racetime.close_sockets(race)
        alttpr.release()
        await hears(racetime, race, SEED)

    assert count(race, SEED) == 1
    assert race.info_bot.startswith("open - ")


async def test_metrics_tell_of_rooms_connections_and_commands(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve() as running:
        await greeted(racetime, race)
        await racetime.close_sockets(race)
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!race nonsense")
        await hears(racetime, race, "nonsense")
        await next_scan(racetime)
        await next_scan(racetime)
        now = running.core.clock.now().timestamp()
        metrics = running.core.metrics.render().decode()
        samples = {
            sample.name: sample.value
            for metric in running.core.metrics.registry.collect()
            for sample in metric.samples
            if sample.labels == {"category": "alttpr"}
        }

    told = {name.removeprefix("sahasrahbot_racetime_"): value for name, value in samples.items()}
    assert (told["rooms"], told["reconnects_total"], told["command_seconds_count"]) == (1, 1, 1)
    assert now - told["last_scan_timestamp_seconds"] < 10
    assert 35000 < told["token_expiry_timestamp_seconds"] - now <= 36000
    assert 'command="race",outcome="preset_not_found"} 1.0' in metrics
