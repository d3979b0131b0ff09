"""`/alttpr kisspriest`."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.provider_exceptions import SeedProviderGenerationError
from alttprbot.models import AuditGeneratedGames
from alttprbot_discord.cogs.generator import kisspriest
from alttprbot_discord.cogs.generator.roller import Roller
from alttprbot_sandbox.alttpr import AlttprServer
from tests.discord.conftest import Place, Restart, fields, shown


async def test_a_series_is_shown_game_by_game(place: Place, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr kisspriest", count=4)

    embed = shown(result).embeds[0]
    assert (embed.title, embed.colour) == ("Kiss Priest Games", discord.Colour.blurple())
    names = list(fields(result))
    assert [name[-3:] for name in names] == ["-01", "-02", "-03", "-04"]
    assert len({name[:16] for name in names}) == 1
    assert sorted(text.split("\n")[0] for text in fields(result).values()) == sorted(
        f"{alttpr.url}/h/{seed}" for seed in alttpr.seeds
    )
    assert all(len(text.split("\n")[1].split("/")) == 5 for text in fields(result).values())
    assert not any(field.inline for field in embed.fields)


async def test_a_series_has_ten_games_by_default_and_counts_as_one_roll(place: Place, restart: Restart) -> None:
    await restart(seed_limit_count=2)

    result = await place.alice.slash(place.channel, "alttpr kisspriest")
    another = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    assert len(fields(result)) == 10
    assert "Permalink" in fields(another)


@pytest.mark.simcord(check_errors=False)
async def test_whoever_rolled_too_much_waits(place: Place, restart: Restart) -> None:
    await restart(seed_limit_count=1)
    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    result = await place.alice.slash(place.channel, "alttpr kisspriest")

    assert "Please wait" in shown(result).content


async def test_every_game_is_recorded(place: Place) -> None:
    await place.alice.slash(place.channel, "alttpr kisspriest", count=2)

    games = await AuditGeneratedGames.filter(gentype="kisspriest").order_by("genoption")
    assert [game.genoption[-2:] for game in games if game.genoption] == ["01", "02"]
    assert {game.discord_user_id for game in games} == {place.alice.id}


async def test_a_game_that_fails_does_not_cost_the_others(
    place: Place, alttpr: AlttprServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kisspriest, "AT_ONCE", 1)
    alttpr.refuse_next = "Unwinnable"

    result = await place.alice.slash(place.channel, "alttpr kisspriest", count=5)

    (failed,) = [text for text in fields(result).values() if "could not be rolled" in text]
    assert "Unwinnable" in failed
    assert len(fields(result)) == 5
    assert len(alttpr.seeds) == 4


@pytest.mark.parametrize("games", [1, 9])
async def test_long_explanations_keep_no_game_from_the_players(
    place: Place, alttpr: AlttprServer, monkeypatch: pytest.MonkeyPatch, games: int
) -> None:
    roll = Roller.roll
    failing = iter([True] * (10 - games) + [False] * games)

    async def rolled(self: Roller, *args: Any, **kwargs: Any) -> GeneratedSeed:
        if next(failing):
            raise SeedProviderGenerationError("_" * 500, "alttpr", "randomizer", attempts=1)
        return await roll(self, *args, **kwargs)

    monkeypatch.setattr(Roller, "roll", rolled)

    result = await place.alice.slash(place.channel, "alttpr kisspriest")

    embed = shown(result).embeds[0]
    assert len(alttpr.seeds) == games
    assert len(embed.fields) == 10
    assert len([text for text in fields(result).values() if f"{alttpr.url}/h/" in text]) == games
    assert all("\\_\\_" in text for text in fields(result).values() if "could not be rolled" in text)


@pytest.mark.simcord(check_errors=False)
async def test_a_series_without_any_game_is_a_failure(place: Place, alttpr: AlttprServer) -> None:
    alttpr.refuse_next = "Unwinnable"

    result = await place.alice.slash(place.channel, "alttpr kisspriest", count=1)

    assert "Unwinnable" in shown(result).content
    assert shown(result).flags.ephemeral
