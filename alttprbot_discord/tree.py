"""The slash commands as a whole: who may use them, and where their failures end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from alttprbot_discord import policy, usage
from alttprbot_discord.failures import answer_failure, classify

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot


class CommandTree(app_commands.CommandTree["SahasrahBot"]):
    """Asks for the permission of every command before it runs, and answers whatever goes wrong."""

    async def interaction_check(self, interaction: discord.Interaction[SahasrahBot], /) -> bool:
        """Default deny: a command without a declared policy is refused.

        Commands that Discord knows and we do not are let through: the library says so in its own words, to `on_error`.
        """
        if interaction.command is None:
            return True
        if interaction.type is not discord.InteractionType.autocomplete:
            await usage.begin(interaction, interaction.command, self.client.core.telemetry)
        try:
            policy.check(interaction, self.client.core.settings.superuser_discord_ids)
        except policy.Refused:
            if interaction.type is not discord.InteractionType.autocomplete:
                raise
            await interaction.response.autocomplete([])
            return False
        return True

    async def on_error(
        self, interaction: discord.Interaction[SahasrahBot], error: app_commands.AppCommandError, /
    ) -> None:
        """The one place where failed commands end."""
        if interaction.type is discord.InteractionType.autocomplete:
            return
        name = interaction.command.qualified_name if interaction.command else "unknown"
        failure = classify(error, name, interaction)
        self.client.core.metrics.discord_commands.labels(name, failure.outcome).inc()
        await usage.fail(interaction, error)
        await answer_failure(interaction, failure)
