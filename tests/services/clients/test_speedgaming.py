"""SpeedGaming: odd episodes, refusals that look like success, and how seldom it is asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from urllib.parse import parse_qs

import pytest

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
)
from alttprbot.services.clients.speedgaming import FUTURE, PAST, SpeedGaming
from alttprbot.services.clients.speedgaming_episode import Player
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.speedgaming import SpeedGamingServer
from tests.alttprgen.conftest import BEGINNING, VirtualClock, answer, answering
from tests.services.clients.conftest import OpenClients


@pytest.fixture
async def server() -> AsyncIterator[SpeedGamingServer]:
    async with SpeedGamingServer(now=BEGINNING) as server:
        yield server


@pytest.fixture
async def speedgaming(server: SpeedGamingServer, open_clients: OpenClients) -> SpeedGaming:
    return (await open_clients(server)).speedgaming


async def test_every_kind_of_episode_is_read(speedgaming: SpeedGaming) -> None:
    schedule = await speedgaming.get_schedule("alttpr", future=FUTURE)

    by_id = {one.id: one for one in schedule.episodes}
    assert list(by_id) == [101, 102, 103, 104, 105, 106]
    first = by_id[101]
    assert (first.event.slug, first.event.short_name, first.length) == ("alttpr", "ALTTPR", 90)
    assert first.when == first.when_countdown == BEGINNING + timedelta(minutes=30)
    assert [(one.discord_user_id, one.discord_name) for one in first.match1.players] == [
        (200000000000000001, "link"),
        (200000000000000002, "zelda"),
    ]
    assert first.channels[0].language == first.commentators[0].language == "en"
    assert first.commentators[0].approved
    assert (by_id[102].match1.players, by_id[102].match1.note) == ((), "Swiss Round 5")
    assert [one.is_placeholder for one in by_id[103].match1.players] == [False, True]
    second = by_id[104].match2
    assert second is not None
    assert second.title == "Second"
    (ganon,) = by_id[105].match1.players
    assert (ganon.discord_user_id, ganon.discord_name) == (None, "Ganon#1986")
    assert by_id[106].timezone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", None), (" 123 ", 123), ("0", None), ("-5", None), ("٣", None), ("9" * 20, None), ("1e5", None)],
)
def test_discord_id_is_a_number_or_nothing(typed: str, number: int | None) -> None:
    assert Player(id=1, discord_id=typed).discord_user_id == number


async def test_window_is_asked_for_in_the_time_of_the_site(speedgaming: SpeedGaming, server: SpeedGamingServer) -> None:
    await speedgaming.get_schedule("alttpr")

    query = parse_qs(server.requests[0].query)
    assert query["event"] == ["alttpr"]
    start, end = (datetime.fromisoformat(query[name][0]) for name in ("from", "to"))
    assert (start, end) == (BEGINNING - PAST, BEGINNING + FUTURE)
    assert start.utcoffset() == timedelta(hours=-5)


async def test_event_is_asked_for_once_a_minute_whoever_looks(
    speedgaming: SpeedGaming, server: SpeedGamingServer, clock: VirtualClock
) -> None:
    soon, week, _ = await asyncio.gather(
        speedgaming.get_schedule("alttpr", past=timedelta(0), future=timedelta(hours=1)),
        speedgaming.get_schedule("alttpr", past=timedelta(0), future=timedelta(hours=168)),
        speedgaming.get_schedule("alttprdaily"),
    )
    clock.advance(59)
    await speedgaming.get_schedule("alttpr")
    assert len(server.requests) == 2
    assert [one.id for one in soon.episodes] == [101]
    assert len(week.episodes) == 6

    clock.advance(1)
    await speedgaming.get_schedule("alttpr")
    assert len(server.requests) == 3


async def test_window_that_is_too_wide_is_a_defect(speedgaming: SpeedGaming) -> None:
    with pytest.raises(ValueError, match="8 days"):
        await speedgaming.get_schedule("alttpr", future=FUTURE + timedelta(seconds=1))


async def test_schedule_outlives_an_outage_and_says_how_old_it_is(
    speedgaming: SpeedGaming, server: SpeedGamingServer, clock: VirtualClock
) -> None:
    fresh = await speedgaming.get_schedule("alttpr")
    assert not fresh.is_old(clock.now())
    server.faults.add(Fault(FaultKind.STATUS, status=500))

    clock.advance(14 * 60)
    assert not (await speedgaming.get_schedule("alttpr")).is_old(clock.now())
    clock.advance(2 * 60)
    old = await speedgaming.get_schedule("alttpr")
    assert old.is_old(clock.now())
    assert old.episodes
    clock.advance(20 * 60)
    with pytest.raises(SeedProviderUnavailableError):
        await speedgaming.get_schedule("alttpr")


async def test_unknown_event_is_refused_in_the_words_of_the_site(
    speedgaming: SpeedGaming, server: SpeedGamingServer
) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match=r"Failed to find event\.") as caught:
        await speedgaming.get_schedule("nothing")

    assert caught.value.attempts == 1
    assert len(server.requests) == 1


async def test_unknown_episode_is_refused_in_the_words_of_the_site(speedgaming: SpeedGaming) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match="Failed to find episode with id 7"):
        await speedgaming.get_episode(7)


async def test_broken_episode_does_not_spoil_the_others(server: SpeedGamingServer, open_clients: OpenClients) -> None:
    good = server.episodes[0]
    episodes = [
        None,
        {"id": 1},
        {**good, "when": "soon"},
        {**good, "whenCountdown": "2026-02-14T19:00:00"},
        {**good, "match1": None},
        {**good, "event": {"slug": "alttpr"}},
        good,
    ]
    async with answering(answer(json.dumps(episodes), "Content-Type: text/html")) as url:
        speedgaming = (await open_clients(sg_api_endpoint=url)).speedgaming

        assert [one.id for one in (await speedgaming.get_schedule("alttpr")).episodes] == [101]


@pytest.mark.parametrize("document", [{"episodes": []}, "maintenance", [{"id": 1}, None], None])
async def test_answer_of_another_shape_is_told_apart(open_clients: OpenClients, document: object) -> None:
    async with answering(answer(json.dumps(document), "Content-Type: text/html")) as url:
        speedgaming = (await open_clients(sg_api_endpoint=url)).speedgaming

        with pytest.raises(SeedProviderResponseFormatError):
            await speedgaming.get_schedule("alttpr")


async def test_unset_fields_are_what_they_usually_are(speedgaming: SpeedGaming, server: SpeedGamingServer) -> None:
    bare = {**server.episodes[0], "title": None, "length": "", "approved": None, "timezone": None}
    server.episodes = [bare]

    one = await speedgaming.get_episode(101)

    assert (one.title, one.length, one.approved, one.timezone) == ("", 0, False, "")


async def test_episode_is_a_minute_old_at_most_and_new_when_it_has_to_be(
    speedgaming: SpeedGaming, server: SpeedGamingServer, clock: VirtualClock
) -> None:
    await speedgaming.get_episode(101)
    server.episodes[0]["match1"]["title"] = "Changed"
    assert (await speedgaming.get_episode(101)).match1.title == "Link vs. Zelda"

    assert (await speedgaming.get_episode(101, fresh=True)).match1.title == "Changed"
    assert (await speedgaming.get_episode(101)).match1.title == "Changed"
    assert len(server.requests) == 2
    clock.advance(60)
    await speedgaming.get_episode(101)
    assert len(server.requests) == 3
