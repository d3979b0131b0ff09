"""How reports look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import discord
from discord.utils import escape_markdown, format_dt

from alttprbot.services.message_log import MessageRecord

EDITED_LENGTH = 1000
DELETED_LENGTH = 1020
UNKNOWN = "*unknown*"
EMPTY = "*empty*"
NEW_ACCOUNT = timedelta(days=7)


def joined(member: discord.Member, now: datetime) -> discord.Embed:
    """Somebody came in."""
    embed = _about_user("Member joined", discord.Colour.green(), member, now)
    warning = " ⚠️ new" if now - member.created_at < NEW_ACCOUNT else ""
    embed.add_field(name="Account created", value=f"{format_dt(member.created_at, 'R')}{warning}", inline=False)
    return embed


def left(user: discord.User | discord.Member, now: datetime) -> discord.Embed:
    """Somebody is gone, for whatever reason."""
    embed = _about_user("Member left", discord.Colour.red(), user, now)
    roles = [role.mention for role in getattr(user, "roles", ())[1:]]
    if roles:
        embed.add_field(name="Roles", value=_cut(" ".join(roles), EDITED_LENGTH, "…"), inline=False)
    return embed


def banned(user: discord.User | discord.Member, now: datetime) -> discord.Embed:
    """Somebody was banned."""
    return _about_user("Member banned", discord.Colour.red(), user, now)


def edited(before: MessageRecord | None, after: MessageRecord, now: datetime) -> discord.Embed:
    """A message says something else now."""
    place = f"https://discord.com/channels/{after.guild_id}/{after.channel_id}/{after.message_id}"
    embed = discord.Embed(
        title="Message edited",
        colour=discord.Colour.dark_orange(),
        description=f"A message of {_author(after)} in <#{after.channel_id}> was edited. [Jump to it]({place})",
        timestamp=now,
    )
    embed.add_field(name="Before", value=_text(before, EDITED_LENGTH, ".."), inline=False)
    embed.add_field(name="After", value=_text(after, EDITED_LENGTH, ".."), inline=False)
    _sign(embed, after)
    return embed


def deleted(record: MessageRecord, now: datetime) -> discord.Embed:
    """A message is gone; `record` is its last version, or a tombstone."""
    embed = discord.Embed(
        title="Message deleted",
        colour=discord.Colour.dark_red(),
        description=f"A message of {_author(record)} in <#{record.channel_id}> was deleted.",
        timestamp=now,
    )
    embed.add_field(name="Text", value=_text(record, DELETED_LENGTH, "..."), inline=False)
    if record.attachments:
        names = ", ".join(f"[{escape_markdown(file.name)}]({file.url})" for file in record.attachments)
        embed.add_field(name="Attachments", value=_cut(names, EDITED_LENGTH, "…"), inline=False)
    embed.add_field(name="Sent", value=format_dt(record.sent_at), inline=False)
    _sign(embed, record)
    return embed


def bulk_deleted(channel_id: int, count: int, known: int, now: datetime) -> discord.Embed:
    """Many messages are gone at once."""
    return discord.Embed(
        title="Messages deleted",
        colour=discord.Colour.dark_red(),
        description=f"{count} messages in <#{channel_id}> were deleted at once. {known} of them are in the file.",
        timestamp=now,
    )


def version(record: MessageRecord) -> discord.Embed:
    """A message as it once was."""
    title = "Edited" if record.edited_at else "Posted"
    embed = discord.Embed(
        title=title, description=_text(record, DELETED_LENGTH, "..."), timestamp=record.edited_at or record.sent_at
    )
    embed.add_field(name="Author", value=_author(record))
    embed.add_field(name="Channel", value=f"<#{record.channel_id}>")
    if record.deleted_at is not None:
        embed.add_field(name="Deleted", value=format_dt(record.deleted_at))
    _sign(embed, record)
    return embed


def looked_up(by: discord.User | discord.Member, what: str, now: datetime) -> discord.Embed:
    """Somebody used the records."""
    return discord.Embed(
        title="Records looked up",
        colour=discord.Colour.blue(),
        description=f"{by.mention} looked up: {what}",
        timestamp=now,
    )


def transcript(records: Sequence[MessageRecord]) -> str:
    """Messages as plain text, one a paragraph."""
    return "\n\n".join(
        f"[{record.sent_at:%Y-%m-%d %H:%M:%S} UTC] user {record.user_id or 'unknown'}, message {record.message_id}\n"
        f"{record.content or ''}" + "".join(f"\n{file.name} {file.url}" for file in record.attachments)
        for record in records
    )


def _about_user(
    title: str, colour: discord.Colour, user: discord.User | discord.Member, now: datetime
) -> discord.Embed:
    embed = discord.Embed(
        title=title, colour=colour, description=f"{user.mention} {escape_markdown(str(user))}", timestamp=now
    )
    if user.avatar is not None:
        embed.set_thumbnail(url=user.avatar.url)
    embed.set_footer(text=f"user {user.id}")
    return embed


def _author(record: MessageRecord) -> str:
    return f"<@{record.user_id}>" if record.user_id is not None else "an unknown author"


def _text(record: MessageRecord | None, length: int, ellipsis: str) -> str:
    if record is None or record.content is None:
        return UNKNOWN
    return _cut(escape_markdown(record.content), length, ellipsis) if record.content.strip() else EMPTY


def _cut(text: str, length: int, ellipsis: str) -> str:
    return text if len(text) <= length else text[:length] + ellipsis


def _sign(embed: discord.Embed, record: MessageRecord) -> None:
    embed.set_footer(text=f"message {record.message_id} · channel {record.channel_id} · user {record.user_id or '?'}")
