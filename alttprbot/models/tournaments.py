"""Scheduled tournaments: what an episode is played with, where it was played and what came of it."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.queryset import QuerySet

from alttprbot.models.row import Row
from alttprbot.models.users import Users


class ResultStatus(StrEnum):
    """What became of a match; null while it is open."""

    STARTED = "STARTED"
    RECORDED = "RECORDED"
    CANCELLED = "CANCELLED"


class TournamentGames(Row):
    """The settings of one episode, as its players submitted them.

    `submitted` is 1 for programs that ask whether there are settings; `settings_submitted_at` says since when.
    """

    episode_id = fields.IntField(primary_key=True, generated=False)
    event = fields.CharField(45, null=True)
    game_number = fields.IntField(null=True)
    settings: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    preset = fields.CharField(100, null=True)
    notes = fields.TextField(null=True)
    submitted = fields.SmallIntField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    reminder_sent_at = fields.DatetimeField(null=True)
    warning_sent_at = fields.DatetimeField(null=True)
    settings_submitted_at = fields.DatetimeField(null=True)
    submitted_by_user: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="tournament_games", on_delete=fields.SET_NULL, null=True
    )
    submitted_by_user_id: int | None
    settings_version = fields.IntField(default=0)

    class Meta:
        table = "tournament_games"
        indexes = (("event", "created"),)


class TournamentResults(Row):
    """The room of one match and its result; `srl_id` is the name of the room, `category/slug`."""

    id = fields.IntField(primary_key=True)
    srl_id = fields.CharField(200, null=True, unique=True)
    episode_id = fields.CharField(45, null=True, db_index=True)
    permalink = fields.CharField(1000, null=True)
    bingosync_room = fields.CharField(200, null=True)
    bingosync_password = fields.CharField(40, null=True)
    spoiler = fields.CharField(200, null=True)
    event = fields.CharField(45, null=True)
    status = fields.CharEnumField(ResultStatus, max_length=45, null=True)
    results_json: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    week = fields.CharField(45, null=True)
    written_to_gsheet = fields.SmallIntField(null=True)

    class Meta:
        table = "tournament_results"
        indexes = (("event", "status"),)

    @classmethod
    def of_episode(cls, episode_id: int) -> QuerySet[TournamentResults]:
        """The rooms of an episode. Its number is text here: compared with a number, no index would be used."""
        return cls.filter(episode_id=str(episode_id))


class TournamentPresetHistory(Row):
    """A preset that somebody played; `episode_id` is an episode or a Discord message."""

    id = fields.IntField(primary_key=True)
    preset = fields.CharField(255)
    discord_user_id = fields.BigIntField()
    episode_id = fields.BigIntField(null=True)
    event_slug = fields.CharField(255)
    timestamp = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "tournamentpresethistory"
        indexes = (("event_slug", "discord_user_id"), ("episode_id", "event_slug"))


class ScheduledEvents(Row):
    """The Discord event that announces an episode."""

    scheduled_event_id = fields.BigIntField(primary_key=True, generated=False)
    event_slug = fields.CharField(40, db_index=True)
    episode_id = fields.IntField(unique=True)

    class Meta:
        table = "scheduledevents"
