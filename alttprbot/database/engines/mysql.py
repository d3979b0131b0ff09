"""MySQL and MariaDB."""

# ruff: noqa: SLF001 - an engine is made of Tortoise's own parts
from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any

from aiomysql import Connection, Cursor
from pymysql.constants import CR
from pymysql.err import Error as AnyDriverError
from pymysql.err import InterfaceError
from pymysql.err import OperationalError as DriverError
from tortoise.backends.base.client import (
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContextPooled,
)
from tortoise.backends.mysql.client import MySQLClient, TransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import BaseORMException, OperationalError

from alttprbot.database.engines.parameters import prepared
from alttprbot.database.errors import CommitUncertainError, is_lost_connection

CLOSE_SECONDS = 5.0


@asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    """Give up on a server that does not answer: that is a lost connection, and the driver closes it."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise OperationalError(DriverError(CR.CR_SERVER_LOST, f"no answer within {seconds:g} s")) from error


class EncryptedCursor(Cursor):  # type: ignore[misc]
    """Nothing is asked over a connection that is not encrypted: the driver goes without where a server offers none."""

    def __init__(self, connection: Connection, echo: bool = False) -> None:
        if not connection._secure:
            raise DriverError(CR.CR_SSL_CONNECTION_ERROR, "the server does not offer an encrypted connection")
        super().__init__(connection, echo)


class Statements(MySQLClient):
    """Statements that end in `query_timeout` seconds, the wait for a connection included.

    The driver waits for ever for a server that hangs. Scripts may take their time: they are migrations.
    """

    query_timeout: float

    async def execute_insert(self, query: str, values: list[Any]) -> int:
        """Insert a row; its number."""
        async with within(self.query_timeout):
            number: int = await super().execute_insert(query, prepared(values))
        return number

    async def execute_many(self, query: str, values: list[Any]) -> None:
        """Do the same with many rows."""
        async with within(self.query_timeout):
            await super().execute_many(query, [prepared(row) for row in values])

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, list[dict[str, Any]]]:
        """How many rows it was about, and the rows."""
        async with within(self.query_timeout):
            # The driver looks for placeholders only where there are values.
            given = None if values is None else prepared(values)
            result: tuple[int, list[dict[str, Any]]] = await super().execute_query(query, given)
        return result


class Savepoint(NestedTransactionContext):
    """A transaction in a transaction. After a deadlock the outer one is over and there is nothing to go back to."""

    __slots__ = ()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            await super().__aexit__(kind, error, traceback)
        except (BaseORMException, AnyDriverError):
            if kind is None:
                raise


class OpenTransaction(Statements, TransactionWrapper):
    """The client that statements inside of a transaction use."""

    def __init__(self, connection: Statements) -> None:
        super().__init__(connection)
        self.query_timeout = connection.query_timeout

    def _in_transaction(self) -> Savepoint:
        return Savepoint(OpenTransaction(self))


class Transaction(TransactionContextPooled):
    """A transaction that gives its connection back when it cannot begin, and stays cancelled when it is cancelled.

    Tortoise makes the connection the current one of the task before BEGIN and forgets about it when that fails: every
    later query of that task would go to a dead connection, and the pool would be one connection smaller.
    """

    __slots__ = ()

    client: Any

    async def __aenter__(self) -> TransactionalDBClient:
        try:
            async with within(self.client.query_timeout):
                return await super().__aenter__()
        except BaseException:
            if hasattr(self, "token"):
                # Whatever state it is in, nobody shall have it again.
                self.client._connection.close()
                await self.client._parent._pool.release(self.client._connection)
                get_connections().reset(self.token)
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            async with within(self.client.query_timeout):
                await super().__aexit__(kind, error, traceback)
        except (BaseORMException, AnyDriverError) as failure:
            # A lost connection cannot roll back, but its server does so by itself. What ended the body matters more,
            # above all its cancellation.
            if kind is not None:
                return
            # The driver refuses to send COMMIT over a connection that is known to be closed: then it is not stored.
            if is_lost_connection(failure) and not isinstance(failure, InterfaceError):
                raise CommitUncertainError(failure) from failure
            raise


class Client(Statements):
    """Tortoise's client with our transactions, which waits for ever for nobody."""

    def __init__(self, *, query_timeout: float, **options: Any) -> None:
        if options.get("ssl") is not None:
            options["cursorclass"] = EncryptedCursor
        super().__init__(**options)
        self.query_timeout = query_timeout

    @property
    def connections(self) -> tuple[int, int]:
        """How many are in use, and how many wait for that."""
        pool = self._pool
        return (pool.size - pool.freesize, pool.freesize) if pool is not None else (0, 0)

    async def create_database(self) -> None:
        """Make the database where there is none of that name. Everything else needs another client, opened on it."""
        await self.create_connection(with_db=False)
        name = self.database.replace("`", "``")
        await self.execute_script(f"CREATE DATABASE IF NOT EXISTS `{name}` CHARACTER SET utf8mb4")

    def _in_transaction(self) -> Transaction:
        return Transaction(OpenTransaction(self), self._pool_init_lock)

    async def _close(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        pool.close()
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await pool.wait_closed()
        except TimeoutError:
            pool.terminate()
            await pool.wait_closed()


client_class = Client
