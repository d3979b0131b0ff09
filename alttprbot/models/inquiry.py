"""Private inquiries."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields

from alttprbot.models.row import Row


class InquiryStatus(StrEnum):
    """Whether an inquiry is dealt with."""

    OPEN = "open"
    CLAIMED = "claimed"
    CLOSED = "closed"


class InquiryMessageConfig(Row):
    """A message whose button opens an inquiry, and the role that answers it."""

    message_id = fields.BigIntField(primary_key=True, generated=False)
    role_id = fields.BigIntField()
    threads: fields.ReverseRelation[InquiryThread]

    class Meta:
        table = "inquirymessageconfig"


class InquiryThread(Row):
    """One inquiry: its thread, who opened it and who of the staff took it on."""

    thread_id = fields.BigIntField(primary_key=True, generated=False)
    config: fields.ForeignKeyNullableRelation[InquiryMessageConfig] = fields.ForeignKeyField(
        "models.InquiryMessageConfig", related_name="threads", on_delete=fields.SET_NULL, null=True
    )
    config_id: int | None
    guild_id = fields.BigIntField()
    opener_id = fields.BigIntField()
    claimed_by_id = fields.BigIntField(null=True)
    status = fields.CharEnumField(InquiryStatus, max_length=20, default=InquiryStatus.OPEN)
    opened_at = fields.DatetimeField(auto_now_add=True)
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "inquiry_thread"
        indexes = (("guild_id", "opener_id", "status"),)
