"""The `presets` commands."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from alttprbot.commands import presets as preset_commands
from alttprbot.config import REPOSITORY
from alttprbot.database import Database
from alttprbot.models.presets import PresetNamespaces, Presets
from alttprbot_sandbox.varia import VariaServer
from tests.commands.conftest import Command
from tests.conftest import MakeSettings


async def test_list_prints_one_name_a_line(presets: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert await presets("list", "alttpr") == 0

    names = capsys.readouterr().out.splitlines()
    assert len(names) == 124
    assert names == sorted(names)


@pytest.mark.parametrize(("how", "read"), [("yaml", yaml.safe_load), ("json", json.loads)])
async def test_show_prints_what_a_preset_expands_to(
    presets: Command, capsys: pytest.CaptureFixture[str], how: str, read: Callable[[str], dict[str, object]]
) -> None:
    assert await presets("show", "alttpr", "Open", "--format", how) == 0

    shown = read(capsys.readouterr().out)
    assert shown.keys() == {"goal_name", "description", "customizer", "settings"}
    assert shown["goal_name"] == "casual open"


async def test_payload_prints_the_request_as_one_line(presets: Command, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["hints=true", "spoilers=generate", "tournament=false", "allow_quickswap=true", "festive=true"]

    assert await presets("payload", "alttpr", "open", *[f"--option={option}" for option in options]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    made = json.loads(lines[0])
    assert list(made) == ["game", "preset", "options", "endpoint", "payload"]
    assert (made["game"], made["preset"]) == ("alttpr", "open")
    assert made["endpoint"] == "POST /festive/api/randomizer"
    assert made["options"] == {
        "hints": True,
        "spoilers": "generate",
        "tournament": False,
        "allow_quickswap": True,
        "festive": True,
    }
    sent = made["payload"]
    assert (sent["hints"], sent["spoilers"], sent["tournament"], sent["allow_quickswap"]) == (
        "on", "generate", False, True,
    )  # fmt: skip


async def test_hints_win_over_no_hints(presets: Command, capsys: pytest.CaptureFixture[str]) -> None:
    await presets("payload", "alttpr", "sakuleague", "--option=nohints=true")
    await presets("payload", "alttpr", "open", "--option=nohints=true", "--option=hints=true")
    await presets("payload", "alttpr", "sakuleague", "--option=hints=false")

    sent = [json.loads(line)["payload"]["hints"] for line in capsys.readouterr().out.splitlines()]
    assert sent == ["off", "on", "on"]


async def test_payload_of_all_presets_is_one_line_each(presets: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert await presets("payload", "alttpr", "--all") == 0

    made = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len({line["preset"] for line in made}) == 124
    assert {line["endpoint"].partition("&preset=")[0] for line in made} == {
        "POST /api/randomizer",
        "POST /api/customizer",
        "LOCAL DungeonRandomizer",
        "POST /api.php?action=generate",
    }


async def test_payload_of_an_avianart_preset_is_the_exact_request(
    presets: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    await presets("payload", "alttpr", "2025_cabookey", "--option=tournament=false")

    made = json.loads(capsys.readouterr().out)
    assert made["endpoint"] == "POST /api.php?action=generate&preset=kaesden/cabookey"
    assert made["payload"] == [{"args": {"race": False}}]


async def test_payload_of_a_game_without_presets_is_made_of_parameters(
    presets: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await presets("payload", "smdash", "--option=preset=Classic_MM", "--option=spoiler=yes") == 0

    assert json.loads(capsys.readouterr().out) == {
        "game": "smdash",
        "preset": "classic_mm",
        "options": {"preset": "Classic_MM", "spoiler": "yes"},
        "endpoint": "GET /generate/classic_mm",
        "payload": {"race": "1", "spoiler": "1"},
    }


async def test_payload_holds_the_presets_of_the_site(
    make_settings: MakeSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    preset_commands.add_arguments(parser.add_subparsers())
    options = ["settings=Season_Races", "skills=newbie", "race=no"]
    words = ["presets", "payload", "varia", *[f"--option={option}" for option in options]]
    async with VariaServer() as varia:
        settings = make_settings(varia_baseurl=varia.url)
        assert await preset_commands.run(parser.parse_args(words), settings) == 0
        assert await preset_commands.run(parser.parse_args([*words, "--option=skills=nobody"]), settings) == 1

        assert not varia.seeds
    out, err = capsys.readouterr()
    made = json.loads(out)
    assert (made["endpoint"], made["preset"]) == ("POST /randomizerWebService", "Season_Races/newbie")
    assert (made["payload"]["raceMode"], made["payload"]["majorsSplit"]) == ("off", "random")
    assert "“nobody” cannot be had" in err


@pytest.mark.parametrize(
    "words",
    [
        ["list", "zelda2"],
        ["payload", "zelda2", "--option", "preset=classic"],
        ["payload", "smdash"],
        ["payload", "smdash", "--all"],
        ["payload", "smdash", "classic"],
        ["payload", "smdash", "--option", "mode=classic"],
        ["payload", "smdash", "--option", "preset=../x"],
        ["show", "zelda2", "open"],
        ["payload", "alttpr"],
        ["payload", "alttpr", "open", "--all"],
        ["payload", "alttpr", "open", "--option", "hint=true"],
        ["payload", "alttpr", "open", "--option", "hints"],
        ["payload", "alttpr", "open", "--option", "hints=maybe"],
        ["payload", "alttpr", "open", "--option", "spoilers=all"],
        ["payload", "alttpr", "open", "--option", "branch="],
        ["lint", "no such file"],
    ],
)
async def test_wrong_command_ends_with_2_and_says_why(
    presets: Command, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert await presets(*words) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


async def test_unknown_option_lists_the_known_ones(presets: Command, capsys: pytest.CaptureFixture[str]) -> None:
    await presets("payload", "alttpr", "open", "--option", "hint=true")

    await presets("payload", "smdash", "--option", "mode=classic")

    of_presets, of_parameters = capsys.readouterr().err.splitlines()
    assert "keys: tournament, spoilers, progression, hints, nohints, allow_quickswap, festive, branch" in of_presets
    assert "keys: preset, spoiler, tournament, spoilers" in of_parameters


@pytest.mark.parametrize("command", ["show", "payload"])
async def test_unknown_preset_ends_with_1_and_a_suggestion(
    presets: Command, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert await presets(command, "alttpr", "opne_fast") == 1

    assert "open_fast" in capsys.readouterr().err


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_namespaced_preset_is_read_from_the_database(
    make_settings: MakeSettings, database: Database, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    namespace = await PresetNamespaces.create(name="somebody", discord_user_id=1)
    await Presets.create(
        namespace_id=namespace.id, randomizer="alttpr", preset_name="mine", content="settings: {goal: pedestal}"
    )
    parser = argparse.ArgumentParser()
    preset_commands.add_arguments(parser.add_subparsers())
    arguments = parser.parse_args(["presets", "payload", "alttpr", "somebody/mine"])

    assert await preset_commands.run(arguments, make_settings(database_url=database_url)) == 0

    made = json.loads(capsys.readouterr().out)
    assert (made["preset"], made["payload"]["goal"]) == ("somebody/mine", "pedestal")


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_namespaced_preset_of_a_database_without_tables_is_not_found(
    make_settings: MakeSettings, blank_database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    preset_commands.add_arguments(parser.add_subparsers())
    arguments = parser.parse_args(["presets", "show", "alttpr", "somebody/mine"])

    assert await preset_commands.run(arguments, make_settings(database_url=blank_database_url)) == 1

    assert "somebody/mine" in capsys.readouterr().err


async def test_reader_that_has_seen_enough_ends_the_output(tmp_path: Path) -> None:
    program = [sys.executable, str(REPOSITORY / "sahasrahbot.py"), "presets", "payload", "alttpr", "--all"]
    process = await asyncio.create_subprocess_exec(
        *program, cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None

    first = await process.stdout.read(100)
    process.stdout._transport.close()  # type: ignore[attr-defined]

    assert first.startswith(b'{"game": "alttpr", "preset": "168hunt"')
    assert await process.stderr.read() == b""
    assert await process.wait() == 0
