"""The first page of the sandbox: where everything is, who one can be, and what can be made to fail."""

from alttprbot_sandbox.start_page.levers import FAULTS, Levers, Place, SandboxMap
from alttprbot_sandbox.start_page.server import start_page

__all__ = ["FAULTS", "Levers", "Place", "SandboxMap", "start_page"]
