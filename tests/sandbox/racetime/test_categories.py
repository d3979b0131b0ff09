"""The categories of a world to play with."""

from __future__ import annotations

import aiohttp
import pytest

from alttprbot.config_loading import CATEGORIES as CONFIGURABLE
from alttprbot.config_loading import load_settings
from alttprbot_racetime.bot import HANDLERS
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.categories import CATEGORIES, add_categories, bot_settings

HERE = {"DEBUG": "true", "RACETIME_PORT": "8000"}


def test_there_is_a_category_for_everything_that_the_bot_knows() -> None:
    assert CATEGORIES.keys() == HANDLERS.keys() == {*CONFIGURABLE, "test"}


async def test_the_settings_are_those_of_its_bots() -> None:
    settings = load_settings({**HERE, **bot_settings()}, env_file=None)

    async with RaceTimeServer() as server, aiohttp.ClientSession() as http:
        add_categories(server)
        for slug, client in settings.racetime_categories.items():
            form = {
                "client_id": client.client_id,
                "client_secret": client.client_secret.get_secret_value(),
                "grant_type": "client_credentials",
            }
            async with http.post(f"{server.url}/o/token", data=form) as answer:
                assert answer.status == 200, slug
    assert settings.racetime_categories.keys() == CATEGORIES.keys()


@pytest.mark.parametrize("category", CATEGORIES)
async def test_anybody_opens_a_room_with_teams_on_the_page(category: str) -> None:
    async with RaceTimeServer() as server, aiohttp.ClientSession() as http:
        add_categories(server)
        server.add_user("Ann")
        goal = CATEGORIES[category][1][0]
        async with http.post(f"{server.url}/{category}/startrace", data={"goal": goal, "team_race": "on"}) as page:
            assert page.status == 200
            text = await page.text()

    (race,) = server.world.races.values()
    assert race.category.slug == category
    assert race.settings.team_race
    assert "Team race" in text
