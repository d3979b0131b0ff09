"""Publishing the spoiler log of a race, where nobody finds it before its address is told."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from alttprbot.alttprgen.adapters.base import NOBODY, CallContext
from alttprbot.alttprgen.provider_exceptions import SeedNotStoredError, SeedProviderError
from alttprbot.alttprgen.request import Surface
from alttprbot.alttprgen.storage import ObjectStore, StoredObject

TOKEN_BYTES = 16
HIDDEN = "hidden:"


class SpoilerLogKind(StrEnum):
    """Everything, or what is on the way through the game."""

    SPOILER = "spoiler"
    PROGRESSION = "progression"


class SpoilerLogs:
    """Publishes logs in `store`; with `hide_until_start` those of race rooms are private until they are revealed."""

    def __init__(self, store: ObjectStore, *, hide_until_start: bool = False) -> None:
        self._store = store
        self._hide_until_start = hide_until_start

    async def publish(
        self,
        kind: SpoilerLogKind,
        hash_id: str,
        code: Sequence[str],
        log: Mapping[str, Any],
        context: CallContext = NOBODY,
    ) -> str:
        """The address of the log, which is JSON with the keys in the order of `log`; that of a hidden one is for
        `reveal` only.

        `hash_id` and `code` (names of the file-select icons) are known to the racers, so that the name of the log has
        128 bits besides that nobody can guess. Raises `SeedNotStoredError`; then the race is no spoiler race.
        """
        text = await asyncio.to_thread(json.dumps, log, indent=4)
        icons = "-".join(_letters(icon) for icon in code)
        token = secrets.token_hex(TOKEN_BYTES)
        hidden = self._hide_until_start and context.surface == Surface.RACETIME
        item = StoredObject(f"{kind}__{_letters(hash_id)}__{icons}__{token}.txt", text, public=not hidden)
        try:
            await self._store.put(item, context)
        except SeedProviderError as error:
            raise SeedNotStoredError("its spoiler log", error) from error
        return f"{HIDDEN}{item.key}" if hidden else self._store.address(item.key)

    async def reveal(self, address: str) -> str:
        """Where everybody can read the log with this address from now on. Raises `SeedProviderError`."""
        if not is_hidden(address):
            return address
        key = address.removeprefix(HIDDEN)
        await self._store.reveal(key)
        return self._store.address(key)


def is_hidden(address: str) -> bool:
    """Whether a log has to be revealed before anybody gets at it."""
    return address.startswith(HIDDEN)


def _letters(text: str) -> str:
    """What of a name may be in the name of a file."""
    return re.sub(r"[^0-9A-Za-z]", "", text)
