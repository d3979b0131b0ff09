"""Multiworlds for the teams of a race."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from alttprbot.models import AuditGeneratedGames, RaceTimeRoomState
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import User
from tests.racetime.chat import count, hears, said
from tests.racetime.conftest import Serve
from tests.racetime.games import GameRoom, game_room

DONE = "All teams have their multiworld"
TEAMS = {"red": ("Ann", "Cat"), "blue": ("Bob", "Dan")}

Providers = Mapping[str, SimulatedService]


@asynccontextmanager
async def team_room(
    serve: Serve,
    racetime: RaceTimeServer,
    providers: Providers,
    ann: User,
    teams: Mapping[str, tuple[str, ...]],
    category: str = "smz3",
) -> AsyncIterator[GameRoom]:
    """A room of Ann's with these teams in it; the empty name is no team."""
    async with game_room(serve, racetime, providers, ann, category, team_race=True) as room:
        for team, names in teams.items():
            for name in names:
                user = ann if name == ann.name else racetime.add_user(name)
                await racetime.join(room.race, user)
                if team:
                    await racetime.act(room.race, user, "set_team", text=team)
        yield room


def sent(server: SimulatedService) -> list[dict[str, str]]:
    return [json.loads(request.body) for request in server.requests if request.method == "POST"]


@pytest.mark.parametrize(
    ("category", "command", "provider", "label"),
    [
        ("smz3", "!multiworld normal", "smz3", "SMZ3 Multiworld - normal"),
        ("smr", "!multiworld casual_full", "sm", "SM Multiworld - casual_full"),
    ],
)
async def test_each_team_gets_a_world_of_the_same_seed(
    serve: Serve,
    racetime: RaceTimeServer,
    providers: Providers,
    ann: User,
    category: str,
    command: str,
    provider: str,
    label: str,
) -> None:
    async with team_room(serve, racetime, providers, ann, TEAMS, category) as room:
        wait, *lines = await room.say(command, DONE)
        rows = {str(row.permalink) for row in await AuditGeneratedGames.all()}
        again = await room.say("!multiworld easy", "already rolled")

    first, second = sent(providers[provider])
    links = [line.partition(": ")[2] for line in lines if line.startswith("Team ")]
    assert wait.startswith("Generating game, please wait.")
    assert [line.partition(":")[0] for line in lines] == [
        "Team red",
        "---------------",
        "Team blue",
        "---------------",
        "All teams have their multiworld – have fun!",
    ]
    assert set(links) == rows
    assert len(rows) == 2
    assert first["seed"] == second["seed"]
    players = {tuple(body[f"player-{number}"] for number in range(2)) for body in (first, second)}
    assert players == set(TEAMS.values())
    assert room.race.info_bot == label
    assert label in again[0]


@pytest.mark.parametrize("number", [0, 2147483647])
async def test_the_number_of_the_seed_can_be_chosen(
    serve: Serve, racetime: RaceTimeServer, providers: Providers, ann: User, number: int
) -> None:
    async with team_room(serve, racetime, providers, ann, TEAMS) as room:
        await room.say(f"!multiworld normal {number}", DONE)

    assert {body["seed"] for body in sent(providers["smz3"])} == {str(number)}


async def test_the_tournament_plays_one_of_two_presets(
    serve: Serve, racetime: RaceTimeServer, providers: Providers, ann: User
) -> None:
    async with team_room(serve, racetime, providers, ann, TEAMS, "smr") as room:
        await room.say("!multiworld Tournament", DONE)

    assert room.race.info_bot in {"SM Multiworld - tournament_split", "SM Multiworld - tournament_full"}


@pytest.mark.parametrize(
    ("teams", "answer"),
    [
        ({}, "Nobody has joined yet"),
        ({**TEAMS, "": ("Eve",)}, "Not everybody has a team yet: Eve."),
        (
            {"red": ("Ann", "Cat"), "blue": ("Bob",)},
            "All teams of a multiworld need the same number of players: red has 2, blue has 1.",
        ),
        ({"red": ("Ann",), "blue": ("Bob",)}, "A multiworld has 2 to 16 players."),
        ({"red": ("Ann", "Cat"), "blue": ("Bob", "ずんだ")}, "“ずんだ” cannot be a player"),
    ],
)
async def test_odd_teams_are_told_what_is_wrong_with_them(
    serve: Serve,
    racetime: RaceTimeServer,
    providers: Providers,
    ann: User,
    teams: Mapping[str, tuple[str, ...]],
    answer: str,
) -> None:
    async with team_room(serve, racetime, providers, ann, teams) as room:
        answers = await room.say("!multiworld normal", answer)

    assert len(answers) == 1
    assert sent(providers["smz3"]) == []


async def test_when_one_team_cannot_have_a_world_no_team_is_told_of_one(
    serve: Serve, racetime: RaceTimeServer, providers: Providers, ann: User
) -> None:
    path = "/api/randomizers/smz3/generate"
    async with team_room(serve, racetime, providers, ann, TEAMS) as room:
        providers["smz3"].faults.add(Fault(FaultKind.HTML, path, remaining=1))
        await room.say("!multiworld normal", "answered with something unexpected")
        told = [line for line in said(room.race) if line.startswith("Team ")]
        await room.say("!multiworld normal", DONE)

    assert told == []
    assert count(room.race, "Team ") == 2


@pytest.mark.parametrize("shown", range(6))
async def test_all_worlds_are_shown_once_wherever_the_process_died_while_showing_them(
    serve: Serve, racetime: RaceTimeServer, providers: Providers, ann: User, shown: int
) -> None:
    async with team_room(serve, racetime, providers, ann, TEAMS) as room:
        await room.say("!multiworld normal", DONE)
        await racetime.until(lambda: "Multiworld" in room.race.info_bot)
        lines = said(room.race)
    race = room.race
    place = next(place for place, line in enumerate(race.messages) if line.text.startswith("Team "))
    del race.messages[place + shown :]
    race.guids.clear()
    await RaceTimeRoomState.all().update(published=False)
    async with serve(secrets={"smz3": "secret"}):
        await hears(racetime, race, DONE)
        await racetime.say(race, ann, "!help")
        await hears(racetime, race, "Available commands")

    assert said(race) == [*lines, said(race)[-1]]
