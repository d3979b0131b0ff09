"""Holy images: pictures that explain a game, kept at alttp.mymm1.com."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any
from urllib.parse import quote, urljoin, urlsplit

import aiohttp
from pydantic import BeforeValidator, TypeAdapter

from alttprbot.alttprgen.adapters.base import Adapter
from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.provider_http import ProviderHttp
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import HOLY_IMAGES
from alttprbot.exceptions import InvalidInputException
from alttprbot.services.clients.wire import Text, Wire, only_sound
from alttprbot.supervision import Health, Service
from alttprbot.util.text import did_you_mean, shortened

logger = logging.getLogger(__name__)

NAME = "holy_images"
OPERATION = "get_catalog"
USUAL_GAME = "z3r"
"""There whatever happens; what there is of it, only the site knows."""
REDIRECT = "redirect"


class HolyImage(Wire):
    """An entry. `desc` is HTML, `url` is relative to the catalogue; the mode `redirect` says that it is no picture."""

    slug: str
    idx: int | None = None
    aliases: Annotated[tuple[str, ...], BeforeValidator(lambda value: value or ())] = ()
    title: Text = ""
    desc: Text = ""
    url: Text = ""
    mode: Text = ""
    credit: Text = ""

    def is_called(self, name: str) -> bool:
        """Whether `name`, in lower case, means this entry."""
        return name == self.slug.lower() or name == str(self.idx) or name in self._aliases

    def resembles(self, text: str) -> bool:
        """Whether `text`, in lower case, is a part of what this entry is known by."""
        return any(text in known for known in (self.slug.lower(), self.title.lower(), *self._aliases))

    @property
    def _aliases(self) -> Sequence[str]:
        return [alias.lower() for alias in self.aliases]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries by game; `home` is its address, with a slash at the end."""

    home: str
    games: Mapping[str, Sequence[HolyImage]] = field(default_factory=lambda: MappingProxyType({}))

    def find(self, game: str, name: str) -> HolyImage:
        """The entry of `game` that has this slug, alias or number. Raises `InvalidInputException`."""
        wanted = name.strip().lower()
        if not wanted:
            raise InvalidInputException(f"Please say which holy image. All of them: <{self.home}>")
        images = self._images(game)
        for image in images:
            if image.is_called(wanted):
                return image
        hint = did_you_mean(wanted, [image.slug for image in images])
        raise InvalidInputException(
            f"The holy image “{shortened(name)}” does not exist for {game}.{hint} All of them: <{self.home}>"
        )

    def suggest(self, game: str, typed: str) -> Sequence[HolyImage]:
        """Entries that somebody may mean: those whose slug begins as `typed` first."""
        text = typed.strip().lower()
        found = [image for image in self.games.get(game.lower(), ()) if image.resembles(text)]
        return sorted(found, key=lambda image: (not image.slug.lower().startswith(text), image.slug))

    def suggest_games(self, typed: str) -> Sequence[str]:
        """Games that begin as `typed`; the usual one while the others are not known."""
        return sorted(game for game in self.games or (USUAL_GAME,) if game.startswith(typed.strip().lower()))

    def page_of(self, game: str, image: HolyImage) -> str:
        """Where people read about it."""
        return urljoin(self.home, f"{quote(game.lower(), safe='')}-{quote(image.slug, safe='')}.html")

    def address_of(self, image: HolyImage) -> str | None:
        """Where the picture is, or what it redirects to; None for what no browser should be sent to."""
        if not image.url:
            return None
        try:
            address = urljoin(self.home, image.url)
            return address if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname else None
        except ValueError:
            return None

    def _images(self, game: str) -> Sequence[HolyImage]:
        images = self.games.get(game.lower())
        if images is None:
            raise InvalidInputException(
                f"There are no holy images for the game “{shortened(game)}”. Games: {', '.join(sorted(self.games))}."
            )
        return images


class HolyImages(Adapter):
    """Finds entries; the catalogue is remembered for five minutes, and for a day while nobody answers."""

    PROVIDER_NAME = "holyimage"

    def __init__(self, http: aiohttp.ClientSession, contract: ProviderContract, cache: Cache, base_url: str) -> None:
        super().__init__(contract)
        self._http = ProviderHttp(http, self.PROVIDER_NAME, contract.clock)
        self._clock = contract.clock
        self._cache = cache
        self._home = f"{base_url}/holyimage/"
        self._last = Catalogue(self._home)
        self._old_at = 0.0
        self._wanted = asyncio.Event()

    async def get_catalog(self) -> Catalogue:
        """All entries. Raises `SeedProviderError`."""

        async def ask() -> Mapping[str, list[dict[str, Any]]]:
            return await self._execute(OPERATION, self._fetch)

        document = await self._cache.get(HOLY_IMAGES, "catalogue", ask)
        self._last = Catalogue(self._home, _ENTRIES.validate_python(document))
        self._old_at = self._clock.monotonic() + HOLY_IMAGES.lifetime
        return self._last

    def known(self) -> Catalogue:
        """What is known just now, for those who cannot wait; when that is old, the background finds it out anew."""
        if self._clock.monotonic() >= self._old_at:
            self._wanted.set()
        return self._last

    def service(self, *, off: str | None) -> Service:
        """The background of `known`, to be supervised; `off` is why nobody needs it."""
        return Service(NAME, self._keep_up, off=off)

    async def _keep_up(self, health: Health) -> None:
        # Whether the site answers is no condition of anything.
        health.ready()
        while True:
            # The first time, before anybody types.
            try:
                await self.get_catalog()
            except SeedProviderError as error:
                logger.info("holy_images_unavailable", extra={"error_type": error.code})
            self._wanted.clear()
            await self._wanted.wait()

    async def _fetch(self) -> Mapping[str, list[dict[str, Any]]]:
        answer = await self._http.send("GET", urljoin(self._home, "holyimages.json"), OPERATION)
        games = {
            game.lower(): [image.model_dump(mode="json") for image in only_sound(HolyImage, entries, OPERATION)]
            for game, entries in self._http.object_of(answer, OPERATION).items()
            if isinstance(entries, list)
        }
        if not any(games.values()):
            raise self._http.format_error(OPERATION, "there are no images in its catalogue", answer)
        return games


_ENTRIES = TypeAdapter(dict[str, tuple[HolyImage, ...]])
