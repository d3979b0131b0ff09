"""MySQL and MariaDB."""

# ruff: noqa: SLF001 - an engine is made of Tortoise's own parts
from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient, TransactionContextPooled
from tortoise.backends.mysql.client import MySQLClient, TransactionWrapper
from tortoise.connection import get_connections

CLOSE_SECONDS = 5.0


class Transaction(TransactionContextPooled):
    """A transaction that gives its connection back when it cannot begin, and stays cancelled when it is cancelled.

    Tortoise makes the connection the current one of the task before BEGIN and forgets about it when that fails: every
    later query of that task would go to a dead connection, and the pool would be one connection smaller.
    """

    __slots__ = ()

    client: Any

    async def __aenter__(self) -> TransactionalDBClient:
        try:
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
        # The driver closes the connection of a cancelled query. ROLLBACK on it would fail, and that failure would take
        # the place of the cancellation; the server rolls back by itself.
        if kind is not None and self.client._connection.closed:
            self.client._finalized = True
        await super().__aexit__(kind, error, traceback)


class Client(MySQLClient):
    """Tortoise's client with our transactions, which does not wait for ever for the last of them."""

    def _in_transaction(self) -> Transaction:
        return Transaction(TransactionWrapper(self), self._pool_init_lock)

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
