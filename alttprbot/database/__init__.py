"""The database: opened once by the composition root, closed last."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from pymysql.err import Error as AnyDriverError
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_delay, wait_exponential_jitter
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.mysql.client import MySQLClient
from tortoise.context import TortoiseContext, get_current_context, set_global_context
from tortoise.exceptions import ConfigurationError

from alttprbot.database import check, migrations
from alttprbot.database.engines.mysql import Client as MySQLEngine
from alttprbot.database.errors import (
    DATABASE_ERRORS,
    BackupError,
    DatabaseConfigurationError,
    SchemaError,
    SchemaOutdatedError,
    is_database_error,
    is_no_database,
    is_refused_access,
    is_refused_data,
    reason,
    translate_errors,
    unavailable,
)
from alttprbot.database.portable.marker import is_unfinished, refuse_unfinished
from alttprbot.database.schema import connection_name, tortoise_config
from alttprbot.database.transactions import transactional
from alttprbot.database.url import DatabaseSettings, connection, database_url, pool_of, redacted
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.util.clock import Clock

__all__ = [
    "DATABASE_ERRORS",
    "BackupError",
    "Database",
    "DatabaseConfigurationError",
    "SchemaError",
    "SchemaOutdatedError",
    "is_database_error",
    "is_refused_data",
    "reason",
    "transactional",
    "translate_errors",
    "unavailable",
]

logger = logging.getLogger(__name__)

PING_TIMEOUT = 1.0
UPGRADE_LOCK = "sahasrahbot_upgrade"
UPGRADE_LOCK_TIMEOUT = 60
NO_CHANGES = (
    "INSERT INTO aerich (version, app, content) SELECT version, app, content FROM aerich WHERE 1 = 0",
    "UPDATE aerich SET version = version WHERE 1 = 0",
    "DELETE FROM aerich WHERE 1 = 0",
)
"""Statements for which one needs the right to write, and which do nothing."""


class Database:
    """The connection of one application.

    It belongs to the asyncio context that opened it, so that two applications in one process each see their own. The
    first one also serves tasks that were started outside of any.
    """

    def __init__(self, settings: DatabaseSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._context: TortoiseContext | None = None
        self._connection_name = ""
        # Inside of a transaction `client` is that transaction; only the engine itself knows its connections.
        self._engine: Any = None

    @property
    def client(self) -> BaseDBAsyncClient:
        """The connection, for hand-written statements. Raises `DatabaseUnavailableException` while closed."""
        if self._context is None:
            raise DatabaseUnavailableException
        return self._context.connections.get(self._connection_name)

    @property
    def dialect(self) -> str:
        """`mysql` (MariaDB as well) or `sqlite`."""
        return self.client.capabilities.dialect

    @property
    def connections(self) -> tuple[int, int]:
        """How many connections are in use, and how many wait for that."""
        counts: tuple[int, int] = self._engine.connections if self._context else (0, 0)
        return counts

    async def create(self) -> None:
        """Make the database on its server, where there is none of that name; a SQLite file is made by `open`.

        Raises what `open` raises.
        """
        config = connection(database_url(self._settings), pool_of(self._settings))
        if connection_name(config) == "sqlite":
            return
        client = MySQLEngine(**config["credentials"], connection_name=connection_name(config))
        try:
            await self._patiently(client.create_database, self._settings.db_start_timeout)
        finally:
            await client.close()

    async def open(self, *, patience: float | None = None) -> None:
        """Connect, trying again for `patience` seconds (`DB_START_TIMEOUT`): the server may be starting as we are.

        Raises `DatabaseUnavailableException` when it does not answer in that time or does not let us in, and
        `DatabaseConfigurationError` when the settings cannot be used.
        """
        url = database_url(self._settings)
        config = connection(url, pool_of(self._settings))
        if path := config["credentials"].get("file_path"):
            await asyncio.to_thread(_make_room, path)
        context = TortoiseContext()
        context.__enter__()
        self._context = context
        self._connection_name = connection_name(config)
        # Tortoise takes a time without a zone for UTC and only warns, so that the hour would be wrong without a notice.
        warnings.filterwarnings("error", ".* received a naive datetime", RuntimeWarning)
        try:
            await context.init(config=tortoise_config(config))
            with suppress(ConfigurationError):
                set_global_context(context)
            self._engine = self.client
            await self._patiently(
                partial(self.client.execute_query, "SELECT 1"),
                self._settings.db_start_timeout if patience is None else patience,
            )
        except BaseException as error:
            await self.close()
            if is_no_database(error):
                raise DatabaseConfigurationError(f"{path} is not a SQLite database, or is damaged.") from error
            raise
        logger.info("database opened", extra={"url": redacted(url), "dialect": self.dialect})

    async def close(self) -> None:
        """Close every connection."""
        context, self._context = self._context, None
        if context is None:
            return
        await context.close_connections()
        if get_current_context() is context:
            # Left as it is when closed from another task: a context variable can be reset only where it was set.
            with suppress(ValueError):
                context.__exit__(None, None, None)

    async def ping(self) -> None:
        """Ask the server for an answer within a second. Raises `DatabaseUnavailableException`."""
        try:
            with translate_errors():
                async with asyncio.timeout(PING_TIMEOUT):
                    await self.client.execute_query("SELECT 1")
        except TimeoutError as error:
            raise DatabaseUnavailableException from error

    async def pending(self) -> list[str]:
        """The migrations that are not applied yet, oldest first."""
        with translate_errors():
            return await migrations.pending(self.client)

    async def require_ours(self) -> None:
        """Raise for a database that this version may not touch.

        That is `SchemaNewerError`, `SchemaNotAdoptedError`, and `RestoreUnfinishedError` for one that holds only a part
        of a backup.
        """
        with translate_errors():
            await refuse_unfinished(self.client)
            await migrations.refuse_foreign(self.client)

    async def upgrade(self) -> list[str]:
        """Apply what is pending and name it. Safe to run again after an interruption, and from two processes.

        Raises `SchemaNewerError`, `SchemaNotAdoptedError` and `RestoreUnfinishedError`.
        """
        with translate_errors():
            await refuse_unfinished(self.client)
            async with self.upgrade_lock():
                applied = await migrations.upgrade(self.client)
        for version in applied:
            logger.info("migration applied", extra={"version": version})
        return applied

    @asynccontextmanager
    async def upgrade_lock(self) -> AsyncIterator[Any]:
        """Keep every other process from changing the schema meanwhile.

        On a server this is a connection of the driver's, which waits for ever for a statement that takes its time; on
        SQLite, where only one process can write, None. Raises `DatabaseUnavailableException` when another process is
        at it for longer than a minute.
        """
        client = self.client
        if not isinstance(client, MySQLClient):
            yield None
            return
        async with client.acquire_connection() as held, held.cursor() as cursor:
            await cursor.execute("SELECT GET_LOCK(%s, %s)", (UPGRADE_LOCK, UPGRADE_LOCK_TIMEOUT))
            if (await cursor.fetchone())[0] != 1:
                raise DatabaseUnavailableException
            try:
                yield held
            finally:
                # The server lets go of it by itself when the connection is lost.
                with suppress(AnyDriverError):
                    await cursor.execute("SELECT RELEASE_LOCK(%s)", (UPGRADE_LOCK,))

    async def differences(self) -> list[str]:
        """What the live database lacks of the structure that the models expect, in words; empty when it fits."""
        with translate_errors():
            half = ["a restore was interrupted: run it again"] if await is_unfinished(self.client) else []
            return half + await check.differences(self.client)

    async def require_write_access(self) -> None:
        """Raise `DatabaseUnavailableException`, caused by the server's refusal, where nothing may be written."""
        with translate_errors():
            for statement in NO_CHANGES:
                await self.client.execute_query(statement)

    async def require_current(self) -> None:
        """Bring the schema up to date where this process may do so (`DB_AUTO_UPGRADE`; by default on SQLite only).

        Raises `SchemaOutdatedError` where it may not, and what `require_ours` raises.
        """
        await self.require_ours()
        await self._apply_pending()
        await self.require_write_access()

    async def _apply_pending(self) -> None:
        pending = await self.pending()
        if not pending:
            return
        allowed = self._settings.db_auto_upgrade
        if allowed is None:
            allowed = self.dialect == "sqlite"
        if not allowed:
            raise SchemaOutdatedError(pending)
        await self.upgrade()

    async def _patiently(self, step: Callable[[], Awaitable[object]], patience: float) -> None:
        attempts = AsyncRetrying(
            retry=retry_if_exception(lambda error: is_database_error(error) and not is_refused_access(error)),
            wait=wait_exponential_jitter(multiplier=0.25, max=5),
            stop=stop_after_delay(patience),
            sleep=self._clock.sleep,
            before_sleep=_report,
            reraise=True,
        )
        with translate_errors():
            async for attempt in attempts:
                with attempt:
                    await step()


def _report(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    why = reason(error) if error else None
    logger.warning("database not reachable yet", extra={"attempt": state.attempt_number, "reason": why})


def _make_room(file_path: str) -> None:
    if file_path == ":memory:":
        return
    directory = Path(file_path).parent
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseConfigurationError(
            f"The directory {directory} cannot be used for the database: {error.strerror}. "
            "Set DATA_DIR to one that this user may write to."
        ) from error
