"""A simulated AVIANART, the door and entrance randomizer that works in the background."""

from alttprbot_sandbox.avianart.server import AvianartServer

__all__ = ["AvianartServer"]
