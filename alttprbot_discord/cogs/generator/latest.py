"""Rolling a file of somebody's, which is kept for them as `latest`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord

from alttprbot.alttprgen.request import SeedOptions, UploadedPreset
from alttprbot.core import Core
from alttprbot.models import PresetNamespaces
from alttprbot_discord.attachments import read_preset
from alttprbot_discord.cogs.generator.roller import ROLL, Roller
from alttprbot_discord.failures import classify
from alttprbot_discord.text import plain

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

LATEST = "latest"


async def roll_and_keep(
    interaction: discord.Interaction[SahasrahBot],
    game: str,
    file: discord.Attachment,
    options: SeedOptions,
    *,
    kind: str,
) -> None:
    """Roll an uploaded file and show the seed; what made one is kept. `kind` is what people call such a file."""
    core, roller = interaction.client.core, Roller(interaction.client)
    async with core.work.track(ROLL):
        await interaction.response.defer()
        parsed = await asyncio.to_thread(core.presets.parse, game, await read_preset(file))
        namespace = await core.namespaces.for_user(interaction.user.id, interaction.user.name)
        upload = UploadedPreset(parsed.raw, f"{namespace.name}/{LATEST}")
        seed = await roller.roll(interaction, game, upload, options)
        kept = await _keep(core, namespace, game, parsed.raw, author=interaction.user.id, kind=kind)
        await roller.deliver(interaction, seed, kept)


async def _keep(
    core: Core, namespace: PresetNamespaces, game: str, content: str, *, author: int, kind: str
) -> tuple[str, str]:
    """The title and text of the field that says where it is, or why it is not: there is a seed by now, and nothing may
    keep it from its player."""
    try:
        await core.namespaces.save_preset(
            namespace=namespace, game=game, name=LATEST, content=content, author=author, replace=True
        )
    except Exception as error:  # noqa: BLE001 - classified and told
        return f"Not saved as {kind}", plain(classify(error, f"keeping {game} {LATEST}").text)
    return f"Saved as {kind}!", plain(f"{namespace.name}/{LATEST}")
