"""A seed reaches its player, whatever became of the place where it was to appear."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import simcord

from alttprbot_sandbox.alttpr import AlttprServer
from tests.discord.conftest import Place

NOT_ON_TIME: dict[str, Any] = {
    "method": "PATCH",
    "path": "/webhooks/*/messages/@original",
    "status": 404,
    "code": 10015,
}


async def test_an_expired_interaction_is_answered_in_the_channel(env: simcord.Env, place: Place) -> None:
    env.inject_error(**NOT_ON_TIME)

    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    seed = place.channel.last_message
    assert seed.content.startswith(place.alice.mention)
    assert seed.embeds[0].fields[0].value == "open"
    assert seed.components[0].children[0].url == seed.embeds[0].fields[-1].value


async def test_a_channel_that_is_closed_leads_to_direct_messages(env: simcord.Env, place: Place) -> None:
    env.inject_error(**NOT_ON_TIME)
    env.inject_error("POST", f"/channels/{place.channel.id}/messages", status=403, code=50013)

    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    seed = place.alice.user.dm_channel.last_message
    assert seed.embeds[0].fields[0].value == "open"


async def test_a_placeholder_that_somebody_deleted_is_no_obstacle(
    place: Place, alttpr: AlttprServer, env: simcord.Env
) -> None:
    alttpr.hold()

    async def delete() -> None:
        await alttpr.held()
        (placeholder,) = place.channel.history()
        env.backend.delete_message(place.channel.id, placeholder.id)
        alttpr.release()

    deleting = asyncio.create_task(delete())
    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    await deleting
    assert place.channel.last_message.embeds[0].fields[0].value == "open"


async def test_a_seed_that_nobody_could_be_given_is_logged(
    env: simcord.Env, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    env.inject_error(**NOT_ON_TIME)
    env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=None)

    await place.alice.slash(place.channel, "alttpr preset", preset="open")

    (record,) = [record for record in caplog.records if record.message == "seed not delivered"]
    assert record.user_id == place.alice.id  # type: ignore[attr-defined]
