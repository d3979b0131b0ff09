"""A simulated alttpr.com: validates as the site does and answers seeds of its shape."""

from alttprbot_sandbox.alttpr.server import AlttprServer

__all__ = ["AlttprServer"]
