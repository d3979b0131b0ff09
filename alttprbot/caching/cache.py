"""Asking for values that may be remembered."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from alttprbot.caching.backends import Backends
from alttprbot.caching.namespaces import NAMESPACES, Namespace
from alttprbot.caching.shelf import Entry, Shelf
from alttprbot.metrics import Metrics
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

RETRY_SECONDS = 60.0
"""How long an old value is given before it is tried again to find out a new one."""
GIVEN_UP = object()

T = TypeVar("T")


class Cache:
    """Remembers values that are JSON documents, None among them.

    However many ask for the same value at the same time, it is found out once. Those who ask after a `forget` never get
    what was found out before it. A failure reaches everybody who waits, and is not remembered.
    """

    def __init__(self, backends: Backends, *, clock: Clock, metrics: Metrics) -> None:
        self._shelf = Shelf(backends, clock=clock)
        self._clock = clock
        self._lookups = metrics.cache_lookups
        self._under_way: dict[tuple[Namespace, str], asyncio.Future[Any]] = {}

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
        self._under_way.pop((namespace, str(key)), None)
        await self._shelf.forget(namespace, str(key))

    async def clear(self, namespace: Namespace | None = None) -> bool:
        """Forget everything, or all of one namespace; false when Redis is away and forgets once it is back."""
        done = True
        for one in NAMESPACES if namespace is None else (namespace,):
            for address in [address for address in self._under_way if address[0] == one]:
                del self._under_way[address]
            done = await self._shelf.forget(one, None) and done
        return done

    async def _find(
        self, address: tuple[Namespace, str], load: Callable[[], Awaitable[T]], finding: asyncio.Future[Any]
    ) -> T:
        namespace, key = address
        known, stamp = await self._shelf.read(namespace, key)
        began = self._clock.now().timestamp()
        if known is not None and began < known.fresh_until:
            self._count(namespace, "hit")
            remembered: T = known.value
            return remembered
        entry = await self._load(namespace, key, load, known)
        # Whoever forgot it meanwhile took us off the list.
        if stamp is not None and self._under_way.get(address) is finding:
            await self._shelf.write(namespace, key, entry, stamp)
        found: T = entry.value
        return found

    async def _load(
        self, namespace: Namespace, key: str, load: Callable[[], Awaitable[Any]], known: Entry | None
    ) -> Entry:
        try:
            value = await load()
        except Exception as error:
            now = self._clock.now().timestamp()
            if known is None or now >= known.loaded_at + namespace.lifetime + namespace.stale:
                self._count(namespace, "error")
                raise
            self._count(namespace, "stale")
            logger.warning(
                "old value served", extra={"namespace": namespace.name, "key": key, "reason": str(error) or repr(error)}
            )
            return Entry(known.value, known.loaded_at, now + RETRY_SECONDS)
        self._count(namespace, "miss")
        now = self._clock.now().timestamp()
        # The same shape whether it was remembered or not.
        return Entry(json.loads(json.dumps(value)), now, now + namespace.lifetime)

    def _count(self, namespace: Namespace, outcome: str) -> None:
        self._lookups.labels(namespace.name, outcome).inc()
