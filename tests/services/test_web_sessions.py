"""Rows for those who are logged in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alttprbot.database import Database
from alttprbot.models import WebSession
from alttprbot.services.web_sessions import WebSessionService
from tests.clocks import HandClock

LINK, ZELDA = 101, 102


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def sessions(database: Database, clock: HandClock) -> WebSessionService:
    return service(clock, "the key")


def service(clock: HandClock, *keys: str) -> WebSessionService:
    return WebSessionService(clock=clock, idle=timedelta(days=7), lifetime=timedelta(days=30), keys=keys)


async def login(sessions: WebSessionService, user: int = LINK) -> str:
    secret, _ = await sessions.open(
        discord_user_id=user, username="x" * 150, display_name="☆" * 150, avatar_url="https://cdn.example/a.png"
    )
    return secret


async def test_secret_opens_the_session_and_is_not_stored(sessions: WebSessionService) -> None:
    secret = await login(sessions)

    found = await sessions.find(secret)

    assert found is not None
    assert (found.discord_user_id, found.display_name) == (LINK, "☆" * 100)
    assert secret not in str(await WebSession.all().values())


async def test_secrets_and_tokens_are_never_the_same(sessions: WebSessionService) -> None:
    secrets = {await login(sessions) for _ in range(5)}

    tokens = set(await WebSession.all().values_list("csrf_token", flat=True))
    assert len(secrets) == len(tokens) == 5


async def test_session_that_is_over_is_removed_when_it_is_used(sessions: WebSessionService, clock: HandClock) -> None:
    secret = await login(sessions)

    clock.advance(days=7)

    assert await sessions.find(secret) is None
    assert await WebSession.all().count() == 0


async def test_use_is_noted_but_not_each_time(sessions: WebSessionService, clock: HandClock) -> None:
    secret = await login(sessions)
    began = clock.now()

    noted = []
    for _ in range(3):
        clock.advance(200)
        await sessions.find(secret)
        noted.append((await WebSession.get()).last_seen - began)

    assert noted == [timedelta(0), timedelta(seconds=400), timedelta(seconds=400)]


async def test_ending_one_leaves_the_others(sessions: WebSessionService) -> None:
    first, second = await login(sessions), await login(sessions)

    await sessions.end(first)

    assert await sessions.find(first) is None
    assert await sessions.find(second) is not None


async def test_ending_all_leaves_other_people(sessions: WebSessionService) -> None:
    mine, theirs = [await login(sessions), await login(sessions)], await login(sessions, ZELDA)

    assert await sessions.end_all(LINK) == 2

    assert [await sessions.find(secret) for secret in mine] == [None, None]
    assert await sessions.find(theirs) is not None


async def test_purge_removes_what_is_over_and_nothing_else(sessions: WebSessionService, clock: HandClock) -> None:
    await login(sessions)
    clock.advance(days=6)
    recent = await login(sessions)
    clock.advance(days=1)

    assert await sessions.purge() == 1

    assert await sessions.find(recent) is not None


async def test_new_key_ends_all_sessions_unless_the_former_one_still_counts(
    sessions: WebSessionService, clock: HandClock
) -> None:
    secret = await login(sessions)

    assert await service(clock, "a new key").find(secret) is None
    assert await service(clock, "a new key", "the key").find(secret) is not None

    await service(clock, "a new key", "the key").end(secret)
    assert await sessions.find(secret) is None
