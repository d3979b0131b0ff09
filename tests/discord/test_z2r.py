"""`/z2r`."""

from __future__ import annotations

import re

import pytest
import simcord

from alttprbot.alttprgen.flag_presets import read_flag_presets
from alttprbot.models import AuditGeneratedGames
from tests.discord.conftest import Place, shown
from tests.discord.test_delivery import NOT_ON_TIME

PRESETS = ("maxrando", "groups1", "groups2", "groups3", "groups4", "brackets", "nit", "sgl4", "sgl")


@pytest.mark.parametrize("preset", PRESETS)
async def test_preset_is_a_number_and_flags(place: Place, preset: str) -> None:
    result = await place.alice.slash(place.channel, "z2r preset", preset=preset)

    (string,) = read_flag_presets("z2r")[preset]
    assert not result.ephemeral
    number, flags = shown(result).content.splitlines()
    assert re.fullmatch(r"\*\*Seed:\*\* `\d{1,10}`", number)
    assert flags == f"**Flags:** `{string.flags}`"
    game = await AuditGeneratedGames.get()
    assert (game.randomizer, game.genoption, game.surface) == ("z2r", preset, "discord")
    assert f"`{game.hash_id}`" in number


async def test_draw_says_what_was_drawn(place: Place) -> None:
    result = await place.alice.slash(place.channel, "z2r mrb")

    _, flags, description = shown(result).content.splitlines()
    drawn = {
        f"**Flags:** `{one.flags}`": f"**Description:** {one.description}" for one in read_flag_presets("z2r")["mrb"]
    }
    assert drawn[flags] == description


async def test_seed_reaches_its_player_when_the_interaction_is_over(env: simcord.Env, place: Place) -> None:
    env.inject_error(**NOT_ON_TIME)

    await place.alice.slash(place.channel, "z2r preset", preset="nit")

    assert place.channel.last_message.content.startswith(place.alice.mention)
    assert "**Flags:**" in place.channel.last_message.content


async def test_seed_can_be_rolled_in_direct_messages(env: simcord.Env, place: Place) -> None:
    result = await env.create_user("dave").slash("z2r mrb")

    assert "**Description:**" in shown(result).content
    assert (await AuditGeneratedGames.get()).guild_id is None
