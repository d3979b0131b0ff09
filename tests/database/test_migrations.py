from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from aerich.models import Aerich
from aerich.utils import decompress_dict, get_models_describe, import_py_file

from alttprbot.database import Database, SchemaError, SchemaOutdatedError, migrations
from alttprbot.database.check import live_shapes
from alttprbot.database.schema import APP, MIGRATIONS
from alttprbot.models import Config
from alttprbot.util.clock import Clock
from tests.database_fixtures import DatabaseOnly

LEGACY = ("1_20210523000000_init.sql", "97_20240903191744_update.py", "98_20260212215240_telemetry.py")


@pytest.fixture
async def blank(blank_database_url: str) -> AsyncIterator[Database]:
    database = Database(DatabaseOnly(blank_database_url), Clock())
    await database.open()
    yield database
    await database.close()


async def test_a_fresh_database_has_every_migration_pending(blank: Database) -> None:
    pending = await blank.pending()

    assert pending == migrations.available()
    assert pending


async def test_upgrade_makes_what_the_models_describe(blank: Database) -> None:
    applied = await blank.upgrade()

    assert applied == migrations.available()
    assert await blank.differences() == []
    assert await blank.pending() == []


async def test_a_blank_database_differs_from_the_models(blank: Database) -> None:
    found = await blank.differences()

    assert "table config is missing" in found


async def test_differences_name_what_is_wrong(blank: Database) -> None:
    await blank.upgrade()
    await blank.client.execute_script("DROP TABLE config")
    await blank.client.execute_script("CREATE TABLE config (id INT PRIMARY KEY NOT NULL, guild_id BIGINT NULL)")

    found = await blank.differences()

    assert "config: column parameter is missing" in found
    assert "config: column guild_id is nullable" in found
    assert "config: (guild_id, parameter) is not unique" in found


async def test_upgrade_again_changes_nothing(blank: Database) -> None:
    await blank.upgrade()
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    applied = await blank.upgrade()

    assert applied == []
    assert await Config.all().count() == 1


@pytest.mark.parametrize(
    "unmade", ["websession", "verifiedracer", "scheduleaudit", "telemetry_events", "multiworldentrant"]
)
async def test_an_interrupted_upgrade_is_finished_by_the_next(blank: Database, unmade: str) -> None:
    await blank.upgrade()
    await blank.client.execute_script(f"DROP TABLE {unmade}")
    await blank.client.execute_script("DELETE FROM aerich")

    await blank.upgrade()

    assert await blank.differences() == []


async def test_downgrades_take_the_tables_away_one_migration_at_a_time(blank: Database) -> None:
    await blank.upgrade()

    for taken_back in range(1, len(migrations.available()) + 1):
        await migrations.downgrade(blank.client)
        assert await blank.pending() == migrations.available()[-taken_back:]

    assert set(await live_shapes(blank.client)) - {"sqlite_sequence"} == {"aerich"}
    assert await blank.pending() == migrations.available()


async def test_two_processes_may_upgrade_at_once(blank_database_url: str, blank: Database) -> None:
    other = Database(DatabaseOnly(blank_database_url), Clock())
    await other.open()

    try:
        applied = [*await blank.upgrade(), *await other.upgrade()]
    finally:
        await other.close()

    assert applied == migrations.available()


async def test_sqlite_is_brought_up_to_date_unasked_and_a_server_is_not(blank: Database, database_kind: str) -> None:
    if database_kind == "sqlite":
        await blank.require_current()

        assert await blank.pending() == []
    else:
        with pytest.raises(SchemaOutdatedError, match="db upgrade"):
            await blank.require_current()


async def test_a_server_is_brought_up_to_date_when_allowed(blank_database_url: str) -> None:
    database = Database(DatabaseOnly(blank_database_url, db_auto_upgrade=True), Clock())
    await database.open()

    try:
        await database.require_current()

        assert await database.pending() == []
    finally:
        await database.close()


@pytest.mark.parametrize(
    "of_a_newer_version", ["7_20991231235959_more.py", "99_20991231235959_telemetry.py", "more.py"]
)
async def test_a_schema_of_a_newer_version_is_left_alone(blank: Database, of_a_newer_version: str) -> None:
    await blank.upgrade()
    await Aerich.create(app=APP, version=of_a_newer_version, content={})

    for refused in (blank.require_current, blank.upgrade):
        with pytest.raises(SchemaError, match=f"newer version of SahasrahBot.*{re.escape(of_a_newer_version)}"):
            await refused()

    assert await migrations.unknown(blank.client) == [of_a_newer_version]
    assert await blank.differences() == []


async def test_the_record_of_the_application_before_is_no_newer_version(blank: Database) -> None:
    await blank.upgrade()
    for version in LEGACY:
        await Aerich.create(app=APP, version=version, content={})

    await blank.require_current()

    assert await migrations.unknown(blank.client) == []
    assert await blank.upgrade() == []
    assert await Aerich.filter(version__in=LEGACY).count() == len(LEGACY)


async def test_a_database_that_was_not_taken_over_is_left_alone(blank: Database) -> None:
    await blank.client.execute_script(
        "CREATE TABLE aerich (id INTEGER PRIMARY KEY, version VARCHAR(255), app VARCHAR(20), content TEXT)"
    )
    await blank.client.execute_query(f"INSERT INTO aerich VALUES (1, '{LEGACY[-1]}', 'models', '{{}}')")  # noqa: S608
    before = await live_shapes(blank.client)

    for refused in (blank.require_current, blank.upgrade):
        with pytest.raises(SchemaError, match=r"take it over with `sahasrahbot.py db adopt`"):
            await refused()

    assert await live_shapes(blank.client) == before


async def test_database_defaults_serve_other_programs(database: Database) -> None:
    await database.client.execute_script(
        "INSERT INTO presetnamespaces (id, name, discord_user_id) VALUES (1, 'aga', 7)"
    )
    await database.client.execute_script(
        "INSERT INTO presets (randomizer, preset_name, namespace_id, content) VALUES ('alttpr', 'mine', 1, 'x: 1')"
    )

    rows = await database.client.execute_query_dict("SELECT generated_count, revision, modified FROM presets")

    assert (rows[0]["generated_count"], rows[0]["revision"]) == (0, 1)
    assert rows[0]["modified"] is not None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_the_newest_migration_knows_the_models(database: Database) -> None:
    """Aerich compares with this when the next migration is made."""
    newest = import_py_file(MIGRATIONS / APP / migrations.available()[-1])

    remembered = decompress_dict(newest.MODELS_STATE)

    assert _columns(remembered) == _columns(get_models_describe(APP))


def _columns(described: dict[str, dict[str, object]]) -> dict[str, list[object]]:
    return {
        name: [model["table"], [list(names) for names in _together(model)], *_fields(model)]
        for name, model in sorted(described.items())
    }


def _together(model: dict[str, object]) -> list[tuple[str, ...]]:
    together = model["unique_together"]
    assert isinstance(together, tuple | list)
    return [tuple(names) for names in together]


def _fields(model: dict[str, object]) -> list[tuple[object, ...]]:
    fields = model["data_fields"]
    assert isinstance(fields, list)
    return sorted((field["db_column"], field["nullable"], field["unique"], field["indexed"]) for field in fields)
