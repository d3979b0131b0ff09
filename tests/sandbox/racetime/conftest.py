"""A simulated racetime.gg whose time stands still, and a bare client: what counts is what travels over the wire."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, ClientWebSocketResponse, CookieJar

from alttprbot.util.clock import Clock
from alttprbot_sandbox.racetime import Race, RaceTimeServer, User

GOAL = "Beat the game"
TIMEOUT = 5
Frame = dict[str, Any]


class StoppedClock(Clock):
    """The same moment for ever; the server's `tick` adds to it."""

    def now(self) -> datetime:
        return datetime(2026, 2, 14, 18, 0, 0, 123456, tzinfo=UTC)


class Socket:
    """A websocket whose frames can be waited for by type; those that come before are dropped."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.raw = socket

    async def send(self, action: str, data: Any = None) -> None:
        await self.raw.send_json({"action": action} if data is None else {"action": action, "data": data})

    async def say(self, text: str, guid: str = "guid-1", **fields: Any) -> None:
        await self.send("message", {"message": text, "guid": guid, **fields})

    async def next(self, *types: str) -> Frame:
        """The next frame, of one of the types if any are given."""
        while True:
            frame: Frame = await self.raw.receive_json(timeout=TIMEOUT)
            if not types or frame["type"] in types:
                return frame

    async def types_until(self, last: str) -> list[str]:
        """The types of the frames up to and with the next one of a type."""
        types: list[str] = []
        while last not in types[-1:]:
            types.append((await self.next())["type"])
        return types

    async def settled(self) -> list[Frame]:
        """Everything that was on its way already."""
        await self.send("ping")
        frames = [await self.next()]
        while frames[-1]["type"] != "pong":
            frames.append(await self.next())
        return frames[:-1]

    async def refusal(self) -> str:
        """The text of the next error frame."""
        return str((await self.next("error"))["errors"])

    async def closed(self) -> int | None:
        """The code with which the server closes."""
        async with asyncio.timeout(TIMEOUT):
            async for _ in self.raw:
                pass
        return self.raw.close_code


class Client:
    """A program that talks to the server; as the bot of `alttpr` where nothing else is said."""

    def __init__(self, session: ClientSession, server: RaceTimeServer) -> None:
        self.session = session
        self.url = server.url

    async def token(self, client_id: str = "client") -> str:
        form = {"client_id": client_id, "client_secret": "secret", "grant_type": "client_credentials"}
        async with self.session.post(f"{self.url}/o/token", data=form) as answer:
            return str((await answer.json())["access_token"])

    async def get(self, path: str, token: str | None = None, **query: str) -> ClientResponse:
        answer = await self.session.get(self.url + path, headers=bearer(token), params=query)
        await answer.read()
        return answer

    async def document(self, path: str, token: str | None = None, **query: str) -> Any:
        return await (await self.get(path, token, **query)).json()

    async def post(self, path: str, form: dict[str, Any], token: str | None = None) -> ClientResponse:
        answer = await self.session.post(self.url + path, data=form, headers=bearer(token), allow_redirects=False)
        await answer.read()
        return answer

    async def socket(self, race: Race, token: str | None = None, kind: str = "o/bot") -> Socket:
        """A socket past the frames with which it begins."""
        url = f"{self.url}/ws/{kind}/{race.slug}"
        socket = Socket(await self.session.ws_connect(url, headers=bearer(token or await self.token())))
        await socket.types_until("race.renders")
        return socket


def bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


@pytest.fixture
async def server() -> AsyncIterator[RaceTimeServer]:
    async with RaceTimeServer(clock=StoppedClock()) as server:
        category = server.add_category("alttpr", "ALTTP Randomizer", goals=[GOAL, "Old"], allow_hide_entrants=True)
        category.goals["Old"] = False
        server.add_category("smz3", "SMZ3", goals=["Beat the games"], allow_unlisted=False)
        server.add_bot("alttpr", "client", "secret", name="SahasrahBot")
        server.add_bot("smz3", "client-smz3", "secret", name="SahasrahBot")
        yield server


@pytest.fixture
async def client(server: RaceTimeServer) -> AsyncIterator[Client]:
    # Browsers keep cookies of addresses, too.
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Client(session, server)


@pytest.fixture
def ann(server: RaceTimeServer) -> User:
    return server.add_user("Ann", twitch="ann")


@pytest.fixture
def bob(server: RaceTimeServer) -> User:
    return server.add_user("Bob", twitch="bob")


@pytest.fixture
def cat(server: RaceTimeServer) -> User:
    return server.add_user("Cat")


@pytest.fixture
async def race(server: RaceTimeServer, ann: User) -> Race:
    """An open room, of which Ann is the monitor."""
    return await server.open_race("alttpr", ann, goal=GOAL)


@pytest.fixture
async def running(server: RaceTimeServer, race: Race, ann: User, bob: User) -> Race:
    """The same room ten seconds into the race of Ann and Bob."""
    for user in (ann, bob):
        await server.join(race, user)
        await server.ready(race, user)
    await server.tick(15)
    await server.tick(10)
    return race
