"""The pages of an event in a real browser, which is stricter about where forms may lead than any test client."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from alttprbot.core import Core
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.demo import prepare_event
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.journal import free_port
from tests.api.onsite import Hall, open_hall
from tests.api.test_server import running
from tests.conftest import OpenCore
from tests.e2e.browser import browser

NARROW, WIDE = ViewportSize(width=400, height=800), ViewportSize(width=1200, height=900)
FAR_AWAY = re.compile(r"https://.*\.finalfantasyrandomizer\.com/.*")


@pytest.fixture
async def hall(alttpr: AlttprServer) -> AsyncIterator[Hall]:
    async with open_hall(alttpr) as opened:
        yield opened


@pytest.fixture
async def core(open_test_core: OpenCore, hall: Hall) -> Core:
    port = free_port()
    sites = {"alttpr_baseurl": hall.alttpr.url, "alttpr_live_baseurl": hall.alttpr.url, **hall.settings}
    return await open_test_core(**sites, api_port=port, app_url=f"http://127.0.0.1:{port}", provider_max_attempts=1)


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as opened:
        yield opened


async def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    fitting: bool = await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return fitting


async def test_buttons_lead_to_seeds_of_other_sites(core: Core, hall: Hall, chromium: Browser) -> None:
    await prepare_event(core)
    async with running(core) as web:
        page = await chromium.new_page()
        await page.goto(f"{web.url}/sglive/")

        await page.get_by_role("button", name="Roll a seed of Combo Randomizer, main bracket").click()
        await expect(page).to_have_url(re.compile(re.escape(hall.smz3.url) + "/seed/.+"))

        await page.route(FAR_AWAY, lambda route: route.fulfill(body="a seed"))
        await page.goto(f"{web.url}/sglive/generate/ffr")
        await page.get_by_role("button", name="Roll a seed").click()
        await expect(page).to_have_url(re.compile(r"https://4-8-4\.finalfantasyrandomizer\.com/\?s=[0-9A-F]{8}&f=.+"))


async def test_who_comes_back_can_press_the_button_again(core: Core, hall: Hall, chromium: Browser) -> None:
    async with running(core) as web:
        page = await chromium.new_page()
        await page.goto(f"{web.url}/sglive/generate/smr")
        button = page.get_by_role("button", name="Roll a seed of Super Metroid Randomizer")

        await button.click()
        await expect(page).to_have_url(re.compile(re.escape(hall.dash.url)))
        await page.go_back()
        await button.click()
        await expect(page).to_have_url(re.compile(re.escape(hall.dash.url)))

        assert len(hall.dash.seeds) == 2


async def test_a_failure_offers_another_try(core: Core, hall: Hall, chromium: Browser) -> None:
    hall.dash.faults.add(Fault(FaultKind.STATUS, status=502))
    async with running(core) as web:
        page = await chromium.new_page()
        await page.goto(f"{web.url}/sglive/generate/smr")
        await page.get_by_role("button", name="Roll a seed").click()
        await expect(page.get_by_role("heading", name="There is no seed")).to_be_visible()
        hall.dash.faults.clear()

        await page.get_by_role("button", name="Try again").click()

        await expect(page).to_have_url(re.compile(re.escape(hall.dash.url)))


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pages_fit_and_complain_of_nothing(
    core: Core, chromium: Browser, viewport: ViewportSize, scheme: Any
) -> None:
    errors: list[str] = []
    async with running(core) as web:
        page = await chromium.new_page(viewport=viewport, color_scheme=scheme)
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in ("/sglive/", "/sglive/generate/smz3/main", "/sglive/reports/capacity"):
            await page.goto(web.url + path)
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert await fits(page), path

    assert errors == []


async def test_table_moves_within_its_frame_and_the_times_stay(core: Core, chromium: Browser) -> None:
    async with running(core) as web:
        page = await chromium.new_page(viewport=NARROW)
        await page.goto(f"{web.url}/sglive/reports/capacity")
        last = page.get_by_role("columnheader", name="NMG")
        await expect(last).not_to_be_in_viewport()
        table = page.get_by_role("region", name="Matches by time")
        await table.focus()

        await table.evaluate("frame => { frame.scrollLeft = frame.scrollWidth; }")

        await expect(last).to_be_in_viewport()
        await expect(page.get_by_role("rowheader").first).to_be_in_viewport(ratio=1)
        await expect(table).to_be_focused()
