"""Looking up what was recorded."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import StringIO

from alttprbot.models import AuditMessages
from alttprbot.services.message_record import MessageRecord

LIMIT = 5000
COLUMNS = ("message_date", "content", "attachment", "deleted", "edited_at", "channel_id", "message_id")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. `channel_ids` are those that the asking person may read; None means all."""

    guild_id: int
    user_id: int
    limit: int = 500
    deleted_only: bool = False
    channel_ids: Collection[int] | None = None


async def messages_of(question: Question) -> Sequence[MessageRecord]:
    """The versions of somebody's messages in a guild, newest first."""
    query = AuditMessages.filter(guild_id=question.guild_id, user_id=question.user_id)
    if question.deleted_only:
        query = query.filter(deleted=1)
    if question.channel_ids is not None:
        query = query.filter(channel_id__in=question.channel_ids)
    rows = await query.order_by("-id").limit(max(1, min(question.limit, LIMIT)))
    return [MessageRecord.from_row(row) for row in rows]


def as_csv(records: Sequence[MessageRecord]) -> bytes:
    """A table that spreadsheets open as text: nothing in it is taken for a formula."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerow(
            [
                record.sent_at.isoformat(),
                _cell(record.content or ""),
                _cell(" ".join(file.url for file in record.attachments)),
                int(record.deleted_at is not None),
                record.edited_at.isoformat() if record.edited_at else "",
                record.channel_id,
                record.message_id,
            ]
        )
    return text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
