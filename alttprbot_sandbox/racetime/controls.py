"""Switches of the simulated racetime.gg for other processes: JSON below `/_sandbox`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

from alttprbot_sandbox.racetime.api import not_found
from alttprbot_sandbox.racetime.hub import FrameFaults
from alttprbot_sandbox.racetime.serial import message_json, race_json
from alttprbot_sandbox.racetime.state import Message, Race, RuleError, User

if TYPE_CHECKING:
    from alttprbot_sandbox.racetime.server import RaceTimeServer

WAIT_SECONDS = 60.0
OPEN_FIELDS = frozenset(
    {"goal", "custom_goal", "invitational", "unlisted", "slug", "info_user", "start_delay", "team_race"}
)


class Controls:
    """What tests in other processes, and the start page, can do; bodies are JSON objects.

    POST /_sandbox/users {"name", "twitch"?, "staff"?, "id"?}       somebody with an account
    POST /_sandbox/races {"category", "user", "goal", …}            a room
    GET  /_sandbox/race/{category}/{room}                           all about a room, messages and frames included
    POST /_sandbox/act {"race", "user", "verb", "text"?, "target"?} act as a user, by the verbs of `People`
    POST /_sandbox/wait {"race", "pattern", "by"?, "after"?, "timeout"?} until a message holds the pattern
    POST /_sandbox/tick {"seconds"?}                                let time pass
    POST /_sandbox/sockets/close {"race"?, "code"?}                 cut connections
    POST /_sandbox/frames {"drop"?, "duplicate"?, "delay_seconds"?, "is_mute"?} trouble for sockets of programs
    POST /_sandbox/tokens/expire, POST /_sandbox/tokens/revoke      make all tokens worthless

    Users are given by id or by name. What the rules refuse is answered with 422 and `errors`.
    """

    def __init__(self, server: RaceTimeServer) -> None:
        self._server = server

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.post("/_sandbox/users", self.add_user),
            web.post("/_sandbox/races", self.open_race),
            web.get("/_sandbox/race/{category}/{room}", self.state),
            web.post("/_sandbox/act", self.act),
            web.post("/_sandbox/wait", self.wait),
            web.post("/_sandbox/tick", self.tick),
            web.post("/_sandbox/sockets/close", self.close_sockets),
            web.post("/_sandbox/frames", self.trouble_frames),
            web.post("/_sandbox/tokens/{fate:expire|revoke}", self.spoil_tokens),
        ]

    async def add_user(self, request: web.Request) -> web.Response:
        """Have somebody more."""
        wanted = await _body(request, "name")
        user = self._server.add_user(
            wanted["name"], twitch=wanted.get("twitch"), staff=bool(wanted.get("staff")), id=wanted.get("id")
        )
        return web.json_response({"id": user.id, "full_name": user.full_name}, status=201)

    async def open_race(self, request: web.Request) -> web.Response:
        """Open a room as somebody."""
        wanted = await _body(request, "category", "user")
        if wanted["category"] not in self._server.world.categories:
            raise not_found()
        settings = {key: value for key, value in wanted.items() if key in OPEN_FIELDS}
        race = await self._server.open_race(wanted["category"], self._user(wanted["user"]), **settings)
        return web.json_response({"name": race.name, "url": f"{self._server.url}/{race.name}"}, status=201)

    async def state(self, request: web.Request) -> web.Response:
        """A room with its chat and what programs sent."""
        race = self._race(f"{request.match_info['category']}/{request.match_info['room']}")
        return web.json_response(
            {
                "race": race_json(race, self._server.world.now()),
                "status": race.status,
                "info_bot": race.info_bot,
                "messages": [message_json(race, message) for message in race.messages],
                "frames": [
                    {"at": frame.at.isoformat(), "client": frame.client, "action": frame.action, "data": frame.data}
                    for frame in race.frames
                ],
                "bots": len(self._server.bots_in(race)),
            }
        )

    async def act(self, request: web.Request) -> web.Response:
        """Act as somebody."""
        wanted = await _body(request, "race", "user", "verb")
        target = self._user(wanted["target"]) if wanted.get("target") else None
        race, user = self._race(wanted["race"]), self._user(wanted["user"])
        try:
            await self._server.act(race, user, wanted["verb"], text=str(wanted.get("text", "")), target=target)
        except RuleError as error:
            return web.json_response({"errors": error.errors}, status=422)
        return web.json_response({"ok": True})

    async def wait(self, request: web.Request) -> web.Response:
        """Answer when a message is there: `by` is `bot`, `user` or `system`, `after` the id of an earlier message."""
        wanted = await _body(request, "race", "pattern")
        race = self._race(wanted["race"])
        try:
            pattern = re.compile(wanted["pattern"])
        except re.error as error:
            raise web.HTTPBadRequest(text=f"not a pattern: {error}") from error

        def found() -> Message | None:
            start = next((place for place, item in enumerate(race.messages, 1) if item.id == wanted.get("after")), 0)
            for message in race.messages[start:]:
                if wanted.get("by") in {None, _kind(message)} and pattern.search(message.text):
                    return message
            return None

        try:
            await self._server.until(found, float(wanted.get("timeout", WAIT_SECONDS)))
        except AssertionError as error:
            return web.json_response({"errors": [str(error)]}, status=408)
        message = found()
        return web.json_response({"message": message_json(race, message) if message else None})

    async def tick(self, request: web.Request) -> web.Response:
        """Let time pass."""
        await self._server.tick(float((await _body(request)).get("seconds", 0)))
        return web.json_response({"ok": True})

    async def close_sockets(self, request: web.Request) -> web.Response:
        """Cut connections."""
        wanted = await _body(request)
        race = self._race(wanted["race"]) if wanted.get("race") else None
        await self._server.close_sockets(race, int(wanted.get("code", 1011)))
        return web.json_response({"ok": True})

    async def trouble_frames(self, request: web.Request) -> web.Response:
        """Lose, repeat or delay frames, or leave pings unanswered; what is not given is well again."""
        try:
            self._server.hub.faults = FrameFaults(**await _body(request))
        except TypeError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response({"ok": True})

    async def spoil_tokens(self, request: web.Request) -> web.Response:
        """Make all tokens worthless."""
        if request.match_info["fate"] == "expire":
            self._server.expire_tokens()
        else:
            self._server.revoke_tokens()
        return web.json_response({"ok": True})

    def _race(self, name: str) -> Race:
        race = self._server.world.races.get(name)
        if race is None:
            raise not_found()
        return race

    def _user(self, id_or_name: str) -> User:
        users = self._server.world.users
        user = users.get(id_or_name) or next((user for user in users.values() if user.name == id_or_name), None)
        if user is None:
            raise not_found()
        return user


def _kind(message: Message) -> str:
    if message.is_system:
        return "system"
    return "bot" if message.bot else "user"


async def _body(request: web.Request, *required: str) -> dict[str, Any]:
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError as error:
        raise web.HTTPBadRequest(text="not JSON") from error
    if not isinstance(body, dict) or not all(isinstance(body.get(name), str) for name in required):
        raise web.HTTPBadRequest(text=f"wanted: an object with {', '.join(required)}")
    return body
