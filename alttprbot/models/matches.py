"""Scheduled matches: how far each is, what was sent about it and who had a hand in it."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields

from alttprbot.models.row import Row
from alttprbot.models.users import Users


class MatchSource(StrEnum):
    """Who schedules."""

    SPEEDGAMING = "sg"
    INTERNAL = "internal"


class MatchState(StrEnum):
    """How far a match is."""

    SCHEDULED = "SCHEDULED"
    AWAITING_SETTINGS = "AWAITING_SETTINGS"
    OPENING = "OPENING"
    OPEN = "OPEN"
    ROLLING = "ROLLING"
    SEEDED = "SEEDED"
    PENDING = "PENDING"
    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"
    RECORDED = "RECORDED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    FAILED = "FAILED"


class DeliveryKind(StrEnum):
    """What a message about a match is for."""

    ROOM_DM = "room_dm"
    SEED_DM = "seed_dm"
    SEED_WHISPER = "seed_whisper"
    AUDIT_EMBED = "audit_embed"
    COMMENTARY_EMBED = "commentary_embed"
    ANNOUNCEMENT = "announcement"
    WEBHOOK = "webhook"
    SETTINGS_REMINDER = "settings_reminder"
    SETTINGS_WARNING = "settings_warning"
    SETTINGS_CONFIRMATION = "settings_confirmation"


class DeliveryStatus(StrEnum):
    """Whether a message arrived."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"


class TournamentMatch(Row):
    """One episode of a schedule and everything that was done for it.

    Whoever opens its room or rolls its seed claims it first: `claim_token` and `version` decide between two.
    """

    id = fields.IntField(primary_key=True)
    event_slug = fields.CharField(45)
    episode_id = fields.IntField()
    source = fields.CharEnumField(MatchSource, max_length=20, default=MatchSource.SPEEDGAMING)
    state = fields.CharEnumField(MatchState, max_length=20, default=MatchState.SCHEDULED)
    version = fields.IntField(default=0)
    when = fields.DatetimeField(null=True)
    when_countdown = fields.DatetimeField(null=True)
    title = fields.CharField(200, null=True)
    approved = fields.BooleanField(default=False)
    episode_hash = fields.CharField(64, null=True)
    episode_json: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    room_name = fields.CharField(200, null=True, unique=True)
    room_url = fields.CharField(400, null=True)
    room_opened_at = fields.DatetimeField(null=True)
    room_generation = fields.IntField(default=0)
    claim_token = fields.CharField(64, null=True)
    claimed_at = fields.DatetimeField(null=True)
    seed_permalink = fields.CharField(2000, null=True)
    seed_code = fields.CharField(200, null=True)
    seed_preset = fields.CharField(200, null=True)
    seed_spoiler_url = fields.CharField(2000, null=True)
    seed_rolled_at = fields.DatetimeField(null=True)
    seed_rolled_by = fields.CharField(50, null=True)
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    recorded_at = fields.DatetimeField(null=True)
    cancelled_at = fields.DatetimeField(null=True)
    cancel_reason = fields.CharField(200, null=True)
    attempts = fields.IntField(default=0)
    next_attempt_at = fields.DatetimeField(null=True)
    last_error_class = fields.CharField(100, null=True)
    last_error_at = fields.DatetimeField(null=True)
    last_error_notified_at = fields.DatetimeField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    deliveries: fields.ReverseRelation[TournamentDelivery]

    class Meta:
        table = "tournament_match"
        unique_together = (("event_slug", "episode_id"),)
        indexes = (("state", "next_attempt_at"), ("state", "when_countdown"))


class TournamentDelivery(Row):
    """One message that must arrive exactly once. A room that is opened anew begins a new `generation`."""

    id = fields.IntField(primary_key=True)
    match: fields.ForeignKeyRelation[TournamentMatch] = fields.ForeignKeyField(
        "models.TournamentMatch", related_name="deliveries", on_delete=fields.CASCADE
    )
    match_id: int
    kind = fields.CharEnumField(DeliveryKind, max_length=30)
    target = fields.CharField(200)
    generation = fields.IntField(default=0)
    status = fields.CharEnumField(DeliveryStatus, max_length=20, default=DeliveryStatus.PENDING, db_index=True)
    attempts = fields.IntField(default=0)
    last_error = fields.CharField(500, null=True)
    created = fields.DatetimeField(auto_now_add=True)
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "tournament_delivery"
        unique_together = (("match", "kind", "target", "generation"),)


class TournamentAudit(Row):
    """Who changed what about a match or a tournament's definition; without a user it was the bot."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="tournament_audits", on_delete=fields.SET_NULL, null=True
    )
    user_id: int | None
    event_slug = fields.CharField(45, null=True)
    match: fields.ForeignKeyNullableRelation[TournamentMatch] = fields.ForeignKeyField(
        "models.TournamentMatch", related_name="audits", on_delete=fields.SET_NULL, null=True
    )
    match_id: int | None
    action = fields.CharField(45)
    before: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    after: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    timestamp = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "tournament_audit"
        indexes = (("event_slug", "timestamp"), ("match", "timestamp"))
