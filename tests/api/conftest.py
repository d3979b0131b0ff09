"""The real web application over a real core, against simulated Discord login and alttpr.com.

visit      open the application as somebody (`tests.api.visitors`); anonymous until they log in
make_app   the application with settings of the test's choosing
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol

import pytest
from quart import Quart

from alttprbot.core import Core
from alttprbot.supervision import Health, Readiness
from alttprbot_api.api import create_app
from alttprbot_api.web import EXTENSION, Web
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.visitors import AGAHNIM, HTML, LINK, ZELDA, Visitor
from tests.clocks import HandClock
from tests.conftest import OpenCore

CLIENT_ID, CLIENT_SECRET = 1000, "the secret of the application"


class Visit(Protocol):
    """A new visitor; `page` is for those who look at pages."""

    def __call__(self, *, page: bool = False, address: str = ...) -> Visitor: ...


MakeApp = Callable[..., Awaitable[Quart]]


@pytest.fixture
def database_kind() -> str:
    """Nothing here depends on the dialect; the services are tested on both."""
    return "sqlite"


@pytest.fixture
async def oauth() -> AsyncIterator[DiscordOAuthServer]:
    async with DiscordOAuthServer() as server:
        server.add_client(str(CLIENT_ID), CLIENT_SECRET)
        server.add_user(LINK, "link", global_name="Link", avatar="abc")
        server.add_user(ZELDA, "zelda", global_name="Zelda")
        server.add_user(AGAHNIM, "agahnim")
        yield server


@pytest.fixture
async def alttpr() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def readiness() -> Readiness:
    """What the process says of itself."""
    return Readiness(ready=True)


@pytest.fixture
def make_app(
    open_test_core: OpenCore,
    oauth: DiscordOAuthServer,
    alttpr: AlttprServer,
    clock: HandClock,
    readiness: Readiness,
) -> MakeApp:
    async def make(**overrides: Any) -> Quart:
        settings = {
            "discord_client_id": CLIENT_ID,
            "discord_client_secret": CLIENT_SECRET,
            "discord_api_base": f"{oauth.url}/api/v10",
            "discord_oauth_authorize_url": f"{oauth.url}/api/oauth2/authorize",
            "discord_oauth_token_url": f"{oauth.url}/api/oauth2/token",
            "alttpr_baseurl": alttpr.url,
            "alttpr_live_baseurl": alttpr.url,
        }
        core = await open_test_core(clock=clock, **settings | overrides)
        return create_app(core, lambda: readiness)

    return make


@pytest.fixture
async def app(make_app: MakeApp) -> Quart:
    return await make_app()


@pytest.fixture
def web(app: Quart) -> Web:
    bundle: Web = app.extensions[EXTENSION]
    return bundle


@pytest.fixture
def core(web: Web) -> Core:
    return web.core


@pytest.fixture
def visit(app: Quart, oauth: DiscordOAuthServer) -> Visit:
    def new(*, page: bool = False, address: str = "198.51.100.7") -> Visitor:
        return Visitor(app, oauth, address=address, accept=HTML if page else "*/*")

    return new


@pytest.fixture
async def link(visit: Visit) -> Visitor:
    """Link, logged in."""
    visitor = visit()
    await visitor.login(LINK)
    return visitor


@pytest.fixture
async def zelda(visit: Visit) -> Visitor:
    """Zelda, logged in."""
    visitor = visit()
    await visitor.login(ZELDA)
    return visitor


@pytest.fixture
async def rolling(core: Core) -> AsyncIterator[None]:
    """The background part runs."""
    task = asyncio.ensure_future(core.seed_jobs.service().run(Health("seed_jobs", lambda _: None)))
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
