"""The daily game of ALTTPR."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields

from alttprbot.models.row import Row


class AnnouncementState(StrEnum):
    """Whether an announcement is out."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"


class Daily(Row):
    """A daily game that is known. Who inserts it first announces it."""

    id = fields.IntField(primary_key=True)
    hash = fields.CharField(45, unique=True)

    class Meta:
        table = "daily"


class DailyAnnouncement(Row):
    """The announcement of a daily game in one channel."""

    id = fields.IntField(primary_key=True)
    hash = fields.CharField(45)
    guild_id = fields.BigIntField()
    channel_id = fields.BigIntField()
    message_id = fields.BigIntField(null=True)
    thread_id = fields.BigIntField(null=True)
    state = fields.CharEnumField(AnnouncementState, max_length=20, default=AnnouncementState.PENDING)
    attempts = fields.IntField(default=0)
    created = fields.DatetimeField(auto_now_add=True, db_index=True)
    updated = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "daily_announcement"
        unique_together = (("hash", "channel_id"),)
