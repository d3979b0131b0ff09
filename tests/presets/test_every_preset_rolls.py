"""Every shipped preset of every game becomes a seed at the simulated services."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from alttprbot.alttprgen.preset import GAMES
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Spoilers, Surface
from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.providers import PROVIDERS
from tests.alttprgen.conftest import VirtualClock
from tests.conftest import OpenCore

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])


@pytest.fixture
async def core(open_test_core: OpenCore) -> AsyncIterator[Core]:
    """A core that is led to every simulated service."""
    async with AsyncExitStack() as stack:
        leading: dict[str, Any] = {}
        for service in PROVIDERS.values():
            running = await stack.enter_async_context(service())
            leading |= {name.lower(): value for name, value in running.settings().items()}
        yield await open_test_core(clock=VirtualClock(), **leading)


@pytest.mark.parametrize("game", GAMES)
@pytest.mark.parametrize("race", [True, False])
async def test_every_preset_rolls(core: Core, game: str, race: bool) -> None:
    options = SeedOptions(tournament=race, spoilers=Spoilers.OFF if race else Spoilers.ON)
    names = core.presets.names(game)

    seeds = [
        await core.seeds.generate(SeedRequest(game, name, Requester(Surface.CLI), options), limited=False)
        for name in names
    ]

    assert all(seed.response.url.startswith("http") for seed in seeds)
    assert [seed.plan.preset for seed in seeds] == list(names)
    rows = await AuditGeneratedGames.all().order_by("id")
    assert [(row.genoption, row.permalink) for row in rows] == [
        (name, seed.response.url) for name, seed in zip(names, seeds, strict=True)
    ]
