"""The tables, one module a domain. Names and columns are those that existing databases have."""

from alttprbot.models.api import AuthorizationKeyPermissions, AuthorizationKeys, SeedJob, WebSession
from alttprbot.models.audit import AuditGeneratedGames, AuditMessages
from alttprbot.models.guild import Config
from alttprbot.models.presets import (
    PresetNamespaceAliases,
    PresetNamespaceCollaborators,
    PresetNamespaces,
    PresetRevisions,
    Presets,
)
from alttprbot.models.racetime import RaceTimeRoomState, RTGGOverrideWhitelist

__all__ = [
    "AuditGeneratedGames",
    "AuditMessages",
    "AuthorizationKeyPermissions",
    "AuthorizationKeys",
    "Config",
    "PresetNamespaceAliases",
    "PresetNamespaceCollaborators",
    "PresetNamespaces",
    "PresetRevisions",
    "Presets",
    "RTGGOverrideWhitelist",
    "RaceTimeRoomState",
    "SeedJob",
    "WebSession",
]
