"""The client of AVIANART, a door and entrance randomizer of A Link to the Past.

It works in the background: one request begins a seed, others ask how far it is. Each answer is an envelope
`{"status": 200, "response": {…}}`, whose inner `status` is a word for as long as there is something to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from alttprbot.alttprgen.file_select import LENGTH, code_of_text
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderError,
    SeedProviderGenerationError,
    SeedProviderInvalidRequestError,
)
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.util.clock import Clock
from alttprbot.util.http import parse_json, safe_text

PROVIDER = "avianart"
# A finished seed comes with its patch.
SEED_LIMIT = 16 * 1024 * 1024

_HASH = re.compile(r"[A-Za-z0-9_-]{1,50}")


@dataclass(frozen=True, slots=True)
class AvianartSeed:
    """A seed, which has a hash from the beginning and file-select icons and a version when it is finished."""

    hash: str
    url: str
    finished: bool
    code: tuple[str, ...] = ()
    version: str | None = None


class AvianartClient:
    """Typed calls of the service. Raises `SeedProviderError` and aiohttp's transport errors."""

    def __init__(self, http: aiohttp.ClientSession, clock: Clock, *, base_url: str, api_key: str = "") -> None:
        self._http = ProviderHttp(http, PROVIDER, clock, secret=api_key)
        self._base_url = base_url
        self._headers = {"Authorization": api_key} if api_key else {}

    async def create(self, path: str, body: Sequence[Any]) -> AvianartSeed:
        """Begin a seed; sometimes it is finished at once. `path` is such as `/api.php?action=generate&preset=name`."""
        operation = "create_seed"
        response, answer = await self._ask("POST", self._base_url + path, operation, json=body)
        if "hash" not in response and (text := safe_text(str(response.get("message") or ""))):
            raise SeedProviderInvalidRequestError(text, PROVIDER, operation, url_host=answer.host)
        return self._seed(response, answer, operation)

    async def retrieve(self, hash_id: str) -> AvianartSeed:
        """A seed that was begun, as far as it is."""
        operation = "poll_seed"
        query = {"action": "permlink", "hash": hash_id}
        response, answer = await self._ask("GET", f"{self._base_url}/api.php", operation, params=query)
        seed = self._seed({"hash": hash_id, **response}, answer, operation)
        if seed.finished and not seed.code:
            raise self._http.format_error(operation, "the finished seed has no file-select code", answer)
        return seed

    async def _ask(self, method: str, url: str, operation: str, **options: Any) -> tuple[Mapping[str, Any], Answer]:
        """The inner response of an envelope that says that all is well."""
        answer = await self._http.send(
            method,
            url,
            operation,
            limit=SEED_LIMIT,
            headers=self._headers,
            refusal=lambda refused: self._http.status_error(operation, refused, _message(refused)),
            **options,
        )
        match self._http.parsed(answer, operation):
            case {"status": int(status), "response": dict(response)} if status != 200:
                raise self._http.status_error(operation, answer, str(response.get("message") or ""), status=status)
            case {"response": dict(response)}:
                return response, answer
        raise self._http.format_error(operation, "it did not send an envelope", answer)

    def _seed(self, response: Mapping[str, Any], answer: Answer, operation: str) -> AvianartSeed:
        hash_id, status = response.get("hash"), response.get("status") or "finished"
        if status == "failure":
            raise _failure(response, operation, answer)
        if not isinstance(hash_id, str) or not _HASH.fullmatch(hash_id):
            raise self._http.format_error(operation, "the seed has no hash", answer)
        url = f"{self._base_url}/perm/{hash_id}"
        match response:
            case {"spoiler": {"meta": {"hash": str(icons), **meta}}} if status == "finished":
                code = code_of_text(icons)[:LENGTH]
                version = meta.get("version")
                return AvianartSeed(hash_id, url, True, code, None if version is None else str(version))
        return AvianartSeed(hash_id, url, status == "finished")


def _message(refused: Answer) -> str | None:
    """What the envelope of a refusal says; None where there is none."""
    try:
        document = parse_json(refused.body)
    except ValueError:
        return None
    match document:
        case {"response": {"message": str(message)}}:
            return message
    return None


def _failure(response: Mapping[str, Any], operation: str, answer: Answer) -> SeedProviderError:
    text = safe_text(str(response.get("message") or "")) or "it does not say why"
    # What failed stays so, however often one asks.
    return SeedProviderGenerationError(text, PROVIDER, operation, url_host=answer.host, most_attempts=1)
