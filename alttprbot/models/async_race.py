"""Runs of asynchronous tournaments, live or each for themselves, and what became of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from tortoise import fields

from alttprbot.models.async_tournament import (
    NO_TIME,
    AsyncTournament,
    AsyncTournamentPermalink,
    AsyncTournamentPermalinkPool,
)
from alttprbot.models.row import Row
from alttprbot.models.users import Users
from alttprbot.util.durations import hours_minutes_seconds
from alttprbot.util.markdown import safe_html


class LiveRaceStatus(StrEnum):
    """How far a live qualifier race is."""

    SCHEDULED = "scheduled"
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class RunStatus(StrEnum):
    """How far a run is."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    FORFEIT = "forfeit"
    DISQUALIFIED = "disqualified"

    @property
    def label(self) -> str:
        """For people."""
        return self.value.replace("_", " ").title()


CLOSED = frozenset({RunStatus.FINISHED, RunStatus.FORFEIT, RunStatus.DISQUALIFIED})


class ReviewStatus(StrEnum):
    """What reviewers made of a run. `accepted`, as some wrote it, is `approved`."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"

    @classmethod
    def _missing_(cls, value: object) -> ReviewStatus | None:
        return cls.APPROVED if value == "accepted" else None

    @property
    def label(self) -> str:
        """For people."""
        return REVIEW_LABELS[self]


REVIEW_LABELS = {
    ReviewStatus.PENDING: "Pending",
    ReviewStatus.APPROVED: "Accepted",
    ReviewStatus.REJECTED: "Pending Second Review",
}


class FinishSource(StrEnum):
    """Who or what ended a run."""

    BUTTON = "button"
    COMMAND = "command"
    STAFF = "staff"
    RACETIME = "racetime"
    TIMEOUT = "timeout"


class AsyncTournamentLiveRace(Row):
    """A race on RaceTime whose results count in the tournament; `racetime_slug` is `category/room`."""

    id = fields.IntField(primary_key=True)
    tournament: fields.ForeignKeyRelation[AsyncTournament] = fields.ForeignKeyField(
        "models.AsyncTournament", related_name="live_races", on_delete=fields.CASCADE
    )
    tournament_id: int
    pool: fields.ForeignKeyRelation[AsyncTournamentPermalinkPool] = fields.ForeignKeyField(
        "models.AsyncTournamentPermalinkPool", related_name="live_races", on_delete=fields.CASCADE
    )
    pool_id: int
    permalink: fields.ForeignKeyNullableRelation[AsyncTournamentPermalink] = fields.ForeignKeyField(
        "models.AsyncTournamentPermalink", related_name="live_races", on_delete=fields.CASCADE, null=True
    )
    permalink_id: int | None
    racetime_slug = fields.CharField(200, null=True, unique=True)
    episode_id = fields.IntField(null=True, unique=True)
    match_title = fields.CharField(200, null=True)
    status = fields.CharEnumField(LiveRaceStatus, max_length=45, default=LiveRaceStatus.SCHEDULED)
    recorded_at = fields.DatetimeField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    races: fields.ReverseRelation[AsyncTournamentRace]

    class Meta:
        table = "asynctournamentliverace"
        indexes = (("tournament",),)

    def racetime_url(self, racetime_url: str) -> str | None:
        """The address of the room, once there is one; `racetime_url` is that of the site."""
        return None if self.racetime_slug is None else f"{racetime_url}/{self.racetime_slug}"


class AsyncTournamentRace(Row):
    """One run of one player.

    `active_slot` holds the player's id while the run is pending or in progress, so that nobody has two at once.
    `version` grows with every change: whoever changes a run says which version they saw.
    """

    id = fields.IntField(primary_key=True)
    tournament: fields.ForeignKeyRelation[AsyncTournament] = fields.ForeignKeyField(
        "models.AsyncTournament", related_name="races", on_delete=fields.CASCADE
    )
    tournament_id: int
    permalink: fields.ForeignKeyRelation[AsyncTournamentPermalink] = fields.ForeignKeyField(
        "models.AsyncTournamentPermalink", related_name="races", on_delete=fields.RESTRICT
    )
    permalink_id: int
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="async_tournament_races", on_delete=fields.RESTRICT
    )
    user_id: int
    thread_id = fields.BigIntField(null=True, unique=True)
    thread_open_time = fields.DatetimeField(null=True)
    thread_timeout_time = fields.DatetimeField(null=True)
    start_time = fields.DatetimeField(null=True)
    end_time = fields.DatetimeField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    status = fields.CharEnumField(RunStatus, max_length=45, default=RunStatus.PENDING)
    live_race: fields.ForeignKeyNullableRelation[AsyncTournamentLiveRace] = fields.ForeignKeyField(
        "models.AsyncTournamentLiveRace", related_name="races", on_delete=fields.SET_NULL, null=True
    )
    live_race_id: int | None
    reattempted = fields.BooleanField(default=False)
    reattempt_reason = fields.TextField(null=True)
    runner_notes = fields.TextField(null=True)
    runner_vod_url = fields.CharField(400, null=True)
    run_collection_rate = fields.CharField(100, null=True)
    run_igt = fields.CharField(100, null=True)
    review_status = fields.CharEnumField(ReviewStatus, max_length=20, default=ReviewStatus.PENDING)
    reviewed_by: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="async_tournament_reviews", on_delete=fields.SET_NULL, null=True
    )
    reviewed_by_id: int | None
    reviewed_at = fields.DatetimeField(null=True)
    reviewer_notes = fields.TextField(null=True)
    score = fields.FloatField(null=True)
    score_updated_at = fields.DatetimeField(null=True)
    active_slot = fields.IntField(null=True)
    version = fields.IntField(default=0)
    warned_minutes = fields.SmallIntField(null=True)
    control_message_id = fields.BigIntField(null=True)
    claimed_at = fields.DatetimeField(null=True)
    submitted_at = fields.DatetimeField(null=True)
    runner_rtgg_id = fields.CharField(200, null=True)
    finish_source = fields.CharEnumField(FinishSource, max_length=16, null=True)
    review_notes: fields.ReverseRelation[AsyncTournamentReviewNotes]

    class Meta:
        table = "asynctournamentrace"
        unique_together = (("tournament", "active_slot"), ("permalink", "user"), ("live_race", "user"))
        indexes = (
            ("status", "thread_id"),
            ("tournament", "user", "status", "reattempted"),
            ("permalink", "status", "reattempted"),
            ("tournament", "status", "review_status", "reattempted"),
            ("live_race", "status"),
            ("user",),
        )

    @property
    def is_closed(self) -> bool:
        """Whether the run is over, however it ended."""
        return self.status in CLOSED

    def elapsed_time(self, now: datetime) -> timedelta | None:
        """How long the run took, or takes so far."""
        if self.start_time is None:
            return None
        end = {RunStatus.FINISHED: self.end_time, RunStatus.IN_PROGRESS: now}.get(self.status)
        return None if end is None else end - self.start_time

    def elapsed_time_formatted(self, now: datetime) -> str:
        """`elapsed_time` for people."""
        elapsed = self.elapsed_time(now)
        return NO_TIME if elapsed is None else hours_minutes_seconds(elapsed)

    @property
    def score_formatted(self) -> str:
        """The score for people."""
        if self.score is not None:
            return f"{self.score:.3f}"
        return "Not calculated" if self.is_closed else NO_TIME

    @property
    def review_status_formatted(self) -> str:
        """What reviewers made of it, for people; only a finished run that counts and was not live is reviewed."""
        if self.live_race_id is not None or self.reattempted or self.status is not RunStatus.FINISHED:
            return NO_TIME
        return self.review_status.label

    @property
    def runner_notes_html(self) -> str:
        """What the runner said of the run, which may be Markdown, fit for a page."""
        return safe_html(self.runner_notes or "")

    @property
    def thread_url(self) -> str | None:
        """The address of the runner's thread; the tournament must be fetched."""
        if self.thread_id is None:
            return None
        return f"https://discord.com/channels/{self.tournament.guild_id}/{self.thread_id}"

    def url(self, racetime_url: str) -> str | None:
        """Where the run took place; the live race, if there is one, and the tournament must be fetched."""
        return self.live_race.racetime_url(racetime_url) if self.live_race is not None else self.thread_url


class AsyncTournamentReviewNotes(Row):
    """What one reviewer said of a run."""

    id = fields.IntField(primary_key=True)
    race: fields.ForeignKeyRelation[AsyncTournamentRace] = fields.ForeignKeyField(
        "models.AsyncTournamentRace", related_name="review_notes", on_delete=fields.CASCADE
    )
    race_id: int
    author: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="async_tournament_review_notes", on_delete=fields.RESTRICT
    )
    author_id: int
    created = fields.DatetimeField(auto_now_add=True)
    note = fields.TextField()

    class Meta:
        table = "asynctournamentreviewnotes"
        indexes = (("race",),)


class AsyncTournamentAuditLog(Row):
    """What happened in a tournament; without a user it was the system. `data` is `details` for programs.

    `action` is open: older rows have names that nobody writes any more.
    """

    id = fields.IntField(primary_key=True)
    tournament: fields.ForeignKeyRelation[AsyncTournament] = fields.ForeignKeyField(
        "models.AsyncTournament", related_name="audit_log", on_delete=fields.CASCADE
    )
    tournament_id: int
    user: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="async_tournament_audit_log", on_delete=fields.SET_NULL, null=True
    )
    user_id: int | None
    race: fields.ForeignKeyNullableRelation[AsyncTournamentRace] = fields.ForeignKeyField(
        "models.AsyncTournamentRace", related_name="audit_log", on_delete=fields.SET_NULL, null=True
    )
    race_id: int | None
    action = fields.CharField(45)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    details = fields.TextField(null=True)
    data: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)

    class Meta:
        table = "asynctournamentauditlog"
        indexes = (("tournament", "created"), ("race",))
