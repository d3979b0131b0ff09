"""Mystery games in race rooms."""

from __future__ import annotations

import json

import pytest

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import SEED, greeted, hears, said
from tests.racetime.conftest import Serve


@pytest.mark.parametrize(
    ("command", "name"),
    [("!mystery", "weighted"), ("!mystery weighted", "weighted"), ("!mystery --weightset=weighted", "weighted")],
)
async def test_a_mystery_game_hides_its_settings(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, bob: User, race: Race, command: str, name: str
) -> None:
    async with serve():
        await greeted(racetime, race)
        await racetime.say(race, bob, command)
        await hears(racetime, race, SEED)
        row = await AuditGeneratedGames.get()

    sent = json.loads(next(request for request in reversed(alttpr.requests) if request.method == "POST").body)
    assert (sent["spoilers"], sent["tournament"]) == ("mystery", True)
    assert race.info_bot.startswith(f"mystery {name} - {row.permalink} - (")
    assert said(race)[-1] == f"{SEED}: {row.permalink} – have fun!"


@pytest.mark.parametrize("words", [3, 400])
async def test_what_the_author_wants_to_be_told_is_told_and_leaves_room_for_the_seed(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race, words: int
) -> None:
    instructions = " ".join(f"word{number}" for number in range(words))
    async with serve() as running:
        await _save_weightset(running.core, instructions)
        await greeted(racetime, race)
        await racetime.say(race, bob, "!mystery ann/strange")
        await hears(racetime, race, SEED)
        row = await AuditGeneratedGames.get()

    start = next(place for place, line in enumerate(said(race)) if line.startswith("Instructions: "))
    assert " ".join(said(race)[start:-1]) == f"Instructions: {instructions}"
    assert race.info_bot.startswith("Instructions: word0 word1 word2")
    assert f" - mystery ann/strange - {row.permalink} - (" in race.info_bot
    assert race.info_bot.endswith(")")


async def _save_weightset(core: Core, instructions: str) -> None:
    mine = await core.namespaces.for_user(1, "ann")
    shipped = await core.presets.get("alttprmystery", "weighted")
    content = f"{shipped.raw}\ncustom_instructions: {instructions}\n"
    await core.namespaces.save_preset(
        namespace=mine, game="alttprmystery", name="strange", content=content, author=1, replace=False
    )
