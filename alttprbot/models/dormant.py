"""Tables that nothing uses any more. They stay, because existing databases have rows in them."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields

from alttprbot.models.row import Row


class MultiworldStatus(StrEnum):
    """Whether people can still join."""

    STARTED = "STARTED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


class SRLNick(Row):
    """What was known of people before there were users."""

    discord_user_id = fields.BigIntField(primary_key=True, generated=False)
    twitch_name = fields.CharField(200, null=True, db_index=True)
    rtgg_id = fields.CharField(200, null=True, db_index=True)
    display_name = fields.CharField(200, null=True, db_index=True)

    class Meta:
        table = "srlnick"


class NickVerification(Row):
    """A key by which somebody proved who they are; people may have theirs deleted."""

    key = fields.BigIntField(primary_key=True, generated=False)
    discord_user_id = fields.BigIntField(null=True, db_index=True)
    timestamp = fields.DatetimeField(auto_now=True, null=True)

    class Meta:
        table = "nick_verification"


class SrlRaces(Row):
    """A race on SpeedRunsLive."""

    id = fields.IntField(primary_key=True)
    srl_id = fields.CharField(45, null=True, unique=True)
    goal = fields.CharField(200, null=True)
    timestamp = fields.DatetimeField(auto_now=True)
    message = fields.CharField(200, null=True)

    class Meta:
        table = "srl_races"


class SpeedGamingDailies(Row):
    """Where daily races of SpeedGaming were announced."""

    id = fields.IntField(primary_key=True)
    slug = fields.CharField(45, null=True)
    guild_id = fields.BigIntField()
    announce_channel = fields.BigIntField()
    announce_message = fields.CharField(2000)
    racetime_category = fields.CharField(45, null=True)
    racetime_goal = fields.CharField(45, null=True)
    race_info = fields.CharField(2000)
    active = fields.SmallIntField(null=True)

    class Meta:
        table = "sgdailies"


class RTGGAnnouncers(Row):
    """A channel that hears of the rooms of a category."""

    id = fields.IntField(primary_key=True)
    category = fields.CharField(50)
    guild_id = fields.BigIntField()
    channel_id = fields.BigIntField()
    announcer_messages: fields.ReverseRelation[RTGGAnnouncerMessages]

    class Meta:
        table = "rtggannouncers"


class RTGGAnnouncerMessages(Row):
    """What such a channel heard of one room."""

    id = fields.IntField(primary_key=True)
    announcer: fields.ForeignKeyRelation[RTGGAnnouncers] = fields.ForeignKeyField(
        "models.RTGGAnnouncers", related_name="announcer_messages", on_delete=fields.CASCADE
    )
    announcer_id: int
    message_id = fields.BigIntField()
    room_name = fields.CharField(50)

    class Meta:
        table = "rtggannouncermessages"


class PatchDistribution(Row):
    """A patch made in advance; `used` is 1 once it was handed out."""

    id = fields.IntField(primary_key=True)
    patch_id = fields.CharField(45, null=True)
    game = fields.CharField(45, null=True)
    used = fields.SmallIntField(db_index=True)

    class Meta:
        table = "patch_distribution"


class SMZ3Multiworld(Row):
    """A message by which people joined a multiworld of SMZ3."""

    message_id = fields.BigIntField(primary_key=True, generated=False)
    owner_id = fields.BigIntField(null=True)
    randomizer = fields.CharField(45, null=True)
    preset = fields.CharField(45, null=True)
    status = fields.CharEnumField(MultiworldStatus, max_length=20, null=True)

    class Meta:
        table = "smz3_multiworld"


class Multiworld(Row):
    """A message by which people joined a multiworld."""

    message_id = fields.BigIntField(primary_key=True, generated=False)
    owner_id = fields.BigIntField(null=True)
    randomizer = fields.CharField(45, null=True)
    preset = fields.CharField(45, null=True)
    status = fields.CharEnumField(MultiworldStatus, max_length=20, null=True)
    entrant: fields.ReverseRelation[MultiworldEntrant]

    class Meta:
        table = "multiworld"


class MultiworldEntrant(Row):
    """Somebody who joined."""

    id = fields.IntField(primary_key=True)
    discord_user_id = fields.BigIntField(null=True)
    multiworld: fields.ForeignKeyRelation[Multiworld] = fields.ForeignKeyField(
        "models.Multiworld", related_name="entrant", on_delete=fields.CASCADE
    )
    multiworld_id: int

    class Meta:
        table = "multiworldentrant"
