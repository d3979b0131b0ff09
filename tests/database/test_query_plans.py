"""Frequent statements find their rows by an index, on each database, and never look through a table."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from datetime import UTC, datetime, timedelta

from tortoise.expressions import F

from alttprbot import models as m
from alttprbot.database import Database
from alttprbot.database.statements.async_runs import draws, permalinks_with_runs, players_with_runs, runs_by_pool
from alttprbot.database.statements.review_queue import ReviewFilter, review_page
from alttprbot.models.async_race import CLOSED, RunStatus
from alttprbot.models.matches import MatchState
from alttprbot.models.triforce import TriforceSetting
from alttprbot.services.message_history import Question, messages_of
from tests.database.filled import fill
from tests.database.query_plans import plan_of
from tests.database.statements_seen import statements_seen

THEN = datetime(2026, 1, 1, 3, tzinfo=UTC)

Frequent = Iterator[tuple[str, Awaitable[object]]]
"""A table with the columns that find its rows, and something that asks for them."""


async def test_frequent_statements_use_an_index(database: Database) -> None:
    await fill(database)
    found: list[str] = []

    for expected, asking in _frequent(database):
        with statements_seen() as statements:
            await asking
        found += [f"{expected}: {trouble}" for trouble in await _troubles(database, expected, statements)]

    assert found == []


async def _troubles(database: Database, expected: str, statements: list[tuple[str, list[object]]]) -> list[str]:
    table, _, columns = expected.rstrip(")").partition(" (")
    plans = [await plan_of(database, statement, values) for statement, values in statements]
    troubles = [f"looks through {name}" for plan in plans for name, key in plan.items() if key is None]
    keys = [", ".join(key) for plan in plans for name, key in plan.items() if name == table and key is not None]
    if not any(key.startswith(columns) for key in keys):
        troubles.append(f"found by {keys}")
    return troubles


def _frequent(database: Database) -> Frequent:
    yield from _messages_and_settings()
    yield from _scheduled_tournaments()
    yield from _races()
    yield from _asynchronous_tournaments(database)
    yield from _people()
    yield from _communities()
    yield from _seeds()


def _messages_and_settings() -> Frequent:
    yield "audit_messages (message_id)", m.AuditMessages.filter(message_id__in=[5, 6]).order_by("id")
    yield "audit_messages (guild_id, user_id, id)", messages_of(Question(guild_id=2, user_id=2, limit=9))
    yield (
        "audit_messages (message_date)",
        m.AuditMessages.filter(message_date__lt=THEN).order_by("message_date").limit(20),
    )
    yield (
        "audit_messages (guild_id, message_date)",
        m.AuditMessages.filter(guild_id=2, message_date__lt=THEN).order_by("message_date").limit(20),
    )
    yield "audit_messages (id)", m.AuditMessages.filter(id__in=[1, 2, 3]).delete()
    yield "config (guild_id, parameter)", m.Config.filter(guild_id=3, parameter="v3").first()
    yield "config (guild_id)", m.Config.filter(guild_id=2).order_by("id")
    yield "config (parameter)", m.Config.filter(parameter__in=["v3", "v4"], value__isnull=False).order_by("guild_id")
    yield "telemetry_events (created_at)", m.TelemetryEvent.filter(created_at__lt=THEN).order_by("created_at").limit(20)


def _scheduled_tournaments() -> Frequent:
    yield "tournament_results (srl_id)", m.TournamentResults.get_or_none(srl_id="v7")
    yield "tournament_results (episode_id)", m.TournamentResults.filter(episode_id="v7")
    yield "scheduledevents (event_slug)", m.ScheduledEvents.filter(event_slug="v7")
    yield "tournament_games (event, created)", m.TournamentGames.filter(event="v7").order_by("-created")
    yield (
        "tournamentpresethistory (event_slug, discord_user_id)",
        m.TournamentPresetHistory.filter(event_slug="v7", discord_user_id=7),
    )
    yield (
        "tournamentpresethistory (episode_id, event_slug)",
        m.TournamentPresetHistory.filter(episode_id=7, event_slug="v7"),
    )
    yield (
        "tournament_match (state, next_attempt_at)",
        m.TournamentMatch.filter(state=MatchState.SCHEDULED, next_attempt_at__lt=THEN),
    )


def _races() -> Frequent:
    yield "spoiler_races (srl_id)", m.SpoilerRaces.get_or_none(srl_id="v7")
    yield "racetimekonotsegment (racetime_room)", m.RaceTimeKONOTSegment.get_or_none(racetime_room="v7")
    yield "racetimekonotsegment (game_id)", m.RaceTimeKONOTSegment.filter(game_id=3).order_by("segment_number")
    yield "rtggunlistedrooms (room_name)", m.RTGGUnlistedRooms.get_or_none(room_name="v7")
    yield "rtggunlistedrooms (category)", m.RTGGUnlistedRooms.filter(category="v7")
    yield "rtggwatcher (category)", m.RTGGWatcher.filter(category="v7")
    yield "rtggwatcherplayer (rtgg_watcher_id)", m.RTGGWatcherPlayer.filter(rtgg_watcher_id=3)
    yield "rtggwatcherplayer (racetime_id)", m.RTGGWatcherPlayer.filter(racetime_id__in=["v7", "v8"])
    yield (
        "rtggoverridewhitelist (racetime_id, category)",
        m.RTGGOverrideWhitelist.get_or_none(racetime_id="v3", category="v3"),
    )
    yield "racetime_room_state (room_name)", m.RaceTimeRoomState.get_or_none(room_name="v7")


def _asynchronous_tournaments(database: Database) -> Frequent:
    yield "asynctournament (channel_id)", m.AsyncTournament.get_or_none(channel_id=7)
    yield "asynctournamentrace (thread_id)", m.AsyncTournamentRace.get_or_none(thread_id=7)
    yield (
        "asynctournamentrace (status, thread_id)",
        m.AsyncTournamentRace.filter(status=RunStatus.PENDING, thread_id__isnull=False),
    )
    yield (
        "asynctournamentrace (status, thread_id)",
        m.AsyncTournamentRace.filter(status=RunStatus.IN_PROGRESS, thread_id__isnull=False),
    )
    yield (
        "asynctournamentrace (tournament_id, user_id)",
        m.AsyncTournamentRace.filter(tournament_id=3, user_id=3, reattempted=False),
    )
    yield (
        "asynctournamentrace (tournament_id, active_slot)",
        m.AsyncTournamentRace.get_or_none(tournament_id=3, active_slot=3),
    )
    yield "asynctournamentrace (user_id)", m.AsyncTournamentRace.filter(user_id=3)
    yield (
        "asynctournamentrace (permalink_id, status)",
        m.AsyncTournamentRace.filter(permalink_id=3, status__in=CLOSED, reattempted=False),
    )
    yield (
        "asynctournamentrace (live_race_id)",
        m.AsyncTournamentRace.filter(live_race_id=3, status=RunStatus.IN_PROGRESS),
    )
    yield "asynctournamentrace (tournament_id, status, review_status)", review_page(3, ReviewFilter(), page=1, size=20)
    yield "asynctournamentrace (tournament_id)", players_with_runs(database, 3, test_users=False)
    yield "asynctournamentrace (tournament_id)", permalinks_with_runs(database, 3, test_users=False)
    yield "asynctournamentrace (tournament_id, user_id)", runs_by_pool(database, 3, 3)
    yield "asynctournamentrace (permalink_id)", draws(database, 3, 3)
    yield "asynctournamentpermalink (pool_id)", draws(database, 3, 3)
    yield (
        "asynctournamentpermalinkpool (tournament_id)",
        m.AsyncTournamentPermalinkPool.filter(tournament_id=3).order_by("id"),
    )
    yield "asynctournamentliverace (tournament_id)", m.AsyncTournamentLiveRace.filter(tournament_id=3)
    yield "asynctournamentliverace (racetime_slug)", m.AsyncTournamentLiveRace.get_or_none(racetime_slug="v7")
    yield "asynctournamentreviewnotes (race_id)", m.AsyncTournamentReviewNotes.filter(race_id=3)
    yield (
        "asynctournamentauditlog (tournament_id, created)",
        m.AsyncTournamentAuditLog.filter(tournament_id=3).order_by("-created").limit(5),
    )
    yield "asynctournamentauditlog (race_id)", m.AsyncTournamentAuditLog.filter(race_id=3)
    yield (
        "asynctournamentwhitelist (tournament_id, user_id)",
        m.AsyncTournamentWhitelist.get_or_none(tournament_id=3, user_id=3),
    )
    yield (
        "asynctournamentpermissions (tournament_id, user_id)",
        m.AsyncTournamentPermissions.filter(tournament_id=3, user_id=3),
    )
    yield (
        "asynctournamentpermissions (tournament_id, discord_role_id)",
        m.AsyncTournamentPermissions.filter(tournament_id=3, discord_role_id__in=[3, 4]),
    )


def _people() -> Frequent:
    yield "users (display_name)", m.Users.filter(display_name="v7")
    yield "users (discord_user_id)", m.Users.get_or_none(discord_user_id=7)
    yield "users (rtgg_id)", m.Users.filter(rtgg_id__in=["v7", "v8"])
    yield "racerverification (message_id)", m.RacerVerification.get_or_none(message_id=7)
    yield "racerverification (guild_id)", m.RacerVerification.filter(guild_id=7)
    yield (
        "verifiedracer (racer_verification_id, user_id)",
        m.VerifiedRacer.get_or_none(racer_verification_id=3, user_id=3),
    )
    yield "authorizationkeys (key)", m.AuthorizationKeys.filter(key__in=["v7", "v8"])
    yield "authorizationkeypermissions (auth_key_id)", m.AuthorizationKeyPermissions.filter(auth_key_id=3)
    yield "websession (discord_user_id)", m.WebSession.filter(discord_user_id=3).delete()


def _communities() -> Frequent:
    yield "voice_role (guild_id)", m.VoiceRole.filter(guild_id=7)
    yield "reaction_group (message_id)", m.ReactionGroup.get_or_none(message_id=7)
    yield "reaction_role (reaction_group_id, emoji)", m.ReactionRole.get_or_none(reaction_group_id=3, emoji="v3")
    yield "ranked_choice_election (message_id)", m.RankedChoiceElection.filter(message_id=7).first()
    yield (
        "ranked_choice_election (active, closes_at)",
        m.RankedChoiceElection.filter(active=True, closes_at__lt=THEN - timedelta(hours=2)),
    )
    yield "ranked_choice_votes (election_id, user_id)", m.RankedChoiceVotes.filter(election_id=3, user_id=3)
    yield "discord_server_categories (guild_id, order)", m.DiscordServerCategories.filter(guild_id=7).order_by("order")
    yield "discord_server_lists (category_id)", m.DiscordServerLists.filter(category_id=7)
    yield (
        "moderation_action (guild_id, user_id, id)",
        m.ModerationAction.filter(guild_id=7, user_id=7).order_by("-id").limit(5),
    )


def _seeds() -> Frequent:
    yield "triforcetexts (pool_name, approved)", m.TriforceTexts.filter(pool_name="v7", approved=True)
    yield (
        "triforcetextsconfig (pool_name, key_name)",
        m.TriforceTextsConfig.filter(pool_name="v7", key_name=TriforceSetting.MODERATOR),
    )
    yield "presets (namespace_id)", m.Presets.filter(namespace_id=3).count()
    yield (
        "presets (randomizer, preset_name, namespace_id)",
        m.Presets.get_or_none(randomizer="v3", preset_name="v3", namespace_id=3),
    )
    yield "presets (id)", m.Presets.filter(id=3).update(generated_count=F("generated_count") + 1)
    yield "daily (hash)", m.Daily.get_or_none(hash="v7")
    yield "audit_generated_games (hash_id)", m.AuditGeneratedGames.filter(hash_id="v7")
    yield (
        "audit_generated_games (timestamp)",
        m.AuditGeneratedGames.filter(timestamp__lt=THEN, settings__isnull=False).order_by("timestamp").limit(20),
    )
