"""The real RaceTime service over a real core, against simulated racetime.gg and alttpr.com."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
)
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest
from pydantic import SecretStr

from alttprbot.config import RaceTimeCredentials
from alttprbot.core import Core
from alttprbot.supervision import Health
from alttprbot.util.clock import Clock
from alttprbot_racetime.bot import RaceTime, build_bots
from alttprbot_racetime.core import SahasrahBotRaceTimeBot
from alttprbot_racetime.timings import Timings
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.providers import PROVIDERS
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.categories import CATEGORIES
from alttprbot_sandbox.racetime.state import Race, User
from tests.conftest import OpenCore

GOAL = "Beat the game"
FAST = Timings(
    scan=0.1,
    refused=0.1,
    category_backoff=(0.02, 0.1),
    room_backoff=(0.01, 0.05),
    request_backoff=(0.01, 0.02),
    confirmation=5,
    token_margin=0,
    token_spread=0,
    listing_age=0.3,
    listing_poll=0.05,
)


class HastyClock(Clock):
    """The pauses before a repetition are short; what waits for minutes or hours still does."""

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / 100 if 0.5 <= seconds <= 5 else seconds)


@dataclass
class Running:
    """The service at work; `states` are what it told of its health, newest last."""

    core: Core
    bots: Mapping[str, SahasrahBotRaceTimeBot]
    states: list[tuple[str, str]] = field(default_factory=list)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, health: Health) -> None:
        self.states.append((health.state.value, health.detail))
        self.told.set()


class Serve(Protocol):
    """Run the service as a process would; entering it a second time is a restart over the same database.

    With `idle` the service is built and does not run.
    """

    def __call__(
        self, *, timings: Timings = FAST, secrets: dict[str, str] | None = None, idle: bool = False, **settings: Any
    ) -> AbstractAsyncContextManager[Running]: ...


@pytest.fixture
def database_kind() -> str:
    """What happens in rooms does not depend on the database; tests for which it does say so."""
    return "sqlite"


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture
async def racetime() -> AsyncIterator[RaceTimeServer]:
    async with RaceTimeServer() as server:
        for slug in CATEGORIES:
            server.add_category(slug, slug.title(), goals=[GOAL])
            server.add_bot(slug, f"client-{slug}", "secret", name="SahasrahBot")
        yield server


@pytest.fixture
def ann(racetime: RaceTimeServer) -> User:
    """Opens rooms, and so is a monitor of hers."""
    return racetime.add_user("Ann")


@pytest.fixture
def bob(racetime: RaceTimeServer) -> User:
    """No monitor."""
    return racetime.add_user("Bob")


@pytest.fixture
async def race(racetime: RaceTimeServer, ann: User) -> Race:
    """Ann's open room."""
    return await racetime.open_race("alttpr", ann, goal=GOAL)


StallDatabase = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def stalled_database(database_url: str) -> StallDatabase:
    """While this is entered nobody can write into the database."""

    @contextmanager
    def stalled() -> Iterator[None]:
        connection = sqlite3.connect(database_url.removeprefix("sqlite://"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.close()

    return stalled


@pytest.fixture
def serve(open_test_core: OpenCore, racetime: RaceTimeServer, alttpr: AlttprServer) -> Serve:
    @asynccontextmanager
    async def start(
        *, timings: Timings = FAST, secrets: dict[str, str] | None = None, idle: bool = False, **settings: Any
    ) -> AsyncIterator[Running]:
        clients = {
            slug: RaceTimeCredentials(f"client-{slug}", SecretStr(secret))
            for slug, secret in (secrets or {"alttpr": "secret"}).items()
        }
        overrides: dict[str, Any] = {
            "clock": HastyClock(),
            "racetime_host": racetime.host,
            "racetime_port": racetime.port,
            "racetime_clients": clients,
            "alttpr_baseurl": alttpr.url,
            "alttpr_live_baseurl": alttpr.url,
        }
        core = await open_test_core(**overrides | settings)
        running = Running(core, build_bots(core, timings))
        if idle:
            yield running
            return
        health = Health("racetime", running.tell)
        task = asyncio.create_task(RaceTime(core, running.bots, health).run())
        try:
            yield running
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    return start  # type: ignore[return-value]


@pytest.fixture
async def providers() -> AsyncIterator[Mapping[str, SimulatedService]]:
    """Those of the games that have rooms, besides alttpr.com."""
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(PROVIDERS[name]())
            for name in ("sm", "smz3", "varia", "smdash", "ctjets")
        }
