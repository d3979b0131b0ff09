from __future__ import annotations

import asyncio

import pytest

from alttprbot.database import Database
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import Config
from alttprbot.services.guild_config import DECLARED, GuildConfigService, install_on
from alttprbot.util.clock import Clock


@pytest.fixture
def service(database: Database) -> GuildConfigService:
    return GuildConfigService(clock=Clock())


class Minutes(Clock):
    passed = 0

    def monotonic(self) -> float:
        return self.passed * 60.0


class Guild:
    def __init__(self, guild_id: int) -> None:
        self.id = guild_id


async def test_what_was_set_is_read_back(service: GuildConfigService) -> None:
    await service.set(1, "HolyImageDefaultGame", "smz3")

    assert await service.get(1, "HolyImageDefaultGame") == "smz3"
    assert await service.get(2, "HolyImageDefaultGame") == "z3r"


async def test_setting_twice_keeps_one_row(service: GuildConfigService) -> None:
    await service.set(1, "CommandPrefix", "!")
    await service.set(1, "CommandPrefix", "?")

    assert await service.get(1, "CommandPrefix") == "?"
    assert await Config.filter(guild_id=1).count() == 1


async def test_concurrent_settings_keep_one_row(service: GuildConfigService) -> None:
    await asyncio.gather(*(service.set(1, "CommandPrefix", prefix) for prefix in "!?&+"))

    rows = await Config.filter(guild_id=1)
    assert len(rows) == 1
    assert await service.get(1, "CommandPrefix") == rows[0].value


async def test_one_callers_default_never_reaches_another(service: GuildConfigService) -> None:
    first = await service.get(1, "AuditLogChannel", "1")
    second = await service.get(1, "AuditLogChannel", "2")
    third = await service.get(1, "AuditLogChannel")

    assert (first, second, third) == ("1", "2", None)


async def test_reads_come_from_memory(service: GuildConfigService) -> None:
    await service.get(1, "CommandPrefix")
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    assert await service.get(1, "CommandPrefix") == "$"


async def test_changes_made_in_the_table_are_seen_after_a_while(database: Database) -> None:
    clock = Minutes()
    service = GuildConfigService(clock=clock)
    await service.get(1, "CommandPrefix")
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    clock.passed = 4
    before = await service.get(1, "CommandPrefix")
    clock.passed = 5
    after = await service.get(1, "CommandPrefix")

    assert (before, after) == ("$", "!")


async def test_deleting_goes_back_to_the_default(service: GuildConfigService) -> None:
    await service.set(1, "CommandPrefix", "!")

    assert await service.delete(1, "CommandPrefix") is True
    assert await service.get(1, "CommandPrefix") == "$"
    assert await service.delete(1, "CommandPrefix") is False


async def test_an_unknown_setting_is_refused_with_the_list(service: GuildConfigService) -> None:
    with pytest.raises(InvalidInputException) as refused:
        await service.set(1, "CommandPrefiks", "!")

    assert all(name in str(refused.value) for name in DECLARED)
    assert await Config.all().count() == 0


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("AuditLogging", "maybe"),
        ("AuditLogging", ""),
        ("AuditLogChannel", "general"),
        ("AuditLogChannel", "123456789012345678,123456789012345679"),
        ("DailyAnnouncerChannel", "123456789012345678, general"),
        ("DailyAnnouncerChannel", ","),
        ("AuditRetentionDays", "0"),
        ("AuditRetentionDays", "31"),
        ("AuditRetentionDays", "a week"),
        ("CommandPrefix", "with blank"),
        ("CommandPrefix", "toolong"),
    ],
)
async def test_a_value_that_does_not_fit_is_refused(service: GuildConfigService, parameter: str, value: str) -> None:
    with pytest.raises(InvalidInputException, match=parameter):
        await service.set(1, parameter, value)


@pytest.mark.parametrize(
    ("parameter", "value", "stored"),
    [
        ("AuditLogging", "Yes", "true"),
        ("AuditLogging", "off", "false"),
        ("AuditLogChannel", "<#123456789012345678>", "123456789012345678"),
        (
            "DailyAnnouncerChannel",
            "123456789012345678, <#123456789012345679>,123456789012345678",
            "123456789012345678,123456789012345679",
        ),
        ("AuditRetentionDays", "07", "7"),
        ("AuditIgnoredChannels", "123456789012345678", "123456789012345678"),
    ],
)
async def test_values_are_stored_in_one_spelling(
    service: GuildConfigService, parameter: str, value: str, stored: str
) -> None:
    assert await service.set(1, parameter, value) == stored
    assert await service.get(1, parameter) == stored


async def test_all_guilds_with_a_setting_are_found(service: GuildConfigService) -> None:
    await service.set(2, "DailyAnnouncerChannel", "123456789012345678")
    await service.set(1, "DailyAnnouncerChannel", "123456789012345679")
    await service.set(3, "AuditLogging", "true")

    settings = await service.get_all_guilds_with_parameter("DailyAnnouncerChannel")

    assert [(setting.guild_id, setting.value) for setting in settings] == [
        (1, "123456789012345679"),
        (2, "123456789012345678"),
    ]


async def test_channel_names_of_older_times_are_resolved(service: GuildConfigService) -> None:
    await Config.create(guild_id=1, parameter="DailyAnnouncerChannel", value="#daily, 123456789012345678, gone")

    channels = await service.get_channel_ids(1, "DailyAnnouncerChannel", {"daily": 42}.get)

    assert channels == [42, 123456789012345678]


async def test_leftovers_are_listed_as_such_and_can_be_removed(service: GuildConfigService) -> None:
    await Config.create(guild_id=1, parameter="FestiveMode", value="true")
    await Config.create(guild_id=1, parameter="AuditLogging", value="true")

    listed = await service.list(1)

    assert [(setting.parameter, setting.declared) for setting in listed] == [
        ("AuditLogging", True),
        ("FestiveMode", False),
    ]
    assert await service.delete(1, "FestiveMode") is True


async def test_watchers_hear_of_changes_until_they_stop(service: GuildConfigService) -> None:
    heard: list[tuple[int, str, str | None]] = []
    stop = service.watch(lambda *change: heard.append(change))

    await service.set(1, "AuditLogging", "on")
    await service.delete(1, "AuditLogging")
    stop()
    await service.set(1, "AuditLogging", "on")

    assert heard == [(1, "AuditLogging", "true"), (1, "AuditLogging", None)]


async def test_guild_objects_ask_the_one_service(service: GuildConfigService) -> None:
    install_on(Guild, service)
    guild = Guild(1)

    await guild.config_set("CommandPrefix", "!")  # type: ignore[attr-defined]

    assert await guild.config_get("CommandPrefix") == "!"  # type: ignore[attr-defined]
    assert await service.get(1, "CommandPrefix") == "!"
    listed = await guild.config_list()  # type: ignore[attr-defined]
    assert [(setting.parameter, setting.value) for setting in listed] == [("CommandPrefix", "!")]
    await guild.config_delete("CommandPrefix")  # type: ignore[attr-defined]
    assert await guild.config_get("CommandPrefix", "none") == "none"  # type: ignore[attr-defined]
