"""Texts for the end of the game."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields

from alttprbot.models.row import Row


class TriforceSetting(StrEnum):
    """What is configured about a pool: a moderator (by their Discord id) or the key for submitting."""

    MODERATOR = "moderator"
    KEY = "key"


class TriforceTextAccess(StrEnum):
    """What somebody needs to submit a text."""

    LOGIN = "login"
    KEY = "key"


class TriforceTextPool(Row):
    """A pool of texts; one person may have `submission_limit` texts waiting for moderation."""

    id = fields.IntField(primary_key=True)
    slug = fields.CharField(45, unique=True)
    title = fields.CharField(200)
    opens_at = fields.DatetimeField(null=True)
    closes_at = fields.DatetimeField(null=True)
    access = fields.CharEnumField(TriforceTextAccess, max_length=20, default=TriforceTextAccess.LOGIN)
    submission_limit = fields.IntField(default=10)

    class Meta:
        table = "triforcetextpool"


class TriforceTexts(Row):
    """One text of up to three lines; `approved` is null until somebody decided."""

    id = fields.IntField(primary_key=True)
    pool_name = fields.CharField(45)
    text = fields.CharField(200)
    discord_user_id = fields.BigIntField(null=True)
    author = fields.CharField(200, null=True)
    approved = fields.BooleanField(null=True)
    broadcasted = fields.BooleanField(default=False)
    timestamp = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "triforcetexts"
        indexes = (("pool_name", "approved", "discord_user_id"),)


class TriforceTextsConfig(Row):
    """One setting of a pool; it has a row for each of its moderators."""

    id = fields.IntField(primary_key=True)
    pool_name = fields.CharField(45)
    key_name = fields.CharEnumField(TriforceSetting, max_length=100)
    value = fields.CharField(2000)

    class Meta:
        table = "triforcetextsconfig"
        indexes = (("pool_name", "key_name"),)
