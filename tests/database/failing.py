"""Letting one statement of a transaction fail, to see what becomes of the others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tortoise.backends.sqlite.client import SqliteTransactionWrapper
from tortoise.exceptions import OperationalError

from alttprbot.database.engines.mysql import OpenTransaction

STATEMENTS = ("execute_insert", "execute_many", "execute_query", "execute_query_dict")


async def fail_at_each_statement(
    act: Callable[[], Awaitable[object]], unchanged: Callable[[], Awaitable[object]]
) -> int:
    """Run `act` again and again, with its first statement failing, then its second and so on, until nothing fails.

    `unchanged` is called after each failure. How many statements there were.
    """
    for number in range(10_000):
        failed = False
        with pytest.MonkeyPatch.context() as patch:
            countdown = iter(range(number, -1, -1))

            def sabotaged(execute: Callable[..., Awaitable[Any]], countdown: Any = countdown) -> Callable[..., Any]:
                async def statement(*arguments: Any) -> Any:
                    nonlocal failed
                    if next(countdown, None) == 0:
                        failed = True
                        raise OperationalError("sabotaged")
                    return await execute(*arguments)

                return statement

            for client in (SqliteTransactionWrapper, OpenTransaction):
                for name in STATEMENTS:
                    patch.setattr(client, name, sabotaged(getattr(client, name)))
            try:
                await act()
            except OperationalError:
                assert failed
        if not failed:
            return number
        await unchanged()
    raise AssertionError("it never ends")
