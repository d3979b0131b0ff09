"""A second bot in the simulated Discord: what SimCord's environment does for the first one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
from discord.http import Route
from simcord import Env, _dpy_internals
from simcord.gateway import ShardRouter
from simcord.http import FakeHTTPClient, FakeWebhookAdapter

from alttprbot_sandbox.discord.backend import Application, SharedBackend


class _Calls(FakeHTTPClient):
    """The calls of one application."""

    def __init__(self, backend: SharedBackend, application: Application) -> None:
        super().__init__(backend, asyncio.get_running_loop())
        self._shared = backend
        self._application = application

    async def static_login(self, token: str) -> Any:
        """Log in as the application's bot."""
        with self._shared.acting_as(self._application):
            return await super().static_login(token)

    async def request(self, route: Route, *, files: Any | None = None, form: Any | None = None, **kwargs: Any) -> Any:
        """Call Discord; SimCord answers without waiting for anything."""
        with self._shared.acting_as(self._application):
            return await super().request(route, files=files, form=form, **kwargs)


class _Answers(FakeWebhookAdapter):
    """The answers of one application to interactions."""

    def __init__(self, backend: SharedBackend, application: Application) -> None:
        super().__init__(backend)
        self._shared = backend
        self._application = application

    async def request(self, route: Any, session: Any, **kwargs: Any) -> Any:
        """Call Discord; SimCord answers without waiting for anything."""
        with self._shared.acting_as(self._application):
            return await super().request(route, session, **kwargs)


@asynccontextmanager
async def seated(
    env: Env, backend: SharedBackend, application: Application, client: discord.Client, token: str
) -> AsyncIterator[None]:
    """Log `client` in as `application` and send it what happens, until the end of the block.

    Its work counts as work of the environment: whoever acts in Discord sees the answers of both bots.
    """
    state = _dpy_internals.get_state(client)
    _dpy_internals.install_http(client, _Calls(backend, application))
    _dpy_internals.set_guild_ready_timeout(client, 0.0)
    state.shard_count, state.shard_ids = 1, [0]
    router = ShardRouter(backend, state, client.dispatch, 1, (0,))
    _dpy_internals.install_websocket(client, router.websockets[0])
    answers = _Answers(backend, application)

    @contextmanager
    def scope() -> Iterator[None]:
        with env._bot_scope():  # noqa: SLF001 - SimCord has no public way to say whose work this is
            previous = _dpy_internals.set_webhook_adapter(answers)
            try:
                yield
            finally:
                _dpy_internals.reset_webhook_adapter(previous)

    def deliver(event: str, payload: Mapping[str, Any]) -> None:
        with scope(), backend.acting_as(application):
            router.feed(event, payload)

    with backend.listening(application, deliver):
        with scope():
            await client.login(token)
            with backend.acting_as(application):
                router.identify(0)
            backend.greet(application)
        yield
