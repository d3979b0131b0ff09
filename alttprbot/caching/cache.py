"""Asking for values that may be remembered."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from alttprbot.caching.backends import Backends
from alttprbot.caching.namespaces import NAMESPACES, Namespace
from alttprbot.caching.shelf import Entry, Shelf
from alttprbot.metrics import Metrics
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

RETRY_SECONDS = 60.0
"""How long others that fail are left alone."""
GIVEN_UP = object()

T = TypeVar("T")
Address = tuple[Namespace, str]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a value could not be found out, and until when it is not tried again, in seconds since 1970."""

    error: Exception
    until: float


class Cache:
    """Remembers values that are JSON documents, None among them.

    However many ask for the same value at the same time, it is found out once. Those who ask after a `forget` never get
    what was found out before it. A failure reaches everybody who waits.
    """

    def __init__(self, backends: Backends, *, clock: Clock, metrics: Metrics) -> None:
        self._shelf = Shelf(backends, clock=clock)
        self._clock = clock
        self._lookups = metrics.cache_lookups
        self._under_way: dict[Address, asyncio.Future[Any]] = {}
        self._failures: dict[Address, Failure] = {}

    async def get(self, namespace: Namespace, key: object, load: Callable[[], Awaitable[T]]) -> T:
        """The value of `key`, which `load` finds out when it is not known. Whatever `load` raises is raised."""
        address = (namespace, str(key))
        value: T
        while (finding := self._under_way.get(address)) is not None:
            answer = await asyncio.shield(finding)
            if answer is not GIVEN_UP:
                self._count(namespace, "shared")
                value = answer
                return value
        finding = self._under_way[address] = asyncio.get_running_loop().create_future()
        try:
            value = await self._find(address, load, finding)
        except Exception as error:
            finding.set_exception(error)
            # Nobody else may be waiting, and then nobody else looks at it.
            finding.exception()
            raise
        except BaseException:
            # We were cancelled; those who wait are not, and one of them takes over.
            finding.set_result(GIVEN_UP)
            raise
        finally:
            if self._under_way.get(address) is finding:
                del self._under_way[address]
        finding.set_result(value)
        return value

    async def forget(self, namespace: Namespace, key: object) -> None:
        """What the value of `key` was made of has changed, and was committed. Never fails."""
        try:
            await self._shelf.forget(namespace, str(key))
        finally:
            # Only now: what began meanwhile may have read what was not forgotten yet.
            self._drop((namespace, str(key)))

    async def clear(self, namespace: Namespace | None = None) -> bool:
        """Forget everything, or all of one namespace; false when Redis is away and forgets once it is back."""
        done = True
        for one in NAMESPACES if namespace is None else (namespace,):
            done = await self._shelf.forget(one, None) and done
            for address in [address for address in {**self._under_way, **self._failures} if address[0] == one]:
                self._drop(address)
        return done

    async def _find(self, address: Address, load: Callable[[], Awaitable[T]], finding: asyncio.Future[Any]) -> T:
        namespace, key = address
        known, stamp = await self._shelf.read(namespace, key)
        if known is not None and self._now() < known.fresh_until:
            self._count(namespace, "hit")
            remembered: T = known.value
            return remembered
        entry = await self._load(address, load, known)
        # Whoever forgot it meanwhile took us off the list.
        if stamp is not None and self._under_way.get(address) is finding:
            await self._shelf.write(namespace, key, entry, stamp)
        found: T = entry.value
        return found

    async def _load(self, address: Address, load: Callable[[], Awaitable[Any]], known: Entry | None) -> Entry:
        namespace, key = address
        failure = self._failures.get(address)
        if failure is not None and self._now() < failure.until:
            self._count(namespace, "error")
            raise failure.error.with_traceback(None)
        try:
            value = await load()
        except Exception as error:
            retry_at = self._now() + RETRY_SECONDS
            if known is None or self._now() >= known.loaded_at + namespace.lifetime + namespace.stale:
                self._count(namespace, "error")
                if namespace.stale:
                    self._remember_failure(address, Failure(error, retry_at))
                raise
            self._count(namespace, "stale")
            logger.warning(
                "old value served", extra={"namespace": namespace.name, "key": key, "reason": str(error) or repr(error)}
            )
            return Entry(known.value, known.loaded_at, retry_at)
        self._count(namespace, "miss")
        # The same shape whether it was remembered or not.
        return Entry(json.loads(json.dumps(value)), self._now(), self._now() + namespace.lifetime)

    def _remember_failure(self, address: Address, failure: Failure) -> None:
        now = self._now()
        self._failures = {other: one for other, one in self._failures.items() if now < one.until}
        self._failures[address] = failure

    def _drop(self, address: Address) -> None:
        self._under_way.pop(address, None)
        self._failures.pop(address, None)

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _count(self, namespace: Namespace, outcome: str) -> None:
        self._lookups.labels(namespace.name, outcome).inc()
