"""What the bot wants to send to a room: kept through lost connections, never sent twice."""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

MOST_WAITING = 100
GUID_MEMORY = 300.0
MOST_ATTEMPTS = 3
TEXT_LIMIT = 1000


class Socket(Protocol):
    """The part of a websocket that sends."""

    async def send(self, message: str, /) -> None: ...


@dataclass(eq=False, slots=True)
class Item:
    """One frame. `expects` is what the server will show when it has arrived; None when it shows nothing."""

    frame: dict[str, Any]
    expects: tuple[str, str] | None
    made: float
    attempts: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)


class Outbox:
    """A queue that one sender empties while there is a connection.

    Messages and race information are confirmed by what the server sends back; what is not confirmed when a connection
    is lost is sent again over the next one. The server forgets the guids of messages after five minutes, so that
    nothing older is repeated.
    """

    def __init__(self, clock: Clock, room_name: str) -> None:
        self._clock = clock
        self._room_name = room_name
        self._waiting: deque[Item] = deque()
        self._unconfirmed: list[Item] = []
        self._socket: Socket | None = None
        self._work = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    async def send(self, text: str) -> None:
        """Take a frame as the client library makes them."""
        self.put(json.loads(text))

    def put(self, frame: dict[str, Any]) -> Item:
        """Queue a frame; the oldest gives way when too many wait."""
        data = frame.get("data") or {}
        expects = None
        if frame["action"] == "message":
            data["message"] = shorten(data["message"])
            expects = None if data.get("direct_to") else ("message", data["message"])
        elif frame["action"] == "setinfo" and "info_bot" in data:
            data["info_bot"] = shorten(data["info_bot"])
            expects = ("info_bot", data["info_bot"])
        item = Item(frame, expects, self._clock.monotonic())
        if len(self._waiting) >= MOST_WAITING:
            dropped = self._waiting.popleft()
            logger.warning("frame dropped", extra={"room": self._room_name, "action": dropped.frame["action"]})
        self._waiting.append(item)
        self._idle.clear()
        self._work.set()
        return item

    def say(self, text: str, guid: str | None = None, **data: Any) -> Item:
        """Queue a chat message. A guid of its own lets the same message be sent again without showing twice."""
        message = {
            "message": text,
            "guid": guid or str(uuid.uuid4()),
            "actions": None,
            "pinned": False,
            "direct_to": None,
        }
        return self.put({"action": "message", "data": {**message, **data}})

    def connected(self, socket: Socket) -> None:
        """There is a connection: first what may have been lost with the last one."""
        now = self._clock.monotonic()
        again = [item for item in self._unconfirmed if now - item.made < GUID_MEMORY and item.attempts < MOST_ATTEMPTS]
        self._unconfirmed.clear()
        self._waiting.extendleft(reversed(again))
        self._socket = socket
        self._work.set()

    def disconnected(self) -> None:
        """The connection is gone; sending waits for the next."""
        self._socket = None

    def saw(self, kind: str, text: str | None) -> None:
        """The server shows something: that is the receipt of whoever expected it."""
        item = next((item for item in self._unconfirmed if item.expects == (kind, text)), None)
        if item is not None:
            self._unconfirmed.remove(item)
            item.arrived.set()

    def refused(self) -> bool:
        """The server refused something; true when that may have been a chat message, which is not repeated then."""
        item = next((item for item in self._unconfirmed if item.frame["action"] == "message"), None)
        if item is not None:
            self._unconfirmed.remove(item)
        return item is not None

    async def emptied(self) -> None:
        """Wait until everything was sent."""
        await self._idle.wait()

    async def work(self) -> None:
        """Send, until cancelled."""
        while True:
            await self._work.wait()
            self._work.clear()
            while self._waiting and self._socket is not None:
                item = self._waiting.popleft()
                item.attempts += 1
                if item.expects is not None:
                    self._unconfirmed.append(item)
                if not await self._send(item, self._socket):
                    break
            if not self._waiting:
                self._idle.set()

    async def _send(self, item: Item, socket: Socket) -> bool:
        try:
            await socket.send(json.dumps(item.frame))
        except Exception as error:  # noqa: BLE001 - whatever breaks the socket, the reader reconnects and we go on
            logger.info("frame not sent", extra={"room": self._room_name, "reason": type(error).__name__})
            if item.expects is None:
                self._waiting.appendleft(item)
            if self._socket is socket:
                self._socket = None
            return False
        if item.expects is None:
            item.arrived.set()
        return True


def shorten(text: str) -> str:
    """What fits into a message or the race information."""
    text = text.strip() or "…"
    return text if len(text) <= TEXT_LIMIT else f"{text[: TEXT_LIMIT - 1]}…"
