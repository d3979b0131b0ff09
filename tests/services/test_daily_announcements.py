"""Which channels are still to hear of a daily challenge."""

from __future__ import annotations

from typing import Any

import pytest

from alttprbot.models import Daily, DailyAnnouncement
from alttprbot.services.daily_announcements import MOST_ATTEMPTS, DailyAnnouncements
from tests.alttprgen.conftest import VirtualClock

GUILD, FIRST, SECOND = 2**62, 2**62 + 1, 2**62 + 2
BOTH = {FIRST: GUILD, SECOND: GUILD}


@pytest.fixture
def announcements(database: Any) -> DailyAnnouncements:
    return DailyAnnouncements(clock=VirtualClock())


def channels_of(due: list[DailyAnnouncement]) -> list[int]:
    return [announcement.channel_id for announcement in due]


async def test_a_channel_is_due_until_it_has_heard(announcements: DailyAnnouncements) -> None:
    (first,) = await announcements.due("today", {FIRST: GUILD})
    await announcements.begin(first)
    await announcements.failed(first)

    # A server wants it in another channel, too.
    again, second = await announcements.due("today", BOTH)
    assert (again.id, again.attempts, second.channel_id) == (first.id, 1, SECOND)
    await announcements.sent(again, 5, None)
    assert channels_of(await announcements.due("today", BOTH)) == [SECOND]
    # Nobody wants it there any more.
    assert await announcements.due("today", {FIRST: GUILD}) == []


async def test_a_new_day_begins_anew_and_the_old_one_is_over(announcements: DailyAnnouncements) -> None:
    await announcements.due("yesterday", BOTH)

    assert channels_of(await announcements.due("today", BOTH)) == [FIRST, SECOND]
    assert await announcements.due("yesterday", BOTH) == []
    assert await Daily.all().order_by("id").values_list("hash", flat=True) == ["yesterday", "today"]


async def test_after_two_hours_a_channel_is_left_alone(announcements: DailyAnnouncements) -> None:
    (first,) = await announcements.due("today", {FIRST: GUILD})
    for _ in range(MOST_ATTEMPTS):
        await announcements.begin(first)
        await announcements.failed(first)

    assert await announcements.due("today", {FIRST: GUILD}) == []
