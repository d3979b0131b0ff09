"""The simulated sites of Jets of Time, Ocarina of Time, AVIANART and BingoSync, as browsers and programs see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from alttprbot_sandbox.avianart import AvianartServer
from alttprbot_sandbox.bingosync import BingosyncServer
from alttprbot_sandbox.ctjot import CtjotServer
from alttprbot_sandbox.ctjot.server import Share
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.ootr import OotrServer
from alttprbot_sandbox.ootr.server import KEY


async def text_of(url: str, status: int = 200) -> str:
    async with aiohttp.ClientSession() as http, http.get(url) as page:
        assert page.status == status
        return await page.text()


@pytest.mark.parametrize("make", [AvianartServer, BingosyncServer, CtjotServer, OotrServer])
async def test_first_page_says_that_there_is_nothing_yet(make: Callable[[], SimulatedService]) -> None:
    async with make() as site:
        assert "Nobody has" in await text_of(site.url)


async def test_pages_of_avianart() -> None:
    async with AvianartServer() as site, aiohttp.ClientSession() as http:
        generate = {"action": "generate", "preset": "crosskeys"}
        async with http.post(f"{site.url}/api.php", params=generate, json=[{"args": {"race": False}}]) as made:
            begun = (await made.json())["response"]
        query = {"action": "permlink", "hash": begun["hash"]}
        stages = [begun["status"]]
        for _ in range(site.polls):
            async with http.get(f"{site.url}/api.php", params=query) as asked:
                state = (await asked.json())["response"]
                stages.append(state.get("status"))
        async with http.post(f"{site.url}/api.php", params=generate, json=[{"args": {}}]) as wrong:
            assert (await wrong.json())["status"] == 400

        assert stages == ["generating", "postgen", None]
        assert "Light World" in state["spoiler"]
        assert begun["hash"] in await text_of(site.url)
        assert "crosskeys" in await text_of(f"{site.url}/perm/{begun['hash']}")
        await text_of(f"{site.url}/perm/nothing", status=404)


async def test_pages_of_ocarina_of_time() -> None:
    async with OotrServer() as site, aiohttp.ClientSession() as http:
        create = f"{site.url}/api/sglive/seed/create"
        async with http.post(create, params={"key": KEY, "version": "6.1.0"}, json={"world_count": 1}) as made:
            seed = await made.json()
        statuses = []
        for _ in range(site.polls):
            async with http.get(f"{site.url}/api/v2/seed/status", params={"key": KEY, "id": seed["id"]}) as asked:
                statuses.append(asked.status if asked.status == 204 else (await asked.json())["status"])
        async with http.get(f"{site.url}/api/v2/seed/details", params={"key": KEY, "id": seed["id"]}) as asked:
            assert "spoilerLog" in await asked.json()
        async with http.get(f"{site.url}/api/version") as asked:
            assert "6.1.0" in (await asked.json())["availableVersions"]

        assert statuses == [204, 0, 1]
        assert seed["spoilers"]
        assert str(seed["id"]) in await text_of(site.url)
        assert "world_count" in await text_of(f"{site.url}/seed/get?id={seed['id']}")
        await text_of(f"{site.url}/seed/get?id=1", status=404)


@pytest.mark.parametrize(
    ("query", "body", "status"),
    [
        ({"key": "guess"}, {"world_count": 1}, 403),
        ({"key": KEY, "version": "0.0.1"}, {"world_count": 1}, 409),
        ({"key": KEY}, {}, 400),
        ({"key": KEY}, {"starting_hearts": 99}, 400),
        ({"key": KEY}, {"allowed_tricks": "all"}, 400),
    ],
)
async def test_what_ocarina_of_time_refuses(query: dict[str, str], body: dict[str, Any], status: int) -> None:
    async with (
        OotrServer() as site,
        aiohttp.ClientSession() as http,
        http.post(f"{site.url}/api/v2/seed/create", params=query, json=body) as refused,
    ):
        assert refused.status == status


async def test_ocarina_of_time_shuts_out_whoever_asks_too_often() -> None:
    async with OotrServer() as site, aiohttp.ClientSession() as http:
        statuses = []
        for _ in range(21):
            async with http.get(f"{site.url}/api/v2/seed/status", params={"key": KEY, "id": "1"}) as answer:
                statuses.append(answer.status)

    assert statuses == [404] * 20 + [429]


async def test_pages_of_jets_of_time() -> None:
    async with CtjotServer() as site:
        site.shares["abc"] = Share("abc", "3_1_0", {"zeal": "on"})

        assert "abc" in await text_of(site.url)
        assert "Seed share link" in await text_of(f"{site.url}/share/abc")
        await text_of(f"{site.url}/share/nothing/", status=404)


async def test_jets_of_time_takes_no_form_without_its_token() -> None:
    async with CtjotServer() as site, aiohttp.ClientSession() as http:
        form = aiohttp.FormData({"csrfmiddlewaretoken": "guess"}, default_to_multipart=True)
        async with http.post(f"{site.url}/generate-rom/", data=form) as refused:
            assert refused.status == 403


async def test_pages_of_bingosync() -> None:
    async with BingosyncServer() as site, aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        async with http.get(site.url) as front:
            token = front.cookies["csrftoken"].value
        fields = {"csrfmiddlewaretoken": token, "nickname": "A", "room_name": "Finals", "passphrase": "x"}
        fields |= {"game_type": "4", "lockout_mode": "1", "hide_card": "off"}
        async with http.post(site.url, data=fields, headers={"Origin": site.url}) as made:
            room = str(made.url)

        # Any word is a tick.
        assert "hidden" in await text_of(room)
        assert "Finals" in await text_of(site.url)
        await text_of(f"{site.url}/room/nothing", status=404)
        (made_room,) = site.rooms
        document = {"room": made_room, "lockout_mode": "1", "hide_card": "no", "game_type": 4}
        for body, status in ((document, 400), ({**document, "hide_card": False}, 200), ({"room": made_room}, 500)):
            async with http.put(f"{site.url}/api/new-card", json=body) as answer:
                assert answer.status == status
        assert "slot25" in await text_of(room)
        async with aiohttp.ClientSession() as stranger:
            async with stranger.put(f"{site.url}/api/new-card", json=document) as refused:
                assert refused.status == 403
            async with stranger.get(f"{site.url}/api/get-socket-key/{made_room}") as refused:
                assert refused.status == 403
            async with stranger.ws_connect(f"{site.url}/broadcast") as socket:
                await socket.send_json({"socket_key": "guess"})
                assert (await socket.receive_json())["type"] == "error"
