"""The client of dashrando.net, which rolls DASH. Wire facts are from the site's public source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from alttprbot.alttprgen.provider_http import ProviderHttp
from alttprbot.util.clock import Clock
from alttprbot.util.http import resolved

PROVIDER = "smdash"
REDIRECTS = (302, 303, 307, 308)
# What the site had when this was written, in its order: for as long as it cannot be asked.
USUAL_PRESETS = (
    *("classic", "surprise_surprise", "chozo_bozo", "2017_mm", "sgl23", "sgl24", "sgl25", "spring24"),
    *("mm_surprise", "mm_area_surprise", "full_surprise", "chozo_surprise", "chozo_area_surprise"),
    *("classic_full", "chozo", "chozo_bozo_area", "chozo_area_shifted", "mm_area_shuffled", "full_area_shuffled"),
    *("mm_area_scrambled", "chozo_area_scrambled", "full_area_scrambled", "mystery", "mystery-ii"),
)

_SEED_PATH = re.compile(r"/seed/([0-9a-z]+)/?")


@dataclass(frozen=True, slots=True)
class DashSeed:
    """A seed: its key and its address."""

    key: str
    url: str


class DashClient:
    """Typed calls of the site. Raises `SeedProviderError` and aiohttp's transport errors."""

    def __init__(self, http: aiohttp.ClientSession, clock: Clock, *, base_url: str) -> None:
        self._http = ProviderHttp(http, PROVIDER, clock)
        self._base_url = base_url

    async def generate(self, path: str, query: Mapping[str, str]) -> DashSeed:
        """Roll a seed. `path` is such as `/generate/classic`; each request makes a seed, though it is a GET."""
        operation = "generate_seed"
        answer = await self._http.send("GET", self._base_url + path, operation, accept=REDIRECTS, params=dict(query))
        # The site says the same twice.
        target = resolved(f"{self._base_url}/", answer.headers.get("Location") or answer.text.strip())
        base = urlsplit(self._base_url)
        key = _SEED_PATH.fullmatch(target.path.removeprefix(base.path)) if target else None
        if target is None or target.hostname != base.hostname or key is None:
            raise self._http.format_error(operation, "it did not lead to a seed of its own", answer)
        return DashSeed(key[1], f"{self._base_url}/seed/{key[1]}")

    async def presets(self) -> Sequence[str]:
        """The names of the presets, in the order of the site."""
        operation = "get_presets"
        answer = await self._http.send("GET", f"{self._base_url}/api/presets", operation)
        match self._http.parsed(answer, operation):
            case {"data": [_, *_] as entries}:
                names = [name for entry in entries if (name := _name(entry)) is not None]
                if len(names) == len(entries):
                    return names
        raise self._http.format_error(operation, "this is no list of presets", answer)


def spoiler_url(seed: DashSeed) -> str:
    """Where the spoiler is, if the seed was rolled with one."""
    return f"{seed.url}/spoiler"


def _name(entry: object) -> str | None:
    """What a preset is called: its first tag; the others are older names."""
    match entry:
        case {"tags": [str(name), *_]} if name:
            return name
    return None
