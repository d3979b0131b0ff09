"""Suggestions while somebody is typing. Discord waits three seconds and shows an error after that."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from alttprbot.alttprgen.preset import PresetChoice
from alttprbot.util.text import cut

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

logger = logging.getLogger(__name__)

MOST_CHOICES = 25
LENGTH = 100
PATIENCE = 2.0

Choices = list[app_commands.Choice[str]]
Callback = Callable[["discord.Interaction[SahasrahBot]", str], Coroutine[Any, Any, Choices]]


def never_fails(callback: Callback) -> Callback:
    """Answer with nothing rather than late or not at all."""

    @wraps(callback)
    async def answer(interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
        try:
            async with asyncio.timeout(PATIENCE):
                return (await callback(interaction, typed))[:MOST_CHOICES]
        except Exception as error:  # noqa: BLE001 - nobody could be told
            command = interaction.command.qualified_name if interaction.command else "unknown"
            logger.warning("autocomplete failed", extra={"command": command, "error": repr(error)})
            return []

    return answer


def choice(value: str, description: str | None = None) -> app_commands.Choice[str]:
    """One suggestion, with its description as far as there is room."""
    label = f"{value} — {' '.join(description.split())}" if description else value
    return app_commands.Choice(name=cut(label, LENGTH), value=value)


def among(names: Iterable[str], typed: str) -> Choices:
    """Those of the names that begin with what was typed, then those that contain it; case does not matter."""
    wanted = typed.strip().casefold()
    found = [name for name in names if wanted in name.casefold() and len(name) <= LENGTH]
    found.sort(key=lambda name: (not name.casefold().startswith(wanted), name.casefold()))
    return [choice(name) for name in found[:MOST_CHOICES]]


class Latest:
    """Names that have to be asked for: those of the last answer are there at once, and asking goes on behind them."""

    def __init__(self, known: Sequence[str], ask: Callable[[], Awaitable[Sequence[str]]]) -> None:
        self._known = known
        self._ask = ask
        self._asking: asyncio.Task[None] | None = None

    def now(self) -> Sequence[str]:
        """What is known; whoever looks the next time may see more."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._refresh())
        return self._known

    async def close(self) -> None:
        """Ask no more."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait([self._asking])

    async def _refresh(self) -> None:
        try:
            self._known = await self._ask()
        except Exception as error:  # noqa: BLE001 - nobody waits for it
            logger.warning("suggestions not renewed", extra={"error": repr(error)})


def presets_of(game: str) -> Callback:
    """Presets of a game: one's own, then everybody's; another's after `their_namespace/`."""

    @never_fails
    async def presets(interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
        return _choices(await _search(interaction, game, typed))

    return presets


@never_fails
async def namespaced_presets(interaction: discord.Interaction[SahasrahBot], typed: str) -> Choices:
    """Presets that somebody keeps in a namespace, of the game that was chosen."""
    game = interaction.namespace.randomizer or "alttpr"
    return _choices(found for found in await _search(interaction, game, typed) if "/" in found.name)


async def _search(interaction: discord.Interaction[SahasrahBot], game: str, typed: str) -> list[PresetChoice]:
    return await interaction.client.core.presets.search(game, typed, discord_user_id=interaction.user.id)


def _choices(found: Iterable[PresetChoice]) -> Choices:
    return [choice(preset.name, preset.description) for preset in found if len(preset.name) <= LENGTH]
