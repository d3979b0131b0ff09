"""The server of the simulated BingoSync."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Mapping
from html import escape
from typing import Any

from aiohttp import WSMsgType, web

from alttprbot_sandbox.bingosync.rooms import Room, change_card, new_room, wrong_with_room
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import facts, framed, seed_list

SITE = "BingoSync"
CSRF_COOKIE, SESSION_COOKIE = "csrftoken", "sessionid"


class BingosyncServer(SimulatedService):
    """Sessions know the rooms that they may change; `forget_sessions` ends them all, as a restart of the site does."""

    def __init__(self, *, port: int = 0, random_seed: int = 1) -> None:
        super().__init__(port=port)
        self.rooms: dict[str, Room] = {}
        self._random = random.Random(random_seed)
        self._sessions: dict[str, set[str]] = {}
        self._socket_keys: dict[str, str] = {}
        self._sockets: list[tuple[str, web.WebSocketResponse]] = []

    def settings(self) -> Mapping[str, str]:
        """The site."""
        return {"BINGOSYNC_BASEURL": self.url}

    def forget_sessions(self) -> None:
        """Everybody has to join again."""
        self._sessions.clear()

    def add_routes(self, app: web.Application) -> None:
        """The pages, the API and the socket."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.post("/", self._create),
                web.get("/room/{id}", self._room),
                web.get("/room/{id}/board", self._board),
                web.put("/api/new-card", self._new_card),
                web.post("/api/join-room", self._join),
                web.get("/api/get-socket-key/{id}", self._socket_key),
                web.get("/broadcast", self._broadcast),
            ]
        )

    async def _home(self, request: web.Request) -> web.Response:
        return self._front_page(request, [])

    def _front_page(self, request: web.Request, errors: list[str]) -> web.Response:
        token = request.cookies.get(CSRF_COOKIE) or secrets.token_hex(16)
        wrong = "".join(f"<li>{escape(text)}</li>" for text in errors)
        rows = [(f"/room/{room.id}", room.name, f"{room.cards} cards") for room in reversed(self.rooms.values())]
        form = (
            f'<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
            f'<ul class="errorlist">{wrong}</ul></form>'
        )
        page = framed(SITE, "Rooms", form + seed_list(rows).replace("Seeds", "Rooms"))
        response = web.Response(text=page, content_type="text/html")
        response.set_cookie(CSRF_COOKIE, token)
        return response

    async def _create(self, request: web.Request) -> web.Response:
        fields = {key: str(value) for key, value in (await request.post()).items()}
        token = request.cookies.get(CSRF_COOKIE)
        if not token or fields.get("csrfmiddlewaretoken") != token or request.headers.get("Origin") != self.url:
            return _forbidden("CSRF verification failed. Request aborted.")
        if errors := wrong_with_room(fields):
            return self._front_page(request, errors)
        room = new_room(fields, self._random)
        self.rooms[room.id] = room
        response = web.Response(status=302, headers={"Location": f"/room/{room.id}"})
        self._admit(request, response, room)
        return response

    async def _join(self, request: web.Request) -> web.Response:
        document = await _document(request)
        if not all(document.get(name) for name in ("room", "nickname", "password")):
            return web.json_response({"error": "Request body is missing a key"}, status=400)
        room = self._the_room(str(document["room"]))
        if document["password"] != room.passphrase:
            return web.json_response({"__all__": [{"message": "Incorrect Password", "code": ""}]}, status=400)
        room.players.append(str(document["nickname"]))
        response = web.Response(status=302, headers={"Location": f"/api/get-socket-key/{room.id}"})
        self._admit(request, response, room)
        return response

    async def _new_card(self, request: web.Request) -> web.Response:
        document = await _document(request)
        room = self._the_room(str(document.get("room")))
        if not self._admitted(request, room):
            return _forbidden("You are not authorized to change this room.")
        if "game_type" not in document:
            return web.Response(status=500)
        if (error := change_card(room, document, self._random)) is not None:
            return web.json_response({"error": error}, status=400)
        event = {"type": "new-card", "seed": room.seed, "hide_card": room.hide_card, "is_current": True}
        await self._tell(room, event)
        return web.Response(text=f"Received data: {document}")

    async def _board(self, request: web.Request) -> web.Response:
        return web.json_response(self._the_room(request.match_info["id"]).board)

    async def _socket_key(self, request: web.Request) -> web.Response:
        room = self._the_room(request.match_info["id"])
        if not self._admitted(request, room):
            return _forbidden("You are not in this room.")
        key = secrets.token_hex(8)
        self._socket_keys[key] = room.id
        return web.json_response({"socket_key": key})

    async def _broadcast(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        hello = await socket.receive()
        key = hello.json().get("socket_key") if hello.type is WSMsgType.TEXT else None
        room_id = self._socket_keys.get(str(key))
        if room_id is None:
            await socket.send_json({"type": "error", "error": "unable to authenticate, try refreshing"})
            await socket.close()
            return socket
        entry = (room_id, socket)
        self._sockets.append(entry)
        try:
            await self._tell(self.rooms[room_id], {"type": "connection", "event_type": "connected"})
            # What comes from a browser here changes nothing.
            while not socket.closed:
                await socket.receive()
        finally:
            self._sockets.remove(entry)
        return socket

    async def _tell(self, room: Room, event: Mapping[str, Any]) -> None:
        for room_id, socket in list(self._sockets):
            if room_id == room.id:
                await socket.send_json({**event, "room": room.id, "timestamp": time.time()})

    async def _room(self, request: web.Request) -> web.Response:
        room = self._the_room(request.match_info["id"])
        shown = {"Players": ", ".join(room.players), "Seed": room.seed, "Card": "hidden" if room.hide_card else "shown"}
        goals = {} if room.hide_card else {square["slot"]: square["name"] for square in room.board}
        body = f"<h1>{escape(room.name)}</h1>" + facts("Room", shown) + (facts("Card", goals) if goals else "")
        return web.Response(text=framed(SITE, room.name, body), content_type="text/html")

    def _the_room(self, room_id: str) -> Room:
        if room_id not in self.rooms:
            raise web.HTTPNotFound(text="Not Found")
        return self.rooms[room_id]

    def _admit(self, request: web.Request, response: web.Response, room: Room) -> None:
        session = request.cookies.get(SESSION_COOKIE, "")
        if session not in self._sessions:
            session = secrets.token_hex(16)
        self._sessions.setdefault(session, set()).add(room.id)
        response.set_cookie(SESSION_COOKIE, session)

    def _admitted(self, request: web.Request, room: Room) -> bool:
        return room.id in self._sessions.get(request.cookies.get(SESSION_COOKIE, ""), set())


async def _document(request: web.Request) -> dict[str, Any]:
    try:
        document = await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest(text='{"error": "The body is no JSON"}') from error
    return document if isinstance(document, dict) else {}


def _forbidden(text: str) -> web.Response:
    return web.Response(status=403, text=f"<!doctype html><h1>Forbidden</h1><p>{text}</p>", content_type="text/html")
