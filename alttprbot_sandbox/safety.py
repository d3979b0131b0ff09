"""The sandbox is for the browser of whoever started it, and for no web page of anybody else's."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse names that were made to point here, and what other sites' pages send."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK_NAMES:
        raise web.HTTPForbidden(text="The sandbox answers to 127.0.0.1 and localhost only.")
    if request.method not in HARMLESS and _is_foreign(request):
        raise web.HTTPForbidden(text="Only pages of the sandbox itself may do this.")
    return await handler(request)


def _is_foreign(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        return True
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}
