"""What holds for the tables all alike, and the keys and rules that each of them has."""

from __future__ import annotations

import re

import pytest
from tortoise.exceptions import IntegrityError
from tortoise.fields import DatetimeField
from tortoise.models import Model

from alttprbot import models
from alttprbot.database import Database
from tests.models.factory import make, make_full, meta

MODELS: list[type[Model]] = [getattr(models, name) for name in models.__all__]

UNIQUE = [
    (models.AsyncTournament, ("channel_id",)),
    (models.AsyncTournamentLiveRace, ("racetime_slug",)),
    (models.AsyncTournamentLiveRace, ("episode_id",)),
    (models.AsyncTournamentPermalinkPool, ("tournament_id", "name")),
    (models.AsyncTournamentPermissions, ("tournament_id", "user_id", "role")),
    (models.AsyncTournamentPermissions, ("tournament_id", "discord_role_id", "role")),
    (models.AsyncTournamentRace, ("thread_id",)),
    (models.AsyncTournamentRace, ("tournament_id", "active_slot")),
    (models.AsyncTournamentRace, ("permalink_id", "user_id")),
    (models.AsyncTournamentRace, ("live_race_id", "user_id")),
    (models.AsyncTournamentWhitelist, ("tournament_id", "user_id")),
    (models.Daily, ("hash",)),
    (models.DailyAnnouncement, ("hash", "channel_id")),
    (models.RTGGUnlistedRooms, ("room_name",)),
    (models.RTGGWatcher, ("channel_id", "category")),
    (models.RTGGWatcherPlayer, ("rtgg_watcher_id", "racetime_id")),
    (models.RaceTimeKONOTSegment, ("racetime_room",)),
    (models.RaceTimeKONOTSegment, ("game_id", "segment_number")),
    (models.RacerVerification, ("message_id",)),
    (models.RacerVerification, ("guild_id", "role_id")),
    (models.RankedChoiceAuthorizedVoters, ("election_id", "user_id")),
    (models.RankedChoiceCandidate, ("election_id", "name")),
    (models.RankedChoiceVotes, ("election_id", "user_id", "candidate_id")),
    (models.RankedChoiceVotes, ("election_id", "user_id", "rank")),
    (models.ReactionGroup, ("message_id",)),
    (models.ReactionRole, ("reaction_group_id", "emoji")),
    (models.ScheduleEpisodeCommentator, ("episode_id", "user_id")),
    (models.ScheduleEpisodePlayer, ("episode_id", "user_id")),
    (models.ScheduleEpisodeRestreamer, ("episode_id", "user_id")),
    (models.ScheduleEpisodeTracker, ("episode_id", "user_id")),
    (models.ScheduleEvent, ("event_slug",)),
    (models.ScheduleRoleMember, ("role_id", "user_id")),
    (models.ScheduledEvents, ("episode_id",)),
    (models.SpoilerRaces, ("srl_id",)),
    (models.TournamentDelivery, ("match_id", "kind", "target", "generation")),
    (models.TournamentMatch, ("event_slug", "episode_id")),
    (models.TournamentMatch, ("room_name",)),
    (models.TournamentResults, ("srl_id",)),
    (models.TriforceTextPool, ("slug",)),
    (models.Users, ("discord_user_id",)),
    (models.Users, ("rtgg_id",)),
    (models.VerifiedRacer, ("racer_verification_id", "user_id")),
    (models.VoiceRole, ("guild_id", "voice_channel_id", "role_id")),
]

GOES_ALONG = [
    (models.AsyncTournamentLiveRace, "pool"),
    (models.AsyncTournamentPermalink, "pool"),
    (models.AsyncTournamentPermissions, "user"),
    (models.AsyncTournamentReviewNotes, "race"),
    (models.AsyncTournamentWhitelist, "user"),
    (models.DiscordServerLists, "category"),
    (models.MultiworldEntrant, "multiworld"),
    (models.RTGGAnnouncerMessages, "announcer"),
    (models.RTGGWatcherPlayer, "rtgg_watcher"),
    (models.RaceTimeKONOTSegment, "game"),
    (models.RankedChoiceCandidate, "election"),
    (models.RankedChoiceVotes, "candidate"),
    (models.ReactionRole, "reaction_group"),
    (models.ScheduleAudit, "episode"),
    (models.ScheduleEpisode, "event"),
    (models.ScheduleEpisodePlayer, "episode"),
    (models.ScheduleRoleMember, "user"),
    (models.TournamentDelivery, "match"),
    (models.VerifiedRacer, "racer_verification"),
]

STAYS_WITHOUT = [
    (models.AsyncTournamentAuditLog, "race"),
    (models.AsyncTournamentAuditLog, "user"),
    (models.AsyncTournamentRace, "live_race"),
    (models.AsyncTournamentRace, "reviewed_by"),
    (models.InquiryThread, "config"),
    (models.TournamentAudit, "match"),
    (models.TournamentAudit, "user"),
    (models.TournamentGames, "submitted_by_user"),
]

HOLDS_ON_TO = [
    (models.AsyncTournamentRace, "permalink"),
    (models.AsyncTournamentRace, "user"),
    (models.AsyncTournamentReviewNotes, "author"),
    (models.ScheduleAudit, "user"),
    (models.ScheduleEpisode, "approved_by"),
    (models.ScheduleEpisodeCommentator, "user"),
    (models.ScheduleEpisodePlayer, "user"),
    (models.VerifiedRacer, "user"),
]


def _name(value: object) -> str:
    return value.__name__ if isinstance(value, type) else "-".join(value) if isinstance(value, tuple) else str(value)


async def test_every_table_keeps_what_is_written(database: Database) -> None:
    lost: list[str] = []

    for model in MODELS:
        written = await make_full(model)
        read = await model.get(pk=written.pk)
        lost += [
            f"{model.__name__}.{column}"
            for column in meta(model).fields_db_projection
            if getattr(read, column) is None or getattr(read, column) != getattr(written, column)
        ]

    assert lost == []


async def test_defaults_of_the_database_are_those_of_the_models(database: Database) -> None:
    """Older versions and people with SQL insert rows without naming every column."""
    actual = await _live_defaults(database)

    wanted = {
        (meta(model).db_table, column): default for model in MODELS for column, default in _defaults(model).items()
    }

    assert {place: actual[place] for place in wanted} == wanted


@pytest.mark.parametrize(("model", "columns"), UNIQUE, ids=_name)
async def test_second_row_of_the_same_is_refused(
    database: Database, model: type[Model], columns: tuple[str, ...]
) -> None:
    first = await make_full(model)
    same = {column: getattr(first, column) for column in columns}

    with pytest.raises(IntegrityError):
        await make(model, **same)

    for column in columns:
        await make(model, **{name: value for name, value in same.items() if name != column})
    assert await model.all().count() == 1 + len(columns)


@pytest.mark.parametrize(("model", "relation"), GOES_ALONG, ids=_name)
async def test_row_goes_along_with_what_it_is_about(database: Database, model: type[Model], relation: str) -> None:
    row = await make_full(model)

    await (await getattr(row, relation)).delete()

    assert not await model.exists(pk=row.pk)


@pytest.mark.parametrize(("model", "relation"), STAYS_WITHOUT, ids=_name)
async def test_row_stays_without_what_it_mentions(database: Database, model: type[Model], relation: str) -> None:
    row = await make_full(model)

    await (await getattr(row, relation)).delete()

    assert getattr(await model.get(pk=row.pk), f"{relation}_id") is None


@pytest.mark.parametrize(("model", "relation"), HOLDS_ON_TO, ids=_name)
async def test_row_holds_on_to_what_it_is_about(database: Database, model: type[Model], relation: str) -> None:
    row = await make_full(model)

    with pytest.raises(IntegrityError):
        await (await getattr(row, relation)).delete()

    assert getattr(await model.get(pk=row.pk), f"{relation}_id") is not None


async def _live_defaults(database: Database) -> dict[tuple[str, str], str]:
    if database.dialect == "sqlite":
        query = (
            "SELECT t.name AS tab, c.name AS col, c.dflt_value AS val "
            "FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        )
    else:
        query = (
            "SELECT table_name AS tab, column_name AS col, column_default AS val "
            "FROM information_schema.columns WHERE table_schema = DATABASE()"
        )
    rows = await database.client.execute_query_dict(query)
    return {(row["tab"], row["col"]): _plain(str(row["val"])) for row in rows}


def _defaults(model: type[Model]) -> dict[str, str]:
    wanted = {}
    for column in meta(model).fields_db_projection:
        field = meta(model).fields_map[column]
        if isinstance(field, DatetimeField) and (field.auto_now or field.auto_now_add):
            wanted[column] = "now"
        elif field.default is not None:
            value = field.default() if callable(field.default) else field.default
            wanted[column] = f"{float(value):g}" if isinstance(value, int | float) else str(value)
    return wanted


def _plain(default: str) -> str:
    """A default as written by either database, without what makes it SQL."""
    if re.search(r"strftime|current_timestamp", default, re.IGNORECASE):
        return "now"
    plain = default.strip("()'")
    return f"{float(plain):g}" if re.fullmatch(r"[\d.]+", plain) else plain
