from __future__ import annotations

import pytest
import simcord

from alttprbot.database import Database
from alttprbot.metrics import Metrics
from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.message_log import MessageLog
from alttprbot.util.clock import Clock
from alttprbot_audit.bot import AuditBot
from alttprbot_audit.policy import RecordingPolicy
from tests.caches import memory_cache


@pytest.fixture
def guild_config(database: Database) -> GuildConfigService:
    return GuildConfigService(cache=memory_cache())


@pytest.fixture
def message_log(database: Database) -> MessageLog:
    return MessageLog(clock=Clock(), metrics=Metrics(), queue_size=1000)


@pytest.fixture
async def audit_bot(message_log: MessageLog, guild_config: GuildConfigService) -> AuditBot:
    policy = RecordingPolicy(guild_config=guild_config)
    await policy.load()
    return AuditBot(message_log=message_log, policy=policy)


@pytest.fixture
def simcord_bot(audit_bot: AuditBot) -> AuditBot:
    return audit_bot


@pytest.fixture
def env(simcord_env: simcord.Env) -> simcord.Env:
    return simcord_env
