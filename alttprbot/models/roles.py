"""Roles that people get by reacting to a message or by joining a voice channel."""

from __future__ import annotations

from tortoise import fields
from tortoise.queryset import QuerySet

from alttprbot.models.row import Row


class ReactionGroup(Row):
    """A message whose reactions give roles. `bot_managed` is 1 where the bot wrote the message."""

    id = fields.IntField(primary_key=True)
    guild_id = fields.BigIntField()
    channel_id = fields.BigIntField()
    message_id = fields.BigIntField(unique=True)
    name = fields.CharField(400, null=True)
    description = fields.CharField(1000, null=True)
    bot_managed = fields.IntField(null=True)
    reaction_roles: fields.ReverseRelation[ReactionRole]

    class Meta:
        table = "reaction_group"


class ReactionRole(Row):
    """The role that an emoji gives."""

    id = fields.IntField(primary_key=True)
    guild_id = fields.BigIntField()
    reaction_group: fields.ForeignKeyRelation[ReactionGroup] = fields.ForeignKeyField(
        "models.ReactionGroup", related_name="reaction_roles", on_delete=fields.CASCADE
    )
    reaction_group_id: int
    role_id = fields.BigIntField(null=True)
    name = fields.CharField(45, null=True)
    emoji = fields.CharField(200, null=True)
    description = fields.CharField(1000, null=True)
    protect_mentions = fields.SmallIntField(null=True)

    class Meta:
        table = "reaction_role"
        unique_together = (("reaction_group", "emoji"),)

    @classmethod
    def given_by(cls, guild_id: int, message_id: int, emoji: str) -> QuerySet[ReactionRole]:
        """What reacting to a message with an emoji gives."""
        return cls.filter(guild_id=guild_id, reaction_group__message_id=message_id, emoji=emoji)


class VoiceRole(Row):
    """The role of those who are in a voice channel."""

    id = fields.IntField(primary_key=True)
    guild_id = fields.BigIntField()
    voice_channel_id = fields.BigIntField()
    role_id = fields.BigIntField()

    class Meta:
        table = "voice_role"
        unique_together = (("guild_id", "voice_channel_id", "role_id"),)
