"""Directories of Discord servers."""

from __future__ import annotations

from tortoise import fields
from tortoise.queryset import QuerySet

from alttprbot.models.row import Row


class DiscordServerCategories(Row):
    """A part of a guild's directory, shown in one channel."""

    id = fields.IntField(primary_key=True)
    order = fields.IntField(default=0)
    guild_id = fields.BigIntField()
    channel_id = fields.BigIntField()
    category_title = fields.CharField(200)
    category_description = fields.CharField(200, null=True)
    server_list: fields.ReverseRelation[DiscordServerLists]

    class Meta:
        table = "discord_server_categories"
        indexes = (("guild_id", "order"),)

    @classmethod
    def of_guild(cls, guild_id: int) -> QuerySet[DiscordServerCategories]:
        """The parts of a guild's directory, in their order."""
        return cls.filter(guild_id=guild_id).order_by("order", "id")


class DiscordServerLists(Row):
    """One server of a directory; `invite_id` is the code of its invitation."""

    id = fields.IntField(primary_key=True)
    server_description = fields.CharField(200)
    invite_id = fields.CharField(45)
    category: fields.ForeignKeyRelation[DiscordServerCategories] = fields.ForeignKeyField(
        "models.DiscordServerCategories", related_name="server_list", on_delete=fields.CASCADE
    )
    category_id: int

    class Meta:
        table = "discord_server_lists"
        indexes = (("category",),)

    @classmethod
    def of_guild(cls, guild_id: int) -> QuerySet[DiscordServerLists]:
        """The servers in a guild's directory; those of other guilds are none of its business."""
        return cls.filter(category__guild_id=guild_id).order_by("id")
