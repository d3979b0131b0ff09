"""The settings of servers from the command line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from alttprbot.caching import Cache, open_backends
from alttprbot.caching.namespaces import DAILY, GUILD_CONFIG
from alttprbot.database import Database
from alttprbot.metrics import Metrics
from alttprbot.models import AuditAction, Config
from alttprbot.util.clock import Clock
from tests.commands.conftest import Shell
from tests.redis_server import RedisServer

ID = "123456789012345678"


def with_database(database_url: str, make_settings: Any, work: Callable[[], Any]) -> Any:
    async def run() -> Any:
        database = Database(make_settings(database_url=database_url), Clock())
        await database.open()
        try:
            return await work()
        finally:
            await database.close()

    return asyncio.run(run())


def test_a_setting_is_set_read_and_unset(shell: Shell, database_url: str, make_settings: Any) -> None:
    told = shell("guild-config", "set", "1", "DailyAnnouncerChannel", f"<#{ID}>")
    read = shell("guild-config", "get", "1", "DailyAnnouncerChannel")
    unset = shell("guild-config", "unset", "1", "DailyAnnouncerChannel")
    again = shell("guild-config", "unset", "1", "DailyAnnouncerChannel")
    gone = shell("guild-config", "get", "1", "DailyAnnouncerChannel")

    assert told[:2] == (0, f"DailyAnnouncerChannel is now {ID}.\nA running process sees it within 5 minutes.\n")
    assert read[:2] == (0, f"{ID}\n")
    assert (unset[0], again[0], gone[0]) == (0, 1, 1)
    assert gone[2] == "DailyAnnouncerChannel is not set.\n"

    async def recorded() -> list[AuditAction]:
        return await AuditAction.all().order_by("id")

    actions = with_database(database_url, make_settings, recorded)
    assert [(one.action, one.surface) for one in actions] == [
        ("guild_config.set", "cli"),
        ("guild_config.unset", "cli"),
    ]
    assert all(one.actor.startswith("operator:") for one in actions)


def test_the_default_counts_where_nothing_is_set(shell: Shell) -> None:
    assert shell("guild-config", "get", "1", "CommandPrefix")[:2] == (0, "$\n")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("set", "1", "CommandPrefiks", "!"), "There is no setting called"),
        (("set", "1", "AuditLogging", "maybe"), "AuditLogging must be true or false"),
        (("get", "1", "CommandPrefiks"), "There is no setting called"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(shell: Shell, arguments: tuple[str, ...], complaint: str) -> None:
    code, answer, complained = shell("guild-config", *arguments)

    assert (code, answer) == (2, "")
    assert complaint in complained


def test_what_is_set_is_listed_and_leftovers_are_flagged(shell: Shell, database_url: str, make_settings: Any) -> None:
    async def fill() -> None:
        for guild_id, parameter, value in (
            (1, "DailyAnnouncerChannel", f"daily, {ID}"),
            (1, "FestiveMode", "true"),
            (2, "Typo", "x"),
        ):
            await Config.create(guild_id=guild_id, parameter=parameter, value=value)

    with_database(database_url, make_settings, fill)

    assert shell("guild-config", "list")[1].splitlines() == [
        f"1 DailyAnnouncerChannel=daily, {ID}",
        "1 FestiveMode=true  (of an earlier version, not used)",
        "2 Typo=x  (unknown, not used)",
    ]
    code, checked, _ = shell("db", "check")
    assert (code, checked.splitlines()) == (
        0,
        [
            "note: a setting of earlier versions, not used: FestiveMode (1 server)",
            "note: an unknown setting, not used: Typo (1 server)",
            "The database fits.",
        ],
    )
    assert [one["setting"] for one in json.loads(shell("guild-config", "list", "2", "--json")[1])] == ["Typo"]
    assert shell("guild-config", "resolve-channels")[1] == "1 DailyAnnouncerChannel: daily\n"
    (candidate,) = json.loads(shell("guild-config", "resolve-channels", "--json")[1])
    assert (candidate["guild_id"], candidate["names"]) == (1, ["daily"])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_with_redis_everybody_sees_it_at_once(
    shell: Shell, redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CACHE_URL", redis_server.url)

    assert shell("guild-config", "get", "1", "CommandPrefix")[1] == "$\n"
    assert shell("guild-config", "set", "1", "CommandPrefix", "!")[1] == "CommandPrefix is now !.\n"
    assert shell("guild-config", "get", "1", "CommandPrefix")[1] == "!\n"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_shared_cache_can_be_cleared(
    shell: Shell, redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CACHE_URL", redis_server.url)

    async def known(value: int) -> list[int]:
        async def load() -> int:
            return value

        async with open_backends(redis_server.url) as backends:
            cache = Cache(backends, clock=Clock(), metrics=Metrics())
            return [await cache.get(namespace, 1, load) for namespace in (GUILD_CONFIG, DAILY)]

    asyncio.run(known(1))
    assert shell("guild-config", "cache-clear")[:2] == (0, "Forgotten: guildcfg.\n")
    assert asyncio.run(known(2)) == [2, 1]
    assert shell("cache", "clear")[:2] == (0, "Forgotten: everything.\n")
    assert asyncio.run(known(3)) == [3, 3]
    assert shell("cache", "clear", "nonsense")[0] == 2

    redis_server.stop()
    code, _, complained = shell("cache", "clear")
    assert (code, complained.splitlines()[-1]) == (1, "The server at CACHE_URL does not answer.")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_memory_of_another_process_cannot_be_cleared_from_here(shell: Shell) -> None:
    code, _, complained = shell("cache", "clear")

    assert code == 1
    assert "@SahasrahBot forget" in complained
