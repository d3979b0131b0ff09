"""Settings of a Discord server."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class Config(Row):
    """One setting of one guild; the keys are declared in the guild configuration service."""

    id = fields.IntField(primary_key=True)
    guild_id = fields.BigIntField()
    parameter = fields.CharField(45, db_index=True)
    value = fields.TextField(null=True)

    class Meta:
        table = "config"
        unique_together = (("guild_id", "parameter"),)
