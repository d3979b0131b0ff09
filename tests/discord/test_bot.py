"""The bot as a whole: what Discord is told of its commands, text commands, health."""

from __future__ import annotations

import asyncio
import re

import discord
import pytest
import simcord
from discord import app_commands

from alttprbot.alttprgen.provider_exceptions import SeedProviderUnavailableError
from alttprbot.core import Core
from alttprbot.models import Config
from alttprbot.supervision import Health, ServiceError, State
from alttprbot_discord.bot import SahasrahBot, discord_service
from tests.conftest import MakeSettings
from tests.discord.conftest import Place, Restart


def told(env: simcord.Env) -> list[str]:
    """Where commands were registered."""
    return [request.path for request in env.http_requests if request.method == "PUT" and "/commands" in request.path]


def reactions(place: Place, message: discord.Message) -> list[str]:
    """How a message is marked."""
    (now,) = [other for other in place.channel.history() if other.id == message.id]
    return [str(reaction.emoji) for reaction in now.reactions]


async def test_discord_is_told_of_the_commands_once(env: simcord.Env, restart: Restart) -> None:
    await restart()
    await restart()

    assert len(told(env)) == 1


async def test_discord_is_told_again_when_a_command_changed(env: simcord.Env, restart: Restart) -> None:
    await Config.filter(parameter=f"CommandTreeHash_{env.bot.application_id}").update(value="of other commands")

    await restart()

    assert len(told(env)) == 2


async def test_another_application_is_told_too(env: simcord.Env, restart: Restart) -> None:
    await Config.filter(parameter=f"CommandTreeHash_{env.bot.application_id}").update(parameter="CommandTreeHash_1")

    await restart()

    assert len(told(env)) == 2


async def test_a_refusal_of_the_commands_does_not_keep_the_bot_away(
    env: simcord.Env, place: Place, restart: Restart
) -> None:
    await Config.all().delete()
    env.inject_error("PUT", "/applications/*/commands", status=403)
    await restart()

    result = await place.alice.slash(place.channel, "alttprutils listpresets")
    await restart()

    assert result.acknowledged
    assert len(told(env)) == 3


async def test_a_server_for_development_gets_all_commands(env: simcord.Env, place: Place, restart: Restart) -> None:
    await restart(debug_guild_id=place.guild.id)

    everywhere, here = told(env)[1:]
    assert f"/guilds/{place.guild.id}/" in here
    assert "/guilds/" not in everywhere
    assert (await place.alice.slash(place.channel, "alttprutils listpresets")).acknowledged


async def test_an_operator_can_force_it(env: simcord.Env, place: Place, restart: Restart) -> None:
    bot = await restart(superuser_discord_ids=(place.alice.id,))
    message = await place.alice.send(place.channel, f"{bot.user.mention} sync")  # type: ignore[union-attr]

    assert len(told(env)) == 2
    assert place.channel.last_message.content == "Discord knows all slash commands now."
    assert reactions(place, message) == ["✅"]


@pytest.mark.simcord(check_errors=False)
async def test_nobody_else_can(env: simcord.Env, place: Place, bot: SahasrahBot) -> None:
    await place.administrator.send(place.channel, f"{bot.user.mention} sync")  # type: ignore[union-attr]
    await place.administrator.send(place.channel, f"{bot.user.mention} hello")  # type: ignore[union-attr]

    assert len(told(env)) == 1
    assert len(place.channel.history()) == 2


@pytest.mark.simcord(check_errors=False)
async def test_a_text_command_that_fails_is_marked_and_explained(
    env: simcord.Env, place: Place, restart: Restart
) -> None:
    bot = await restart(superuser_discord_ids=(place.alice.id,))
    env.inject_error("PUT", "/applications/*/commands", status=403, message="Missing Access")

    message = await place.alice.send(place.channel, f"{bot.user.mention} sync")  # type: ignore[union-attr]

    assert reactions(place, message) == ["❌"]
    assert "Discord does not let me" in place.channel.last_message.content


async def test_parts_can_be_left_out(restart: Restart, caplog: pytest.LogCaptureFixture) -> None:
    bot = await restart(discord_disabled_cogs=("guildconfig", "tournaments"))

    assert {command.name for command in bot.tree.get_commands()} >= {"alttpr", "alttprutils"}
    assert "guildconfig" not in {command.name for command in bot.tree.get_commands()}
    (record,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert record.part == "tournaments"  # type: ignore[attr-defined]


async def test_a_broken_part_does_not_keep_the_others_away(
    env: simcord.Env, place: Place, core: Core, caplog: pytest.LogCaptureFixture
) -> None:
    health = Health("discord", lambda _: None)
    bot = SahasrahBot(core, health)
    bot.tree.add_command(app_commands.Group(name="alttpr", description="In the way"))

    await env.restart_bot(bot)

    assert health.detail == "1 guilds, without generator"
    assert len(told(env)) == 1
    assert (await place.alice.slash(place.channel, "alttprutils listpresets")).acknowledged
    assert "a part of the bot is broken, the others run" in [record.message for record in caplog.records]


async def test_the_service_is_off_without_a_token(core: Core, make_settings: MakeSettings) -> None:
    assert discord_service(core).off == "DISCORD_TOKEN is not set"


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (discord.LoginFailure("Improper token has been passed."), "DISCORD_TOKEN"),
        (discord.PrivilegedIntentsRequired(shard_id=None), "Server Members Intent"),
    ],
)
async def test_a_login_that_fails_says_what_to_mend(core: Core, failure: Exception, expected: str) -> None:
    async def refuse(_client: discord.Client, _token: str) -> None:
        raise failure

    service = discord_service(core, refuse)

    with pytest.raises(ServiceError, match=expected):
        await service.run(Health("discord", lambda _: None))


async def test_the_service_is_ready_once_discord_sends_events(core: Core) -> None:
    ready = asyncio.Event()
    health = Health("discord", lambda changed: ready.set() if changed.state is State.READY else None)

    async def connect(client: discord.Client, _token: str) -> None:
        async with simcord.run(client) as env:
            await env.settle()
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await discord_service(core, connect).run(health)

    assert ready.is_set()


async def test_an_operator_can_have_things_forgotten(env: simcord.Env, place: Place, restart: Restart) -> None:
    bot = await restart(superuser_discord_ids=(place.alice.id,))
    config = bot.core.guild_config
    await config.get(place.guild.id, "CommandPrefix")
    await Config.create(guild_id=place.guild.id, parameter="CommandPrefix", value="!")

    await place.alice.send(place.channel, f"{bot.user.mention} forget holy")  # type: ignore[union-attr]
    before = await config.get(place.guild.id, "CommandPrefix")
    await place.alice.send(place.channel, f"{bot.user.mention} forget")  # type: ignore[union-attr]
    after = await config.get(place.guild.id, "CommandPrefix")

    assert (before, after) == ("$", "!")
    assert "Forgotten: everything." in place.channel.last_message.content


async def test_an_operator_learns_which_providers_are_left_alone(place: Place, restart: Restart) -> None:
    bot = await restart(superuser_discord_ids=(place.alice.id,))

    async def fail() -> None:
        raise SeedProviderUnavailableError("it is down", "smdash", "generate_seed", safe_to_retry=False)

    await place.alice.send(place.channel, f"{bot.user.mention} providers")  # type: ignore[union-attr]
    before = place.channel.last_message.content
    for _ in range(5):
        with pytest.raises(SeedProviderUnavailableError):
            await bot.core.contract.execute(fail, provider="smdash", operation="generate_seed")
    await place.alice.send(place.channel, f"{bot.user.mention} providers")  # type: ignore[union-attr]

    assert before == "All providers are being asked."
    assert re.fullmatch(r"smdash: asked again in \d+ s", place.channel.last_message.content)
