"""How making a game can fail, and that nothing of it is left running."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

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
from alttprbot.alttprgen.request import UploadedPreset
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.doors import DoorsServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.s3 import S3Server
from tests.alttprgen.conftest import OpenRoad, Road, request
from tests.alttprgen.doors.conftest import SITE
from tests.lifelines import lifeline

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]


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


async def test_flips_that_cannot_be_started_is_the_operators_to_mend(
    open_road: OpenRoad, leading: dict[str, str]
) -> None:
    road: Road = await open_road(SITE, **leading, flips_path="/no/such/flips")

    assert "FLIPS_PATH" in str(await refused(road, SeedProviderConfigurationError))


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


async def test_machine_that_has_no_room_left_is_no_defect(
    road: Road, doors: DoorsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))

    error = await refused(road, SeedProviderUnavailableError)

    assert error.provider_message == "this machine: No such file or directory"
    assert not doors.rolls


async def test_wrong_setting_is_explained_by_the_program(road: Road, doors: DoorsServer) -> None:
    # Of the new version it is not known here what it takes.
    preset = UploadedPreset("doors: true\nbranch: unstable\nsettings: {mode: upside_down}")
    with pytest.raises(SeedProviderInvalidRequestError) as caught:
        await road.seeds.generate(request(preset))

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


async def test_game_that_cannot_be_stored_is_not_rolled_again(road: Road, doors: DoorsServer, s3: S3Server) -> None:
    s3.faults.add(Fault(FaultKind.STATUS, f"/{s3.patches}/patch/", status=503))

    error = await refused(road, SeedNotStoredError)

    assert error.user_message.startswith("The game was rolled, but its patch could not be stored. s3 is unreachable")
    assert len(doors.rolls) == 1
    assert s3.stored == {}


@pytest.mark.parametrize("folder", ["spoiler", "patch"])
async def test_what_was_stored_though_nobody_heard_of_it_does_not_stay(road: Road, s3: S3Server, folder: str) -> None:
    s3.faults.add(Fault(FaultKind.DROP, f"/{s3.patches}/{folder}/", method="PUT", after=True))

    await refused(road, SeedNotStoredError)

    assert any(request.method == "PUT" for request in s3.requests)
    assert s3.stored == {}


async def test_log_of_a_game_that_nobody_waits_for_any_more_does_not_stay(road: Road, s3: S3Server) -> None:
    s3.faults.add(Fault(FaultKind.SLOW, f"/{s3.patches}/patch/", method="PUT"))
    rolling = asyncio.create_task(road.seeds.generate(request("crossdoors")))
    await s3.requested(f"/{s3.patches}/patch/")
    assert any("/spoiler/" in path for path in s3.stored)

    rolling.cancel()

    with pytest.raises(asyncio.CancelledError):
        await rolling
    assert not any("/spoiler/" in path for path in s3.stored)
    # The thread that still talks to the store would keep the loop from closing.
    s3.faults.clear()


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
