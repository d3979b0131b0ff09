"""A simulated racetime.gg: HTTP, OAuth and websockets after the real server, rooms that one can race in."""

from alttprbot_sandbox.racetime.server import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, RuleError, User

__all__ = ["Race", "RaceTimeServer", "RuleError", "User"]
