"""The settings of Discord servers: checked, kept in the `config` table and remembered."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tenacity import retry, retry_if_exception_type, stop_after_attempt
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from alttprbot.caching import Cache
from alttprbot.caching.namespaces import GUILD_CONFIG
from alttprbot.models import Config
from alttprbot.services.audit_trail import SYSTEM, Actor, record_action
from alttprbot.services.guild_settings import (
    DECLARED,
    HISTORICAL,
    checked_value,
    declaration_of,
    is_true,
    items,
    number_in,
    snowflake,
)

logger = logging.getLogger(__name__)

Watcher = Callable[[int, str, str | None], None]
Resolve = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class GuildSetting:
    """One stored setting."""

    guild_id: int
    parameter: str
    value: str | None

    @property
    def declared(self) -> bool:
        """Whether anything reads it; if not it is a leftover, or somebody's mistake."""
        return self.parameter in DECLARED

    @property
    def historical(self) -> bool:
        """Whether an earlier version read it."""
        return self.parameter in HISTORICAL


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did to a setting; None is not set."""

    guild_id: int
    parameter: str
    old: str | None
    new: str | None

    async def record(self, actor: Actor, connection: BaseDBAsyncClient) -> None:
        """Write it down, in the transaction that makes it."""
        await record_action(
            actor,
            "guild_config.unset" if self.new is None else "guild_config.set",
            subject=self.parameter,
            guild_id=self.guild_id,
            details={"old": self.old, "new": self.new},
            using=connection,
        )


class GuildConfigService:
    """Reads, checks and writes the settings of guilds.

    All settings of a guild are one value of the cache, so that an absent setting costs no query and one caller's
    default never reaches another. What is changed behind our back in the table is seen when that value's lifetime is
    over.
    """

    def __init__(self, *, cache: Cache) -> None:
        self._cache = cache
        self._watchers: list[Watcher] = []
        self._complained: set[tuple[int, str, str]] = set()

    async def get(self, guild_id: int, parameter: str, default: str | None = None) -> str | None:
        """The value that was set, else `default`, else what the declaration says."""
        value = (await self._settings(guild_id)).get(parameter)
        if value is not None:
            return value
        if default is not None:
            return default
        declaration = DECLARED.get(parameter)
        return declaration.default if declaration else None

    async def flag(self, guild_id: int, parameter: str) -> bool:
        """Whether a setting is `true`."""
        return is_true(await self.get(guild_id, parameter))

    async def number(self, guild_id: int, parameter: str) -> int | None:
        """A whole number. The default counts in place of one that is not in the setting's range."""
        declaration = declaration_of(parameter)
        value = await self.get(guild_id, parameter)
        number = number_in(declaration, value)
        if number is None and value is not None:
            self.complain(guild_id, parameter, value)
            return number_in(declaration, declaration.default)
        return number

    async def channel(self, guild_id: int, parameter: str, resolve: Resolve | None = None) -> int | None:
        """The channel of a setting, as in `get_channel_ids`."""
        channels = await self.get_channel_ids(guild_id, parameter, resolve)
        return channels[0] if channels else None

    async def get_channel_ids(self, guild_id: int, parameter: str, resolve: Resolve | None = None) -> Sequence[int]:
        """The channels of a comma-separated setting.

        Values from older times hold channel names; `resolve` turns one into an id, None when there is no such channel.
        """
        return await self._ids(guild_id, parameter, resolve)

    async def roles(self, guild_id: int, parameter: str) -> frozenset[int]:
        """The roles of a comma-separated setting."""
        return frozenset(await self._ids(guild_id, parameter))

    def complain(self, guild_id: int, parameter: str, value: str) -> None:
        """Log, once, that a stored value is of no use, such as a channel that was deleted."""
        if (guild_id, parameter, value) not in self._complained:
            self._complained.add((guild_id, parameter, value))
            logger.warning(
                "guild setting unusable", extra={"guild_id": guild_id, "parameter": parameter, "value": value}
            )

    async def set(self, guild_id: int, parameter: str, value: str, *, actor: Actor = SYSTEM) -> str:
        """Check and store a value, and record who did it; what was stored is returned.

        Raises `InvalidInputException` for an unknown setting or a value that does not fit it.
        """
        checked = checked_value(declaration_of(parameter), value)
        self._announce(await self._store(guild_id, parameter, checked, actor), actor)
        return checked

    async def replace(self, guild_id: int, parameter: str, old: str, new: str, *, actor: Actor = SYSTEM) -> bool:
        """Store `new`, unchecked, where `old` still is; whether it was."""
        async with self._changing(guild_id) as connection:
            rows = Config.filter(guild_id=guild_id, parameter=parameter, value=old).using_db(connection)
            if not await rows.update(value=new):
                return False
            change = Change(guild_id, parameter, old, new)
            await change.record(actor, connection)
        self._announce(change, actor)
        return True

    async def delete(self, guild_id: int, parameter: str, *, actor: Actor = SYSTEM) -> bool:
        """Go back to the default; false when nothing was set. Also takes leftovers that are no longer declared."""
        async with self._changing(guild_id) as connection:
            row = await Config.filter(guild_id=guild_id, parameter=parameter).using_db(connection).first()
            if row is None:
                return False
            await row.delete(using_db=connection)
            change = Change(guild_id, parameter, row.value, None)
            await change.record(actor, connection)
        self._announce(change, actor)
        return True

    async def list(self, guild_id: int) -> Sequence[GuildSetting]:
        """What is set in a guild, by name."""
        settings = await self._settings(guild_id)
        return [GuildSetting(guild_id, parameter, value) for parameter, value in sorted(settings.items())]

    async def get_all_guilds_with_parameter(self, *parameters: str) -> Sequence[GuildSetting]:
        """One or more settings in every guild that has them, straight from the table."""
        rows = await Config.filter(parameter__in=parameters, value__isnull=False).order_by("guild_id")
        # MySQL may compare names without regard to case.
        return [GuildSetting(row.guild_id, row.parameter, row.value) for row in rows if row.parameter in parameters]

    async def everything(self) -> Sequence[GuildSetting]:
        """What is set in all guilds, straight from the table."""
        rows = await Config.all().order_by("guild_id", "parameter")
        return [GuildSetting(row.guild_id, row.parameter, row.value) for row in rows]

    def watch(self, changed: Watcher) -> Callable[[], None]:
        """Have `changed(guild_id, parameter, new value)` called after every change; returns how to stop that.

        Only changes made by this process are heard of.
        """
        self._watchers.append(changed)
        return lambda: self._watchers.remove(changed)

    # Two may set it for the first time at once: the second one finds what the first one set.
    @retry(retry=retry_if_exception_type(IntegrityError), stop=stop_after_attempt(3), reraise=True)
    async def _store(self, guild_id: int, parameter: str, value: str, actor: Actor) -> Change:
        async with self._changing(guild_id) as connection:
            row = await Config.filter(guild_id=guild_id, parameter=parameter).using_db(connection).first()
            change = Change(guild_id, parameter, row.value if row else None, value)
            row = row or Config(guild_id=guild_id, parameter=parameter)
            row.value = value
            await row.save(using_db=connection)
            await change.record(actor, connection)
        return change

    @asynccontextmanager
    async def _changing(self, guild_id: int) -> AsyncIterator[BaseDBAsyncClient]:
        try:
            async with in_transaction() as connection:
                yield connection
        finally:
            # Also when nobody can tell whether it was committed.
            await self._cache.forget(GUILD_CONFIG, guild_id)

    def _announce(self, change: Change, actor: Actor) -> None:
        logger.info(
            "guild setting changed",
            extra={
                "guild_id": change.guild_id,
                "parameter": change.parameter,
                "old": change.old,
                "new": change.new,
                "actor": actor.name,
            },
        )
        for changed in tuple(self._watchers):
            changed(change.guild_id, change.parameter, change.new)

    async def _ids(self, guild_id: int, parameter: str, resolve: Resolve | None = None) -> Sequence[int]:
        found: list[int] = []
        for item in items(await self.get(guild_id, parameter) or ""):
            number = snowflake(item)
            if number is None and resolve is not None:
                number = resolve(item.removeprefix("#"))
            if number is None:
                self.complain(guild_id, parameter, item)
            elif number not in found:
                found.append(number)
        return found

    async def _settings(self, guild_id: int) -> dict[str, str | None]:
        async def load() -> dict[str, str | None]:
            rows = await Config.filter(guild_id=guild_id).order_by("id")
            return {row.parameter: row.value for row in rows}

        return await self._cache.get(GUILD_CONFIG, guild_id, load)


def install_on(guild_class: type, service: GuildConfigService) -> None:
    """Give `guild_class` (discord.py's `Guild`) the coroutine methods `config_get`, `config_set`, `config_delete` and
    `config_list`, which ask `service`. Installing again replaces the service."""

    async def config_get(guild: Any, parameter: str, default: str | None = None) -> str | None:
        return await service.get(guild.id, parameter, default)

    async def config_set(guild: Any, parameter: str, value: str) -> None:
        await service.set(guild.id, parameter, value)

    async def config_delete(guild: Any, parameter: str) -> None:
        await service.delete(guild.id, parameter)

    async def config_list(guild: Any) -> Sequence[GuildSetting]:
        return await service.list(guild.id)

    for method in (config_get, config_set, config_delete, config_list):
        setattr(guild_class, method.__name__, method)
