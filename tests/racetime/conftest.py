"""The real RaceTime service over a real core, against simulated racetime.gg and alttpr.com."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from alttprbot.config import RaceTimeCredentials
from alttprbot.core import Core
from alttprbot.supervision import Health
from alttprbot_racetime.bot import racetime_service
from alttprbot_racetime.timings import Timings
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.racetime import RaceTimeServer
from tests.conftest import OpenCore

FAST = Timings(
    scan=0.1, refused=0.1, category_backoff=(0.05, 0.1), room_backoff=(0.02, 0.1), confirmation=5, token_margin=0
)

Serve = Callable[..., AbstractAsyncContextManager[Core]]


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture
async def racetime() -> AsyncIterator[RaceTimeServer]:
    async with RaceTimeServer() as server:
        for slug in ("alttpr", "test"):
            server.add_category(slug, slug.title(), goals=["Beat the game"])
            server.add_bot(slug, f"client-{slug}", "secret", name="SahasrahBot")
        yield server


@pytest.fixture
def serve(open_test_core: OpenCore, racetime: RaceTimeServer, alttpr: AlttprServer) -> Serve:
    """Run the service as a process would; entering it a second time is a restart over the same database."""

    @asynccontextmanager
    async def start(*, timings: Timings = FAST, secrets: dict[str, str] | None = None) -> AsyncIterator[Core]:
        clients = {
            slug: RaceTimeCredentials(f"client-{slug}", secret)
            for slug, secret in (secrets or {"alttpr": "secret"}).items()
        }
        core = await open_test_core(
            racetime_host=racetime.host,
            racetime_port=racetime.port,
            racetime_clients=clients,
            alttpr_baseurl=alttpr.url,
            alttpr_live_baseurl=alttpr.url,
        )
        task = asyncio.create_task(_run(racetime_service(core, timings).run))
        try:
            yield core
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    return start


async def _run(run: Callable[[Health], Awaitable[None]]) -> None:
    await run(Health("racetime", lambda _: None))
