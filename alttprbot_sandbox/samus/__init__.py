"""A simulated samus.link, for Super Metroid and SMZ3."""

from alttprbot_sandbox.samus.server import SamusServer

__all__ = ["SamusServer"]
