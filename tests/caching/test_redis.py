"""Several processes with one Redis server, which comes and goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from alttprbot.caching import Cache, open_backends
from alttprbot.caching.namespaces import DAILY, GUILD_CONFIG
from alttprbot.metrics import Metrics
from tests.caching.test_cache import Slow, Source, never
from tests.clocks import HandClock
from tests.redis_server import RedisServer


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def caches(redis_server: RedisServer, clock: HandClock) -> AsyncIterator[tuple[Cache, Cache]]:
    """As two processes have them."""
    async with AsyncExitStack() as stack:
        one, other = [
            Cache(await stack.enter_async_context(open_backends(redis_server.url)), clock=clock, metrics=Metrics())
            for _ in range(2)
        ]
        yield one, other


async def test_processes_share_what_they_find_out(caches: tuple[Cache, Cache]) -> None:
    one, other = caches

    await one.get(GUILD_CONFIG, 1, Source({"CommandPrefix": "!"}))

    assert await other.get(GUILD_CONFIG, 1, never) == {"CommandPrefix": "!"}


async def test_what_one_forgets_the_other_forgets(caches: tuple[Cache, Cache]) -> None:
    one, other = caches
    await one.get(GUILD_CONFIG, 1, Source("old"))
    await other.get(GUILD_CONFIG, 1, never)

    await other.forget(GUILD_CONFIG, 1)

    assert await one.get(GUILD_CONFIG, 1, Source("new")) == "new"


async def test_a_slow_process_does_not_bring_back_what_another_changed(caches: tuple[Cache, Cache]) -> None:
    one, other = caches
    slow = Slow("old")
    reader = asyncio.ensure_future(one.get(GUILD_CONFIG, 1, slow))
    await slow.started.wait()

    await other.forget(GUILD_CONFIG, 1)
    slow.answer.set()
    await reader

    assert await other.get(GUILD_CONFIG, 1, Source("new")) == "new"
    assert await one.get(GUILD_CONFIG, 1, never) == "new"


async def test_clearing_reaches_all_processes(caches: tuple[Cache, Cache]) -> None:
    one, other = caches
    await one.get(GUILD_CONFIG, 1, Source("old"))

    await other.clear()

    assert await one.get(GUILD_CONFIG, 1, Source("new")) == "new"


async def test_without_the_server_values_are_found_out_each_time(
    caches: tuple[Cache, Cache], redis_server: RedisServer, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    one, _ = caches
    await one.get(GUILD_CONFIG, 1, Source("old"))
    redis_server.stop()

    source = Source("found")
    answers = [await one.get(GUILD_CONFIG, key, source) for key in (1, 1, 2)]
    clock.advance(6)
    await one.get(GUILD_CONFIG, 3, source)

    assert answers == ["found"] * 3
    assert source.asked == 4
    assert caplog.text.count("cache away") == 1

    redis_server.start()
    clock.advance(6)
    await one.get(GUILD_CONFIG, 1, source)
    assert await one.get(GUILD_CONFIG, 1, never) == "found"
    assert caplog.text.count("cache back") == 1


async def test_what_changed_while_the_server_was_unreachable_is_forgotten_when_it_is_back(
    redis_server: RedisServer, clock: HandClock
) -> None:
    """Its memory survives when only the way to it was cut."""
    async with open_backends(redis_server.url) as backends, open_backends("unix:///nowhere/socket") as nowhere:
        cache = Cache(backends, clock=clock, metrics=Metrics())
        await cache.get(DAILY, "one", Source("old"))

        cache._shelf._backends = nowhere
        await cache.forget(DAILY, "one")
        cache._shelf._backends = backends

        assert await cache.get(DAILY, "one", Source("new")) == "new"
        clock.advance(6)
        assert await cache.get(DAILY, "one", Source("newer")) == "newer"
        assert await cache.get(DAILY, "one", never) == "newer"


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"value": 1}', '{"value": 1, "stamp": 7}', '"\\ud800"'])
async def test_strange_contents_are_overwritten(
    caches: tuple[Cache, Cache], redis_server: RedisServer, text: str
) -> None:
    one, _ = caches
    await one.get(DAILY, "one", Source("old"))
    with redis_server.client() as client:
        (key,) = client.keys("*value*")  # type: ignore[misc]
        client.set(key, text)

    assert await one.get(DAILY, "one", Source("new")) == "new"
    assert await one.get(DAILY, "one", never) == "new"


async def test_everything_in_the_server_ends_by_itself(caches: tuple[Cache, Cache], redis_server: RedisServer) -> None:
    one, _ = caches
    await one.get(GUILD_CONFIG, 1, Source("old"))
    await one.forget(GUILD_CONFIG, 1)
    await one.get(GUILD_CONFIG, 1, Source("new"))

    with redis_server.client() as client:
        keys = client.keys("*")
        assert len(keys) == 2  # type: ignore[arg-type]
        assert all(0 < client.ttl(key) <= 900 for key in keys)  # type: ignore[union-attr, operator]
