"""The stand-in for the databases of the earlier application is what they are, as far as the specification tells."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from pymysql import Connection
from pymysql.cursors import Cursor

from tests.database.legacy import Variant, install, notation, structure
from tests.database_fixtures import MariaDBServer


@pytest.fixture
def legacy(mariadb_server: MariaDBServer) -> Iterator[Connection[Cursor]]:
    """A connection to an empty schema."""
    schema = f"legacy_{uuid.uuid4().hex[:12]}"
    mariadb_server.execute(f"CREATE DATABASE {schema} CHARACTER SET utf8mb4")
    with mariadb_server.connect(schema) as connection:
        yield connection
    mariadb_server.execute(f"DROP DATABASE {schema}")


def test_migrated_tables_are_those_of_the_specification(legacy: Connection[Cursor]) -> None:
    install(legacy, Variant.MIGRATED)

    found = structure.read(legacy)

    assert found.pop("aerich").columns["version"].type == "varchar(255)"
    expected = notation.read()
    assert len(expected) == 67
    assert sorted(found) == sorted(expected)
    assert {name: table for name, table in found.items() if table != expected[name]} == {}


@pytest.mark.parametrize(
    ("variant", "count", "newest"),
    [
        (Variant.MIGRATED, 98, "98_20260212215240_telemetry.py"),
        (Variant.PRODUCTION, 98, "98_20260212215240_telemetry.py"),
        (Variant.WITHOUT_TELEMETRY, 97, "97_20240903191744_update.py"),
    ],
)
def test_migrations_are_on_record(legacy: Connection[Cursor], variant: Variant, count: int, newest: str) -> None:
    install(legacy, variant)

    with legacy.cursor() as cursor:
        cursor.execute("SELECT version FROM aerich WHERE app = 'models' ORDER BY id")
        found = [str(version) for (version,) in cursor.fetchall()]
    assert found[-1] == newest
    assert [int(version.split("_", maxsplit=1)[0]) for version in found] == list(range(1, count + 1))


def test_history_shows_in_what_is_missing(legacy: Connection[Cursor]) -> None:
    install(legacy, Variant.TOO_OLD)

    found = structure.read(legacy)

    assert "telemetry_events" not in found
    assert "avianart" not in found["audit_generated_games"].columns


def test_production_keeps_its_oldest_tables(legacy: Connection[Cursor]) -> None:
    install(legacy, Variant.PRODUCTION)

    found = structure.read(legacy)

    assert found["audit_messages"].columns["message_date"].type == "datetime"
    assert found["audit_messages"].columns["deleted"].null
    assert found["reaction_role"].columns["description"].type == "varchar(400)"
    assert not found["reaction_role"].columns["emoji"].null
    assert found["srl_races"].keys["srl_id"] == (("srl_id",), True)
    assert {"alembic_version", "gtbk_games", "permissions", "seed_presets"} <= set(found)
    with legacy.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = DATABASE() "
            "AND column_name IN ('emoji', 'hash', 'content') AND collation_name = 'utf8mb4_bin' ORDER BY table_name"
        )
        assert cursor.fetchall() == (("aerich",), ("daily",), ("reaction_role",))
