"""What the moderation did."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class ModerationAction(Row):
    """One measure against somebody: which rule they broke, by which messages. Without a moderator it was the bot."""

    id = fields.BigIntField(primary_key=True)
    guild_id = fields.BigIntField()
    user_id = fields.BigIntField()
    channel_id = fields.BigIntField(null=True)
    message_ids: fields.JSONField[list[int]] = fields.JSONField(null=True)
    rule = fields.CharField(50)
    action = fields.CharField(50)
    evidence = fields.TextField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    moderator_id = fields.BigIntField(null=True)
    reverted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "moderation_action"
        indexes = (("guild_id", "user_id", "id"), ("guild_id", "created"))
