"""The one address that `make sandbox` prints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from alttprbot_sandbox.discord import BusyError, OfflineError
from alttprbot_sandbox.safety import own_pages_only
from alttprbot_sandbox.start_page.levers import FAULTS, Levers, SandboxMap
from alttprbot_sandbox.start_page.page import activity, start
from alttprbot_sandbox.start_page.templates import SCRIPT

LONGEST_LEAP = 7 * 86400
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self' http://127.0.0.1:*; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def start_page(sandbox: SandboxMap, levers: Levers) -> web.Application:
    """The application: a page, the same as JSON, and its forms."""
    app = web.Application(middlewares=[own_pages_only])
    app.add_routes(_StartPage(sandbox, levers).routes())
    return app


class _StartPage:
    def __init__(self, sandbox: SandboxMap, levers: Levers) -> None:
        self._sandbox = sandbox
        self._levers = levers

    def routes(self) -> list[web.RouteDef]:
        """What it answers."""
        return [
            web.get("/", self.index),
            web.get("/sandbox.json", self.as_json),
            web.get("/activity", self.activity),
            web.get("/start.js", self.script),
            web.post("/faults", self.set_fault),
            web.post("/clock", self.advance),
            web.post("/channel", self.show_channel),
        ]

    async def index(self, request: web.Request) -> web.Response:
        """The page."""
        return _html(start(self._sandbox, self._levers, request.query.get("notice", "")))

    async def as_json(self, _: web.Request) -> web.Response:
        """The same for programs."""
        return web.json_response(self._sandbox.as_dict())

    async def activity(self, _: web.Request) -> web.Response:
        """The part of the page that changes by itself."""
        return _html(activity(self._sandbox))

    async def script(self, _: web.Request) -> web.Response:
        """What keeps it up to date."""
        return web.Response(text=SCRIPT, content_type="text/javascript", headers=HEADERS)

    async def set_fault(self, request: web.Request) -> web.Response:
        """Let one service, or all, do something else from now on."""
        form = await request.post()
        chosen, name = str(form.get("fault")), str(form.get("service"))
        services = self._sandbox.services
        if (name != "all" and name not in services) or chosen not in {"none", *FAULTS}:
            known = f"Services: all, {', '.join(services)}. Faults: none, {', '.join(FAULTS)}."
            raise web.HTTPBadRequest(text=f"Unknown service or fault. {known}")
        for service in services.values() if name == "all" else [services[name]]:
            service.faults.clear()
            if chosen != "none":
                service.faults.add(FAULTS[chosen][1]())
        raise web.HTTPSeeOther("/#faults")

    async def advance(self, request: web.Request) -> web.Response:
        """Move the clock."""
        form = await request.post()
        try:
            seconds = float(str(form.get("seconds", "")))
        except ValueError as error:
            raise web.HTTPBadRequest(text="seconds must be a number.") from error
        if not 0 <= seconds <= LONGEST_LEAP:
            raise web.HTTPBadRequest(text="seconds must be between 0 and 7 days.")
        with _notice("#clock"):
            await self._levers.advance_clock(seconds)
        raise web.HTTPSeeOther("/#clock")

    async def show_channel(self, request: web.Request) -> web.Response:
        """Let Discord show another channel, and go there."""
        form = await request.post()
        channel = str(form.get("channel"))
        if channel not in self._sandbox.channels:
            raise web.HTTPBadRequest(text="Unknown channel.")
        with _notice("#channels"):
            await self._levers.show_channel(channel)
        raise web.HTTPSeeOther(self._sandbox.addresses["discord"])


@contextmanager
def _notice(place: str) -> Iterator[None]:
    """Say why something cannot be done just now, at the place where it was asked for."""
    try:
        yield
    except BusyError:
        raise web.HTTPSeeOther(f"/?notice=busy{place}") from None
    except OfflineError:
        raise web.HTTPSeeOther(f"/?notice=offline{place}") from None


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html", headers=HEADERS)
