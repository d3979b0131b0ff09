"""The settings of a server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.exceptions import InvalidInputException
from alttprbot.services.audit_trail import Actor
from alttprbot.services.guild_config import GuildSetting
from alttprbot.services.guild_settings import CHANNEL_KINDS, DECLARED, Declaration, Kind, checked_value, declaration_of
from alttprbot.util.text import cut
from alttprbot_discord.autocomplete import Choices, choice, never_fails
from alttprbot_discord.policy import Policy, allow
from alttprbot_discord.text import plain

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

FIELD_LIMIT = 1024

Channel = app_commands.AppCommandChannel | app_commands.AppCommandThread


@never_fails
async def declared_settings(_interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
    """The settings that there are."""
    return [
        choice(declaration.name, declaration.description)
        for declaration in DECLARED.values()
        if typed.lower() in declaration.name.lower()
    ]


@never_fails
async def stored_settings(interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
    """What is set in this server, leftovers of former features too."""
    settings = await interaction.client.core.guild_config.list(interaction.guild_id or 0)
    return [
        choice(setting.parameter, setting.value) for setting in settings if typed.lower() in setting.parameter.lower()
    ]


@never_fails
async def fitting_values(interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
    """Values of the kind that the chosen setting has."""
    declaration = DECLARED.get(interaction.namespace.parameter or "")
    if declaration is None or interaction.guild is None:
        return []
    if declaration.kind is Kind.FLAG:
        return [choice(value) for value in ("true", "false") if value.startswith(typed.lower())]
    if declaration.kind in CHANNEL_KINDS:
        wanted = typed.lower().removeprefix("#")
        found = [channel for channel in interaction.guild.channels if wanted in channel.name.lower()]
        usable = [channel for channel in found if _fits(channel, declaration)]
        return [app_commands.Choice(name=f"#{channel.name}"[:100], value=str(channel.id)) for channel in usable]
    known = await interaction.client.core.guild_config.get(interaction.guild.id, declaration.name)
    return [
        choice(value) for value in dict.fromkeys((typed, known, declaration.default)) if value and len(value) <= 100
    ]


@app_commands.guild_only()
@app_commands.default_permissions(administrator=True)
@app_commands.allowed_installs(guilds=True, users=False)
class GuildConfig(commands.GroupCog, group_name="config", group_description="The settings of this server"):
    """For the administrators of the server, and only in it."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._config = bot.core.guild_config

    @allow(Policy.ADMINISTRATOR)
    @app_commands.command(name="list", description="Show the settings of this server")
    async def list_(self, interaction: discord.Interaction[SahasrahBot]) -> None:
        """Show every setting there is, with its value or its default."""
        await interaction.response.defer(ephemeral=True)
        settings = await self._config.list(_guild(interaction).id)
        await interaction.edit_original_response(embed=_overview(settings))

    @allow(Policy.ADMINISTRATOR)
    @app_commands.command(name="set", description="Change a setting of this server")
    @app_commands.describe(
        parameter="The setting", value="Its new value", channel="Its new value, for settings that are channels"
    )
    @app_commands.autocomplete(parameter=declared_settings, value=fitting_values)
    async def set_(
        self,
        interaction: discord.Interaction[SahasrahBot],
        parameter: str,
        value: str | None = None,
        channel: Channel | None = None,
    ) -> None:
        """Check and store a value."""
        await interaction.response.defer(ephemeral=True)
        guild = _guild(interaction)
        declaration = declaration_of(parameter)
        checked = checked_value(declaration, _given(declaration, value, channel))
        _check_channels(guild, declaration, checked)
        stored = await self._config.set(guild.id, declaration.name, checked, actor=Actor.discord(interaction.user.id))
        await interaction.edit_original_response(content=f"{declaration.name} is now {_shown(declaration, stored)}.")

    @allow(Policy.ADMINISTRATOR)
    @app_commands.command(name="delete", description="Go back to the default of a setting")
    @app_commands.describe(parameter="The setting")
    @app_commands.autocomplete(parameter=stored_settings)
    async def delete(self, interaction: discord.Interaction[SahasrahBot], parameter: str) -> None:
        """Forget a value, also of a setting that no longer exists."""
        await interaction.response.defer(ephemeral=True)
        guild = _guild(interaction)
        if await self._config.delete(guild.id, parameter, actor=Actor.discord(interaction.user.id)):
            text = f"{plain(parameter)} is back to its default."
        else:
            # A name that means nothing is said to be so.
            text = f"{declaration_of(parameter).name} was not set."
        await interaction.edit_original_response(content=text)


def _guild(interaction: discord.Interaction[Any]) -> discord.Guild:
    if interaction.guild is None:
        raise InvalidInputException("This command works only in a server.")
    return interaction.guild


def _given(declaration: Declaration, value: str | None, channel: Channel | None) -> str:
    if channel is not None and value is None:
        if declaration.kind not in CHANNEL_KINDS:
            raise InvalidInputException(f"{declaration.name} is no channel. Please give a value.")
        return str(channel.id)
    if value is not None and channel is None:
        return value
    raise InvalidInputException("Please give either a value or a channel.")


def _check_channels(guild: discord.Guild, declaration: Declaration, value: str) -> None:
    if declaration.kind not in CHANNEL_KINDS:
        return
    for item in value.split(","):
        channel = guild.get_channel_or_thread(int(item))
        if channel is None:
            raise InvalidInputException(f"There is no channel {item} in this server, or I may not see it.")
        if not _fits(channel, declaration):
            raise InvalidInputException(f"{declaration.name} must be {declaration.kind.value}; {channel.name} is none.")


def _fits(channel: object, declaration: Declaration) -> bool:
    return declaration.kind is Kind.PLACES or isinstance(channel, discord.abc.Messageable)


def _overview(settings: Iterable[GuildSetting]) -> discord.Embed:
    stored = {setting.parameter: setting.value for setting in settings}
    embed = discord.Embed(
        title="Server Configuration", description="What is set in this server.", colour=discord.Colour.teal()
    )
    for declaration in DECLARED.values():
        value = stored.pop(declaration.name, None)
        if value is not None:
            text = _shown(declaration, value)
        elif declaration.default is not None:
            text = f"{_shown(declaration, declaration.default)} (default)"
        else:
            text = "not set"
        embed.add_field(
            name=declaration.name, value=cut(f"{text}\n{declaration.description}", FIELD_LIMIT), inline=False
        )
    if stored:
        embed.add_field(name="No longer used", value=cut(", ".join(map(plain, stored)), FIELD_LIMIT), inline=False)
    return embed


def _shown(declaration: Declaration, value: str) -> str:
    if declaration.kind in CHANNEL_KINDS:
        return ", ".join(f"<#{item}>" if item.isdecimal() else plain(item) for item in value.split(","))
    return plain(value)
