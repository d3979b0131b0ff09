"""One connection for a long piece of work, past the pool: a snapshot, or a load with settings of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

from tortoise.backends.base.client import BaseDBAsyncClient

from alttprbot.database.ddl import Dialect
from alttprbot.database.engines.mysql import within
from alttprbot.database.errors import DATABASE_ERRORS

Rows = Iterable[Sequence[Any]]

PATIENCE = 600.0
"""Seconds for one statement: counting a large table takes longer than anything that a person waits for."""


class Session(Protocol):
    """A connection that is ours until the end. A transaction that is still open then is rolled back."""

    dialect: Dialect
    mark: str
    """What stands for a value in a statement."""

    async def query(self, statement: str, values: Sequence[object] = ()) -> list[Sequence[Any]]:
        """The rows of a statement."""
        ...

    async def many(self, statement: str, rows: Rows) -> None:
        """The same statement for each row."""
        ...


class _SQLiteSession:
    dialect, mark = Dialect.SQLITE, "?"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def query(self, statement: str, values: Sequence[object] = ()) -> list[Sequence[Any]]:
        return list(await self._connection.execute_fetchall(statement, values))

    async def many(self, statement: str, rows: Rows) -> None:
        await self._connection.executemany(statement, rows)


class _MySQLSession:
    dialect, mark = Dialect.MYSQL, "%s"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def query(self, statement: str, values: Sequence[object] = ()) -> list[Sequence[Any]]:
        async with within(PATIENCE), self._connection.cursor() as cursor:
            await cursor.execute(statement, values or None)
            return list(await cursor.fetchall())

    async def many(self, statement: str, rows: Rows) -> None:
        async with within(PATIENCE), self._connection.cursor() as cursor:
            await cursor.executemany(statement, rows)


@asynccontextmanager
async def session(client: BaseDBAsyncClient) -> AsyncIterator[Session]:
    """A connection of `client`. Until the end nothing else may be asked of a SQLite client: it has only this one."""
    async with client.acquire_connection() as connection:
        try:
            yield _SQLiteSession(connection) if client.capabilities.dialect == "sqlite" else _MySQLSession(connection)
        finally:
            # What ended the work matters more than a connection that is lost, which has nothing to roll back.
            with suppress(*DATABASE_ERRORS):
                await connection.rollback()


@asynccontextmanager
async def snapshot(client: BaseDBAsyncClient) -> AsyncIterator[Session]:
    """A session that sees the database as it is now, whatever others write meanwhile; it holds up nobody."""
    async with session(client) as opened:
        if opened.dialect is Dialect.SQLITE:
            await opened.query("BEGIN")
        else:
            await opened.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            await opened.query("START TRANSACTION WITH CONSISTENT SNAPSHOT")
        yield opened
