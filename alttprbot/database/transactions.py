"""Transactions that begin anew when the database had to give them up."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)
from tortoise.backends.base.client import TransactionalDBClient
from tortoise.connection import get_connections
from tortoise.transactions import in_transaction

from alttprbot.database.errors import CommitUncertainError, is_conflict, is_lost_connection, reason

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 5
PATIENCE = 5.0
LONGEST_WAIT = 0.25


def transactional(work: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Run all of `work` in one transaction, and again, a few times in a few seconds, when that did not come to its end.

    It did not when the database rolled it back because of others (a deadlock, a lock that was waited for in vain) and
    when the connection was lost before COMMIT was sent: nothing of it is stored then. The answer to a COMMIT that got
    lost is another matter, because the transaction may be stored: that is `CommitUncertainError`, never repeated here.

    So `work` does nothing outside of the database. In a transaction of somebody else it becomes a part of that one,
    which alone can be repeated. The waits are for other transactions, so that they are no affair of the clock.
    """

    @wraps(work)
    async def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        if _inside_transaction():
            async with in_transaction():
                return await work(*args, **kwargs)
        async for attempt in AsyncRetrying(
            retry=retry_if_exception(_left_nothing_behind),
            wait=wait_random_exponential(multiplier=0.02, max=LONGEST_WAIT),
            stop=stop_after_attempt(ATTEMPTS) | stop_after_delay(PATIENCE),
            before_sleep=_report,
            reraise=True,
        ):
            with attempt:
                async with in_transaction():
                    result = await work(*args, **kwargs)
        return result

    return whole


def _left_nothing_behind(error: BaseException) -> bool:
    return not isinstance(error, CommitUncertainError) and (is_conflict(error) or is_lost_connection(error))


def _inside_transaction() -> bool:
    return any(isinstance(client, TransactionalDBClient) for client in get_connections().all())


def _report(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    why = reason(error) if error else None
    logger.info("transaction begun anew", extra={"attempt": state.attempt_number, "reason": why})
