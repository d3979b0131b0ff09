"""Who may use what. The default is no."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from discord.ext import commands

from alttprbot_discord.bot import SahasrahBot
from alttprbot_discord.policy import Policy, policy_of
from tests.discord.conftest import Place, Restart, fields, shown

EXPECTED = {
    "alttpr preset": Policy.PUBLIC,
    "alttpr mystery": Policy.PUBLIC,
    "alttpr custommystery": Policy.PUBLIC,
    "sm": Policy.PUBLIC,
    "smz3": Policy.PUBLIC,
    "smvaria": Policy.PUBLIC,
    "smdash": Policy.PUBLIC,
    "ctjets": Policy.PUBLIC,
    "z2r preset": Policy.PUBLIC,
    "z2r mrb": Policy.PUBLIC,
    "holyimage": Policy.PUBLIC,
    "dailygame": Policy.PUBLIC,
    "alttpr custompreset": Policy.PUBLIC,
    "alttpr kisspriest": Policy.PUBLIC,
    "alttpr spoiler": Policy.PUBLIC,
    "alttpr customspoiler": Policy.PUBLIC,
    "alttprutils savepreset": Policy.PUBLIC,
    "alttprutils listpresets": Policy.PUBLIC,
    "alttprutils deletepreset": Policy.PUBLIC,
    "alttprutils exportpreset": Policy.PUBLIC,
    "alttprutils convertcustomizer": Policy.PUBLIC,
    "alttprutils verifygame": Policy.PUBLIC,
    "guildconfig list": Policy.MANAGER,
    "guildconfig get": Policy.MANAGER,
    "guildconfig set": Policy.MANAGER,
    "guildconfig unset": Policy.MANAGER,
}


class Undeclared(commands.Cog):
    """Commands that do not say who may use them."""

    @app_commands.command(description="Forgotten")
    async def forgotten(self, interaction: discord.Interaction[Any], text: str) -> None:
        await interaction.response.send_message(text)

    @forgotten.autocomplete("text")
    async def _texts(self, _interaction: discord.Interaction[Any], _typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name="secret", value="secret")]


async def let_discord_pass(place: Place, bot: SahasrahBot) -> None:
    """Alice may see the commands of managers: servers can decide that."""
    (config,) = [command for command in await bot.tree.fetch_commands() if command.name == "guildconfig"]
    place.guild.set_command_permissions(config, {place.alice: True})


def leaves(bot: SahasrahBot) -> Iterator[app_commands.Command[Any, ..., Any] | app_commands.ContextMenu]:
    """Every command that somebody can give."""
    for kind in discord.AppCommandType:
        for command in bot.tree.walk_commands(type=kind):
            if not isinstance(command, app_commands.Group):
                yield command


async def test_every_command_declares_who_may_use_it(env: simcord.Env, bot: SahasrahBot) -> None:
    declared = {command.qualified_name: policy_of(command) for command in leaves(bot)}

    assert declared == EXPECTED
    assert {policy_of(command) for command in bot.walk_commands()} == {Policy.OPERATOR}


async def test_commands_of_managers_are_hidden_from_others_and_kept_in_servers(
    env: simcord.Env, bot: SahasrahBot
) -> None:
    guarded = {name.split()[0] for name, policy in EXPECTED.items() if policy is Policy.MANAGER}

    for command in bot.tree.get_commands():
        payload = command.to_dict(bot.tree)
        assert (payload["default_member_permissions"] == discord.Permissions(manage_guild=True).value) == (
            command.name in guarded
        )
        assert (payload["contexts"] == [0]) == (command.name in guarded)
        assert (1 in payload["integration_types"]) != (command.name in guarded)


@pytest.mark.simcord(check_errors=False)
async def test_a_command_that_declares_nothing_is_refused(place: Place, bot: SahasrahBot) -> None:
    await bot.add_cog(Undeclared())
    await bot.tree.sync()

    result = await place.administrator.slash(place.channel, "forgotten", text="hello")
    suggestions = await place.administrator.autocomplete(place.channel, "forgotten", "text", "")

    assert shown(result).content == "This command is not open to anybody."
    assert shown(result).flags.ephemeral
    assert suggestions == []


@pytest.mark.parametrize("command", ["guildconfig list", "guildconfig get", "guildconfig set", "guildconfig unset"])
@pytest.mark.simcord(check_errors=False)
async def test_what_discord_lets_through_is_checked_again(place: Place, bot: SahasrahBot, command: str) -> None:
    await let_discord_pass(place, bot)
    options = {} if command == "guildconfig list" else {"parameter": "AuditLogging"}

    result = await place.alice.slash(place.channel, command, **options)

    assert shown(result).content == "You need the permission “Manage Server” to use this command."
    assert shown(result).flags.ephemeral


async def test_operators_may_configure_any_server(place: Place, restart: Restart) -> None:
    bot = await restart(superuser_discord_ids=(place.alice.id,))
    await let_discord_pass(place, bot)

    result = await place.alice.slash(place.channel, "guildconfig list")

    assert "AuditLogging" in fields(result)["Audit bot"]


@pytest.mark.simcord(check_errors=False)
async def test_a_command_that_is_gone_is_said_to_have_changed(place: Place, bot: SahasrahBot) -> None:
    bot.tree.remove_command("alttpr")

    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    assert "has just changed" in shown(result).content
    assert shown(result).flags.ephemeral
