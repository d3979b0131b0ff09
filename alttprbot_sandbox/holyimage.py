"""A simulated alttp.mymm1.com, which keeps holy images."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import facts, framed

SITE = "alttp.mymm1.com"
HOME = "All images"
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#151a2b"/>
<path d="M32 10l20 36H12z" fill="#ffaf00"/></svg>"""
CATALOGUE: Mapping[str, list[dict[str, Any]]] = {
    "z3r": [
        {
            "idx": 1,
            "slug": "bombos",
            "aliases": ["bombs", "tablet"],
            "title": "Bombos Tablet",
            "desc": "<p>Read it with the <b>book</b> and a sword, see <a href='https://alttpr.com/'>the site</a>.</p>",
            "url": "bombos.svg",
            "credit": "Sahasrahla",
        },
        {
            "idx": 2,
            "slug": "hera",
            "title": "Tower of Hera",
            "desc": "Where the <i>moon pearl</i> may be.",
            "url": "hera.svg",
        },
        {"idx": 3, "slug": "notes", "title": "Notes", "url": "https://alttpr.com/en/notes", "mode": "redirect"},
        {"slug": "unnumbered", "title": "An entry without a number", "aliases": None},
    ],
    "smz3": [{"idx": 1, "slug": "portals", "title": "Portals", "desc": "All of them.", "url": "portals.svg"}],
}


class HolyImageServer(SimulatedService):
    """The catalogue of two games, with a page and a picture for each entry. Tests may change `games`."""

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        self.games: dict[str, Any] = {game: list(entries) for game, entries in CATALOGUE.items()}

    def settings(self) -> Mapping[str, str]:
        """Where it is."""
        return {"HOLYIMAGE_BASEURL": self.url}

    def add_routes(self, app: web.Application) -> None:
        """The catalogue, the pages and the pictures."""
        app.add_routes(
            [
                web.get("/", self._home),
                web.get("/holyimage/", self._home),
                web.get("/holyimage/holyimages.json", self._catalogue),
                web.get("/holyimage/{game}-{slug}.html", self._page),
                web.get("/holyimage/{name}.svg", self._picture),
            ]
        )

    async def _catalogue(self, _: web.Request) -> web.Response:
        return web.json_response(self.games)

    async def _home(self, _: web.Request) -> web.Response:
        items = "".join(
            f'<li><a href="/holyimage/{escape(game)}-{escape(entry["slug"])}.html">{escape(entry["title"])}</a>'
            f" <span class=dim>{escape(game)}</span>"
            for game, entries in self.games.items()
            for entry in entries
        )
        return _html(framed(SITE, "Holy images", f"<h1>Holy images</h1><ul>{items}</ul>", home=HOME))

    async def _page(self, request: web.Request) -> web.Response:
        entries = self.games.get(request.match_info["game"], [])
        entry = next((entry for entry in entries if entry["slug"] == request.match_info["slug"]), None)
        if entry is None:
            return _html(framed(SITE, "Not found", "<h1>Not found</h1>", home=HOME), status=404)
        shown = {key: value for key, value in entry.items() if key not in {"title", "desc"}}
        body = f"<h1>{escape(entry['title'])}</h1><p>{entry.get('desc', '')}</p>{facts('Entry', shown)}"
        return _html(framed(SITE, entry["title"], body, home=HOME))

    async def _picture(self, _: web.Request) -> web.Response:
        return web.Response(text=PICTURE, content_type="image/svg+xml")


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", status=status)
