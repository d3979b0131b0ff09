"""`db adopt`: what it answers, and with which exit code."""

from __future__ import annotations

import argparse
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from alttprbot.commands import database as database_commands
from alttprbot.config import Settings
from alttprbot.models import AuditAction
from tests.conftest import MakeSettings
from tests.database.adopting import Legacy, legacy, make_legacy

__all__ = ["legacy", "make_legacy"]

Command = Callable[..., Awaitable[int]]


@pytest.fixture
def settings(make_settings: MakeSettings, legacy: Legacy, tmp_path: Path) -> Settings:
    return make_settings(database_url=legacy.url, data_dir=tmp_path)


@pytest.fixture
def adopt(settings: Settings) -> Command:
    parser = argparse.ArgumentParser()
    database_commands.add_arguments(parser.add_subparsers())

    async def run(*words: str) -> int:
        arguments = parser.parse_args(["db", "adopt", *words])
        code: int = await arguments.run(arguments, settings)
        return code

    return run


async def test_without_apply_the_steps_are_told_with_their_sql(
    adopt: Command, legacy: Legacy, capsys: pytest.CaptureFixture[str]
) -> None:
    legacy.install()
    legacy.run("INSERT INTO daily (id, hash) VALUES (50, 'twice'), (51, 'twice')")

    assert await adopt() == 0

    told = capsys.readouterr().out
    assert "daily: merge rows of the same hash (1 row)\n    DELETE FROM `daily` WHERE id IN (…)\n" in told
    assert told.endswith(" steps to do. Nothing was changed; `db adopt --apply` does it.\n")
    assert legacy.run("SHOW TABLES LIKE 'websession'") == []


async def test_presets_that_cannot_be_rolled_are_named(
    adopt: Command, legacy: Legacy, capsys: pytest.CaptureFixture[str]
) -> None:
    legacy.install()
    legacy.run(
        "INSERT INTO presetnamespaces (id, name, discord_user_id) VALUES (1, 'ana', 1)",
        "INSERT INTO presets (id, randomizer, preset_name, namespace_id, content, modified, generated_count) VALUES "
        "(1, 'alttpr', 'fine', 1, 'description:\nsettings: {hints: [x]}', '2023-01-01', 0), "
        "(2, 'alttpr', 'broken', 1, 'settings: [', '2023-01-01', 0), "
        "(3, 'zelda2', 'odd', 1, 'settings: {}', '2023-01-01', 0)",
    )

    assert await adopt() == 0

    told = capsys.readouterr().out
    (note,) = (line for line in told.splitlines() if "cannot be rolled" in line)
    assert "ana/broken (line 2: This is not YAML" in note
    assert "ana/odd (of a game that has no presets)" in note
    assert "fine" not in note


async def test_with_apply_the_database_is_adopted_and_who_did_it_written_down(
    adopt: Command, legacy: Legacy, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    legacy.install(rows=3)
    legacy.run("INSERT INTO daily (id, hash) VALUES (50, 'twice'), (51, 'twice')")

    assert await adopt("--apply") == 0

    side_file = tmp_path / "adopted-rows.jsonl"
    assert f"the database is adopted. What was taken out is in {side_file}.\n" in capsys.readouterr().out
    assert '"action": "merged", "table": "daily", "id": 50, "into": 51' in side_file.read_text()
    async with legacy.opened() as database:
        assert await database.differences() == []
        (action,) = await AuditAction.filter(action="database.adopt")
    assert action.actor.startswith("operator:")


async def test_programs_get_the_report_as_json(
    adopt: Command, legacy: Legacy, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    legacy.install(rows=3)

    assert await adopt("--apply", "--json", "--side-file", str(tmp_path / "aside.jsonl")) == 0

    report = json.loads(capsys.readouterr().out)
    assert report["applied"] is True
    assert report["rows_before"]["config"] == report["rows_after"]["config"] == 40
    assert report["changes"]["aerich"] == 7
    assert report["side_file"] == str(tmp_path / "aside.jsonl")
    assert report["differences"] == []


async def test_a_refusal_is_a_failure(adopt: Command, legacy: Legacy, capsys: pytest.CaptureFixture[str]) -> None:
    legacy.install()
    legacy.run("DROP TABLE config")

    assert await adopt("--apply") == 1

    assert capsys.readouterr().out == (
        "The database cannot be adopted as it is. Nothing was changed.\n"
        "  - This is no database of SahasrahBot: it has no table config.\n"
    )


async def test_sqlite_is_refused(
    make_settings: MakeSettings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    parser = argparse.ArgumentParser()
    database_commands.add_arguments(parser.add_subparsers())
    arguments = parser.parse_args(["db", "adopt"])

    assert await arguments.run(arguments, make_settings(data_dir=tmp_path)) == 1

    assert "this one is SQLite" in capsys.readouterr().out


async def test_folder_of_the_side_file_is_made(adopt: Command, legacy: Legacy, tmp_path: Path) -> None:
    legacy.install(rows=3)
    legacy.run("INSERT INTO daily (id, hash) VALUES (50, 'twice'), (51, 'twice')")

    assert await adopt("--apply", "--side-file", str(tmp_path / "new" / "folder" / "aside.jsonl")) == 0

    assert (tmp_path / "new" / "folder" / "aside.jsonl").exists()
