from __future__ import annotations

import pytest

from alttprbot.database import Database
from alttprbot.models import AuditAction, Config
from alttprbot.services.guild_config import GuildConfigService, GuildSetting
from alttprbot.services.guild_config_upkeep import channel_names, resolve_names, rewrite_names
from tests.caches import memory_cache

ID, DAILY = "123456789012345678", "111111111111111111"
CHANNELS = {"daily": [int(DAILY)], "general": [222222222222222222, 333333333333333333]}


@pytest.fixture
def service(database: Database) -> GuildConfigService:
    return GuildConfigService(cache=memory_cache())


@pytest.mark.parametrize(
    ("value", "resolved", "unresolved"),
    [
        ("daily", DAILY, ()),
        (f"#daily, {ID}", f"{DAILY},{ID}", ()),
        ("daily,daily", DAILY, ()),
        ("general", "general", ("general",)),
        ("gone, daily", f"gone,{DAILY}", ("gone",)),
        (ID, ID, ()),
    ],
)
def test_only_what_is_certain_becomes_an_id(value: str, resolved: str, unresolved: tuple[str, ...]) -> None:
    resolution = resolve_names(value, CHANNELS)

    assert (resolution.value, resolution.unresolved) == (resolved, unresolved)


@pytest.mark.parametrize(
    ("parameter", "value", "names"),
    [
        ("DailyAnnouncerChannel", f"daily, {ID}", ["daily"]),
        ("CommandPrefix", "daily", []),
        ("ErrorChannel", "daily", []),
        ("DailyAnnouncerChannel", None, []),
    ],
)
def test_names_are_looked_for_in_settings_that_are_channels(
    parameter: str, value: str | None, names: list[str]
) -> None:
    assert channel_names(GuildSetting(1, parameter, value)) == names


async def test_names_are_rewritten_once_and_what_they_were_is_recorded(
    service: GuildConfigService, caplog: pytest.LogCaptureFixture
) -> None:
    await Config.create(guild_id=1, parameter="DailyAnnouncerChannel", value="daily, general, gone")

    for _ in range(2):
        (setting,) = await service.everything()
        await rewrite_names(service, setting, CHANNELS)

    assert await service.get(1, "DailyAnnouncerChannel") == f"{DAILY},general,gone"
    (recorded,) = await AuditAction.all()
    assert recorded.details == {"old": "daily, general, gone", "new": f"{DAILY},general,gone"}
    assert recorded.actor == "system"
    assert [vars(record)["value"] for record in caplog.records if "unusable" in record.message] == ["general, gone"]
