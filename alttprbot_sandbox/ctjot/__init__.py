"""A simulated ctjot.com, which rolls Chrono Trigger: Jets of Time."""

from alttprbot_sandbox.ctjot.server import CtjotServer

__all__ = ["CtjotServer"]
