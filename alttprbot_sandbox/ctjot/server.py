"""The server of the simulated ctjot.com."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from aiohttp import web

from alttprbot_sandbox.ctjot.forms import is_rom, make_rom, read_multipart, wrong_fields
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import facts, framed, seed_list

SITE = "ctjot.com"
COOKIE = "csrftoken"


@dataclass(frozen=True, slots=True)
class Share:
    """A seed."""

    id: str
    version: str
    settings: Mapping[str, str]


class CtjotServer(SimulatedService):
    """The newest version is at the root, older ones are below their names, such as `/3_1_0/`.

    With `redirects` a good form leads to the page of its seed, else that page is the answer itself.
    """

    def __init__(self, *, port: int = 0, random_seed: int = 1) -> None:
        super().__init__(port=port)
        self.shares: dict[str, Share] = {}
        self.redirects = True
        self._random = random.Random(random_seed)
        self._tokens: set[str] = set()
        self._folder = TemporaryDirectory(prefix="simulated-ctjot-")
        self.rom = Path(self._folder.name) / "chronotrigger.sfc"
        self.rom.write_bytes(make_rom())

    def settings(self) -> Mapping[str, str]:
        """The site, and a ROM that it accepts."""
        return {"CTJOT_BASEURL": self.url, "CTJOT_SHARE_BASEURL": self.url, "CT_ROM": str(self.rom)}

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, error, trace)
        self._folder.cleanup()

    def add_routes(self, app: web.Application) -> None:
        """The form and the pages."""
        for prefix in ("", r"/{version:\d+_\d+_\d+}"):
            app.add_routes(
                [
                    web.get(f"{prefix}/options/", self._form),
                    web.post(f"{prefix}/generate-rom/", self._generate),
                ]
            )
        app.add_routes([web.get("/", self._home), web.get("/share/{id}/", self._page), web.get("/share/{id}", _slash)])

    async def _form(self, request: web.Request) -> web.Response:
        token = "".join(self._random.choices(string.ascii_letters + string.digits, k=32))
        self._tokens.add(token)
        field = f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
        body = f'<h1>Options</h1><form method="post" action="../generate-rom/">{field}<button>Generate</button></form>'
        response = web.Response(text=framed(SITE, "Options", body), content_type="text/html")
        response.set_cookie(COOKIE, token)
        return response

    async def _generate(self, request: web.Request) -> web.Response:
        version = request.match_info.get("version", "")
        fields, rom = read_multipart(request.headers.get("Content-Type", ""), await request.read())
        token = fields.pop("csrfmiddlewaretoken", "")
        form = str(request.url.parent.parent / "options/")
        if token not in self._tokens or request.cookies.get(COOKIE) != token or request.headers.get("Referer") != form:
            return _page_of(403, "Forbidden", "CSRF verification failed. Request aborted.")
        if version and not is_rom(rom):
            return _page_of(400, "Bad ROM", "This is no ROM of Chrono Trigger.")
        if wrong := wrong_fields(fields, newest=not version):
            if version:
                return web.Response(status=302, headers={"Location": f"/{version}/options/"})
            return _page_of(404, "Not valid", f"These fields are not valid: {', '.join(wrong)}")
        share = Share("".join(self._random.choices(string.ascii_letters + string.digits, k=15)), version, fields)
        self.shares[share.id] = share
        if self.redirects:
            return web.Response(status=302, headers={"Location": f"/share/{share.id}"})
        return web.Response(text=_share_page(share), content_type="text/html")

    async def _page(self, request: web.Request) -> web.Response:
        share = self.shares.get(request.match_info["id"])
        if share is None:
            return _page_of(404, "Not found", "There is no such seed.")
        return web.Response(text=_share_page(share), content_type="text/html")

    async def _home(self, _: web.Request) -> web.Response:
        rows = [(f"/share/{share.id}/", share.id, share.version) for share in reversed(self.shares.values())]
        return web.Response(text=framed(SITE, "Seeds", seed_list(rows)), content_type="text/html")


async def _slash(request: web.Request) -> web.Response:
    return web.Response(status=301, headers={"Location": f"{request.path}/"})


def _share_page(share: Share) -> str:
    link = f'<p><a href="/share/{share.id}/">\n  Seed share link\n</a></p>'
    body = f"<h1>{escape(share.id)}</h1>{link}{facts('Settings', share.settings)}"
    return framed(SITE, share.id, body)


def _page_of(status: int, title: str, text: str) -> web.Response:
    page = f"<!doctype html><title>{escape(title)}</title><h1>{escape(title)}</h1><p>{escape(text)}</p>"
    return web.Response(status=status, text=page, content_type="text/html")
