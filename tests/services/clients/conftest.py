"""The clients of outside services, over real sockets to their stand-ins, in time that the test decides."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.metrics import Metrics
from alttprbot.services.clients.registry import Clients, build_clients
from alttprbot.util.http import open_http_session
from alttprbot_sandbox.journal import SimulatedService
from tests.alttprgen.conftest import VirtualClock
from tests.caches import memory_cache
from tests.conftest import MakeSettings

OpenClients = Callable[..., Awaitable[Clients]]


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
async def open_clients(make_settings: MakeSettings, clock: VirtualClock) -> AsyncIterator[OpenClients]:
    """The factory of clients that know of these stand-ins; overrides are settings."""
    async with AsyncExitStack() as stack:

        async def open_(*services: SimulatedService, **overrides: Any) -> Clients:
            leading = {name.lower(): value for service in services for name, value in service.settings().items()}
            settings = make_settings(**leading | overrides)
            http = await stack.enter_async_context(open_http_session(settings))
            contract = ProviderContract(clock=clock, metrics=Metrics(), settings=settings)
            return build_clients(settings=settings, http=http, contract=contract, cache=memory_cache(clock))

        yield open_
