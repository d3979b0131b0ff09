"""The client of ootrandomizer.com, which rolls Ocarina of Time. Facts are from the description of its API, version 2.

Our key is a part of every address, so that addresses are never shown or logged.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import aiohttp

from alttprbot.alttprgen.provider_exceptions import SeedProviderError, SeedProviderUnavailableError
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.util.clock import Clock
from alttprbot.util.http import parse_json

PROVIDER = "ootr"
LIMIT = 1024 * 1024
# Whoever sends more than 20 requests in 10 seconds is shut out for a minute.
SPACING = 10 / 15
SHUT_OUT, QUEUE_FULL, NOT_READY = 60.0, 10.0, 10.0

_ID = re.compile(r"\d{1,20}")


class OotrProgress(StrEnum):
    """How far a seed is."""

    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


# 2 is for seeds that were not made through the API.
_PROGRESS: Mapping[int, OotrProgress] = {
    0: OotrProgress.WORKING,
    1: OotrProgress.DONE,
    2: OotrProgress.DONE,
    3: OotrProgress.FAILED,
}


@dataclass(frozen=True, slots=True)
class OotrSeed:
    """A seed that was begun."""

    id: str
    url: str
    version: str | None


class Turns:
    """One thing after the other, at least `seconds` apart."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._lock = asyncio.Lock()
        self._free_at = 0.0

    async def wait(self) -> None:
        """Wait until it is one's turn."""
        async with self._lock:
            wait = self._free_at - self._clock.monotonic()
            if wait > 0:
                await self._clock.sleep(wait)
            self._free_at = self._clock.monotonic() + self._seconds


class OotrClient:
    """Typed calls of the API, never faster than it allows.

    Raises `SeedProviderError` and aiohttp's transport errors.
    """

    def __init__(self, http: aiohttp.ClientSession, clock: Clock, *, base_url: str, api_key: str) -> None:
        self._http = ProviderHttp(http, PROVIDER, clock, secret=api_key)
        self._base_url = base_url
        self._key = api_key
        self._turns = Turns(clock, SPACING)

    async def create(self, path: str, settings: Mapping[str, Any]) -> OotrSeed:
        """Begin a seed. `path` is such as `/api/v2/seed/create?version=8.2.0`, `settings` the exact body."""
        operation = "create_seed"
        answer = await self._send("POST", path, operation, {}, json=dict(settings))
        match self._http.parsed(answer, operation):
            case {"id": int() | str() as given, **rest} if _ID.fullmatch(seed_id := str(given)):
                version = rest.get("version")
                url = f"{self._base_url}/seed/get?id={seed_id}"
                return OotrSeed(seed_id, url, version if isinstance(version, str) else None)
        raise self._http.format_error(operation, "the seed has no id", answer)

    async def status(self, seed_id: str) -> OotrProgress:
        """How far a seed is."""
        operation = "get_status"
        answer = await self._send("GET", "/api/v2/seed/status", operation, {"id": seed_id}, accept=(200, 204))
        if answer.status == 204:
            # It does not know its own seed yet.
            return OotrProgress.WORKING
        match self._http.parsed(answer, operation):
            case {"status": int(number)} if number in _PROGRESS:
                return _PROGRESS[number]
        raise self._http.format_error(operation, "there is no status", answer)

    async def file_hash(self, seed_id: str) -> tuple[str, ...]:
        """The names of the five icons on the file-select screen of a finished seed; empty where it has none."""
        operation = "get_details"
        answer = await self._send("GET", "/api/v2/seed/details", operation, {"id": seed_id})
        match self._http.parsed(answer, operation):
            case {"settingsLog": str(text)}:
                return _icons(text)
        raise self._http.format_error(operation, "there is no log of the settings", answer)

    async def _send(self, method: str, path: str, operation: str, query: Mapping[str, str], **options: Any) -> Answer:
        await self._turns.wait()
        try:
            return await self._http.send(
                method,
                self._base_url + path,
                operation,
                limit=LIMIT,
                params={**query, "key": self._key},
                refusal=lambda refused: self._refusal(operation, refused),
                **options,
            )
        except aiohttp.ClientResponseError:
            # Its text would have the address.
            raise self._http.format_error(operation, "it does not speak HTTP") from None

    def _refusal(self, operation: str, refused: Answer) -> SeedProviderError:
        if refused.status == 423:
            return SeedProviderUnavailableError(
                "its queue is full",
                PROVIDER,
                operation,
                status_code=423,
                retry_after=QUEUE_FULL,
                url_host=refused.host,
                hint="Its queue is full.",
            )
        error = self._http.status_error(operation, refused)
        usual = {429: SHUT_OUT, 503: NOT_READY}
        error.retry_after = error.retry_after or usual.get(refused.status)
        return error


def _icons(settings_log: str) -> tuple[str, ...]:
    try:
        document = parse_json(settings_log.encode())
    except ValueError:
        return ()
    match document:
        case {"file_hash": list(icons)}:
            return tuple(str(icon) for icon in icons)
    return ()
