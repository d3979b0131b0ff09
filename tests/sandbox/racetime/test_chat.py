"""What is said in a room, who may say it, and who hears it."""

from __future__ import annotations

from typing import Any

import pytest

from alttprbot_sandbox.racetime import Race, RaceTimeServer, RuleError, User
from tests.sandbox.racetime.conftest import GOAL, Client


async def test_message_of_a_person_has_all_its_fields(
    client: Client, server: RaceTimeServer, race: Race, bob: User
) -> None:
    socket = await client.socket(race)

    await server.say(race, bob, "  !race Open  ")
    message = (await socket.next("chat.message"))["message"]

    assert message.pop("id")
    assert message.pop("user")["id"] == bob.id
    assert message == {
        "bot": None,
        "direct_to": None,
        "posted_at": "2026-02-14T18:00:00.123456+00:00",
        "message": "!race Open",
        "message_plain": "!race Open",
        "highlight": False,
        "is_dm": False,
        "is_bot": False,
        "is_monitor": False,
        "is_system": False,
        "is_pinned": False,
        "delay": 0,
        "actions": {},
    }


async def test_bot_hears_itself_with_its_buttons(client: Client, race: Race) -> None:
    socket = await client.socket(race)
    actions = {"Roll": {"message": "!race open"}, "Presets": {"url": "https://example.org/"}}

    await socket.say("Hi!", actions=actions, pinned=True)
    message = (await socket.next("chat.message"))["message"]

    assert (message["user"], message["bot"], message["is_bot"]) == (None, "SahasrahBot", True)
    assert (message["is_monitor"], message["is_pinned"], message["actions"]) == (None, True, actions)


async def test_system_messages_have_no_author_and_lose_their_markers_when_plain(client: Client, race: Race) -> None:
    socket = await client.socket(race)

    await socket.send("cancel")
    message = (await socket.next("chat.message"))["message"]

    assert (message["user"], message["bot"], message["is_system"]) == (None, None, True)
    assert message["is_monitor"] is None
    assert "##bad##" in message["message"]
    assert "##bad##" not in message["message_plain"]


async def test_message_with_a_known_guid_is_ignored_for_five_minutes(
    client: Client, server: RaceTimeServer, race: Race
) -> None:
    socket = await client.socket(race)

    await socket.say("once", "a-1")
    await socket.say("once", "a-1")
    await socket.settled()
    await server.tick(299)
    await socket.say("still known", "a-1")
    before = await socket.settled()
    await server.tick(1)
    await socket.say("again", "a-1")

    assert before == []
    assert (await socket.next())["message"]["message"] == "again"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"message": "hello"}, "guid: "),
        ({"message": "hello", "guid": "NOT/GOOD"}, "guid: "),
        ({"message": "   ", "guid": "a"}, "message: "),
        ({"message": "x" * 1001, "guid": "a"}, "message: "),
        ({"message": "hello", "guid": "a", "direct_to": "nobody"}, "direct_to: "),
        ({"message": "hello", "guid": "a", "actions": {str(i): {"message": "x"} for i in range(5)}}, "actions: "),
    ],
)
async def test_messages_that_are_refused(client: Client, race: Race, data: dict[str, Any], reason: str) -> None:
    socket, before = await client.socket(race), len(race.messages)

    await socket.send("message", data)

    assert reason in await socket.refusal()
    assert len(race.messages) == before


async def test_refused_message_may_be_sent_again_with_its_guid(client: Client, race: Race) -> None:
    socket = await client.socket(race)

    await socket.say("x" * 1001, "a-1")
    await socket.refusal()
    await socket.say("short", "a-1")

    assert (await socket.next("chat.message"))["message"]["message"] == "short"


async def test_direct_message_shows_bots_only_that_there_was_one(client: Client, race: Race, bob: User) -> None:
    socket = await client.socket(race)

    await socket.say("for your eyes", direct_to=bob.id, actions={"A": {"message": "b"}}, pinned=True)
    frame = await socket.next()
    await socket.send("gethistory")

    assert frame["type"] == "chat.dm"
    assert (frame["from_user"], frame["from_bot"]) == (None, "SahasrahBot")
    assert frame["to"] == {"id": bob.id, "full_name": "Bob#0002", "name": "Bob", "discriminator": "0002"}
    assert frame["message"] == race.messages[-1].id
    assert "for your eyes" not in str(await socket.next("chat.history"))


async def test_direct_message_of_a_person_names_both(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    socket = await client.socket(race)

    server.people.direct_message(race, ann, bob, "psst")
    frame = await socket.next("chat.dm")

    assert (frame["from_user"]["id"], frame["from_bot"], frame["to"]["id"]) == (ann.id, None, bob.id)


async def test_history_is_the_last_hundred_and_all_that_is_pinned_at_its_end(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    socket = await client.socket(race)
    for number in range(120):
        await socket.say(f"line {number}", f"a-{number}", pinned=number == 3)
    await socket.settled()

    await socket.send("gethistory", {})
    messages = (await socket.next("chat.history"))["messages"]

    assert [message["message"] for message in messages] == [f"line {number}" for number in range(20, 120)] + ["line 3"]


async def test_history_begins_after_the_last_known_message(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    known = await server.say(race, ann, "known")
    await server.say(race, ann, "news")
    socket = await client.socket(race)

    await socket.send("gethistory", {"last_message": known.id})

    assert [message["message"] for message in (await socket.next("chat.history"))["messages"]] == ["news"]


async def test_deleted_messages_leave_the_history(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    race.category.moderators.append(ann)
    one, _ = await server.say(race, bob, "one"), await server.say(race, bob, "two")
    socket = await client.socket(race)

    await server.act(race, ann, "delete_message", text=one.id)
    deletion = (await socket.next("chat.delete"))["delete"]
    await server.act(race, ann, "purge", target=bob)
    purge = (await socket.next("chat.purge"))["purge"]
    await socket.send("gethistory")

    assert deletion.keys() == {"id", "user", "bot", "is_bot", "deleted_by"}
    assert (deletion["id"], deletion["user"]["id"], deletion["deleted_by"]["id"]) == (one.id, bob.id, ann.id)
    assert (purge["user"]["id"], purge["purged_by"]["id"]) == (bob.id, ann.id)
    assert all(message["user"] is None for message in (await socket.next("chat.history"))["messages"])


async def test_bots_pin_and_unpin_messages(client: Client, server: RaceTimeServer, race: Race, ann: User) -> None:
    message = await server.say(race, ann, "rules")
    socket = await client.socket(race)

    await socket.send("pin_message", {"message": message.id})
    pinned = await socket.next("chat.pin")
    await socket.send("unpin_message", {"message": message.id})
    unpinned = await socket.next("chat.unpin")
    await socket.send("pin_message", {"message": "nothing"})

    assert (pinned["message"]["id"], pinned["message"]["is_pinned"]) == (message.id, True)
    assert unpinned["message"]["is_pinned"] is False
    assert "message: " in await socket.refusal()


# Who may speak


async def test_prerace_chat_may_be_for_monitors_and_members_of_attached_teams(
    client: Client, server: RaceTimeServer, ann: User, bob: User, cat: User
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, allow_prerace_chat=False)
    race.category.teams.append(server.add_team("helpers", "Helpers", [cat]))
    socket = await client.socket(race)

    await server.say(race, ann, "!race open")
    await server.say(race, cat, "me too")
    with pytest.raises(RuleError, match="before the race"):
        await server.say(race, bob, "and me")
    await socket.say("bots always may")

    assert [(await socket.next("chat.message"))["message"]["is_monitor"] for _ in range(3)] == [True, True, None]


async def test_midrace_chat_may_be_restricted(
    server: RaceTimeServer, running: Race, ann: User, bob: User, cat: User
) -> None:
    running.settings.allow_non_entrant_chat = False

    await server.say(running, bob, "hello")
    with pytest.raises(RuleError, match="Only entrants"):
        await server.say(running, cat, "hello")
    running.settings.allow_midrace_chat = False
    await server.say(running, ann, "hello")
    with pytest.raises(RuleError, match="during the race"):
        await server.say(running, bob, "hello")


async def test_only_moderators_speak_in_anonymous_rooms(server: RaceTimeServer, ann: User, bob: User) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, hide_entrants=True)
    race.category.moderators.append(bob)

    await server.say(race, bob, "hello")

    with pytest.raises(RuleError, match="moderators"):
        await server.say(race, ann, "hello")


async def test_people_say_ten_things_in_five_seconds_and_bots_as_much_as_they_like(
    client: Client, server: RaceTimeServer, race: Race, bob: User
) -> None:
    socket = await client.socket(race)
    for number in range(10):
        await server.say(race, bob, f"line {number}")

    with pytest.raises(RuleError, match="too much"):
        await server.say(race, bob, "line 10")
    for number in range(30):
        await socket.say("bot", f"a-{number}")
    await server.tick(5)
    await server.say(race, bob, "line 10")

    assert sum(frame["type"] == "chat.message" for frame in await socket.settled()) == 41


async def test_chat_closes_when_the_race_is_recorded(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    running.category.moderators.append(ann)
    socket = await client.socket(running)
    await server.done(running, ann)
    await server.forfeit(running, bob)
    await socket.say("congratulations", "a-1")
    await socket.settled()
    await server.act(running, ann, "record")

    await socket.say("too late", "a-2")

    assert "closed" in await socket.refusal()
    assert any(message.text == "congratulations" for message in running.messages)


async def test_chat_of_an_unrecordable_race_closes_after_an_hour(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    socket = await client.socket(race)
    await server.cancel(race, ann)

    await server.tick(3600)
    await socket.say("still here", "a-1")
    await socket.settled()
    await server.tick(1)
    await socket.say("too late", "a-2")

    assert "closed" in await socket.refusal()
    assert any(message.text == "still here" for message in race.messages)


async def test_commands_of_the_server_never_reach_bots_as_messages(
    client: Client, server: RaceTimeServer, race: Race, bob: User
) -> None:
    socket = await client.socket(race)

    await server.say(race, bob, ".join")
    await server.say(race, bob, ".help")
    await server.say(race, bob, ".random")
    with pytest.raises(RuleError, match="dance"):
        await server.say(race, bob, ".dance")

    said = [frame["message"] for frame in await socket.settled() if frame["type"] == "chat.message"]
    assert [(message["is_system"], message["message"]) for message in said] == [
        (True, "Bob#0002 joins the race."),
        (False, ".random"),
    ]


async def test_delay_concerns_those_who_are_not_monitors(
    client: Client, server: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, chat_message_delay=30)
    socket = await client.socket(race)

    await server.say(race, ann, "monitor")
    await server.say(race, bob, "racer")

    assert [(await socket.next("chat.message"))["message"]["delay"] for _ in range(2)] == [0, 30]
