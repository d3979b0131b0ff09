"""The client of the VARIA randomizer of Super Metroid. Wire facts are from the site's public source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from alttprbot.alttprgen.provider_exceptions import SeedProviderError, SeedProviderInvalidRequestError
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.util.clock import Clock
from alttprbot.util.http import parse_json, safe_text

PROVIDER = "varia"
# Answers can hold a patch.
SEED_LIMIT = 8 * 1024 * 1024
MOST_WARNINGS = 50
# Whoever only wants to know what a preset is, and not to change a session of the site's own pages.
ORIGIN: Final = "extStats"

_SEED_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LINE_BREAK = re.compile(r"<br\s*/?>|\n")


@dataclass(frozen=True, slots=True)
class VariaSeed:
    """A seed: its key, its address and what the site wants people to know about it."""

    key: str
    url: str
    warnings: tuple[str, ...]


class VariaClient:
    """Typed calls of the site, which takes forms and calls its JSON a web page.

    Raises `SeedProviderError` and aiohttp's transport errors.
    """

    def __init__(self, http: aiohttp.ClientSession, clock: Clock, *, base_url: str) -> None:
        self._http = ProviderHttp(http, PROVIDER, clock)
        self._base_url = base_url

    async def settings_preset(self, name: str) -> dict[str, Any]:
        """The parameters that a preset of settings stands for."""
        form = {"randoPreset": name, "origin": ORIGIN}
        return await self._preset("/randoPresetWebService", "fetch_settings_preset", form, f"settings preset “{name}”")

    async def skills_preset(self, name: str) -> dict[str, Any]:
        """The techniques that a preset of skills expects, as the site itself stores it."""
        return await self._preset(
            "/presetWebService", "fetch_skills_preset", {"preset": name}, f"skills preset “{name}”"
        )

    async def generate(self, path: str, form: Mapping[str, str]) -> VariaSeed:
        """Roll a seed; `path` is such as `/randomizerWebService`, `form` every parameter."""
        operation = "generate_seed"

        def refusal(answer: Answer) -> SeedProviderError | None:
            return self._http.status_error(operation, answer, _explanation(answer)) if answer.status == 400 else None

        answer = await self._http.send(
            "POST", self._base_url + path, operation, limit=SEED_LIMIT, refusal=refusal, data=dict(form)
        )
        document = self._http.object_of(answer, operation)
        status, key = document.get("status"), document.get("seedKey")
        lines = _lines(document.get("errorMsg"))
        if isinstance(status, str) and (status != "OK" or key is None):
            # The site did what it could and there is no seed.
            why = "; ".join(lines) or "it made no seed and did not say why"
            raise SeedProviderInvalidRequestError(safe_text(why), PROVIDER, operation, url_host=answer.host)
        if status != "OK" or not isinstance(key, str) or not _SEED_KEY.fullmatch(key):
            raise self._http.format_error(operation, "the seed has no status or no key", answer)
        return VariaSeed(key, f"{self._base_url}/customizer/{key}", lines)

    async def _preset(self, path: str, operation: str, form: Mapping[str, str], what: str) -> dict[str, Any]:
        def refusal(answer: Answer) -> SeedProviderError | None:
            if answer.status != 400:
                return None
            why = f"the {what} cannot be had, it may not exist. {_explanation(answer)}"
            return self._http.status_error(operation, answer, why.strip())

        return await self._http.json_object("POST", self._base_url + path, operation, refusal=refusal, data=dict(form))


def _explanation(answer: Answer) -> str:
    """What a refusal says: a text, which may be wrapped as JSON."""
    try:
        document = parse_json(answer.body)
    except ValueError:
        return answer.excerpt
    return safe_text(document) if isinstance(document, str) else answer.excerpt


def _lines(message: object) -> tuple[str, ...]:
    """The lines of a message that is written as markup."""
    if not isinstance(message, str):
        return ()
    lines = (safe_text(line) for line in _LINE_BREAK.split(message, maxsplit=MOST_WARNINGS)[:MOST_WARNINGS])
    return tuple(line for line in lines if line)
