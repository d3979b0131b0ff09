"""What is stored, for those whom it concerns."""

from __future__ import annotations

import pytest

from alttprbot.services.personal_holdings import HOLDINGS
from tests.api.browsing import Browser
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import Visitor
from tests.telemetry import RECORDING


@pytest.mark.parametrize("path", ["/", "/presets", "/nowhere"])
async def test_every_page_leads_to_it(visit: Visit, path: str) -> None:
    browser = Browser(visit())

    page = await browser.get((await browser.get(path)).href("Privacy"))

    assert (page.status, page.heading) == (200, "Privacy")


async def test_it_says_what_is_stored_about_people(visit: Visit) -> None:
    page = await Browser(visit()).get("/privacy")

    assert page.texts("tbody th") == [holding.what for holding in HOLDINGS]


async def test_it_says_that_nothing_is_counted_while_that_is_so(visit: Visit) -> None:
    page = await Browser(visit()).get("/privacy")

    assert "does not count how its features are used at the moment" in page.text


async def test_it_says_what_is_counted_and_how_long(make_app: MakeApp) -> None:
    app = await make_app(**RECORDING, telemetry_retention_days=14)

    page = await Browser(Visitor(app)).get("/privacy")

    assert "This bot counts how its features are used" in page.text
    assert "kept for 14 days" in page.text
    assert "no names and no ids of people, servers or channels" in page.text
