"""One websocket to a room: opening it, reading frames, and noticing that it is dead."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from sys import intern
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from alttprbot_racetime.timings import Timings

logger = logging.getLogger(__name__)

FRAME_LIMIT = 16 * 1024 * 1024
UNREAD = ('"race.renders"', '"race.split"')


class ConnectionSilentError(Exception):
    """The server says nothing, not even when asked."""


@asynccontextmanager
async def open_socket(uri: str, token: str, timings: Timings) -> AsyncIterator[ClientConnection]:
    """A connection as the bot of a category; closed normally, whatever ended it."""
    socket = await connect(
        uri,
        additional_headers={"Authorization": f"Bearer {token}"},
        proxy=None,
        compression=None,  # its buffers would be most of what a room takes
        max_size=FRAME_LIMIT,
        open_timeout=timings.connect,
        ping_interval=20,
        ping_timeout=20,
        close_timeout=5,
    )
    try:
        yield socket
    finally:
        await socket.close()


async def frames(socket: ClientConnection, timings: Timings) -> AsyncIterator[dict[str, Any]]:
    """What the server sends, without the frames that only browsers need. Raises `ConnectionSilentError`."""
    while True:
        frame = _understood(await _receive(socket, timings))
        if frame is not None:
            yield frame
        # A frame can be large, and it may be hours until the next one takes its place.
        del frame


def _understood(text: str) -> dict[str, Any] | None:
    if any(kind in text[:200] for kind in UNREAD):
        return None
    try:
        frame = json.loads(text, object_pairs_hook=_sharing_texts)
    except (ValueError, RecursionError):
        frame = None
    if not isinstance(frame, dict):
        logger.warning("frame not understood", extra={"length": len(text)})
        return None
    return frame


def _sharing_texts(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Thousands of rooms are described in the same words; each keeps its description for as long as it lasts.
    return {intern(key): intern(value) if isinstance(value, str) else value for key, value in pairs}


async def _receive(socket: ClientConnection, timings: Timings) -> str:
    try:
        async with asyncio.timeout(timings.silence):
            return await socket.recv(decode=True)
    except TimeoutError:
        await socket.send(json.dumps({"action": "ping"}))
    try:
        async with asyncio.timeout(timings.pong):
            return await socket.recv(decode=True)
    except TimeoutError:
        raise ConnectionSilentError from None
