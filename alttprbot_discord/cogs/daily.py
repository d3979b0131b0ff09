"""The daily challenge of ALTTPR: on demand, and announced where servers want it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.ext import commands, tasks

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.database import DATABASE_ERRORS, reason
from alttprbot.exceptions import DatabaseUnavailableException
from alttprbot.models import DailyAnnouncement
from alttprbot.services.daily import DailyGame
from alttprbot.services.daily_announcements import DailyAnnouncements
from alttprbot.util.text import cut
from alttprbot_discord.delivery import deliver
from alttprbot_discord.embeds.look import Look
from alttprbot_discord.embeds.seed import seed_embed
from alttprbot_discord.failures import UNREACHABLE
from alttprbot_discord.policy import Policy, allow

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

logger = logging.getLogger(__name__)

CHANNELS, PUBLISH, ROLES = "DailyAnnouncerChannel", "DailyAnnouncerPublish", "DailyAnnouncerRole"
# The site asks to be gentle.
MINUTES = 5
ARCHIVED_AFTER: Final = 1440
THREAD_NAME_LIMIT = 100
LOOKED_BACK = 25
NAMELESS = "Daily challenge"

Target = discord.TextChannel | discord.Thread | discord.ForumChannel


class Daily(commands.Cog):
    """Everybody may ask, everywhere; servers choose the channels that are told without asking."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._bot = bot
        self._core = bot.core
        self._announcements = DailyAnnouncements(clock=bot.core.clock)

    async def cog_load(self) -> None:
        """Begin; the first time waits for Discord."""
        self.announcer.start()

    async def cog_unload(self) -> None:
        """End."""
        self.announcer.cancel()

    @allow(Policy.PUBLIC)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.command(description="Show today's daily challenge of the A Link to the Past Randomizer")
    async def dailygame(self, interaction: discord.Interaction[SahasrahBot]) -> None:
        """Today's game."""
        await interaction.response.defer()
        await deliver(interaction, self._embed(await self._core.daily.today()))

    @tasks.loop(minutes=MINUTES)
    async def announcer(self) -> None:
        """What is left undone is left to the next turn."""
        await self._bot.wait_until_ready()
        try:
            await self._announce()
        except SeedProviderError as error:
            logger.warning("daily challenge unknown", extra={"reason": str(error)})
        except (*DATABASE_ERRORS, DatabaseUnavailableException) as error:
            logger.warning("daily challenge not announced", extra={"reason": reason(error)})
        except Exception:
            # A loop that raises never comes round again.
            logger.exception("daily challenge not announced")

    async def _announce(self) -> None:
        targets = await self._targets()
        if not targets:
            return
        game = await self._core.daily.today()
        await self._announcements.forget()
        channels = {channel: target.guild.id for channel, target in targets.items()}
        for announcement in await self._announcements.due(game.hash, channels):
            await self._announce_in(targets[announcement.channel_id], announcement, game)

    async def _targets(self) -> dict[int, Target]:
        """The channels that servers chose, by their ids; those that are of no use, and those of servers that the bot
        is not in, are told of in the log, once."""
        targets: dict[int, Target] = {}
        config = self._core.guild_config
        for setting in await config.get_all_guilds_with_parameter(CHANNELS):
            guild = self._bot.get_guild(setting.guild_id)
            if guild is None:
                config.complain(setting.guild_id, CHANNELS, str(setting.value))
                continue
            if guild.unavailable:
                continue
            for channel_id in await config.get_channel_ids(guild.id, CHANNELS):
                channel = guild.get_channel_or_thread(channel_id)
                if isinstance(channel, Target):
                    targets[channel_id] = channel
                else:
                    config.complain(guild.id, CHANNELS, str(channel_id))
        return targets

    async def _announce_in(self, target: Target, announcement: DailyAnnouncement, game: DailyGame) -> None:
        try:
            tried = announcement.attempts > 0
            await self._announcements.begin(announcement)
            found = await self._posted_before(target, game) if tried else None
            message, thread = found or await self._post(target, game)
        except UNREACHABLE as error:
            fields = {"guild_id": target.guild.id, "channel_id": target.id, "reason": repr(error)}
            logger.warning("daily challenge not announced here", extra=fields)
            await self._announcements.failed(announcement)
        else:
            await self._announcements.sent(announcement, message.id, thread.id if thread else None)

    async def _post(self, target: Target, game: DailyGame) -> tuple[discord.Message, discord.Thread | None]:
        embed, name = self._embed(game), cut(game.name or NAMELESS, THREAD_NAME_LIMIT)
        role_ids = await self._core.guild_config.roles(target.guild.id, ROLES)
        roles = [role for role in target.guild.roles if role.id in role_ids]
        text = " ".join(role.mention for role in roles)
        mentions = discord.AllowedMentions(everyone=False, users=False, roles=roles)
        if isinstance(target, discord.ForumChannel):
            post = await target.create_thread(
                name=name,
                content=text,
                embed=embed,
                allowed_mentions=mentions,
                auto_archive_duration=ARCHIVED_AFTER,
            )
            return post.message, post.thread
        followed = isinstance(target, discord.TextChannel) and target.is_news()
        publish = followed and await self._core.guild_config.flag(target.guild.id, PUBLISH)
        message = await target.send(text or None, embed=embed, allowed_mentions=mentions)
        if publish:
            await self._publish(message)
        return message, await self._discussion(target, message, game.name)

    async def _publish(self, message: discord.Message) -> None:
        """Show it to the followers of the channel, as far as Discord allows: it is announced in any case."""
        try:
            await message.publish()
        except UNREACHABLE as error:
            logger.info(
                "daily challenge not published", extra={"channel_id": message.channel.id, "reason": repr(error)}
            )

    async def _discussion(
        self, target: discord.TextChannel | discord.Thread, message: discord.Message, name: str | None
    ) -> discord.Thread | None:
        """A place to talk about it, as far as Discord allows."""
        if isinstance(target, discord.Thread) or not name:
            return None
        try:
            return await message.create_thread(name=cut(name, THREAD_NAME_LIMIT), auto_archive_duration=ARCHIVED_AFTER)
        except UNREACHABLE as error:
            logger.info("daily challenge without thread", extra={"channel_id": target.id, "reason": repr(error)})
            return None

    async def _posted_before(
        self, target: Target, game: DailyGame
    ) -> tuple[discord.Message | discord.Thread, discord.Thread | None] | None:
        """The announcement, if it went out and only its record did not."""
        if isinstance(target, discord.ForumChannel):
            name = cut(game.name or NAMELESS, THREAD_NAME_LIMIT)
            mine = (thread for thread in target.threads if thread.owner_id == target.guild.me.id)
            post = next((thread for thread in mine if thread.name == name), None)
            return (post, post) if post else None
        async for message in target.history(limit=LOOKED_BACK):
            shown = {field.value for embed in message.embeds for field in embed.fields}
            if message.author.id == target.guild.me.id and game.response.url in shown:
                return message, message.thread
        return None

    def _embed(self, game: DailyGame) -> discord.Embed:
        notes = f"This is today's daily challenge. The latest one can always be found at {game.latest_url}."
        return seed_embed(game, Look(game.labels, self._bot.seed_emojis, notes=notes))
