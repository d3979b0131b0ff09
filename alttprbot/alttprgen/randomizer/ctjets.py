"""The client of ctjot.com, which rolls Chrono Trigger: Jets of Time.

The site has no API: this does what a browser does. Facts are from the site's public source and its pages.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderInvalidRequestError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.util.clock import Clock
from alttprbot.util.html_page import DJANGO_TOKEN, HtmlPage
from alttprbot.util.http import resolved, safe_text, session_with_cookies

PROVIDER = "ctjets"
OPERATION = "generate_seed"
FORM, TARGET = "options/", "generate-rom/"
SHARE_LINK = "Seed share link"
REDIRECTS = (301, 302, 303)
MOST_REDIRECTS = 3
UNEXPLAINED = "it did not accept the settings and does not say why"

_SHARE_PATH = re.compile(r"/share/([A-Za-z0-9]{1,50})/?")


@dataclass(frozen=True, slots=True)
class CTJetsSeed:
    """A seed: its id and the address of its page."""

    id: str
    url: str


class CTJetsClient:
    """Fills in the form. Raises `SeedProviderError` and aiohttp's transport errors.

    `rom` is the file that older versions patch. It is read once, and sent to `base_url` alone.
    """

    def __init__(
        self, http: aiohttp.ClientSession, clock: Clock, *, base_url: str, share_base_url: str, rom: Path
    ) -> None:
        self._session = http
        self._http = ProviderHttp(http, PROVIDER, clock)
        self._base_url = base_url
        self._share_base_url = share_base_url
        self._rom = rom
        self._rom_bytes: bytes | None = None

    async def generate(self, path: str, fields: Mapping[str, str]) -> CTJetsSeed:
        """Roll a seed. `path` is such as `/3_1_0/generate-rom/`, or without a version for the newest; `fields` are
        those of the form, but for its token."""
        target = self._base_url + path
        form = target.removesuffix(TARGET) + FORM
        rom = await self._base_rom() if path != f"/{TARGET}" else None
        async with session_with_cookies(self._session) as session:
            page = await self._http.send("GET", form, OPERATION, session=session)
            token = HtmlPage(page.text).hidden_field(DJANGO_TOKEN)
            if token is None:
                raise self._http.format_error(OPERATION, "the form has no token", page)
            answer = await self._http.send(
                "POST",
                target,
                OPERATION,
                session=session,
                accept=(200, *REDIRECTS),
                refusal=_refusal,
                headers={"Referer": form},
                data=_multipart({DJANGO_TOKEN: token, **fields}, rom),
            )
            url, answer = await self._followed(target, answer, form, session)
            share = self._share_of(url, answer)
            address = f"{self._base_url}/share/{share}/"
            if url.rstrip("/") != address.rstrip("/"):
                # Nobody is told of a page that is not there.
                await self._http.send("GET", address, OPERATION, session=session)
        return CTJetsSeed(share, f"{self._share_base_url}/share/{share}/")

    async def _followed(
        self, url: str, answer: Answer, form: str, session: aiohttp.ClientSession
    ) -> tuple[str, Answer]:
        """Where the redirects end that begin with an answer, as long as they stay on the site, and what is there."""
        for _ in range(MOST_REDIRECTS):
            if answer.status not in REDIRECTS:
                break
            there = resolved(url, answer.headers.get("Location", ""))
            if there is None or there[:2] != urlsplit(self._base_url)[:2]:
                raise self._http.format_error(OPERATION, "it leads to another site", answer)
            url = there.geturl()
            if there.path.rstrip("/") == urlsplit(form).path.rstrip("/"):
                raise SeedProviderInvalidRequestError(UNEXPLAINED, PROVIDER, OPERATION, url_host=answer.host)
            answer = await self._http.send("GET", url, OPERATION, session=session, accept=(200, *REDIRECTS))
        return url, answer

    def _share_of(self, url: str, answer: Answer) -> str:
        """The id of the seed to which the page at `url` links."""
        link = HtmlPage(answer.text).link(SHARE_LINK)
        there = resolved(url, link) if link else None
        found = _SHARE_PATH.fullmatch(there.path.removeprefix(urlsplit(self._base_url).path)) if there else None
        if found is None:
            raise self._http.format_error(OPERATION, "there is no link to a seed", answer)
        return found[1]

    async def _base_rom(self) -> bytes:
        if self._rom_bytes is None:
            try:
                self._rom_bytes = await asyncio.to_thread(self._rom.read_bytes)
            except OSError as error:
                text = f"the base ROM of Chrono Trigger cannot be read ({error.strerror}); CT_ROM says where it is"
                raise SeedProviderConfigurationError(text, PROVIDER, OPERATION) from error
        return self._rom_bytes


def _multipart(fields: Mapping[str, str], rom: bytes | None) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    if rom is not None:
        form.add_field("rom_file", rom, filename="rom_file", content_type="application/octet-stream")
    return form


def _refusal(refused: Answer) -> SeedProviderError | None:
    match refused.status:
        case 400 if "ROM" in refused.text:
            text = "the site does not accept the base ROM"
            return SeedProviderConfigurationError(text, PROVIDER, OPERATION, status_code=400, url_host=refused.host)
        case 403:
            # A new token may do.
            return SeedProviderUnavailableError(
                "the token of the form was not accepted", PROVIDER, OPERATION, status_code=403, url_host=refused.host
            )
        case 400 | 404:
            reasons = safe_text(" ".join(HtmlPage(refused.text).texts(["p", "li"])))
            text = reasons or UNEXPLAINED
            return SeedProviderInvalidRequestError(
                text, PROVIDER, OPERATION, status_code=refused.status, url_host=refused.host
            )
    return None
