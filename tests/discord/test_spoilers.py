"""`/alttpr spoiler` and `/alttpr customspoiler`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames, Presets
from alttprbot_sandbox.alttpr import AlttprServer
from tests.discord.conftest import PRESET, Place, fields, shown


def log_at(core: Core, address: str) -> dict[str, Any]:
    """What is behind the address of a log."""
    path = address.removeprefix(f"{core.settings.app_url}/objects/")
    log: dict[str, Any] = json.loads((core.settings.data_dir / "objects" / "public" / path).read_text())
    return log


async def test_a_spoiler_race_shows_where_its_log_is(place: Place, core: Core, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr spoiler", preset="open")

    assert not result.ephemeral
    assert list(fields(result))[:2] == ["Spoiler Log URL", "Preset"]
    assert fields(result)["Preset"] == "open"
    log = log_at(core, fields(result)["Spoiler Log URL"])
    assert log["meta"]["permalink"] == fields(result)["Permalink"]
    (body,) = [json.loads(request.body) for request in alttpr.requests if request.method == "POST"]
    assert (body["spoilers"], body["tournament"], body["allow_quickswap"]) == ("generate", True, True)


async def test_or_a_log_of_the_way(place: Place, core: Core) -> None:
    result = await place.alice.slash(place.channel, "alttpr spoiler", preset="open", progression_spoiler=True)

    log = log_at(core, fields(result)["Spoiler Log URL"])
    assert "Prizes" not in log
    assert all(isinstance(places, list) for name, places in log.items() if name != "meta")


async def test_a_file_is_raced_and_not_kept(place: Place, core: Core) -> None:
    file = ("preset.yaml", PRESET.encode())

    result = await place.alice.slash(place.channel, "alttpr customspoiler", yamlfile=file)

    assert next(iter(fields(result))) == "Spoiler Log URL"
    assert "Preset" not in fields(result)
    assert log_at(core, fields(result)["Spoiler Log URL"])["Prizes"]
    assert not await Presets.exists()


@pytest.mark.parametrize(
    ("preset", "options"),
    [("2025_crosskeys", {}), ("crosskeys", {"progression_spoiler": True})],
)
@pytest.mark.simcord(check_errors=False)
async def test_what_cannot_have_a_log_is_refused_before_anything_is_rolled(
    place: Place, alttpr: AlttprServer, preset: str, options: dict[str, bool]
) -> None:
    result = await place.alice.slash(place.channel, "alttpr spoiler", preset=preset, **options)

    assert "log" in shown(result).content
    assert shown(result).flags.ephemeral
    assert not [request for request in alttpr.requests if request.method == "POST"]
    assert not await AuditGeneratedGames.exists()
