"""What can be made to go wrong, and what is remembered for assertions."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp import ClientError, ClientTimeout, WSMsgType

from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.racetime import Race, RaceTimeServer, User
from alttprbot_sandbox.racetime.crowd import Crowd
from tests.sandbox.racetime.conftest import GOAL, TIMEOUT, Client, bearer


async def control(client: Client, path: str, body: dict[str, Any]) -> Any:
    async with client.session.post(f"{client.url}/_sandbox/{path}", json=body) as answer:
        assert answer.status < 300, await answer.text()
        return await answer.json()


async def test_sockets_are_closed_with_any_code(client: Client, server: RaceTimeServer, race: Race) -> None:
    socket = await client.socket(race)

    await asyncio.gather(server.close_sockets(race, 4001), closed := asyncio.ensure_future(socket.closed()))

    assert closed.result() == 4001
    assert not server.bots_in(race)


async def test_connection_is_lost_without_a_word(client: Client, server: RaceTimeServer, race: Race) -> None:
    socket = await client.socket(race)

    await server.close_sockets(race, 1006)

    assert await socket.closed() in {None, 1006}


async def test_frames_are_lost_and_repeated(client: Client, server: RaceTimeServer, race: Race, ann: User) -> None:
    socket = await client.socket(race)
    server.hub.faults.drop = 1

    await server.say(race, ann, "lost")
    server.hub.faults.duplicate = 1
    await server.say(race, ann, "twice")
    await server.say(race, ann, "once")

    said = [frame["message"]["message"] for frame in await socket.settled()]
    assert said == ["twice", "twice", "once"]


async def test_late_frames_keep_their_order(client: Client, server: RaceTimeServer, race: Race, ann: User) -> None:
    socket = await client.socket(race)
    server.hub.faults.delay_seconds = 0.05

    await server.say(race, ann, "first")
    server.hub.faults.delay_seconds = 0
    await server.say(race, ann, "second")

    assert [(await socket.next())["message"]["message"] for _ in range(2)] == ["first", "second"]


async def test_pings_are_answered_unless_told_not_to(client: Client, server: RaceTimeServer, race: Race) -> None:
    url = f"{client.url}/ws/o/bot/{race.slug}"
    socket = await client.session.ws_connect(url, headers=bearer(await client.token()), autoping=False)
    for _ in range(2):
        await socket.receive_json()

    await socket.ping(b"one")
    answered = await socket.receive(timeout=TIMEOUT)
    server.hub.faults.is_mute = True
    await socket.ping(b"two")
    await socket.send_json({"action": "ping"})
    next_frame = await socket.receive(timeout=TIMEOUT)

    assert (answered.type, answered.data) == (WSMsgType.PONG, b"one")
    assert next_frame.type is WSMsgType.TEXT


async def test_frame_may_be_too_large(client: Client, server: RaceTimeServer, race: Race) -> None:
    socket = await client.session.ws_connect(
        f"{client.url}/ws/o/bot/{race.slug}", headers=bearer(await client.token()), max_msg_size=0
    )
    for _ in range(2):
        await socket.receive_json()

    server.send_oversized_frame(race)

    assert len(await socket.receive_str(timeout=TIMEOUT)) > 1024 * 1024


async def test_frame_of_another_category_comes_by(client: Client, server: RaceTimeServer, race: Race) -> None:
    socket = await client.socket(race)

    server.send_foreign_frame(race)

    assert (await socket.next("race.data"))["race"]["name"] == f"other/{race.slug}"


async def test_revoked_tokens_do_not_close_sockets(client: Client, server: RaceTimeServer, race: Race) -> None:
    socket = await client.socket(race)

    server.revoke_tokens()
    await socket.say("hello")

    assert "Permission denied" in await socket.refusal()


@pytest.mark.parametrize("status", [401, 403, 404, 422, 429, 500, 503])
async def test_third_request_of_a_path_fails(client: Client, server: RaceTimeServer, race: Race, status: int) -> None:
    server.faults.add(Fault(FaultKind.STATUS, path="/alttpr/data", status=status, skip=2, remaining=1))

    statuses = [(await client.get("/alttpr/data")).status for _ in range(4)]

    assert statuses == [200, 200, status, 200]
    assert (await client.get(f"/{race.name}/data")).status == 200


async def test_room_is_created_once_although_the_answer_never_comes(client: Client, server: RaceTimeServer) -> None:
    server.faults.add(Fault(FaultKind.SLOW, path="/o/alttpr/startrace", seconds=60, after=True, remaining=1))
    headers = bearer(await client.token())

    with pytest.raises(TimeoutError):
        await client.session.post(
            f"{client.url}/o/alttpr/startrace", data={"goal": GOAL}, headers=headers, timeout=ClientTimeout(total=0.2)
        )

    assert len(server.world.races) == 1


async def test_handshake_may_be_refused_or_cut(client: Client, server: RaceTimeServer, race: Race) -> None:
    for kind in (FaultKind.STATUS, FaultKind.DROP):
        server.faults.add(Fault(kind, path="/ws/"))

        with pytest.raises(ClientError):
            await client.socket(race)

        server.faults.clear()
    assert await client.socket(race)


async def test_server_comes_back_with_everything_it_knew(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    token = await client.token()
    socket = await client.socket(race, token)
    await server.say(race, ann, "before")

    restarting = asyncio.ensure_future(server.restart())
    code = await socket.closed()
    await restarting
    again = await client.socket(race, token)
    await again.send("gethistory")

    assert code == 1001
    assert (await again.next("chat.history"))["messages"][-1]["message"] == "before"


async def test_requests_and_frames_are_remembered_with_their_time(
    client: Client, server: RaceTimeServer, race: Race
) -> None:
    socket = await client.socket(race)
    await server.tick(5)
    await socket.send("setinfo", {"info_bot": "x"})
    await socket.settled()

    frame = race.frames[0]

    assert (frame.client, frame.action, frame.data) == ("SahasrahBot", "setinfo", {"info_bot": "x"})
    assert frame.at == server.world.now()
    assert [request.path for request in server.requests] == ["/o/token", f"/ws/o/bot/{race.slug}"]


async def test_other_processes_can_drive_the_people(client: Client, server: RaceTimeServer) -> None:
    person = await control(client, "users", {"name": "Ann", "twitch": "ann"})
    room = await control(client, "races", {"category": "alttpr", "user": person["id"], "goal": GOAL})
    waiting = asyncio.ensure_future(control(client, "wait", {"race": room["name"], "pattern": "^!race", "by": "user"}))
    await control(client, "act", {"race": room["name"], "user": "Ann", "verb": "join"})
    await control(client, "act", {"race": room["name"], "user": "Ann", "verb": "say", "text": "!race open"})

    message = (await waiting)["message"]
    async with client.session.get(f"{client.url}/_sandbox/race/{room['name']}") as answer:
        state = json.loads(await answer.text())

    assert message["message"] == "!race open"
    assert state["race"]["entrants"][0]["user"]["id"] == person["id"]
    assert state["messages"][-1] == message


async def test_other_processes_learn_why_something_is_refused(
    client: Client, server: RaceTimeServer, race: Race, bob: User
) -> None:
    body = {"race": race.name, "user": bob.id, "verb": "cancel"}

    async with client.session.post(f"{client.url}/_sandbox/act", json=body) as answer:
        errors = (await answer.json())["errors"]

    assert answer.status == 422
    assert errors == ["Only race monitors can do that."]


async def test_other_processes_can_trouble_frames_and_time(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    socket = await client.socket(race)

    await control(client, "frames", {"drop": 1})
    await server.say(race, ann, "lost")
    await control(client, "tick", {"seconds": 30 * 60})
    await control(client, "tokens/expire", {})
    await socket.say("hello")

    frames = await socket.settled()
    assert race.status == "cancelled"
    assert "lost" not in str(frames)
    assert frames[-1]["type"] == "error"


async def test_crowd_lives_in_steps(client: Client, server: RaceTimeServer) -> None:
    crowd = Crowd(server, "alttpr", rooms=20, entrants=3)
    token = await client.token()
    sockets = [await client.socket(race, token) for race in crowd.races]

    await crowd.attended(TIMEOUT)
    await crowd.chat("!help")
    await crowd.start()
    started = {race.status for race in crowd.races}
    await crowd.finish()

    assert started == {"in_progress"}
    assert {race.status for race in crowd.races} == {"finished"}
    for socket in sockets:
        assert (await socket.next("chat.message"))["message"]["message"] == "!help"
