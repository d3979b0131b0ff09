"""The JSON Schemas of presets, at their addresses."""

from __future__ import annotations

import pytest

from alttprbot.alttprgen.preset import GAMES
from alttprbot.config import REPOSITORY
from tests.api.conftest import Visit
from tests.api.visitors import problem_of


@pytest.mark.parametrize("game", GAMES)
async def test_schema_of_every_game_is_what_is_published(visit: Visit, game: str) -> None:
    response = await visit().get(f"/schemas/{game}.schema.json")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/schema+json"
    published = (REPOSITORY / "docs" / "schemas" / f"{game}.schema.json").read_bytes()
    assert await response.get_data(as_text=False) == published


async def test_other_sites_may_read_it_and_everybody_may_keep_it_for_a_day(visit: Visit) -> None:
    response = await visit().get("/schemas/alttpr.schema.json")

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, max-age=86400"


async def test_who_has_it_already_is_sent_nothing(visit: Visit) -> None:
    first = await visit().get("/schemas/sm.schema.json")

    again = await visit().get("/schemas/sm.schema.json", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert await again.get_data() == b""
    assert again.headers["Access-Control-Allow-Origin"] == "*"


async def test_game_without_presets_has_none(visit: Visit) -> None:
    response = await visit().get("/schemas/zelda2.schema.json")

    assert await problem_of(response) == (404, "not-found")
