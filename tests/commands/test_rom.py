"""`rom patch`: a player makes the ROM of a seed, or learns why not."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import aiohttp
import pytest

from alttprbot.commands import rom
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr.builds import original
from sahasrahbot import main
from tests.conftest import MakeSettings

ORIGINAL_MD5 = hashlib.md5(original(), usedforsecurity=False).hexdigest()
OLD = b"what was there before"


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    rom.add_arguments(parser.add_subparsers())
    return parser.parse_args(["rom", "patch", *arguments])


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


async def test_the_rom_of_a_seed_is_written_whole(
    make_settings: MakeSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, output = tmp_path / "mine.sfc", tmp_path / "seed.sfc"
    mine.write_bytes(original())
    async with AlttprServer() as site:
        settings = make_settings(alttpr_baseurl=site.url, alttpr_live_baseurl=site.url)
        async with aiohttp.ClientSession() as http:
            asked = {"Accept": "application/json"}
            async with http.post(f"{site.url}/api/randomizer", json={}, headers=asked) as response:
                hash_id = (await response.json())["hash"]
        options = ["--rom", str(mine), "--output", str(output), "--cache-dir", str(tmp_path / "cache")]
        arguments = parsed(f"{site.url}/h/{hash_id}", *options, "--heart-color", "blue", "--no-music")

        code = await rom.patch_rom(arguments, settings, base_md5=ORIGINAL_MD5)

    made = output.read_bytes()
    assert code == 0
    assert (len(made), made[0x187020], made[0x18021A]) == (2 * 1024 * 1024, 1, 1)
    told = capsys.readouterr().out
    assert f"{output}: {site.url}/h/{hash_id}" in told
    assert "File-select code: " in told
    assert names(tmp_path) == ["cache", "mine.sfc", "seed.sfc"]


async def test_a_site_that_does_not_answer_leaves_nothing_behind(
    make_settings: MakeSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, output = tmp_path / "mine.sfc", tmp_path / "seed.sfc"
    mine.write_bytes(original())
    output.write_bytes(OLD)
    async with AlttprServer() as site:
        url = site.url
    settings = make_settings(alttpr_baseurl=url, alttpr_live_baseurl=url, provider_max_attempts=1)
    arguments = parsed("abcdefghij", "--rom", str(mine), "--output", str(output), "--force")

    code = await rom.patch_rom(arguments, settings, base_md5=ORIGINAL_MD5)

    assert code == 1
    assert "alttpr" in capsys.readouterr().err
    assert output.read_bytes() == OLD
    assert names(tmp_path) == ["mine.sfc", "seed.sfc"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "There is no file"),
        (bytes(512) + original(), "has a header"),
        (b"short", "is 5 bytes long"),
        (bytes(5 * 1024 * 1024), "is 5,242,880 bytes long"),
        (original(), "is not the Japanese version 1.0 of the game"),
    ],
)
def test_the_wrong_rom_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes | None, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "mine.sfc"
    if content is not None:
        mine.write_bytes(content)

    assert main(("rom", "patch", "abcdefghij", "--rom", str(mine), "--output", "seed.sfc")) != 0

    assert why in capsys.readouterr().err
    assert not (tmp_path / "seed.sfc").exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--output", "."], "is a directory"),
        (["--output", "there.sfc"], "Say --force to replace it."),
        (["--output", "mine.sfc", "--force"], "would replace the ROM that it is made of"),
        (["--output", "new.sfc", "--branch", "nowhere"], "no deployment “nowhere”"),
    ],
)
def test_nothing_is_replaced_that_was_not_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine.sfc", "there.sfc"):
        (tmp_path / name).write_bytes(OLD)

    assert main(("rom", "patch", "abcdefghij", "--rom", "mine.sfc", *options)) != 0

    assert why in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"mine.sfc": OLD, "there.sfc": OLD}
