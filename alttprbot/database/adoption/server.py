"""The one connection over which a database is adopted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiomysql import Connection, DictCursor
from pymysql.err import Error as AnyDriverError

from alttprbot.database.ddl import Dialect, quoted

# Whatever the server is set to, text that is too long shall be an error, and a row may have the number 0. A table that
# somebody holds on to shall be told of soon: the earlier application may still be running.
SESSION = "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO', SESSION lock_wait_timeout = 20"


class Server:
    """Statements on one connection, which take the time that they take: changing a large table lasts minutes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def prepare(self) -> None:
        """Set the session up."""
        await self.execute(SESSION)

    async def rows(self, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """What a query finds, each row by the names of its columns."""
        async with self._connection.cursor(DictCursor) as cursor:
            await cursor.execute(query, tuple(values) or None)
            found: list[dict[str, Any]] = await cursor.fetchall()
        return found

    async def number(self, query: str, values: Sequence[object] = ()) -> int:
        """The one number that a query finds."""
        (row,) = await self.rows(query, values)
        return int(next(iter(row.values())) or 0)

    async def execute(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run a statement; how many rows it changed."""
        async with self._connection.cursor() as cursor:
            changed: int = await cursor.execute(statement, tuple(values) or None)
        return changed

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """All of what is done inside, or nothing of it."""
        await self._connection.begin()
        try:
            yield
        except BaseException:
            # A lost connection cannot, but its server does so by itself.
            with suppress(AnyDriverError):
                await self._connection.rollback()
            raise
        await self._connection.commit()


def marks(values: Sequence[object]) -> str:
    """The placeholders of a list of values."""
    return ", ".join(["%s"] * len(values))


def sql_name(name: str) -> str:
    """The name of a table or a column as it stands in a statement."""
    return quoted(name, Dialect.MYSQL)
