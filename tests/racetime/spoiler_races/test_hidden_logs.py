"""Logs that nobody gets at before the race starts, where operators want that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from alttprbot.models import SpoilerRaces
from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.s3 import S3Server
from tests.racetime.chat import count, said
from tests.racetime.conftest import Serve
from tests.racetime.spoiler_races.rooms import OPENING, SpoilerRoom


@pytest.fixture
async def s3() -> AsyncIterator[S3Server]:
    async with S3Server() as server:
        yield server


def hidden(s3: S3Server, **more: object) -> dict[str, Any]:
    return {name.lower(): value for name, value in s3.settings().items()} | {"spoiler_logs_hidden": True} | more


async def status_of(address: str) -> int:
    async with aiohttp.ClientSession() as http, http.get(address) as response:
        return response.status


async def test_a_hidden_log_is_nobodys_before_the_race_starts(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, s3: S3Server
) -> None:
    async with serve(clock=clock, **hidden(s3)):
        await room.roll("!spoiler open")
        (path,) = s3.stored
        before = await status_of(s3.url + path)
        await room.begin()
        await room.hears("Good luck")

    assert (before, await status_of(s3.url + path)) == (403, 200)
    assert said(room.race).count(s3.url + path) == 1


async def test_where_access_lists_are_forbidden_a_hidden_log_is_copied_to_where_the_policy_shows_it(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, s3: S3Server
) -> None:
    async with serve(clock=clock, **hidden(s3, s3_acls=False)):
        await room.roll("!spoiler open")
        (path,) = s3.stored
        await room.begin()
        await room.hears("Good luck")

    assert path.startswith(f"/{s3.spoiler_logs}/private/spoiler__")
    public = path.replace("/private/", "/")
    assert public in s3.stored
    assert said(room.race).count(s3.url + public) == 1


async def test_a_hidden_log_that_cannot_be_had_comes_later_and_the_time_runs_all_the_same(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock, s3: S3Server
) -> None:
    async with serve(clock=clock, **hidden(s3, provider_max_attempts=1)):
        await room.roll("!spoiler open")
        s3.faults.add(Fault(FaultKind.STATUS, "/", status=503))
        await room.begin()
        await room.hears("I cannot get at the spoiler log yet, and keep trying. s3 is unreachable")
        await room.hears("15:00")
        s3.faults.clear()
        await room.pass_time(60)
        await room.hears("Good luck")

    assert count(room.race, "I cannot get at the spoiler log") == 1


async def test_a_hidden_log_in_a_directory_of_our_own_is_revealed_once_more_after_a_restart(
    serve: Serve, room: SpoilerRoom, clock: SandboxClock
) -> None:
    async with serve(clock=clock, spoiler_logs_hidden=True):
        await room.roll("!spoiler open")
        await room.begin()
        await room.hears("Good luck")
    del room.race.messages[next(n for n, line in enumerate(room.race.messages) if OPENING in line.text) :]
    room.race.guids.clear()
    await SpoilerRaces.all().update(published=False)
    async with serve(clock=clock, spoiler_logs_hidden=True):
        await room.hears("Good luck")

    assert any("/objects/spoilers/spoiler__" in line for line in said(room.race))
