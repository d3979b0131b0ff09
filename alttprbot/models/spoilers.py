"""Spoiler races."""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise import fields

from alttprbot.models.row import Row


class SpoilerRaces(Row):
    """The spoiler log of a room; `studytime` is in seconds and counts from `started`, null until the race starts.

    `published` says whether the log reached the room since then.
    """

    id = fields.IntField(primary_key=True)
    srl_id = fields.CharField(200, null=True, unique=True)
    spoiler_url = fields.CharField(255, null=True)
    studytime = fields.IntField(null=True)
    date = fields.DatetimeField(auto_now_add=True)
    started = fields.DatetimeField(null=True)
    published = fields.BooleanField(default=True)

    class Meta:
        table = "spoiler_races"

    @property
    def study_ends_at(self) -> datetime | None:
        """When the log was studied long enough; null until the race starts."""
        return None if self.started is None else self.started + timedelta(seconds=self.studytime or 0)
