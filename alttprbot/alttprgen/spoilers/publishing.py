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
from alttprbot.alttprgen.storage import ObjectStore, StoredObject

TOKEN_BYTES = 16


class SpoilerLogKind(StrEnum):
    """Everything, or what is on the way through the game."""

    SPOILER = "spoiler"
    PROGRESSION = "progression"


class SpoilerLogs:
    """Publishes logs in `store`."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def publish(
        self,
        kind: SpoilerLogKind,
        hash_id: str,
        code: Sequence[str],
        log: Mapping[str, Any],
        context: CallContext = NOBODY,
    ) -> str:
        """The address of the log, which is JSON with the keys in the order of `log`.

        `hash_id` and `code` (names of the file-select icons) are known to the racers, so that the name of the log has
        128 bits besides that nobody can guess. Raises `SeedNotStoredError`; then the race is no spoiler race.
        """
        text = await asyncio.to_thread(json.dumps, log, indent=4)
        icons = "-".join(_letters(icon) for icon in code)
        token = secrets.token_hex(TOKEN_BYTES)
        item = StoredObject(f"{kind}__{_letters(hash_id)}__{icons}__{token}.txt", text)
        try:
            await self._store.put(item, context)
        except SeedProviderError as error:
            raise SeedNotStoredError("its spoiler log", error) from error
        return self._store.address(item.key)


def _letters(text: str) -> str:
    """What of a name may be in the name of a file."""
    return re.sub(r"[^0-9A-Za-z]", "", text)
