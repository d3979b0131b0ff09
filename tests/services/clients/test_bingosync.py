"""BingoSync: rooms, and the cards in them."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator
from urllib.parse import parse_qsl

import aiohttp
import pytest

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
)
from alttprbot.exceptions import InvalidInputException
from alttprbot.services.clients.bingosync import Bingosync
from alttprbot.services.clients.bingosync_site import SUPER_METROID, BingoCard
from alttprbot_sandbox.bingosync import BingosyncServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import answer, answering
from tests.services.clients.conftest import OpenClients


@pytest.fixture
async def site() -> AsyncIterator[BingosyncServer]:
    async with BingosyncServer() as server:
        yield server


@pytest.fixture
async def bingosync(open_clients: OpenClients, site: BingosyncServer) -> Bingosync:
    return (await open_clients(site)).bingosync


def paths(site: BingosyncServer) -> list[str]:
    return [f"{sent.method} {sent.path}" for sent in site.requests]


async def test_room_is_made_hidden_and_with_us_as_a_spectator(bingosync: Bingosync, site: BingosyncServer) -> None:
    name = "Samus vs. Ridley - Finals of the bingo tournament"
    room = await bingosync.create_room(name, SUPER_METROID)

    form, sent = site.requests
    fields = dict(parse_qsl(sent.body.decode(), keep_blank_values=True))
    assert (form.method, sent.method) == ("GET", "POST")
    assert fields.pop("csrfmiddlewaretoken") in sent.headers["cookie"]
    assert (sent.headers["origin"], sent.headers["referer"]) == (site.url, site.url)
    assert fields == {
        "nickname": "SahasrahBot",
        "room_name": "Samus vs. Ridley - Finals of …",
        "passphrase": room.passphrase,
        "game_type": "4",
        "variant_type": "4",
        "lockout_mode": "1",
        "seed": "",
        "custom_json": "",
        "is_spectator": "on",
        "hide_card": "on",
    }
    (made,) = site.rooms.values()
    assert (room.id, room.url) == (made.id, f"{site.url}/room/{made.id}")
    assert made.hide_card


async def test_we_are_called_in_a_room_as_the_operator_says(open_clients: OpenClients, site: BingosyncServer) -> None:
    bingosync = (await open_clients(site, bingosync_nickname="Sahasrahla")).bingosync

    room = await bingosync.create_room("A", SUPER_METROID)
    await bingosync.join_room(room)

    (made,) = site.rooms.values()
    assert made.players == ["Sahasrahla", "Sahasrahla"]


async def test_passphrase_is_left_to_chance_and_never_shown(bingosync: Bingosync) -> None:
    first = await bingosync.create_room("A", SUPER_METROID, rng=random.Random(1))
    second = await bingosync.create_room("A", SUPER_METROID)

    assert len(first.passphrase) == 8
    assert first.passphrase.islower()
    assert first.passphrase != second.passphrase
    assert first.passphrase not in repr(first)


async def test_card_follows_from_its_seed(bingosync: Bingosync, site: BingosyncServer) -> None:
    room = await bingosync.create_room("A", SUPER_METROID)
    other = await bingosync.create_room("B", SUPER_METROID)

    for place in (room, other):
        await bingosync.new_card(place, SUPER_METROID, 4711)

    sent = [json.loads(request.body) for request in site.requests if request.method == "PUT"]
    assert sent[0] == {
        "room": room.id,
        "game_type": 4,
        "variant_type": 4,
        "lockout_mode": "1",
        "seed": 4711,
        "custom_json": "",
        "hide_card": False,
    }
    assert site.rooms[room.id].board == site.rooms[other.id].board
    assert not site.rooms[room.id].hide_card
    assert "POST /api/join-room" not in paths(site)


@pytest.mark.parametrize("restarted", [True, False])
async def test_room_is_joined_again_where_that_is_needed(
    open_clients: OpenClients, bingosync: Bingosync, site: BingosyncServer, restarted: bool
) -> None:
    made = await bingosync.create_room("A", SUPER_METROID)
    if restarted:
        bingosync = (await open_clients(site)).bingosync
    else:
        site.forget_sessions()

    await bingosync.new_card(bingosync.room(made.id, made.passphrase), SUPER_METROID, 5)

    assert site.rooms[made.id].seed == 5
    assert paths(site).count("POST /api/join-room") == 1


async def test_room_of_another_passphrase_cannot_be_joined(bingosync: Bingosync) -> None:
    made = await bingosync.create_room("A", SUPER_METROID)

    with pytest.raises(SeedProviderInvalidRequestError, match="Incorrect Password"):
        await bingosync.join_room(bingosync.room(made.id, "guess"))


async def test_room_that_does_not_exist_cannot_be_joined(bingosync: Bingosync) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match="no such room"):
        await bingosync.join_room(bingosync.room("x" * 22, "guess"))


@pytest.mark.parametrize("seed", [0, -1, 2_147_483_648])
async def test_seed_that_would_be_any_is_refused(bingosync: Bingosync, site: BingosyncServer, seed: int) -> None:
    with pytest.raises(InvalidInputException, match="from 1 to 2147483647"):
        await bingosync.new_card(bingosync.room("x" * 22, "x"), SUPER_METROID, seed)

    assert not site.requests


async def test_game_that_the_site_does_not_have_is_refused_in_its_words(bingosync: Bingosync) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match="game_type: Select a valid choice"):
        await bingosync.create_room("A", BingoCard(game_type=999))

    room = await bingosync.create_room("A", SUPER_METROID)
    with pytest.raises(SeedProviderInvalidRequestError, match="no such game"):
        await bingosync.new_card(room, BingoCard(game_type=4, variant_type=36, lockout=True), 1)


async def test_token_that_is_not_accepted_is_fetched_anew(bingosync: Bingosync, site: BingosyncServer) -> None:
    site.faults.add(Fault(FaultKind.STATUS, "/", method="POST", status=403, remaining=1))

    await bingosync.create_room("A", SUPER_METROID)

    assert paths(site) == ["GET /", "POST /", "GET /", "POST /"]
    assert len(site.rooms) == 1


@pytest.mark.parametrize("kind", [FaultKind.DROP, FaultKind.TRUNCATED, FaultKind.GATEWAY])
async def test_there_are_never_two_rooms(bingosync: Bingosync, site: BingosyncServer, kind: FaultKind) -> None:
    site.faults.add(Fault(kind, "/", method="POST", after=True))

    with pytest.raises((SeedProviderUnavailableError, SeedProviderResponseFormatError)):
        await bingosync.create_room("A", SUPER_METROID)

    assert len(site.rooms) == 1


async def test_card_is_sent_again_where_its_fate_is_unknown(bingosync: Bingosync, site: BingosyncServer) -> None:
    room = await bingosync.create_room("A", SUPER_METROID)
    site.faults.add(Fault(FaultKind.DROP, "/api/new-card", after=True, remaining=1))

    await bingosync.new_card(room, SUPER_METROID, 9)

    assert (site.rooms[room.id].seed, site.rooms[room.id].cards) == (9, 3)


@pytest.mark.parametrize("where", ["/", "/room/short", "https://evil.example/", "", "http://["])
async def test_answer_that_leads_to_no_room_is_told_apart(open_clients: OpenClients, where: str) -> None:
    page = '<input type="hidden" name="csrfmiddlewaretoken" value="t">'
    moved = answer("", f"Location: {where}", status="302 Found")
    async with answering(moved, first=answer(page, "Content-Type: text/html")) as url:
        bingosync = (await open_clients(bingosync_baseurl=url)).bingosync
        with pytest.raises(SeedProviderResponseFormatError, match="did not lead to a room"):
            await bingosync.create_room("A", SUPER_METROID)


async def test_players_hear_of_a_new_card(bingosync: Bingosync, site: BingosyncServer) -> None:
    room = await bingosync.create_room("A", SUPER_METROID)
    player = {"room": room.id, "nickname": "Samus", "password": room.passphrase}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.post(f"{site.url}/api/join-room", json=player) as joined:
            key = (await joined.json())["socket_key"]
        async with browser.ws_connect(f"{site.url}/broadcast") as socket:
            await socket.send_json({"socket_key": key})
            assert (await socket.receive_json())["type"] == "connection"

            await bingosync.new_card(room, SUPER_METROID, 12)

            heard = await socket.receive_json()
            assert (heard["type"], heard["seed"], heard["hide_card"]) == ("new-card", 12, False)
        async with browser.get(f"{room.url}/board") as board:
            assert len(await board.json()) == 25
