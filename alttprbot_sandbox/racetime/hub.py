"""The open sockets of the simulated racetime.gg, and what can be made to go wrong with them."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from alttprbot_sandbox.racetime.state import Race

RACE_FRAMES = ("race.data", "race.renders")
CLOSE_SECONDS = 2.0
LOST = 1006


@dataclass(slots=True)
class FrameFaults:
    """Trouble with the frames to programs; the counts go down with each frame that was hit.

    While `is_mute` no ping is answered; while `is_silent` nothing that clients send is heeded.
    """

    drop: int = 0
    duplicate: int = 0
    delay_seconds: float = 0.0
    is_mute: bool = False
    is_silent: bool = False


class Connection:
    """One open socket. What it is to be sent waits in a queue, so that the order is kept.

    `token` is None for the sockets of browsers, which only read.
    """

    def __init__(
        self,
        race: Race,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        token: str | None,
        *,
        is_bot: bool,
    ) -> None:
        self.race = race
        self.socket = socket
        self.token = token
        self.is_bot = is_bot
        self._transport = transport
        self.last_known: dict[str, str] = {}
        self._queue: asyncio.Queue[tuple[str, float]] = asyncio.Queue()

    def send(self, frame: dict[str, Any]) -> None:
        """Send a frame after those that wait already."""
        self.send_text(json.dumps(frame), str(frame["type"]))

    def send_text(self, text: str, kind: str = "", delay: float = 0.0) -> None:
        """Send anything at all."""
        if kind in RACE_FRAMES:
            self.last_known[kind] = text
        self._queue.put_nowait((text, delay))

    def repeat_last_known(self) -> None:
        """Send the last frames about the race again, without looking at it."""
        for kind in RACE_FRAMES:
            self.send_text(self.last_known[kind])

    def lose(self) -> None:
        """Be gone without a word, as when a cable is pulled."""
        if self._transport is not None:
            self._transport.abort()

    async def pump(self) -> None:
        """Work the queue off until the socket is gone."""
        with contextlib.suppress(ConnectionError):
            while not self.socket.closed:
                text, delay = await self._queue.get()
                if delay:
                    await asyncio.sleep(delay)
                await self.socket.send_str(text)


class Hub:
    """Who listens to which room. Paths of sockets have no category, so equally named rooms share their listeners."""

    def __init__(self) -> None:
        self.faults = FrameFaults()
        self._rooms: dict[str, list[Connection]] = {}

    def add(self, connection: Connection) -> None:
        """Somebody came."""
        self._rooms.setdefault(connection.race.slug, []).append(connection)

    def remove(self, connection: Connection) -> None:
        """Somebody went."""
        listeners = self._rooms[connection.race.slug]
        listeners.remove(connection)
        if not listeners:
            del self._rooms[connection.race.slug]

    def connections(self, race: Race | None = None) -> list[Connection]:
        """The open sockets, of one room or of all."""
        if race is not None:
            return [item for item in self._rooms.get(race.slug, ()) if not item.socket.closed]
        return [item for listeners in self._rooms.values() for item in listeners if not item.socket.closed]

    def bots_in(self, race: Race) -> list[Connection]:
        """The open sockets of bots in a room."""
        return [item for item in self.connections(race) if item.is_bot]

    def broadcast(self, race: Race, frame: dict[str, Any]) -> None:
        """Pass a frame on to all who listen."""
        listeners = self._rooms.get(race.slug)
        if not listeners:
            return
        text, kind = json.dumps(frame), str(frame["type"])
        for connection in listeners:
            if connection.token is None:
                connection.send_text(text, kind)
            else:
                self._pass_on(connection, text, kind)

    def _pass_on(self, connection: Connection, text: str, kind: str) -> None:
        faults = self.faults
        if faults.drop > 0:
            faults.drop -= 1
            return
        connection.send_text(text, kind, faults.delay_seconds)
        if faults.duplicate > 0:
            faults.duplicate -= 1
            connection.send_text(text, kind, faults.delay_seconds)

    async def close(self, race: Race | None = None, code: int = 1011) -> None:
        """Close sockets, each with a closing handshake; but with the code 1006 the connections are just lost."""
        closing = (self._close(connection, code) for connection in self.connections(race))
        await asyncio.gather(*closing)

    async def _close(self, connection: Connection, code: int) -> None:
        if code == LOST:
            connection.lose()
            return
        # A client that has stopped reading must not hold everybody else up.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await connection.socket.close(code=code)

    async def answer_ping(self, connection: Connection, data: bytes) -> None:
        """Answer a ping of a client, unless pings are ignored."""
        if not self.faults.is_mute:
            await connection.socket.pong(data)


async def frames_of(hub: Hub, connection: Connection) -> AsyncIterator[str]:
    """The texts that a client sends, until it goes."""
    async for message in connection.socket:
        if message.type is WSMsgType.PING:
            await hub.answer_ping(connection, message.data)
        elif message.type is WSMsgType.TEXT:
            yield message.data
