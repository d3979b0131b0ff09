"""Rolling seeds: one cog a group of commands."""

from alttprbot_discord.cogs.generator.alttpr import AlttprGenerator
from alttprbot_discord.cogs.generator.samus import SamusGenerator

COGS = (AlttprGenerator, SamusGenerator)
