"""The simulated alttpr.com behaves as the real one does, so that what works here works there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from alttprbot.alttprgen.file_select import code_of_patch, read_bytes
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr.patches import DIGS_OFFSET, DROPS, CodeRun
from alttprbot_sandbox.alttpr.regions import SECTIONS

JSON = {"Accept": "application/json"}
CUSTOM = {"item.require.Lamp": False, "rom.freeItemMenu": False, "rom.freeItemText": False}
CUSTOMIZED = {"l": {}, "custom": CUSTOM, "tournament": True, "spoilers": "off"}
CATFISH = "Q2F0ZmlzaDox"


@pytest.fixture
async def site() -> AsyncIterator[AlttprServer]:
    async with AlttprServer() as server:
        yield server
        server.release()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def roll(
    http: aiohttp.ClientSession, site: AlttprServer, settings: dict[str, Any], kind: str = "randomizer"
) -> tuple[int, Any]:
    async with http.post(f"{site.url}/api/{kind}", json=settings, headers=JSON) as response:
        text = await response.text()
        return response.status, json.loads(text) if response.content_type == "application/json" else text


async def get(http: aiohttp.ClientSession, url: str) -> tuple[int, str, str]:
    async with http.get(url, allow_redirects=False) as response:
        return response.status, response.content_type, await response.text()


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"goal": "coffee"}, "goal"),
        ({"crystals": {"tower": "8"}}, "crystals.tower"),
        ({"crystals": {"ganon": True}}, "crystals.ganon"),
        ({"mode": "upside-down"}, "mode"),
        ({"hints": True}, "hints"),
        ({"item": {"pool": "huge"}}, "item.pool"),
        ({"enemizer": {"boss_shuffle": "all"}}, "enemizer.boss_shuffle"),
        ({"entrances": "all"}, "entrances"),
        ({"spoilers": "all"}, "spoilers"),
        ({"override_start_screen": [1, 2, 3, 4]}, "override_start_screen"),
        ({"override_start_screen": [1, 2, 3, 4, 32]}, "override_start_screen"),
    ],
)
async def test_randomizer_names_the_field_that_it_refuses(
    http: aiohttp.ClientSession, site: AlttprServer, settings: dict[str, Any], field: str
) -> None:
    status, document = await roll(http, site, settings)

    assert status == 422
    assert list(document["errors"]) == [field]
    assert not site.seeds


@pytest.mark.parametrize(
    "settings", [{}, {"crystals": {"tower": 7, "ganon": "random"}}, {"spoilers": False}, {"unheard": "of"}]
)
async def test_randomizer_takes_what_the_site_takes(
    http: aiohttp.ClientSession, site: AlttprServer, settings: dict[str, Any]
) -> None:
    assert (await roll(http, site, settings))[0] == 200


async def test_refusal_is_a_redirect_for_those_who_do_not_ask_for_json(
    http: aiohttp.ClientSession, site: AlttprServer
) -> None:
    async with http.post(f"{site.url}/api/randomizer", json={"goal": "coffee"}, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("body", ["", "[1]", "{", "null"])
async def test_body_that_is_no_object_is_refused(http: aiohttp.ClientSession, site: AlttprServer, body: str) -> None:
    async with http.post(f"{site.url}/api/randomizer", data=body, headers=JSON) as response:
        assert response.status == 422


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"custom": {}}, "item.require.Lamp"),
        ({"custom": None}, "item.require.Lamp"),
        ({"custom": CUSTOM | {"rom.freeItemMenu": True}}, "region.wildBigKeys"),
        ({"l": []}, "for l"),
        ({"l": {CATFISH: "Banana:1"}}, "Unknown Item: Banana:1"),
        ({"l": {CATFISH: "BottleWithRandom:1"}}, "Unknown Item"),
        ({"texts": {"unheard": "of"}}, "Unknown text"),
        ({"goal": "triforce-hunt", "custom": CUSTOM | {"item.Goal.Required": 3}}, "Not enough Triforce Pieces"),
    ],
)
async def test_customizer_gives_up_with_a_reason(
    http: aiohttp.ClientSession, site: AlttprServer, changes: dict[str, Any], why: str
) -> None:
    status, text = await roll(http, site, CUSTOMIZED | changes, "customizer")

    assert status == 409
    assert why in text


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"goal": "coffee"},
        {"l": {CATFISH: "BottleWithRandom"}},
        {"l": {"not base64!": "Banana"}},
        {"eq": ["Banana"]},
        {"texts": {"end_triforce": "{NOBORDER}\nHello"}},
        {"custom": {"item": {"require": {"Lamp": True}}, "rom": {"freeItemMenu": False, "freeItemText": False}}},
        {
            "goal": "triforce-hunt",
            "l": {CATFISH: "TriforcePiece:1"},
            "custom": CUSTOM | {"item.Goal.Required": "3", "item.count.TriforcePiece": 2},
        },
    ],
)
async def test_customizer_takes_what_the_site_takes(
    http: aiohttp.ClientSession, site: AlttprServer, changes: dict[str, Any]
) -> None:
    assert (await roll(http, site, CUSTOMIZED | changes, "customizer"))[0] == 200


EVERYTHING = {"meta", *SECTIONS, "Equipped", "Shops", "Bosses"}


@pytest.mark.parametrize(
    ("tournament", "spoilers", "answered", "stored"),
    [
        (False, "off", EVERYTHING | {"playthrough"}, EVERYTHING | {"playthrough"}),
        (True, "on", EVERYTHING, EVERYTHING),
        (True, "generate", EVERYTHING, {"meta"}),
        (True, "mystery", {"meta"}, {"meta"}),
        (True, "off", {"meta"}, {"meta"}),
        (True, False, {"meta"}, {"meta"}),
    ],
)
async def test_spoiler_is_seen_by_those_who_may(
    http: aiohttp.ClientSession,
    site: AlttprServer,
    tournament: bool,
    spoilers: object,
    answered: set[str],
    stored: set[str],
) -> None:
    _, document = await roll(http, site, {"tournament": tournament, "spoilers": spoilers, "name": "N", "notes": "n"})
    _, content_type, text = await get(http, f"{site.url}/hash/{document['hash']}")

    kept = json.loads(text)
    assert set(document["spoiler"]) == answered
    assert set(kept["spoiler"]) == stored
    assert content_type == "text/html"
    assert ("current_rom_hash" in document, "current_rom_hash" in kept) == (True, False)
    assert ("seed" in kept["spoiler"]["meta"]) == (not tournament or spoilers == "on")


async def test_masked_seed_says_next_to_nothing(http: aiohttp.ClientSession, site: AlttprServer) -> None:
    settings = {"tournament": True, "spoilers": "mystery", "name": "N", "notes": "n", "mode": "inverted"}

    _, document = await roll(http, site, settings)
    _, _, text = await get(http, f"{site.url}/hash/{document['hash']}")

    masked = {"logic", "build", "tournament", "spoilers", "size", "allow_quickswap"}
    assert set(document["spoiler"]["meta"]) == masked | {"name", "notes"}
    assert set(json.loads(text)["spoiler"]["meta"]) == masked


async def test_meta_repeats_the_settings(http: aiohttp.ClientSession, site: AlttprServer) -> None:
    settings = {
        "mode": "inverted",
        "crystals": {"tower": 3},
        "item": {"pool": "crowd_control"},
        "item_placement": "basic",
        "enemizer": {"boss_shuffle": "full"},
        "entrances": "crossed",
        "name": "x" * 200,
        "tournament": True,
    }

    _, document = await roll(http, site, settings)

    meta = document["spoiler"]["meta"]
    assert (meta["mode"], meta["entry_crystals_tower"], meta["enemizer.boss_shuffle"]) == ("inverted", "3", "full")
    assert (meta["item_placement"], meta["shuffle"], len(meta["name"])) == ("advanced", "crossed", 100)


async def test_spoiler_shows_what_the_settings_placed(http: aiohttp.ClientSession, site: AlttprServer) -> None:
    settings = {**CUSTOMIZED, "spoilers": "on", "l": {CATFISH: "Lamp:1"}, "eq": ["PegasusBoots"]}

    _, document = await roll(http, site, settings, "customizer")

    assert document["spoiler"]["Dark World"]["Catfish:1"] == "Lamp:1"
    assert document["spoiler"]["Equipped"] == {"Equipment Slot 1": "PegasusBoots:1"}
    assert document["spoiler"]["meta"]["difficulty"] == "custom"


@pytest.mark.parametrize("code_run", CodeRun)
async def test_patch_holds_code_and_drops_in_the_run_that_was_asked_for(
    http: aiohttp.ClientSession, site: AlttprServer, code_run: CodeRun
) -> None:
    site.code_run = code_run

    _, document = await roll(http, site, {"override_start_screen": [3, 1, 4, 1, 5]})

    patch = document["patch"]
    at = next(
        index
        for index, run in enumerate(patch)
        for values in run.values()
        if values[-8:-3] == [3, 1, 4, 1, 5] or values == [3, 1, 4, 1, 5]
    )
    assert code_of_patch(patch) == ("Bombs", "Boomerang", "Mushroom", "Boomerang", "Magic Powder")
    assert (at == 0, at == len(patch) - 1) == (code_run is CodeRun.FIRST, code_run is CodeRun.LAST)
    assert {offset: len(read_bytes(patch, offset, length)) for offset, length in DROPS.items()} == DROPS
    assert 1 <= read_bytes(patch, DIGS_OFFSET, 1)[0] <= 30


async def test_festive_deployment_says_so(http: aiohttp.ClientSession, site: AlttprServer) -> None:
    async with http.post(f"{site.url}/festive/api/randomizer", json={}, headers=JSON) as response:
        assert (await response.json())["spoiler"]["meta"]["special"] is True


async def test_permalink_leads_to_a_page(http: aiohttp.ClientSession, site: AlttprServer) -> None:
    _, document = await roll(http, site, {"tournament": True, "name": "<b>Tonight</b>", "notes": "Good & luck"})

    async with http.get(f"{site.url}/h/{document['hash']}") as response:
        page = await response.text()

    assert response.history[0].status == 302
    assert "&lt;b&gt;Tonight&lt;/b&gt;" in page
    assert "Good &amp; luck" in page
    assert all(f"<li>{name}" in page for name in code_of_patch(document["patch"]))
    assert "this is a race" in page


async def test_page_shows_the_spoiler_where_there_is_one(http: aiohttp.ClientSession, site: AlttprServer) -> None:
    _, document = await roll(http, site, {"tournament": False})

    _, _, page = await get(http, f"{site.url}/en/h/{document['hash']}")

    assert "<summary>Spoiler</summary>" in page
    assert "Master Sword Pedestal" in page


@pytest.mark.parametrize("path", ["/hash/nothere", "/h/nothere", "/en/h/nothere", "/api/h/nothere"])
async def test_seed_that_nobody_rolled_is_not_found(http: aiohttp.ClientSession, site: AlttprServer, path: str) -> None:
    status, content_type, _ = await get(http, site.url + path)

    assert (status, content_type) == (404, "text/html")


async def test_what_patching_needs_is_there(http: aiohttp.ClientSession, site: AlttprServer) -> None:
    _, document = await roll(http, site, {})

    base = json.loads((await get(http, f"{site.url}/api/h/{document['hash']}"))[2])
    async with http.get(site.url + base["bpsLocation"]) as response:
        patch = await response.read()
    sprites = json.loads((await get(http, f"{site.url}/sprites"))[2])

    assert (base["hash"], base["bpsLocation"]) == (document["hash"], f"/bps/{base['md5']}.bps")
    assert patch.startswith(b"BPS1")
    assert {"name", "author", "version", "file", "preview", "tags"} <= set(sprites[0])


async def test_daily_challenge_is_a_race_that_stays_the_same(http: aiohttp.ClientSession, site: AlttprServer) -> None:
    first, second = [json.loads((await get(http, f"{site.url}/api/daily"))[2]) for _ in range(2)]

    assert first == second
    assert (await get(http, f"{site.url}/hash/{first['hash']}"))[0] == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/randomizer"),
        ("POST", "/festive/api/customizer"),
        ("GET", "/api/daily"),
        ("GET", "/randomizer/settings"),
        ("GET", "/hash/anything"),
        ("GET", "/api/h/anything"),
    ],
)
async def test_protected_site_asks_for_credentials(http: aiohttp.ClientSession, method: str, path: str) -> None:
    known = {"Authorization": aiohttp.encode_basic_auth("bot", "hunter2")}
    unknown = {"Authorization": aiohttp.encode_basic_auth("bot", "hunter3")}
    answers = []
    async with AlttprServer(credentials=("bot", "hunter2")) as site:
        for headers in ({}, unknown, known):
            async with http.request(method, site.url + path, json={}, headers=JSON | headers) as response:
                answers.append(response.status)

    assert answers[:2] == [401, 401]
    assert answers[2] != 401


async def test_game_that_cannot_be_made_stays_so_for_three_tries(
    http: aiohttp.ClientSession, site: AlttprServer
) -> None:
    site.refuse_next = "Game Unwinnable"

    answers = [await roll(http, site, {}) for _ in range(4)]

    assert answers[:3] == [(409, "Game Unwinnable")] * 3
    assert answers[3][0] == 200
