"""Where values are kept: in this process, or in a Redis server that several processes share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiocache import RedisCache, SimpleMemoryCache
from aiocache.serializers import JsonSerializer
from redis.asyncio import BlockingConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from alttprbot.caching.namespaces import NAMESPACES, Namespace

REDIS_PATIENCE = 0.5
"""Seconds that an answer may take: whoever waits would soon have found the value out itself."""
REDIS_CONNECTIONS = 10

Backends = Mapping[Namespace, Any]
"""Where the values of each namespace are: an `aiocache.base.BaseCache`, for which there are no types."""


class BoundedMemoryCache(SimpleMemoryCache):  # type: ignore[misc] # aiocache has no types
    """Memory that lets go of what was stored first when it is full.

    It keeps text, as Redis does: nobody can change a value that others share, and what works here works there.
    """

    def __init__(self, size: int) -> None:
        # Nothing here waits, so there is nothing to limit.
        super().__init__(serializer=JsonSerializer(), timeout=None)
        self._size = size

    async def _set(self, key: str, value: str, **options: Any) -> Any:
        # Also ends the time that was left to the value of before.
        await self._delete(key)
        while len(self._cache) >= self._size:
            await self._delete(next(iter(self._cache)))
        return await super()._set(key, value, **options)


def in_memory() -> Backends:
    """Memory for each namespace."""
    return {namespace: BoundedMemoryCache(namespace.size) for namespace in NAMESPACES}


@asynccontextmanager
async def open_backends(url: str) -> AsyncIterator[Backends]:
    """The Redis server at `url` for every namespace; memory when there is no address.

    Nothing is connected yet: a server that is away is no reason not to start.
    """
    if not url:
        yield in_memory()
        return
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=REDIS_CONNECTIONS,
        timeout=REDIS_PATIENCE,
        socket_connect_timeout=REDIS_PATIENCE,
        # A server that was restarted closed the connections that we have.
        retry=Retry(NoBackoff(), 1),
    )
    # aiocache takes no address, but a pool that knows it. Values are JSON: nothing that comes from a server is run.
    server = RedisCache(serializer=JsonSerializer(), timeout=REDIS_PATIENCE, connection_pool_class=lambda **_: pool)
    try:
        yield dict.fromkeys(NAMESPACES, server)
    finally:
        await pool.aclose()
