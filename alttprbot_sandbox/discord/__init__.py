"""Discord, simulated by SimCord: one server, two bots, and people to act as in a browser."""

from alttprbot_sandbox.discord.scene import Persona
from alttprbot_sandbox.discord.world import BusyError, DiscordWorld, OfflineError

__all__ = ["BusyError", "DiscordWorld", "OfflineError", "Persona"]
