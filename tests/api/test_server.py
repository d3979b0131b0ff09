"""The web application as a part of the process, over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from alttprbot.core import Core
from alttprbot.models import WebSession
from alttprbot.services.api_keys import ApiKeyService
from alttprbot.supervision import Health, Readiness, State
from alttprbot_api.api import web_service
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.journal import free_port
from tests.clocks import HandClock
from tests.conftest import OpenCore

PATIENCE = 10.0


class Running:
    """The service in a task; `ready` is set once it is ready."""

    def __init__(self, core: Core) -> None:
        self.url = f"http://127.0.0.1:{core.settings.api_port}"
        self.ready = asyncio.Event()
        self.health = Health("web", self._changed)
        self.task = asyncio.ensure_future(web_service(core, lambda: Readiness(ready=True)).run(self.health))

    def _changed(self, health: Health) -> None:
        if health.state is State.READY:
            self.ready.set()

    async def until_ready(self) -> None:
        waiting = asyncio.ensure_future(self.ready.wait())
        await asyncio.wait({waiting, self.task}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self.task.done():
            self.task.result()
        assert self.ready.is_set()

    async def end(self) -> None:
        self.task.cancel()
        async with asyncio.timeout(PATIENCE):
            with contextlib.suppress(asyncio.CancelledError):
                await self.task


@asynccontextmanager
async def running(core: Core) -> AsyncIterator[Running]:
    service = Running(core)
    try:
        await service.until_ready()
        yield service
    finally:
        await service.end()


@pytest.fixture
async def served(open_test_core: OpenCore, alttpr: AlttprServer, clock: HandClock) -> Core:
    return await open_test_core(clock=clock, api_port=free_port(), alttpr_baseurl=alttpr.url, provider_max_attempts=1)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def get(http: aiohttp.ClientSession, url: str, **more: Any) -> tuple[int, str]:
    async with http.get(url, **more) as response:
        return response.status, await response.text()


async def test_it_answers_as_soon_as_it_is_ready(served: Core, http: aiohttp.ClientSession) -> None:
    async with running(served) as service:
        status, text = await get(http, f"{service.url}/livez")

    assert (status, json.loads(text)) == (200, {"status": "ok"})


async def test_address_of_somebody_else_is_said(served: Core) -> None:
    with socket.create_server(("127.0.0.1", served.settings.api_port)):
        service = Running(served)

        with pytest.raises(OSError, match="in use") as caught:
            await service.until_ready()

    assert caught.value.errno == errno.EADDRINUSE
    assert service.health.state is State.STARTING


async def test_it_can_be_started_again_at_once(served: Core, http: aiohttp.ClientSession) -> None:
    for _ in range(2):
        async with running(served) as service:
            assert (await get(http, f"{service.url}/livez"))[0] == 200


async def test_ending_lets_open_requests_finish(
    served: Core, http: aiohttp.ClientSession, alttpr: AlttprServer
) -> None:
    async with running(served) as service:
        alttpr.hold()
        token = await _key(served)
        asking = asyncio.ensure_future(_test_roll(http, service.url, token))
        await alttpr.held()

        ending = asyncio.ensure_future(service.end())
        await _refuses_connections(served.settings.api_port)
        alttpr.release()

        assert (await asking)[0] == 200
        await ending


async def test_idle_connections_do_not_hold_up_the_end(served: Core) -> None:
    async with running(served) as service:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.settings.api_port)
        writer.write(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")

        async with asyncio.timeout(3):
            await service.end()

        writer.close()


async def test_body_without_length_is_cut_off_at_the_limit(served: Core, http: aiohttp.ClientSession) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b" " * 65536

    headers = {"Authorization": f"Bearer {await _key(served)}", "Content-Type": "application/json"}
    async with (
        running(served) as service,
        http.post(f"{service.url}/api/v1/presets/validate", data=endless(), headers=headers) as response,
    ):
        assert response.status == 413
        assert (await response.json())["type"] == "urn:sahasrahbot:problem:too-large"


@pytest.mark.parametrize("request_text", ["GARBAGE\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n"])
async def test_nonsense_does_no_harm(served: Core, http: aiohttp.ClientSession, request_text: str) -> None:
    async with running(served) as service:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.settings.api_port)
        writer.write(request_text.encode())
        async with asyncio.timeout(PATIENCE):
            await reader.read()
        writer.close()

        assert (await get(http, f"{service.url}/livez"))[0] == 200


async def test_old_sessions_are_forgotten_now_and_then(served: Core, clock: HandClock) -> None:
    await WebSession.create(
        id="x" * 64,
        discord_user_id=1,
        username="a",
        display_name="a",
        csrf_token="t",
        last_seen=clock.now(),
        expires=clock.now(),
    )
    async with running(served):
        await clock.asleep(at_most=2 * 3600)
        assert await WebSession.all().count() == 0


async def test_it_is_off_when_it_is_switched_off(open_test_core: OpenCore) -> None:
    core = await open_test_core(web_enabled=False)

    assert web_service(core, lambda: Readiness(ready=True)).off == "WEB_ENABLED is false"


async def test_provider_that_is_slow_does_not_hold_up_others(
    served: Core, http: aiohttp.ClientSession, alttpr: AlttprServer
) -> None:
    alttpr.faults.add(Fault(FaultKind.SLOW, seconds=30))
    token = await _key(served)
    async with running(served) as service:
        slow = asyncio.ensure_future(_test_roll(http, service.url, token))
        await alttpr.requested("/api/randomizer")

        assert (await get(http, f"{service.url}/api/v1/presets/global/alttpr/open"))[0] == 200

        slow.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await slow


async def _key(core: Core) -> str:
    token, _ = await ApiKeyService(clock=core.clock).create(owner=1, name="robot", scopes=["seeds:generate"])
    return token


async def _test_roll(http: aiohttp.ClientSession, url: str, token: str) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {token}"}
    async with http.post(f"{url}/api/v1/presets/alttpr/test", json={"preset": "open"}, headers=headers) as response:
        return response.status, await response.text()


async def _refuses_connections(port: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                return
            writer.close()
            await asyncio.sleep(0)
