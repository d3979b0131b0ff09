"""Take the picture of the sandbox that the README shows: `python -m tools.screenshot`."""

from __future__ import annotations

import asyncio
import json
import tempfile
import urllib.request
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Browser, Page, expect

from tests.e2e.browser import DiscordPage, browser
from tests.e2e.process import ROOT, free_port, launched

TARGET = ROOT / "docs" / "images" / "sandbox.png"
SIZE = {"width": 1200, "height": 780}
WIDTH, GAP, RADIUS = 1600, 20, 12


async def main() -> None:
    """Start a sandbox, visit four of its places, put them into one picture."""
    command = ("make", "sandbox", f"PORT={free_port()}")
    with tempfile.TemporaryDirectory() as temporary:
        async with launched(command, {"TMPDIR": temporary}, ROOT) as program, browser() as chromium:
            start = (await program.printed(r"http://127\.0\.0\.1:\d+"))[0]
            pictures = await _visit(chromium, start)
            picture = await _compose(chromium, pictures)
            program.press_ctrl_c()
            await program.ended()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(picture)).convert("RGB").save(TARGET, optimize=True)


async def _visit(chromium: Browser, start: str) -> list[bytes]:
    places = _map(start)
    page = await chromium.new_page(viewport=SIZE, color_scheme="dark")  # type: ignore[arg-type]
    discord = await _in_discord(page, places)
    room = await _in_a_race_room(page, places)
    await page.goto(places["preset"])
    preset = await page.screenshot()
    await page.goto(start)
    return [await page.screenshot(), discord, room, preset]


async def _in_discord(page: Page, places: dict[str, Any]) -> bytes:
    discord = DiscordPage(page)
    await discord.open(places["discord"])
    await discord.act_as("Link")
    await discord.roll("link/tuesday")
    await page.get_by_role("button", name="Messages", exact=True).click()
    await discord.permalinks.last.scroll_into_view_if_needed()
    return await page.screenshot()


async def _in_a_race_room(page: Page, places: dict[str, Any]) -> bytes:
    await page.goto(places["room"])
    await page.get_by_label("You are").select_option(label="Link")
    await page.get_by_role("button", name="Join").click()
    await page.get_by_role("textbox", name="Message").fill("!race open")
    await page.get_by_role("button", name="Say", exact=True).click()
    await expect(page.get_by_test_id("race-info").get_by_role("link")).to_be_visible(timeout=30_000)
    return await page.screenshot()


async def _compose(chromium: Browser, pictures: list[bytes]) -> bytes:
    page = await chromium.new_page(viewport={"width": WIDTH, "height": 100})
    with tempfile.TemporaryDirectory() as directory:
        await page.goto(f"file://{_laid_out(pictures, directory)}")
        return await page.screenshot(full_page=True)


def _laid_out(pictures: list[bytes], directory: str) -> Path:
    for number, picture in enumerate(pictures):
        Path(directory, f"{number}.png").write_bytes(picture)
    images = "".join(f'<img src="{number}.png">' for number in range(len(pictures)))
    page = Path(directory, "all.html")
    page.write_text(
        f"<style>body {{ margin: 0; padding: {GAP}px; background: #0c0e12; display: grid; gap: {GAP}px; "
        f"grid-template-columns: 1fr 1fr }} img {{ width: 100%; display: block; border-radius: {RADIUS}px; "
        f"outline: 1px solid #3a4254 }}</style>{images}"
    )
    return page


def _map(start: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{start}/sandbox.json", timeout=10) as response:  # noqa: S310
        found: dict[str, Any] = json.load(response)
        return found


if __name__ == "__main__":
    asyncio.run(main())
