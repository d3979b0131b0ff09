"""Games of the door randomizer: what the program is given, what becomes of its files, and how it can fail."""

from __future__ import annotations

import asyncio
import json
import stat
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from alttprbot.alttprgen.provider_exceptions import (
    SeedNotStoredError,
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderGenerationError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.randomizer.doors_settings import SWITCHES, settings_document
from alttprbot.alttprgen.request import Spoilers, UploadedPreset
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.doors import DoorsServer
from alttprbot_sandbox.doors.bps import apply_patch
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.s3 import S3Server
from tests.alttprgen.conftest import OpenRoad, Road, request
from tests.lifelines import lifeline

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

SITE = "http://127.0.0.1:9"
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


@pytest.fixture
async def doors() -> AsyncIterator[DoorsServer]:
    async with DoorsServer() as server:
        yield server


@pytest.fixture
async def s3() -> AsyncIterator[S3Server]:
    async with S3Server() as server:
        yield server


@pytest.fixture
def leading(doors: DoorsServer, s3: S3Server) -> dict[str, str]:
    found = {**doors.settings(), **s3.settings()}
    return {name.lower(): value for name, value in found.items()}


@pytest.fixture
async def road(open_road: OpenRoad, leading: Mapping[str, str]) -> Road:
    opened: Road = await open_road(SITE, **leading)
    return opened


@pytest.fixture(autouse=True)
def temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doors: DoorsServer) -> Iterator[None]:
    """Whatever happens, nothing is left behind."""
    directory = tmp_path / "temporary"
    directory.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(directory))
    yield
    assert not list(directory.iterdir())


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
    assert apply_patch(doors.rom.read_bytes(), patch) != doors.rom.read_bytes()
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
    assert len(apply_patch(doors.rom.read_bytes(), patch)) == doors.rom.stat().st_size


async def test_flips_that_cannot_be_started_is_the_operators_to_mend(
    open_road: OpenRoad, leading: dict[str, str]
) -> None:
    road: Road = await open_road(SITE, **leading, flips_path="/no/such/flips")

    assert "FLIPS_PATH" in str(await refused(road, SeedProviderConfigurationError))


async def refused(road: Road, kind: type[SeedProviderError]) -> SeedProviderError:
    """The failure of a roll; then there is no record."""
    with pytest.raises(SeedProviderError) as caught:
        await road.seeds.generate(request("crossdoors"))
    assert type(caught.value) is kind
    assert not await AuditGeneratedGames.exists()
    return caught.value


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"door_rando_home": "/nowhere"}, "the door randomizer is not installed: see DOOR_RANDO_HOME"),
        ({"alttp_rom": "/nowhere"}, "there is no base ROM: see ALTTP_ROM"),
    ],
)
async def test_what_is_missing_is_said_before_anything_is_done(
    open_road: OpenRoad, leading: dict[str, str], doors: DoorsServer, missing: dict[str, str], words: str
) -> None:
    road: Road = await open_road(SITE, **leading | missing)

    error = await refused(road, SeedProviderConfigurationError)

    assert error.user_message == f"alttprdoor is not available on this bot: {words}"
    assert road.seeds.obstacle(await road.library.get("alttpr", "crossdoors")) == error.user_message
    assert not doors.rolls


async def test_interpreter_that_is_not_there_is_the_operators_to_mend(
    open_road: OpenRoad, leading: dict[str, str]
) -> None:
    road: Road = await open_road(SITE, **leading, door_rando_python="/no/such/python")

    assert "DOOR_RANDO_PYTHON" in str(await refused(road, SeedProviderConfigurationError))


@pytest.mark.parametrize(
    ("mode", "kind", "attempts", "words"),
    [
        ("unbeatable", SeedProviderGenerationError, 2, "FillError: No more spots to place [Hammer]"),
        ("exit", SeedProviderGenerationError, 2, "it ended with status 1"),
        ("missing key", SeedProviderInvalidRequestError, 1, "KeyError: 'volcano'"),
        ("killed", SeedProviderUnavailableError, 2, "it was killed by signal 9"),
        ("prompt", SeedProviderConfigurationError, 1, "see ALTTP_ROM"),
        ("flood", SeedProviderResponseFormatError, 1, "it wrote more than it may"),
        ("memory", SeedProviderUnavailableError, 2, "see DOOR_RANDO_MEMORY_MB"),
        ("nothing", SeedProviderResponseFormatError, 1, "it did not write DR_"),
    ],
)
async def test_failure_is_told_apart(
    open_road: OpenRoad,
    leading: dict[str, str],
    doors: DoorsServer,
    s3: S3Server,
    mode: str,
    kind: type[SeedProviderError],
    attempts: int,
    words: str,
) -> None:
    doors.mode = mode
    road: Road = await open_road(SITE, **leading, door_rando_memory_mb="256")

    error = await refused(road, kind)

    assert words in error.provider_message
    assert (error.attempts, len(doors.rolls)) == (attempts, attempts)
    assert not s3.requests


async def test_wrong_setting_is_explained_by_the_program(road: Road, doors: DoorsServer) -> None:
    with pytest.raises(SeedProviderInvalidRequestError) as caught:
        await road.seeds.generate(request(UploadedPreset("doors: true\nsettings: {mode: upside_down}")))

    assert caught.value.user_message == (
        "alttprdoor rejected the request: argument --mode: invalid choice: 'upside_down'"
    )
    assert not doors.rolls


async def test_other_dice_may_do(road: Road, doors: DoorsServer) -> None:
    doors.modes = ["unbeatable"]

    seed = (await road.seeds.generate(request("crossdoors"))).response

    assert seed.provider_meta.attempt_count == 2
    assert [roll.mode for roll in doors.rolls] == ["unbeatable", "ok"]
    assert seed.hash_or_id == doors.rolls[1].name


@pytest.fixture
def pipe(doors: DoorsServer) -> Path:
    """What the program and its children hold open, where they are made to have some."""
    return doors.folder / "stable/lifeline"


async def test_program_that_takes_too_long_is_ended_with_all_its_children(
    road: Road, doors: DoorsServer, pipe: Path
) -> None:
    doors.mode = "family"

    async with asyncio.TaskGroup() as tasks:
        rolling = tasks.create_task(refused(road, SeedProviderTimeoutError))
        for _ in range(2):
            async with lifeline(pipe) as line:
                await line.taken()
                road.clock.expire()
                await line.released()
        error = await rolling

    assert error.user_message == "alttprdoor did not answer in time (2 tries). Please try again later."
    assert road.clock.passed == 120 + 1 + 120


async def test_nobody_outlives_a_roll_that_nobody_waits_for(road: Road, doors: DoorsServer, pipe: Path) -> None:
    doors.mode = "family"
    async with lifeline(pipe) as line:
        rolling = asyncio.create_task(road.seeds.generate(request("crossdoors")))
        await line.taken()

        rolling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await rolling

        await line.released()


async def test_one_game_is_made_at_a_time(road: Road, doors: DoorsServer, pipe: Path) -> None:
    doors.modes = ["family"]
    async with lifeline(pipe) as line:
        first = asyncio.create_task(road.seeds.generate(request("crossdoors")))
        await line.taken()
        second = asyncio.create_task(road.seeds.generate(request("crossdoors")))
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(doors.rolls) == 1

        first.cancel()

        assert (await second).response.hash_or_id == doors.rolls[1].name


async def test_whoever_would_wait_too_long_is_told_at_once(road: Road, doors: DoorsServer) -> None:
    doors.mode = "sleep"
    async with asyncio.TaskGroup() as tasks:
        rolls = [tasks.create_task(road.seeds.generate(request("crossdoors"))) for _ in range(4)]
        await doors.requested("/rolls/")

        error = await refused(road, SeedProviderRateLimitError)

        for roll in rolls:
            roll.cancel()
    assert error.user_message == "alttprdoor is limiting requests. Please try again in 60 s."
    assert len(doors.rolls) == 1


async def test_game_that_cannot_be_stored_is_not_rolled_again(road: Road, doors: DoorsServer, s3: S3Server) -> None:
    s3.faults.add(Fault(FaultKind.STATUS, f"/{s3.patches}/patch/", status=503))

    error = await refused(road, SeedNotStoredError)

    assert error.user_message.startswith("The game was rolled, but its patch could not be stored. s3 is unreachable")
    assert len(doors.rolls) == 1
    assert s3.stored == {}


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
