"""What was generated and what was said."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class AuditGeneratedGames(Row):
    """One row for each generated game, whoever asked for it and wherever. `details` is what players never see."""

    id = fields.IntField(primary_key=True)
    randomizer = fields.CharField(45, null=True)
    hash_id = fields.CharField(50, null=True, db_index=True)
    permalink = fields.CharField(2000, null=True)
    settings: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    gentype = fields.CharField(45, null=True, db_index=True)
    genoption = fields.CharField(200, null=True, db_index=True)
    timestamp = fields.DatetimeField(auto_now_add=True, null=True, db_index=True)
    customizer = fields.IntField(null=True)
    doors = fields.BooleanField(default=False)
    avianart = fields.BooleanField(default=False)
    namespace = fields.CharField(50, null=True)
    provider = fields.CharField(45, null=True)
    operation = fields.CharField(45, null=True)
    attempts = fields.IntField(null=True)
    latency_ms = fields.IntField(null=True)
    surface = fields.CharField(20, null=True)
    discord_user_id = fields.BigIntField(null=True)
    guild_id = fields.BigIntField(null=True)
    channel_id = fields.BigIntField(null=True)
    racetime_user_id = fields.CharField(50, null=True)
    racetime_room = fields.CharField(200, null=True)
    details: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    request: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)

    class Meta:
        table = "audit_generated_games"


class AuditMessages(Row):
    """One row for each version of a message that the audit bot saw. `guild_id` 0 is a direct message."""

    id = fields.BigIntField(primary_key=True)
    guild_id = fields.BigIntField(null=True)
    message_id = fields.BigIntField(null=True)
    user_id = fields.BigIntField(null=True)
    channel_id = fields.BigIntField(null=True)
    message_date = fields.DatetimeField(null=True, db_index=True)
    content = fields.CharField(4000, null=True)
    attachment = fields.CharField(1000, null=True)
    deleted = fields.IntField(default=0)
    deleted_at = fields.DatetimeField(null=True)
    edited_at = fields.DatetimeField(null=True)
    attachments: fields.JSONField[list[dict[str, object]]] = fields.JSONField(null=True)
    author_bot = fields.BooleanField(default=False)

    class Meta:
        table = "audit_messages"
        indexes = (("message_id", "id"), ("guild_id", "user_id", "id"), ("guild_id", "message_date"))
