"""Discord's list of domains that nobody should be led to."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import aiohttp

from alttprbot.alttprgen.adapters.base import Adapter
from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.provider_http import ProviderHttp
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.caching import Cache
from alttprbot.caching.namespaces import BAD_DOMAINS
from alttprbot.services.upkeep import Upkeep
from alttprbot.supervision import Service

logger = logging.getLogger(__name__)

NAME = "bad_domains"
OPERATION = "get_hashes"
LIMIT = 16 * 1024 * 1024
# The list of what was added lately, beside the whole one.
UPDATES = "updated_hashes.json"
SMALLEST_SHARE = 0.1
"""A list that has lost more than nine tenths is a mistake of whoever made it."""
HASH = re.compile(r"[0-9a-f]{64}")


class BadDomains(Adapter):
    """Knows the hashes of the domains. They are refreshed in the background; the last good list stays for ever."""

    PROVIDER_NAME = "baddomains"

    def __init__(self, http: aiohttp.ClientSession, contract: ProviderContract, cache: Cache, url: str) -> None:
        super().__init__(contract)
        self._http = ProviderHttp(http, self.PROVIDER_NAME, contract.clock)
        self._cache = cache
        self._url = url
        self._hashes: frozenset[str] = frozenset()

    def lists(self, address: str) -> bool:
        """Whether an address, or just a host, leads to a listed domain or to a part of one. Memory only."""
        return any(domain_hash(domain) in self._hashes for domain in domains_of(address))

    async def get_hashes(self) -> frozenset[str]:
        """The list, read anew when it is older than an hour. Raises `SeedProviderError`; what was known stays known."""
        found = await self._cache.get(BAD_DOMAINS, "hashes", self._fetch)
        self._hashes = await asyncio.to_thread(frozenset, found)
        return self._hashes

    def service(self, upkeep: Upkeep, *, off: str | None) -> Service:
        """The hourly turn, to be supervised; `off` is why nobody needs it."""
        seconds = BAD_DOMAINS.lifetime
        return Service(NAME, lambda health: upkeep.regularly(NAME, self._turn, seconds=seconds, health=health), off=off)

    async def _turn(self) -> int:
        try:
            await self.get_hashes()
        except SeedProviderError as error:
            logger.warning("bad_domains_not_refreshed", extra={"error_type": error.code, "known": len(self._hashes)})
        return 0

    async def _fetch(self) -> list[str]:
        whole = await self._execute(OPERATION, lambda: self._read(self._url))
        if len(whole) < SMALLEST_SHARE * len(self._hashes):
            raise self._http.format_error(OPERATION, f"its list shrank from {len(self._hashes)} to {len(whole)}")
        try:
            added = await self._execute(OPERATION, lambda: self._read(urljoin(self._url, UPDATES)))
        except SeedProviderError as error:
            logger.info("bad_domains_without_updates", extra={"error_type": error.code})
            added = set()
        return await asyncio.to_thread(sorted, whole | added)

    async def _read(self, url: str) -> set[str]:
        answer = await self._http.send("GET", url, OPERATION, limit=LIMIT)
        document = self._http.parsed(answer, OPERATION)
        if not isinstance(document, list):
            raise self._http.format_error(OPERATION, "it did not send a list", answer)
        hashes = await asyncio.to_thread(_hashes_in, document)
        if document and not hashes:
            raise self._http.format_error(OPERATION, "its list holds no hashes", answer)
        return hashes


def _hashes_in(document: list[object]) -> set[str]:
    return {entry for entry in document if isinstance(entry, str) and HASH.fullmatch(entry)}


def domain_hash(domain: str) -> str:
    """The SHA-256 of a domain, as the list has them."""
    return hashlib.sha256(domain.encode()).hexdigest()


def domains_of(address: str) -> Iterator[str]:
    """The host of an address, with or without a scheme, and the domains that it is a part of, down to two labels.

    They are written as browsers ask for them: lower case, other alphabets in their ASCII form.
    """
    # Browsers take the one for the other.
    address = address.replace("\\", "/")
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return
    host = host.rstrip(".").lower()
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        # No name that could be asked for, but somebody may have listed it all the same.
        logger.debug("host_without_ascii_form")
    labels = host.split(".")
    yield from (".".join(labels[start:]) for start in range(len(labels) - 1))
