"""How often somebody may ask."""

from __future__ import annotations

import pytest

from alttprbot_api.rate_limits import RateLimiter
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import Visitor, problem_of
from tests.clocks import HandClock

OPEN = {"randomizer": "alttpr", "preset": "open"}


def test_bucket_empties_and_fills_again(clock: HandClock) -> None:
    limiter = RateLimiter(clock)

    taken = [limiter.take("a", 2).allowed for _ in range(3)]
    refused = limiter.take("a", 2)
    clock.advance(30)

    assert taken == [True, True, False]
    assert refused.retry_after == pytest.approx(30)
    assert limiter.take("a", 2).allowed
    assert not limiter.take("a", 2).allowed
    assert limiter.take("b", 2).allowed


def test_no_more_is_saved_up_than_a_minute(clock: HandClock) -> None:
    limiter = RateLimiter(clock)
    limiter.take("a", 2)

    clock.advance(3600)

    assert [limiter.take("a", 2).allowed for _ in range(3)] == [True, True, False]


def test_callers_are_forgotten_so_that_memory_is_bounded(clock: HandClock) -> None:
    limiter = RateLimiter(clock, most_callers=2)
    for name in ("a", "b", "c"):
        limiter.take(name, 1)

    assert not limiter.take("c", 1).allowed
    assert len(limiter._buckets) == 2
    assert limiter.take("a", 1).allowed


async def test_visitor_is_told_the_limit_and_when_to_come_back(make_app: MakeApp, clock: HandClock) -> None:
    visitor = Visitor(await make_app(rate_limit_read=2))

    responses = [await visitor.get("/api/v1/presets") for _ in range(3)]

    assert [response.status_code for response in responses] == [200, 200, 429]
    assert [response.headers["RateLimit-Remaining"] for response in responses] == ["1", "0", "0"]
    assert {response.headers["RateLimit-Limit"] for response in responses} == {"2"}
    assert await problem_of(responses[2]) == (429, "rate-limited")
    assert responses[2].headers["Retry-After"] == "30"
    clock.advance(30)
    assert (await visitor.get("/api/v1/presets")).status_code == 200


async def test_page_says_when_to_come_back(make_app: MakeApp) -> None:
    visitor = Visitor(await make_app(rate_limit_read=1), accept="text/html")
    await visitor.get("/")

    response = await visitor.get("/")

    assert response.status_code == 429
    assert "try again in 60 s" in await response.get_data(as_text=True)


async def test_people_are_counted_one_by_one_wherever_they_are(link: Visitor, zelda: Visitor, visit: Visit) -> None:
    statuses = [(await link.post("/api/v1/namespaces")).status_code for _ in range(31)]

    assert statuses == [200] * 30 + [429]
    assert (await link.get("/api/v1/me")).status_code == 200
    assert (await zelda.post("/api/v1/namespaces")).status_code == 200


async def test_seeds_have_a_limit_of_their_own(link: Visitor) -> None:
    statuses = [(await link.post("/api/v1/seeds", json=OPEN)).status_code for _ in range(6)]

    assert statuses == [202] * 5 + [429]
    assert (await link.post("/api/v1/namespaces")).status_code == 200


async def test_addresses_that_do_not_exist_are_limited_too(make_app: MakeApp) -> None:
    visitor = Visitor(await make_app(rate_limit_read=1))

    statuses = [(await visitor.get(f"/guess/{number}")).status_code for number in range(2)]

    assert statuses == [404, 429]


async def test_monitors_and_files_are_not_limited(make_app: MakeApp) -> None:
    visitor = Visitor(await make_app(rate_limit_read=1))

    assert {(await visitor.get("/livez")).status_code for _ in range(5)} == {200}


async def test_forwarded_address_is_believed_from_our_proxy_only(make_app: MakeApp) -> None:
    app = await make_app(rate_limit_read=1, trusted_proxies="10.0.0.0/8")
    proxy, stranger = Visitor(app, address="10.1.2.3"), Visitor(app, address="203.0.113.5")

    through_proxy = [
        (await proxy.get("/api/v1/presets", headers={"X-Forwarded-For": client})).status_code
        for client in ("203.0.113.1", "203.0.113.2", "203.0.113.1")
    ]
    by_themselves = [
        (await stranger.get("/api/v1/presets", headers={"X-Forwarded-For": client})).status_code
        for client in ("203.0.113.3", "203.0.113.4")
    ]

    assert through_proxy == [200, 200, 429]
    assert by_themselves == [200, 429]
