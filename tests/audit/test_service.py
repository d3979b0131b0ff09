from __future__ import annotations

import asyncio
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
import simcord

from alttprbot.core import Core
from alttprbot.metrics import Metrics
from alttprbot.models import Config
from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.message_log import MessageLog
from alttprbot.supervision import Health, ServiceError, State
from alttprbot_audit.bot import AuditBot, audit_service
from alttprbot_audit.policy import RecordingPolicy
from tests.conftest import MakeSettings

TOKEN = "token.of.audit"


@pytest.fixture
def audit_core(make_settings: MakeSettings, guild_config: GuildConfigService, message_log: MessageLog) -> Core:
    """As much of the core as the audit bot uses."""
    settings = make_settings(audit_discord_token=TOKEN)
    return cast(
        "Core",
        SimpleNamespace(settings=settings, guild_config=guild_config, message_log=message_log, metrics=Metrics()),
    )


def make_health() -> Health:
    return Health("audit", lambda _: None)


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        ({}, "AUDIT_DISCORD_TOKEN is not set"),
        ({"audit_discord_token": TOKEN, "audit_enabled": False}, "AUDIT_ENABLED is false"),
        ({"audit_discord_token": TOKEN}, None),
    ],
)
def test_the_service_is_off_for_a_named_reason(
    make_settings: MakeSettings, overrides: dict[str, Any], reason: str | None
) -> None:
    core = cast("Core", SimpleNamespace(settings=make_settings(**overrides)))

    assert audit_service(core).off == reason


@pytest.mark.parametrize(
    ("refusal", "advice"),
    [
        (discord.LoginFailure("Improper token has been passed."), "AUDIT_DISCORD_TOKEN"),
        (discord.PrivilegedIntentsRequired(None), "Message Content Intent"),
    ],
)
async def test_a_refused_login_says_what_to_do(audit_core: Core, refusal: Exception, advice: str) -> None:
    async def refuse(client: discord.Client, token: str) -> None:
        raise refusal

    with pytest.raises(ServiceError, match=advice) as failure:
        await audit_service(audit_core, refuse).run(make_health())

    assert TOKEN not in str(failure.value)


async def test_missing_intents_are_found_when_connecting(audit_core: Core) -> None:
    async def connect(client: discord.Client, token: str) -> None:
        async with simcord.run(client, approved_intents=discord.Intents.default()):
            await asyncio.Event().wait()

    with pytest.raises(ServiceError, match="Server Members Intent"):
        await audit_service(audit_core, connect).run(make_health())


async def test_it_gets_its_own_token_and_is_ready_when_discord_is(audit_core: Core) -> None:
    connected = asyncio.Event()
    tokens: list[str] = []

    async def connect(client: discord.Client, token: str) -> None:
        tokens.append(token)
        async with simcord.run(client):
            connected.set()
            await asyncio.Event().wait()

    health = make_health()
    task = asyncio.ensure_future(audit_service(audit_core, connect).run(health))
    await connected.wait()

    assert tokens == [TOKEN]
    assert health.state is State.READY
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert task.cancelled()


async def test_a_lost_connection_is_reported_until_it_is_back(env: simcord.Env, audit_bot: AuditBot) -> None:
    health = make_health()
    audit_bot._health = health

    await audit_bot.on_disconnect()
    lost = health.state
    await audit_bot.on_resumed()

    assert (lost, health.state) == (State.FAILING, State.READY)


def test_it_asks_for_no_more_than_it_needs(audit_bot: AuditBot) -> None:
    wanted = {name for name, on in audit_bot.intents if on}

    assert wanted == {"guilds", "members", "moderation", "message_content", "guild_messages", "dm_messages"}


async def test_discord_is_told_of_the_commands_when_they_changed(
    env: simcord.Env, message_log: MessageLog, guild_config: GuildConfigService
) -> None:
    policy = RecordingPolicy(guild_config=guild_config)

    await env.restart_bot(AuditBot(message_log=message_log, policy=policy))
    known = told(env)
    await Config.filter(parameter__startswith="CommandTreeHash_").update(value="of other commands")
    await env.restart_bot(AuditBot(message_log=message_log, policy=policy))

    assert (known, told(env)) == (1, 2)


async def test_a_bot_whose_commands_discord_refuses_records_all_the_same(
    env: simcord.Env, message_log: MessageLog, guild_config: GuildConfigService, caplog: pytest.LogCaptureFixture
) -> None:
    await Config.all().delete()
    env.inject_error("PUT", "/applications/*/commands", status=400, code=30034)

    await env.restart_bot(AuditBot(message_log=message_log, policy=RecordingPolicy(guild_config=guild_config)))

    assert "audit commands not synchronised, Discord has the old ones" in caplog.messages
    assert await Config.all().count() == 0


def told(env: simcord.Env) -> int:
    """How often commands were registered."""
    return sum(request.method == "PUT" and "/commands" in request.path for request in env.http_requests)
