from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alttprbot.database import Database
from alttprbot.database.statements import steps
from alttprbot.models import AuditMessages
from alttprbot.services import message_retention
from alttprbot.services.guild_config import GuildConfigService
from alttprbot.services.message_record import snowflake
from alttprbot.services.message_retention import MessageRetention
from alttprbot.util.clock import Clock
from tests.caches import memory_cache

NOW = datetime(2026, 5, 31, 12, 0, tzinfo=UTC)


class Frozen(Clock):
    def __init__(self) -> None:
        self.elapsed = 0.0

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return self.elapsed

    async def sleep(self, seconds: float) -> None:
        self.elapsed += seconds


@pytest.fixture
def guild_config(database: Database) -> GuildConfigService:
    return GuildConfigService(cache=memory_cache())


async def aged(days: float, *, guild_id: int = 1, dated: bool = True) -> AuditMessages:
    sent = NOW - timedelta(days=days)
    return await AuditMessages.create(
        guild_id=guild_id, message_id=snowflake(sent), message_date=sent if dated else None, content=f"{days} days old"
    )


async def left() -> list[str | None]:
    return [row.content for row in await AuditMessages.all().order_by("id")]


async def test_old_messages_are_erased_and_young_ones_stay(guild_config: GuildConfigService) -> None:
    for days in (31, 30.5, 29.5, 1):
        await aged(days)

    erased = await MessageRetention(clock=Frozen(), guild_config=guild_config, days=30).purge()

    assert erased == 2
    assert await left() == ["29.5 days old", "1 days old"]


async def test_a_message_without_a_date_is_as_old_as_its_id(guild_config: GuildConfigService) -> None:
    await aged(31, dated=False)
    await aged(29, dated=False)

    await MessageRetention(clock=Frozen(), guild_config=guild_config, days=30).purge()

    assert await left() == ["29 days old"]


async def test_a_guild_may_ask_for_less(guild_config: GuildConfigService) -> None:
    await guild_config.set(1, "AuditRetentionDays", "7")
    await aged(8, guild_id=1)
    await aged(8, guild_id=2)

    await MessageRetention(clock=Frozen(), guild_config=guild_config, days=30).purge()

    assert [row.guild_id for row in await AuditMessages.all()] == [2]


async def test_a_guild_may_not_ask_for_more(guild_config: GuildConfigService) -> None:
    await guild_config.set(1, "AuditRetentionDays", "30")
    await aged(12)

    await MessageRetention(clock=Frozen(), guild_config=guild_config, days=10).purge()

    assert await left() == []


async def test_erasing_goes_in_steps_until_its_time_is_up(
    guild_config: GuildConfigService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "FIRST_STEP", 2)
    monkeypatch.setattr(steps, "LONGEST_STEP", 2)
    monkeypatch.setattr(message_retention, "BUDGET_SECONDS", 2 * steps.PAUSE_SECONDS)
    for days in range(40, 50):
        await aged(days)
    retention = MessageRetention(clock=Frozen(), guild_config=guild_config, days=30)

    first = await retention.purge()

    assert first == 4
    assert await AuditMessages.all().count() == 6
