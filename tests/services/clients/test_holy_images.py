"""The catalogue of holy images: what is found in it, and what it survives."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from alttprbot.alttprgen.provider_exceptions import SeedProviderResponseFormatError, SeedProviderUnavailableError
from alttprbot.exceptions import InvalidInputException
from alttprbot.services.clients.holy_images import Catalogue, HolyImage, HolyImages
from alttprbot.supervision import Health
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.holyimage import HolyImageServer
from tests.alttprgen.conftest import VirtualClock
from tests.services.clients.conftest import OpenClients


@pytest.fixture
async def server() -> AsyncIterator[HolyImageServer]:
    async with HolyImageServer() as server:
        yield server


@pytest.fixture
async def images(server: HolyImageServer, open_clients: OpenClients) -> HolyImages:
    return (await open_clients(server)).holy_images


@pytest.mark.parametrize(
    ("game", "name", "slug"),
    [
        ("z3r", "bombos", "bombos"),
        ("Z3R", " BOMBOS ", "bombos"),
        ("z3r", "tablet", "bombos"),
        ("z3r", "2", "hera"),
        ("z3r", "unnumbered", "unnumbered"),
        ("smz3", "1", "portals"),
    ],
)
async def test_entry_is_found_by_slug_alias_or_number(images: HolyImages, game: str, name: str, slug: str) -> None:
    assert (await images.get_catalog()).find(game, name).slug == slug


@pytest.mark.parametrize(
    ("game", "name", "words"),
    [
        ("z3r", "bombo", "does not exist for z3r. Did you mean “bombos”?"),
        ("z3r", "None", "does not exist for z3r"),
        ("z3r", "  ", "which holy image"),
        ("z4r", "bombos", "no holy images for the game “z4r”. Games: smz3, z3r."),
    ],
)
async def test_what_does_not_exist_is_explained(
    images: HolyImages, server: HolyImageServer, game: str, name: str, words: str
) -> None:
    catalogue = await images.get_catalog()

    with pytest.raises(InvalidInputException) as caught:
        catalogue.find(game, name)

    assert words in str(caught.value)
    assert "Games" in str(caught.value) or f"<{server.url}/holyimage/>" in str(caught.value)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("hera.png", "http://site/holyimage/hera.png"),
        ("/hera.png", "http://site/hera.png"),
        ("https://elsewhere.example/x", "https://elsewhere.example/x"),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("", None),
    ],
)
async def test_only_addresses_of_the_web_are_given_out(url: str, address: str | None) -> None:
    assert Catalogue("http://site/holyimage/").address_of(HolyImage(slug="hera", url=url)) == address


async def test_suggestions_that_begin_so_come_first(images: HolyImages) -> None:
    catalogue = await images.get_catalog()

    assert [image.slug for image in catalogue.suggest("z3r", "B")] == ["bombos", "unnumbered"]
    assert [image.slug for image in catalogue.suggest("z3r", "tower")] == ["hera"]
    assert [image.slug for image in catalogue.suggest("z3r", "tabl")] == ["bombos"]
    assert catalogue.suggest("z4r", "") == []
    assert catalogue.suggest_games("") == ["smz3", "z3r"]
    assert catalogue.suggest_games("Z") == ["z3r"]


async def test_broken_entry_does_not_spoil_the_others(images: HolyImages, server: HolyImageServer) -> None:
    server.games["z3r"][:1] = [None, {"idx": 9}, {"slug": ["x"]}, {"slug": "good", "idx": "9", "title": None}]
    server.games["broken"] = "soon"
    server.games["empty"] = [{}]

    catalogue = await images.get_catalog()

    assert [image.slug for image in catalogue.games["z3r"]] == ["good", "hera", "notes", "unnumbered"]
    assert catalogue.find("z3r", "9").slug == "good"
    assert set(catalogue.games) == {"z3r", "smz3", "empty"}


@pytest.mark.parametrize("games", [{}, {"z3r": []}, {"z3r": [{"idx": 1}]}])
async def test_catalogue_without_entries_is_none(
    images: HolyImages, server: HolyImageServer, games: dict[str, object]
) -> None:
    server.games = games

    with pytest.raises(SeedProviderResponseFormatError):
        await images.get_catalog()


async def test_catalogue_is_asked_for_every_five_minutes_and_lasts_a_day(
    images: HolyImages, server: HolyImageServer, clock: VirtualClock
) -> None:
    await images.get_catalog()
    clock.advance(299)
    await images.get_catalog()
    assert len(server.requests) == 1
    clock.advance(1)
    await images.get_catalog()
    assert len(server.requests) == 2

    server.faults.add(Fault(FaultKind.STATUS, status=503))
    clock.advance(86_000)
    assert (await images.get_catalog()).find("z3r", "hera")
    clock.advance(1000)
    with pytest.raises(SeedProviderUnavailableError):
        await images.get_catalog()


@pytest.fixture
async def looked(images: HolyImages, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[asyncio.Event]:
    """The background runs; set whenever it has looked."""
    looked = asyncio.Event()
    look = images.get_catalog

    async def look_and_tell() -> Catalogue:
        try:
            return await look()
        finally:
            looked.set()

    monkeypatch.setattr(images, "get_catalog", look_and_tell)
    keeping = asyncio.ensure_future(images.service(off=None).run(Health("holy_images", lambda _: None)))
    yield looked
    assert not keeping.done()
    keeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await keeping


async def test_the_background_looks_before_anybody_asks(
    images: HolyImages, server: HolyImageServer, looked: asyncio.Event
) -> None:
    assert images.known().suggest_games("") == ["z3r"]

    await looked.wait()

    assert images.known().suggest("z3r", "hera")
    assert images.known().suggest_games("") == ["smz3", "z3r"]
    assert len(server.requests) == 1


async def test_the_first_look_delays_nobody(images: HolyImages, server: HolyImageServer) -> None:
    server.faults.add(Fault(FaultKind.STALL))
    ready = asyncio.Event()

    keeping = asyncio.ensure_future(images.service(off=None).run(Health("holy_images", lambda _: ready.set())))
    await ready.wait()

    assert images.known().suggest_games("") == ["z3r"]
    keeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await keeping


async def test_who_cannot_wait_gets_what_is_known_while_the_background_looks(
    images: HolyImages, server: HolyImageServer, clock: VirtualClock, looked: asyncio.Event
) -> None:
    await looked.wait()
    looked.clear()
    server.games["z3r"].append({"slug": "new"})
    clock.advance(301)

    assert images.known().suggest("z3r", "new") == []
    await looked.wait()

    assert images.known().suggest("z3r", "new")
    assert len(server.requests) == 2


async def test_background_outlives_a_site_that_fails(
    images: HolyImages, server: HolyImageServer, clock: VirtualClock, looked: asyncio.Event
) -> None:
    server.faults.add(Fault(FaultKind.HTML))
    await looked.wait()
    looked.clear()

    server.faults.clear()
    clock.advance(61)
    images.known()
    await looked.wait()

    assert images.known().suggest("z3r", "hera")
