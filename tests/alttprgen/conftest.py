"""The road of a seed without any surface: real service, real sockets, time that the test decides."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alttprbot.alttprgen.adapters.alttpr import ALTTPRProvider
from alttprbot.alttprgen.adapters.base import SeedProvider
from alttprbot.alttprgen.generator import SeedService
from alttprbot.alttprgen.planners import build_planners
from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.alttprgen.provider_adapters import build_providers
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Surface, UploadedPreset
from alttprbot.alttprgen.roll_limit import RollLimit
from alttprbot.alttprgen.spoilers.publishing import SpoilerLogs
from alttprbot.alttprgen.storage import Stores, build_stores
from alttprbot.config import REPOSITORY, Settings
from alttprbot.metrics import Metrics
from alttprbot.services.clients.registry import Clients, build_clients
from alttprbot.services.telemetry import NoOpTelemetryService, Telemetry
from alttprbot.util.clock import Clock
from alttprbot.util.http import open_http_session
from alttprbot_sandbox.alttpr import AlttprServer
from tests.caches import memory_cache
from tests.conftest import MakeSettings

BEGINNING = datetime(2026, 2, 14, 18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class _Limit:
    """A time limit: how long it is, when it is over, and what ends it."""

    seconds: float
    over_at: float
    timer: asyncio.Timeout

    def end(self) -> None:
        if not self.timer.expired():
            self.timer.reschedule(asyncio.get_running_loop().time())


class VirtualClock(Clock):
    """Time stands still but for those who wait: they wait no time at all. `slept` are their waits.

    A time limit is over when the test says so with `expire`, or when somebody inside of it waited for too long;
    `passed` is how long everything took.
    """

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.passed = 0.0
        self._limits: list[_Limit] = []

    def now(self) -> datetime:
        return BEGINNING + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return 5000.0 + self.passed

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)
        await asyncio.sleep(0)

    @asynccontextmanager
    async def timeout(self, seconds: float) -> AsyncIterator[object]:
        async with asyncio.timeout(seconds) as timer:
            limit = _Limit(seconds, self.passed + seconds, timer)
            self._limits.append(limit)
            try:
                yield timer
            finally:
                self._limits.remove(limit)

    def expire(self) -> None:
        """Let so much time pass that the innermost time limit is over."""
        innermost = self._limits[-1]
        self.advance(innermost.seconds)
        innermost.end()

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.passed += seconds
        for limit in self._limits:
            if limit.over_at <= self.passed:
                limit.end()


@dataclass
class Road:
    """Everything between a request and a provider."""

    seeds: SeedService
    provider: ALTTPRProvider
    contract: ProviderContract
    metrics: Metrics
    library: PresetLibrary
    providers: Mapping[str, SeedProvider]
    stores: Stores
    clients: Clients
    settings: Settings
    clock: VirtualClock = field(default_factory=VirtualClock)


OpenRoad = Callable[..., Any]
MakeContract = Callable[..., ProviderContract]


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def make_contract(make_settings: MakeSettings, clock: VirtualClock, metrics: Metrics) -> MakeContract:
    def make(**overrides: Any) -> ProviderContract:
        return ProviderContract(clock=clock, metrics=metrics, settings=make_settings(**overrides))

    return make


@pytest.fixture
def contract(make_contract: MakeContract) -> ProviderContract:
    return make_contract()


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server
        server.release()


@pytest.fixture(scope="session")
def library() -> PresetLibrary:
    """The shipped presets, read once."""
    opened = PresetLibrary(REPOSITORY / "presets", "https://bot.example/presets")
    asyncio.run(opened.load())
    return opened


@pytest.fixture
async def open_road(
    make_settings: MakeSettings, clock: VirtualClock, library: PresetLibrary
) -> AsyncIterator[OpenRoad]:
    """The factory of roads; overrides are settings."""
    async with AsyncExitStack() as stack:

        async def open_(url: str, *, planners: Any = None, more_providers: Any = None, **overrides: Any) -> Road:
            settings = make_settings(**{"alttpr_baseurl": url, "alttpr_live_baseurl": url} | overrides)
            metrics = Metrics()
            http = await stack.enter_async_context(open_http_session(settings))
            contract = ProviderContract(clock=clock, metrics=metrics, settings=settings)
            stores = build_stores(settings=settings, contract=contract)
            parts: Any = {"settings": settings, "http": http, "contract": contract, "cache": memory_cache(clock)}
            providers = build_providers(**parts, stores=stores)
            seeds = SeedService(
                library=library,
                providers={**providers, **(more_providers or {})},
                metrics=metrics,
                limit=RollLimit(clock),
                observe=Telemetry(NoOpTelemetryService(), clock=clock, sample_rate=0, salt="").roll,
                spoiler_logs=SpoilerLogs(stores.spoiler_logs),
                planners=planners or build_planners(settings, providers),
            )
            provider = providers["alttpr"]
            assert isinstance(provider, ALTTPRProvider)
            clients = build_clients(**parts)
            return Road(seeds, provider, contract, metrics, library, providers, stores, clients, settings, clock)

        yield open_


@pytest.fixture
async def road(open_road: OpenRoad, alttpr: AlttprServer) -> Road:
    """A road to the simulated site."""
    opened: Road = await open_road(alttpr.url)
    return opened


def request(
    preset: str | UploadedPreset | None = "open",
    *,
    game: str = "alttpr",
    requester: Requester | None = None,
    **options: Any,
) -> SeedRequest:
    """A request of our own jobs, which nobody limits."""
    return SeedRequest(game, preset, requester or Requester(Surface.CLI), SeedOptions(**options))


def events(caplog: pytest.LogCaptureFixture, name: str) -> list[logging.LogRecord]:
    """The records of one event, in order."""
    return [record for record in caplog.records if record.getMessage() == name]


@asynccontextmanager
async def answering(
    raw: bytes,
    *,
    context: ssl.SSLContext | None = None,
    heads: list[bytes] | None = None,
    first: bytes | None = None,
) -> AsyncIterator[str]:
    """A server that answers each request with these bytes; its address. `heads` get the beginnings of requests.

    With `first` that is the answer to the first request.
    """
    answers = [raw] if first is None else [raw, first]

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        await reader.readexactly(length)
        if heads is not None:
            heads.append(head)
        writer.write(answers.pop() if len(answers) > 1 else raw)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def answer(body: bytes | str, *headers: str, status: str = "200 OK") -> bytes:
    """An HTTP answer, byte for byte."""
    raw = body.encode() if isinstance(body, str) else body
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(raw)}", "Connection: close"])
    return head.encode() + b"\r\n\r\n" + raw
