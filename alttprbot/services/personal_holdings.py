"""Where the database refers to people, and what becomes of that when one of them wants to be forgotten.

This is the one list of it: export, erasure and docs/privacy.md follow it, and a test fails for a column that refers to
people and is not in it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from tortoise.expressions import Q
from tortoise.models import Model

from alttprbot import models
from alttprbot.models.triforce import TriforceSetting
from alttprbot.services.personal_traces import Delete, Holding, Keep, Known, Overwrite, Person, Trace

NOBODY = 0
"""Stands in columns that need an id: Discord's ids are larger."""


SECRETS: Mapping[type[Model], frozenset[str]] = {
    models.AuditGeneratedGames: frozenset({"settings", "details"}),
    models.AuthorizationKeys: frozenset({"key"}),
    models.NickVerification: frozenset({"key"}),
    models.Users: frozenset({"rtgg_access_token"}),
    models.WebSession: frozenset({"id", "csrf_token"}),
}
"""Columns that nobody is given: they open something."""


def deleted_name(person: Person) -> str:
    """Under which results stay."""
    return f"Deleted user {person.user_id}"


def pseudonym(_: Person) -> int:
    """An id that is nobody's, so that what belongs together stays together."""
    return -1 - secrets.randbelow(2**62)


DELETE, KEEP = Delete(), Keep()
CLOSED = Q(election__active=False)
APPROVED = Q(approved=True)


def _nothing(*columns: str) -> Overwrite:
    return Overwrite(dict.fromkeys(columns))


HOLDINGS: Sequence[Holding] = (
    Holding(
        what="Your preset namespace, its presets with all their versions, and the namespaces you may edit",
        why="so that you and others can roll seeds with them",
        how_long="until you delete them",
        erasure="deleted; versions that you saved in namespaces of others stay without your id",
        traces=(
            Trace(models.Presets, "namespace__discord_user_id", Known.DISCORD, DELETE),
            Trace(models.PresetNamespaces, "discord_user_id", Known.DISCORD, DELETE),
            Trace(models.PresetNamespaceCollaborators, "discord_user_id", Known.DISCORD, DELETE),
            Trace(models.PresetRevisions, "discord_user_id", Known.DISCORD, Overwrite({"discord_user_id": NOBODY})),
        ),
    ),
    Holding(
        what="Your sessions and API keys on the web, and the seeds that your programs asked for",
        why="so that you stay logged in, and your programs can work for you",
        how_long="sessions until they end, keys until you revoke them",
        erasure="deleted",
        traces=(
            Trace(models.SeedJob, "requested_by", Known.REQUESTER, DELETE),
            Trace(models.WebSession, "discord_user_id", Known.DISCORD, DELETE),
            Trace(models.AuthorizationKeys, "discord_user_id", Known.DISCORD, DELETE),
        ),
    ),
    Holding(
        what="Who rolled which seed, and from which preset or file",
        why="so that limits can be kept and misuse be found",
        how_long="without limit",
        erasure="the seeds stay without you",
        traces=(
            Trace(models.AuditGeneratedGames, "discord_user_id", Known.DISCORD, _nothing("discord_user_id", "request")),
            Trace(models.AuditGeneratedGames, "racetime_user_id", Known.RACETIME, _nothing("racetime_user_id")),
            Trace(models.RaceTimeRoomState, "rolled_by", Known.RACETIME, _nothing("rolled_by")),
            Trace(models.TournamentMatch, "seed_rolled_by", Known.RACETIME, _nothing("seed_rolled_by")),
            Trace(models.TournamentMatch, "seed_rolled_by", Known.DISCORD_TEXT, _nothing("seed_rolled_by")),
        ),
    ),
    Holding(
        what="Your messages, with former versions and deleted ones, on servers that switched recording on",
        why="so that moderators can see what was said",
        how_long="30 days (AUDIT_RETENTION_DAYS), or less where a server wants it so",
        erasure="deleted, on all servers",
        traces=(Trace(models.AuditMessages, "user_id", Known.DISCORD, DELETE),),
    ),
    Holding(
        what="Measures of the moderation against you, or taken by you",
        why="so that moderators know what happened before",
        how_long="without limit",
        erasure="stays",
        traces=(
            Trace(models.ModerationAction, "user_id", Known.DISCORD, KEEP),
            Trace(
                models.ModerationAction,
                "moderator_id",
                Known.DISCORD,
                KEEP,
                export=("id", "guild_id", "rule", "action", "created"),
            ),
        ),
    ),
    Holding(
        what="Your runs in asynchronous tournaments: times, scores, notes, addresses of videos, and reviews of them",
        why="they are the tournament",
        how_long="without limit",
        erasure="times, scores and reviews stay under “Deleted user”; notes, reasons and addresses of videos go",
        traces=(
            Trace(
                models.AsyncTournamentRace,
                "user_id",
                Known.USER,
                _nothing("runner_notes", "runner_vod_url", "reattempt_reason", "runner_rtgg_id"),
            ),
            Trace(models.AsyncTournamentRace, "runner_rtgg_id", Known.RACETIME, _nothing("runner_rtgg_id")),
            Trace(
                models.AsyncTournamentRace,
                "reviewed_by_id",
                Known.USER,
                KEEP,
                export=("id", "tournament_id", "review_status", "reviewed_at", "reviewer_notes"),
            ),
            Trace(models.AsyncTournamentReviewNotes, "author_id", Known.USER, KEEP),
            Trace(models.AsyncTournamentAuditLog, "user_id", Known.USER, KEEP),
        ),
    ),
    Holding(
        what="What you may do in tournaments and servers: permissions, exemptions, verified-racer roles",
        why="so that the bot knows",
        how_long="until it is taken from you",
        erasure="deleted; a tournament or election that you own stays without an owner",
        traces=(
            Trace(models.AsyncTournamentPermissions, "user_id", Known.USER, DELETE),
            Trace(models.AsyncTournamentWhitelist, "user_id", Known.USER, DELETE),
            Trace(models.AsyncTournamentWhitelist, "discord_user_id", Known.DISCORD, DELETE),
            Trace(models.VerifiedRacer, "user_id", Known.USER, DELETE),
            Trace(models.RTGGOverrideWhitelist, "racetime_id", Known.RACETIME, DELETE),
            Trace(models.ScheduleRoleMember, "user_id", Known.USER, DELETE),
            Trace(models.AsyncTournament, "owner_id", Known.DISCORD, Overwrite({"owner_id": NOBODY})),
            Trace(models.RankedChoiceElection, "owner_id", Known.DISCORD, Overwrite({"owner_id": NOBODY})),
        ),
    ),
    Holding(
        what="Servers that want to hear when you race",
        why="so that they are told",
        how_long="until the server ends it",
        erasure="deleted",
        traces=(Trace(models.RTGGWatcherPlayer, "racetime_id", Known.RACETIME, DELETE),),
    ),
    Holding(
        what="Your part in scheduled matches: settings, presets you played, messages sent to you, changes you made",
        why="they are the tournament",
        how_long="without limit",
        erasure="stays under “Deleted user”, presets without your id; messages to you are deleted",
        traces=(
            Trace(models.TournamentGames, "submitted_by_user_id", Known.USER, KEEP),
            Trace(models.TournamentAudit, "user_id", Known.USER, KEEP),
            Trace(
                models.TournamentPresetHistory,
                "discord_user_id",
                Known.DISCORD,
                Overwrite({"discord_user_id": pseudonym}),
            ),
            Trace(models.TournamentDelivery, "target", Known.DISCORD_TEXT, DELETE),
        ),
    ),
    Holding(
        what="Episodes that you play, commentate, track, restream or approve",
        why="they are the schedule",
        how_long="without limit",
        erasure="stays under “Deleted user”; what you wrote when you signed up, and your wishes for partners, go",
        traces=(
            Trace(models.ScheduleEpisodePlayer, "user_id", Known.USER, KEEP),
            *(
                Trace(model, "user_id", Known.USER, _nothing("submitter_notes"))
                for model in (
                    models.ScheduleEpisodeCommentator,
                    models.ScheduleEpisodeTracker,
                    models.ScheduleEpisodeRestreamer,
                )
            ),
            *(
                Trace(model, "approved_by_id", Known.USER, KEEP, export=("id", "approved_at"))
                for model in (
                    models.ScheduleEpisode,
                    models.ScheduleEpisodeCommentator,
                    models.ScheduleEpisodeTracker,
                    models.ScheduleEpisodeRestreamer,
                )
            ),
            Trace(models.ScheduleEpisodeCommentatorPreferredPartner, "user_id", Known.USER, DELETE),
            Trace(models.ScheduleAudit, "user_id", Known.USER, KEEP),
        ),
    ),
    Holding(
        what="Your ballots, and whether you may vote",
        why="so that votes can be counted, once for each voter",
        how_long="without limit",
        erasure="deleted where the election is open; ballots of closed elections stay without your id",
        traces=(
            Trace(models.RankedChoiceVotes, "user_id", Known.DISCORD, DELETE, where=~CLOSED),
            Trace(
                models.RankedChoiceVotes,
                "user_id",
                Known.DISCORD,
                Overwrite({"user_id": pseudonym}),
                where=CLOSED,
            ),
            Trace(models.RankedChoiceAuthorizedVoters, "user_id", Known.DISCORD, DELETE),
        ),
    ),
    Holding(
        what="Texts for the end of the game that you submitted, and the pools that you moderate",
        why="so that they are shown with your name",
        how_long="without limit",
        erasure="approved texts stay without your name and id; all else is deleted",
        traces=(
            Trace(
                models.TriforceTexts,
                "discord_user_id",
                Known.DISCORD,
                _nothing("discord_user_id", "author"),
                where=APPROVED,
            ),
            Trace(
                models.TriforceTexts,
                "discord_user_id",
                Known.DISCORD,
                DELETE,
                where=Q(approved=False) | Q(approved__isnull=True),
            ),
            Trace(
                models.TriforceTextsConfig,
                "value",
                Known.DISCORD_TEXT,
                DELETE,
                where=Q(key_name=TriforceSetting.MODERATOR),
            ),
        ),
    ),
    Holding(
        what="That you opened or answered a private inquiry; what was said stays on Discord",
        why="so that the staff can answer",
        how_long="without limit",
        erasure="stays without you",
        traces=(
            Trace(models.InquiryThread, "opener_id", Known.DISCORD, Overwrite({"opener_id": NOBODY})),
            Trace(
                models.InquiryThread,
                "claimed_by_id",
                Known.DISCORD,
                _nothing("claimed_by_id"),
                export=("thread_id", "guild_id", "status"),
            ),
        ),
    ),
    Holding(
        what="Multiworlds that you opened or joined, in databases from when there were any",
        why="for nothing any more",
        how_long="without limit",
        erasure="stays without you",
        traces=(
            Trace(models.Multiworld, "owner_id", Known.DISCORD, _nothing("owner_id")),
            Trace(models.SMZ3Multiworld, "owner_id", Known.DISCORD, _nothing("owner_id")),
            Trace(models.MultiworldEntrant, "discord_user_id", Known.DISCORD, DELETE),
        ),
    ),
    Holding(
        what="Networks from which seeds were fetched at events: the first part of the address, never the whole",
        why="so that misuse of pages on which nobody signs in can be found",
        how_long="90 days (SGLIVE_ADDRESS_RETENTION_DAYS)",
        erasure="all are emptied, since nobody knows whose they are",
        traces=(
            Trace(
                models.SGL2023OnsiteHistory,
                "ip_address",
                Known.ADDRESS,
                Overwrite({"ip_address": ""}),
                where=Q(ip_address__not=""),
            ),
        ),
    ),
    Holding(
        what="Changes that you made to settings, or that were made to your user",
        why="so that it can be seen who changed what",
        how_long="without limit",
        erasure="stays without your id and without details",
        traces=(
            Trace(models.AuditAction, "subject", Known.SUBJECT, _nothing("details")),
            Trace(models.AuditAction, "actor", Known.ACTOR, Overwrite({"actor": "deleted"})),
        ),
    ),
    Holding(
        what="Your accounts on Discord, RaceTime and Twitch, and your display name",
        why="so that what you do on one is known to be yours on the others",
        how_long="until you unlink or want to be erased",
        erasure="emptied; the name becomes “Deleted user” with a number",
        traces=(
            Trace(
                models.Users,
                "id",
                Known.USER,
                Overwrite(
                    {
                        "discord_user_id": None,
                        "twitch_name": None,
                        "rtgg_id": None,
                        "rtgg_access_token": None,
                        "display_name": deleted_name,
                    }
                ),
            ),
            Trace(models.SRLNick, "discord_user_id", Known.DISCORD, DELETE),
            Trace(models.SRLNick, "rtgg_id", Known.RACETIME, DELETE),
            Trace(models.NickVerification, "discord_user_id", Known.DISCORD, DELETE),
        ),
    ),
)
"""In the order in which they are erased: what refers to others goes before them."""

TRACES: Sequence[Trace] = tuple(trace for holding in HOLDINGS for trace in holding.traces)
