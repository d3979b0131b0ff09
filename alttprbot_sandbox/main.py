"""`make sandbox`: the real application in a simulated world, behind one start page."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol, Self

from aiohttp import web

from alttprbot.config import Settings
from alttprbot.config_loading import load_settings
from alttprbot.core import Core
from alttprbot.supervisor import Supervisor
from alttprbot_sandbox.journal import LOOPBACK
from alttprbot_sandbox.start_page import SandboxMap, start_page
from alttprbot_sandbox.world import World, map_of, simulated_world


class Application(Protocol):
    """What the composition root builds."""

    supervisor: Supervisor


OpenCore = Callable[[Settings], AbstractAsyncContextManager[Core]]


def sandbox(open_core: OpenCore, build_application: Callable[..., Application], port: int) -> int:
    """Run until Ctrl-C; the exit code."""
    with tempfile.TemporaryDirectory(prefix="sahasrahbot-sandbox-") as directory:
        try:
            return asyncio.run(_run(open_core, build_application, port, Path(directory)))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            print(f"Port {port} is in use. Try another one: make sandbox PORT={port + 100}", file=sys.stderr)
            return 1


async def _run(open_core: OpenCore, build_application: Callable[..., Application], port: int, data_dir: Path) -> int:
    async with simulated_world(data_dir) as world, _StartPage(port) as page:
        settings = load_settings(world.environment, env_file=None)
        async with open_core(settings) as core:
            application = build_application(
                core,
                discord_connector=world.discord.connector(),
                audit_connector=world.discord.audit_connector(),
            )
            async with asyncio.TaskGroup() as group:
                running = group.create_task(application.supervisor.run())
                announcing = group.create_task(_announce(application, world, page, settings))
                code = await running
                announcing.cancel()
    return code


async def _announce(application: Application, world: World, page: _StartPage, settings: Settings) -> None:
    await application.supervisor.wait_ready()
    await world.discord.ready()
    world.introduce_people()
    await page.show(map_of(world, settings))
    print(f"\n  SahasrahBot sandbox: http://{LOOPBACK}:{page.port}\n  Ctrl-C ends it.\n", flush=True)


class _StartPage:
    """The address is taken at once, so that a port in use is noticed before anything else starts."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._runner: web.AppRunner | None = None
        self._socket: socket.socket | None = None

    async def __aenter__(self) -> Self:
        self._socket = socket.create_server((LOOPBACK, self.port))
        self.port = self._socket.getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        if self._socket is not None:
            self._socket.close()

    async def show(self, sandbox_map: SandboxMap) -> None:
        """Serve the page."""
        if self._socket is None:
            raise RuntimeError("the start page has no address yet")
        self._runner = web.AppRunner(start_page(sandbox_map), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()
