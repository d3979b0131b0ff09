"""How full the hall gets, as a page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from urllib.parse import parse_qs

import pytest
from quart import Quart

from alttprbot.alttprgen.provider_policies import CONCURRENCY
from alttprbot.services.onsite_capacity import PATIENCE
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.speedgaming import HALL, episode, match
from tests.alttprgen.conftest import BEGINNING, VirtualClock
from tests.api.browsing import Browser, Page
from tests.api.conftest import MakeApp, Visit
from tests.api.onsite import Hall, open_hall

REPORT = "/sglive/reports/capacity"
TITLES = ["SMB3R", "MMX", "SMZ3", "SMR", "MM64R", "FFR", "Z1R", "OoTR", "ALTTPR", "WWR", "NMG"]
SLUGS = tuple(HALL)
AT_ONCE = CONCURRENCY["speedgaming"]
FIRST = "Saturday 01:00 PM"


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
async def hall(alttpr: AlttprServer) -> AsyncIterator[Hall]:
    async with open_hall(alttpr) as opened:
        opened.speedgaming.episodes.clear()
        yield opened


@pytest.fixture
async def app(make_app: MakeApp, hall: Hall) -> Quart:
    return await make_app(**hall.settings, provider_max_attempts=1)


def play(hall: Hall, slug: str, begin: datetime, count: int = 1, **others: object) -> None:
    episodes = hall.speedgaming.episodes
    number = len(episodes) + 1
    episodes += [episode(number + n, slug, begin, match(number + n, "Final"), **others) for n in range(count)]


async def look(visit: Visit) -> Page:
    page = await Browser(visit()).get(REPORT)
    assert page.status == 200
    return page


def row(page: Page, time: str) -> list[str]:
    cells = next(each for each in page.soup.select("tbody tr") if each.th.get_text() == time)
    return [" ".join(cell.get_text().split()) for cell in cells.select("td")]


async def test_matches_are_counted_by_tournament_and_together(visit: Visit, hall: Hall) -> None:
    play(hall, "sgl24alttprx", BEGINNING, 2)
    play(hall, "sgl24mmxx", BEGINNING - timedelta(minutes=45))
    play(hall, "sgl24ootr", BEGINNING - timedelta(hours=3))

    page = await look(visit)

    assert page.texts("thead th") == ["Time", "Running", "Starting", *TITLES]
    assert page.texts("tbody th")[:2] == [FIRST, "Saturday 01:15 PM"]
    counts = dict(zip(TITLES, row(page, FIRST)[2:], strict=True))
    assert row(page, FIRST)[:2] == ["3", "2"]
    assert {title: count for title, count in counts.items() if count != "0"} == {"ALTTPR": "2", "MMX": "1"}
    assert row(page, "Saturday 02:45 PM")[:2] == ["2", "0"]
    assert row(page, "Saturday 03:00 PM")[:2] == ["0", "0"]
    assert "There are never more than 25 matches at once." in page.text


async def test_it_is_the_race_that_counts_and_not_the_broadcast(visit: Visit, hall: Hall) -> None:
    play(hall, "sgl24mmxx", BEGINNING, whenCountdown=(BEGINNING + timedelta(hours=2)).isoformat())

    page = await look(visit)

    assert (row(page, FIRST)[0], row(page, "Saturday 03:00 PM")[0]) == ("0", "1")


async def test_too_many_are_marked_in_words(visit: Visit, hall: Hall) -> None:
    play(hall, "sgl24mmxx", BEGINNING, 26)
    play(hall, "sgl24smrx", BEGINNING + timedelta(hours=5), 25)

    page = await look(visit)

    assert row(page, FIRST)[0] == "too many 26"
    assert row(page, "Saturday 06:00 PM")[0] == "25"
    assert len(page.soup.select("tr.busy")) == 4
    assert "In 4 of 128 rows there are more than 25 matches at once" in page.text


async def test_days_begin_when_the_hall_opens(visit: Visit) -> None:
    times = (await look(visit)).texts("tbody th")

    assert times[43:45] == ["Saturday 11:45 PM", "Sunday 08:00 AM"]
    assert (times[-1], len(times)) == ("Monday 12:45 PM", 128)


async def test_an_empty_schedule_says_so(visit: Visit) -> None:
    assert "Nobody has a match in this time." in (await look(visit)).text


async def test_a_tournament_that_is_unknown_is_named_and_the_others_are_shown(
    visit: Visit, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(hall.speedgaming.known, "sgl24wwr")
    play(hall, "sgl24mmxx", BEGINNING)

    page = await look(visit)

    (told,) = page.texts(".note.warning")
    assert told.startswith("WWR (sgl24wwr) is not counted: speedgaming rejected the request: Failed to find event.")
    assert page.texts("thead th")[3:] == [title for title in TITLES if title != "WWR"]
    assert row(page, FIRST)[0] == "1"


async def test_without_any_schedule_there_is_no_table(visit: Visit, hall: Hall) -> None:
    hall.speedgaming.faults.add(Fault(FaultKind.STATUS, status=502))

    page = await look(visit)

    assert len(page.texts(".note.warning")) == len(SLUGS)
    assert not page.soup.select("table")
    assert "There is no schedule to count by." in page.text


async def test_old_schedules_serve_and_say_so(visit: Visit, hall: Hall, clock: VirtualClock) -> None:
    play(hall, "sgl24mmxx", BEGINNING + timedelta(hours=1))
    await look(visit)
    hall.speedgaming.faults.add(Fault(FaultKind.STATUS, status=502))
    clock.advance(20 * 60)

    page = await look(visit)

    assert len(page.texts(".note.warning")) == len(SLUGS)
    assert "The schedule of MMX is that of 14 Feb 2026, 13:00 EST" in page.text
    assert row(page, "Saturday 02:00 PM")[0] == "1"


async def test_whoever_keeps_silent_is_left_out(visit: Visit, hall: Hall, clock: VirtualClock) -> None:
    hall.speedgaming.faults.add(Fault(FaultKind.SLOW, seconds=60))
    looking = asyncio.ensure_future(look(visit))
    await hall.speedgaming.requested("/api/schedule", count=AT_ONCE)

    clock.advance(PATIENCE)
    page = await looking
    hall.speedgaming.faults.clear()

    assert len(page.texts(".note.warning")) == len(SLUGS)
    assert "speedgaming did not answer in time" in page.text


async def test_schedules_are_asked_for_once_a_minute(visit: Visit, hall: Hall, clock: VirtualClock) -> None:
    await asyncio.gather(look(visit), look(visit))
    clock.advance(59)
    await look(visit)

    asked = hall.speedgaming.requests
    assert sorted(parse_qs(request.query)["event"][0] for request in asked) == sorted(SLUGS)
    clock.advance(2)
    await look(visit)
    assert len(hall.speedgaming.requests) == 2 * len(SLUGS)


async def test_no_more_than_a_few_are_asked_for_at_once(visit: Visit, hall: Hall) -> None:
    hall.speedgaming.faults.add(Fault(FaultKind.SLOW, seconds=60))
    looking = asyncio.ensure_future(look(visit))

    await hall.speedgaming.requested("/api/schedule", count=AT_ONCE)
    at_once = len(hall.speedgaming.requests)
    hall.speedgaming.faults.clear()
    await looking

    assert at_once == AT_ONCE
    assert len(hall.speedgaming.requests) == len(SLUGS)


async def test_pages_lead_to_each_other(visit: Visit) -> None:
    browser = Browser(visit())

    report = await browser.click(await browser.get("/sglive/"), "How full the hall gets")
    back = await browser.click(report, "Seeds for SpeedGaming Live 2024")

    assert (report.path, back.path) == (REPORT, "/sglive/")
