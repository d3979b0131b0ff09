"""The start page's levers move the simulated services, and only for the visitor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web

from alttprbot.config_types import StartupPolicy
from alttprbot.supervision import Check, Readiness, State
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.discord import BusyError, Persona
from alttprbot_sandbox.journal import free_port
from alttprbot_sandbox.start_page import FAULTS, Levers, Place, SandboxMap, start_page
from alttprbot_sandbox.start_page.levers import Person


@dataclass
class Visit:
    """A start page over one real service; what its levers were told is kept."""

    url: str
    http: aiohttp.ClientSession
    alttpr: AlttprServer
    leaps: list[float] = field(default_factory=list)
    busy: bool = False

    async def page(self, path: str = "/") -> str:
        async with self.http.get(f"{self.url}{path}") as response:
            assert response.status == 200
            return await response.text()

    async def press(self, path: str, headers: dict[str, str] | None = None, **form: str) -> aiohttp.ClientResponse:
        response = await self.http.post(f"{self.url}{path}", data=form, headers=headers, allow_redirects=False)
        await response.read()
        return response

    async def ask_alttpr(self) -> int:
        async with self.http.get(f"{self.alttpr.url}/randomizer/settings") as response:
            return response.status


@pytest.fixture
async def visit(clock: SandboxClock) -> AsyncIterator[Visit]:
    port = free_port()
    async with AlttprServer() as alttpr, aiohttp.ClientSession() as http:
        visit = Visit(f"http://127.0.0.1:{port}", http, alttpr)

        async def advance(seconds: float) -> None:
            if visit.busy:
                raise BusyError
            visit.leaps.append(seconds)

        async def show(channel: str) -> None:
            raise BusyError

        runner = web.AppRunner(start_page(_map(alttpr), _levers(clock, advance, show)), shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield visit
        finally:
            await runner.cleanup()


def _map(alttpr: AlttprServer) -> SandboxMap:
    keys = ("discord", "room", "web", "preset", "alttpr", "racetime")
    return SandboxMap(
        places=[Place(key, key.title(), f"http://127.0.0.1:1/{key}", "<b>text</b>") for key in keys],
        people=[Person(Persona("Zelda", "organiser", 42, None), "abc")],
        services={"alttpr": alttpr},
        addresses={"discord": "http://127.0.0.1:1/#x", "alttpr": alttpr.url},
        channels=["seeds", "staff-log"],
    )


def _levers(clock: SandboxClock, advance: object, show: object) -> Levers:
    readiness = Readiness(True, {"web": Check(State.READY, StartupPolicy.STRICT, clock.now(), "")})
    return Levers(lambda: readiness, clock.now, lambda: "seeds", advance, show)  # type: ignore[arg-type]


async def test_page_shows_places_people_and_parts_with_text_escaped(visit: Visit) -> None:
    page = await visit.page()

    assert "http://127.0.0.1:1/room" in page
    assert "Zelda" in page
    assert '<span class="pill good">web</span>' in page
    assert "<b>text</b>" not in page


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in {"slow", "silent", "oversize"}])
async def test_fault_is_switched_on_and_off(visit: Visit, fault: str) -> None:
    answer = await visit.press("/faults", service="alttpr", fault=fault)
    try:
        async with visit.http.get(f"{visit.alttpr.url}/randomizer/settings") as response:
            outcome: object = (response.status, await response.json(content_type=None))
    except (aiohttp.ClientError, ValueError) as error:
        outcome = error
    shown = await visit.page()
    await visit.press("/faults", service="all", fault="none")

    assert answer.status == 303
    assert not (isinstance(outcome, tuple) and outcome[0] == 200)
    assert f'<option value="{fault}" selected>' in shown
    assert await visit.ask_alttpr() == 200


async def test_unknown_service_or_fault_is_refused(visit: Visit) -> None:
    answers = [
        (await visit.press("/faults", service="nobody", fault="down")).status,
        (await visit.press("/faults", service="alttpr", fault="gremlins")).status,
    ]

    assert answers == [400, 400]
    assert await visit.ask_alttpr() == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_other_sites_may_pull_no_lever(visit: Visit, headers: dict[str, str]) -> None:
    answers = [
        (await visit.press("/faults", headers, service="alttpr", fault="down")).status,
        (await visit.press("/clock", headers, seconds="60")).status,
        (await visit.press("/channel", headers, channel="seeds")).status,
        (await visit.http.post(f"{visit.alttpr.url}/_sandbox/faults", json={"kind": "drop"}, headers=headers)).status,
    ]

    assert answers == [403, 403, 403, 403]
    assert visit.leaps == []
    assert await visit.ask_alttpr() == 200


async def test_names_that_were_made_to_point_here_get_nothing(visit: Visit) -> None:
    for url in (f"{visit.url}/sandbox.json", f"{visit.alttpr.url}/randomizer/settings"):
        async with visit.http.get(url, headers={"Host": "rebound.example"}) as response:
            assert response.status == 403


async def test_own_pages_may_pull_the_levers(visit: Visit) -> None:
    answer = await visit.press("/clock", {"Origin": visit.url, "Sec-Fetch-Site": "same-origin"}, seconds="60")

    assert answer.status == 303
    assert visit.leaps == [60.0]


@pytest.mark.parametrize("seconds", ["", "soon", "-1", "nan", "inf", "99999999"])
async def test_clock_moves_by_sane_amounts_only(visit: Visit, seconds: str) -> None:
    answer = await visit.press("/clock", seconds=seconds)

    assert answer.status == 400
    assert visit.leaps == []


async def test_busy_discord_is_said_where_it_was_asked(visit: Visit) -> None:
    visit.busy = True

    moved = await visit.press("/clock", seconds="60")
    shown = await visit.press("/channel", channel="staff-log")

    assert moved.headers["Location"] == "/?notice=busy#clock"
    assert shown.headers["Location"] == "/?notice=busy#channels"
    assert "Discord is busy" in await visit.page("/?notice=busy")


async def test_unknown_channel_is_refused(visit: Visit) -> None:
    assert (await visit.press("/channel", channel="nowhere")).status == 400


async def test_what_services_were_asked_is_shown_newest_first(visit: Visit) -> None:
    await visit.ask_alttpr()
    await visit.ask_alttpr()
    await visit.press("/faults", service="alttpr", fault="dropped")
    with pytest.raises(aiohttp.ClientError):
        await visit.http.post(f"{visit.alttpr.url}/api/randomizer", json={})

    rows = (await visit.page("/activity")).split("<tr>")[1:]

    assert len(rows) == 2
    assert "/api/randomizer" in rows[0]
    assert "cut off" in rows[0]
    assert "/randomizer/settings" in rows[1]
    assert "× 2" in rows[1]
    assert ">200<" in rows[1]
