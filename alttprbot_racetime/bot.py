"""The RaceTime bots as one service of the process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from types import MappingProxyType

from alttprbot.core import Core
from alttprbot.supervision import Health, Service
from alttprbot_racetime.core import SahasrahBotRaceTimeBot
from alttprbot_racetime.handlers import (
    alttpr,
    contra,
    ctjets,
    ff1r,
    sgl,
    smb3r,
    smr,
    smwhacks,
    smz3,
    test,
    twwr,
    z1r,
    z2r,
)
from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler
from alttprbot_racetime.timings import Timings

logger = logging.getLogger(__name__)

PURGE_EVERY = 86_400.0

HANDSHAKES = 20
HANDLERS: Mapping[str, type[SahasrahBotCoreHandler]] = MappingProxyType(
    {
        "alttpr": alttpr.GameHandler,
        "smz3": smz3.GameHandler,
        "smr": smr.GameHandler,
        "z1r": z1r.GameHandler,
        "z2r": z2r.GameHandler,
        "smb3r": smb3r.GameHandler,
        "ff1r": ff1r.GameHandler,
        "ct-jets": ctjets.GameHandler,
        "contra": contra.GameHandler,
        "sgl": sgl.GameHandler,
        "smw-hacks": smwhacks.GameHandler,
        "twwr": twwr.GameHandler,
        "test": test.GameHandler,
    }
)


def racetime_service(core: Core, timings: Timings | None = None) -> Service:
    """One bot for each category that has credentials and a handler."""
    bots = build_bots(core, timings or Timings())

    async def run(health: Health) -> None:
        await RaceTime(core, bots, health).run()

    async def quiesce() -> None:
        for bot in bots.values():
            bot.quiesce()

    return Service("racetime", run, off=_why_off(core, bots), quiesce=quiesce)


def build_bots(core: Core, timings: Timings) -> Mapping[str, SahasrahBotRaceTimeBot]:
    """The bots by category; a category that nobody handles is named in the log."""
    bots = {}
    handshakes = asyncio.Semaphore(HANDSHAKES)
    for slug, credentials in core.settings.racetime_categories.items():
        handler = HANDLERS.get(slug)
        if handler is None:
            logger.warning("category without handler", extra={"category": slug})
        else:
            bots[slug] = SahasrahBotRaceTimeBot(core, slug, credentials, handler, timings, handshakes)
    return bots


class RaceTime:
    """Runs the bots side by side and tells how they are."""

    def __init__(self, core: Core, bots: Mapping[str, SahasrahBotRaceTimeBot], health: Health) -> None:
        self._core = core
        self._bots = bots
        self._health = health

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            purging = self._core.upkeep.regularly("race_rooms", self._core.race_rooms.purge, seconds=PURGE_EVERY)
            group.create_task(purging, name="racetime purge")
            for bot in self._bots.values():
                group.create_task(bot.run(self._tell), name=f"racetime {bot.category_slug}")

    def _tell(self) -> None:
        problems = {slug: bot.problem for slug, bot in self._bots.items() if bot.problem}
        detail = "; ".join(f"{slug}: {problem}" for slug, problem in problems.items())
        if len(problems) < len(self._bots):
            self._health.ready(detail)
        else:
            self._health.failing(detail)


def _why_off(core: Core, bots: Mapping[str, SahasrahBotRaceTimeBot]) -> str | None:
    if not core.settings.racetime_enabled:
        return "RACETIME_ENABLED is false"
    if not bots:
        return "no category has RACETIME_CLIENT_ID_<CATEGORY> and RACETIME_CLIENT_SECRET_<CATEGORY>"
    return None
