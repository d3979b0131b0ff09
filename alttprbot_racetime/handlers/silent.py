"""Rooms into which the bot comes without a word."""

from __future__ import annotations

from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler


class SilentHandler(SahasrahBotCoreHandler):
    """Does what is asked and does not greet."""

    async def intro(self) -> None:
        """Say nothing."""
