"""`make sandbox`, as somebody uses it who has just heard of it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import expect

from alttprbot_sandbox.providers import PROVIDERS
from tests.e2e.browser import PATIENCE_MS, DiscordPage, browser
from tests.e2e.process import ROOT, Program, free_port, launched

# make dies of the signal that its command got; shells say 130.
STOPPED_BY_CTRL_C = {0, 130, -signal.SIGINT}


@asynccontextmanager
async def make_sandbox(port: int, temporary: Path) -> AsyncIterator[Program]:
    async with launched(("make", "sandbox", f"PORT={port}"), {"TMPDIR": str(temporary)}, ROOT) as program:
        yield program


async def address_of(program: Program) -> str:
    return (await program.printed(r"http://127\.0\.0\.1:\d+"))[0]


def sandbox_json(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/sandbox.json", timeout=10) as response:  # noqa: S310
        found: dict[str, Any] = json.load(response)
        return found


def is_open(address: str) -> bool:
    with socket.socket() as client:
        return client.connect_ex((urlsplit(address).hostname or "", urlsplit(address).port or 0)) == 0


def files_in(directory: Path) -> list[Path]:
    return list(directory.iterdir())


async def stop(program: Program) -> None:
    program.press_ctrl_c()
    assert await program.ended() in STOPPED_BY_CTRL_C
    assert not program.left_behind()


async def test_newcomer_rolls_seeds_everywhere_and_leaves_nothing_behind(tmp_path: Path) -> None:
    async with make_sandbox(free_port(), tmp_path) as program, browser() as chromium:
        start = await address_of(program)
        places = sandbox_json(start)
        page = await (await chromium.new_context()).new_page()
        await page.goto(start)
        await expect(page.get_by_role("heading", name="SahasrahBot sandbox")).to_be_visible()

        discord = DiscordPage(await page.context.new_page())
        await discord.open(places["discord"])
        permalink = await discord.roll("open")
        assert permalink.startswith(places["alttpr"])
        await page.goto(permalink)
        await expect(page.locator("main")).to_contain_text(permalink.rpartition("/")[2])

        await page.goto(places["room"])
        await page.get_by_label("You are").select_option(label="Link")
        await page.get_by_role("button", name="Join").click()
        await expect(page.get_by_test_id("entrant").filter(has_text="Link")).to_be_visible()
        await page.get_by_role("textbox", name="Message").fill("!race open")
        await page.get_by_role("button", name="Say", exact=True).click()
        seed = page.get_by_test_id("race-info").get_by_role("link")
        await expect(seed).to_have_attribute("href", re.compile(r"/h/\w+"), timeout=PATIENCE_MS)
        assert await seed.get_attribute("href") != permalink

        await page.goto(places["preset"])
        await expect(page.get_by_role("heading", name="link/tuesday")).to_be_visible()
        await page.get_by_role("link", name="Sign in with Discord").click()
        await page.get_by_role("link", name="Maple").click()
        await expect(page.get_by_text("Maple").first).to_be_visible()
        await page.goto(f"{places['web']}/presets/me")
        await page.get_by_role("button", name="Make it mine").click()
        await page.goto(places["preset"])
        await page.get_by_role("link", name="Fork into my namespace").click()
        await page.get_by_label("Name", exact=True).fill("mine")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("heading", name="maple/mine")).to_be_visible()

        maple = DiscordPage(await page.context.new_page())
        await maple.open(places["discord"])
        await maple.act_as("Maple")
        own = await maple.roll("maple/mine")
        assert own not in {"", permalink}

        await stop(program)
    assert [address for address in places["services"].values() if is_open(address)] == []
    assert files_in(tmp_path) == []


async def test_fault_switched_on_at_the_start_page_reaches_people_as_a_message(tmp_path: Path) -> None:
    async with make_sandbox(free_port(), tmp_path) as program, browser() as chromium:
        start = await address_of(program)
        page = await (await chromium.new_context()).new_page()
        discord = DiscordPage(await page.context.new_page())
        await discord.open(sandbox_json(start)["discord"])
        await page.goto(start)

        await page.get_by_label("What alttpr does").select_option("maintenance")
        await expect(page.get_by_label("What alttpr does")).to_have_value("maintenance")
        await expect(page.locator(".dot.bad")).to_have_count(1)
        await discord.run("alttpr preset", preset="open")

        await expect(discord.messages).to_contain_text("503", timeout=PATIENCE_MS)
        await expect(discord.messages).to_contain_text("try again")
        assert sandbox_json(start)["faults"]["alttpr"] == ["status"]
        await page.get_by_role("button", name="All well again").click()
        await expect(page.locator(".dot.bad")).to_have_count(0)
        assert (await discord.roll("open")).startswith("http")


async def test_ctrl_c_does_not_wait_for_a_service_that_keeps_silent(tmp_path: Path) -> None:
    async with make_sandbox(free_port(), tmp_path) as program, browser() as chromium:
        start = await address_of(program)
        page = await (await chromium.new_context()).new_page()
        discord = DiscordPage(await page.context.new_page())
        await discord.open(sandbox_json(start)["discord"])
        await page.goto(start)
        await page.get_by_label("What alttpr does").select_option("silent")
        await expect(page.locator(".dot.bad")).to_have_count(1)
        await discord.run("alttpr preset", preset="open")
        await expect(page.locator("#activity")).to_contain_text("/api/randomizer", timeout=PATIENCE_MS)

        async with asyncio.timeout(20):
            await stop(program)

    assert "Traceback" not in "\n".join(program.output)
    assert files_in(tmp_path) == []


async def test_two_sandboxes_run_at_once_and_know_nothing_of_each_other(tmp_path: Path) -> None:
    async with (
        make_sandbox(free_port(), tmp_path) as first,
        make_sandbox(free_port(), tmp_path) as second,
    ):
        one, two = sandbox_json(await address_of(first)), sandbox_json(await address_of(second))

        assert not set(one["services"].values()) & set(two["services"].values())
        await stop(first)
        assert is_open(two["web"])
        await stop(second)
    assert files_in(tmp_path) == []


async def test_port_in_use_is_said_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with make_sandbox(port, tmp_path) as program:
            code = await program.ended()

    said = "\n".join(program.output)
    assert code != 0
    assert f"Port {port} is in use" in said
    assert "Traceback" not in said
    assert files_in(tmp_path) == []


async def test_map_names_every_address_and_everybody(tmp_path: Path) -> None:
    async with make_sandbox(free_port(), tmp_path) as program:
        places = sandbox_json(await address_of(program))

    simulated = {*PROVIDERS, "racetime", "discord_oauth"}
    assert set(places["services"]) == {"web", "discord", *simulated}
    assert {persona["role"] for persona in places["personas"]} == {"organiser", "moderator", "racer"}
    assert all(persona["discord_id"].isdigit() and persona["racetime_id"] for persona in places["personas"])
    assert places["faults"] == {name: [] for name in simulated}
    assert {"slow", "limited", "down", "malformed", "html", "truncated", "dropped", "oversize"} <= set(
        places["fault_kinds"]
    )
