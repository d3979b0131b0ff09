"""Recording messages. Raw events only: they come for messages that no cache knows, and carry all that is needed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import discord
from discord.ext import commands, tasks
from discord.utils import snowflake_time, utcnow

from alttprbot.database import DATABASE_ERRORS
from alttprbot.services.message_log import Attachment, MessageDeletion, MessageLog, MessageRecord
from alttprbot_audit import embeds
from alttprbot_audit.policy import RecordingPolicy
from alttprbot_audit.reports import Reporter

logger = logging.getLogger(__name__)

RELOAD_SECONDS = 300


class AuditCog(commands.Cog):
    """Hands what happens to messages over to the message log and reports edits and deletions."""

    def __init__(
        self, bot: commands.Bot, *, message_log: MessageLog, policy: RecordingPolicy, reporter: Reporter
    ) -> None:
        self.bot = bot
        self.reporter = reporter
        self.message_log = message_log
        self.policy = policy
        self._stop_following = policy.follow()

    async def cog_load(self) -> None:
        """Look at the settings now and then."""
        self.reload_policy.start()

    async def cog_unload(self) -> None:
        """Leave the settings alone."""
        self.reload_policy.cancel()
        self._stop_following()

    @tasks.loop(seconds=RELOAD_SECONDS)
    async def reload_policy(self) -> None:
        """Changes made in the table itself reach nobody else."""
        if self.reload_policy.current_loop:
            await self.policy.reload()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote something."""
        if self._is_recorded(message):
            self.message_log.posted(_record(message))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """A message changed, or Discord added a preview to it."""
        if not self._is_recorded(payload.message):
            return
        record = _record(payload.message)
        before = self.message_log.latest(record.message_id)
        if self.message_log.edited(record) and self.reporter.wanted(payload.guild_id):
            await self._report_edit(before, record)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message is gone."""
        deletions = self._deleted(payload.guild_id, payload.channel_id, [payload.message_id])
        if deletions and self.reporter.wanted(payload.guild_id):
            await self._report_deletion(deletions[0])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """A moderator removed several messages at once."""
        deletions = self._deleted(payload.guild_id, payload.channel_id, sorted(payload.message_ids))
        if deletions and self.reporter.wanted(payload.guild_id):
            await self._report_bulk(deletions)

    async def _report_edit(self, before: MessageRecord | None, after: MessageRecord) -> None:
        if before is None:
            versions = (await self._versions([after.message_id])).get(after.message_id, ())
            before = next((version for version in reversed(versions) if version.version != after.version), None)
        if before is None or (before.content, before.attachments) != (after.content, after.attachments):
            await self.reporter.post(after.guild_id, embeds.edited(before, after, utcnow()))

    async def _report_deletion(self, deletion: MessageDeletion) -> None:
        known = await self._last_versions([deletion.message_id])
        await self.reporter.post(
            deletion.guild_id, embeds.deleted(known[0] if known else deletion.tombstone(), utcnow())
        )

    async def _report_bulk(self, deletions: Sequence[MessageDeletion]) -> None:
        known = await self._last_versions([deletion.message_id for deletion in deletions])
        told = [version for version in known if version.content is not None]
        embed = embeds.bulk_deleted(deletions[0].channel_id, len(deletions), len(told), utcnow())
        file = discord.File(BytesIO(embeds.transcript(told).encode()), "deleted.txt")
        await self.reporter.post(deletions[0].guild_id, embed, files=[file] if told else ())

    async def _last_versions(self, message_ids: Sequence[int]) -> Sequence[MessageRecord]:
        """The newest version of each message that is known, from memory where that is enough."""
        last = {message_id: self.message_log.latest(message_id) for message_id in message_ids}
        missing = [message_id for message_id, record in last.items() if record is None]
        if missing:
            last |= {message_id: versions[-1] for message_id, versions in (await self._versions(missing)).items()}
        return [record for record in last.values() if record is not None]

    async def _versions(self, message_ids: Sequence[int]) -> Mapping[int, Sequence[MessageRecord]]:
        """What is stored of messages; a report without it is better than none."""
        try:
            return await self.message_log.versions(message_ids)
        except DATABASE_ERRORS as error:
            logger.warning("audit messages not found", extra={"error": type(error).__name__})
            return {}

    def _deleted(self, guild_id: int | None, channel_id: int, message_ids: Iterable[int]) -> Sequence[MessageDeletion]:
        channel = self._channel(guild_id, channel_id)
        if not self.policy.records(guild_id, _places(channel, channel_id)):
            return ()
        now = utcnow()
        deletions = [
            MessageDeletion(
                message_id=message_id,
                guild_id=guild_id or 0,
                channel_id=channel_id,
                sent_at=snowflake_time(message_id),
                deleted_at=now,
            )
            for message_id in message_ids
        ]
        self.message_log.deleted(deletions)
        return deletions

    def _is_recorded(self, message: discord.Message) -> bool:
        guild_id = message.guild.id if message.guild else None
        return not message.author.bot and self.policy.records(guild_id, _places(message.channel, message.channel.id))

    def _channel(self, guild_id: int | None, channel_id: int) -> object:
        guild = self.bot.get_guild(guild_id) if guild_id is not None else None
        return guild.get_channel_or_thread(channel_id) if guild is not None else None


def _places(channel: object, channel_id: int) -> tuple[int | None, ...]:
    """The ids under which a channel may have been excluded."""
    return channel_id, getattr(channel, "parent_id", None), getattr(channel, "category_id", None)


def _record(message: discord.Message) -> MessageRecord:
    return MessageRecord.of(
        message_id=message.id,
        guild_id=message.guild.id if message.guild else None,
        channel_id=message.channel.id,
        user_id=message.author.id,
        sent_at=message.created_at,
        content=message.content,
        attachments=[
            Attachment(name=file.filename, url=file.url, size=file.size, type=file.content_type)
            for file in message.attachments
        ],
        edited_at=message.edited_at,
        author_bot=message.author.bot,
    )
