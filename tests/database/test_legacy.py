"""The stand-in for the databases of the earlier application is what they are, as far as the specification tells."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pymysql import Connection
from pymysql.cursors import Cursor

from tests.database.legacy import (
    ODD,
    TWICE,
    Snapshot,
    Variant,
    assert_only,
    differences,
    fill,
    install,
    notation,
    spoil,
    structure,
)
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


@pytest.mark.parametrize("variant", Variant)
def test_every_table_is_filled_to_its_limits(legacy: Connection[Cursor], tmp_path: Path, variant: Variant) -> None:
    install(legacy, variant)
    fill(legacy, rows=30)

    snapshot = Snapshot.take(legacy, tmp_path / "snapshot")

    assert [table for table in snapshot.columns if snapshot.count(table) == 0] == []
    messages = dict(snapshot.rows("audit_messages"))
    largest, emptiest, *_others = (
        dict(zip(snapshot.columns["audit_messages"], row, strict=True)) for row in messages.values()
    )
    assert len(str(largest["content"])) == 4000
    assert largest["message_id"] == 2**63 - 1
    assert emptiest["content"] is None
    assert len(messages) == 30


def test_rows_keep_the_keys_of_their_tables(legacy: Connection[Cursor]) -> None:
    install(legacy)
    fill(legacy, rows=60)
    tables = structure.read(legacy)
    orphans = (
        f"SELECT '{name}' FROM `{table}` WHERE `{key.column}` IS NOT NULL "  # noqa: S608
        f"AND `{key.column}` NOT IN (SELECT `{key.target}` FROM `{key.table}`)"
        for table, description in tables.items()
        for name, key in description.foreign_keys.items()
    )

    with legacy.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(orphans))
        assert cursor.fetchall() == ()
        cursor.execute(f"CHECK TABLE {', '.join(tables)} EXTENDED")
        assert {answer for _table, _operation, _kind, answer in cursor.fetchall()} == {"OK"}


def test_rows_are_the_same_for_the_same_seed(legacy: Connection[Cursor], tmp_path: Path) -> None:
    install(legacy)
    snapshots = []
    for number, seed in enumerate((1, 1, 2)):
        _remove_rows(legacy)
        fill(legacy, rows=10, seed=seed)
        snapshots.append(Snapshot.take(legacy, tmp_path / str(number)))

    first, again, other = snapshots

    assert list(differences(first, again)) == []
    assert list(differences(first, other)) != []


def _remove_rows(connection: Connection[Cursor]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET foreign_key_checks = 0")
        for table in notation.read():
            cursor.execute(f"DELETE FROM `{table}`")  # noqa: S608
        cursor.execute("SET foreign_key_checks = 1")


def test_snapshots_tell_what_was_changed(legacy: Connection[Cursor], tmp_path: Path) -> None:
    install(legacy)
    fill(legacy, rows=10)
    before = Snapshot.take(legacy, tmp_path / "before")
    with legacy.cursor() as cursor:
        cursor.execute("UPDATE asynctournamentrace SET score = 1.5, updated = updated WHERE id = 4")
        cursor.execute("UPDATE users SET display_name = 'zelda' WHERE id = 7")
        cursor.execute("UPDATE users SET display_name = 'Zelda', updated = updated WHERE id = 7")
        cursor.execute("DELETE FROM daily WHERE id = 1")
        cursor.execute("INSERT INTO daily (id, hash) VALUES (2, 'new')")
        cursor.execute("ALTER TABLE config DROP COLUMN value, ADD COLUMN more INT")
        cursor.execute("DROP TABLE voice_role")
    after = Snapshot.take(legacy, tmp_path / "after")

    found = {(it.table, it.key, it.column): it for it in differences(before, after)}

    assert set(found) == {
        ("asynctournamentrace", 4, "score"),
        ("users", 7, "display_name"),
        ("users", 7, "updated"),
        ("daily", 1, None),
        ("daily", 2, None),
        ("config", None, "value"),
        ("voice_role", None, None),
    }
    assert found["asynctournamentrace", 4, "score"].after == 1.5
    assert found["daily", 1, None].is_loss("daily")
    assert found["daily", 2, None].is_gain("daily")
    assert str(found["users", 7, "display_name"]).endswith("-> 'Zelda'")


def test_each_difference_must_be_expected_and_each_expectation_met(legacy: Connection[Cursor], tmp_path: Path) -> None:
    install(legacy)
    fill(legacy, rows=10)
    before = Snapshot.take(legacy, tmp_path / "before")
    with legacy.cursor() as cursor:
        cursor.execute("UPDATE daily SET hash = 'other' WHERE id = 4")
    after = Snapshot.take(legacy, tmp_path / "after")

    assert_only(before, after, hashes=lambda it: it.is_change("daily", "hash"))
    with pytest.raises(AssertionError, match=r"daily\[4\]\.hash: .* -> 'other'\nnothing happened of: votes"):
        assert_only(before, after, votes=lambda it: it.is_loss("ranked_choice_votes"))


@pytest.mark.parametrize(("variant", "unspoiled"), [(Variant.MIGRATED, set()), (Variant.PRODUCTION, {"spoiler_races"})])
def test_spoiled_rows_are_there_beside_sound_ones(
    legacy: Connection[Cursor], tmp_path: Path, variant: Variant, unspoiled: set[str]
) -> None:
    install(legacy, variant)
    fill(legacy, rows=10)
    before = Snapshot.take(legacy, tmp_path / "before")

    spoiled = spoil(legacy)

    after = Snapshot.take(legacy, tmp_path / "after")
    added = {(it.table, it.key) for it in differences(before, after) if it.is_gain(it.table)}
    assert spoiled.lost | spoiled.kept <= added
    assert not spoiled.lost & spoiled.kept
    assert {table for table, _key in spoiled.lost} == {
        "asynctournamentpermissions",
        "asynctournamentwhitelist",
        "config",
        "daily",
        "ranked_choice_votes",
        "rtggoverridewhitelist",
        "rtggunlistedrooms",
        "spoiler_races",
        "tournament_results",
        "verifiedracer",
    } - unspoiled


def test_people_differ_in_case_where_the_column_tells_it(legacy: Connection[Cursor]) -> None:
    install(legacy)
    with legacy.cursor() as cursor:
        cursor.execute("ALTER TABLE users CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")

    spoiled = spoil(legacy)

    assert len({key for table, key in spoiled.kept if table == "users"}) == 2


def test_oddities_are_planted_among_sound_rows(legacy: Connection[Cursor]) -> None:
    install(legacy)
    fill(legacy, rows=50)

    with legacy.cursor() as cursor:
        for odd in ODD:
            key = odd.plant(legacy)
            cursor.execute(f"SELECT `{odd.column}` FROM `{odd.table}` WHERE id = %s", (key,))  # noqa: S608
            assert cursor.fetchall() == ((odd.value,),), odd
        for twice in TWICE:
            columns = ", ".join(f"`{column}`" for column in twice.columns)
            cursor.execute(f"SELECT {columns} FROM `{twice.table}` WHERE id IN %s", (twice.plant(legacy),))  # noqa: S608
            one, other = cursor.fetchall()
            assert one == other
