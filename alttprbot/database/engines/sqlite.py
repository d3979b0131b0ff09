"""SQLite."""

# ruff: noqa: SLF001 - an engine is made of Tortoise's own parts
from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any

from tortoise.backends.base.client import NestedTransactionContext, TransactionalDBClient
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

from alttprbot.database.engines.parameters import prepared


class Statements(SqliteClient):
    """Statements whose points in time are in UTC."""

    async def execute_insert(self, query: str, values: list[Any]) -> int:
        """Insert a row; its number."""
        number: int = await super().execute_insert(query, prepared(values))
        return number

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[dict[str, Any]]]:
        """How many rows it was about, and the rows."""
        result: tuple[int, Sequence[dict[str, Any]]] = await super().execute_query(query, prepared(values or ()))
        return result

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """The rows."""
        rows: list[dict[str, Any]] = await super().execute_query_dict(query, prepared(values or ()))
        return rows


class OpenTransaction(Statements, SqliteTransactionWrapper):
    """The client that statements inside of a transaction use."""

    async def begin(self) -> None:
        """Begin, and wait for other processes that write.

        A transaction that first reads and then finds the file locked cannot wait any more: it has to begin anew.
        """
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Do the same with many rows."""
        await super().execute_many(query, [prepared(row) for row in values])

    def _in_transaction(self) -> NestedTransactionContext:
        return NestedTransactionContext(OpenTransaction(self))


class Transaction(SqliteTransactionContext):
    """A transaction that is over in the end, and frees the only connection, whatever happens.

    Tortoise takes the connection's lock before BEGIN and keeps it when that fails or is cancelled: nobody would ever
    reach the database again. When COMMIT fails it leaves the transaction open, and what was reported as not stored
    would be stored together with the next one.
    """

    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        try:
            return await super().__aenter__()
        except BaseException:
            if hasattr(self, "token"):
                # BEGIN may have been on its way to SQLite's thread when we were cancelled.
                await self._roll_back()
                self._let_go()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if kind is None and not self.connection._finalized:
                await self.connection.commit()
        finally:
            try:
                if not self.connection._finalized:
                    await self._roll_back()
            finally:
                self._let_go()

    async def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            await self.connection._connection.rollback()

    def _let_go(self) -> None:
        get_connections().reset(self.token)
        self._trxlock.release()


class Client(Statements):
    """Tortoise's client with our transactions."""

    @property
    def connections(self) -> tuple[int, int]:
        """How many are in use, and how many wait for that; there is one."""
        return (1, 0) if self._lock.locked() else (0, 1)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Do the same with many rows: with all of them or none, also when cancelled."""
        async with self._in_transaction() as transaction:
            await transaction.execute_many(query, values)

    def _in_transaction(self) -> Transaction:
        return Transaction(OpenTransaction(self), self._lock)


client_class = Client
