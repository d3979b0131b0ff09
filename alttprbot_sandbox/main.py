"""`make sandbox`: the real application in a simulated world, behind one start page."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from aiohttp import web

from alttprbot.config import Settings
from alttprbot.config_loading import load_settings
from alttprbot.core import Core
from alttprbot.supervisor import Supervisor
from alttprbot.util.clock import Clock
from alttprbot_racetime.timings import Timings
from alttprbot_sandbox.demo import collect_texts, fill_namespace, open_room, prepare_event, report_to_staff
from alttprbot_sandbox.journal import LOOPBACK
from alttprbot_sandbox.racetime.state import Race
from alttprbot_sandbox.start_page import Levers, Place, SandboxMap, start_page
from alttprbot_sandbox.start_page.levers import Person
from alttprbot_sandbox.world import World, simulated_world

# The real service must not be asked that often, and people who try things out do not like to wait.
LOOKS_FOR_ROOMS = 1.0


class Application(Protocol):
    """What the composition root builds."""

    @property
    def supervisor(self) -> Supervisor:
        """What runs its parts."""


class OpenCore(Protocol):
    """How the composition root opens a core."""

    def __call__(self, settings: Settings, *, clock: Clock | None = None) -> AbstractAsyncContextManager[Core]:
        """Build it, close it at the end."""


BuildApplication = Callable[..., Application]


def sandbox(open_core: OpenCore, build_application: BuildApplication, port: int) -> int:
    """Run until Ctrl-C; the exit code."""
    try:
        # Taken at once, so that a port in use is noticed before anything else starts.
        listener = socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        print(_port_problem(port, error), file=sys.stderr)
        return 1
    with listener, tempfile.TemporaryDirectory(prefix="sahasrahbot-sandbox-") as directory:
        return asyncio.run(_run(open_core, build_application, listener, Path(directory)))


def _port_problem(port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use, perhaps by another sandbox. Try another one: make sandbox PORT={port + 100}"
    if isinstance(error, OSError) and error.errno == errno.EACCES:
        return f"Port {port} may not be used by this user. Try another one: make sandbox PORT=8800"
    return f"Port {port} cannot be used. Try another one, from 1024 to 65535: make sandbox PORT=8800"


async def _run(
    open_core: OpenCore, build_application: BuildApplication, listener: socket.socket, data_dir: Path
) -> int:
    async with simulated_world(data_dir) as world:
        settings = load_settings(world.environment, env_file=None)
        async with open_core(settings, clock=world.clock) as core:
            race = await open_room(world)
            await prepare_event(core)
            application = build_application(
                core,
                discord_connector=world.discord.connector(),
                audit_connector=world.discord.audit_connector(),
                racetime_timings=Timings(scan=LOOKS_FOR_ROOMS),
            )
            # Who closes the terminal wants it gone as well.
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGHUP, application.supervisor.request_stop, "SIGHUP")
            async with asyncio.TaskGroup() as group:
                welcoming = group.create_task(_welcome(application, world, core, race, listener))
                code = await application.supervisor.run()
                welcoming.cancel()
    if application.supervisor.hung:
        # The loop would wait for them; nothing of ours is left to be done.
        shutil.rmtree(data_dir, ignore_errors=True)
        logging.shutdown()
        os._exit(code or 1)
    return code


async def _welcome(application: Application, world: World, core: Core, race: Race, listener: socket.socket) -> None:
    await application.supervisor.wait_ready()
    await world.discord.ready()
    preset_path = await fill_namespace(world, core)
    texts_path = await collect_texts(world, core)
    await report_to_staff(world, core)
    levers = Levers(
        readiness=application.supervisor.readiness,
        now=world.clock.now,
        channel=lambda: world.discord.channel,
        advance_clock=world.discord.advance,
        show_channel=world.discord.show,
    )
    async with _served(start_page(_map(world, core.settings, race, preset_path, texts_path), levers), listener):
        print(
            f"\n  SahasrahBot sandbox: http://{LOOPBACK}:{listener.getsockname()[1]}\n  Ctrl-C ends it.\n", flush=True
        )
        await asyncio.Event().wait()


def _map(world: World, settings: Settings, race: Race, preset_path: str, texts_path: str) -> SandboxMap:
    web_url, racetime = settings.app_url, world.racetime
    racers = {user.name: user.id for user in racetime.world.users.values()}
    return SandboxMap(
        places=[
            Place("discord", "Discord", world.discord.url, "The bots’ server. Run slash commands as anybody."),
            Place("room", "Race room", f"{racetime.url}/{race.name}", "Open, with the bot in it. Join, chat, race."),
            Place("web", "Web application", web_url, "Presets, namespaces, the API. Sign in as anybody."),
            Place("event", "Event", f"{web_url}/sglive/", "Seeds at a button, and how full the hall gets."),
            Place("texts", "Texts", web_url + texts_path, "For the end of the game. Zelda decides about them."),
            Place("preset", "A preset", web_url + preset_path, "Of Link’s namespace, as a web page."),
            Place("alttpr", "Seeds", world.providers["alttpr"].url, "What was rolled so far; where permalinks lead."),
            Place("racetime", "All race rooms", racetime.url, "Open one of your own, of any game."),
        ],
        people=[Person(persona, racers[persona.name]) for persona in world.discord.personas],
        services=world.services,
        addresses={
            "web": web_url,
            "discord": world.discord.url,
            **{name: service.url for name, service in world.services.items()},
        },
        channels=list(world.discord.channels),
    )


@asynccontextmanager
async def _served(app: web.Application, listener: socket.socket) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield
    finally:
        await runner.cleanup()
