"""What people get who roll a preset."""

from __future__ import annotations

import json
from typing import Any

import discord
import pytest
import simcord

from alttprbot.alttprgen.file_select import EMOJI_NAMES
from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames
from alttprbot_discord.bot import SahasrahBot
from alttprbot_sandbox.alttpr import AlttprServer
from tests.discord.conftest import PRESET, Place, Restart, field_of, fields, shown


def sent(alttpr: AlttprServer) -> dict[str, Any]:
    """What the site was asked for last."""
    body: dict[str, Any] = json.loads([request.body for request in alttpr.requests if request.method == "POST"][-1])
    return body


async def test_a_preset_becomes_a_seed_that_everybody_sees(
    env: simcord.Env, place: Place, alttpr: AlttprServer
) -> None:
    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    (seed,) = alttpr.seeds.values()
    (answer,) = [request for request in env.http_requests if request.path.endswith("/callback")]
    assert answer.json == {"type": discord.InteractionResponseType.deferred_channel_message.value}
    assert not result.ephemeral
    assert list(fields(result)) == [
        "Preset",
        "Item Placement",
        "Goal",
        "Gameplay",
        "Difficulty",
        "File Select Code",
        "Permalink",
    ]
    assert fields(result)["Preset"] == "open"
    assert fields(result)["Permalink"] == f"{alttpr.url}/h/{seed.hash}"
    assert len(fields(result)["File Select Code"].split("/")) == 5
    assert field_of(fields(result)["Goal"], "Goal") == "Defeat Ganon"
    assert shown(result).content == ""


async def test_the_permalink_is_also_a_button(place: Place, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    (row,) = result.response.components
    button = row["components"][0]
    assert (button["label"], button["url"]) == ("Open permalink", fields(result)["Permalink"])


async def test_a_roll_is_recorded_with_who_asked_and_where(place: Place) -> None:
    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    game = await AuditGeneratedGames.get()
    assert (game.randomizer, game.gentype, game.genoption, game.surface) == ("alttpr", "preset", "open", "discord")
    assert (game.discord_user_id, game.guild_id, game.channel_id) == (place.alice.id, place.guild.id, place.channel.id)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"tournament": False, "spoilers": "on", "allow_quickswap": True, "hints": "off"}),
        ({"race": "no"}, {"tournament": False, "spoilers": "on"}),
        ({"race": "yes"}, {"tournament": True, "spoilers": "off"}),
        ({"hints": "yes"}, {"hints": "on"}),
        ({"allow_quickswap": "no"}, {"allow_quickswap": False}),
    ],
)
async def test_options_reach_the_site(
    place: Place, alttpr: AlttprServer, options: dict[str, str], expected: dict[str, object]
) -> None:
    await place.alice.slash(place.channel, "alttpr preset", preset="open", **options)

    assert {key: sent(alttpr)[key] for key in expected} == expected


async def test_a_branch_has_a_site_of_its_own(place: Place, alttpr: AlttprServer, restart: Restart) -> None:
    async with AlttprServer() as beeta:
        await restart(alttpr_beeta_baseurl=beeta.url)

        result = await place.alice.slash(place.channel, "alttpr preset", preset="open", branch="beeta")

    assert fields(result)["Permalink"].startswith(beeta.url)
    assert not alttpr.seeds


async def test_customizer_presets_go_to_the_customizer(place: Place, alttpr: AlttprServer) -> None:
    await place.alice.slash(place.channel, "alttpr preset", preset="ambrosia")

    assert [request.path for request in alttpr.requests if request.method == "POST"] == ["/api/customizer"]


async def test_a_preset_of_a_namespace_is_rolled(place: Place, core: Core) -> None:
    namespace = await core.namespaces.for_user(place.bob.id, "bob")
    await core.namespaces.save_preset(
        namespace=namespace, game="alttpr", name="mine", content=PRESET, author=place.bob.id, replace=False
    )

    result = await place.alice.slash(place.channel, "alttpr preset", preset="Bob/MINE")

    assert fields(result)["Preset"] == "bob/mine"
    game = await AuditGeneratedGames.get()
    assert (game.namespace, game.genoption) == ("bob", "mine")


async def test_rolling_works_in_direct_messages(env: simcord.Env, place: Place) -> None:
    result = await place.alice.user.slash("alttpr preset", preset="open")

    assert fields(result)["Preset"] == "open"
    assert (await AuditGeneratedGames.get()).guild_id is None


async def test_names_of_settings_come_from_the_site_once(place: Place, alttpr: AlttprServer) -> None:
    await place.alice.slash(place.channel, "alttpr preset", preset="open")
    await place.bob.slash(place.channel, "alttpr preset", preset="standard")

    assert [request.path for request in alttpr.requests].count("/randomizer/settings") == 1


async def test_emoji_of_the_application_show_the_code(place: Place, bot: SahasrahBot, restart: Restart) -> None:
    for name in (*EMOJI_NAMES.values(), "SahasrahBot"):
        await bot.create_application_emoji(name=name, image=b"\x89PNG\r\n\x1a\n")
    await restart()

    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    code = fields(result)["File Select Code"]
    assert code.count("<:") == 5
    assert code.endswith(")")
    assert shown(result).embeds[0].footer.icon_url


@pytest.mark.simcord(check_errors=False)
async def test_presets_of_providers_that_are_not_set_up_say_so(place: Place) -> None:
    result = await place.alice.slash(place.channel, "alttpr preset", preset="basicdoors")

    assert "alttprdoor is not available on this bot" in shown(result).content
    assert not await AuditGeneratedGames.exists()
