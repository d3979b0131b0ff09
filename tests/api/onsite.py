"""An event that is going on, for the tests of its pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.dash import DashServer
from alttprbot_sandbox.ootr import OotrServer
from alttprbot_sandbox.samus import SamusServer
from alttprbot_sandbox.speedgaming import SpeedGamingServer
from tests.clocks import BEGINNING


@dataclass(frozen=True)
class Hall:
    """The sites that the event asks."""

    alttpr: AlttprServer
    ootr: OotrServer
    smz3: SamusServer
    dash: DashServer
    speedgaming: SpeedGamingServer

    @property
    def settings(self) -> dict[str, Any]:
        """Settings with which the event is on and finds them."""
        sites = (self.ootr, self.smz3, self.dash, self.speedgaming)
        leading = {name.lower(): value for site in sites for name, value in site.settings().items()}
        return {"sglive_enabled": True, **leading}

    @property
    def rolled(self) -> int:
        """How many requests the sites have had."""
        return sum(len(site.requests) for site in (self.alttpr, self.ootr, self.smz3, self.dash))


@asynccontextmanager
async def open_hall(alttpr: AlttprServer) -> AsyncIterator[Hall]:
    """Everything but alttpr.com, which the tests have already."""
    async with AsyncExitStack() as stack:
        yield Hall(
            alttpr,
            await stack.enter_async_context(OotrServer()),
            await stack.enter_async_context(SamusServer("smz3")),
            await stack.enter_async_context(DashServer()),
            await stack.enter_async_context(SpeedGamingServer(now=BEGINNING)),
        )
