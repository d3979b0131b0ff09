"""A simulated door randomizer, and the page that applies its patches."""

from alttprbot_sandbox.doors.server import DoorsServer

__all__ = ["DoorsServer"]
