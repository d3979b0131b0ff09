"""How many seeds one person may roll in a short time."""

from __future__ import annotations

import pytest

from alttprbot.alttprgen import roll_limit
from alttprbot.alttprgen.roll_limit import RollLimit
from alttprbot.exceptions import RateLimitedException
from tests.alttprgen.conftest import VirtualClock


@pytest.fixture
def limit(clock: VirtualClock) -> RollLimit:
    return RollLimit(clock, count=3, seconds=30)


def refused(limit: RollLimit, key: str) -> RateLimitedException:
    with pytest.raises(RateLimitedException) as caught:
        limit.take(key)
    return caught.value


def test_fourth_roll_in_half_a_minute_has_to_wait(limit: RollLimit, clock: VirtualClock) -> None:
    for _ in range(3):
        limit.take("discord:1")
        clock.advance(5)

    error = refused(limit, "discord:1")

    assert error.retry_after == 15
    assert error.message == ("You have asked for 3 seeds in the last 30 seconds. Please wait 15 s before the next one.")


def test_wait_that_was_named_is_enough(limit: RollLimit, clock: VirtualClock) -> None:
    for _ in range(3):
        limit.take("discord:1")
    clock.advance(refused(limit, "discord:1").retry_after)

    limit.take("discord:1")


def test_refused_rolls_do_not_count(limit: RollLimit, clock: VirtualClock) -> None:
    for _ in range(3):
        limit.take("discord:1")
    for _ in range(5):
        refused(limit, "discord:1")

    clock.advance(30)

    for _ in range(3):
        limit.take("discord:1")


def test_people_have_an_allowance_each(limit: RollLimit) -> None:
    for _ in range(3):
        limit.take("discord:1")

    limit.take("discord:2")
    limit.take("racetime:1")


def test_our_own_jobs_are_never_limited(limit: RollLimit) -> None:
    for _ in range(100):
        limit.take(None)


def test_most_recent_people_are_remembered(limit: RollLimit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roll_limit, "MOST_PEOPLE", 10)
    for _ in range(3):
        limit.take("first")
    for number in range(9):
        limit.take(str(number))
    refused(limit, "first")

    for number in range(9):
        limit.take(f"later {number}")

    refused(limit, "first")
    limit.take("0")
