"""`presets lint` and `presets schema`."""

from __future__ import annotations

from pathlib import Path

import pytest

from alttprbot.alttprgen.preset import GAMES
from alttprbot.config import REPOSITORY
from tests.commands.conftest import Command

SHIPPED = REPOSITORY / "presets"
WEIGHTSET = "preset:\n  open: 1\n  opne_fast: 1\n  ana/mine: 1\n"
WARNING = "line 3: preset.opne_fast: alttpr has no preset “opne_fast”. Did you mean “open_fast”?"


async def test_shipped_presets_pass_with_one_preset_that_is_no_more(
    presets: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await presets("lint") == 0

    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{SHIPPED / 'alttprmystery' / 'grabbag.yaml'}: warning: line ")
    assert "alttpr has no preset “tournament”" in line


async def test_one_shipped_file_knows_what_it_extends(presets: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert await presets("lint", str(SHIPPED / "alttpr" / "openboots.yaml")) == 0

    assert capsys.readouterr().out == ""


async def test_one_shipped_file_knows_the_presets_of_other_games(
    presets: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await presets("lint", str(SHIPPED / "alttprmystery" / "grabbag.yaml")) == 0

    assert capsys.readouterr().out.count("\n") == 1


async def test_users_file_is_said_where_it_is_wrong(
    presets: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("extends: open\nsettings:\n  hints: on\n  moode: x\n")

    assert await presets("lint", str(path)) == 1

    lines = capsys.readouterr().out.splitlines()
    assert sorted(line.partition(": line ")[2][0] for line in lines) == ["1", "3", "4"]
    assert all(str(path) in line for line in lines)


async def test_nothing_but_warnings_ends_well(presets: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("settings: {moode: x}\n")

    assert await presets("lint", str(path)) == 0


async def test_folder_with_a_file_that_extends_nothing(
    presets: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "sm").mkdir()
    (tmp_path / "sm" / "orphan.yaml").write_text("description: x\nextends: nobody\n")

    assert await presets("lint", "sm", presets_dir=tmp_path) == 1

    assert "orphan.yaml: error: line 2: extends: There is no file “nobody.yaml”." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("folder", "content", "options"),
    [
        ("", WEIGHTSET, ["--game", "alttprmystery"]),
        ("alttprmystery", WEIGHTSET, []),
        ("", f"{WEIGHTSET}randomizer: alttprmystery\n", []),
    ],
)
async def test_weightset_that_leads_nowhere_is_warned_of_whatever_says_its_game(
    presets: Command,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: str,
    content: str,
    options: list[str],
) -> None:
    path = tmp_path / folder / "mine.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)

    assert await presets("lint", *options, str(path)) == 0

    assert capsys.readouterr().out == f"{path}: warning: {WARNING}\n"


async def test_game_that_there_is_not_is_no_game_of_a_file(presets: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("settings: {}\n")

    assert await presets("lint", "--game", "zelda2", str(path)) == 2


@pytest.mark.parametrize("game", GAMES)
async def test_schema_prints_what_is_published(presets: Command, capsys: pytest.CaptureFixture[str], game: str) -> None:
    assert await presets("schema", game) == 0

    published = (REPOSITORY / "docs" / "schemas" / f"{game}.schema.json").read_text(encoding="utf-8")
    assert capsys.readouterr().out == published


async def test_broken_file_is_said_beside_what_was_asked_for(
    presets: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "sm").mkdir()
    (tmp_path / "sm" / "good.yaml").write_text("settings: {}\n")
    (tmp_path / "sm" / "broken.yaml").write_text("settings: [")

    assert await presets("list", "sm", presets_dir=tmp_path) == 0

    captured = capsys.readouterr()
    assert captured.out == "good\n"
    assert "broken.yaml: error: line 2: This is not YAML: a value is missing before this." in captured.err
