"""Seeds of VARIA and DASH: the same requests as from everywhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from quart import Quart

from alttprbot_sandbox.dash import DashServer
from alttprbot_sandbox.varia import VariaServer
from tests.api.conftest import MakeApp
from tests.api.visitors import Visitor, problem_of

pytestmark = pytest.mark.usefixtures("rolling")


@pytest.fixture
async def varia() -> AsyncIterator[VariaServer]:
    async with VariaServer() as server:
        yield server


@pytest.fixture
async def dash() -> AsyncIterator[DashServer]:
    async with DashServer() as server:
        yield server


@pytest.fixture
async def app(make_app: MakeApp, varia: VariaServer, dash: DashServer) -> Quart:
    return await make_app(varia_baseurl=varia.url, dash_baseurl=dash.url)


async def rolled(visitor: Visitor, game: str, parameters: dict[str, str], **options: object) -> dict[str, Any]:
    order = {"randomizer": game, "options": {"parameters": parameters, **options}}
    response = await visitor.post("/api/v1/seeds", json=order)
    assert response.status_code == 202, await response.get_data(as_text=True)
    job: dict[str, Any] = await (await visitor.get(f"{response.headers['Location']}?wait=20")).get_json()
    return job


async def test_varia_is_described_by_its_presets(link: Visitor, varia: VariaServer) -> None:
    job = await rolled(link, "varia", {"settings": "Season_Races", "skills": "newbie"}, tournament=False)

    (key,) = varia.seeds
    assert (job["status"], job["result"]["url"]) == ("done", f"{varia.url}/customizer/{key}")
    assert (job["result"]["randomizer"], job["result"]["preset"]) == ("varia", "Season_Races/newbie")
    assert parse_qs(varia.requests[-1].body.decode())["raceMode"] == ["off"]


async def test_dash_is_described_by_its_preset(link: Visitor, dash: DashServer) -> None:
    job = await rolled(link, "smdash", {"preset": "classic", "spoiler": "yes"})

    (seed,) = dash.seeds.values()
    assert (job["status"], job["result"]["hash_or_id"]) == ("done", seed.key)
    assert job["result"]["spoiler_url"] == f"{dash.url}/seed/{seed.key}/spoiler"


async def test_explanation_of_the_site_is_told(link: Visitor, varia: VariaServer, dash: DashServer) -> None:
    varia.stuck = True

    stuck = await rolled(link, "varia", {"settings": "default", "skills": "regular"})
    unknown = await rolled(link, "smdash", {"preset": "recall"})

    assert (stuck["status"], stuck["error"]["status"], stuck["error"]["provider"]) == ("failed", 400, "varia")
    assert "Stuck at 12/100 items" in stuck["error"]["detail"]
    assert "Valid presets are: classic" in unknown["error"]["detail"]


@pytest.mark.parametrize(
    ("game", "parameters", "problem"),
    [
        ("varia", {"settings": "default"}, (422, "validation")),
        ("varia", {"settings": "nothing", "skills": "regular"}, (400, "bad-request")),
        ("smdash", {"mode": "classic"}, (422, "validation")),
    ],
)
async def test_what_makes_no_sense_is_refused_at_once(
    link: Visitor, game: str, parameters: dict[str, str], problem: tuple[int, str]
) -> None:
    response = await link.post("/api/v1/seeds", json={"randomizer": game, "options": {"parameters": parameters}})

    assert await problem_of(response) == problem
