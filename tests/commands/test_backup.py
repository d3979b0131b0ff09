"""`db backup` and `db restore` on the command line."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from sahasrahbot import main


@pytest.fixture(autouse=True)
def database_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The database of the default settings, with one row."""
    for name in set(os.environ) - {"PATH", "HOME", "LANG", "TMPDIR"}:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert main(["db", "upgrade"]) == 0
    path = tmp_path / "sahasrahbot.sqlite3"
    execute(path, "INSERT INTO config (guild_id, parameter, value) VALUES (1, 'Name', 'before')")
    return path


def execute(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path, isolation_level=None)
    rows = connection.execute(statement).fetchall()
    connection.close()
    return rows


def test_what_was_backed_up_comes_back_and_is_written_down(
    database_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "backup", "backup.zip"]) == 0
    execute(database_file, "UPDATE config SET value = 'after'")

    code = main(["db", "restore", "backup.zip", "--replace", "--yes"])

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Restored 1 rows of ")
    assert execute(database_file, "SELECT value FROM config") == [("before",)]
    assert execute(database_file, "SELECT action, subject FROM audit_actions") == [("database.restore", "backup.zip")]


def test_without_apply_a_restore_only_tells(database_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["db", "backup", "backup.zip"])
    execute(database_file, "UPDATE config SET value = 'after'")

    code = main(["db", "restore", "backup.zip", "--replace"])

    shown = capsys.readouterr().out
    assert code == 0
    assert "is whole: 1 rows" in shown
    assert "The database holds data (config): --replace is needed." in shown
    assert "Nothing was changed." in shown
    assert execute(database_file, "SELECT value FROM config") == [("after",)]


@pytest.mark.parametrize(
    ("options", "message"), [(["--apply"], "With --replace it is lost"), (["--apply", "--replace"], "say --yes")]
)
def test_data_is_replaced_only_when_somebody_said_so(
    options: list[str], message: str, database_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["db", "backup", "backup.zip"])
    execute(database_file, "UPDATE config SET value = 'after'")

    code = main(["db", "restore", "backup.zip", *options])

    assert code == 1
    assert message in capsys.readouterr().err
    assert execute(database_file, "SELECT value FROM config") == [("after",)]


def test_programs_get_json(database_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["db", "backup", "backup.zip", "--json"]) == 0
    written = json.loads(capsys.readouterr().out.splitlines()[-1])
    database_file.unlink()
    assert main(["db", "restore", "backup.zip", "--apply", "--json"]) == 0
    restored = json.loads(capsys.readouterr().out)

    assert written["tables"]["config"] == restored["tables"]["config"] == 1
    assert restored["applied"] is True


def test_no_backup_is_told_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")

    code = main(["db", "restore", "notes.txt", "--apply"])

    assert code == 1
    assert capsys.readouterr().err == "notes.txt is no backup, or was cut off. Use another copy.\n"
