"""The websockets of the simulated racetime.gg: programs act, browsers read."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import Callable
from typing import Any

from aiohttp import web

from alttprbot_sandbox.racetime.chat import Chat
from alttprbot_sandbox.racetime.entrants import Entrants
from alttprbot_sandbox.racetime.hub import Connection, Hub, frames_of
from alttprbot_sandbox.racetime.people import People
from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.serial import message_json
from alttprbot_sandbox.racetime.state import Bot, ClientFrame, Race, RuleError, Token, User
from alttprbot_sandbox.racetime.world import RaceWorld

GUID = re.compile(r"[a-z0-9-]+")
PING_SECONDS = 20
READING = frozenset({"ping", "getrace", "gethistory"})
WITHOUT_DATA = frozenset({"ping", "getrace", "make_open", "make_invitational", "begin", "cancel"})
DENIED = "Permission denied, your token is not valid here."

Data = dict[str, Any]


class CrashError(Exception):
    """What the client sent makes the real server's consumer fail, which closes the socket."""


class Sockets:
    """Talks with the clients of rooms."""

    def __init__(
        self, world: RaceWorld, hub: Hub, rooms: Rooms, entrants: Entrants, chat: Chat, people: People
    ) -> None:
        self._world = world
        self._hub = hub
        self._rooms = rooms
        self._entrants = entrants
        self._chat = chat
        self._people = people
        self.on_news: Callable[[], None] = lambda: None

    def routes(self) -> list[web.RouteDef]:
        """Sockets of bots, of programs of users, and of browsers."""
        return [
            web.get("/ws/o/bot/{room}", self._bot),
            web.get("/ws/o/race/{room}", self._program),
            web.get("/ws/race/{room}", self._reader),
        ]

    async def _bot(self, request: web.Request) -> web.StreamResponse:
        return await self._open(request, _token(request), is_bot=True)

    async def _program(self, request: web.Request) -> web.StreamResponse:
        return await self._open(request, _token(request), is_bot=False)

    async def _reader(self, request: web.Request) -> web.StreamResponse:
        return await self._open(request, None, is_bot=False)

    async def _open(self, request: web.Request, token: str | None, *, is_bot: bool) -> web.StreamResponse:
        race = self._world.newest_race(request.match_info["room"])
        if race is None:
            # The real server never completes this handshake; hanging up is the same to a client, only sooner.
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        socket = web.WebSocketResponse(heartbeat=PING_SECONDS, autoping=False)
        await socket.prepare(request)
        connection = Connection(race, socket, request.transport, token, is_bot=is_bot)
        for frame in self._world.race_frames(race):
            connection.send(self._world.stamped(frame))
        self._hub.add(connection)
        pump = asyncio.create_task(connection.pump())
        self.on_news()
        try:
            await self._listen(connection)
        finally:
            self._hub.remove(connection)
            pump.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await pump
            self.on_news()
        return socket

    async def _listen(self, connection: Connection) -> None:
        async for text in frames_of(self._hub, connection):
            try:
                self._receive(connection, text)
            except RuleError as error:
                connection.send(self._world.stamped({"type": "error", "errors": error.errors}))
            except CrashError:
                await connection.socket.close(code=1011)
                return
            finally:
                self.on_news()

    def _receive(self, connection: Connection, text: str) -> None:
        if self._hub.faults.is_silent:
            return
        try:
            frame = json.loads(text)
        except ValueError:
            raise RuleError("Unable to process that message (encountered invalid or malformed JSON).") from None
        if not isinstance(frame, dict) or not isinstance(frame.get("action"), str):
            raise RuleError("No action was specified.")
        action, data = frame["action"], frame.get("data")
        if data is None or action in WITHOUT_DATA:
            data = {}
        if not isinstance(data, dict):
            raise CrashError
        self._record(connection, action, data)
        if action in READING:
            self._read(connection, action, data)
        elif connection.token is None:
            raise RuleError(DENIED)
        elif connection.is_bot:
            self._act_as_bot(connection, action, data)
        else:
            self._act_as_user(connection, action, data)

    def _record(self, connection: Connection, action: str, data: Data) -> None:
        if connection.token is None:
            return
        token = self._world.token(connection.token)
        client = (token.bot or token.user) if token else None
        frame = ClientFrame(self._world.now(), client.name if client else None, action, data)
        connection.race.frames.append(frame)

    def _read(self, connection: Connection, action: str, data: Data) -> None:
        if action == "ping":
            connection.send(self._world.stamped({"type": "pong"}))
        elif action == "getrace":
            connection.repeat_last_known()
        else:
            race = connection.race
            messages = [message_json(race, item) for item in self._chat.history(race, data.get("last_message"))]
            connection.send(self._world.stamped({"type": "chat.history", "messages": messages}))

    # Bots

    def _act_as_bot(self, connection: Connection, action: str, data: Data) -> None:
        handler = self._bot_actions().get(action)
        if handler is None:
            raise RuleError(f"Unknown action: {action}")
        token = self._good_token(connection)
        if token.bot is None or token.bot.category is not connection.race.category:
            raise RuleError(DENIED)
        handler(connection.race, token.bot, data)

    def _bot_actions(self) -> dict[str, Callable[[Race, Bot, Data], None]]:
        rooms, entrants = self._rooms, self._entrants
        return {
            "message": self._message,
            "setinfo": lambda race, bot, data: rooms.set_info(race, data, by=bot),
            "setmeta": lambda race, _, data: rooms.set_meta(race, data),
            "make_open": lambda race, bot, _: rooms.set_invitational(race, False, by=bot),
            "make_invitational": lambda race, bot, _: rooms.set_invitational(race, True, by=bot),
            "begin": lambda race, *_: rooms.begin(race),
            "cancel": lambda race, bot, _: rooms.cancel(race, by=bot),
            "invite": lambda race, _, data: entrants.invite(race, self._user(data)),
            "accept_request": lambda race, _, data: entrants.accept_request(race, self._user(data)),
            "force_unready": lambda race, _, data: entrants.unready(race, self._user(data)),
            "remove_entrant": lambda race, _, data: entrants.remove(race, self._user(data)),
            "add_monitor": lambda race, _, data: rooms.set_monitor(race, self._user(data), monitor=True),
            "remove_monitor": lambda race, _, data: rooms.set_monitor(race, self._user(data), monitor=False),
            "override_stream": lambda race, _, data: entrants.override_stream(race, self._user(data)),
            "pin_message": lambda race, _, data: self._chat.pin(race, data.get("message"), pinned=True),
            "unpin_message": lambda race, _, data: self._chat.pin(race, data.get("message"), pinned=False),
        }

    def _message(self, race: Race, by: Bot | User, data: Data) -> None:
        guid = data.get("guid")
        if not isinstance(guid, str) or not GUID.fullmatch(guid):
            raise RuleError("guid: This field is required, and may have lower-case letters, digits and dashes.")
        actions = data.get("actions") or {}
        if not isinstance(actions, dict):
            raise CrashError
        self._chat.say(
            race,
            str(data.get("message") or ""),
            by=by,
            guid=guid,
            actions=actions if isinstance(by, Bot) else None,
            pinned=bool(data.get("pinned")) and isinstance(by, Bot),
            direct_to=self._user(data, "direct_to") if data.get("direct_to") else None,
        )

    # Programs of users

    def _act_as_user(self, connection: Connection, action: str, data: Data) -> None:
        token = self._good_token(connection)
        if token.user is None:
            raise RuleError(DENIED)
        if ("chat_message" if action == "message" else "race_action") not in token.scopes:
            raise RuleError(DENIED)
        if action == "message":
            self._message(connection.race, token.user, data)
            return
        verb = {"begin": "start", "setinfo": "set_info"}.get(action, action)
        target = self._user(data) if "user" in data else None
        text = next(
            (str(data[key]) for key in ("comment", "team", "split_name", "info_user", "message") if key in data), ""
        )
        self._people.perform(connection.race, token.user, verb, text=text, target=target)

    # Helpers

    def _good_token(self, connection: Connection) -> Token:
        token = self._world.token(connection.token or "")
        if token is None:
            raise RuleError(DENIED)
        return token

    def _user(self, data: Data, field: str = "user") -> User:
        user = self._world.users.get(str(data.get(field)))
        if user is None or user.deleted:
            raise RuleError(f"{field}: This user does not exist.")
        return user


def _token(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ") or request.query.get("token", "")
