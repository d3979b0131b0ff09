"""The websocket of a room: how it begins, what can be done through it, and what comes back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from aiohttp import ClientError, WSServerHandshakeError

from alttprbot_sandbox.racetime import Race, RaceTimeServer, User
from tests.sandbox.racetime.conftest import GOAL, Client, bearer


@pytest.fixture
async def invitational(server: RaceTimeServer, ann: User) -> Race:
    return await server.open_race("alttpr", ann, goal=GOAL, invitational=True)


def status(race: Race, user: User) -> str | None:
    entrant = race.entrant(user)
    return entrant.status if entrant else None


# The connection


async def test_socket_begins_with_the_race_and_its_renders(client: Client, race: Race) -> None:
    url = f"{client.url}/ws/o/bot/{race.slug}"
    socket = await client.session.ws_connect(url, headers=bearer(await client.token()))

    first, second = await socket.receive_json(), await socket.receive_json()

    assert (first["type"], second["type"]) == ("race.data", "race.renders")
    assert first["version"] == second["version"] == first["race"]["version"]
    assert second["renders"].keys() == {"entrants", "intro", "status", "streams"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", first["date"])


async def test_token_may_stand_in_the_address(client: Client, race: Race) -> None:
    url = f"{client.url}/ws/o/bot/{race.slug}?token={await client.token()}"
    socket = await client.session.ws_connect(url)

    await socket.send_json({"action": "setmeta", "data": {"a": 1}})
    await socket.send_json({"action": "ping"})

    assert [(await socket.receive_json())["type"] for _ in range(3)][-1] == "pong"
    assert race.bot_meta == {"a": 1}


async def test_unknown_room_never_opens(client: Client) -> None:
    with pytest.raises((ClientError, WSServerHandshakeError)):
        await client.session.ws_connect(f"{client.url}/ws/o/bot/nothing-here-0001")


async def test_newest_room_of_a_name_is_taken_and_both_are_heard(
    client: Client, server: RaceTimeServer, ann: User
) -> None:
    older = await server.open_race("smz3", ann, goal="Beat the games", slug="brave-link-0042")
    newer = await server.open_race("alttpr", ann, goal=GOAL, slug="brave-link-0042")
    socket = await client.socket(newer)

    await server.act(older, ann, "set_info", text="not yours")

    assert (await socket.next("race.data"))["race"]["name"] == older.name


async def test_bad_token_keeps_the_socket_open_but_powerless(client: Client, race: Race) -> None:
    socket = await client.socket(race, "invented")

    await socket.say("hello")
    refusal = await socket.refusal()
    await socket.send("gethistory")

    assert "Permission denied" in refusal
    assert len((await socket.next("chat.history"))["messages"]) == 1


async def test_expired_token_is_answered_with_errors_not_with_a_closed_socket(
    client: Client, server: RaceTimeServer, race: Race
) -> None:
    socket = await client.socket(race)

    server.expire_tokens()
    await socket.send("setinfo", {"info_bot": "x"})
    refusal = await socket.refusal()
    await socket.send("ping")

    assert "Permission denied" in refusal
    assert (await socket.next())["type"] == "pong"
    assert race.info_bot == ""


async def test_bot_of_another_category_cannot_act(client: Client, race: Race) -> None:
    socket = await client.socket(race, await client.token("client-smz3"))

    await socket.send("cancel")

    assert "Permission denied" in await socket.refusal()
    assert race.status == "open"


async def test_browsers_only_read(client: Client, race: Race) -> None:
    socket = await client.socket(race, kind="race")

    await socket.say("hello")

    assert "Permission denied" in await socket.refusal()


@pytest.mark.parametrize("text", ["nonsense", "[]", "{}", '{"action": 5}'])
async def test_malformed_frames_are_answered_with_an_error(client: Client, race: Race, text: str) -> None:
    socket = await client.socket(race)

    await socket.raw.send_str(text)

    assert await socket.refusal()


async def test_unknown_action_is_an_error(client: Client, race: Race) -> None:
    socket = await client.socket(race)

    await socket.send("dance")

    assert "dance" in await socket.refusal()


@pytest.mark.parametrize("data", [[], "text", 5])
async def test_data_of_a_wrong_shape_close_the_socket(client: Client, race: Race, data: Any) -> None:
    socket = await client.socket(race)

    await socket.send("message", data)

    assert await socket.closed() == 1011


async def test_getrace_repeats_what_this_socket_knows_already(
    client: Client, server: RaceTimeServer, race: Race
) -> None:
    socket = await client.socket(race)
    await socket.send("setmeta", {"round": 2})
    await socket.send("getrace")

    frame = await socket.next("race.data")

    assert frame["version"] < race.version
    assert frame["race"]["bot_meta"] == {}


# The room


async def test_change_is_told_by_chat_then_race_then_renders(client: Client, race: Race) -> None:
    socket = await client.socket(race)

    await socket.send("setinfo", {"info_bot": "open - https://alttpr.com/h/abc", "info": "weekly"})

    assert await socket.types_until("race.renders") == ["chat.message", "race.data", "race.renders"]
    assert (race.info_bot, race.info_user) == ("open - https://alttpr.com/h/abc", "weekly")


async def test_empty_info_is_announced_and_changes_nothing(client: Client, race: Race) -> None:
    socket = await client.socket(race)
    await socket.send("setinfo", {"info_bot": "open"})
    await socket.settled()

    await socket.send("setinfo", {"info_bot": ""})

    assert await socket.types_until("race.renders") == ["chat.message", "race.data", "race.renders"]
    assert race.info_bot == "open"


async def test_long_info_is_refused(client: Client, race: Race) -> None:
    socket = await client.socket(race)

    await socket.send("setinfo", {"info_bot": "x" * 1001})

    assert "info_bot: " in await socket.refusal()
    assert race.info_bot == ""


async def test_meta_are_merged_in_silence(client: Client, race: Race) -> None:
    socket, version = await client.socket(race), race.version

    await socket.send("setmeta", {"a": 1})
    await socket.send("setmeta", {"b": 2})

    assert await socket.settled() == []
    assert race.bot_meta == {"a": 1, "b": 2}
    assert race.version == version + 2


async def test_meta_have_a_limit(client: Client, race: Race) -> None:
    socket = await client.socket(race)

    await socket.send("setmeta", {"a": "x" * 2048})

    assert "bot_meta" in await socket.refusal()


async def test_room_is_opened_and_closed_to_uninvited_people(client: Client, race: Race) -> None:
    socket = await client.socket(race)

    await socket.send("make_open")
    refusal = await socket.refusal()
    await socket.send("make_invitational")
    await socket.next("race.data")

    assert "Refresh" in refusal
    assert race.status == "invitational"


async def test_begin_needs_two_who_are_ready_and_removes_the_others(
    client: Client, server: RaceTimeServer, ann: User, bob: User, cat: User
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, auto_start=False)
    socket = await client.socket(race)
    for user in (ann, bob, cat):
        await server.join(race, user)
    await server.ready(race, ann)

    await socket.send("begin")
    refusal = await socket.refusal()
    await server.ready(race, bob)
    await socket.settled()
    before = race.version
    await socket.send("begin")
    versions = [frame["version"] for frame in await socket.settled() if frame["type"] == "race.data"]

    assert "two entrants" in refusal
    assert race.status == "pending"
    assert {entrant.user.name for entrant in race.entrants} == {"Ann", "Bob"}
    assert versions == [before, before + 1]


async def test_unready_entrants_may_be_disqualified_instead(
    client: Client, server: RaceTimeServer, ann: User, bob: User, cat: User
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, auto_start=False, disqualify_unready=True)
    for user in (ann, bob, cat):
        await server.join(race, user)
    await server.ready(race, ann)
    await server.ready(race, bob)
    socket = await client.socket(race)

    await socket.send("begin")
    await socket.next("race.data")

    assert status(race, cat) == "dq"


async def test_cancelled_race_is_listed_and_its_runners_did_not_finish(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    running.settings.unlisted = True
    await server.done(running, ann)
    socket = await client.socket(running)

    await socket.send("cancel")
    frame = (await socket.next("race.data"))["race"]
    await socket.send("cancel")

    assert (frame["status"]["value"], frame["unlisted"], frame["recordable"]) == ("cancelled", False, False)
    assert (status(running, ann), status(running, bob)) == ("done", "dnf")
    assert "Refresh" in await socket.refusal()


async def test_invitation_and_request(
    client: Client, server: RaceTimeServer, invitational: Race, bob: User, cat: User
) -> None:
    socket = await client.socket(invitational)
    await server.join(invitational, cat)

    await socket.send("invite", {"user": bob.id})
    await socket.send("accept_request", {"user": cat.id})
    await socket.settled()
    invited = status(invitational, bob)
    await server.act(invitational, bob, "accept_invite")

    assert invited == "invited"
    assert (status(invitational, bob), status(invitational, cat)) == ("not_ready", "not_ready")


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("unknown", "user: "),
        ("already in", "already"),
        ("banned", "not allowed"),
        ("racing elsewhere", "another race"),
        ("without a stream", "stream"),
    ],
)
async def test_invitations_that_are_refused(
    client: Client, server: RaceTimeServer, ann: User, bob: User, cat: User, who: str, reason: str
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, streaming_required=True)
    invited = cat if who == "without a stream" else bob
    if who == "already in":
        await server.join(race, bob)
    elif who == "banned":
        race.category.banned.append(bob)
    elif who == "racing elsewhere":
        await server.join(await server.open_race("smz3", ann, goal="Beat the games"), bob)
    socket = await client.socket(race)

    await socket.send("invite", {"user": "x" if who == "unknown" else invited.id})

    assert reason in await socket.refusal()


async def test_entrants_are_made_unready_and_removed(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    await server.join(race, bob)
    await server.ready(race, bob)
    socket = await client.socket(race)

    await socket.send("force_unready", {"user": bob.id})
    await socket.settled()
    unready = status(race, bob)
    await socket.send("remove_entrant", {"user": bob.id})
    await socket.settled()
    await socket.send("force_unready", {"user": ann.id})

    assert unready == "not_ready"
    assert status(race, bob) is None
    assert "not an entrant" in await socket.refusal()


async def test_monitors_are_entrants_and_speak_as_such(
    client: Client, server: RaceTimeServer, race: Race, bob: User
) -> None:
    socket = await client.socket(race)

    await socket.send("add_monitor", {"user": bob.id})
    refusal = await socket.refusal()
    await server.join(race, bob)
    await socket.settled()
    await socket.send("add_monitor", {"user": bob.id})
    await socket.send("add_monitor", {"user": bob.id})
    announced = [frame["type"] for frame in await socket.settled()]
    await server.say(race, bob, "!cancel")
    message = (await socket.next("chat.message"))["message"]
    await socket.send("remove_monitor", {"user": bob.id})
    await socket.settled()

    assert "not an entrant" in refusal
    assert announced == ["chat.message", "race.data", "race.renders"]
    assert message["is_monitor"] is True
    assert race.monitors == []


async def test_stream_is_overridden_once_and_only_where_one_is_required(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    streamed = await server.open_race("alttpr", ann, goal=GOAL, streaming_required=True)
    await server.join(streamed, bob)
    await server.join(race, ann)
    socket, other = await client.socket(streamed), await client.socket(race)

    await socket.send("override_stream", {"user": bob.id})
    entrant = (await socket.next("race.data"))["race"]["entrants"][0]
    await socket.send("override_stream", {"user": bob.id})
    await other.send("override_stream", {"user": ann.id})
    await server.ready(streamed, bob)

    assert entrant["stream_override"] is True
    assert await socket.refusal()
    assert await other.refusal()


async def test_splits_are_passed_on(client: Client, server: RaceTimeServer, running: Race, ann: User) -> None:
    socket = await client.socket(running)

    await server.act(running, ann, "split", text="Agahnim")

    assert (await socket.next())["split"] == {
        "split_name": "Agahnim",
        "split_time": "0:00:10",
        "is_undo": False,
        "is_finish": False,
        "user_id": ann.id,
    }
