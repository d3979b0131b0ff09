"""Rolling seeds: one cog a group of commands."""

from alttprbot_discord.cogs.generator.alttpr import AlttprGenerator
from alttprbot_discord.cogs.generator.ctjets import CTJetsGenerator
from alttprbot_discord.cogs.generator.metroid import MetroidGenerator
from alttprbot_discord.cogs.generator.samus import SamusGenerator
from alttprbot_discord.cogs.generator.z2r import Z2rGenerator

COGS = (AlttprGenerator, SamusGenerator, MetroidGenerator, CTJetsGenerator, Z2rGenerator)
