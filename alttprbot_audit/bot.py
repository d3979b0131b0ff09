"""The audit bot: a Discord application of its own, because only it may read what people write."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.utils import escape_markdown

from alttprbot.config import Settings
from alttprbot.core import Core
from alttprbot.database import unavailable
from alttprbot.discord_login import Connect, log_in
from alttprbot.exceptions import SahasrahBotException
from alttprbot.services.deployed_commands import are_deployed, remember_deployed
from alttprbot.services.guild_config import install_on
from alttprbot.services.message_log import MessageLog
from alttprbot.supervision import Health, Service
from alttprbot_audit.cogs.audit import AuditCog
from alttprbot_audit.cogs.history import HistoryCog
from alttprbot_audit.cogs.members import MembersCog
from alttprbot_audit.policy import RecordingPolicy
from alttprbot_audit.reports import Reporter

logger = logging.getLogger(__name__)

INTENTS = "“Server Members Intent” and “Message Content Intent”"
SYNC_PATIENCE = 30.0


class AuditBot(commands.Bot):
    """Sees messages and members, and nothing else.

    Discord's own message cache is off: the message log remembers what it needs.
    """

    def __init__(self, *, message_log: MessageLog, policy: RecordingPolicy, health: Health | None = None) -> None:
        super().__init__(
            command_prefix=self._prefix,
            intents=_intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            help_command=None,
        )
        self.message_log = message_log
        self.policy = policy
        self._health = health

    async def setup_hook(self) -> None:
        """Add what the bot does."""
        reporter = Reporter(self, self.policy)
        await self.add_cog(AuditCog(self, message_log=self.message_log, policy=self.policy, reporter=reporter))
        await self.add_cog(MembersCog(policy=self.policy, reporter=reporter))
        await self.add_cog(HistoryCog(message_log=self.message_log, policy=self.policy, reporter=reporter))
        self.tree.error(_answer_failure)
        await self._sync_commands()

    async def on_ready(self) -> None:
        """Discord sends us events."""
        self._report_ready()
        logger.info("audit bot ready", extra={"guilds": len(self.guilds)})

    async def on_resumed(self) -> None:
        """Discord sends us events again."""
        self._report_ready()

    async def on_disconnect(self) -> None:
        """The gateway is gone; discord.py connects again by itself."""
        if self._health is not None and not self.is_closed():
            self._health.failing("disconnected from Discord")

    async def on_command_error(self, context: commands.Context[Any], error: commands.CommandError, /) -> None:
        """Where every failure of a text command ends; other bots share the prefix, and not everybody may ask us."""
        if not isinstance(error, commands.CommandNotFound | commands.CheckFailure):
            await context.reply(_failure(error))

    async def _sync_commands(self) -> None:
        """Tell Discord of the commands if they changed since it was last told; the recording does not wait for that."""
        told = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        if await are_deployed(self.application_id or 0, told):
            return
        try:
            async with asyncio.timeout(SYNC_PATIENCE):
                await self.tree.sync()
        except (discord.HTTPException, TimeoutError) as error:
            logger.error("audit commands not synchronised, Discord has the old ones", extra={"reason": str(error)})
        else:
            await remember_deployed(self.application_id or 0, told)

    def _report_ready(self) -> None:
        if self._health is not None:
            self._health.ready(f"{len(self.guilds)} guilds")

    def _prefix(self, _bot: commands.Bot, message: discord.Message) -> str:
        return self.policy.prefix(message.guild.id if message.guild else None)


def audit_service(core: Core, connect: Connect | None = None) -> Service:
    """The audit bot as a part of the process. `connect` runs a client until it is closed; the default is Discord."""
    token = core.settings.audit_discord_token.get_secret_value()

    async def run(health: Health) -> None:
        policy = RecordingPolicy(guild_config=core.guild_config)
        await policy.load()
        install_on(discord.Guild, core.guild_config)
        async with AuditBot(message_log=core.message_log, policy=policy, health=health) as bot:
            core.metrics.discord_latency.labels("audit").set_function(lambda: bot.latency)
            await log_in(bot, token, connect, setting="AUDIT_DISCORD_TOKEN", intents=INTENTS)

    return Service("audit", run, off=audit_bot_off(core.settings))


def audit_bot_off(settings: Settings) -> str | None:
    """Why there is no audit bot, None when there is one."""
    if not settings.audit_enabled:
        return "AUDIT_ENABLED is false"
    if not settings.audit_discord_token.get_secret_value():
        return "AUDIT_DISCORD_TOKEN is not set"
    return None


async def _answer_failure(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    """Where every failure of a slash command ends."""
    answer = _failure(error)
    if interaction.response.is_done():
        await interaction.followup.send(answer, ephemeral=True)
    else:
        await interaction.response.send_message(answer, ephemeral=True)


def _failure(error: Exception) -> str:
    """What the person is told: the message that is meant for people, or a reference to what was logged."""
    cause = (
        error.original if isinstance(error, app_commands.CommandInvokeError | commands.CommandInvokeError) else error
    )
    if isinstance(cause, SahasrahBotException):
        return cause.message
    if (unavailable_database := unavailable(cause)) is not None:
        return unavailable_database.message
    if isinstance(cause, app_commands.CheckFailure):
        return "You need the permission “Manage Messages” to use this command."
    if isinstance(cause, commands.UserInputError):
        return f"That did not work: {escape_markdown(str(cause))}"
    if isinstance(cause, discord.Forbidden):
        return "Discord does not let me do that; I may not write to you directly."
    reference = secrets.token_hex(4)
    logger.error("audit command failed", extra={"reference": reference}, exc_info=cause)
    return f"Something went wrong. Please tell the operators this reference: {reference}"


def _intents() -> discord.Intents:
    intents = discord.Intents.none()
    intents.guilds = True
    intents.members = True
    intents.moderation = True
    intents.message_content = True
    intents.guild_messages = True
    intents.dm_messages = True
    return intents
