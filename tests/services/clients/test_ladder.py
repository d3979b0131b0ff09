"""Races on the ladder, in its archive and at racetime.gg."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web

from alttprbot.alttprgen.provider_exceptions import SeedProviderResponseFormatError, SeedProviderUnavailableError
from alttprbot.services.clients.ladder import Ladder
from alttprbot.services.clients.racetime_history import RaceTimeHistory
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.ladder import LINK, ZELDA, LadderServer, result
from alttprbot_sandbox.racetime import RaceTimeServer
from tests.alttprgen.conftest import BEGINNING, VirtualClock
from tests.services.clients.conftest import OpenClients


@pytest.fixture
async def server() -> AsyncIterator[LadderServer]:
    async with LadderServer() as server:
        yield server


@pytest.fixture
async def ladder(server: LadderServer, open_clients: OpenClients) -> Ladder:
    return (await open_clients(server)).ladder


@pytest.mark.parametrize(
    ("name", "racer"), [("link", LINK), ("LINK", LINK), ("Zelda#0", ZELDA), ("ganon", None), ("", None)]
)
async def test_racer_is_found_by_the_name_on_discord(ladder: Ladder, name: str, racer: str | None) -> None:
    assert await ladder.find_racer(name) == racer


async def test_list_of_racers_is_read_every_ten_minutes(
    ladder: Ladder, server: LadderServer, clock: VirtualClock
) -> None:
    for name in ("link", "zelda", "ganon"):
        await ladder.find_racer(name)
    assert len(server.requests) == 1
    clock.advance(600)
    await ladder.find_racer("link")
    assert len(server.requests) == 2


async def test_broken_racer_does_not_spoil_the_others(ladder: Ladder, server: LadderServer) -> None:
    server.racers = [
        {"RacerGUID": None, "DiscordName": "ganon"},
        {"RacerGUID": "None", "DiscordName": "agahnim"},
        {"RacerGUID": ZELDA, "DiscordName": None},
        *server.racers,
    ]

    assert await ladder.get_active_racers() == {"link": LINK, "zelda": ZELDA}


async def test_history_is_of_all_modes_in_the_time_of_the_ladder(ladder: Ladder, server: LadderServer) -> None:
    server.history[LINK] = [
        {"FlagName": "Open", "Results": [result(7, datetime(2025, 1, 31, 20, tzinfo=UTC)), {"RaceName": "#broken"}]},
        {"FlagName": "Standard", "Results": [result(8, datetime(2025, 7, 1, 20, tzinfo=UTC))]},
        {"FlagName": "broken", "Results": None},
    ]

    races = await ladder.get_history(LINK)

    assert [(race.name, race.started_at.astimezone(UTC)) for race in races] == [
        ("#00000007", datetime(2025, 2, 1, 1, tzinfo=UTC)),
        ("#00000008", datetime(2025, 7, 2, 0, tzinfo=UTC)),
    ]
    assert await ladder.get_history(ZELDA) == []
    assert parse_qs(server.requests[0].query) == {"RacerGUID": [LINK], "flag_id": ["0"]}


async def test_zone_of_the_ladder_is_a_setting(server: LadderServer, open_clients: OpenClients) -> None:
    server.history[LINK] = [{"FlagName": "Open", "Results": [result(1, datetime(2025, 1, 31, 20, tzinfo=UTC))]}]
    ladder = (await open_clients(server, alttpr_ladder_timezone="UTC")).ladder

    assert (await ladder.get_history(LINK))[0].started_at == datetime(2025, 1, 31, 20, tzinfo=UTC)


async def test_what_is_no_racer_is_a_failure_of_the_ladder(ladder: Ladder) -> None:
    with pytest.raises(SeedProviderUnavailableError):
        await ladder.get_history("None")


async def test_archive_counts_between_two_days(ladder: Ladder, server: LadderServer) -> None:
    assert await ladder.get_archive_count(200000000000000001) == 4
    assert await ladder.get_archive_count(5, start=date(2025, 1, 31), end=date(2026, 2, 14)) == 0

    queries = [parse_qs(request.query) for request in server.requests]
    assert queries == [
        {"discordid": ["200000000000000001"], "startdt": ["01011900"], "enddt": ["01012100"]},
        {"discordid": ["5"], "startdt": ["01312025"], "enddt": ["02142026"]},
    ]


class Profiles(SimulatedService):
    """The races of one racer, page by page."""

    def __init__(self, *pages: list[dict[str, Any]]) -> None:
        super().__init__()
        self.pages = pages

    def settings(self) -> Mapping[str, str]:
        return {"RACETIME_URL": self.url}

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/user/{id}/races/data", self._races)

    async def _races(self, request: web.Request) -> web.Response:
        number = int(request.query["page"])
        races = self.pages[number - 1] if number <= len(self.pages) else []
        return web.json_response({"count": 1, "num_pages": len(self.pages), "races": races})


def race(days_ago: int, category: str = "alttpr", status: str = "finished") -> dict[str, Any]:
    opened = (BEGINNING - timedelta(days=days_ago)).isoformat().replace("+00:00", "Z")
    return {"name": f"{category}/x", "category": {"slug": category}, "status": {"value": status}, "opened_at": opened}


SINCE = BEGINNING - timedelta(days=365)


@pytest.mark.parametrize(
    ("pages", "enough", "count", "asked"),
    [
        ([[race(1), race(2)], [race(3)]], 10, 3, 2),
        ([[race(1), race(2)], [race(3)]], 2, 2, 1),
        ([[race(1, "smz3"), race(2, status="cancelled")]], 10, 0, 1),
        ([[race(1), race(400)], [race(500)], [race(600)]], 10, 1, 2),
        ([[race(1), {"name": "broken"}]], 10, 1, 1),
        ([[]], 10, 0, 1),
        ([[race(1)]] * 60, 100, 50, 50),
    ],
)
async def test_races_are_counted_page_by_page_until_it_is_enough(
    open_clients: OpenClients, pages: list[list[dict[str, Any]]], enough: int, count: int, asked: int
) -> None:
    async with Profiles(*pages) as profiles:
        history = (await open_clients(profiles)).racetime_history

        assert await history.count_races("abc", [" alttpr", "ALTTPR"], since=SINCE, enough=enough) == count

        assert len(profiles.requests) == asked
        assert {parse_qs(request.query)["per_page"][0] for request in profiles.requests} == {"100"}


async def test_nothing_is_asked_for_without_categories(open_clients: OpenClients) -> None:
    async with Profiles([race(1)]) as profiles:
        history = (await open_clients(profiles)).racetime_history

        assert await history.count_races("abc", ["", " "], since=SINCE, enough=1) == 0
        assert not profiles.requests


async def test_outage_is_no_lack_of_races(open_clients: OpenClients) -> None:
    async with Profiles([race(1)]) as profiles:
        history = (await open_clients(profiles)).racetime_history
        profiles.faults.add(Fault(FaultKind.STATUS, status=502))
        with pytest.raises(SeedProviderUnavailableError):
            await history.count_races("abc", ["alttpr"], since=SINCE, enough=1)
        profiles.faults.clear()
        profiles.faults.add(Fault(FaultKind.HTML))
        with pytest.raises(SeedProviderResponseFormatError):
            await history.count_races("abc", ["alttpr"], since=SINCE, enough=1)


@pytest.fixture
async def racetime(open_clients: OpenClients) -> AsyncIterator[tuple[RaceTimeServer, RaceTimeHistory]]:
    async with RaceTimeServer() as server:
        server.add_category("alttpr", "ALTTP Randomizer", goals=["Beat the game"])
        yield server, (await open_clients(racetime_url=server.url)).racetime_history


async def test_finished_races_of_the_simulated_site_count(racetime: tuple[RaceTimeServer, RaceTimeHistory]) -> None:
    server, history = racetime
    ann, bob, stranger = (server.add_user(name) for name in ("Ann", "Bob", "Cat"))
    room = await server.open_race("alttpr", ann, goal="Beat the game")
    for user in (ann, bob):
        await server.join(room, user)
        await server.ready(room, user)
    await server.tick(15)
    await server.tick(10)
    await server.done(room, ann)
    await server.forfeit(room, bob)
    since = datetime.now(UTC) - timedelta(days=1)

    counts = [await history.count_races(one.id, ["alttpr"], since=since, enough=5) for one in (ann, bob, stranger)]

    assert counts == [1, 1, 0]
    assert await history.count_races("nobody", ["alttpr"], since=since, enough=5) == 0
