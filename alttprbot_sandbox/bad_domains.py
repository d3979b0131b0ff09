"""A simulated corner of Discord's CDN: the lists of domains that nobody should be led to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import facts, framed

LISTED = ("phishing.example", "free-nitro.example", "discrod.example")
LATELY = ("brand-new.example",)


class BadDomainsServer(SimulatedService):
    """The whole list and what was added lately, as hashes. Tests may change both."""

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        self.hashes: list[object] = [_hash(domain) for domain in LISTED]
        self.updates: list[object] = [_hash(domain) for domain in LATELY]

    def settings(self) -> Mapping[str, str]:
        """Where the list is."""
        return {"BAD_DOMAINS_URL": f"{self.url}/bad-domains/hashes.json"}

    def add_routes(self, app: web.Application) -> None:
        """Both lists, and a page that says what is on them."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.get("/bad-domains/hashes.json", self._whole),
                web.get("/bad-domains/updated_hashes.json", self._updates),
            ]
        )

    async def _whole(self, _: web.Request) -> web.Response:
        return web.json_response(self.hashes)

    async def _updates(self, _: web.Request) -> web.Response:
        return web.json_response(self.updates)

    async def _home(self, _: web.Request) -> web.Response:
        shown = {**dict.fromkeys(LISTED, "listed"), **dict.fromkeys(LATELY, "added lately")}
        page = framed(
            "cdn.discordapp.com", "Domains", f"<h1>Bad domains</h1>{facts('Lists', shown)}", home="All domains"
        )
        return web.Response(text=page, content_type="text/html")


def _hash(domain: str) -> str:
    return hashlib.sha256(domain.encode()).hexdigest()
