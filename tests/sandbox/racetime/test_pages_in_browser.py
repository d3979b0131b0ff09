"""A race from the first page to the last finisher, in a real browser with two people."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from alttprbot_sandbox.racetime import RaceTimeServer, User
from tests.sandbox.racetime.conftest import Client
from tests.sandbox.racetime.test_pages import SURVEY


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        await browser.close()


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def test_two_people_race(client: Client, server: RaceTimeServer, browser: Browser, ann: User, bob: User) -> None:
    errors: list[str] = []
    first, second = await browser.new_page(), await browser.new_page()
    for page in (first, second):
        page.on("pageerror", lambda error: errors.append(str(error)))

    # Bob opens a room.
    await first.goto(server.url)
    await first.get_by_label("You are").select_option("Bob")
    await first.get_by_role("region", name="ALTTP Randomizer").get_by_role("link", name="Open a race room").click()
    await first.get_by_label("Information").fill("Weekly race")
    await press(first, "Open race room")
    await expect(first.get_by_test_id("race-status")).to_have_text("Open")
    race = next(iter(server.world.races.values()))

    # The bot offers a survey; Bob answers it, and Ann sees what he said although she was writing something.
    await second.goto(f"{server.url}/{race.name}?as={ann.id}")
    await second.get_by_label("Message", exact=True).fill("unfinished")
    bot = await client.socket(race)
    await bot.say("Hi!", actions={"Roll a game": SURVEY}, pinned=True)
    await first.get_by_text("Roll a game…").click()
    await first.get_by_label("Preset").fill("open")
    await first.get_by_label("Hints").check()
    await press(first, "Roll it")
    await expect(
        second.get_by_test_id("message").filter(has_text="!newrace open --branch=live --hints")
    ).to_be_visible()
    await expect(second.get_by_label("Message", exact=True)).to_have_value("unfinished")

    # The seed appears on top of both pages.
    await bot.send("setinfo", {"info_bot": "open - https://alttpr.com/h/abc - (Bow/Lamp)"})
    for page in (first, second):
        await expect(page.get_by_test_id("race-info").get_by_role("link")).to_have_attribute(
            "href", "https://alttpr.com/h/abc"
        )

    # Both race; what is refused is said on the page of the one who tried.
    for page in (first, second):
        await press(page, "Join")
        await press(page, "Ready")
    await expect(first.get_by_test_id("race-status")).to_have_text("Getting ready")
    await server.tick(15)
    await press(second, "Done")
    await expect(second.get_by_role("alert")).to_contain_text("five seconds")
    await server.tick(60)
    await press(second, "Done")
    await expect(second.get_by_role("alert")).to_be_hidden()
    await press(first, "Forfeit")
    for page in (first, second):
        await expect(page.get_by_test_id("race-status")).to_have_text("Finished")
    await expect(first.get_by_test_id("entrant").first).to_contain_text("1st · 0:01:00")

    assert errors == []
    assert [(entrant.user, entrant.status) for entrant in race.entrants] == [(bob, "dnf"), (ann, "done")]
