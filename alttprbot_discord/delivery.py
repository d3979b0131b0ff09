"""Getting a seed to the person who asked for it, come what may."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import discord

from alttprbot_discord.embeds.look import fit
from alttprbot_discord.failures import UNREACHABLE

logger = logging.getLogger(__name__)


async def deliver(
    interaction: discord.Interaction[Any], embed: discord.Embed, view: discord.ui.View | None = None
) -> None:
    """Put a seed, or a series of them, in the place of the “thinking…” of a deferred command.

    An interaction lives for 15 minutes and its placeholder can be deleted; then the seed goes to the channel, and if
    that is closed to us, to the person's direct messages.
    """
    # What Discord refuses would be lost, with the seed in it.
    fit(embed)
    parts = {"embed": embed} if view is None else {"embed": embed, "view": view}
    await _deliver(interaction, "", **parts)


async def deliver_text(interaction: discord.Interaction[Any], text: str) -> None:
    """The same for a seed that is nothing but text."""
    await _deliver(interaction, text)


async def _deliver(interaction: discord.Interaction[Any], text: str, **parts: Any) -> None:
    try:
        await interaction.edit_original_response(
            content=text or None, allowed_mentions=discord.AllowedMentions.none(), **parts
        )
    except UNREACHABLE as error:
        logger.warning("interaction gone before its seed came", extra={"reason": str(error)})
        await _deliver_otherwise(interaction, text, parts)


async def _deliver_otherwise(interaction: discord.Interaction[Any], text: str, parts: Mapping[str, Any]) -> None:
    greeting = f"{interaction.user.mention} Here is your seed."
    mentions = discord.AllowedMentions(everyone=False, roles=False, users=[interaction.user])
    places = [interaction.channel, interaction.user]
    for place in places:
        if not isinstance(place, discord.abc.Messageable):
            continue
        try:
            await place.send(f"{greeting}\n{text}".strip(), allowed_mentions=mentions, **parts)
        except UNREACHABLE as error:
            logger.info("seed not delivered here", extra={"place": type(place).__name__, "reason": str(error)})
        else:
            return
    logger.error("seed not delivered", extra={"user_id": interaction.user.id})
