"""ALTTPR League: which mode is played."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from alttprbot.alttprgen.provider_exceptions import SeedProviderInvalidRequestError, SeedProviderResponseFormatError
from alttprbot.services.clients.league import League, LeagueMode
from alttprbot_sandbox.league import LeagueServer
from tests.alttprgen.conftest import VirtualClock, answer, answering
from tests.services.clients.conftest import OpenClients


@pytest.fixture
async def server() -> AsyncIterator[LeagueServer]:
    async with LeagueServer() as server:
        yield server


@pytest.fixture
async def league(server: LeagueServer, open_clients: OpenClients) -> League:
    return (await open_clients(server)).league


@pytest.mark.parametrize(
    ("episode", "mode"),
    [
        (101, LeagueMode(preset="open")),
        (103, LeagueMode(preset="standard", spoiler=True)),
        (104, LeagueMode(preset="keysanity", coop=True)),
        (102, None),
    ],
)
async def test_mode_of_an_episode(league: League, episode: int, mode: LeagueMode | None) -> None:
    assert await league.get_episode_mode(episode) == mode


@pytest.mark.parametrize("episode", [101, 102])
async def test_mode_is_remembered_for_a_minute(
    league: League, server: LeagueServer, clock: VirtualClock, episode: int
) -> None:
    first = await league.get_episode_mode(episode)
    server.modes[episode] = {"preset": "standard"}

    assert await league.get_episode_mode(episode) == first
    clock.advance(60)
    assert await league.get_episode_mode(episode) == LeagueMode(preset="standard")


@pytest.mark.parametrize("body", ['{"mode": {"spoiler": true}}', '{"mode": {"preset": 7}}', '{"mode": "open"}', "[]"])
async def test_mode_of_another_shape_is_told_apart(open_clients: OpenClients, body: str) -> None:
    async with answering(answer(body, "Content-Type: application/json")) as url:
        league = (await open_clients(alttpr_league_baseurl=url)).league
        with pytest.raises(SeedProviderResponseFormatError):
            await league.get_episode_mode(1)


async def test_refusal_is_told_in_the_words_of_the_league(open_clients: OpenClients) -> None:
    async with answering(answer("no such episode", "Content-Type: text/plain", status="404 Not Found")) as url:
        league = (await open_clients(alttpr_league_baseurl=url)).league
        with pytest.raises(SeedProviderInvalidRequestError, match="no such episode"):
            await league.get_episode_mode(1)
