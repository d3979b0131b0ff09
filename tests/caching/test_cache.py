"""The cache as one process sees it: in memory and in Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from alttprbot.caching import Cache, open_backends
from alttprbot.caching.namespaces import BAD_DOMAINS, DAILY, GUILD_CONFIG, HOLY_IMAGES, Namespace
from alttprbot.metrics import Metrics
from tests.clocks import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture(params=["memory", "redis"])
async def cache(request: pytest.FixtureRequest, clock: HandClock, metrics: Metrics) -> AsyncIterator[Cache]:
    url = request.getfixturevalue("redis_server").url if request.param == "redis" else ""
    async with open_backends(url) as backends:
        yield Cache(backends, clock=clock, metrics=metrics)


class Source:
    """Where values come from; it counts how often it was asked."""

    def __init__(self, *values: object) -> None:
        self.values = list(values)
        self.asked = 0

    async def __call__(self) -> object:
        self.asked += 1
        value = self.values.pop(0) if len(self.values) > 1 else self.values[0]
        if isinstance(value, Exception):
            raise value
        return value


class Slow:
    """A source that answers when it is told to."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.asked = 0
        self.started = asyncio.Event()
        self.answer = asyncio.Event()

    async def __call__(self) -> object:
        self.asked += 1
        self.started.set()
        await self.answer.wait()
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


def counted(metrics: Metrics, namespace: Namespace, outcome: str) -> float:
    labels = {"kind": namespace.name, "outcome": outcome}
    return metrics.registry.get_sample_value("sahasrahbot_cache_lookups_total", labels) or 0.0


async def never() -> object:
    raise AssertionError("it should be remembered")


@pytest.mark.parametrize("value", [None, False, 0, "", [], {"a": [1, None, "ö"]}])
async def test_what_was_found_out_is_remembered(cache: Cache, value: object) -> None:
    first = await cache.get(DAILY, "one", Source(value))
    second = await cache.get(DAILY, "one", never)

    assert (first, second) == (value, value)


async def test_values_have_one_shape_whether_they_are_remembered_or_not(cache: Cache) -> None:
    first = await cache.get(DAILY, "one", Source((1, 2)))

    assert first == [1, 2]
    assert await cache.get(DAILY, "one", never) == [1, 2]


async def test_what_is_not_json_is_refused_at_once(cache: Cache) -> None:
    with pytest.raises(TypeError):
        await cache.get(DAILY, "one", Source(object()))


async def test_nobody_changes_what_others_get(cache: Cache) -> None:
    mine = await cache.get(DAILY, "one", Source({"a": 1}))
    mine["a"] = 2  # type: ignore[index]

    assert await cache.get(DAILY, "one", never) == {"a": 1}


async def test_keys_and_namespaces_are_apart(cache: Cache) -> None:
    await cache.get(GUILD_CONFIG, 1, Source("one"))
    await cache.get(GUILD_CONFIG, 2, Source("two"))
    await cache.get(DAILY, 1, Source("three"))
    await cache.forget(GUILD_CONFIG, 2)

    assert await cache.get(GUILD_CONFIG, 1, never) == "one"
    assert await cache.get(GUILD_CONFIG, 2, Source("new")) == "new"
    assert await cache.get(DAILY, 1, never) == "three"


async def test_a_value_is_found_out_anew_after_its_lifetime(cache: Cache, clock: HandClock) -> None:
    source = Source("old", "new")
    await cache.get(GUILD_CONFIG, 1, source)

    clock.advance(299)
    before = await cache.get(GUILD_CONFIG, 1, source)
    clock.advance(1)
    after = await cache.get(GUILD_CONFIG, 1, source)

    assert (before, after) == ("old", "new")


async def test_a_stampede_asks_once(cache: Cache, metrics: Metrics) -> None:
    slow = Slow("value")
    crowd = [asyncio.ensure_future(cache.get(DAILY, "one", slow)) for _ in range(50)]
    await slow.started.wait()
    slow.answer.set()

    assert await asyncio.gather(*crowd) == ["value"] * 50
    assert slow.asked == 1
    assert counted(metrics, DAILY, "shared") == 49


async def test_a_failure_reaches_everybody_and_is_not_remembered(cache: Cache, metrics: Metrics) -> None:
    slow = Slow(LookupError("no"))
    crowd = [asyncio.ensure_future(cache.get(DAILY, "one", slow)) for _ in range(5)]
    await slow.started.wait()
    slow.answer.set()

    answers = await asyncio.gather(*crowd, return_exceptions=True)

    assert [type(answer) for answer in answers] == [LookupError] * 5
    assert slow.asked == 1
    assert await cache.get(DAILY, "one", Source("well")) == "well"
    assert counted(metrics, DAILY, "error") == 1


async def test_who_waits_takes_over_from_who_was_cancelled(cache: Cache) -> None:
    slow = Slow("value")
    first = asyncio.ensure_future(cache.get(DAILY, "one", slow))
    await slow.started.wait()
    others = [asyncio.ensure_future(cache.get(DAILY, "one", slow)) for _ in range(3)]
    await asyncio.sleep(0)
    others[0].cancel()
    first.cancel()
    slow.answer.set()

    ended = await asyncio.gather(first, *others, return_exceptions=True)

    assert [type(end) for end in ended[:2]] == [asyncio.CancelledError] * 2
    assert ended[2:] == ["value", "value"]
    assert slow.asked == 2


async def test_what_was_found_out_before_a_change_is_not_remembered_after_it(cache: Cache) -> None:
    slow = Slow("old")
    reader = asyncio.ensure_future(cache.get(DAILY, "one", slow))
    await slow.started.wait()

    await cache.forget(DAILY, "one")
    after = await cache.get(DAILY, "one", Source("new"))
    slow.answer.set()

    assert await reader == "old"
    assert after == "new"
    assert await cache.get(DAILY, "one", never) == "new"


async def test_what_began_while_it_was_being_forgotten_is_not_shared_after_that(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget, slow, readers = cache._shelf.forget, Slow("old"), []

    async def forget_later(namespace: Namespace, key: str | None) -> bool:
        readers.append(asyncio.ensure_future(cache.get(namespace, key, slow)))
        await slow.started.wait()
        return await forget(namespace, key)

    monkeypatch.setattr(cache._shelf, "forget", forget_later)
    await cache.forget(DAILY, "one")

    assert await cache.get(DAILY, "one", Source("new")) == "new"
    slow.answer.set()
    assert await asyncio.gather(*readers) == ["old"]
    assert await cache.get(DAILY, "one", never) == "new"


async def test_everything_or_one_namespace_is_cleared(cache: Cache) -> None:
    for namespace in (DAILY, GUILD_CONFIG):
        await cache.get(namespace, 1, Source("old"))

    await cache.clear(DAILY)
    assert await cache.get(DAILY, 1, Source("new")) == "new"
    assert await cache.get(GUILD_CONFIG, 1, never) == "old"

    await cache.clear()
    assert await cache.get(GUILD_CONFIG, 1, Source("new")) == "new"


async def test_an_old_value_is_better_than_none(
    cache: Cache, clock: HandClock, metrics: Metrics, caplog: pytest.LogCaptureFixture
) -> None:
    await cache.get(HOLY_IMAGES, "list", Source(["one"]))
    clock.advance(301)

    away = Source(ConnectionError("down"))
    values = [await cache.get(HOLY_IMAGES, "list", away) for _ in range(3)]
    clock.advance(61)
    await cache.get(HOLY_IMAGES, "list", away)

    assert values == [["one"]] * 3
    assert away.asked == 2, "asked again only after a minute"
    assert counted(metrics, HOLY_IMAGES, "stale") == 2
    assert "old value served" in caplog.text
    clock.advance(61)
    assert await cache.get(HOLY_IMAGES, "list", Source(["two"])) == ["two"]


async def test_others_that_fail_are_left_alone_for_a_minute(cache: Cache, clock: HandClock) -> None:
    away = Source(ConnectionError("down"))
    for _ in range(3):
        with pytest.raises(ConnectionError, match="down"):
            await cache.get(HOLY_IMAGES, "list", away)
    assert away.asked == 1

    clock.advance(60)
    with pytest.raises(ConnectionError):
        await cache.get(HOLY_IMAGES, "list", away)
    assert away.asked == 2

    await cache.forget(HOLY_IMAGES, "list")
    assert await cache.get(HOLY_IMAGES, "list", Source(["one"])) == ["one"]


async def test_a_value_that_is_too_old_is_not_given(cache: Cache, clock: HandClock) -> None:
    await cache.get(BAD_DOMAINS, "list", Source(["one"]))
    await cache.get(DAILY, "one", Source("one"))
    clock.advance(61)
    with pytest.raises(ConnectionError):
        await cache.get(DAILY, "one", Source(ConnectionError("down")))

    clock.advance(days=8)

    with pytest.raises(ConnectionError):
        await cache.get(BAD_DOMAINS, "list", Source(ConnectionError("down")))


async def test_hits_and_misses_are_counted(cache: Cache, metrics: Metrics) -> None:
    source = Source("value")
    for _ in range(3):
        await cache.get(DAILY, "one", source)

    assert (counted(metrics, DAILY, "miss"), counted(metrics, DAILY, "hit")) == (1, 2)


async def test_memory_has_a_bound(clock: HandClock, metrics: Metrics) -> None:
    async with open_backends("") as backends:
        cache = Cache(backends, clock=clock, metrics=metrics)
        for number in range(DAILY.size + 1):
            await cache.get(DAILY, number, Source("old"))

        assert await cache.get(DAILY, DAILY.size, never) == "old"
        assert await cache.get(DAILY, 0, Source("new")) == "new"
        assert len(backends[DAILY]._cache) == DAILY.size
