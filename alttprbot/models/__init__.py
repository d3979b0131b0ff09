"""The tables, one module a domain. Names and columns are those that existing databases have."""

from alttprbot.models.actions import AuditAction
from alttprbot.models.api import AuthorizationKeyPermissions, AuthorizationKeys, SeedJob, WebSession
from alttprbot.models.async_race import (
    AsyncTournamentAuditLog,
    AsyncTournamentLiveRace,
    AsyncTournamentRace,
    AsyncTournamentReviewNotes,
)
from alttprbot.models.async_tournament import (
    AsyncTournament,
    AsyncTournamentPermalink,
    AsyncTournamentPermalinkPool,
    AsyncTournamentPermissions,
    AsyncTournamentWhitelist,
)
from alttprbot.models.audit import AuditGeneratedGames, AuditMessages
from alttprbot.models.daily import Daily, DailyAnnouncement
from alttprbot.models.discord_servers import DiscordServerCategories, DiscordServerLists
from alttprbot.models.dormant import (
    Multiworld,
    MultiworldEntrant,
    NickVerification,
    PatchDistribution,
    RTGGAnnouncerMessages,
    RTGGAnnouncers,
    SMZ3Multiworld,
    SpeedGamingDailies,
    SRLNick,
    SrlRaces,
)
from alttprbot.models.guild import Config
from alttprbot.models.inquiry import InquiryMessageConfig, InquiryThread
from alttprbot.models.matches import TournamentAudit, TournamentDelivery, TournamentMatch
from alttprbot.models.moderation import ModerationAction
from alttprbot.models.onsite import SGL2023OnsiteHistory
from alttprbot.models.presets import (
    PresetNamespaceAliases,
    PresetNamespaceCollaborators,
    PresetNamespaces,
    PresetRevisions,
    Presets,
)
from alttprbot.models.racetime import (
    RacetimeKONOTGame,
    RaceTimeKONOTSegment,
    RaceTimeRoomState,
    RTGGOverrideWhitelist,
    RTGGUnlistedRooms,
    RTGGWatcher,
    RTGGWatcherPlayer,
)
from alttprbot.models.ranked_choice import (
    RankedChoiceAuthorizedVoters,
    RankedChoiceCandidate,
    RankedChoiceElection,
    RankedChoiceVotes,
)
from alttprbot.models.roles import ReactionGroup, ReactionRole, VoiceRole
from alttprbot.models.schedule import (
    ScheduleAudit,
    ScheduleBroadcastChannels,
    ScheduleEpisode,
    ScheduleEpisodeCommentator,
    ScheduleEpisodeCommentatorPreferredPartner,
    ScheduleEpisodePlayer,
    ScheduleEpisodeRestreamer,
    ScheduleEpisodeTracker,
    ScheduleEvent,
    ScheduleRole,
    ScheduleRoleMember,
)
from alttprbot.models.spoilers import SpoilerRaces
from alttprbot.models.telemetry import TelemetryEvent
from alttprbot.models.tournaments import ScheduledEvents, TournamentGames, TournamentPresetHistory, TournamentResults
from alttprbot.models.triforce import TriforceTextPool, TriforceTexts, TriforceTextsConfig
from alttprbot.models.users import RacerVerification, Users, VerifiedRacer

__all__ = [
    "AsyncTournament",
    "AsyncTournamentAuditLog",
    "AsyncTournamentLiveRace",
    "AsyncTournamentPermalink",
    "AsyncTournamentPermalinkPool",
    "AsyncTournamentPermissions",
    "AsyncTournamentRace",
    "AsyncTournamentReviewNotes",
    "AsyncTournamentWhitelist",
    "AuditAction",
    "AuditGeneratedGames",
    "AuditMessages",
    "AuthorizationKeyPermissions",
    "AuthorizationKeys",
    "Config",
    "Daily",
    "DailyAnnouncement",
    "DiscordServerCategories",
    "DiscordServerLists",
    "InquiryMessageConfig",
    "InquiryThread",
    "ModerationAction",
    "Multiworld",
    "MultiworldEntrant",
    "NickVerification",
    "PatchDistribution",
    "PresetNamespaceAliases",
    "PresetNamespaceCollaborators",
    "PresetNamespaces",
    "PresetRevisions",
    "Presets",
    "RTGGAnnouncerMessages",
    "RTGGAnnouncers",
    "RTGGOverrideWhitelist",
    "RTGGUnlistedRooms",
    "RTGGWatcher",
    "RTGGWatcherPlayer",
    "RaceTimeKONOTSegment",
    "RaceTimeRoomState",
    "RacerVerification",
    "RacetimeKONOTGame",
    "RankedChoiceAuthorizedVoters",
    "RankedChoiceCandidate",
    "RankedChoiceElection",
    "RankedChoiceVotes",
    "ReactionGroup",
    "ReactionRole",
    "SGL2023OnsiteHistory",
    "SMZ3Multiworld",
    "SRLNick",
    "ScheduleAudit",
    "ScheduleBroadcastChannels",
    "ScheduleEpisode",
    "ScheduleEpisodeCommentator",
    "ScheduleEpisodeCommentatorPreferredPartner",
    "ScheduleEpisodePlayer",
    "ScheduleEpisodeRestreamer",
    "ScheduleEpisodeTracker",
    "ScheduleEvent",
    "ScheduleRole",
    "ScheduleRoleMember",
    "ScheduledEvents",
    "SeedJob",
    "SpeedGamingDailies",
    "SpoilerRaces",
    "SrlRaces",
    "TelemetryEvent",
    "TournamentAudit",
    "TournamentDelivery",
    "TournamentGames",
    "TournamentMatch",
    "TournamentPresetHistory",
    "TournamentResults",
    "TriforceTextPool",
    "TriforceTexts",
    "TriforceTextsConfig",
    "Users",
    "VerifiedRacer",
    "VoiceRole",
    "WebSession",
]
