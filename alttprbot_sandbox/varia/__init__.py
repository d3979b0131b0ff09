"""A simulated VARIA randomizer."""

from alttprbot_sandbox.varia.server import VariaServer

__all__ = ["VariaServer"]
