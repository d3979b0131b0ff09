"""What people are told when something fails: one classification for commands, buttons and forms."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.database import is_database_error, reason, unavailable
from alttprbot.exceptions import SahasrahBotException
from alttprbot.util.text import cut
from alttprbot_discord.policy import Refused
from alttprbot_discord.text import plain

logger = logging.getLogger(__name__)

TEXT_LIMIT = 2000
UNKNOWN_INTERACTION = 10062
UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What an answer can fail with: Discord refuses it or cannot be reached."""


@dataclass(frozen=True, slots=True)
class Failure:
    """`text` for the person, `outcome` for the metrics."""

    text: str
    outcome: str


def classify(error: BaseException, what: str, interaction: discord.Interaction[Any] | None = None) -> Failure:
    """What to say of a failure, and a line about it in the log.

    Expected failures say what is wrong; of all others people see a reference, by which the log is found. `what` failed,
    in `interaction`.
    """
    where = {"command": what}
    if interaction is not None:
        where |= {"guild_id": str(interaction.guild_id), "channel_id": str(interaction.channel_id)}
    cause = cause_of(error)
    failure = _expected(cause)
    if failure is not None:
        why = reason(cause) if is_database_error(cause) else None
        logger.info("command refused", extra={**where, "outcome": failure.outcome, "reason": why})
        return failure
    reference = secrets.token_hex(4)
    logger.error("command failed", extra={**where, "reference": reference}, exc_info=cause)
    return Failure(
        f"Sorry, something went wrong on our side. If you report it, name this reference: {reference}", "error"
    )


def cause_of(error: BaseException) -> BaseException:
    """What a command failed with, without what the library wraps it in."""
    if isinstance(error, app_commands.CommandInvokeError | commands.CommandInvokeError):
        return error.original
    return error


def _expected(error: BaseException) -> Failure | None:
    match error:
        case SeedProviderError():
            return Failure(error.user_message, error.code)
        case SahasrahBotException():
            return Failure(error.message, error.code)
    if (failure := unavailable(error)) is not None:
        return Failure(failure.message, failure.code)
    return _of_discord(error)


def _of_discord(error: BaseException) -> Failure | None:
    """What the library and Discord itself refuse."""
    match error:
        case Refused():
            return Failure(str(error), "not_permitted")
        case app_commands.CommandOnCooldown():
            return Failure(
                f"Please wait {max(1, round(error.retry_after))} s before you do that again.", "rate_limited"
            )
        case app_commands.NoPrivateMessage():
            return Failure("This command works only in a server.", "not_permitted")
        case app_commands.CheckFailure():
            return Failure("You may not use this command here.", "not_permitted")
        case app_commands.TransformerError():
            return Failure(f"“{error.value}” cannot be used there.", "invalid_input")
        case commands.UserInputError():
            return Failure(f"That did not work: {error}", "invalid_input")
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            text = (
                "This command has just changed. Please try again in a minute; tell the operators if that lasts an hour."
            )
            return Failure(text, "out_of_date")
        case discord.NotFound(code=code) if code == UNKNOWN_INTERACTION:
            return Failure("I was too slow to answer. Please try again.", "too_late")
        case discord.Forbidden():
            return Failure("Discord does not let me do that here: I lack a permission in this channel.", "forbidden")
    return None


async def answer_failure(interaction: discord.Interaction[Any], failure: Failure) -> None:
    """Tell the one who asked, and only them."""
    text = cut(plain(failure.text), TEXT_LIMIT)
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, ephemeral=True)
        elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await _answer_deferred(interaction, text)
        else:
            await interaction.followup.send(text, ephemeral=True)
    except UNREACHABLE as error:
        logger.warning("failure not delivered", extra={"reason": str(error), "outcome": failure.outcome})


async def _answer_deferred(interaction: discord.Interaction[Any], text: str) -> None:
    """Take a public “thinking…” away. Discord lets nobody be told in private before it is finished."""
    placeholder = await interaction.edit_original_response(content="That did not work.", embed=None, view=None)
    if placeholder.flags.ephemeral:
        await placeholder.edit(content=text)
        return
    await interaction.followup.send(text, ephemeral=True)
    await placeholder.delete()


class BaseView(discord.ui.View):
    """A view whose buttons fail like commands do."""

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, item: Any, /) -> None:
        """Answer the person."""
        await answer_failure(interaction, classify(error, type(self).__name__, interaction))


class BaseModal(discord.ui.Modal):
    """A form that fails like commands do."""

    async def on_error(  # type: ignore[override] # as in the library, whose forms are no views with items that fail
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Answer the person."""
        await answer_failure(interaction, classify(error, type(self).__name__, interaction))
