"""Seeds for whoever presses a button at an event: rolled, noted, handed over."""

from __future__ import annotations

import asyncio
import logging
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path

from alttprbot.alttprgen.generator import GeneratedSeed, SeedService
from alttprbot.alttprgen.provider_exceptions import SeedProviderConfigurationError
from alttprbot.alttprgen.request import Requester, SeedRequest, Surface
from alttprbot.exceptions import DatabaseUnavailableException, PresetException, SahasrahBotException
from alttprbot.models import SGL2023OnsiteHistory
from alttprbot.services.onsite_event import EventFileError, OnsiteEvent
from alttprbot.services.triforce_seeds import TriforceSeedService
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

LONGEST_URL = 300
# Whoever waits for a seed that exists does not wait for the database any longer than this.
LONGEST_WAIT = 3.0
NOBODY = Requester(Surface.API)


class OnsiteSeedService:
    """Rolls the games of an event. `path` is its file, for those who have to mend it."""

    def __init__(
        self, event: OnsiteEvent, *, path: Path, seeds: SeedService, triforce_seeds: TriforceSeedService, clock: Clock
    ) -> None:
        self.event = event
        self._path = path
        self._seeds = seeds
        self._triforce_seeds = triforce_seeds
        self._clock = clock

    async def check(self) -> None:
        """Plan a seed of each game. Raises `EventFileError` for what no seed can be made of.

        What may come later, such as a preset in somebody's namespace or the key of a site, is only said in the log.
        """
        problems = []
        for key, game in self.event.games.items():
            fields = {"game": key, "preset": game.preset}
            try:
                await self._seeds.plan(game.request(NOBODY))
            except (PresetException, SeedProviderConfigurationError, DatabaseUnavailableException) as error:
                logger.warning("onsite_game_not_ready", extra={**fields, "reason": str(error)})
            except SahasrahBotException as error:
                problems.append(f"games.{key}: {error}")
        if problems:
            raise EventFileError(self._path, problems)

    async def roll(self, key: str, requester: Requester, *, address: str) -> GeneratedSeed:
        """A seed of the game, once it can be fetched from where it is; `address` is who asks on the network.

        Raises what `SeedService.generate` raises.
        """
        game = self.event.games[key]
        seed = await self._rolled(game.request(requester), game.text_pool, balanced=game.balanced)
        await self._note(self.event.label(key), seed.response.url, network_of(address))
        if game.wait:
            await self._clock.sleep(game.wait)
        return seed

    async def _rolled(self, request: SeedRequest, pool: str | None, *, balanced: bool) -> GeneratedSeed:
        if pool is None:
            return await self._seeds.generate(request)
        return await self._triforce_seeds.generate(request, pool, balanced=balanced)

    async def _note(self, label: str, url: str, network: str) -> None:
        """Write the history. There is a seed by now: nothing may keep it from its player."""
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await SGL2023OnsiteHistory.create(tournament=label, url=url[:LONGEST_URL], ip_address=network)
        except Exception:
            # With this line the row can be written later; the network is nobody's business there.
            logger.exception("onsite_history_failed", extra={"tournament": label, "url": url})


def network_of(address: str, *, v4_bits: int = 24, v6_bits: int = 48) -> str:
    """The network that an address is in: so many bits of it, which are no person's. Empty for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    bits = v6_bits if isinstance(parsed, IPv6Address) else v4_bits
    return str(ip_network((int(parsed) >> (parsed.max_prefixlen - bits) << (parsed.max_prefixlen - bits), bits)))
