"""What the message log is told about messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from alttprbot.models import AuditMessages

CONTENT_LENGTH = 4000
ATTACHMENT_LENGTH = 1000
DIRECT_MESSAGE = 0
DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a message; `size` is in bytes."""

    name: str
    url: str
    size: int
    type: str | None = None


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """One version of a message: as it was posted, or as it was after an edit (`edited_at`).

    `guild_id` is 0 for a direct message. Use `of` to make one from what Discord sent.
    """

    message_id: int
    guild_id: int
    channel_id: int
    user_id: int | None
    sent_at: datetime
    content: str | None
    attachments: tuple[Attachment, ...] = ()
    edited_at: datetime | None = None
    author_bot: bool = False
    deleted_at: datetime | None = field(default=None, compare=False)

    @classmethod
    def of(
        cls,
        *,
        message_id: int,
        guild_id: int | None,
        channel_id: int,
        user_id: int,
        sent_at: datetime,
        content: str,
        attachments: Sequence[Attachment] = (),
        edited_at: datetime | None = None,
        author_bot: bool = False,
    ) -> MessageRecord:
        """A record that any database takes: text cut to the length of its column and free of broken characters."""
        return cls(
            message_id=message_id,
            guild_id=guild_id or DIRECT_MESSAGE,
            channel_id=channel_id,
            user_id=user_id,
            sent_at=sent_at,
            content=_storable(content)[:CONTENT_LENGTH],
            attachments=tuple(attachments),
            edited_at=edited_at,
            author_bot=author_bot,
        )

    @classmethod
    def from_row(cls, row: AuditMessages) -> MessageRecord:
        """What a stored row says. Rows from older times lack some of it."""
        return cls(
            message_id=row.message_id or 0,
            guild_id=row.guild_id or DIRECT_MESSAGE,
            channel_id=row.channel_id or 0,
            user_id=row.user_id,
            sent_at=row.message_date or sent_at(row.message_id or 0),
            content=row.content,
            attachments=_attachments(row),
            edited_at=row.edited_at,
            author_bot=row.author_bot,
            deleted_at=row.deleted_at or (row.message_date if row.deleted else None),
        )

    def deleted(self, at: datetime) -> MessageRecord:
        """The same version, of a message that is gone; the first deletion counts."""
        return self if self.deleted_at is not None else replace(self, deleted_at=at)

    @property
    def version(self) -> tuple[int, datetime | None]:
        """What tells this version from the others."""
        return self.message_id, self.edited_at

    def row(self) -> AuditMessages:
        """The row to store, not saved yet."""
        first = self.attachments[0].url if self.attachments else None
        return AuditMessages(
            guild_id=self.guild_id,
            message_id=self.message_id,
            user_id=self.user_id,
            channel_id=self.channel_id,
            message_date=self.sent_at,
            content=self.content,
            attachment=first if first and len(first) <= ATTACHMENT_LENGTH else None,
            attachments=[_document(attachment) for attachment in self.attachments] or None,
            deleted=int(self.deleted_at is not None),
            deleted_at=self.deleted_at,
            edited_at=self.edited_at,
            author_bot=self.author_bot,
        )


@dataclass(frozen=True, slots=True)
class MessageDeletion:
    """A message went away; who wrote it is not said."""

    message_id: int
    guild_id: int
    channel_id: int
    sent_at: datetime
    deleted_at: datetime

    def tombstone(self) -> MessageRecord:
        """The record of a message that was never seen."""
        return MessageRecord(
            message_id=self.message_id,
            guild_id=self.guild_id,
            channel_id=self.channel_id,
            user_id=None,
            sent_at=self.sent_at,
            content=None,
            deleted_at=self.deleted_at,
        )


def sent_at(message_id: int) -> datetime:
    """When a message was sent, which its id tells."""
    return DISCORD_EPOCH + timedelta(milliseconds=message_id >> 22)


def snowflake(at: datetime) -> int:
    """The smallest id of a message sent at that time."""
    return int((at - DISCORD_EPOCH) / timedelta(milliseconds=1)) << 22


def _attachments(row: AuditMessages) -> tuple[Attachment, ...]:
    if row.attachments:
        return tuple(
            Attachment(str(document["name"]), str(document["url"]), int(str(document["size"])), _text(document["type"]))
            for document in row.attachments
        )
    return (Attachment(row.attachment.rpartition("/")[2], row.attachment, 0),) if row.attachment else ()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _document(attachment: Attachment) -> dict[str, object]:
    return {
        "name": _storable(attachment.name),
        "url": attachment.url,
        "size": attachment.size,
        "type": attachment.type,
    }


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
