"""Which slash commands are used and how that goes, for the statistics."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.services.telemetry import ErrorType, Operation, Telemetry, TelemetrySurface, error_type_of
from alttprbot_discord.failures import cause_of

COGS = "alttprbot_discord.cogs."
OPERATION = "operation"

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu

# What was counted first keeps its name and its provider, so that its numbers can be compared with former ones.
FIRST_COUNTED: Mapping[str, tuple[str, str]] = MappingProxyType({"alttpr preset": ("preset", "alttpr")})


async def begin(interaction: discord.Interaction[Any], command: AnyCommand, telemetry: Telemetry) -> None:
    """Somebody gives a command."""
    detail, provider = FIRST_COUNTED.get(command.qualified_name, (detail_of(command), None))
    operation = telemetry.operation(
        TelemetrySurface.DISCORD, feature_of(command), detail, provider=provider, guild_id=interaction.guild_id
    )
    interaction.extras[OPERATION] = operation
    await operation.invoked()


async def succeed(interaction: discord.Interaction[Any]) -> None:
    """It did what it was asked to."""
    operation: Operation | None = interaction.extras.get(OPERATION)
    if operation is not None:
        await operation.succeeded()


async def fail(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """It did not."""
    operation: Operation | None = interaction.extras.get(OPERATION)
    if operation is not None:
        await operation.failed(error_type(error))


def feature_of(command: AnyCommand) -> str:
    """The part of the bot that a command belongs to: the module of its cog."""
    return (command.module or "").removeprefix(COGS).split(".")[0]


def detail_of(command: AnyCommand) -> str:
    """The command among those of its part, such as `alttprutils.savepreset`; a group that is the part is left out."""
    if isinstance(command, app_commands.ContextMenu):
        return command.name.lower().replace(" ", "_")
    return command.qualified_name.replace(" ", ".").removeprefix(f"{feature_of(command)}.")


def error_type(error: BaseException) -> ErrorType:
    """The kind of a failure, also of what Discord and its library refuse."""
    cause = cause_of(error)
    match cause:
        case app_commands.CommandOnCooldown():
            return ErrorType.RATE_LIMITED
        case app_commands.CheckFailure() | discord.Forbidden():
            return ErrorType.PERMISSION_DENIED
        case app_commands.TransformerError() | commands.UserInputError():
            return ErrorType.INVALID_INPUT
        case app_commands.CommandSignatureMismatch() | discord.NotFound():
            return ErrorType.UNAVAILABLE
    return error_type_of(cause)
