"""The settings of a server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.exceptions import InvalidInputException, NotPermittedException
from alttprbot.services.audit_trail import Actor
from alttprbot.services.guild_config import GuildSetting
from alttprbot.services.guild_settings import (
    AUDIT_BOT,
    CHANNEL_KINDS,
    DECLARATIONS,
    DECLARED,
    Declaration,
    Editor,
    Kind,
    checked_value,
    declaration_of,
)
from alttprbot.util.text import cut
from alttprbot_discord.autocomplete import Choices, choice, never_fails
from alttprbot_discord.policy import Policy, allow
from alttprbot_discord.text import plain

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

FIELD_LIMIT = 1024
VALUE_LIMIT = 80
MESSAGE_LIMIT = 2000

Channel = app_commands.AppCommandChannel | app_commands.AppCommandThread


@never_fails
async def declared_settings(_interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
    """The settings that there are."""
    return [
        choice(declaration.name, declaration.description)
        for declaration in DECLARATIONS
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
    declaration, guild = DECLARED.get(interaction.namespace.parameter or ""), interaction.guild
    if declaration is None or guild is None:
        return []
    if declaration.kind is Kind.FLAG:
        return [choice(value) for value in ("true", "false") if value.startswith(typed.lower())]
    if declaration.kind in CHANNEL_KINDS:
        channels = [channel for channel in guild.channels if _fits(channel, declaration)]
        return _named(typed.removeprefix("#"), [(f"#{channel.name}", channel.id) for channel in channels])
    if declaration.kind is Kind.ROLES:
        return _named(typed.removeprefix("@"), [(f"@{role.name}", role.id) for role in guild.roles[1:]])
    known = await interaction.client.core.guild_config.get(guild.id, declaration.name)
    return [
        choice(value) for value in dict.fromkeys((typed, known, declaration.default)) if value and len(value) <= 100
    ]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
class GuildConfig(commands.GroupCog, group_name="guildconfig", group_description="The settings of this server"):
    """For those who manage the server, and only in it."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._config = bot.core.guild_config
        self._operators = bot.core.settings.superuser_discord_ids

    @allow(Policy.MANAGER)
    @app_commands.command(name="list", description="Show the settings of this server")
    async def list_(self, interaction: discord.Interaction[SahasrahBot]) -> None:
        """Show every setting there is, with its value or its default."""
        await interaction.response.defer(ephemeral=True)
        settings = await self._config.list(_guild(interaction).id)
        await interaction.edit_original_response(embed=_overview(settings))

    @allow(Policy.MANAGER)
    @app_commands.command(name="get", description="Show one setting of this server, and what it means")
    @app_commands.describe(parameter="The setting")
    @app_commands.autocomplete(parameter=declared_settings)
    async def get(self, interaction: discord.Interaction[SahasrahBot], parameter: str) -> None:
        """Show all that there is to know of a setting."""
        await interaction.response.defer(ephemeral=True)
        guild, declaration = _guild(interaction), declaration_of(parameter)
        stored = {setting.parameter: setting.value for setting in await self._config.list(guild.id)}
        await interaction.edit_original_response(embed=_details(declaration, stored.get(declaration.name)))

    @allow(Policy.MANAGER)
    @app_commands.command(name="set", description="Change a setting of this server")
    @app_commands.describe(
        parameter="The setting",
        value="Its new value",
        channel="Its new value, for settings that are channels",
        role="Its new value, for settings that are roles",
    )
    @app_commands.autocomplete(parameter=declared_settings, value=fitting_values)
    async def set_(
        self,
        interaction: discord.Interaction[SahasrahBot],
        parameter: str,
        value: str | None = None,
        channel: Channel | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Check and store a value."""
        await interaction.response.defer(ephemeral=True)
        guild, declaration = _guild(interaction), declaration_of(parameter)
        self._require_editor(interaction, declaration)
        checked = checked_value(declaration, _given(declaration, value, channel, role))
        _check_members(guild, declaration, checked)
        stored = await self._config.set(guild.id, declaration.name, checked, actor=Actor.discord(interaction.user.id))
        text = f"{declaration.name} is now {_shown(declaration, stored)}."
        await interaction.edit_original_response(content=cut(text, MESSAGE_LIMIT))

    @allow(Policy.MANAGER)
    @app_commands.command(name="unset", description="Go back to the default of a setting")
    @app_commands.describe(parameter="The setting")
    @app_commands.autocomplete(parameter=stored_settings)
    async def unset(self, interaction: discord.Interaction[SahasrahBot], parameter: str) -> None:
        """Forget a value, also of a setting that no longer exists."""
        await interaction.response.defer(ephemeral=True)
        guild = _guild(interaction)
        if parameter in DECLARED:
            self._require_editor(interaction, DECLARED[parameter])
        if await self._config.delete(guild.id, parameter, actor=Actor.discord(interaction.user.id)):
            text = f"{plain(parameter)} is back to its default."
        else:
            # A name that means nothing is said to be so.
            text = f"{declaration_of(parameter).name} was not set."
        await interaction.edit_original_response(content=text)

    def _require_editor(self, interaction: discord.Interaction[SahasrahBot], declaration: Declaration) -> None:
        if declaration.editor is Editor.MANAGER or interaction.user.id in self._operators:
            return
        if not interaction.permissions.administrator:
            raise NotPermittedException(f"Only administrators of this server can change {declaration.name}.")


def _guild(interaction: discord.Interaction[Any]) -> discord.Guild:
    if interaction.guild is None:
        raise InvalidInputException("This command works only in a server.")
    return interaction.guild


def _named(typed: str, things: Iterable[tuple[str, int]]) -> Choices:
    found = [(name, thing) for name, thing in things if typed.lower() in name.lower()]
    return [app_commands.Choice(name=cut(name, 100), value=str(thing)) for name, thing in found]


def _given(declaration: Declaration, value: str | None, channel: Channel | None, role: discord.Role | None) -> str:
    given = [one for one in (value, channel, role) if one is not None]
    if len(given) != 1:
        raise InvalidInputException("Please give either a value, a channel or a role.")
    if channel is not None and declaration.kind not in CHANNEL_KINDS:
        raise InvalidInputException(f"{declaration.name} is no channel: it must be {declaration.form}.")
    if role is not None and declaration.kind is not Kind.ROLES:
        raise InvalidInputException(f"{declaration.name} is no role: it must be {declaration.form}.")
    (one,) = given
    return one if isinstance(one, str) else str(one.id)


def _check_members(guild: discord.Guild, declaration: Declaration, value: str) -> None:
    """Whether channels and roles are of this server and can be what they are to be."""
    if declaration.kind in CHANNEL_KINDS:
        for item in value.split(","):
            _check_channel(guild, declaration, int(item))
    if declaration.kind is Kind.ROLES:
        for item in value.split(","):
            role = guild.get_role(int(item))
            if role is None:
                raise InvalidInputException(f"There is no role {item} in this server.")
            if role.is_default():
                raise InvalidInputException(f"{declaration.name} cannot be everybody.")


def _check_channel(guild: discord.Guild, declaration: Declaration, channel_id: int) -> None:
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None:
        raise InvalidInputException(f"There is no channel {channel_id} in this server, or I may not see it.")
    if not _fits(channel, declaration):
        raise InvalidInputException(f"{declaration.name} must be {declaration.form}; {plain(channel.name)} is none.")
    # The audit bot is another member of the server, with permissions of its own.
    if declaration.kind is Kind.PLACES or declaration.reader == AUDIT_BOT:
        return
    permissions = channel.permissions_for(guild.me)
    if not (permissions.view_channel and permissions.send_messages and permissions.embed_links):
        raise InvalidInputException(
            f"I may not post in {channel.mention}. I need “View Channel”, “Send Messages” and “Embed Links” there."
        )


def _fits(channel: object, declaration: Declaration) -> bool:
    return declaration.kind is Kind.PLACES or isinstance(channel, discord.abc.Messageable)


def _overview(settings: Iterable[GuildSetting]) -> discord.Embed:
    stored = {setting.parameter: setting.value for setting in settings}
    embed = discord.Embed(
        title="Server Configuration", description="What is set in this server.", colour=discord.Colour.teal()
    )
    lines: dict[str, list[str]] = {}
    for declaration in DECLARATIONS:
        value = _current(declaration, stored.pop(declaration.name, None))
        lines.setdefault(declaration.reader, []).append(f"`{declaration.name}`: {value}")
    for reader, texts in lines.items():
        embed.add_field(name=reader.capitalize(), value=cut("\n".join(texts), FIELD_LIMIT), inline=False)
    if stored:
        embed.add_field(name="Not used", value=cut(", ".join(map(plain, stored)), FIELD_LIMIT), inline=False)
    return embed


def _details(declaration: Declaration, value: str | None) -> discord.Embed:
    embed = discord.Embed(title=declaration.name, description=declaration.description, colour=discord.Colour.teal())
    shown = _shown(declaration, value) if value is not None else "not set"
    embed.add_field(name="Value", value=cut(shown, FIELD_LIMIT), inline=False)
    embed.add_field(name="Default", value=declaration.default or "none")
    embed.add_field(name="Form", value=declaration.form)
    embed.add_field(name="Who may change it", value=declaration.editor.value)
    embed.add_field(name="Used by", value=declaration.reader)
    return embed


def _current(declaration: Declaration, value: str | None) -> str:
    if value is not None:
        return _shown(declaration, value, VALUE_LIMIT)
    return f"{plain(declaration.default)} (default)" if declaration.default is not None else "not set"


def _shown(declaration: Declaration, value: str, limit: int = MESSAGE_LIMIT) -> str:
    mention = {Kind.ROLES: "<@&{}>", **dict.fromkeys(CHANNEL_KINDS, "<#{}>")}.get(declaration.kind)
    if mention is None:
        return plain(cut(value, limit))
    shown = ""
    for item in value.split(","):
        more = mention.format(item) if item.isdecimal() else plain(item.strip())
        # Half a mention would be no mention.
        if len(shown) + len(more) > limit:
            return f"{shown} …"
        shown += f", {more}" if shown else more
    return shown
