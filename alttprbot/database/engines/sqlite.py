"""SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from tortoise.backends.base.client import TransactionalDBClient
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections


class Transaction(SqliteTransactionContext):
    """A transaction that frees the only connection when it cannot begin.

    Tortoise takes the connection's lock before BEGIN and keeps it when that fails or is cancelled: nobody would ever
    reach the database again.
    """

    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        try:
            return await super().__aenter__()
        except BaseException:
            if hasattr(self, "token"):
                try:
                    # BEGIN may have been on its way to SQLite's thread when we were cancelled.
                    with suppress(sqlite3.Error):
                        await self.connection.rollback()
                finally:
                    get_connections().reset(self.token)
                    self._trxlock.release()
            raise


class Client(SqliteClient):
    """Tortoise's client with our transactions."""

    @property
    def connections(self) -> tuple[int, int]:
        """How many are in use, and how many wait for that; there is one."""
        return (1, 0) if self._lock.locked() else (0, 1)

    def _in_transaction(self) -> Transaction:
        return Transaction(SqliteTransactionWrapper(self), self._lock)


client_class = Client
