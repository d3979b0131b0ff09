"""SahasrahBot: the entry point and the composition root.

Here, and only here, everything is built: settings, then the core, then the surfaces, which the supervisor runs.
"""

from __future__ import annotations

import signal

if __name__ == "__main__":
    # Ctrl-C in the second that the imports below take ends the process without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import asyncio
import errno
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from alttprbot import config_loading
from alttprbot.alttprgen.generator import SeedService
from alttprbot.alttprgen.planners import build_planners
from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.alttprgen.provider_adapters import build_providers
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.roll_limit import RollLimit
from alttprbot.alttprgen.spoilers.publishing import SpoilerLogs
from alttprbot.alttprgen.storage import build_stores
from alttprbot.caching import Cache, open_backends
from alttprbot.commands.registry import COMMANDS
from alttprbot.config import Settings
from alttprbot.core import Core
from alttprbot.database import BackupError, Database, DatabaseConfigurationError, SchemaError, advice
from alttprbot.discord_login import Connect
from alttprbot.error_reporting import error_reporting
from alttprbot.exceptions import DatabaseUnavailableException, InvalidInputException, SahasrahBotException
from alttprbot.logs import configure_logging
from alttprbot.metrics import Metrics
from alttprbot.redaction import Redactor
from alttprbot.services.clients.registry import build_clients
from alttprbot.services.daily import DailyChallenge
from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.message_log import MessageLog
from alttprbot.services.message_retention import MessageRetention
from alttprbot.services.namespaces import NamespaceService
from alttprbot.services.onsite_retention import OnsiteRetention
from alttprbot.services.race_rooms import RaceRoomService
from alttprbot.services.seed_jobs import SeedJobService
from alttprbot.services.seed_retention import SeedRetention
from alttprbot.services.spoiler_races import SpoilerRaceService
from alttprbot.services.telemetry import build_telemetry, telemetry_writer
from alttprbot.services.telemetry_retention import TelemetryRetention
from alttprbot.services.triforce_seeds import TriforceSeedService
from alttprbot.services.triforce_texts import TriforceTextService
from alttprbot.services.upkeep import Upkeep
from alttprbot.services.users import UserService
from alttprbot.supervision import Readiness, Service
from alttprbot.supervisor import Supervisor, explain
from alttprbot.util.clock import Clock
from alttprbot.util.http import open_http_session
from alttprbot.work import WorkTracker
from alttprbot_api.api import web_service
from alttprbot_audit.bot import audit_bot_off, audit_service
from alttprbot_discord.bot import discord_bot_off, discord_service
from alttprbot_racetime.bot import racetime_service
from alttprbot_racetime.timings import Timings

logger = logging.getLogger("sahasrahbot")

OPERATOR_ERRORS = (
    BackupError,
    SahasrahBotException,
    DatabaseConfigurationError,
    SchemaError,
    config_loading.ConfigurationError,
)


@dataclass(frozen=True, slots=True)
class Application:
    """A core with its surfaces under a supervisor, ready to `run`."""

    core: Core
    supervisor: Supervisor


@asynccontextmanager
async def open_core(settings: Settings, *, clock: Clock | None = None) -> AsyncIterator[Core]:
    """Build the core and close it in order. Raises `SahasrahBotException` when the database cannot be used."""
    clock = clock or Clock()
    metrics, work = Metrics(), WorkTracker()
    async with AsyncExitStack() as stack:
        database = Database(settings, clock)
        await database.open()
        stack.push_async_callback(database.close)
        await database.require_current()
        backends = await stack.enter_async_context(open_backends(settings.cache_url.get_secret_value()))
        cache = Cache(backends, clock=clock, metrics=metrics)
        metrics.database_connections.labels("used").set_function(lambda: database.connections[0])
        metrics.database_connections.labels("free").set_function(lambda: database.connections[1])
        http = await stack.enter_async_context(open_http_session(settings))
        library = PresetLibrary(root=settings.presets_dir, list_url=f"{settings.app_url}/presets")
        await library.load()
        contract = ProviderContract(clock=clock, metrics=metrics, settings=settings)
        stores = build_stores(settings=settings, contract=contract)
        providers = build_providers(settings=settings, http=http, contract=contract, cache=cache, stores=stores)
        telemetry = build_telemetry(settings, clock=clock, metrics=metrics)
        spoiler_logs = SpoilerLogs(stores.spoiler_logs, hide_until_start=settings.spoiler_logs_hidden)
        seeds = SeedService(
            library=library,
            providers=providers,
            planners=build_planners(settings, providers),
            metrics=metrics,
            limit=RollLimit(clock, count=settings.seed_limit_count, seconds=settings.seed_limit_seconds),
            observe=telemetry.roll,
            spoiler_logs=spoiler_logs,
        )
        texts = TriforceTextService(clock=clock)
        spoiler_races = SpoilerRaceService()
        upkeep = Upkeep(clock=clock, metrics=metrics)
        yield Core(
            settings=settings,
            clock=clock,
            work=work,
            metrics=metrics,
            http=http,
            database=database,
            presets=library,
            namespaces=NamespaceService(library=library, clock=clock, superusers=settings.superuser_discord_ids),
            contract=contract,
            seeds=seeds,
            seed_jobs=SeedJobService(seeds=seeds, work=work, clock=clock, upkeep=upkeep),
            upkeep=upkeep,
            cache=cache,
            clients=build_clients(settings=settings, http=http, contract=contract, cache=cache),
            daily=DailyChallenge(site=providers.get("alttpr"), base_url=settings.alttpr_default.base_url, cache=cache),
            guild_config=GuildConfigService(cache=cache),
            message_log=MessageLog(clock=clock, metrics=metrics, queue_size=settings.audit_queue_size),
            race_rooms=RaceRoomService(clock=clock, spoiler_races=spoiler_races),
            spoiler_races=spoiler_races,
            spoiler_logs=spoiler_logs,
            users=UserService(clock=clock),
            telemetry=telemetry,
            triforce_texts=texts,
            triforce_seeds=TriforceSeedService(seeds=seeds, texts=texts),
        )


def build_application(
    core: Core,
    *,
    discord_connector: Connect | None = None,
    audit_connector: Connect | None = None,
    racetime_timings: Timings | None = None,
) -> Application:
    """Put the surfaces over a core. The connectors say how the bots reach Discord; None is the real one."""
    supervisor: Supervisor

    def readiness() -> Readiness:
        return supervisor.readiness()

    # What others write to ends last: services are ended from the last to the first.
    services: list[Service] = [
        core.message_log.service(),
        telemetry_writer(core.telemetry, core.settings),
        TelemetryRetention(clock=core.clock, days=core.settings.telemetry_retention_days).service(core.upkeep),
        MessageRetention(
            clock=core.clock, guild_config=core.guild_config, days=core.settings.audit_retention_days
        ).service(core.upkeep),
        core.seed_jobs.service(),
        SeedRetention(clock=core.clock, days=core.settings.seed_settings_retention_days).service(core.upkeep),
        OnsiteRetention(clock=core.clock, days=core.settings.sglive_address_retention_days).service(core.upkeep),
        core.clients.holy_images.service(off=discord_bot_off(core.settings)),
        core.clients.bad_domains.service(core.upkeep, off=audit_bot_off(core.settings)),
        discord_service(core, discord_connector),
        audit_service(core, audit_connector),
        racetime_service(core, racetime_timings),
        web_service(core, readiness),
    ]
    supervisor = Supervisor(
        services,
        work=core.work,
        clock=core.clock,
        metrics=core.metrics,
        policies={service.name: core.settings.policy(service.name) for service in services},
        startup_timeout=core.settings.startup_timeout,
        shutdown_timeout=core.settings.shutdown_timeout,
        explain=partial(explain_failure, core.settings),
    )
    return Application(core, supervisor)


def explain_failure(settings: Settings, service: str, error: BaseException) -> str:
    """Why a service failed and, where one is to blame, which setting to change."""
    if service == "web" and isinstance(error, OSError):
        address = f"{settings.api_host}:{settings.api_port}"
        if isinstance(error, socket.gaierror):
            return f"there is no host {settings.api_host}: set API_HOST, such as 127.0.0.1 or 0.0.0.0"
        match error.errno:
            case errno.EADDRINUSE:
                return f"address {address} is already in use: set API_PORT to another port, or end what listens there"
            case errno.EACCES:
                return f"address {address} may not be used by this user: set API_PORT to a port above 1023"
            case errno.EADDRNOTAVAIL:
                return f"address {address} is not one of this machine: set API_HOST, such as 127.0.0.1 or 0.0.0.0"
    return explain(service, error)


async def run(settings: Settings) -> int:
    """Run the platform until it is told to stop; the exit code."""
    with error_reporting(settings):
        async with open_core(settings) as core:
            application = build_application(core)
            code = await application.supervisor.run()
            hung = application.supervisor.hung
    if hung:
        # The loop would wait for them; nothing of ours is left to be done.
        logging.shutdown()
        sys.stdout.flush()
        os._exit(code or 1)
    return code


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line; wrong usage ends with exit code 2."""
    parser = argparse.ArgumentParser(prog="sahasrahbot.py", description="The race and randomizer platform.")
    parser.add_argument("--env-file", type=_existing_file, default=Path(".env"), help="settings file (default: .env)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="run the platform (the default)")
    sandbox = commands.add_parser("sandbox", help="run the platform on simulated services")
    sandbox.add_argument("--port", type=int, default=8800, help="port of the start page (default: 8800)")
    for module in COMMANDS:
        module.add_arguments(commands)
    return parser.parse_args(argv)


def _existing_file(text: str) -> Path:
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return Path(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 well, 1 failed, 2 wrong usage."""
    arguments = parse(argv)
    if arguments.command == "sandbox":
        return _sandbox(arguments.port)
    if run_without_settings := getattr(arguments, "run_without_settings", None):
        code: int = run_without_settings(arguments)
        return code
    # Only what serves people must be safe to expose; looking at presets or the database needs no public address.
    serves = arguments.command in {None, "run"}
    try:
        loaded = config_loading.load(env_file=arguments.env_file, for_serving=serves)
        return _perform(arguments, loaded, serves=serves)
    except InvalidInputException as error:
        print(error, file=sys.stderr)
        return 2
    except OPERATOR_ERRORS as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _sandbox(port: int) -> int:
    """Only this command knows that there is a sandbox; an installation without its packages runs all others."""
    try:
        from alttprbot_sandbox.main import sandbox  # noqa: PLC0415

        # Its one address shall not drown in what goes well.
        configure_logging("WARNING")
        return sandbox(open_core, build_application, port)
    except KeyboardInterrupt:
        return 130


def _perform(arguments: argparse.Namespace, loaded: config_loading.Loaded, *, serves: bool) -> int:
    """People are told to wait while the database is away; the operator is told what is the matter."""
    try:
        if serves:
            return _serve(loaded)
        code: int = asyncio.run(arguments.run(arguments, loaded.settings))
        return code
    except DatabaseUnavailableException as error:
        print(Redactor()(advice.explain(error, loaded.settings)), file=sys.stderr)
        return 1
    except OSError as error:
        # A file that a command should read or write; what serves explains its own.
        if serves or error.filename is None:
            raise
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1


def _serve(loaded: config_loading.Loaded) -> int:
    settings = loaded.settings
    configure_logging(settings.log_level, settings.log_format, secrets=settings.secrets)
    for warning in loaded.warnings:
        logger.warning(warning)
    return asyncio.run(run(settings))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
