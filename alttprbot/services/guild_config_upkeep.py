"""Keeping settings of guilds usable: names of channels become ids, and owners hear of what is gone."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alttprbot.models import AuditAction
from alttprbot.services.audit_trail import SYSTEM, record_action
from alttprbot.services.guild_config import GuildConfigService, GuildSetting
from alttprbot.services.guild_settings import CHANNEL_KINDS, DECLARED, items, snowflake

logger = logging.getLogger(__name__)

OWNER_TOLD = "guild_config.owner_told"
QUIET = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A value with ids in place of names; `unresolved` are the names that no channel has, or more than one."""

    value: str
    unresolved: tuple[str, ...]


def channel_names(setting: GuildSetting) -> Sequence[str]:
    """The names of channels in a setting: values from older times hold them."""
    declaration = DECLARED.get(setting.parameter)
    if declaration is None or declaration.kind not in CHANNEL_KINDS:
        return []
    return [item for item in items(setting.value or "") if snowflake(item) is None]


def resolve_names(value: str, channels: Mapping[str, Sequence[int]]) -> Resolution:
    """Put ids in place of the names in `value`; `channels` are those of the guild by name."""
    resolved: list[str] = []
    unresolved: list[str] = []
    for item in items(value):
        found = channels.get(item.removeprefix("#"), ())
        if snowflake(item) is None and len(found) == 1:
            resolved.append(str(found[0]))
            continue
        resolved.append(item)
        if snowflake(item) is None:
            unresolved.append(item)
    return Resolution(",".join(dict.fromkeys(resolved)), tuple(unresolved))


async def rewrite_names(
    service: GuildConfigService, setting: GuildSetting, channels: Mapping[str, Sequence[int]]
) -> GuildSetting:
    """Store the ids of what a setting names, as far as they are certain; the setting as it is now.

    What it held is in the record of changes. Names that stay are logged for the operator, and go on being read.
    """
    if setting.value is None or not channel_names(setting):
        return setting
    resolution = resolve_names(setting.value, channels)
    if resolution.unresolved:
        service.complain(setting.guild_id, setting.parameter, ", ".join(resolution.unresolved))
    if resolution.value == setting.value:
        return setting
    await service.replace(setting.guild_id, setting.parameter, setting.value, resolution.value)
    return GuildSetting(setting.guild_id, setting.parameter, resolution.value)


async def owners_told_since(moment: datetime) -> frozenset[int]:
    """The guilds whose owners were told since then that settings are of no use."""
    told = await AuditAction.filter(action=OWNER_TOLD, created__gte=moment)
    return frozenset(action.guild_id for action in told if action.guild_id is not None)


async def record_owner_told(guild_id: int, parameters: Sequence[str]) -> None:
    """Write down that a guild's owner is told of these settings."""
    await record_action(SYSTEM, OWNER_TOLD, guild_id=guild_id, details={"parameters": list(parameters)})
