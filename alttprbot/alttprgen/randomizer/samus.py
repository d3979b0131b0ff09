"""The client of samus.link, which rolls Super Metroid and SMZ3. Wire facts are from the site's public source."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

import aiohttp

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderError,
    SeedProviderInvalidRequestError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.alttprgen.samus_options import read_options
from alttprbot.util.clock import Clock

# Answers hold a patch for each world.
SEED_LIMIT = 32 * 1024 * 1024
IMPOSSIBLE = "The settings may be impossible, or the name of a player is not allowed."
UNBEATABLE_ATTEMPTS = 2
MULTIWORLD = "multiworld"

_GUID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class SamusSeed:
    """A seed as the site describes it. `code` is its text on the file-select screen, `mode` normal or multiworld."""

    guid: str
    slug: str
    url: str
    base_url: str
    mode: str
    code: str
    version: str | None


class SamusClient:
    """Typed calls of one of the two sites and of its named releases.

    Raises `SeedProviderError` and aiohttp's transport errors.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        provider: str,
        clock: Clock,
        *,
        base_url: str,
        release_template: str,
        releases: Collection[str],
    ) -> None:
        self._http = ProviderHttp(http, provider, clock)
        self._provider = provider
        self._base_url = base_url
        self._release_template = release_template
        self._releases = releases

    async def generate(
        self, settings: Mapping[str, str], operation: str, *, path: str, release: str | None = None
    ) -> SamusSeed:
        """Roll a seed. `path` is such as `/api/randomizers/smz3/generate`, `settings` the exact body."""
        base_url = self._site(release, operation)

        def refusal(answer: Answer) -> SeedProviderError | None:
            # The site explains nothing: its errors have no body.
            if answer.status == 400 and not answer.body:
                why = "it does not accept these settings"
                return SeedProviderInvalidRequestError(
                    why, self._provider, operation, status_code=400, url_host=answer.host
                )
            if answer.status == 500:
                return SeedProviderUnavailableError(
                    "HTTP 500",
                    self._provider,
                    operation,
                    status_code=500,
                    url_host=answer.host,
                    most_attempts=UNBEATABLE_ATTEMPTS,
                    hint=IMPOSSIBLE,
                )
            return None

        answer = await self._http.send(
            "POST",
            base_url + path,
            operation,
            limit=SEED_LIMIT,
            refusal=refusal,
            # The answer repeats it.
            secret=settings.get("spoilerKey", ""),
            json=dict(settings),
        )
        return self._seed(answer, base_url, operation)

    async def options(self) -> dict[str, list[str]]:
        """The settings that the site has now, each with its values; those of its releases may be others."""
        operation = "get_options"
        # The site calls it plain text. Of what it does not know it says `null`.
        answer = await self._http.send("GET", f"{self._base_url}/api/randomizers/{self._provider}", operation)
        options = read_options(self._http.parsed(answer, operation))
        if options is None:
            raise self._http.format_error(operation, "it does not describe its settings", answer)
        return options

    async def retrieve(self, slug: str, *, release: str | None = None) -> SamusSeed:
        """A seed that exists, by the end of its permalink."""
        operation = "retrieve_seed"
        guid = guid_of_slug(slug)
        if guid is None:
            raise SeedProviderInvalidRequestError("this is not the id of a seed", self._provider, operation)
        base_url = self._site(release, operation)
        answer = await self._http.send("GET", f"{base_url}/api/seed/{guid}", operation, limit=SEED_LIMIT)
        return self._seed(answer, base_url, operation)

    def _site(self, release: str | None, operation: str) -> str:
        if release is None:
            return self._base_url
        if release not in self._releases:
            allowed = ", ".join(sorted(self._releases)) or "none"
            why = f"the release “{release}” is not allowed here; allowed: {allowed}"
            raise SeedProviderInvalidRequestError(why, self._provider, operation)
        return self._release_template.format(release=release)

    def _seed(self, answer: Answer, base_url: str, operation: str) -> SamusSeed:
        document = self._http.object_of(answer, operation)
        guid, mode, code = document.get("guid"), document.get("mode"), document.get("hash")
        if not isinstance(guid, str) or not _GUID.fullmatch(guid) or not isinstance(code, str):
            raise self._http.format_error(operation, "the seed has no guid or no hash", answer)
        slug, version = slug_of_guid(guid), document.get("gameVersion")
        kind = MULTIWORLD if mode == MULTIWORLD else "seed"
        return SamusSeed(
            guid=guid,
            slug=slug,
            url=f"{base_url}/{kind}/{slug}",
            base_url=base_url,
            mode=str(mode),
            code=code,
            version=version if isinstance(version, str) else None,
        )


def slug_of_guid(guid: str) -> str:
    """The 22 characters that stand for a seed's GUID (32 hexadecimal digits) in its address."""
    return urlsafe_b64encode(UUID(hex=guid).bytes).decode().rstrip("=")


def guid_of_slug(slug: str) -> str | None:
    """The GUID that such characters stand for; None if they are none."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{22}", slug):
        return None
    return urlsafe_b64decode(slug + "==").hex()


def spoiler_url(seed: SamusSeed, key: str, *, yaml: bool) -> str:
    """Where whoever knows the key reads the spoiler, as JSON or as YAML."""
    return f"{seed.base_url}/api/spoiler/{seed.guid}?key={key}&yaml={'True' if yaml else 'False'}"
