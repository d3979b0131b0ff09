"""Spoiler races: the log comes with the start, once, and the time to study it is counted down."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from alttprbot.models import SpoilerRaces
from alttprbot.services.namespaces import NamespaceService
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.racetime.state import User
from tests.database_fixtures import MariaDBServer
from tests.racetime.chat import SEED, count, greeted, said
from tests.racetime.conftest import GOAL, Serve
from tests.racetime.spoiler_races.rooms import END, OPENING, SpoilerRoom

SHOWN = ("Here is the spoiler log", "-----", "http", "-----", "Good luck")


@pytest.mark.parametrize(
    ("command", "study_time", "branch", "kind"),
    [
        ("!spoiler open", 900, "usual", "spoiler"),
        ("!spoiler open 60", 60, "usual", "spoiler"),
        ("!spoiler open --studytime=0", 0, "usual", "spoiler"),
        ("!spoiler ann/slow", 1200, "usual", "spoiler"),
        ("!spoiler ann/slow 30", 30, "usual", "spoiler"),
        ("!spoiler ann/none", 0, "usual", "spoiler"),
        ("!tournamentspoiler open 86400", 86400, "tournament", "spoiler"),
        ("!progression open", 0, "usual", "progression"),
        ("!progression ann/slow 30", 0, "usual", "progression"),
        ("!newrace open --spoiler_race", 900, "live", "spoiler"),
        ("!newrace open --spoiler_race --hints", 900, "live", "spoiler"),
        ("!newrace ann/slow --spoiler_race", 1200, "live", "spoiler"),
        ("!newrace open tournament --spoiler_race --countdown=45", 45, "tournament", "spoiler"),
    ],
)
async def test_the_log_is_scheduled_with_the_seed_and_told_nobody_before_the_start(
    serve: Serve,
    room: SpoilerRoom,
    clock: SandboxClock,
    alttpr: AlttprServer,
    command: str,
    study_time: int,
    branch: str,
    kind: str,
) -> None:
    async with AlttprServer() as tournament, AlttprServer() as live:
        async with serve(
            clock=clock, alttpr_tournament_baseurl=tournament.url, alttpr_live_baseurl=live.url
        ) as running:
            await _save_presets(running.core.namespaces)
            await room.roll(command)
            row = await SpoilerRaces.get(srl_id=room.race.name)

        asked = {"tournament": tournament, "live": live, "usual": alttpr}[branch]
        (request,) = (request for request in asked.requests if request.method == "POST")
        seed = f"{asked.url}/h/{next(iter(asked.seeds))}"
    preset = command.split()[1]
    assert (row.studytime, row.started) == (study_time, None)
    assert f"/{kind}__" in str(row.spoiler_url)
    assert json.loads(request.body)["spoilers"] == "generate"
    assert json.loads(request.body)["tournament"] is True
    assert json.loads(request.body).get("hints") != "on"
    assert room.race.info_bot.startswith(f"spoiler {preset} - {seed} - (")
    assert said(room.race)[-2] == f"{SEED}: {seed}"
    assert all(str(row.spoiler_url) not in line for line in (*said(room.race), room.race.info_bot))


async def _save_presets(namespaces: NamespaceService) -> None:
    mine = await namespaces.for_user(1, "ann")
    for name, seconds in (("slow", 1200), ("none", 0)):
        content = f"studytime: {seconds}\ncustomizer: false\nsettings:\n  mode: open\n"
        await namespaces.save_preset(namespace=mine, game="alttpr", name=name, content=content, author=1, replace=False)


async def test_the_log_comes_with_the_start_and_its_study_time_is_counted_down(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open")
        await room.begin()
        await room.hears("15:00")
        row = await SpoilerRaces.get(srl_id=room.race.name)
        for left in ("10:00", "5:00"):
            await room.pass_time(300)
            await room.hears(f"Time left to study the spoiler log: {left}")
        await room.pass_time(180)
        await room.hears(" 2:00")
        await room.pass_time(120)
        await room.hears(END)

    place = next(place for place, line in enumerate(said(room.race)) if OPENING in line)
    log = said(room.race)[place:]
    assert all(mark in line for mark, line in zip(SHOWN, log, strict=False))
    assert (log[2], log[4]) == (row.spoiler_url, "Good luck, and have fun! :mudora:")
    assert count(room.race, END) == count(room.race, OPENING) == 1
    assert room.race.messages[-1].text == "Study time is over. You may begin racing now, good luck!"


async def test_an_operator_may_do_without_the_emote(serve: Serve, room: SpoilerRoom, clock: SandboxClock) -> None:
    async with serve(clock=clock, racetime_spoiler_emote=""):
        await room.roll("!progression open")
        await room.begin()
        await room.hears(END)

    assert said(room.race)[-2:] == ["Good luck, and have fun!", "You may begin racing now, good luck!"]


async def test_what_was_cancelled_is_neither_shown_nor_counted_down(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, ann: User
) -> None:
    async with serve(clock=clock) as running:
        await room.roll("!spoiler open")
        await room.racetime.say(room.race, ann, "!cancel")
        await room.hears("Reset")
        await room.racetime.say(room.race, ann, "!race open")
        await room.hears("have fun!")
        await room.begin()
        await room.pass_time(900)
        await room.after("have fun!")
        await room.counted_down(running)
        told = await room.after("have fun!")

        assert not await SpoilerRaces.exists()
    assert told == []


async def test_a_log_that_was_rolled_anew_is_the_one_that_is_shown(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, ann: User
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open 60")
        former = (await SpoilerRaces.get()).spoiler_url
        await room.racetime.say(room.race, ann, "!cancel")
        await room.roll("!spoiler open 30")
        row = await SpoilerRaces.get()
        await room.begin()
        await room.hears("30 seconds", 2)

    assert count(room.race, str(row.spoiler_url)) == 1
    assert count(room.race, str(former)) == 0


async def test_a_seed_that_comes_after_the_start_has_its_log_at_once(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, alttpr: AlttprServer, ann: User
) -> None:
    async with serve(clock=clock):
        await greeted(room.racetime, room.race)
        alttpr.hold()
        await room.racetime.say(room.race, ann, "!spoiler open")
        await alttpr.held()
        await room.begin()
        await room.racetime.until(lambda: room.race.status == "in_progress")
        await room.after("Generating")
        alttpr.release()
        await room.hears("Good luck")

    assert count(room.race, OPENING) == 1


@pytest.mark.parametrize("end", ["finish", "cancel"])
async def test_with_the_race_ends_its_countdown(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, ann: User, bob: User, end: str
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open 600")
        await room.begin()
        await room.hears("10:00")
        await room.pass_time(20)
        if end == "cancel":
            await room.racetime.cancel(room.race, ann)
        else:
            for racer in (ann, bob):
                await room.racetime.done(room.race, racer)
        await room.racetime.until(lambda: not room.racetime.bots_in(room.race))
        await room.pass_time(580)
        another = await room.racetime.open_race("alttpr", ann, goal=GOAL)
        await greeted(room.racetime, another)

    assert "10:00" in said(room.race)[-1]


async def test_a_race_that_goes_on_after_its_end_shows_nothing_twice_and_is_counted_down_further(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, ann: User, bob: User
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open 600")
        await room.begin()
        await room.hears("10:00")
        await room.pass_time(20)
        for racer in (ann, bob):
            await room.racetime.done(room.race, racer)
        await room.racetime.until(lambda: not room.racetime.bots_in(room.race))
        await room.racetime.act(room.race, bob, "undone")
        await room.racetime.bot_connected(room.race)
        await room.after("10:00")
        await room.pass_time(280)
        await room.hears("5:00")

    assert count(room.race, OPENING) == 1


# Interrupted


async def test_a_restart_continues_the_countdown(serve: Serve, room: SpoilerRoom, clock: SandboxClock) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open")
        await room.begin()
        await room.hears("15:00")
        await room.racetime.until(lambda: "15:00" in said(room.race)[-1])
    await room.pass_time(310)
    async with serve(clock=clock):
        await room.racetime.bot_connected(room.race)
        assert await room.after("15:00") == []
        await room.pass_time(290)
        await room.hears(" 5:00")
    async with serve(clock=clock):
        await room.racetime.bot_connected(room.race)
        await room.pass_time(300)
        await room.hears(END)

    assert (count(room.race, OPENING), count(room.race, "10:00")) == (1, 0)


@pytest.mark.parametrize(("late", "told"), [(30, 1), (70, 0)])
async def test_the_end_of_the_study_time_is_told_for_a_minute(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, late: float, told: int
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open 60")
        await room.begin()
        await room.hears("1:00")
    await room.pass_time(60 + late)
    for _ in range(2):
        async with serve(clock=clock) as running:
            await room.after("1:00")
            await room.counted_down(running)
            heard = await room.after("1:00")

    assert len(heard) == told


@pytest.mark.parametrize("where", ["process", "connection"])
async def test_a_start_that_was_missed_is_made_up_for_and_study_time_runs_since_then(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, where: str
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open")
        if where == "connection":
            room.racetime.faults.add(Fault(FaultKind.STATUS, "/ws/o/bot", status=503))
            await room.racetime.close_sockets(room.race)
            await room.begin()
            await room.pass_time(200)
            room.racetime.faults.clear()
            await room.hears("Good luck")
            started = (await SpoilerRaces.get()).started
    if where == "process":
        await room.begin()
        await room.pass_time(200)
        async with serve(clock=clock):
            await room.hears("Good luck")
            started = (await SpoilerRaces.get()).started

    # racetime.gg tells it to the millisecond.
    assert room.race.started_at is not None
    assert started is not None
    assert timedelta() <= room.race.started_at - started < timedelta(milliseconds=1)
    assert (count(room.race, OPENING), count(room.race, "15:00")) == (1, 0)


@pytest.mark.parametrize("shown", range(6))
@pytest.mark.parametrize("minutes", [0, 10])
async def test_a_log_is_shown_once_wherever_the_process_died_while_showing_it(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, shown: int, minutes: int
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open 1800")
        await room.begin()
        await room.hears("30:00")
        lines = said(room.race)
    place = next(place for place, line in enumerate(room.race.messages) if OPENING in line.text)
    del room.race.messages[place + shown :]
    kept = {message.guid for message in room.race.messages}
    room.race.guids = {guid: at for guid, at in room.race.guids.items() if guid in kept}
    await SpoilerRaces.all().update(published=False)
    await room.pass_time(minutes * 60)
    for _ in range(2):
        async with serve(clock=clock):
            await room.hears("Good luck")
            await room.after("This is a spoiler race")

    heard = [line for line in said(room.race) if "VT" not in line and "Time left" not in line]
    assert heard == [line for line in lines if "Time left" not in line]


async def test_a_process_that_died_before_it_knew_of_the_start_shows_the_log_later(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open")
        await room.begin()
        await room.hears("15:00")
    del room.race.messages[next(n for n, line in enumerate(room.race.messages) if OPENING in line.text) :]
    room.race.guids.clear()
    await SpoilerRaces.all().update(started=None)
    async with serve(clock=clock):
        await room.hears("Good luck")

    assert count(room.race, OPENING) == 1


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_a_database_that_is_away_at_the_start_delays_the_log_only(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, mariadb_server: MariaDBServer
) -> None:
    async with serve(clock=clock):
        await room.roll("!spoiler open")
        mariadb_server.stop()
        await room.begin()
        await room.racetime.until(lambda: room.race.status == "in_progress")
        mariadb_server.start()
        await room.hears("Good luck")

    assert count(room.race, OPENING) == 1
