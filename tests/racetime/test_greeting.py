"""How the bot comes into a room."""

from __future__ import annotations

import asyncio
import json

import pytest

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.actions import actions_of
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import count, greeted, hears, said
from tests.racetime.conftest import GOAL, Serve


async def test_a_room_is_greeted_once_whatever_happens_to_the_connection_and_the_process(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        for _ in range(3):
            await racetime.close_sockets(race)
            await racetime.bot_connected(race)
    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!help")
        await hears(racetime, race, "Available commands")

    assert count(race, "Hi!") == 1


@pytest.mark.parametrize(
    ("answers", "text", "seen"),
    [
        (
            {"preset": "open", "quickswap": "false"},
            "!newrace --preset=open --quickswap=false  --countdown=900 --branch=live",
            "have fun!",
        ),
        (
            {"preset": "standard", "--spoiler_race": "1", "countdown": "60"},
            "!newrace --preset=standard --quickswap=true --spoiler_race --countdown=60 --branch=live",
            "you have 1 minute to study it",
        ),
    ],
)
async def test_the_greeting_has_a_button_that_rolls_what_was_chosen(
    serve: Serve,
    racetime: RaceTimeServer,
    alttpr: AlttprServer,
    ann: User,
    race: Race,
    answers: dict[str, str],
    text: str,
    seen: str,
) -> None:
    async with serve():
        await greeted(racetime, race)
        (button,) = actions_of(next(message for message in race.messages if message.bot).actions)
        usual = {question.name: question.default for question in button.survey}
        said = button.filled(usual | answers)
        await racetime.say(race, ann, said)
        await hears(racetime, race, seen)

    (asked,) = (request for request in alttpr.requests if request.method == "POST")
    assert (button.label, button.submit, said) == ("Roll a Game", "Roll Game", text)
    assert json.loads(asked.body)["allow_quickswap"] is (answers.get("quickswap", "true") == "true")
    assert list(usual.items()) == [
        ("preset", ""),
        ("quickswap", "true"),
        ("--spoiler_race", ""),
        ("countdown", "900"),
        ("branch", "live"),
    ]


async def test_the_prefix_is_the_configured_one_everywhere(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve(racetime_command_prefix="$"):
        await greeted(racetime, race)
        await racetime.say(race, ann, "!help")
        await racetime.say(race, ann, "$HELP")
        await hears(racetime, race, "Available commands")

    (greeting,) = (message for message in race.messages if message.bot and "Hi!" in message.text)
    assert "$help" in greeting.text
    assert greeting.actions["Roll a Game"]["message"].startswith("$newrace")
    assert count(race, "Available commands") == 1


async def test_without_documentation_none_is_pointed_to(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve(docs_url=""):
        await greeted(racetime, race)
        await racetime.say(race, ann, "!help")
        await hears(racetime, race, "Available commands")

    assert all("None" not in line and "http" not in line for line in said(race))


async def test_a_running_race_is_attended_without_a_greeting(
    serve: Serve, racetime: RaceTimeServer, ann: User, bob: User, race: Race
) -> None:
    for racer in (ann, bob):
        await racetime.join(race, racer)
        await racetime.ready(race, racer)

    async with serve():
        await racetime.bot_connected(race)
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")

    assert len(said(race)) == 1


async def test_what_was_asked_before_the_bot_came_is_done_after_its_greeting(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    await racetime.say(race, ann, "!vt")

    async with serve():
        await hears(racetime, race, "VT")

    assert [line[:3] for line in said(race)] == ["Hi!", "You"]


async def test_help_names_every_command_but_the_jokes(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve() as running:
        await greeted(racetime, race)
        await racetime.say(race, ann, "!help")
        await hears(racetime, race, "Available commands")
        listed = {name for name, command in running.bots["alttpr"].handler_class.commands.items() if command.listed}

    (line,) = (line for line in said(race) if "Available commands" in line)
    assert {"newrace", "race", "noqsrace", "lock", "unlock", "cancel", "override", "help"} <= listed
    assert all(f"!{name}" in line for name in listed - {"quickswaprace"})
    assert "!vt" not in line


@pytest.mark.parametrize(("joke", "answer"), [("!vt", "VT"), ("!synack", "creative"), ("!register", "closed")])
async def test_jokes(serve: Serve, racetime: RaceTimeServer, ann: User, race: Race, joke: str, answer: str) -> None:
    async with serve():
        await racetime.say(race, ann, joke)
        await hears(racetime, race, answer)


async def test_chat_of_others_and_commands_of_other_bots_are_left_alone(
    serve: Serve, racetime: RaceTimeServer, ann: User, race: Race
) -> None:
    async with serve():
        await greeted(racetime, race)
        for text in ("race open", "!", "! race open", "!unknown", "!__class__", "!intro", ".random 5"):
            await racetime.say(race, ann, text)
        await racetime.say(race, ann, "!vt")
        await hears(racetime, race, "VT")

    assert len(said(race)) == 2


async def test_rooms_of_all_kinds_are_found_and_new_ones_within_a_scan(
    serve: Serve, racetime: RaceTimeServer, ann: User
) -> None:
    first = await racetime.open_race("alttpr", ann, goal=GOAL)

    async with serve():
        await greeted(racetime, first)
        hidden = await racetime.open_race("alttpr", ann, goal=GOAL, unlisted=True)
        invitational = await racetime.open_race("alttpr", ann, custom_goal="A goal", invitational=True)
        await asyncio.gather(greeted(racetime, hidden), greeted(racetime, invitational))


async def test_rooms_that_are_over_are_not_attended(serve: Serve, racetime: RaceTimeServer, ann: User) -> None:
    over = await racetime.open_race("alttpr", ann, goal=GOAL)
    await racetime.cancel(over, ann)
    race = await racetime.open_race("alttpr", ann, goal=GOAL)

    async with serve() as running:
        await greeted(racetime, race)

        assert list(running.bots["alttpr"].handlers) == [race.name]
    assert said(over) == []
