"""Putting values away and getting them back, whoever else does so, and whether Redis is there or not."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import inf
from typing import Any, TypeVar

from redis.exceptions import RedisError

from alttprbot.caching.backends import Backends
from alttprbot.caching.namespaces import Namespace
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

PREFIX = "sahasrahbot"
AWAY = (RedisError, OSError)
LEFT_ALONE_SECONDS = 5.0
LONGEST_LOAD = 600.0
"""Seconds after which a value that is still being found out may not be stored any more."""

T = TypeVar("T")
Stamp = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A value that was put away; the times are seconds since 1970."""

    value: Any
    loaded_at: float
    fresh_until: float


class Shelf:
    """The values, each with the stamp under which it was found out.

    The stamp is a random word for the key and one for its namespace. To forget is to renew the word: whatever bears the
    old one does not count any more, also what a slow process puts away only afterwards.

    While the server is away nothing is read or written. What should have been forgotten in that time is forgotten as
    soon as it is back, before anything is read.
    """

    def __init__(self, backends: Backends, *, clock: Clock) -> None:
        self._backends = backends
        self._clock = clock
        self._forgotten: set[tuple[Namespace, str | None]] = set()
        self._left_alone_until = -inf
        self._away = False

    async def read(self, namespace: Namespace, key: str) -> tuple[Entry | None, Stamp | None]:
        """What is known, and the stamp for what will be found out; without a stamp it cannot be put away."""
        keys = [_entry_key(namespace, key), _word_key(namespace, None), _word_key(namespace, key)]

        async def look() -> list[Any]:
            try:
                found: list[Any] = await self._backends[namespace].multi_get(keys)
            except ValueError:
                # Somebody else's text. Whatever is found out now takes its place.
                found = [None, None, None]
            return found

        answer = await self._ask(look)
        if answer is None:
            return None, None
        document, *words = answer
        stamp = (words[0], words[1])
        return _entry(document, stamp), stamp

    async def write(self, namespace: Namespace, key: str, entry: Entry, stamp: Stamp) -> None:
        """Put a value away that was found out under `stamp`."""
        document = {
            "value": entry.value,
            "loaded_at": entry.loaded_at,
            "fresh_until": entry.fresh_until,
            "stamp": list(stamp),
        }
        useful_until = entry.loaded_at + namespace.lifetime + namespace.stale
        seconds = max(useful_until - self._clock.now().timestamp(), 1.0)
        await self._ask(lambda: self._backends[namespace].set(_entry_key(namespace, key), document, ttl=seconds))

    async def forget(self, namespace: Namespace, key: str | None) -> bool:
        """Forget one value, or with None all of a namespace; whether it was done already."""
        self._forgotten.add((namespace, key))
        return bool(await self._ask(self._forget_all))

    async def _forget_all(self) -> bool:
        for namespace, key in tuple(self._forgotten):
            seconds = None if key is None else namespace.lifetime + namespace.stale + LONGEST_LOAD
            word = secrets.token_hex(8)
            await self._backends[namespace].set(_word_key(namespace, key), word, ttl=seconds)
            if key is not None:
                await self._backends[namespace].delete(_entry_key(namespace, key))
            self._forgotten.discard((namespace, key))
        return True

    async def _ask(self, operation: Callable[[], Awaitable[T]]) -> T | None:
        """The answer of the server, None while it is away."""
        if self._clock.monotonic() < self._left_alone_until:
            return None
        try:
            await self._forget_all()
            answer = await operation()
        except AWAY as error:
            self._left_alone_until = self._clock.monotonic() + LEFT_ALONE_SECONDS
            if not self._away:
                logger.warning("cache away, values are found out each time", extra={"reason": _reason(error)})
            self._away = True
            return None
        if self._away:
            logger.info("cache back")
        self._away = False
        return answer


def _entry_key(namespace: Namespace, key: str) -> str:
    return f"{PREFIX}:{namespace.name}:value:{key}"


def _word_key(namespace: Namespace, key: str | None) -> str:
    return f"{PREFIX}:{namespace.name}:word" + ("" if key is None else f":{key}")


def _entry(document: Any, stamp: Stamp) -> Entry | None:
    match document:
        case {"value": value, "loaded_at": float(loaded_at), "fresh_until": float(fresh_until), "stamp": [*words]}:
            return Entry(value, loaded_at, fresh_until) if words == list(stamp) else None
    return None


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__
