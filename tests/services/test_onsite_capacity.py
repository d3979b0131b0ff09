"""How many matches run at the same time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alttprbot.services.onsite_capacity import Run, Slot, slots_of

EASTERN = ZoneInfo("US/Eastern")
NOON = datetime(2024, 10, 11, 12, tzinfo=EASTERN)


def slots(
    *runs: Run, now: datetime = NOON, hours: float = 2, first_hour: int = 8, minutes: int = 15, zone: ZoneInfo = EASTERN
) -> list[Slot]:
    return slots_of(
        {"a": runs},
        now=now,
        zone=zone,
        slot=timedelta(minutes=minutes),
        horizon=timedelta(hours=hours),
        first_hour=first_hour,
    )


def run(begin: datetime, hours: float) -> Run:
    return Run(begin, begin.astimezone(UTC) + timedelta(hours=hours))


def clocks(found: list[Slot]) -> list[str]:
    return [f"{slot.begin:%a %H:%M}" for slot in found]


@pytest.mark.parametrize(
    ("minute", "second", "microsecond", "first"),
    [(0, 0, 0, "12:00"), (0, 0, 1, "12:15"), (14, 59, 0, "12:15"), (15, 0, 0, "12:15"), (45, 1, 0, "13:00")],
)
def test_the_first_slot_is_the_next_that_is_whole(minute: int, second: int, microsecond: int, first: str) -> None:
    found = slots(now=NOON.replace(minute=minute, second=second, microsecond=microsecond))

    assert f"{found[0].begin:%H:%M}" == first
    assert len(found) == 8


def test_slots_are_those_of_the_clock_on_the_wall() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")

    found = slots(now=datetime(2024, 10, 11, 6, 31, tzinfo=UTC), zone=kathmandu, minutes=30)

    assert clocks(found) == ["Fri 12:30", "Fri 13:00", "Fri 13:30", "Fri 14:00"]


def test_nights_are_left_out() -> None:
    found = slots(now=NOON.replace(hour=23, minute=20), hours=10)

    assert clocks(found)[:3] == ["Fri 23:30", "Fri 23:45", "Sat 08:00"]
    assert clocks(found)[-1] == "Sat 09:15"


def test_a_match_runs_from_its_first_slot_to_the_one_it_ends_in() -> None:
    found = slots(run(NOON + timedelta(minutes=20), 0.75))

    assert [slot.total for slot in found] == [0, 1, 1, 1, 1, 0, 0, 0]
    assert [slot.starting for slot in found] == [0, 1, 0, 0, 0, 0, 0, 0]


def test_a_match_that_ends_with_a_slot_does_not_run_in_the_next() -> None:
    found = slots(run(NOON, 0.5))

    assert [(slot.total, slot.starting) for slot in found[:3]] == [(1, 1), (1, 0), (0, 0)]


def test_a_match_that_began_before_is_still_running() -> None:
    found = slots(run(NOON - timedelta(hours=1), 1.5), run(NOON - timedelta(hours=3), 2))

    assert [slot.total for slot in found[:3]] == [1, 1, 0]
    assert all(slot.starting == 0 for slot in found)


def test_tournaments_are_counted_apart_and_together() -> None:
    (slot,) = slots_of(
        {"a": [run(NOON, 1), run(NOON, 1)], "b": [run(NOON, 1)], "c": []},
        now=NOON,
        zone=EASTERN,
        slot=timedelta(hours=1),
        horizon=timedelta(hours=1),
        first_hour=0,
    )

    assert (slot.running, slot.total, slot.starting) == ({"a": 2, "b": 1, "c": 0}, 3, 3)


def test_nothing_scheduled_is_a_table_of_nothing() -> None:
    found = slots()

    assert len(found) == 8
    assert {slot.total for slot in found} == {0}


@pytest.mark.parametrize(
    ("night", "shown"),
    [
        (datetime(2024, 11, 3, tzinfo=EASTERN), ["01:30 EDT", "01:00 EST", "01:30 EST", "02:00 EST"]),
        (datetime(2024, 3, 10, tzinfo=EASTERN), ["01:30 EST", "03:00 EDT", "03:30 EDT", "04:00 EDT"]),
    ],
)
def test_clocks_that_are_changed_neither_lose_nor_double_an_hour(night: datetime, shown: list[str]) -> None:
    begin = night.replace(hour=1, minute=30)

    found = slots(run(begin, 1.5), now=begin, hours=2, first_hour=0, minutes=30)

    assert [f"{slot.begin:%H:%M %Z}" for slot in found] == shown
    assert [slot.total for slot in found] == [1, 1, 1, 0]


def test_days_after_a_change_of_clocks_begin_at_the_same_hour() -> None:
    found = slots(now=datetime(2024, 11, 2, 20, tzinfo=EASTERN), hours=48, minutes=60)

    assert [clock for clock in clocks(found) if clock.endswith("08:00")] == ["Sun 08:00", "Mon 08:00"]
    # 48 hours that have passed, not 48 on the wall.
    assert clocks(found)[-1] == "Mon 18:00"
