"""Seeds of Jets of Time, Ocarina of Time and AVIANART: the same requests as from everywhere else."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from quart import Quart

from alttprbot_sandbox.avianart import AvianartServer
from alttprbot_sandbox.ctjot import CtjotServer
from alttprbot_sandbox.ctjot.forms import read_multipart
from alttprbot_sandbox.ootr import OotrServer
from tests.api.conftest import MakeApp
from tests.api.visitors import Visitor, problem_of
from tests.clocks import HandClock

pytestmark = pytest.mark.usefixtures("rolling")


@pytest.fixture
async def ctjot() -> AsyncIterator[CtjotServer]:
    async with CtjotServer() as server:
        yield server


@pytest.fixture
async def ootr() -> AsyncIterator[OotrServer]:
    async with OotrServer() as server:
        server.polls = 1
        yield server


@pytest.fixture
async def avianart() -> AsyncIterator[AvianartServer]:
    async with AvianartServer() as server:
        server.polls = 0
        yield server


@pytest.fixture
async def app(make_app: MakeApp, ctjot: CtjotServer, ootr: OotrServer, avianart: AvianartServer) -> Quart:
    leading = {**ctjot.settings(), **ootr.settings(), **avianart.settings()}
    return await make_app(**{name.lower(): value for name, value in leading.items()})


async def ordered(visitor: Visitor, **order: Any) -> str:
    response = await visitor.post("/api/v1/seeds", json=order)
    assert response.status_code == 202, await response.get_data(as_text=True)
    location: str = response.headers["Location"]
    return location


async def finished(visitor: Visitor, location: str) -> dict[str, Any]:
    job: dict[str, Any] = await (await visitor.get(f"{location}?wait=20")).get_json()
    return job


async def test_jets_of_time(link: Visitor, ctjot: CtjotServer) -> None:
    job = await finished(link, await ordered(link, randomizer="ctjets", preset="hard", options={"seed_number": 7}))

    (share,) = ctjot.shares
    assert (job["status"], job["result"]["url"]) == ("done", f"{ctjot.url}/share/{share}/")
    sent = next(request for request in ctjot.requests if request.method == "POST")
    fields, _ = read_multipart(sent.headers["content-type"], sent.body)
    assert (fields["seed"], fields["tech_rando"], fields["locked_chars"]) == ("7", "Balanced Random", "on")


async def test_ocarina_of_time(link: Visitor, ootr: OotrServer, clock: HandClock) -> None:
    text = "version: 8.2.0\nsettings: {world_count: 1}"
    location = await ordered(link, randomizer="ootr", content=text, options={"tournament": False})
    await ootr.requested("/api/v2/seed/create")
    for pause in (2, 1):
        await clock.asleep(pause)
        clock.advance(pause)

    job = await finished(link, location)

    (seed,) = ootr.seeds.values()
    assert (job["status"], job["result"]["code"]) == ("done", list(seed.icons))
    assert (seed.version, seed.settings, seed.locked) == ("8.2.0", {"world_count": 1}, False)


async def test_avianart(link: Visitor, avianart: AvianartServer) -> None:
    order = {"randomizer": "alttpr", "preset": "crosshunt", "options": {"tournament": False}}

    job = await finished(link, await ordered(link, **order))

    (seed,) = avianart.seeds.values()
    assert (job["status"], job["result"]["hash_or_id"], job["result"]["goal"]) == ("done", seed.hash, "crosshunt")
    assert json.loads(avianart.requests[0].body) == [{"args": {"race": False}}]


async def test_refusal_is_told(link: Visitor) -> None:
    bad = await finished(link, await ordered(link, randomizer="ootr", content="settings: {bridge: maybe}"))

    assert (bad["status"], bad["error"]["status"], bad["error"]["provider"]) == ("failed", 400, "ootr")
    assert "bridge cannot be maybe" in bad["error"]["detail"]


async def test_what_is_no_preset_is_refused_at_once(link: Visitor) -> None:
    order = {"randomizer": "ctjets", "content": "settings: {rom_file: mine}"}

    assert await problem_of(await link.post("/api/v1/seeds", json=order)) == (422, "validation")
