"""RaceTime.gg rooms."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class RaceTimeRoomState(Model):
    """What the bot must still know about a room after a restart; one row a room.

    `roll_started_at` is set while a roll runs: when the process starts and finds it set, that roll was interrupted.
    `published` says whether the rolled seed reached the room (race information and chat).
    """

    id = fields.IntField(primary_key=True)
    room_name = fields.CharField(200, unique=True)
    category = fields.CharField(50, db_index=True)
    last_status = fields.CharField(20, null=True)
    last_version = fields.IntField(null=True)
    last_seen_at = fields.DatetimeField(null=True)
    intro_sent = fields.BooleanField(default=False)
    locked = fields.BooleanField(default=False)
    seed_rolled = fields.BooleanField(default=False)
    seed_url = fields.CharField(2000, null=True)
    seed_info = fields.CharField(1000, null=True)
    rolled_by = fields.CharField(50, null=True)
    rolled_at = fields.DatetimeField(null=True)
    roll_command = fields.CharField(1000, null=True)
    roll_started_at = fields.DatetimeField(null=True)
    published = fields.BooleanField(default=True)
    last_message_id = fields.CharField(50, null=True)
    opened_by_us = fields.BooleanField(default=False)
    unlisted = fields.BooleanField(default=False)
    created = fields.DatetimeField(auto_now_add=True)
    closed_at = fields.DatetimeField(null=True, db_index=True)

    class Meta:
        table = "racetime_room_state"


class RTGGOverrideWhitelist(Model):
    """Somebody who may race without streaming in a category, until `expires` (null: for ever)."""

    id = fields.IntField(primary_key=True)
    racetime_id = fields.CharField(50)
    category = fields.CharField(50)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    reason = fields.CharField(200, null=True)
    expires = fields.DatetimeField(null=True)

    class Meta:
        table = "rtggoverridewhitelist"
        unique_together = (("racetime_id", "category"),)
