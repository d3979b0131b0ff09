"""Events at which people play in one hall."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class SGL2023OnsiteHistory(Row):
    """A seed that was fetched at an event.

    `tournament` is the label of the game. `ip_address` is the network that it was fetched from, empty once that was
    forgotten; `url` may be cut off, the whole of it is in the record of the seed.
    """

    id = fields.IntField(primary_key=True)
    date = fields.DatetimeField(auto_now_add=True)
    tournament = fields.CharField(45)
    url = fields.CharField(300)
    ip_address = fields.CharField(200)

    class Meta:
        table = "sgl2023onsitehistory"
