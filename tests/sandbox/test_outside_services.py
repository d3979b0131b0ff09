"""The simulated services that roll no seeds, as somebody sees them who looks at them."""

from __future__ import annotations

from collections.abc import Callable

import aiohttp
import pytest

from alttprbot_sandbox.bad_domains import BadDomainsServer
from alttprbot_sandbox.holyimage import HolyImageServer
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.ladder import API, CALLER, LINK, LadderServer
from alttprbot_sandbox.league import LeagueServer
from alttprbot_sandbox.speedgaming import HALL, SpeedGamingServer
from alttprbot_sandbox.webhooks import DAILY, WebhookServer


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (BadDomainsServer, "phishing.example"),
        (HolyImageServer, "Bombos Tablet"),
        (LadderServer, "Discord: link"),
        (LeagueServer, "keysanity"),
        (SpeedGamingServer, "Swiss Round 5"),
        (WebhookServer, "Nothing was sent yet."),
    ],
)
async def test_first_page_shows_what_there_is(make: Callable[[], SimulatedService], words: str) -> None:
    async with make() as service, aiohttp.ClientSession() as http, http.get(service.url) as page:
        assert page.content_type == "text/html"
        assert words in await page.text()


async def test_entry_of_the_catalogue_has_a_page_and_a_picture() -> None:
    async with HolyImageServer() as site, aiohttp.ClientSession() as http:
        async with http.get(f"{site.url}/holyimage/z3r-bombos.html") as page:
            assert "Bombos Tablet" in await page.text()
        async with http.get(f"{site.url}/holyimage/bombos.svg") as picture:
            assert picture.content_type == "image/svg+xml"
        async with http.get(f"{site.url}/holyimage/z3r-nothing.html") as missing:
            assert missing.status == 404


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ({"content": "Hello"}, 204),
        ({"embeds": [{"title": "Hello"}]}, 204),
        ({"content": ""}, 400),
        ({"content": "x" * 2001}, 400),
        ({"content": "x", "allowed_mentions": {"roles": [399038388964950016]}}, 400),
        ([], 400),
    ],
)
async def test_webhook_takes_what_discord_takes(message: object, status: int) -> None:
    async with WebhookServer() as service, aiohttp.ClientSession() as http:
        async with http.post(service.url + DAILY, json=message) as answer:
            assert answer.status == status
        assert len(service.messages) == (status == 204)
        async with http.post(f"{service.url}{DAILY}?wait=true", json={"content": "Hello"}) as answer:
            assert (await answer.json())["content"] == "Hello"
        async with http.get(service.url) as page:
            assert "Hello" in await page.text()


async def test_ladder_answers_those_whom_it_knows() -> None:
    async with LadderServer() as service, aiohttp.ClientSession() as http:
        async with http.get(f"{service.url}{API}/GetActiveRacers") as answer:
            assert answer.status == 403
        async with http.get(f"{service.url}{API}/GetActiveRacers", headers={"User-Agent": CALLER}) as answer:
            assert (await answer.json())[0]["RacerGUID"] == LINK


async def test_schedule_without_an_event_is_that_of_all() -> None:
    async with SpeedGamingServer() as site, aiohttp.ClientSession() as http:
        async with http.get(f"{site.url}/api/schedule") as answer:
            assert {one["event"]["slug"] for one in await answer.json(content_type="text/html")} == {
                "alttpr",
                "alttprdaily",
                *HALL,
            }
        async with http.get(f"{site.url}/api/schedule?from=soon") as answer:
            assert "error" in await answer.json(content_type="text/html")
