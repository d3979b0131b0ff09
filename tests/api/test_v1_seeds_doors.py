"""The API rolls a preset of the door randomizer as every other surface does."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from quart import Quart

from alttprbot.core import Core
from alttprbot_sandbox.doors import DoorsServer
from tests.api.conftest import MakeApp
from tests.api.visitors import Visitor


@pytest.fixture
async def doors() -> AsyncIterator[DoorsServer]:
    async with DoorsServer() as server:
        yield server


@pytest.fixture
async def app(make_app: MakeApp, doors: DoorsServer) -> Quart:
    return await make_app(**{name.lower(): value for name, value in doors.settings().items()})


@pytest.mark.usefixtures("rolling")
async def test_options_reach_the_program_and_the_spoiler_whoever_asked(
    link: Visitor, doors: DoorsServer, core: Core
) -> None:
    options = {"spoilers": "on", "tournament": False, "branch": "volatile", "hints": True}
    order = {"randomizer": "alttpr", "preset": "crossdoors", "options": options}

    response = await link.post("/api/v1/seeds", json=order)
    done = await (await link.get(f"{response.headers['Location']}?wait=20")).get_json()

    result, (roll,) = done["result"], doors.rolls
    assert (result["hash_or_id"], result["version"]) == (roll.name, "1.4.1-dev")
    assert (roll.settings["hints"], roll.settings["race"]) == (True, False)
    spoiler = await link.get(result["spoiler_url"].removeprefix(core.settings.app_url))
    assert "Link's House: Lamp" in await spoiler.get_data(as_text=True)
