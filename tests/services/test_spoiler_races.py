"""Spoiler races as rows, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from alttprbot.database import Database
from alttprbot.models import SpoilerRaces
from alttprbot.services.spoiler_races import SpoilerLog, SpoilerRaceService

ROOM = "alttpr/brave-link-0042"
LOG = SpoilerLog("https://logs.example/1", 900)
START = datetime(2026, 3, 4, 5, 6, 7, 891011, tzinfo=UTC)


@pytest.fixture
async def races(database: Database) -> SpoilerRaceService:
    service = SpoilerRaceService()
    await service.schedule(ROOM, LOG)
    return service


async def of_room(races: SpoilerRaceService) -> SpoilerRaces:
    race = await races.of_room(ROOM)
    assert race is not None
    return race


async def test_of_many_who_begin_a_race_the_first_says_when(races: SpoilerRaceService) -> None:
    views = [await of_room(races) for _ in range(8)]
    moments = [START + timedelta(seconds=number) for number in range(8)]

    await asyncio.gather(*(races.begin(view, at=at) for view, at in zip(views, moments, strict=True)))

    assert {view.started for view in views} == {(await of_room(races)).started}
    assert views[0].started in moments


async def test_a_log_is_to_be_shown_until_the_room_has_seen_it(races: SpoilerRaceService) -> None:
    race = await of_room(races)
    await races.begin(race, at=START)
    before = race.published

    await races.published(race)

    assert (before, race.published, (await of_room(races)).published) == (False, True, True)


async def test_a_race_of_the_application_before_this_one_has_its_log_still_to_come(races: SpoilerRaceService) -> None:
    await SpoilerRaces.all().delete()
    await SpoilerRaces.create(srl_id=ROOM, spoiler_url=LOG.url, studytime=900)
    race = await of_room(races)

    await races.begin(race, at=START)

    assert (race.started, race.published) == (START, False)


async def test_what_is_scheduled_anew_begins_anew(races: SpoilerRaceService) -> None:
    race = await of_room(races)
    await races.begin(race, at=START)
    await races.published(race)

    await races.schedule(ROOM, SpoilerLog("https://logs.example/2", 60))

    again = await of_room(races)
    assert (again.spoiler_url, again.studytime) == ("https://logs.example/2", 60)
    assert (again.started, again.published, again.id) == (None, False, race.id)


async def test_a_room_without_a_log_has_none(races: SpoilerRaceService) -> None:
    await races.delete(ROOM)

    assert await races.of_room(ROOM) is None
