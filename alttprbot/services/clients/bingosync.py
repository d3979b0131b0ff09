"""BingoSync: rooms with bingo cards, for races that are about them."""

from __future__ import annotations

import random
import secrets
import string

import aiohttp

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.exceptions import InvalidInputException
from alttprbot.services.clients.bingosync_site import HIGHEST_SEED, LOWEST_SEED, BingoCard, BingoRoom, BingosyncSite

PASSPHRASE_LENGTH = 8


class Bingosync(Adapter):
    """Makes rooms and gives them cards. What has to be kept of a room is its id and its passphrase."""

    PROVIDER_NAME = "bingosync"

    def __init__(
        self, http: aiohttp.ClientSession, contract: ProviderContract, *, base_url: str, nickname: str
    ) -> None:
        super().__init__(contract)
        self._site = BingosyncSite(http, contract.clock, base_url=base_url, nickname=nickname)

    def room(self, room_id: str, passphrase: str) -> BingoRoom:
        """A room that was made earlier, such as before this process was started."""
        return self._site.room(room_id, passphrase)

    async def create_room(
        self, name: str, card: BingoCard, context: CallContext = NOBODY, *, rng: random.Random | None = None
    ) -> BingoRoom:
        """Make a room whose card nobody sees yet. `rng` makes its passphrase; without it nobody can foretell that.

        It is not tried again where it may have been made, so that there are never two.
        """
        letters = (rng or secrets.SystemRandom()).choices(string.ascii_lowercase, k=PASSPHRASE_LENGTH)
        passphrase = "".join(letters)
        return await self._execute("create_room", lambda: self._site.create_room(name, passphrase, card), context)

    async def join_room(self, room: BingoRoom, context: CallContext = NOBODY) -> None:
        """Come back to a room, as after a restart. Raises `SeedProviderInvalidRequestError` for a wrong passphrase."""
        await self._execute("join_room", lambda: self._site.join_room(room), context)

    async def new_card(
        self, room: BingoRoom, card: BingoCard, seed: int, *, hide_card: bool = False, context: CallContext = NOBODY
    ) -> None:
        """Give a room the card that `seed` makes; whoever uses the same seed elsewhere gets the same card.

        Raises `InvalidInputException` for a seed that the site does not have.
        """
        if not LOWEST_SEED <= seed <= HIGHEST_SEED:
            raise InvalidInputException(f"The seed of a card must be from {LOWEST_SEED} to {HIGHEST_SEED}.")
        await self._execute("new_card", lambda: self._site.new_card(room, card, seed, hide_card=hide_card), context)
