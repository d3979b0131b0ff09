"""What goes wrong with a backup or a restore is told, and leaves nothing half behind that could be taken for whole."""

from __future__ import annotations

import resource
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from alttprbot import models
from alttprbot.database import BackupError, Database, SchemaError
from alttprbot.database.portable.archive import reading
from alttprbot.database.portable.restore import occupied, restore
from alttprbot.exceptions import DatabaseUnavailableException
from tests.database.portable.conftest import Counting, OpenBlank, read, write
from tests.database_fixtures import MariaDBServer
from tests.models.factory import make


@pytest.fixture
async def backup(database: Database, tmp_path: Path) -> Path:
    """Of a database with a user and a config, which hold other values now."""
    await make(models.Users, display_name="Zelda")
    await make(models.Config, value="old")
    await write(database, tmp_path / "backup.zip")
    await models.Users.all().update(display_name="Link")
    return tmp_path / "backup.zip"


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may be larger than 4 KiB."""
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def rewrite(path: Path, member: str, data: bytes | None) -> None:
    """Change one member of a backup, or take it out."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members.pop(member)
    with zipfile.ZipFile(path, "w") as file:
        for name, content in (members | ({member: data} if data is not None else {})).items():
            file.writestr(name, content)


def flip_a_bit(path: Path, *, after: bytes) -> None:
    data = bytearray(path.read_bytes())
    # Behind the name stand twenty bytes about sizes, then what is compressed.
    data[data.index(after) + len(after) + 25] ^= 1
    path.write_bytes(data)


def cut_off(path: Path, count: int) -> None:
    path.write_bytes(path.read_bytes()[:-count])


def names(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir()]


async def test_what_was_changed_is_refused_before_anything_is_touched(database: Database, backup: Path) -> None:
    rewrite(backup, "tables/users.jsonl", b"[]\n")

    with pytest.raises(BackupError, match=r"is damaged: tables/users\.jsonl was changed"):
        await read(database, backup)

    assert (await models.Users.get()).display_name == "Link"


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_missing_table_is_refused(database: Database, backup: Path) -> None:
    rewrite(backup, "tables/users.jsonl", None)

    with pytest.raises(BackupError, match=r"is damaged: tables/users\.jsonl cannot be read"):
        await read(database, backup)


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_flipped_bit_is_found(database: Database, backup: Path) -> None:
    flip_a_bit(backup, after=b"tables/users.jsonl")

    with pytest.raises(BackupError, match="is damaged"):
        await read(database, backup)


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_file_that_was_cut_off_is_refused(database: Database, backup: Path) -> None:
    cut_off(backup, 100)

    with pytest.raises(BackupError, match="no backup, or was cut off"):
        await read(database, backup)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (None, "no backup of SahasrahBot"),
        (b"{", "no backup of SahasrahBot"),
        (b"[]", "no backup of SahasrahBot"),
        (b'{"application": "Another"}', "no backup of SahasrahBot"),
        (b'{"application": "SahasrahBot", "format": 2}', "newer version"),
    ],
)
def test_a_foreign_file_is_refused(tmp_path: Path, manifest: bytes | None, message: str) -> None:
    path = tmp_path / "foreign.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("readme.txt", "hello")
        if manifest is not None:
            file.writestr("manifest.json", manifest)

    with pytest.raises(BackupError, match=message), reading(path):
        pytest.fail("was taken for a backup")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(BackupError, match=r"nowhere\.zip cannot be read: No such file"),
        reading(tmp_path / "nowhere.zip"),
    ):
        pytest.fail("was taken for a backup")


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_full_disk_leaves_no_file(database: Database, tmp_path: Path, small_disk: None) -> None:
    before = names(tmp_path)

    with pytest.raises(BackupError, match="cannot be written: File too large"):
        await write(database, tmp_path / "backup.zip")

    assert names(tmp_path) == before


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_no_backup_is_overwritten(database: Database, backup: Path) -> None:
    await make(models.Users)

    with pytest.raises(BackupError, match="is there already"):
        await write(database, backup)

    await read(database, backup)
    assert await models.Users.all().count() == 1


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_value_that_cannot_be_read_is_named(database: Database, tmp_path: Path) -> None:
    await make(models.AuditGeneratedGames, id=7)
    await database.client.execute_query("UPDATE audit_generated_games SET settings = 'no JSON'")

    with pytest.raises(BackupError, match=r"audit_generated_games\.settings .* begins with 7"):
        await write(database, tmp_path / "backup.zip")


class PowerCut(Counting):
    """Ends the restore at the first row."""

    def update(self, n: float = 1) -> None:
        raise KeyboardInterrupt


async def test_an_interrupted_restore_is_in_nobodys_service_until_it_is_repeated(
    database: Database, backup: Path
) -> None:
    with reading(backup) as archive, pytest.raises(KeyboardInterrupt):
        await restore(database, archive, progress=PowerCut())

    with pytest.raises(SchemaError, match="half restored"):
        await database.require_current()
    with pytest.raises(SchemaError, match="half restored"):
        await database.upgrade()
    with pytest.raises(SchemaError, match="half restored"):
        await write(database, backup.with_name("other.zip"))
    assert (await database.differences())[0] == "a restore was interrupted: run it again"
    assert await occupied(database.client) == []

    await read(database, backup)

    await database.require_current()
    assert await database.differences() == []
    assert (await models.Users.get()).display_name == "Zelda"


class Outage(Counting):
    """The server dies after the first rows."""

    def __init__(self, server: MariaDBServer) -> None:
        super().__init__()
        self._server = server

    def update(self, n: float = 1) -> None:
        self._server.stop(signal.SIGKILL)


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_server_that_dies_meanwhile_leaves_a_restore_to_be_repeated(
    backup: Path, open_blank: OpenBlank, mariadb_server: MariaDBServer
) -> None:
    async with open_blank("mariadb") as other:
        with reading(backup) as archive, pytest.raises(DatabaseUnavailableException):
            await restore(other, archive, progress=Outage(mariadb_server))
        mariadb_server.start()

        with pytest.raises(SchemaError, match="half restored"):
            await other.require_current()
        await read(other, backup)

        await other.require_current()
        assert (await models.Users.get()).display_name == "Zelda"


async def test_rows_that_are_missing_are_noticed(
    database: Database, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alttprbot.database.portable.archive.Archive.lines", lambda *_: iter(()))

    with pytest.raises(BackupError, match="has 0 rows after the restore instead of 1"):
        await read(database, backup)
    monkeypatch.undo()
    await read(database, backup)


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_large_tables_are_read_and_written_in_pieces(database: Database, tmp_path: Path) -> None:
    await models.Config.bulk_create(
        [models.Config(guild_id=number, parameter="p", value="v") for number in range(6_001)]
    )
    await write(database, tmp_path / "backup.zip")

    await read(database, tmp_path / "backup.zip")

    assert await models.Config.all().count() == 6_001
