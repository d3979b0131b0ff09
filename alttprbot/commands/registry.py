"""The modules with commands for the operator, in the order of their names."""

from __future__ import annotations

from alttprbot.commands import (
    api_keys,
    cache,
    database,
    fixtures,
    guild_config,
    health,
    presets,
    rom,
    settings,
    telemetry,
    triforce_pools,
    users,
)

COMMANDS = (
    api_keys,
    cache,
    database,
    fixtures,
    guild_config,
    health,
    presets,
    rom,
    settings,
    telemetry,
    triforce_pools,
    users,
)
