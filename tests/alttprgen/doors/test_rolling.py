"""Games of the door randomizer: what the program is given, and what becomes of its files."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from alttprbot.alttprgen.randomizer.doors_settings import SWITCHES, settings_document
from alttprbot.alttprgen.request import Spoilers, UploadedPreset
from alttprbot.alttprgen.rom.bps import apply_bps
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.doors import DoorsServer
from alttprbot_sandbox.s3 import S3Server
from tests.alttprgen.conftest import OpenRoad, Road, request
from tests.alttprgen.doors.conftest import SITE

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

UPLOADED = "doors: true\nsettings: {{mode: open, {more}}}\n"
SUCCESSFUL_FLIPS = """#!{python}
import sys
sys.path.insert(0, {folder!r})
from bps import make_patch
create, delta, *files = sys.argv[1:]
assert (create, delta) == ("--create", "--bps-delta")
base, rom = (open(file, "rb").read() for file in files[:2])
open(files[2], "wb").write(make_patch(base, rom))
"""


async def fetched(address: str) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as http, http.get(address) as response:
        return response.status, await response.read()


async def test_patch_that_players_get_makes_a_rom_of_theirs(road: Road, doors: DoorsServer, s3: S3Server) -> None:
    seed = (await road.seeds.generate(request("crossdoors"))).response

    (roll,) = doors.rolls
    page, _, query = seed.url.partition("?")
    assert page == f"{doors.url}/patcher.html"
    address = parse_qs(query)["patch"][0]
    assert urlsplit(address).path == f"/{s3.patches}/patch/DR_{seed.hash_or_id}.bps"
    _, patch = await fetched(address)
    assert apply_bps(patch, doors.rom.read_bytes()) != doors.rom.read_bytes()
    assert (seed.hash_or_id, len(str(seed.hash_or_id)), seed.version) == (roll.name, 12, "1.1.8-dev")
    assert seed.code_text == "Boomerang/Big Key/Ice Rod/Tunic/Flute"


async def test_program_gets_the_preset_and_what_the_bot_decides(road: Road, doors: DoorsServer) -> None:
    seed = await road.seeds.generate(request("crossdoors", hints=True, allow_quickswap=True))

    settings = dict(doors.rolls[0].settings)
    home = settings.pop("outputpath")
    assert {key: settings.pop(key) for key in ("outputname", "rom", "enemizercli")} == {
        "outputname": seed.response.hash_or_id,
        "rom": str(doors.rom),
        "enemizercli": "/opt/enemizer/EnemizerCLI.Core",
    }
    decided = {"create_rom": True, "create_spoiler": True, "calc_playthrough": False, "count": 1, "multi": 1}
    assert settings == {**seed.plan.settings, **decided, "names": "", "race": True, "bps": True, "hints": True}
    assert seed.plan.settings["hints"] == "on"
    assert doors.rolls[0].environment["HOME"] == home


async def test_program_learns_no_secrets(road: Road, doors: DoorsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a secret")

    await road.seeds.generate(request("crossdoors"))

    assert "a secret" not in doors.rolls[0].environment.values()


async def test_spoiler_of_a_race_is_kept_and_given_to_nobody(road: Road, s3: S3Server) -> None:
    seed = (await road.seeds.generate(request("crossdoors"))).response

    path = f"/{s3.patches}/spoiler/DR_{seed.hash_or_id}_Spoiler.txt"
    assert s3.stored[path] == "private"
    assert seed.spoiler_url is None
    assert (await fetched(f"{s3.url}{path}"))[0] == 403


async def test_spoiler_of_a_casual_game_is_for_everybody(road: Road, doors: DoorsServer) -> None:
    seed = (await road.seeds.generate(request("crossdoors", spoilers=Spoilers.ON, tournament=False))).response

    assert doors.rolls[0].settings["race"] is False
    _, spoiler = await fetched(str(seed.spoiler_url))
    assert spoiler.decode().startswith("ALttP Dungeon Randomizer Version 1.1.8-dev  -  Seed: ")


@pytest.mark.parametrize(
    ("branch", "version", "has_enemizer"),
    [("live", "1.1.8-dev", True), ("unstable", "1.4.1-dev", True), ("volatile", "1.4.1-dev", False)],
)
async def test_branch_chooses_the_program(
    road: Road, doors: DoorsServer, branch: str, version: str, has_enemizer: bool
) -> None:
    seed = await road.seeds.generate(request("crossdoors", branch=branch))

    assert seed.response.version == version
    assert ("enemizercli" in doors.rolls[0].settings) is has_enemizer


async def test_record_has_the_settings_of_the_preset_and_no_paths(road: Road, doors: DoorsServer) -> None:
    seed = await road.seeds.generate(request("crossdoors"))

    row = await AuditGeneratedGames.get(id=seed.audit_id)
    assert (row.provider, row.doors, row.hash_id, row.attempts) == ("alttprdoor", True, doors.rolls[0].name, 1)
    assert row.settings == seed.plan.settings
    assert not {"rom", "outputpath", "enemizercli"} & set(row.settings)


@pytest.mark.parametrize("key", ["enemizercli", "rom", "sprite", "outputpath", "customizer", "seed"])
async def test_preset_names_no_files_and_no_dice(road: Road, doors: DoorsServer, key: str) -> None:
    await road.seeds.generate(request(UploadedPreset(UPLOADED.format(more=f"{key}: ../evil"))))

    assert "../evil" not in json.dumps(doors.rolls[0].settings)


@pytest.mark.parametrize(
    ("value", "unstable", "expected"),
    [
        ("on", False, True),
        ("off", False, False),
        ("none", False, False),
        ("True", False, True),
        (True, False, True),
        (0, False, 0),
        ("wild", True, "wild"),
        ("none", True, "none"),
    ],
)
def test_switches_are_true_or_false(value: object, unstable: bool, expected: object) -> None:
    document = settings_document(
        {"keyshuffle": value, "pottery": "none", "progressive": "on"},
        unstable=unstable,
        race=True,
        output_path="/x",
        output_name="x",
        rom="/x",
        enemizer=None,
        write_patch=True,
    )

    assert (document["keyshuffle"], document["pottery"], document["progressive"]) == (expected, "none", "on")


async def test_flips_makes_the_patch_where_there_is_one(
    open_road: OpenRoad, leading: dict[str, str], doors: DoorsServer, tmp_path: Path
) -> None:
    flips = tmp_path / "flips"
    flips.write_text(SUCCESSFUL_FLIPS.format(python=sys.executable, folder=str(doors.folder / "stable")))
    flips.chmod(flips.stat().st_mode | stat.S_IXUSR)
    road: Road = await open_road(SITE, **leading, flips_path=str(flips))

    seed = (await road.seeds.generate(request("crossdoors"))).response

    assert doors.rolls[0].settings["bps"] is False
    _, patch = await fetched(str(seed.extra["patch_url"]))
    assert len(apply_bps(patch, doors.rom.read_bytes())) == doors.rom.stat().st_size


async def test_game_of_a_bot_without_buckets_is_in_its_directory(
    open_road: OpenRoad, doors: DoorsServer, tmp_path: Path
) -> None:
    settings: dict[str, Any] = {name.lower(): value for name, value in doors.settings().items()}
    road: Road = await open_road(SITE, **settings, app_url="https://bot.example")

    seed = (await road.seeds.generate(request("crossdoors"))).response

    assert seed.extra["patch_url"] == f"https://bot.example/objects/patches/patch/DR_{seed.hash_or_id}.bps"
    assert f"patch=https%3A%2F%2Fbot.example%2Fobjects%2Fpatches%2Fpatch%2FDR_{seed.hash_or_id}.bps" in seed.url
    assert (tmp_path / f"objects/private/patches/spoiler/DR_{seed.hash_or_id}_Spoiler.txt").is_file()


@pytest.mark.parametrize(("spoilers", "race"), [(Spoilers.OFF, False), (Spoilers.MYSTERY, True)])
async def test_mystery_game_is_rolled_like_a_preset(
    road: Road, doors: DoorsServer, spoilers: Spoilers, race: bool
) -> None:
    seed = await road.seeds.generate(request("doors", game="alttprmystery", spoilers=spoilers))

    settings = doors.rolls[0].settings
    assert settings["race"] is race
    assert not {"on", "off"} & {settings[key] for key in settings.keys() & SWITCHES}
    assert seed.response.hash_or_id == doors.rolls[0].name
