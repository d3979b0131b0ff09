"""Faults that can be switched on in every simulated HTTP service."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web
from aiohttp.typedefs import Handler


class FaultKind(StrEnum):
    """What goes wrong."""

    SLOW = "slow"
    STALL = "stall"
    STATUS = "status"
    RATE_LIMIT = "rate_limit"
    HTML = "html"
    GATEWAY = "gateway"
    REDIRECT = "redirect"
    MALFORMED = "malformed"
    NESTED = "nested"
    TRUNCATED = "truncated"
    OVERSIZE = "oversize"
    DROP = "drop"


@dataclass(slots=True)
class Fault:
    """One fault. `path` is a prefix of the paths it hits; `remaining` counts down, None lasts until cleared.

    `stall` stops in the middle of the answer, `gateway` is a 502 with a web page, `redirect` leads to itself.
    `seconds` is the delay of `slow` and `stall` and the `Retry-After` of `rate_limit`; `megabytes` the size of
    `oversize`. With `after` the service does the work first and then fails to answer properly. The first `skip`
    requests go well.
    """

    kind: FaultKind
    path: str = "/"
    method: str | None = None
    status: int = 500
    seconds: float = 30.0
    megabytes: int = 100
    remaining: int | None = None
    after: bool = False
    skip: int = 0

    def hits(self, request: web.BaseRequest) -> bool:
        """Whether this request is a victim; uses up one of `remaining`."""
        if self.remaining == 0 or not request.path.startswith(self.path):
            return False
        if self.method and request.method != self.method:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.remaining is not None:
            self.remaining -= 1
        return True


class FaultBoard:
    """The faults of one service; its `middleware` goes into the service's aiohttp application."""

    def __init__(self) -> None:
        self.active: list[Fault] = []
        self._well = asyncio.Event()

    def add(self, fault: Fault) -> Fault:
        """Switch a fault on."""
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """All well again; whoever waits for an answer gets it."""
        self.active.clear()
        self._well.set()
        self._well = asyncio.Event()

    async def pause(self, seconds: float) -> None:
        """Wait so long, or until all is well again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._well.wait()

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Misbehave where a fault says so."""
        if request.path.startswith("/_sandbox"):
            return await handler(request)
        fault = next((fault for fault in self.active if fault.hits(request)), None)
        self.active = [other for other in self.active if other.remaining != 0]
        if fault is None:
            return await handler(request)
        if fault.after:
            response = await handler(request)
            if fault.kind is FaultKind.SLOW:
                await self.pause(fault.seconds)
                return response
        return await self._misbehave(fault, request, handler)

    async def _misbehave(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        match fault.kind:
            case FaultKind.SLOW:
                await self.pause(fault.seconds)
                return await handler(request)
            case FaultKind.STALL:
                response = web.StreamResponse(headers={"Content-Length": "100000", "Content-Type": "application/json"})
                await response.prepare(request)
                await response.write(b'{"hash": "abc"')
                await self.pause(fault.seconds)
                return response
            case _:
                return await _broken_answer(fault, request)


async def _broken_answer(fault: Fault, request: web.Request) -> web.StreamResponse:
    match fault.kind:
        case FaultKind.STATUS:
            return web.Response(status=fault.status, text=f"simulated failure {fault.status}")
        case FaultKind.RATE_LIMIT:
            return web.Response(status=429, text="Too Many Attempts.", headers={"Retry-After": str(int(fault.seconds))})
        case FaultKind.HTML:
            return web.Response(text="<!doctype html><title>Hello</title><p>Not JSON", content_type="text/html")
        case FaultKind.GATEWAY:
            page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>nginx</body></html>"
            return web.Response(status=502, text=page, content_type="text/html")
        case FaultKind.REDIRECT:
            return web.Response(status=302, headers={"Location": str(request.url)})
        case FaultKind.MALFORMED:
            return web.Response(text='{"hash": "abc', content_type="application/json")
        case FaultKind.NESTED:
            return web.Response(text="[" * 50_000, content_type="application/json")
        case FaultKind.DROP:
            _hang_up(request)
            return web.Response()
        case FaultKind.TRUNCATED:
            response = web.StreamResponse(headers={"Content-Length": "100000", "Content-Type": "application/json"})
            await response.prepare(request)
            await response.write(b'{"hash": "abc"')
            _hang_up(request)
            return response
        case FaultKind.OVERSIZE:
            response = web.StreamResponse(headers={"Content-Type": "application/json"})
            await response.prepare(request)
            block = b'{"a": "' + b"x" * (1024 * 1024)
            # Whoever asked has every right to hang up.
            with suppress(ConnectionError):
                for _ in range(fault.megabytes):
                    await response.write(block)
            return response
        case other:
            raise AssertionError(f"{other} is no broken answer")


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def control_routes(board: FaultBoard) -> list[web.RouteDef]:
    """Switches for other processes: `GET`, `POST` and `DELETE /_sandbox/faults`; a fault is a JSON object."""

    async def listed(_: web.Request) -> web.Response:
        return web.json_response([str(fault.kind) for fault in board.active])

    async def added(request: web.Request) -> web.Response:
        try:
            wanted = await request.json()
            board.add(Fault(**{**wanted, "kind": FaultKind(wanted["kind"])}))
        except (KeyError, TypeError, ValueError) as error:
            raise web.HTTPBadRequest(text=f"not a fault: {error}") from error
        return web.json_response({"ok": True})

    async def cleared(_: web.Request) -> web.Response:
        board.clear()
        return web.json_response({"ok": True})

    path = "/_sandbox/faults"
    return [web.get(path, listed), web.post(path, added), web.delete(path, cleared)]
