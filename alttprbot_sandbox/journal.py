"""What a simulated service was asked, for tests and for the curious."""

from __future__ import annotations

import asyncio
import socket
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler

from alttprbot_sandbox.faults import FaultBoard, control_routes
from alttprbot_sandbox.safety import own_pages_only

LOOPBACK = "127.0.0.1"
REMEMBERED = 2000


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it arrived; the names of headers are in lower case."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    at: datetime


@dataclass(slots=True)
class Exchange:
    """A request and how it ended: without `seconds` it has not, without `status` it was cut off."""

    request: Recorded
    status: int | None = None
    seconds: float | None = None


class SimulatedService:
    """An aiohttp application on a free port of the loopback interface, with faults and a journal.

    Use it as an async context manager; `url` is its address. Subclasses add their routes in `add_routes`.
    """

    def __init__(self, *, port: int = 0) -> None:
        self.faults = FaultBoard()
        self.requests: deque[Recorded] = deque(maxlen=REMEMBERED)
        self.exchanges: deque[Exchange] = deque(maxlen=REMEMBERED)
        self.host = LOOPBACK
        # Bound from the beginning, so that nobody else gets the port until this service listens.
        self._socket: socket.socket | None = _bound(port)
        self.port: int = self._socket.getsockname()[1]
        self._runner: web.AppRunner | None = None
        self._arrived = asyncio.Condition()

    @property
    def url(self) -> str:
        """The address, without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    def add_routes(self, app: web.Application) -> None:
        """Register what this service answers."""
        raise NotImplementedError

    def settings(self) -> Mapping[str, str]:
        """The settings, as environment variables, that lead an application to this service."""
        return {}

    async def __aenter__(self) -> Self:
        app = web.Application(
            middlewares=[own_pages_only, self._record, self.faults.middleware], client_max_size=16 * 1024 * 1024
        )
        app.add_routes(control_routes(self.faults))
        self.add_routes(app)
        # The journal has what was sent, compressed or not.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, auto_decompress=False)
        await self._runner.setup()
        listener, self._socket = self._socket or _bound(self.port), None
        await web.SockSite(self._runner, listener).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.clear()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def requested(self, path: str, count: int = 1, timeout: float = 10) -> list[Recorded]:
        """Wait until `path` (a prefix) was asked for `count` times; those requests."""

        def found() -> list[Recorded]:
            return [request for request in self.requests if request.path.startswith(path)]

        async with asyncio.timeout(timeout), self._arrived:
            await self._arrived.wait_for(lambda: len(found()) >= count)
        return found()

    @web.middleware
    async def _record(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/_sandbox"):
            return await handler(request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        recorded = Recorded(
            request.method, request.path, request.query_string, headers, await request.read(), datetime.now(UTC)
        )
        async with self._arrived:
            self.requests.append(recorded)
            self._arrived.notify_all()
        exchange, began = Exchange(recorded), time.perf_counter()
        self.exchanges.append(exchange)
        try:
            response = await handler(request)
            if request.transport is not None and not request.transport.is_closing():
                exchange.status = response.status
        except web.HTTPException as error:
            exchange.status = error.status
            raise
        finally:
            exchange.seconds = time.perf_counter() - began
        return response


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with _bound(0) as listener:
        return int(listener.getsockname()[1])


def _bound(port: int) -> socket.socket:
    """A socket on a port of the loopback interface, any that is free with 0, that does not listen yet."""
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
    except OSError:
        listener.close()
        raise
    return listener
