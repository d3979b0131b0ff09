"""What is remembered of race rooms, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tortoise.exceptions import BaseORMException

from alttprbot.database import Database
from alttprbot.models import RaceTimeRoomState, RTGGOverrideWhitelist, SpoilerRaces
from alttprbot.services.race_rooms import Exemption, RaceRoomService, RolledSeed
from alttprbot.services.spoiler_races import SpoilerLog, SpoilerRaceService
from alttprbot.util.clock import Clock

NOW = datetime(2026, 3, 4, 5, 6, 7, 891011, tzinfo=UTC)
ROOM = "alttpr/brave-link-0042"
SEED = RolledSeed("open - https://alttpr.com/h/abc", ("Here it is", "have fun"), "https://alttpr.com/h/abc")


class StoppedClock(Clock):
    def now(self) -> datetime:
        return NOW


@pytest.fixture
def rooms(database: Database) -> RaceRoomService:
    return RaceRoomService(clock=StoppedClock(), spoiler_races=SpoilerRaceService())


async def stored() -> RaceTimeRoomState:
    return await RaceTimeRoomState.get(room_name=ROOM)


async def test_a_room_is_made_once_however_many_ask_at_once(rooms: RaceRoomService) -> None:
    found = await asyncio.gather(*(rooms.attach(ROOM, "alttpr") for _ in range(10)))

    assert len({room.id for room in found}) == 1
    assert await RaceTimeRoomState.all().count() == 1


async def test_a_room_that_was_over_is_open_again_with_all_that_was_known(rooms: RaceRoomService) -> None:
    room = await rooms.attach(ROOM, "alttpr", opened_by_us=True)
    await rooms.save(room, locked=True, intro_sent=True, last_message_id="abc")
    await rooms.close(ROOM)

    again = await rooms.attach(ROOM, "alttpr", unlisted=True)

    assert (again.id, again.closed_at, again.locked, again.last_message_id) == (room.id, None, True, "abc")
    assert (again.unlisted, again.opened_by_us) == (True, True)


async def test_only_rooms_that_are_known_can_be_closed(rooms: RaceRoomService) -> None:
    await rooms.attach(ROOM, "alttpr")

    await rooms.close(ROOM)
    await rooms.close("alttpr/never-was-0001")

    assert (await stored()).closed_at == NOW
    assert await RaceTimeRoomState.all().count() == 1


async def test_one_of_many_rolls_gets_the_room(rooms: RaceRoomService) -> None:
    views = [await rooms.attach(ROOM, "alttpr") for _ in range(8)]

    claims = await asyncio.gather(
        *(rooms.begin_roll(view, command="!race open", by=f"racer{number}") for number, view in enumerate(views))
    )

    winner = claims.index(True)
    row = await stored()
    assert sum(claims) == 1
    assert (row.rolled_by, row.roll_command, row.roll_started_at) == (f"racer{winner}", "!race open", NOW)


async def test_a_room_with_a_seed_cannot_be_rolled_until_it_is_reset(rooms: RaceRoomService) -> None:
    room = await rooms.attach(ROOM, "alttpr")
    await rooms.begin_roll(room, command="!race open", by="racer")
    await rooms.finish_roll(room, SEED)

    refused = await rooms.begin_roll(await stored(), command="!race open", by="racer")
    await rooms.reset(room)
    claimed = await rooms.begin_roll(room, command="!race open", by="racer")

    assert (refused, claimed) == (False, True)


async def test_a_seed_is_recorded_before_the_room_has_seen_it(rooms: RaceRoomService) -> None:
    room = await rooms.attach(ROOM, "alttpr")
    await rooms.begin_roll(room, command="!race open", by="racer")

    await rooms.finish_roll(room, SEED)

    row = await stored()
    assert (row.seed_rolled, row.published, row.roll_started_at, row.rolled_at) == (True, False, None, NOW)
    assert (row.seed_url, row.rolled_by) == ("https://alttpr.com/h/abc", "racer")


@pytest.mark.parametrize("again", [1, 2])
async def test_a_spoiler_log_is_scheduled_with_its_seed_and_forgotten_with_it(
    rooms: RaceRoomService, again: int
) -> None:
    room = await rooms.attach(ROOM, "alttpr")
    for _ in range(again):
        await rooms.finish_roll(room, replace(SEED, log=SpoilerLog("https://logs.example/1", 900)))

    race = await SpoilerRaces.get(srl_id=ROOM)
    await rooms.reset(room)

    assert (race.spoiler_url, race.studytime, race.started) == ("https://logs.example/1", 900, None)
    assert (await stored()).seed_lines is None
    assert not await SpoilerRaces.exists()


async def test_a_seed_whose_log_cannot_be_scheduled_is_not_recorded_either(rooms: RaceRoomService) -> None:
    room = await rooms.attach(ROOM, "alttpr")

    with pytest.raises(BaseORMException):
        await rooms.finish_roll(room, replace(SEED, log=SpoilerLog(f"https://logs.example/{'x' * 300}", 900)))

    assert not (await stored()).seed_rolled


async def test_a_roll_that_came_to_nothing_leaves_the_room_free(rooms: RaceRoomService) -> None:
    room = await rooms.attach(ROOM, "alttpr")
    await rooms.begin_roll(room, command="!race open", by="racer")

    await rooms.abandon_roll(room)

    row = await stored()
    assert (row.seed_rolled, row.roll_started_at, row.rolled_by) == (False, None, None)
    assert await rooms.begin_roll(row, command="!race open", by="racer")


async def test_a_claim_that_could_not_be_given_up_is_taken_over(rooms: RaceRoomService) -> None:
    room = await rooms.attach(ROOM, "alttpr")
    await rooms.begin_roll(room, command="!race open", by="racer")

    assert await rooms.begin_roll(room, command="!race standard", by="another")
    assert (await stored()).rolled_by == "another"


async def test_the_longest_command_fits(rooms: RaceRoomService) -> None:
    room = await rooms.attach(ROOM, "alttpr")

    assert await rooms.begin_roll(room, command="!race " + "🎲" * 2000, by="racer")


@pytest.mark.parametrize(
    ("category", "age", "closed", "found"),
    [
        ("alttpr", timedelta(hours=1), None, True),
        ("smz3", timedelta(hours=1), None, False),
        ("alttpr", timedelta(days=5), None, False),
        ("alttpr", timedelta(hours=1), NOW, False),
    ],
)
async def test_rooms_that_may_still_be_open(
    rooms: RaceRoomService, category: str, age: timedelta, closed: datetime | None, found: bool
) -> None:
    room = await RaceTimeRoomState.create(room_name=ROOM, category=category, closed_at=closed)
    await RaceTimeRoomState.filter(id=room.id).update(created=NOW - age)

    assert [row.room_name for row in await rooms.open_rooms("alttpr")] == ([ROOM] if found else [])


@pytest.mark.parametrize(
    ("age", "closed_ago", "kept"),
    [
        (timedelta(days=40), timedelta(days=29), True),
        (timedelta(days=40), timedelta(days=31), False),
        (timedelta(days=33), None, True),
        (timedelta(days=35), None, False),
    ],
)
async def test_rooms_are_kept_for_a_month(
    rooms: RaceRoomService, age: timedelta, closed_ago: timedelta | None, kept: bool
) -> None:
    closed = NOW - closed_ago if closed_ago else None
    room = await RaceTimeRoomState.create(room_name=ROOM, category="alttpr", closed_at=closed)
    await RaceTimeRoomState.filter(id=room.id).update(created=NOW - age)

    purged = await rooms.purge()

    assert (purged, await RaceTimeRoomState.all().count()) == (int(not kept), int(kept))


@pytest.mark.parametrize(
    ("expires", "exemption"),
    [
        (None, Exemption.VALID),
        (NOW + timedelta(seconds=1), Exemption.VALID),
        (NOW, Exemption.EXPIRED),
    ],
)
async def test_exemptions_from_streaming(
    rooms: RaceRoomService, expires: datetime | None, exemption: Exemption
) -> None:
    await RTGGOverrideWhitelist.create(racetime_id="Racer", category="alttpr", expires=expires)

    assert await rooms.exemption("Racer", "alttpr") is exemption
    assert await rooms.exemption("Racer", "smz3") is Exemption.NONE
    assert await rooms.exemption("racer", "alttpr") is Exemption.NONE
