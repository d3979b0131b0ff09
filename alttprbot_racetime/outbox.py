"""What the bot wants to send to a room: kept through lost connections, never shown twice."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from alttprbot.util.clock import Clock
from alttprbot.util.text import cut

logger = logging.getLogger(__name__)

MOST_KEPT = 100
GUID_MEMORY = 300.0
MOST_ATTEMPTS = 3
TEXT_LIMIT = 1000
QUESTIONS = frozenset({"ping", "getrace", "gethistory"})


class Socket(Protocol):
    """The part of a websocket that sends."""

    async def send(self, message: str, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server will show when it has done something."""

    kind: str
    text: str


@dataclass(eq=False, slots=True)
class Item:
    """One frame. `answered` tells that the server has shown it or refused it; `arrived` says which.

    After `expires`, a reading of the monotonic clock, it is not sent any more.
    """

    frame: dict[str, Any]
    receipt: Receipt | None
    attempts: int = 0
    first_sent: float = 0.0
    expires: float = math.inf
    arrived: bool = False
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def action(self) -> str:
        """What it asks the server to do."""
        return str(self.frame["action"])

    def answer(self, *, arrived: bool) -> None:
        """Tell whoever waits."""
        self.arrived = arrived
        self.answered.set()


class Outbox:
    """A queue that one sender empties while there is a connection.

    The server does things in the order in which they were sent. Of messages and race information it shows that they
    have arrived; what it did not show when a connection is lost is sent again over the next one. It forgets the guids
    of messages after five minutes, so that nothing older is repeated.
    """

    def __init__(self, clock: Clock, room_name: str) -> None:
        self._clock = clock
        self._room_name = room_name
        self._waiting: deque[Item] = deque()
        self._sent: list[Item] = []
        self._socket: Socket | None = None
        self._work = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    async def send(self, text: str) -> None:
        """Take a frame as the client library makes them."""
        self.put(json.loads(text))

    def put(self, frame: dict[str, Any]) -> Item:
        """Queue a frame; the oldest gives way when too many wait."""
        item = Item(frame, _prepared(frame))
        if len(self._waiting) >= MOST_KEPT:
            self._drop(self._waiting.popleft())
        self._waiting.append(item)
        self._idle.clear()
        self._work.set()
        return item

    def say(self, text: str, guid: str | None = None, *, lasts: float = math.inf, **data: Any) -> Item:
        """Queue a chat message. A guid of its own lets the same message be sent again without showing twice.

        It is dropped when it could not be sent for `lasts` seconds.
        """
        message = {"guid": guid or str(uuid.uuid4()), "actions": None, "pinned": False, "direct_to": None}
        item = self.put({"action": "message", "data": {"message": text, **message, **data}})
        item.expires = self._clock.monotonic() + lasts
        return item

    def connected(self, socket: Socket) -> None:
        """There is a connection: first what may have been lost with the last one. Questions are asked anew."""
        self._waiting = deque(item for item in self._waiting if item.action not in QUESTIONS)
        self._send_again(self._sent)
        self._sent = []
        self._socket = socket
        self._work.set()

    def disconnected(self) -> None:
        """The connection is gone; sending waits for the next. What would show nothing is not known to be undone."""
        self._socket = None
        self._sent = [item for item in self._sent if item.receipt is not None]

    # What the server answers

    def saw(self, kind: str, text: str | None) -> None:
        """The server shows something: that is the receipt of whoever expected it, and of all that was sent before."""
        receipt = Receipt(kind, text or "")
        place = next((place for place, item in enumerate(self._sent) if item.receipt == receipt), -1)
        for item in self._sent[: place + 1]:
            item.answer(arrived=True)
        del self._sent[: place + 1]

    def saw_race(self) -> None:
        """The race changed: so will have done what shows nothing else."""
        self._sent[:] = [item for item in self._sent if item.receipt is not None]

    def refused(self) -> Item | None:
        """The server refused what it was asked first; it is not repeated. None when it is not known what that was."""
        if not self._sent:
            return None
        item = self._sent.pop(0)
        item.answer(arrived=False)
        return item

    def denied(self) -> None:
        """The token is not good any more: nothing of what is unanswered was done, all is sent again."""
        self._socket = None
        self._send_again(self._sent)
        self._sent = []

    # Sending

    async def emptied(self) -> None:
        """Wait until everything was sent."""
        await self._idle.wait()

    async def work(self) -> None:
        """Send, until cancelled."""
        while True:
            await self._work.wait()
            self._work.clear()
            while self._waiting and self._socket is not None:
                await self._send_next(self._socket)
            if not self._waiting:
                self._idle.set()

    async def _send_next(self, socket: Socket) -> None:
        item = self._waiting.popleft()
        if self._clock.monotonic() > item.expires:
            self._drop(item)
            return
        item.attempts += 1
        item.first_sent = item.first_sent or self._clock.monotonic()
        if item.action not in QUESTIONS:
            self._remember(item)
        try:
            await socket.send(json.dumps(item.frame))
        except Exception as error:  # noqa: BLE001 - whatever breaks the socket, the reader reconnects and we go on
            logger.info("frame not sent", extra={"room": self._room_name, "reason": type(error).__name__})
            if item.receipt is None and item.action not in QUESTIONS:
                self._sent.remove(item)
                self._waiting.appendleft(item)
            if self._socket is socket:
                self._socket = None

    def _remember(self, item: Item) -> None:
        self._sent.append(item)
        if len(self._sent) > MOST_KEPT:
            self._drop(self._sent.pop(0))

    def _send_again(self, items: list[Item]) -> None:
        now = self._clock.monotonic()
        again = []
        for item in items:
            if now - item.first_sent < GUID_MEMORY and item.attempts < MOST_ATTEMPTS:
                again.append(item)
            else:
                self._drop(item)
        self._waiting.extendleft(reversed(again))
        if self._waiting:
            self._idle.clear()

    def _drop(self, item: Item) -> None:
        logger.warning("frame dropped", extra={"room": self._room_name, "action": item.action})
        item.answer(arrived=False)


def _prepared(frame: dict[str, Any]) -> Receipt | None:
    """Make the texts of a frame fit; what the server will show of it."""
    data = frame.get("data") or {}
    if frame["action"] == "message":
        data["message"] = shorten(data["message"])
        return None if data.get("direct_to") else Receipt("message", data["message"])
    if frame["action"] == "setinfo" and "info_bot" in data:
        data["info_bot"] = shorten(data["info_bot"])
        return Receipt("info_bot", data["info_bot"])
    return None


def shorten(text: str) -> str:
    """What fits into a message or the race information."""
    return cut(text.strip() or "…", TEXT_LIMIT)
