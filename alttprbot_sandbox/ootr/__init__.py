"""A simulated ootrandomizer.com, which rolls Ocarina of Time."""

from alttprbot_sandbox.ootr.server import OotrServer

__all__ = ["OotrServer"]
