"""RaceTime.gg rooms."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class RaceTimeRoomState(Row):
    """What the bot must still know about a room after a restart; one row a room.

    `roll_started_at` is set while a roll runs: when the process starts and finds it set, that roll was interrupted.
    `published` says whether the rolled seed reached the room: `seed_info` as race information, and each line of
    `seed_lines` as a message.
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
    seed_lines = fields.TextField(null=True)
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


class RTGGOverrideWhitelist(Row):
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


class RTGGUnlistedRooms(Row):
    """An unlisted room, which no list of rooms tells of after a restart."""

    id = fields.IntField(primary_key=True)
    room_name = fields.CharField(200, unique=True)
    category = fields.CharField(50, db_index=True)

    class Meta:
        table = "rtggunlistedrooms"


class RTGGWatcher(Row):
    """A channel that hears of watched players, and perhaps of new ones, in a category."""

    id = fields.IntField(primary_key=True)
    guild_id = fields.BigIntField()
    channel_id = fields.BigIntField()
    notify_on_new_player = fields.BooleanField(default=False)
    category = fields.CharField(50, db_index=True)
    watched_player: fields.ReverseRelation[RTGGWatcherPlayer]

    class Meta:
        table = "rtggwatcher"
        unique_together = (("channel_id", "category"),)


class RTGGWatcherPlayer(Row):
    """A player who is watched."""

    id = fields.IntField(primary_key=True)
    rtgg_watcher: fields.ForeignKeyRelation[RTGGWatcher] = fields.ForeignKeyField(
        "models.RTGGWatcher", related_name="watched_player", on_delete=fields.CASCADE
    )
    rtgg_watcher_id: int
    racetime_id = fields.CharField(50, db_index=True)

    class Meta:
        table = "rtggwatcherplayer"
        unique_together = (("rtgg_watcher", "racetime_id"),)


class RacetimeKONOTGame(Row):
    """A series of races, each without the last of the one before."""

    id = fields.IntField(primary_key=True)
    category_slug = fields.CharField(50)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    segments: fields.ReverseRelation[RaceTimeKONOTSegment]

    class Meta:
        table = "racetimekonotgame"


class RaceTimeKONOTSegment(Row):
    """One race of a series, counted from 1. It is there before its room, which it lacks until then."""

    id = fields.IntField(primary_key=True)
    racetime_room = fields.CharField(200, null=True, unique=True)
    game: fields.ForeignKeyRelation[RacetimeKONOTGame] = fields.ForeignKeyField(
        "models.RacetimeKONOTGame", related_name="segments", on_delete=fields.CASCADE
    )
    game_id: int
    segment_number = fields.IntField()
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "racetimekonotsegment"
        unique_together = (("game", "segment_number"),)
