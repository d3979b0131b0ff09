"""A room for spoiler races, with a clock that the test turns."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.conftest import GOAL
from tests.racetime.spoiler_races.rooms import SpoilerRoom


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock()


@pytest.fixture
async def racetime(clock: SandboxClock) -> AsyncIterator[RaceTimeServer]:
    async with RaceTimeServer(clock=clock) as server:
        server.add_category("alttpr", "ALTTPR", goals=[GOAL])
        server.add_bot("alttpr", "client-alttpr", "secret")
        yield server


@pytest.fixture
def room(clock: SandboxClock, racetime: RaceTimeServer, race: Race, ann: User, bob: User) -> SpoilerRoom:
    return SpoilerRoom(clock, racetime, race, [ann, bob])
