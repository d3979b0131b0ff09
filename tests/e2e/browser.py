"""A visitor of the sandbox with a real browser."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page, async_playwright, expect

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_MS = 30_000


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """The Chromium of this machine; `make test` sees to it that there is one."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path is not None, "no Chromium found; tools/system-packages installs one"
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield chromium
        finally:
            await chromium.close()


class DiscordPage:
    """SimCord's page of the simulated Discord."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.permalinks = page.get_by_role("link", name="Open permalink")
        self.messages = page.locator("#channel-message-list")

    async def open(self, url: str) -> None:
        """Go there and wait until one can write."""
        await self.page.goto(url)
        await expect(self.page.locator("#channel-composer-input")).to_be_visible(timeout=PATIENCE_MS)

    async def act_as(self, name: str) -> None:
        """Be somebody else, on a page that was just opened."""
        await self.page.get_by_label("Viewing as").select_option(label=name)
        await expect(self.page.locator("#action-status")).to_have_text("Action completed", timeout=PATIENCE_MS)

    async def run(self, command: str, **options: str) -> None:
        """Run a slash command as one types it: choose the command, choose what is offered for its options, send."""
        await self.page.locator("#channel-composer-input").fill(f"/{command}")
        await self.page.get_by_role("option", name=f"/{command}").first.click()
        for name, value in options.items():
            field = self.page.get_by_role("combobox", name=f"{name}, required")
            await field.fill(value)
            await self.page.locator(f'.command-suggestion[data-value="{value}"]').click(timeout=PATIENCE_MS)
        await self.page.locator("#send-message").click()

    async def roll(self, preset: str) -> str:
        """Roll a seed; its permalink."""
        before = await self.permalinks.count()
        await self.run("alttpr preset", preset=preset)
        await expect(self.permalinks).to_have_count(before + 1, timeout=PATIENCE_MS)
        return await self.permalinks.last.get_attribute("href") or ""
