"""The button that rolls another seed like the one above it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import simcord

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.alttpr import AlttprServer
from tests.discord.conftest import PRESET, Place, Restart, fields, shown


def sent(alttpr: AlttprServer) -> list[dict[str, Any]]:
    """What the site was asked for."""
    return [json.loads(request.body) for request in alttpr.requests if request.method == "POST"]


async def test_another_seed_has_the_same_options_and_is_for_whoever_asked(place: Place, alttpr: AlttprServer) -> None:
    rolled = await place.alice.slash(
        place.channel, "alttpr preset", preset="open", race="yes", hints="yes", allow_quickswap="no"
    )

    again = await place.bob.click(rolled.response, label="Reroll")

    first, second = sent(alttpr)
    assert first == second
    assert fields(again)["Preset"] == "open"
    assert fields(again)["Permalink"] != fields(rolled)["Permalink"]
    assert not again.ephemeral
    rows = await AuditGeneratedGames.all().order_by("id").values_list("discord_user_id", flat=True)
    assert rows == [place.alice.id, place.bob.id]


async def test_the_first_seed_stays(place: Place) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    before = fields(rolled)

    await place.bob.click(rolled.response, label="Reroll")

    first, _ = sorted(place.channel.history(), key=lambda message: message.id)
    assert {field.name: field.value for field in first.embeds[0].fields} == before


async def test_it_works_after_a_restart_and_again(place: Place, alttpr: AlttprServer, restart: Restart) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    await restart()

    again = await place.bob.click(rolled.response, label="Reroll")
    await restart()
    once_more = await place.bob.click(again.response, label="Reroll")

    assert len({fields(result)["Permalink"] for result in (rolled, again, once_more)}) == 3
    assert len(alttpr.seeds) == 3


async def test_a_file_is_rolled_again_though_another_one_took_its_place(place: Place, alttpr: AlttprServer) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=("a.yaml", PRESET.encode()))
    other = PRESET.replace("goal: ganon", "goal: dungeons").encode()
    await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=("b.yaml", other))

    await place.bob.click(rolled.response, label="Reroll")

    assert [body["goal"] for body in sent(alttpr)] == ["ganon", "dungeons", "ganon"]


async def test_a_spoiler_race_gets_a_log_of_its_own(place: Place) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr spoiler", preset="open", progression_spoiler=True)

    again = await place.bob.click(rolled.response, label="Reroll")

    assert "/progression__" in fields(again)["Spoiler Log URL"]
    assert fields(again)["Spoiler Log URL"] != fields(rolled)["Spoiler Log URL"]


async def test_a_mystery_game_stays_one(place: Place, alttpr: AlttprServer) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr mystery", weightset="weighted")

    again = await place.bob.click(rolled.response, label="Reroll")

    assert shown(again).embeds[0].title == "Mystery Game"
    assert fields(again)["Weightset"] == "weighted"
    assert [body["spoilers"] for body in sent(alttpr)] == ["mystery"] * 2


@pytest.mark.simcord(check_errors=False)
async def test_it_counts_as_a_roll_of_whoever_pressed_it(place: Place, restart: Restart) -> None:
    await restart(seed_limit_count=1)
    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    by_bob = await place.bob.click(rolled.response, label="Reroll")
    by_bob_again = await place.bob.click(rolled.response, label="Reroll")

    assert "Permalink" in fields(by_bob)
    assert "Please wait" in shown(by_bob_again).content
    assert shown(by_bob_again).flags.ephemeral


@pytest.mark.simcord(check_errors=False)
async def test_a_record_that_was_emptied_is_said_to_be_too_old(place: Place, alttpr: AlttprServer) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    await AuditGeneratedGames.all().update(request=None)

    again = await place.bob.click(rolled.response, label="Reroll")

    assert "give the command once more" in shown(again).content
    assert len(alttpr.seeds) == 1


@pytest.mark.simcord(check_errors=False)
async def test_a_site_that_fails_is_told_of_to_whoever_pressed(place: Place, alttpr: AlttprServer) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    alttpr.refuse_next = "Unwinnable"

    again = await place.bob.click(rolled.response, label="Reroll")

    assert "Unwinnable" in shown(again).content
    assert shown(again).flags.ephemeral
    assert len(place.channel.history()) == 1


@pytest.mark.simcord(check_errors=False)
async def test_nothing_is_begun_while_the_process_ends(place: Place, core: Core, alttpr: AlttprServer) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    core.work.close()

    again = await place.bob.click(rolled.response, label="Reroll")

    assert "is restarting" in shown(again).content
    assert len(alttpr.seeds) == 1


async def test_a_seed_without_a_record_cannot_be_rolled_again(env: simcord.Env, place: Place, core: Core) -> None:
    await core.database.client.execute_script("DROP TABLE audit_generated_games")

    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    (row,) = result.response.components
    assert [button["label"] for button in row["components"]] == ["Open permalink"]
