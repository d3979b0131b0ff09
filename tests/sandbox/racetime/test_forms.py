"""Opening and editing rooms over HTTP, as bots do it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from alttprbot_sandbox.racetime import Race, RaceTimeServer, User
from tests.sandbox.racetime.conftest import GOAL, Client

FULL: dict[str, str] = {
    "goal": GOAL,
    "unlisted": "True",
    "info_user": "weekly",
    "info_bot": "open - https://alttpr.com/h/abc",
    "start_delay": "30",
    "time_limit": "12",
    "streaming_required": "false",
    "auto_start": "False",
    "allow_comments": "true",
    "hide_comments": "true",
    "allow_prerace_chat": "false",
    "allow_midrace_chat": "false",
    "allow_non_entrant_chat": "false",
    "chat_message_delay": "10",
}


async def opened(client: Client, server: RaceTimeServer, **form: str) -> Race:
    answer = await client.post("/o/alttpr/startrace", {"goal": GOAL, **form}, await client.token())
    return server.world.races[answer.headers["Location"].removeprefix("/")]


async def test_opened_room_has_defaults_and_an_address(client: Client, server: RaceTimeServer) -> None:
    answer = await client.post("/o/alttpr/startrace", {"goal": GOAL, "anything": "else"}, await client.token())

    assert (answer.status, await answer.text()) == (201, "")
    assert re.fullmatch(r"/alttpr/[a-z]+-[a-z]+-\d{4}", answer.headers["Location"])
    document = await client.document(f"{answer.headers['Location']}/data")
    assert document["status"]["value"] == "open"
    assert (document["opened_by"], document["opened_by_bot"]) == (None, "SahasrahBot")
    assert (document["start_delay"], document["time_limit"]) == ("P0DT00H00M15S", "P1DT00H00M00S")
    assert document["streaming_required"]
    assert document["auto_start"]
    assert (document["info_bot"], document["info_user"]) == ("", "")
    race = server.world.races[document["name"]]
    assert [(message.is_system, "SahasrahBot" in message.text) for message in race.messages] == [(True, True)]


async def test_room_is_opened_as_the_form_says(client: Client, server: RaceTimeServer) -> None:
    race = await opened(client, server, **FULL, invitational="1")

    document = await client.document(f"/{race.name}/data")

    assert document["status"]["value"] == "invitational"
    assert document["info"] == "weekly\nopen - https://alttpr.com/h/abc"
    assert (document["start_delay"], document["time_limit"]) == ("P0DT00H00M30S", "P0DT12H00M00S")
    assert document["chat_message_delay"] == "P0DT00H00M10S"
    assert (document["unlisted"], document["auto_start"], document["streaming_required"]) == (True, False, False)
    assert (document["hide_comments"], document["chat_restricted"]) == (True, True)


async def test_custom_goal_makes_a_race_unranked(client: Client, server: RaceTimeServer) -> None:
    race = await opened(client, server, goal="", custom_goal="All dungeons")

    document = await client.document(f"/{race.name}/data")

    assert document["goal"] == {"name": "All dungeons", "custom": True}
    assert document["ranked"] is False


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "__all__"),
        ({"goal": GOAL, "custom_goal": "mine"}, "__all__"),
        ({"goal": "Nonsense"}, "goal"),
        ({"goal": "Old"}, "goal"),
        ({"custom_goal": "x" * 256}, "custom_goal"),
        ({"goal": GOAL, "start_delay": "9"}, "start_delay"),
        ({"goal": GOAL, "start_delay": "61"}, "start_delay"),
        ({"goal": GOAL, "time_limit": "73"}, "time_limit"),
        ({"goal": GOAL, "time_limit": "soon"}, "time_limit"),
        ({"goal": GOAL, "chat_message_delay": "91"}, "chat_message_delay"),
        ({"goal": GOAL, "info_user": "x" * 1001}, "info_user"),
        ({"goal": GOAL, "info_bot": "x" * 1001}, "info_bot"),
        ({"goal": GOAL, "partitionable": "true"}, "partitionable"),
        ({"goal": GOAL, "hide_entrants": "true", "team_race": "true"}, "hide_entrants"),
    ],
)
async def test_wrong_form_is_explained_by_field_and_opens_nothing(
    client: Client, server: RaceTimeServer, form: dict[str, str], field: str
) -> None:
    answer = await client.post("/o/alttpr/startrace", form, await client.token())

    errors = (await answer.json())["errors"]
    assert answer.status == 422
    assert field in errors
    assert all(isinstance(text, str) for texts in errors.values() for text in texts)
    assert not server.world.races


async def test_json_bodies_are_not_read(client: Client) -> None:
    headers = {"Authorization": f"Bearer {await client.token()}"}

    answer = await client.session.post(f"{client.url}/o/alttpr/startrace", json={"goal": GOAL}, headers=headers)

    assert answer.status == 422


async def test_only_bots_of_the_category_open_rooms(client: Client, server: RaceTimeServer) -> None:
    form = {"goal": GOAL}

    statuses = [
        (await client.post("/o/alttpr/startrace", form)).status,
        (await client.post("/o/alttpr/startrace", form, "invented")).status,
        (await client.post("/o/alttpr/startrace", form, await client.token("client-smz3"))).status,
        (await client.post("/o/nothing/startrace", form, await client.token())).status,
    ]

    assert statuses == [403, 403, 403, 404]
    assert not server.world.races


async def test_unlisted_is_ignored_where_the_category_does_not_allow_it(client: Client) -> None:
    token = await client.token("client-smz3")
    answer = await client.post("/o/smz3/startrace", {"goal": "Beat the games", "unlisted": "true"}, token)

    assert (await client.document(f"{answer.headers['Location']}/data"))["unlisted"] is False


async def test_edit_resets_every_field_that_is_absent(client: Client, server: RaceTimeServer) -> None:
    race = await opened(client, server, **FULL)

    answer = await client.post(f"/o/{race.name}/edit", {"goal": GOAL, "hide_comments": "true"}, await client.token())

    document = await client.document(f"/{race.name}/data")
    assert (answer.status, await answer.text()) == (200, "")
    assert (document["info_user"], document["info_bot"]) == ("", "")
    assert (document["auto_start"], document["unlisted"], document["hide_comments"]) == (True, False, True)
    assert document["start_delay"] == "P0DT00H00M15S"


async def test_edit_after_the_start_leaves_most_alone(
    client: Client, server: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await opened(client, server, **(FULL | {"auto_start": "true"}))
    for user in (ann, bob):
        await server.join(race, user)
        await server.ready(race, user)

    await client.post(f"/o/{race.name}/edit", {"hide_comments": "false", "start_delay": "60"}, await client.token())

    document = await client.document(f"/{race.name}/data")
    assert document["status"]["value"] == "pending"
    assert (document["info_bot"], document["start_delay"]) == (FULL["info_bot"], "P0DT00H00M30S")
    assert (document["info_user"], document["hide_comments"], document["allow_midrace_chat"]) == ("", False, True)
    assert document["unlisted"] is False


async def test_edit_is_told_to_the_room(client: Client, server: RaceTimeServer) -> None:
    race = await opened(client, server)
    socket = await client.socket(race)
    changes = {"custom_goal": "Mine", "info_user": "new", "streaming_required": "false", "chat_message_delay": "5"}

    await client.post(f"/o/{race.name}/edit", changes, await client.token())

    assert await socket.types_until("race.renders") == ["chat.message"] * 4 + ["race.data", "race.renders"]


async def test_edit_without_such_changes_is_told_by_the_race_alone(client: Client, server: RaceTimeServer) -> None:
    race = await opened(client, server)
    socket = await client.socket(race)

    await client.post(f"/o/{race.name}/edit", {"goal": GOAL, "auto_start": "false"}, await client.token())

    assert await socket.types_until("race.renders") == ["race.data", "race.renders"]


async def test_edit_that_is_not_allowed_is_refused(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    token, form = await client.token(), {"goal": GOAL}
    path = f"/o/{race.name}/edit"

    async def status(path: str, form: dict[str, Any], token: str | None) -> int:
        return (await client.post(path, form, token)).status

    assert await status(path, {}, token) == 422
    assert await status(path, form, None) == 403
    assert await status(path, form, await client.token("client-smz3")) == 403
    assert await status("/o/alttpr/nothing-here-0001/edit", form, token) == 404
    await server.cancel(race, ann)
    assert await status(path, form, token) == 403
