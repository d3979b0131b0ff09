"""The client of the ALTTPR site (alttpr.com and its sister deployments).

Wire facts are from the site's public source, build 2024-02-18: later builds may add keys, so only those that are needed
are required.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from alttprbot.alttprgen.file_select import PatchFormatError, code_of_patch
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderResponseFormatError,
)
from alttprbot.alttprgen.provider_wrapper import status_error
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot.config import AlttprBranch
from alttprbot.util.clock import Clock
from alttprbot.util.http import EXCERPT_BYTES, read_body, read_excerpt, retry_after, safe_text

PROVIDER = "alttpr"
SEED_LIMIT = 16 * 1024 * 1024
SMALL_LIMIT = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AlttprSeed:
    """A seed as the site describes it. `generated` is an ISO time; `document` the whole answer, patch included."""

    hash: str
    url: str
    base_url: str
    meta: Mapping[str, Any]
    generated: str | None
    code: tuple[str, ...]
    document: Mapping[str, Any]


class AlttprClient:
    """Typed calls of one or more deployments of the site. Raises `SeedProviderError` and aiohttp's transport errors."""

    def __init__(
        self, http: aiohttp.ClientSession, default: AlttprBranch, branches: Mapping[str, AlttprBranch], clock: Clock
    ) -> None:
        self._http = http
        self._default = default
        self._branches = branches
        self._clock = clock

    def branch(self, name: str | None) -> AlttprBranch:
        """The deployment called `name`; the default one for None and for names that nobody knows."""
        return self._branches.get(name, self._default) if name else self._default

    async def generate(self, path: str, settings: Mapping[str, Any], branch: str | None = None) -> AlttprSeed:
        """Roll a seed. `path` is such as `/api/randomizer`, `settings` the exact body."""
        site = self.branch(branch)
        return self._seed(await self._json("POST", path, site, "generate_seed", SEED_LIMIT, body=settings), site)

    async def retrieve(self, hash_id: str, branch: str | None = None) -> AlttprSeed:
        """A seed that exists; the site serves it as text/html, so the content type does not matter."""
        site = self.branch(branch)
        return self._seed(await self._json("GET", f"/hash/{hash_id}", site, "retrieve_seed", SEED_LIMIT), site)

    async def labels(self, base_url: str) -> Labels:
        """What the values of settings are called on the deployment at `base_url`."""
        site = next((site for site in self._branches.values() if site.base_url == base_url), self._default)
        document = await self._json("GET", "/randomizer/settings", site, "get_labels", SMALL_LIMIT)
        return {
            key: {str(value): str(label) for value, label in labels.items()}
            for key, labels in document.items()
            if isinstance(labels, dict)
        }

    async def _json(
        self,
        method: str,
        path: str,
        site: AlttprBranch,
        operation: str,
        limit: int,
        *,
        body: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        auth = (
            aiohttp.BasicAuth(site.username, site.password.get_secret_value())
            if site.username and site.password
            else None
        )
        async with self._http.request(
            method,
            site.base_url + path,
            json=body,
            auth=auth,
            headers={"Accept": "application/json"},
            allow_redirects=False,
        ) as response:
            if response.status != 200:
                raise await self._error(response, operation)
            raw = await read_body(response, limit)
        try:
            document = json.loads(raw)
        except ValueError as error:
            raise _format_error(operation, site, "it did not send JSON", raw) from error
        if not isinstance(document, dict):
            raise _format_error(operation, site, "it did not send an object", raw)
        return document

    async def _error(self, response: aiohttp.ClientResponse, operation: str) -> SeedProviderError:
        host = response.url.host or ""
        wait = retry_after(response.headers, self._clock.now())
        if response.status in {401, 403}:
            return SeedProviderConfigurationError(
                "the site refuses our credentials", PROVIDER, operation, status_code=response.status, url_host=host
            )
        explanation = await _validation_errors(response) if response.status == 422 else await read_excerpt(response)
        return status_error(PROVIDER, operation, response.status, explanation, wait=wait, host=host)

    def _seed(self, document: dict[str, Any], site: AlttprBranch) -> AlttprSeed:
        try:
            hash_id, patch, meta = document["hash"], document["patch"], document["spoiler"]["meta"]
            if not isinstance(hash_id, str) or not hash_id.isalnum() or not isinstance(meta, dict):
                raise TypeError("hash or meta")
            code = code_of_patch(patch)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            what = str(error) if isinstance(error, PatchFormatError) else f"the seed lacks {error}"
            raise _format_error("generate_seed", site, what) from error
        generated = document.get("generated")
        return AlttprSeed(
            hash=hash_id,
            url=f"{site.base_url}/h/{hash_id}",
            base_url=site.base_url,
            meta=meta,
            generated=generated if isinstance(generated, str) else None,
            code=code,
            document=document,
        )


def _format_error(operation: str, site: AlttprBranch, what: str, body: bytes = b"") -> SeedProviderResponseFormatError:
    return SeedProviderResponseFormatError(
        what,
        PROVIDER,
        operation,
        url_host=urlsplit(site.base_url).hostname,
        body_excerpt=safe_text(body[:EXCERPT_BYTES].decode(errors="replace")) or None,
    )


async def _validation_errors(response: aiohttp.ClientResponse) -> str:
    """`field: what is wrong with it`, for every field."""
    raw = await read_body(response, SMALL_LIMIT)
    try:
        errors = json.loads(raw)["errors"]
        lines = [f"{field}: {' '.join(map(str, texts))}" for field, texts in errors.items()]
    except (ValueError, KeyError, TypeError, AttributeError):
        return safe_text(raw[:EXCERPT_BYTES].decode(errors="replace"))
    return safe_text("; ".join(lines))
