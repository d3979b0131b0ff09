from __future__ import annotations

import asyncio
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from alttprbot.caching import Cache, open_backends
from alttprbot.database import Database
from alttprbot.exceptions import InvalidInputException
from alttprbot.metrics import Metrics
from alttprbot.models import AuditAction, Config
from alttprbot.services.audit_trail import Actor
from alttprbot.services.guild_config import GuildConfigService, install_on
from alttprbot.services.guild_settings import DECLARED
from tests.caches import memory_cache
from tests.clocks import HandClock
from tests.redis_server import RedisServer


@pytest.fixture
def service(database: Database) -> GuildConfigService:
    return GuildConfigService(cache=memory_cache())


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


async def test_who_is_second_to_set_it_for_the_first_time_succeeds_too(
    service: GuildConfigService, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, refused = Config.save, [IntegrityError("duplicate")]

    async def refuse_once(row: Config, **options: Any) -> None:
        if refused:
            raise refused.pop()
        await save(row, **options)

    monkeypatch.setattr(Config, "save", refuse_once)

    assert await service.set(1, "CommandPrefix", "!") == "!"
    assert await service.get(1, "CommandPrefix") == "!"
    assert await AuditAction.all().count() == 1


async def test_what_one_process_sets_another_sees_at_once(database: Database, redis_server: RedisServer) -> None:
    async with open_backends(redis_server.url) as one, open_backends(redis_server.url) as other:
        setter, reader = (
            GuildConfigService(cache=Cache(backends, clock=HandClock(), metrics=Metrics())) for backends in (one, other)
        )
        before = await reader.get(1, "CommandPrefix")
        await setter.set(1, "CommandPrefix", "!")
        after = await reader.get(1, "CommandPrefix")
        await setter.delete(1, "CommandPrefix")

        assert (before, after, await reader.get(1, "CommandPrefix", "?")) == ("$", "!", "?")


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
    clock = HandClock()
    service = GuildConfigService(cache=memory_cache(clock))
    await service.get(1, "CommandPrefix")
    await Config.create(guild_id=1, parameter="CommandPrefix", value="!")

    clock.advance(299)
    before = await service.get(1, "CommandPrefix")
    clock.advance(1)
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
        ("ModerationExemptRoles", "moderators"),
        ("ModerationTimeoutMinutes", "0"),
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
        ("ModerationExemptRoles", "<@&123456789012345678>", "123456789012345678"),
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

    assert [(setting.parameter, setting.declared, setting.historical) for setting in listed] == [
        ("AuditLogging", True, False),
        ("FestiveMode", False, True),
    ]
    with pytest.raises(InvalidInputException, match="a setting of an earlier version"):
        await service.set(1, "FestiveMode", "true")
    assert await service.delete(1, "FestiveMode") is True


async def test_watchers_hear_of_changes_until_they_stop(service: GuildConfigService) -> None:
    heard: list[tuple[int, str, str | None]] = []
    stop = service.watch(lambda *change: heard.append(change))

    await service.set(1, "AuditLogging", "on")
    await service.delete(1, "AuditLogging")
    stop()
    await service.set(1, "AuditLogging", "on")

    assert heard == [(1, "AuditLogging", "true"), (1, "AuditLogging", None)]


async def test_changes_are_recorded_with_who_made_them(service: GuildConfigService) -> None:
    link, zelda = Actor.discord(1), Actor.discord(2)
    await service.set(7, "CommandPrefix", "!", actor=link)
    await service.set(7, "CommandPrefix", "?", actor=zelda)
    await service.delete(7, "CommandPrefix", actor=link)
    await service.delete(7, "CommandPrefix", actor=link)

    recorded = await AuditAction.all().order_by("id")

    assert [(one.actor, one.action, one.details) for one in recorded] == [
        ("discord:1", "guild_config.set", {"old": None, "new": "!"}),
        ("discord:2", "guild_config.set", {"old": "!", "new": "?"}),
        ("discord:1", "guild_config.unset", {"old": "?", "new": None}),
    ]
    assert {(one.guild_id, one.subject) for one in recorded} == {(7, "CommandPrefix")}


async def test_a_change_that_cannot_be_recorded_is_not_made(
    service: GuildConfigService, monkeypatch: pytest.MonkeyPatch
) -> None:
    await service.set(7, "CommandPrefix", "!")
    monkeypatch.setattr(AuditAction, "create", fail)

    with pytest.raises(ConnectionError):
        await service.set(7, "CommandPrefix", "?")
    with pytest.raises(ConnectionError):
        await service.delete(7, "CommandPrefix")

    assert await service.get(7, "CommandPrefix") == "!"


async def fail(**_: object) -> None:
    raise ConnectionError


async def test_a_value_is_replaced_only_where_it_still_is(service: GuildConfigService) -> None:
    await Config.create(guild_id=1, parameter="DailyAnnouncerChannel", value="daily")

    assert await service.replace(1, "DailyAnnouncerChannel", "daily", "123456789012345678") is True
    assert await service.replace(1, "DailyAnnouncerChannel", "daily", "123456789012345679") is False
    assert await service.get(1, "DailyAnnouncerChannel") == "123456789012345678"


async def test_long_values_are_kept(service: GuildConfigService) -> None:
    channels = ",".join(str(123456789012345678 + number) for number in range(105))
    assert len(channels) == 1994

    assert await service.set(1, "DailyAnnouncerChannel", channels) == channels
    assert await service.get(1, "DailyAnnouncerChannel") == channels
    with pytest.raises(InvalidInputException):
        await service.set(1, "DailyAnnouncerChannel", channels + ",123456789012345678")


async def test_values_are_read_as_what_they_are(service: GuildConfigService) -> None:
    await service.set(1, "ModerationExemptRoles", "123456789012345678,123456789012345679")
    await service.set(1, "AuditLogChannel", "123456789012345670")
    await service.set(1, "AuditRetentionDays", "7")

    assert await service.roles(1, "ModerationExemptRoles") == {123456789012345678, 123456789012345679}
    assert await service.channel(1, "AuditLogChannel") == 123456789012345670
    assert await service.number(1, "AuditRetentionDays") == 7
    assert await service.flag(1, "ModerationPhishing") is True
    assert await service.number(1, "ModerationTimeoutMinutes") == 30
    assert (await service.channel(2, "AuditLogChannel"), await service.number(2, "AuditRetentionDays")) == (None, None)


async def test_stored_values_that_do_not_fit_count_as_unset_and_are_logged_once(
    service: GuildConfigService, caplog: pytest.LogCaptureFixture
) -> None:
    await Config.create(guild_id=1, parameter="ModerationTimeoutMinutes", value="a while")
    await Config.create(guild_id=1, parameter="AuditLogChannel", value="mod-log")

    for _ in range(2):
        assert await service.number(1, "ModerationTimeoutMinutes") == 30
        assert await service.channel(1, "AuditLogChannel") is None

    assert caplog.text.count("guild setting unusable") == 2


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
