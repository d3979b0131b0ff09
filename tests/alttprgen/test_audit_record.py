"""The record of every game, and that nothing about it keeps a seed from its player."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from alttprbot.alttprgen.audit_record import find_game, record_game
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.request import Requester, SeedOptions, Surface
from alttprbot.models import AuditGeneratedGames, PresetNamespaces, Presets
from tests.alttprgen.conftest import Road, events, request

pytestmark = pytest.mark.usefixtures("database")

ANA = Requester(
    Surface.DISCORD, discord_user_id=2**62, guild_id=2**61, channel_id=2**60, racetime_user_id="r1", racetime_room="a/b"
)

ASKED = request(requester=ANA)


def plan(settings: dict[str, Any] | None = None, **changes: Any) -> SeedPlan:
    settings = settings or {"mode": "open"}
    values: dict[str, Any] = {
        "game": "alttpr",
        "preset": "open",
        "provider": "alttpr",
        "operation": "generate_seed",
        "endpoint": "POST /api/randomizer",
        "payload": settings,
        "settings": settings,
        "options": SeedOptions(),
        "genoption": "open",
    }
    return SeedPlan(**{**values, **changes})


def response(hash_id: str | None = "AbCdEf1234", url: str = "") -> SeedProviderResponse:
    meta = ProviderMetadata("alttpr", "generate_seed", attempt_count=2, latency_ms=1234, surface="discord")
    return SeedProviderResponse(url or f"https://alttpr.com/h/{hash_id}", hash_id, meta)


async def test_row_says_what_was_made_how_and_for_whom() -> None:
    made = plan(customizer=True, namespace="ana", genoption="mine")

    audit_id = await record_game(ASKED, made, response())

    row = await AuditGeneratedGames.get(id=audit_id)
    assert (row.randomizer, row.hash_id, row.permalink) == ("alttpr", "AbCdEf1234", "https://alttpr.com/h/AbCdEf1234")
    assert (row.settings, row.gentype, row.genoption, row.namespace) == ({"mode": "open"}, "preset", "mine", "ana")
    assert (row.customizer, row.doors, row.avianart) == (1, False, False)
    assert (row.provider, row.operation, row.attempts, row.latency_ms) == ("alttpr", "generate_seed", 2, 1234)
    assert (row.surface, row.discord_user_id, row.guild_id, row.channel_id) == ("discord", 2**62, 2**61, 2**60)
    assert (row.racetime_user_id, row.racetime_room) == ("r1", "a/b")
    assert row.timestamp is not None


async def test_game_without_a_hash_is_recorded() -> None:
    audit_id = await record_game(ASKED, plan(), response(None))

    assert (await AuditGeneratedGames.get(id=audit_id)).hash_id is None


async def test_names_longer_than_their_columns_lose_their_end_and_not_the_seed() -> None:
    audit_id = await record_game(ASKED, plan(game="g" * 60, genoption="o" * 300), response("h" * 60))

    row = await AuditGeneratedGames.get(id=audit_id)
    assert (row.randomizer, row.genoption, row.hash_id) == ("g" * 45, "o" * 200, "h" * 50)


async def test_key_of_a_spoiler_is_not_recorded() -> None:
    audit_id = await record_game(ASKED, plan({"race": "true", "spoilerKey": "open sesame"}), response())

    assert (await AuditGeneratedGames.get(id=audit_id)).settings == {"race": "true", "spoilerKey": "…"}


async def test_use_of_a_namespaced_preset_is_counted() -> None:
    namespace = await PresetNamespaces.create(name="ana", discord_user_id=1)
    rows = [
        await Presets.create(namespace_id=namespace.id, randomizer="alttpr", preset_name=name, content="settings: {}")
        for name in ("mine", "other")
    ]

    for _ in range(2):
        await record_game(ASKED, plan(namespace="ana", genoption="mine", row_id=rows[0].id), response())

    counts = await Presets.all().order_by("preset_name").values_list("generated_count", flat=True)
    assert counts == [2, 0]


@pytest.mark.parametrize(
    "typed",
    [
        "AbCdEf1234",
        " AbCdEf1234 ",
        "https://alttpr.com/h/AbCdEf1234",
        "<https://alttpr.com/en/h/AbCdEf1234/>",
        "https://alttpr.com/h/AbCdEf1234?x=1",
        "https://ootrandomizer.com/seed/get?id=AbCdEf1234",
    ],
)
async def test_game_is_found_by_hash_or_permalink(typed: str) -> None:
    await record_game(ASKED, plan(), response("abcdef1234"))
    newest = [await record_game(ASKED, plan(), response()) for _ in range(2)][-1]

    found = await find_game(typed)

    assert found is not None
    assert found.id == newest


FFR = "https://4-8-4.finalfantasyrandomizer.com/Randomize?s={}&f={}"
DOORS = "https://bot.example/patcher.html?patch=https%3A%2F%2Fbucket.example%2Fpatch%2FDR_{}.bps"


@pytest.mark.parametrize("url", [FFR.format("0A1B2C3D", "Ab-.!0"), DOORS.format("OHWqFvtWCL9w")])
async def test_game_whose_permalink_says_its_hash_in_a_way_of_its_own_is_found(url: str) -> None:
    hash_id = "OHWqFvtWCL9w" if "DR_" in url else "0A1B2C3D"
    audit_id = await record_game(ASKED, plan(), response(hash_id, url))
    await record_game(ASKED, plan(), response("other", url.replace(hash_id, "other")))

    found = await find_game(f"<{url}>")

    assert found is not None
    assert found.id == audit_id


async def test_number_with_other_flags_is_another_game() -> None:
    await record_game(ASKED, plan(), response("0A1B2C3D", FFR.format("0A1B2C3D", "Ab-.!0")))

    assert await find_game(FFR.format("0A1B2C3D", "AAAA")) is None


@pytest.mark.parametrize("typed", ["", "/", "abcdef", "x" * 60, "' OR 1=1 --", "abcdef123%"])
async def test_game_that_is_not_ours_is_not_found(typed: str) -> None:
    await record_game(ASKED, plan(), response())

    assert await find_game(typed) is None


async def test_table_that_is_gone_costs_no_seed(road: Road, caplog: pytest.LogCaptureFixture) -> None:
    await AuditGeneratedGames._meta.db.execute_script("ALTER TABLE audit_generated_games RENAME TO elsewhere")
    try:
        seed = await road.seeds.generate(request())
    finally:
        await AuditGeneratedGames._meta.db.execute_script("ALTER TABLE elsewhere RENAME TO audit_generated_games")

    assert seed.audit_id is None
    assert seed.response.hash_or_id
    record = vars(events(caplog, "audit_failed")[0])
    assert (record["levelno"], record["permalink"], record["preset"]) == (logging.ERROR, seed.response.url, "open")


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_file_that_somebody_else_writes_to_costs_no_seed(road: Road, database_url: str) -> None:
    await AuditGeneratedGames._meta.db.execute_script("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(database_url.removeprefix("sqlite://"))) as other:
        other.execute("BEGIN EXCLUSIVE")

        seed = await road.seeds.generate(request())

    assert seed.audit_id is None
    assert (await road.seeds.generate(request())).audit_id is not None
