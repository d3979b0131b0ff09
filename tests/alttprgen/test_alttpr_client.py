"""What is sent to alttpr.com, and what is made of its answers."""

from __future__ import annotations

import asyncio
import base64
import json
import socket
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
)
from alttprbot.alttprgen.randomizer.alttpr import AlttprClient
from alttprbot.alttprgen.randomizer.alttpr_labels import DEFAULT_LABELS
from alttprbot.config import AlttprBranch
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr.patches import CodeRun
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import OpenRoad, Road, VirtualClock, answer, answering
from tests.conftest import MakeSettings

PASSWORD = "hunter2"
SETTINGS = {"mode": "open", "tournament": True, "spoilers": "off"}


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def client_of(
    http: aiohttp.ClientSession, default: AlttprBranch | str, branches: Mapping[str, AlttprBranch] | None = None
) -> AlttprClient:
    site = AlttprBranch(default) if isinstance(default, str) else default
    return AlttprClient(http, site, branches or {}, VirtualClock())


def protected(url: str, password: str) -> AlttprBranch:
    return AlttprBranch(url, "bot", SecretStr(password))


async def test_request_asks_for_json_and_carries_the_exact_settings(
    http: aiohttp.ClientSession, alttpr: AlttprServer
) -> None:
    await client_of(http, alttpr.url).generate("/api/randomizer", SETTINGS)

    sent = alttpr.requests[0]
    assert (sent.method, sent.path) == ("POST", "/api/randomizer")
    assert json.loads(sent.body) == SETTINGS
    assert sent.headers["accept"] == "application/json"
    assert sent.headers["content-type"] == "application/json"
    assert "authorization" not in sent.headers


async def test_seed_is_described(http: aiohttp.ClientSession, alttpr: AlttprServer) -> None:
    seed = await client_of(http, alttpr.url).generate("/api/randomizer", SETTINGS | {"name": "Fine"})

    assert seed.hash in alttpr.seeds
    assert seed.url == f"{alttpr.url}/h/{seed.hash}"
    assert len(seed.code) == 5
    assert (seed.meta["name"], seed.meta["mode"]) == ("Fine", "open")
    assert seed.generated is not None


@pytest.mark.parametrize("code_run", CodeRun)
async def test_code_is_found_wherever_the_patch_has_it(
    http: aiohttp.ClientSession, alttpr: AlttprServer, code_run: CodeRun
) -> None:
    alttpr.code_run = code_run

    seed = await client_of(http, alttpr.url).generate(
        "/api/randomizer", SETTINGS | {"override_start_screen": [0, 11, 29, 22, 31]}
    )

    assert seed.code == ("Bow", "Lamp", "Map", "Boots", "Big Key")


async def test_seed_that_exists_is_found_again(http: aiohttp.ClientSession, alttpr: AlttprServer) -> None:
    client = client_of(http, alttpr.url)
    rolled = await client.generate("/api/randomizer", SETTINGS)

    found = await client.retrieve(rolled.hash)

    assert (found.hash, found.code, found.url) == (rolled.hash, rolled.code, rolled.url)


@pytest.mark.parametrize("hash_id", ["", "../api/daily", "a?b", "a b", "é", "x" * 51, "abc\n"])
async def test_what_is_no_hash_is_never_asked_for(
    http: aiohttp.ClientSession, alttpr: AlttprServer, hash_id: str
) -> None:
    with pytest.raises(SeedProviderInvalidRequestError):
        await client_of(http, alttpr.url).retrieve(hash_id)

    assert not alttpr.requests


async def test_seed_that_does_not_exist_is_said_so(http: aiohttp.ClientSession, alttpr: AlttprServer) -> None:
    with pytest.raises(SeedProviderInvalidRequestError) as caught:
        await client_of(http, alttpr.url).retrieve("nothere123")

    assert caught.value.status_code == 404


async def test_credentials_of_a_branch_go_to_that_branch_only(http: aiohttp.ClientSession) -> None:
    async with AlttprServer(credentials=("bot", PASSWORD)) as private, AlttprServer() as public:
        client = client_of(
            http, public.url, {"tournament": protected(private.url, PASSWORD), "live": AlttprBranch(public.url)}
        )

        rolled = await client.generate("/api/randomizer", SETTINGS, "tournament")
        await client.retrieve(rolled.hash, "tournament")
        await client.labels(private.url)
        for branch in ("live", None, "unheard-of"):
            await client.generate("/api/randomizer", SETTINGS, branch)

        basic = f"Basic {base64.b64encode(f'bot:{PASSWORD}'.encode()).decode()}"
        assert [sent.headers.get("authorization") for sent in private.requests] == [basic] * 3
        assert [sent.headers.get("authorization") for sent in public.requests] == [None] * 3


@pytest.mark.parametrize(("password", "why"), [("wrong", "the site refuses our credentials"), (None, "asks for")])
async def test_site_that_does_not_know_us_is_the_operators_to_mend(
    http: aiohttp.ClientSession, password: str | None, why: str
) -> None:
    async with AlttprServer(credentials=("bot", PASSWORD)) as site:
        client = client_of(http, protected(site.url, password) if password else site.url)

        with pytest.raises(SeedProviderConfigurationError, match=why):
            await client.generate("/api/randomizer", SETTINGS)


class Loopback(aiohttp.abc.AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[aiohttp.abc.ResolveResult]:
        return [{"hostname": host, "host": "127.0.0.1", "port": port, "family": family, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        return


async def test_credentials_are_never_sent_to_the_public_site() -> None:
    heads: list[bytes] = []
    seed = answer('{"hash": "abc", "patch": [{"1573397": [0, 1, 2, 3, 4]}], "spoiler": {"meta": {}}}')

    async with (
        answering(seed, heads=heads) as url,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=Loopback(), family=socket.AF_INET)) as http,
    ):
        for name in ("alttpr.com", "tournament.alttpr.com"):
            site = protected(url.replace("127.0.0.1", name), PASSWORD)
            await client_of(http, site).generate("/api/randomizer", SETTINGS)

    assert [head.lower().count(b"host: alttpr.com") for head in heads] == [1, 0]
    assert [b"Authorization:" in head for head in heads] == [False, True]


@pytest.mark.parametrize(
    ("settings", "users"),
    [
        ({}, [None, None]),
        ({"alttpr_username": "bot"}, ["bot", "bot"]),
        ({"alttpr_username": "bot", "alttpr_tournament_username": "ref"}, ["ref", "bot"]),
        ({"alttpr_username": "bot", "alttpr_baseurl": "https://own.example"}, [None, None]),
    ],
)
def test_one_user_is_for_every_protected_branch_that_has_none_of_its_own(
    make_settings: MakeSettings, settings: dict[str, str], users: list[str | None]
) -> None:
    passwords = {key.replace("username", "password"): SecretStr(PASSWORD) for key in settings if "username" in key}

    made = make_settings(**settings, **passwords)

    assert [made.alttpr_branches[name].username for name in ("tournament", "beeta")] == users
    assert made.alttpr_branches["live"].username is None


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"hash": "abc"},
        {"hash": "abc", "patch": [], "spoiler": {"meta": {}}},
        {"hash": "a/b", "patch": [{"1573397": [1, 2, 3, 4, 5]}], "spoiler": {"meta": {}}},
        {"hash": "x" * 51, "patch": [{"1573397": [1, 2, 3, 4, 5]}], "spoiler": {"meta": {}}},
        {"hash": 5, "patch": [{"1573397": [1, 2, 3, 4, 5]}], "spoiler": {"meta": {}}},
        {"hash": "abc", "patch": [{"1573397": [1, 2, 3, 4, 32]}], "spoiler": {"meta": {}}},
        {"hash": "abc", "patch": [{"1573397": [1, 2, 3, 4]}], "spoiler": {"meta": {}}},
        {"hash": "abc", "patch": [{"1573397": "abcde"}], "spoiler": {"meta": {}}},
        {"hash": "abc", "patch": [{"here": [1]}], "spoiler": {"meta": {}}},
        {"hash": "abc", "patch": "none", "spoiler": {"meta": {}}},
        {"hash": "abc", "patch": [{"1573397": [1, 2, 3, 4, 5]}], "spoiler": []},
        {"hash": "abc", "patch": [{"1573397": [1, 2, 3, 4, 5]}], "spoiler": {"meta": "open"}},
        {"hash": "abc", "patch": [{"1573397": [1, 2, 3, 4, 5]}], "spoiler": None},
    ],
    ids=lambda document: json.dumps(document)[:60],
)
async def test_seed_that_lacks_something_is_no_seed(http: aiohttp.ClientSession, document: dict[str, Any]) -> None:
    async with answering(answer(json.dumps(document), "Content-Type: application/json")) as url:
        with pytest.raises(SeedProviderResponseFormatError):
            await client_of(http, url).generate("/api/randomizer", SETTINGS)


async def test_only_the_needed_keys_are_required(http: aiohttp.ClientSession) -> None:
    document = {"hash": "abc", "patch": [{"1573397": [0, 1, 2, 3, 4]}], "spoiler": {"meta": {}}, "new": [1]}

    async with answering(answer(json.dumps(document), "Content-Type: text/html")) as url:
        seed = await client_of(http, url).retrieve("abc")

    assert (seed.code[0], seed.generated, seed.meta) == ("Bow", None, {})


async def test_daily_challenge_has_a_hash(road: Road, alttpr: AlttprServer) -> None:
    first, second = await road.provider.get_daily(), await road.provider.get_daily()

    assert first == second
    assert (await road.provider.retrieve_seed(first)).extra["meta"]["name"].startswith("Daily")


async def test_daily_challenge_without_a_hash_is_no_answer(open_road: OpenRoad) -> None:
    async with answering(answer('{"hash": null}', "Content-Type: application/json")) as url:
        road: Road = await open_road(url)

        with pytest.raises(SeedProviderResponseFormatError):
            await road.provider.get_daily()


async def test_labels_are_asked_for_once(road: Road, alttpr: AlttprServer) -> None:
    together = await asyncio.gather(*(road.provider.labels(alttpr.url) for _ in range(3)))
    later = await road.provider.labels(alttpr.url)

    assert all(labels["goals"]["fast_ganon"] == "Fast Ganon" for labels in [*together, later])
    assert len(alttpr.requests) == 1


async def test_labels_are_our_own_while_the_site_is_down(road: Road, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, "/randomizer/settings"))

    labels = await road.provider.labels(alttpr.url)

    assert labels == DEFAULT_LABELS
    assert len(alttpr.requests) == 1


async def test_labels_that_are_no_labels_are_left_out(open_road: OpenRoad) -> None:
    document = {"presets": [], "hints": {"on": 1}, "goals": "all"}
    async with answering(answer(json.dumps(document), "Content-Type: application/json")) as url:
        road: Road = await open_road(url)

        assert await road.provider.labels(url) == {"hints": {"on": "1"}}
