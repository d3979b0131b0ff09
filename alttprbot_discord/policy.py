"""Who may use a command. Every command says so; a command that does not say is refused."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import discord
from discord import app_commands

from alttprbot.exceptions import NotPermittedException

C = TypeVar("C", bound="app_commands.Command[Any, ..., Any]")
EXTRA = "policy"


class Policy(StrEnum):
    """Everybody, people who manage the server, or the operators of the bot."""

    PUBLIC = "public"
    MANAGE_GUILD = "manage_guild"
    OPERATOR = "operator"


def allow(policy: Policy) -> Callable[[C], C]:
    """Declare who may use a slash command; goes above `app_commands.command`."""

    def decorate(command: C) -> C:
        command.extras[EXTRA] = policy
        return command

    return decorate


def policy_of(command: object) -> Policy | None:
    """What a command declares; None for one that declares nothing."""
    extras = getattr(command, "extras", {})
    found: Policy | None = extras.get(EXTRA)
    return found


def check(interaction: discord.Interaction, operators: tuple[int, ...]) -> None:
    """Raises `NotPermittedException` unless this person may use this command; the default is no."""
    match policy_of(interaction.command):
        case Policy.PUBLIC:
            return
        case Policy.MANAGE_GUILD:
            if interaction.guild is not None and interaction.permissions.manage_guild:
                return
            raise NotPermittedException("You need the permission “Manage Server” to use this command.")
        case Policy.OPERATOR:
            if interaction.user.id in operators:
                return
            raise NotPermittedException("Only the operators of this bot can use this command.")
    raise NotPermittedException("This command is not open to anybody.")
