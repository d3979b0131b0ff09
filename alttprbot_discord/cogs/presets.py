"""Keeping presets, and finding out where a seed came from."""

from __future__ import annotations

import asyncio
import io
from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands
from discord.utils import format_dt

from alttprbot.alttprgen.customizer_save import SAVE_MAX_BYTES, preset_of_save
from alttprbot.alttprgen.preset import PresetIdentifier
from alttprbot.alttprgen.preset_core import as_yaml
from alttprbot.exceptions import PresetExistsException, PresetNotFoundException
from alttprbot.models import AuditGeneratedGames, PresetNamespaces, Presets
from alttprbot.util.text import cut
from alttprbot_discord import autocomplete
from alttprbot_discord.attachments import read_file, read_preset
from alttprbot_discord.confirmation import ask
from alttprbot_discord.failures import TEXT_LIMIT
from alttprbot_discord.policy import Policy, allow
from alttprbot_discord.text import plain

if TYPE_CHECKING:
    from alttprbot_discord.bot import SahasrahBot

RANDOMIZERS = [
    app_commands.Choice(name=name, value=name) for name in ("alttpr", "alttprmystery", "sm", "smz3", "ctjets")
]
NAME_TEXT = "The name of the preset; namespace/name for one that is shared with you"
RANDOMIZER_TEXT = "The game of the preset (default: alttpr)"
LIST_LENGTH = 4000
NO_PRESETS = "There are no presets that you may change. Save one: `/alttprutils savepreset`"


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class AlttprUtils(commands.GroupCog, group_name="alttprutils", group_description="Keep presets, verify seeds"):
    """Everybody has a namespace; a bare name is a preset in one's own."""

    def __init__(self, bot: SahasrahBot) -> None:
        self._core = bot.core
        self._namespaces = bot.core.namespaces

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Keep a preset file in your namespace")
    @app_commands.describe(
        preset_name="What to call it: letters, digits, _ and -",
        preset_file="The preset, a YAML file",
        randomizer=RANDOMIZER_TEXT,
    )
    @app_commands.choices(randomizer=RANDOMIZERS)
    async def savepreset(
        self,
        interaction: discord.Interaction[SahasrahBot],
        preset_name: str,
        preset_file: discord.Attachment,
        randomizer: str = "alttpr",
    ) -> None:
        """Save a preset; ask before another one is replaced."""
        await interaction.response.defer(ephemeral=True)
        identifier = PresetIdentifier.parse(preset_name)
        content = await read_preset(preset_file)
        # Before anything is made for the person: a file that is no preset leaves no namespace behind.
        await asyncio.to_thread(self._core.presets.parse, randomizer, content)
        namespace, name = await self._place(interaction, identifier), identifier.name
        save = partial(
            self._namespaces.save_preset,
            namespace=namespace,
            game=randomizer,
            name=name,
            content=content,
            author=interaction.user.id,
        )
        try:
            saved = await save(replace=False)
        except PresetExistsException:
            existing = await self._namespaces.get_preset(namespace, randomizer, name)
        else:
            await interaction.edit_original_response(content=_saved(namespace, saved))
            return

        async def replace() -> str:
            return _saved(namespace, await save(replace=True, expected_revision=existing.revision))

        question = f"The {randomizer} preset `{namespace.name}/{name}` exists already. Replace it?"
        await ask(interaction, question, "Replace", replace)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="The presets that you may change")
    @app_commands.describe(randomizer="Only those of one game")
    @app_commands.choices(randomizer=RANDOMIZERS)
    async def listpresets(self, interaction: discord.Interaction[SahasrahBot], randomizer: str | None = None) -> None:
        """One's own presets and those in the namespaces that others share."""
        await interaction.response.defer(ephemeral=True)
        found = [
            (f"{preset.namespace.name}/{preset.preset_name}", f"({preset.randomizer}, version {preset.revision})")
            for preset in await self._namespaces.list_editable(interaction.user.id, randomizer)
        ]
        text = "\n".join(f"• `{name}` {details}" for name, details in found) or NO_PRESETS
        if len(text) <= LIST_LENGTH:
            await interaction.edit_original_response(embed=discord.Embed(title="Your Presets", description=text))
            return
        listed = "\n".join(f"{name} {details}" for name, details in found)
        file = discord.File(io.BytesIO(listed.encode()), "presets.txt")
        await interaction.edit_original_response(content=f"You have {len(found)} presets.", attachments=[file])

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Delete a preset")
    @app_commands.describe(preset_name=NAME_TEXT, randomizer=RANDOMIZER_TEXT)
    @app_commands.choices(randomizer=RANDOMIZERS)
    @app_commands.autocomplete(preset_name=autocomplete.namespaced_presets)
    async def deletepreset(
        self, interaction: discord.Interaction[SahasrahBot], preset_name: str, randomizer: str = "alttpr"
    ) -> None:
        """Delete a preset with all of its versions, once that was confirmed."""
        await interaction.response.defer(ephemeral=True)
        namespace, preset = await self._existing(interaction, preset_name, randomizer)
        self._namespaces.require_editor(namespace, interaction.user.id)

        async def delete() -> str:
            await self._namespaces.delete_preset(
                namespace=namespace, game=randomizer, name=preset.preset_name, author=interaction.user.id
            )
            return f"`{namespace.name}/{preset.preset_name}` is deleted."

        question = f"Delete the {randomizer} preset `{namespace.name}/{preset.preset_name}` and all of its versions?"
        await ask(interaction, question, "Delete", delete)

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Get a preset as a file")
    @app_commands.describe(preset_name=NAME_TEXT, randomizer=RANDOMIZER_TEXT)
    @app_commands.choices(randomizer=RANDOMIZERS)
    @app_commands.autocomplete(preset_name=autocomplete.namespaced_presets)
    async def exportpreset(
        self, interaction: discord.Interaction[SahasrahBot], preset_name: str, randomizer: str = "alttpr"
    ) -> None:
        """Send a preset exactly as it was saved. Presets are public, as on the web."""
        await interaction.response.defer(ephemeral=True)
        namespace, preset = await self._existing(interaction, preset_name, randomizer)
        file = discord.File(io.BytesIO(preset.content.encode()), f"{preset.preset_name}.yaml")
        await interaction.edit_original_response(
            content=f"`{namespace.name}/{preset.preset_name}`, version {preset.revision}", attachments=[file]
        )

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Turn a save of alttpr.com's customizer into a preset file")
    @app_commands.describe(customizer_json="The file that the customizer page saved")
    async def convertcustomizer(
        self, interaction: discord.Interaction[SahasrahBot], customizer_json: discord.Attachment
    ) -> None:
        """Send the preset back as a file."""
        await interaction.response.defer(ephemeral=True)
        content = await read_file(customizer_json, "a save of the customizer", SAVE_MAX_BYTES)
        text = await asyncio.to_thread(lambda: as_yaml(preset_of_save(content)))
        file = discord.File(io.BytesIO(text.encode()), "output.yaml")
        await interaction.edit_original_response(
            content="Roll it with `/alttpr custompreset`, or keep it with `/alttprutils savepreset`.",
            attachments=[file],
        )

    @allow(Policy.PUBLIC)
    @app_commands.command(description="Find out whether this bot generated a game, and how")
    @app_commands.describe(hash_id="The hash of the game, or its permalink")
    async def verifygame(self, interaction: discord.Interaction[SahasrahBot], hash_id: str) -> None:
        """Show the record of a game."""
        await interaction.response.defer(ephemeral=True)
        game = await self._core.seeds.verify(hash_id)
        text = _record(game) if game else "That game was not generated by SahasrahBot."
        await interaction.edit_original_response(content=text)

    async def _place(
        self, interaction: discord.Interaction[SahasrahBot], identifier: PresetIdentifier
    ) -> PresetNamespaces:
        if identifier.namespace is None:
            return await self._namespaces.for_user(interaction.user.id, interaction.user.name)
        return await self._namespaces.get(identifier.namespace)

    async def _existing(
        self, interaction: discord.Interaction[SahasrahBot], preset_name: str, game: str
    ) -> tuple[PresetNamespaces, Presets]:
        identifier = PresetIdentifier.parse(preset_name)
        if identifier.namespace is None:
            namespace = await self._namespaces.find_for_user(interaction.user.id)
        else:
            namespace = await self._namespaces.get(identifier.namespace)
        if namespace is None:
            raise PresetNotFoundException(identifier.name, game)
        return namespace, await self._namespaces.get_preset(namespace, game, identifier.name)


def _saved(namespace: PresetNamespaces, preset: Presets) -> str:
    return f"Saved as `{namespace.name}/{preset.preset_name}` ({preset.randomizer}, version {preset.revision})."


def _record(game: AuditGeneratedGames) -> str:
    facts = {
        "Randomizer": game.randomizer,
        "Game Type": game.gentype,
        "Game Option": f"{game.namespace}/{game.genoption}" if game.namespace else game.genoption,
    }
    lines = [f"**{title}:** {plain(value)}" for title, value in facts.items() if value]
    if game.timestamp:
        lines.append(f"**Generated:** {format_dt(game.timestamp)}")
    if game.permalink:
        lines.append(f"**Permalink:** <{game.permalink}>")
    return cut("\n".join(lines), TEXT_LIMIT)
