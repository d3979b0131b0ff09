"""A simulated dashrando.net."""

from alttprbot_sandbox.dash.server import DashServer

__all__ = ["DashServer"]
