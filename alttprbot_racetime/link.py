"""Staying in a room: one connection after the other until somebody cancels."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Protocol

from websockets.exceptions import WebSocketException

from alttprbot_racetime.connection import ConnectionSilentError, frames, open_socket
from alttprbot_racetime.outbox import Socket

if TYPE_CHECKING:
    from alttprbot_racetime.core import SahasrahBotRaceTimeBot

logger = logging.getLogger(__name__)

LOST = (OSError, WebSocketException, ConnectionSilentError, TimeoutError)
STORM_ROOMS_PER_SECOND = 100
STORM_SECONDS = 10.0


class TokenRefusedError(Exception):
    """The server does not accept the token of this connection any more."""


class Listener(Protocol):
    """Whoever the connections are for."""

    def connected(self, socket: Socket) -> None:
        """There is a new connection; its history is to be asked for."""

    def receive(self, frame: Mapping[str, Any]) -> None:
        """The server says something. Raises `TokenRefusedError`."""

    def disconnected(self) -> None:
        """The connection is gone."""

    @property
    def is_informed(self) -> bool:
        """Whether the history of this connection has arrived."""
        ...

    async def look_again(self) -> None:
        """It was gone for so long that the room may have changed or vanished."""


class Link:
    """Reconnects with growing pauses. A normal close is a loss like any other: it is us who leave."""

    def __init__(self, bot: SahasrahBotRaceTimeBot, room_name: str, path: str, listener: Listener) -> None:
        self._bot = bot
        self._room_name = room_name
        self._uri = bot.ws_uri(path)
        self._listener = listener
        self._timings = bot.timings
        self._clock = bot.core.clock
        self._online = self._clock.monotonic()

    async def stay(self) -> None:
        """Be connected, until cancelled."""
        losses = 0
        try:
            while True:
                began = self._clock.monotonic()
                opened = await self._one_connection()
                now = self._clock.monotonic()
                if opened:
                    self._online = now
                losses = 0 if opened and now - began >= self._timings.stable else losses + 1
                self._bot.core.metrics.racetime_reconnects.labels(self._bot.category_slug).inc()
                self._bot.offline.add(self._room_name)
                await self._clock.sleep(self._pause(losses))
                if not opened or self._clock.monotonic() - self._online > self._timings.offline_check:
                    await self._listener.look_again()
        finally:
            self._bot.offline.discard(self._room_name)

    def _pause(self, losses: int) -> float:
        first, longest = self._timings.room_backoff
        backoff = min(longest, first * 2.0 ** min(losses, 16))
        # When the server restarts all rooms are lost at once; they shall not all come back in the same moment.
        storm = min(STORM_SECONDS, len(self._bot.offline) / STORM_ROOMS_PER_SECOND)
        return random.uniform(0, max(backoff, storm))

    async def _one_connection(self) -> bool:
        """Whether there was one."""
        token = self._bot.access_token
        opened = False
        try:
            async with AsyncExitStack() as stack:
                async with self._bot.handshakes:
                    socket = await stack.enter_async_context(open_socket(self._uri, token, self._timings))
                opened = True
                self._bot.offline.discard(self._room_name)
                self._listener.connected(socket)
                # At first only so long as the history may take; once it is there, as long as the token is good.
                async with asyncio.timeout(self._timings.history) as patience:
                    async for frame in frames(socket, self._timings):
                        self._listener.receive(frame)
                        if frame.get("type") == "chat.history" and self._listener.is_informed:
                            patience.reschedule(asyncio.get_running_loop().time() + self._bot.token_life(token))
                        del frame
        except TokenRefusedError:
            self._listener.disconnected()
            await self._bot.renew_token(token)
        except LOST as error:
            logger.info("connection lost", extra={"room": self._room_name, "reason": type(error).__name__})
        finally:
            self._listener.disconnected()
        return opened
