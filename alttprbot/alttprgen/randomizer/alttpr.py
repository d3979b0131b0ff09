"""The client of the ALTTPR site (alttpr.com and its sister deployments).

Wire facts are from the site's public source, build 2024-02-18: later builds may add keys, so only those that are needed
are required.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from alttprbot.alttprgen.file_select import PatchFormatError, code_of_patch
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderGenerationError,
    SeedProviderInvalidRequestError,
)
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.alttprgen.randomizer.alttpr_labels import Labels
from alttprbot.config import ALTTPR_PUBLIC_HOST, AlttprBranch
from alttprbot.util.clock import Clock
from alttprbot.util.http import parse_json

PROVIDER = "alttpr"
SEED_LIMIT = 8 * 1024 * 1024
SMALL_LIMIT = 2 * 1024 * 1024
BASE_PATCH_LIMIT = 4 * 1024 * 1024
SPRITES_LIMIT = 4 * 1024 * 1024
SPRITE_LIMIT = 256 * 1024

_HASH = re.compile(r"[0-9A-Za-z]{1,50}")
_MD5 = re.compile(r"[0-9a-f]{32}")
_PATH = re.compile(r"/[0-9A-Za-z._-]+(/[0-9A-Za-z._-]+){0,9}")


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


@dataclass(frozen=True, slots=True)
class BasePatch:
    """Where the patch is that makes the game of a seed's build of the original one; `md5` is that of this game."""

    md5: str
    path: str


class AlttprClient:
    """Typed calls of one or more deployments of the site. Raises `SeedProviderError` and aiohttp's transport errors."""

    def __init__(
        self, http: aiohttp.ClientSession, default: AlttprBranch, branches: Mapping[str, AlttprBranch], clock: Clock
    ) -> None:
        self._http = ProviderHttp(http, PROVIDER, clock)
        self._default = default
        self._branches = branches

    def branch(self, name: str | None) -> AlttprBranch:
        """The deployment called `name`; the default one for None and for names that nobody knows."""
        return self._branches.get(name, self._default) if name else self._default

    async def generate(self, path: str, settings: object, branch: str | None = None) -> AlttprSeed:
        """Roll a seed. `path` is such as `/api/randomizer`, `settings` the exact body."""
        site = self.branch(branch)
        operation = "generate_seed"
        return self._seed(await self._send("POST", path, site, operation, SEED_LIMIT, body=settings), site, operation)

    async def retrieve(self, hash_id: str, branch: str | None = None) -> AlttprSeed:
        """A seed that exists; the site serves it as text/html, so the content type does not matter."""
        operation = "retrieve_seed"
        _require_hash(hash_id, operation)
        site = self.branch(branch)
        return self._seed(await self._send("GET", f"/hash/{hash_id}", site, operation, SEED_LIMIT), site, operation)

    async def daily_hash(self, branch: str | None = None) -> str:
        """The hash of today's challenge."""
        operation = "get_daily"
        answer = await self._send("GET", "/api/daily", self.branch(branch), operation, SMALL_LIMIT)
        hash_id = self._http.object_of(answer, operation).get("hash")
        if not isinstance(hash_id, str) or not _HASH.fullmatch(hash_id):
            raise self._http.format_error(operation, "the answer has no hash", answer)
        return hash_id

    async def base_patch(self, hash_id: str, branch: str | None = None) -> BasePatch:
        """Which game the patch of this seed is for."""
        operation = "get_base_patch"
        _require_hash(hash_id, operation)
        answer = await self._send("GET", f"/api/h/{hash_id}", self.branch(branch), operation, SMALL_LIMIT)
        document = self._http.object_of(answer, operation)
        md5, path = document.get("md5"), document.get("bpsLocation")
        if not isinstance(md5, str) or not _MD5.fullmatch(md5):
            raise self._http.format_error(operation, "the answer has no md5", answer)
        if not isinstance(path, str) or not _PATH.fullmatch(path):
            raise self._http.format_error(operation, "the answer has no bpsLocation", answer)
        return BasePatch(md5, path)

    async def base_patch_file(self, patch: BasePatch, branch: str | None = None) -> bytes:
        """The patch itself, in the BPS format."""
        operation = "get_base_patch_file"
        answer = await self._send("GET", patch.path, self.branch(branch), operation, BASE_PATCH_LIMIT)
        return self._file(answer, operation, b"BPS1")

    async def sprites(self, branch: str | None = None) -> dict[str, str]:
        """The addresses of sprites, by their names."""
        operation = "get_sprites"
        answer = await self._send("GET", "/sprites", self.branch(branch), operation, SPRITES_LIMIT)
        document = self._http.parsed(answer, operation)
        if not isinstance(document, list):
            raise self._http.format_error(operation, "it did not send a list", answer)
        named = [(sprite.get("name"), sprite.get("file")) for sprite in document if isinstance(sprite, dict)]
        return {name: file for name, file in named if isinstance(name, str) and isinstance(file, str)}

    async def sprite_file(self, address: str) -> bytes:
        """A sprite in the ZSPR format. They are kept elsewhere, so that credentials are not sent along."""
        operation = "get_sprite_file"
        if not _is_address(address):
            raise self._http.format_error(operation, "the file of the sprite has no web address")
        return self._file(await self._http.send("GET", address, operation, limit=SPRITE_LIMIT), operation, b"ZSPR")

    async def labels(self, base_url: str) -> Labels:
        """What the values of settings are called on the deployment at `base_url`."""
        site = next((site for site in self._branches.values() if site.base_url == base_url), self._default)
        operation = "get_labels"
        answer = await self._send("GET", "/randomizer/settings", site, operation, SMALL_LIMIT)
        return {
            key: {str(value): str(label) for value, label in labels.items()}
            for key, labels in self._http.object_of(answer, operation).items()
            if isinstance(labels, dict)
        }

    async def _send(
        self, method: str, path: str, site: AlttprBranch, operation: str, limit: int, *, body: object = None
    ) -> Answer:
        return await self._http.send(
            method,
            site.base_url + path,
            operation,
            limit=limit,
            refusal=lambda answer: self._refusal(answer, site, operation),
            json=body,
            headers={"Accept": "application/json", **_credentials(site)},
        )

    def _file(self, answer: Answer, operation: str, magic: bytes) -> bytes:
        """The body, if it is a file of the kind that begins with `magic`."""
        if not answer.body.startswith(magic):
            raise self._http.format_error(operation, f"what it sent does not begin with {magic.decode()}", answer)
        return answer.body

    def _refusal(self, answer: Answer, site: AlttprBranch, operation: str) -> SeedProviderError | None:
        status = answer.status
        if status == 401 or (status == 403 and _credentials(site)):
            why = "the site refuses our credentials" if _credentials(site) else "the site asks for credentials"
            return SeedProviderConfigurationError(why, PROVIDER, operation, status_code=status, url_host=answer.host)
        if status == 409:
            why = answer.excerpt or "it gave no reason"
            return SeedProviderGenerationError(why, PROVIDER, operation, status_code=status, url_host=answer.host)
        if status == 422:
            return self._http.status_error(operation, answer, _validation_errors(answer))
        return None

    def _seed(self, answer: Answer, site: AlttprBranch, operation: str) -> AlttprSeed:
        document = self._http.object_of(answer, operation)
        try:
            hash_id, patch, meta = document["hash"], document["patch"], document["spoiler"]["meta"]
            if not isinstance(hash_id, str) or not _HASH.fullmatch(hash_id) or not isinstance(meta, dict):
                raise TypeError("hash or meta")
            code = code_of_patch(patch)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            what = str(error) if isinstance(error, PatchFormatError) else f"the seed lacks {error}"
            raise self._http.format_error(operation, what, answer) from error
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


def _credentials(site: AlttprBranch) -> dict[str, str]:
    """The header that a protected deployment asks for; empty for all others."""
    if not site.username or not site.password or urlsplit(site.base_url).hostname == ALTTPR_PUBLIC_HOST:
        return {}
    pair = f"{site.username}:{site.password.get_secret_value()}".encode()
    return {"Authorization": f"Basic {b64encode(pair).decode()}"}


def _require_hash(hash_id: str, operation: str) -> None:
    if not _HASH.fullmatch(hash_id):
        raise SeedProviderInvalidRequestError("this is not the hash of a game", PROVIDER, operation)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _validation_errors(answer: Answer) -> str:
    """`field: what is wrong with it`, for every field."""
    try:
        errors = parse_json(answer.body)["errors"]
        return "; ".join(f"{field}: {' '.join(map(str, _listed(texts)))}" for field, texts in errors.items())
    except (ValueError, KeyError, TypeError, AttributeError):
        return answer.excerpt


def _listed(texts: object) -> list[object]:
    return texts if isinstance(texts, list) else [texts]
