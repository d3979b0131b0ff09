"""The settings of Discord servers: declared, checked, kept in the `config` table and in memory."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from weakref import WeakValueDictionary

from aiocache import SimpleMemoryCache

from alttprbot.exceptions import InvalidInputException
from alttprbot.models import Config
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

CACHE_SECONDS = 300
VALUE_LENGTH = 2000
TRUE_WORDS = frozenset({"true", "yes", "on", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "0"})
SNOWFLAKE = re.compile(r"(?:<[#@&!]*)?(\d{15,20})>?")


class Kind(StrEnum):
    """What a value must look like."""

    FLAG = "true or false"
    TEXT = "text"
    CHANNEL = "a channel"
    CHANNELS = "channels, separated by commas"
    PLACES = "channels or categories, separated by commas"
    NUMBER = "a whole number"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One setting that a server may have. `pattern` limits texts, `minimum` and `maximum` numbers."""

    name: str
    kind: Kind
    description: str
    default: str | None = None
    pattern: str = ""
    minimum: int = 0
    maximum: int = 0


@dataclass(frozen=True, slots=True)
class GuildSetting:
    """One stored setting; `declared` is false for leftovers of features that are gone."""

    guild_id: int
    parameter: str
    value: str | None
    declared: bool = True


DECLARED: Mapping[str, Declaration] = MappingProxyType(
    {
        declaration.name: declaration
        for declaration in (
            Declaration("AuditIgnoredChannels", Kind.PLACES, "Channels whose messages are never recorded."),
            Declaration("AuditLogChannel", Kind.CHANNEL, "Where edited and deleted messages are reported."),
            Declaration("AuditLogging", Kind.FLAG, "Record messages and report joins, leaves and bans.", "false"),
            Declaration("AuditRecordMessages", Kind.FLAG, "Record messages; follows AuditLogging unless set."),
            Declaration(
                "AuditRetentionDays", Kind.NUMBER, "Days until recorded messages are erased.", minimum=1, maximum=30
            ),
            Declaration("CommandPrefix", Kind.TEXT, "What text commands start with.", "$", pattern=r"\S{1,5}"),
            Declaration("DailyAnnouncerChannel", Kind.CHANNELS, "Channels that get the daily challenge."),
            Declaration(
                "HolyImageDefaultGame", Kind.TEXT, "The game of holy images.", "z3r", pattern=r"[A-Za-z0-9_-]{1,45}"
            ),
            Declaration("TournamentEnabled", Kind.FLAG, "Enable the tournament commands.", "false"),
        )
    }
)

Watcher = Callable[[int, str, str | None], None]


@dataclass(frozen=True, slots=True)
class _Entry:
    settings: Mapping[str, str | None]
    loaded_at: float


class GuildConfigService:
    """Reads, checks and writes the settings of guilds.

    All settings of a guild are one entry of the cache, so that an absent setting costs no query and one caller's
    default never reaches another. What is changed behind our back in the table is seen after `CACHE_SECONDS`.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._cache: Any = SimpleMemoryCache(namespace="guildcfg:")
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._watchers: list[Watcher] = []

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

    async def set(self, guild_id: int, parameter: str, value: str, *, actor: int | None = None) -> str:
        """Check and store a value; what was stored is returned.

        `actor` is the Discord id of the person, for the log. Raises `InvalidInputException` for an unknown setting or
        a value that does not fit it.
        """
        checked = checked_value(declaration_of(parameter), value)
        async with self._lock(guild_id):
            old = (await self._load(guild_id)).get(parameter)
            await Config.update_or_create(defaults={"value": checked}, guild_id=guild_id, parameter=parameter)
            await self._cache.delete(guild_id)
        self._changed(guild_id, parameter, old, checked, actor)
        return checked

    async def delete(self, guild_id: int, parameter: str, *, actor: int | None = None) -> bool:
        """Go back to the default; false when nothing was set. Also takes leftovers that are no longer declared."""
        async with self._lock(guild_id):
            old = (await self._load(guild_id)).get(parameter)
            deleted = await Config.filter(guild_id=guild_id, parameter=parameter).delete()
            await self._cache.delete(guild_id)
        if deleted:
            self._changed(guild_id, parameter, old, None, actor)
        return bool(deleted)

    async def list(self, guild_id: int) -> Sequence[GuildSetting]:
        """What is set in a guild, by name."""
        settings = await self._settings(guild_id)
        return [
            GuildSetting(guild_id, parameter, value, parameter in DECLARED)
            for parameter, value in sorted(settings.items())
        ]

    async def get_all_guilds_with_parameter(self, *parameters: str) -> Sequence[GuildSetting]:
        """One or more settings in every guild that has them, straight from the table."""
        rows = await Config.filter(parameter__in=parameters, value__isnull=False).order_by("guild_id")
        # MySQL may compare names without regard to case.
        return [
            GuildSetting(row.guild_id, row.parameter, row.value, row.parameter in DECLARED)
            for row in rows
            if row.parameter in parameters
        ]

    async def get_channel_ids(
        self, guild_id: int, parameter: str, resolve: Callable[[str], int | None] | None = None
    ) -> Sequence[int]:
        """The channels of a comma-separated setting.

        Values from older times hold channel names; `resolve` turns one into an id, None when there is no such channel.
        """
        found: list[int] = []
        for item in _items(await self.get(guild_id, parameter) or ""):
            channel_id = _snowflake(item)
            if channel_id is None and resolve is not None:
                channel_id = resolve(item.removeprefix("#"))
            if channel_id is not None and channel_id not in found:
                found.append(channel_id)
        return found

    def watch(self, changed: Watcher) -> Callable[[], None]:
        """Have `changed(guild_id, parameter, new value)` called after every change; returns how to stop that."""
        self._watchers.append(changed)
        return lambda: self._watchers.remove(changed)

    async def _settings(self, guild_id: int) -> Mapping[str, str | None]:
        settings = await self._cached(guild_id)
        if settings is not None:
            return settings
        async with self._lock(guild_id):
            # Somebody else may have loaded it while we waited.
            settings = await self._cached(guild_id)
            if settings is None:
                settings = await self._load(guild_id)
                await self._cache.set(guild_id, _Entry(settings, self._clock.monotonic()), ttl=CACHE_SECONDS)
        return settings

    async def _cached(self, guild_id: int) -> Mapping[str, str | None] | None:
        entry: _Entry | None = await self._cache.get(guild_id)
        if entry is None or self._clock.monotonic() - entry.loaded_at >= CACHE_SECONDS:
            return None
        return entry.settings

    async def _load(self, guild_id: int) -> Mapping[str, str | None]:
        rows = await Config.filter(guild_id=guild_id).order_by("id")
        return {row.parameter: row.value for row in rows}

    def _lock(self, guild_id: int) -> asyncio.Lock:
        return self._locks.setdefault(guild_id, asyncio.Lock())

    def _changed(self, guild_id: int, parameter: str, old: str | None, new: str | None, actor: int | None) -> None:
        logger.info(
            "guild setting changed",
            extra={"guild_id": guild_id, "parameter": parameter, "old": old, "new": new, "actor": actor},
        )
        for changed in tuple(self._watchers):
            changed(guild_id, parameter, new)


def declaration_of(parameter: str) -> Declaration:
    """The declaration of a setting. Raises `InvalidInputException` that lists those there are."""
    declaration = DECLARED.get(parameter)
    if declaration is None:
        raise InvalidInputException(
            f"There is no setting called “{parameter}”. The settings are: {', '.join(DECLARED)}.", parameter=parameter
        )
    return declaration


def checked_value(declaration: Declaration, value: str) -> str:
    """`value` as it is stored. Raises `InvalidInputException` when it does not fit."""
    value = value.strip()
    if not value or len(value) > VALUE_LENGTH:
        raise _misfit(declaration)
    match declaration.kind:
        case Kind.FLAG:
            return _checked_flag(declaration, value)
        case Kind.CHANNEL:
            return ",".join(_checked_channels(declaration, [value]))
        case Kind.CHANNELS | Kind.PLACES:
            return ",".join(_checked_channels(declaration, list(_items(value))))
        case Kind.NUMBER:
            return _checked_number(declaration, value)
        case Kind.TEXT:
            if not re.fullmatch(declaration.pattern or ".*", value):
                raise _misfit(declaration)
            return value


def is_true(value: str | None) -> bool:
    """Whether a stored value means yes."""
    return value is not None and value.strip().lower() in TRUE_WORDS


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


def _checked_flag(declaration: Declaration, value: str) -> str:
    if value.lower() in TRUE_WORDS:
        return "true"
    if value.lower() in FALSE_WORDS:
        return "false"
    raise _misfit(declaration)


def _checked_number(declaration: Declaration, value: str) -> str:
    if not re.fullmatch(r"\d{1,9}", value) or not declaration.minimum <= int(value) <= declaration.maximum:
        raise _misfit(declaration, f" from {declaration.minimum} to {declaration.maximum}")
    return str(int(value))


def _checked_channels(declaration: Declaration, items: Sequence[str]) -> Sequence[str]:
    ids = [_snowflake(item) for item in items]
    if not ids or None in ids:
        raise _misfit(declaration)
    return [str(channel_id) for channel_id in dict.fromkeys(ids)]


def _misfit(declaration: Declaration, detail: str = "") -> InvalidInputException:
    return InvalidInputException(
        f"{declaration.name} must be {declaration.kind.value}{detail}. {declaration.description}",
        parameter=declaration.name,
    )


def _items(value: str) -> Iterator[str]:
    return (item.strip() for item in value.split(",") if item.strip())


def _snowflake(item: str) -> int | None:
    found = SNOWFLAKE.fullmatch(item)
    return int(found[1]) if found else None
