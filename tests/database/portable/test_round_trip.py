"""A backup holds everything, and either database takes it."""

from __future__ import annotations

import json
import sqlite3
import stat
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pymysql
import pytest

from alttprbot import models
from alttprbot.database import Database, SchemaError, migrations
from alttprbot.database.portable.archive import reading
from alttprbot.database.portable.backup import back_up
from alttprbot.models import relations
from alttprbot.services.audit_trail import Actor, record_action
from tests.database.portable.conftest import MADE, Counting, OpenBlank, fill, read, write
from tests.models.factory import everything, make

OTHER = {"sqlite": "mariadb", "mariadb": "sqlite"}


class Intruder(Counting):
    """Another process, which writes to a table that is not read yet when the first one was."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def update(self, n: float = 1) -> None:
        if not self.done:
            write_past(self._url)
        super().update(n)


async def test_every_row_of_every_table_comes_to_the_other_database_and_back(
    database: Database, database_kind: str, open_blank: OpenBlank, tmp_path: Path
) -> None:
    await fill()
    there, again = tmp_path / "there.zip", tmp_path / "again.zip"
    before = await everything()
    manifest = await write(database, there)

    async with open_blank(OTHER[database_kind]) as other:
        await read(other, there)
        moved, differences = await everything(), await other.differences()
        await write(other, again)
    async with open_blank(database_kind) as home:
        await read(home, again)
        returned = await everything()

    assert min(member.rows for member in manifest.tables) >= 2
    assert {member.table for member in manifest.tables} == set(map(relations.table_name, relations.tables()))
    assert moved == before
    assert returned == before
    assert differences == []


async def test_numbering_goes_on_after_what_was_restored(
    database: Database, database_kind: str, open_blank: OpenBlank, tmp_path: Path
) -> None:
    await make(models.Users, id=41)
    await write(database, tmp_path / "backup.zip")

    async with open_blank(OTHER[database_kind]) as other:
        await read(other, tmp_path / "backup.zip")
        newcomer = await make(models.Users)

    assert newcomer.id == 42


async def test_the_file_says_what_is_in_it_to_anybody(database: Database, tmp_path: Path) -> None:
    await make(models.Config, guild_id=2**62 + 1, parameter="Name", value="Zelda 🧝")
    path = tmp_path / "backup.zip"

    await write(database, path)

    with zipfile.ZipFile(path) as file:
        manifest = json.loads(file.read("manifest.json"))
        rows = [json.loads(line) for line in file.read("tables/config.jsonl").splitlines()]
    described = next(table for table in manifest["tables"] if table["table"] == "config")
    assert manifest["made"] == "2026-11-25T12:30:00+00:00"
    assert described["rows"] == 1
    assert dict(zip(described["columns"], rows[0], strict=True)) == {
        "id": 1,
        "guild_id": str(2**62 + 1),
        "parameter": "Name",
        "value": "Zelda 🧝",
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_backup_is_of_one_moment_while_others_write(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await make(models.AsyncTournament)
    await make(models.Users)
    progress = Intruder(database_url)

    manifest = await back_up(database.client, tmp_path / "backup.zip", made=MADE, progress=progress)

    rows = {member.table: member.rows for member in manifest.tables}
    assert rows["users"] == 1
    assert await models.Users.all().count() == 2


async def test_columns_that_only_this_database_has_are_kept_and_then_named(
    database: Database, database_kind: str, open_blank: OpenBlank, tmp_path: Path
) -> None:
    await database.client.execute_script("ALTER TABLE voice_role ADD COLUMN nickname VARCHAR(20) NULL;")
    await database.client.execute_script("CREATE TABLE theirs (id INT);")
    try:
        await make(models.VoiceRole)
        await database.client.execute_query("UPDATE voice_role SET nickname = 'Épona'")
        manifest = await write(database, tmp_path / "backup.zip")
    finally:
        await database.client.execute_script("DROP TABLE theirs;")
        await database.client.execute_script("ALTER TABLE voice_role DROP COLUMN nickname;")

    with reading(tmp_path / "backup.zip") as archive:
        member = next(member for member in archive.manifest.tables if member.table == "voice_role")
        assert "Épona" in b"".join(archive.lines(member)).decode()
    async with open_blank(OTHER[database_kind]) as other:
        assert await read(other, tmp_path / "backup.zip") == ["voice_role.nickname"]
        assert await models.VoiceRole.all().count() == 1
    assert manifest.left_out == ("theirs",)


async def test_an_older_backup_is_upgraded_after_it_was_restored(
    database_kind: str, open_blank: OpenBlank, tmp_path: Path
) -> None:
    async with open_blank(database_kind) as old:
        await old.upgrade()
        newest = (await old.client.execute_query_dict("SELECT MAX(id) AS id FROM aerich"))[0]["id"]
        await migrations.downgrade(old.client)
        await models.Config.create(guild_id=1, parameter="Name", value="Link")
        manifest = await write(old, tmp_path / "old.zip")

    async with open_blank(OTHER[database_kind]) as new:
        await read(new, tmp_path / "old.zip")

        assert len(manifest.migrations) == newest - 1
        assert await new.pending() == []
        assert await new.differences() == []
        assert (await models.Config.get()).value == "Link"


async def test_a_backup_of_a_newer_version_is_refused(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await record_action(Actor("somebody", "test"), "kept")
    await write(database, tmp_path / "backup.zip")
    monkeypatch.setattr("alttprbot.database.migrations.available", lambda: ["0_20260101000000_init.py"])

    with pytest.raises(SchemaError, match="newer version"):
        await read(database, tmp_path / "backup.zip")

    assert await models.AuditAction.all().count() == 1


def write_past(url: str) -> None:
    """Insert a user over a connection of its own."""
    parts = urlsplit(url)
    connection = (
        sqlite3.connect(parts.path, isolation_level=None)
        if parts.scheme == "sqlite"
        else pymysql.connect(
            host="127.0.0.1", port=parts.port or 0, user="root", database=parts.path[1:], autocommit=True
        )
    )
    connection.cursor().execute("INSERT INTO users (discord_user_id, display_name) VALUES (5, 'Intruder')")
    connection.close()
