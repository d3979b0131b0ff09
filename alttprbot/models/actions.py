"""Who changed what, outside of matches and runs, which have histories of their own."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class AuditAction(Row):
    """One change made by a person: a guild setting, two users merged, data erased.

    `actor` is `discord:<id>`, `operator:<account>@<machine>` or `system`; `surface` is where it was done: `discord`,
    `web` or `cli`. `details` never holds secrets, nor personal data of anybody whose data was erased.
    """

    id = fields.BigIntField(primary_key=True)
    created = fields.DatetimeField(auto_now_add=True, db_index=True)
    surface = fields.CharField(20)
    actor = fields.CharField(100)
    action = fields.CharField(60)
    subject = fields.CharField(200, null=True)
    guild_id = fields.BigIntField(null=True)
    details: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)

    class Meta:
        table = "audit_actions"
        indexes = (("guild_id", "id"), ("action", "id"))
