"""The main Discord bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import discord
from discord.ext import commands

from alttprbot.config import Settings
from alttprbot.core import Core
from alttprbot.discord_login import Connect, log_in
from alttprbot.services.deployed_commands import are_deployed, remember_deployed
from alttprbot.services.guild_config import install_on
from alttprbot.supervision import Health, Service
from alttprbot_discord.cogs import generator
from alttprbot_discord.cogs.config_upkeep import ConfigUpkeep
from alttprbot_discord.cogs.daily import Daily
from alttprbot_discord.cogs.errors import Errors
from alttprbot_discord.cogs.generator.roller import RerollButton
from alttprbot_discord.cogs.guildconfig import GuildConfig
from alttprbot_discord.cogs.misc import Misc
from alttprbot_discord.cogs.operator import Operator
from alttprbot_discord.cogs.presets import AlttprUtils
from alttprbot_discord.policy import check_text
from alttprbot_discord.tree import CommandTree

logger = logging.getLogger(__name__)

SYNC_PATIENCE = 30.0

ALWAYS = (Errors, Operator, ConfigUpkeep)
PARTS: Mapping[str, Sequence[type[commands.Cog]]] = MappingProxyType(
    {
        "generator": generator.COGS,
        "presets": (AlttprUtils,),
        "guildconfig": (GuildConfig,),
        "misc": (Misc,),
        "daily": (Daily,),
    }
)


class SahasrahBot(commands.Bot):
    """Knows the core, adds the cogs, keeps Discord's list of commands up to date."""

    def __init__(self, core: Core, health: Health | None = None) -> None:
        intents = discord.Intents.default()
        intents.members = True
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=intents,
            allowed_mentions=discord.AllowedMentions(everyone=False, users=True, roles=False),
            chunk_guilds_at_startup=False,
            help_command=None,
            tree_cls=CommandTree,
        )
        self.core = core
        self._health = health
        self._broken: list[str] = []
        self._application_emojis: Mapping[str, discord.Emoji] = {}
        self.add_check(self._may_give_text_commands)

    @property
    def seed_emojis(self) -> Mapping[str, discord.Emoji]:
        """The emoji that belong to the application, which work everywhere; without any, those of its servers."""
        return self._application_emojis or {emoji.name: emoji for emoji in self.emojis}

    async def setup_hook(self) -> None:
        """Add what the bot does; runs once, after login and before the gateway."""
        for cog in ALWAYS:
            await self.add_cog(cog(self))
        await self._add_parts()
        self.add_dynamic_items(RerollButton)
        # A part that is broken today keeps its commands at Discord, which allows only so many changes a day.
        if not self._broken:
            await self._sync_if_possible()
        try:
            self._application_emojis = {emoji.name: emoji for emoji in await self.fetch_application_emojis()}
        except (discord.HTTPException, NotImplementedError) as error:
            logger.info("no application emojis", extra={"reason": type(error).__name__})

    async def _add_parts(self) -> None:
        disabled = set(self.core.settings.discord_disabled_cogs)
        for name in disabled - PARTS.keys():
            logger.warning("DISCORD_DISABLED_COGS names a part that there is not", extra={"part": name})
        for name, cogs in PARTS.items():
            if name in disabled:
                continue
            try:
                for cog in cogs:
                    await self.add_cog(cog(self))
            except Exception:
                logger.exception("a part of the bot is broken, the others run", extra={"part": name})
                self._broken.append(name)

    async def _sync_if_possible(self) -> None:
        try:
            # Whoever changes commands too often has to wait for hours.
            async with asyncio.timeout(SYNC_PATIENCE):
                await self.sync_commands()
        except (discord.HTTPException, TimeoutError) as error:
            logger.error("commands not synchronised, Discord has the old ones", extra={"reason": str(error)})

    async def sync_commands(self, *, force: bool = False) -> bool:
        """Tell Discord of the commands if they changed since it was last told; whether it was told."""
        scopes = self._command_scopes()
        told = [[command.to_dict(self.tree) for command in self.tree.get_commands(guild=scope)] for scope in scopes]
        if await are_deployed(self.application_id or 0, told) and not force:
            return False
        for scope in scopes:
            synced = await self.tree.sync(guild=scope)
            logger.info("commands synchronised", extra={"guild": scope.id if scope else None, "count": len(synced)})
        await remember_deployed(self.application_id or 0, told)
        return True

    def _command_scopes(self) -> Sequence[discord.Object | None]:
        """Where commands are registered: everywhere, or while developing in one server, where changes show at once."""
        guild_id = self.core.settings.debug_guild_id
        if not self.core.settings.debug or guild_id is None:
            return [None]
        guild = discord.Object(guild_id)
        if self.tree.get_commands():
            self.tree.copy_global_to(guild=guild)
            self.tree.clear_commands(guild=None)
        return [None, guild]

    async def on_ready(self) -> None:
        """Discord sends us events."""
        self._report_ready()

    async def on_resumed(self) -> None:
        """Discord sends us events again."""
        self._report_ready()

    async def on_disconnect(self) -> None:
        """The gateway is gone; discord.py connects again by itself."""
        if self._health is not None and not self.is_closed():
            self._health.failing("disconnected from Discord")

    def _may_give_text_commands(self, context: commands.Context[SahasrahBot]) -> bool:
        return check_text(context, self.core.settings.superuser_discord_ids)

    def _report_ready(self) -> None:
        if self._health is not None:
            without = f", without {', '.join(self._broken)}" if self._broken else ""
            self._health.ready(f"{len(self.guilds)} guilds{without}")


def discord_service(core: Core, connect: Connect | None = None) -> Service:
    """The main bot as a part of the process. `connect` runs a client until it is closed; the default is Discord."""
    token = core.settings.discord_token.get_secret_value()

    async def run(health: Health) -> None:
        install_on(discord.Guild, core.guild_config)
        async with SahasrahBot(core, health) as bot:
            core.metrics.discord_latency.labels("discord").set_function(lambda: bot.latency)
            await log_in(bot, token, connect, setting="DISCORD_TOKEN", intents="“Server Members Intent”")

    return Service("discord", run, off=discord_bot_off(core.settings))


def discord_bot_off(settings: Settings) -> str | None:
    """Why there is no main bot, None when there is one."""
    if not settings.discord_enabled:
        return "DISCORD_ENABLED is false"
    if not settings.discord_token.get_secret_value():
        return "DISCORD_TOKEN is not set"
    return None
