"""Rolling seeds: one cog a group of commands."""

from alttprbot_discord.cogs.generator.alttpr import AlttprGenerator

COGS = (AlttprGenerator,)
