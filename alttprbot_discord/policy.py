"""Who may use a command. Every command says so; a command that does not say is refused."""

from __future__ import annotations

from collections.abc import Callable, Container
from enum import StrEnum
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

C = TypeVar("C", bound="app_commands.Command[Any, ..., Any] | commands.Command[Any, ..., Any]")
EXTRA = "policy"


class Policy(StrEnum):
    """Everybody, those who may manage a server, its administrators, or the operators of the bot, who may everything."""

    PUBLIC = "public"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


class Refused(app_commands.CheckFailure):
    """The person may not use this command; the message is for them."""


def allow(policy: Policy) -> Callable[[C], C]:
    """Declare who may use a command; goes above the decorator that makes it one."""

    def decorate(command: C) -> C:
        command.extras[EXTRA] = policy
        return command

    return decorate


def policy_of(command: object) -> Policy | None:
    """What a command declares; None for one that declares nothing."""
    extras = getattr(command, "extras", {})
    found: Policy | None = extras.get(EXTRA)
    return found


def check(interaction: discord.Interaction[Any], operators: Container[int]) -> None:
    """Raises `Refused` unless this person may use this slash command; the default is no."""
    match policy_of(interaction.command):
        case Policy.PUBLIC:
            return
        case Policy.MANAGER:
            if interaction.guild_id is None:
                raise Refused("This command works only in a server.")
            permissions = interaction.permissions
            if permissions.manage_guild or permissions.administrator or interaction.user.id in operators:
                return
            raise Refused("You need the permission “Manage Server” to use this command.")
        case Policy.ADMINISTRATOR:
            if interaction.guild_id is None:
                raise Refused("This command works only in a server.")
            if interaction.permissions.administrator or interaction.user.id in operators:
                return
            raise Refused("Only administrators of this server can use this command.")
        case Policy.OPERATOR:
            if interaction.user.id in operators:
                return
            raise Refused("Only the operators of this bot can use this command.")
    raise Refused("This command is not open to anybody.")


def check_text(context: commands.Context[Any], operators: Container[int]) -> bool:
    """Whether this person may use this text command: those are for operators only."""
    return policy_of(context.command) is Policy.OPERATOR and context.author.id in operators
