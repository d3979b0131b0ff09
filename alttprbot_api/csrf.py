"""Forms and calls of a browser are accepted only from our own pages."""

from __future__ import annotations

import hmac

from quart import request

from alttprbot.models import WebSession
from alttprbot_api.addresses import origin
from alttprbot_api.problems import Problem
from alttprbot_api.visit import current_visit

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


def csrf_token() -> str:
    """The token of the present session, for forms; nothing for those who are not logged in."""
    visit = current_visit()
    return visit.session.csrf_token if visit is not None and visit.session is not None else ""


async def check(session: WebSession | None, app_url: str) -> None:
    """Raise `Problem` unless the present request came from a page of ours, made for this session if there is one."""
    check_source(app_url)
    if session is None:
        return
    given = request.headers.get(HEADER)
    if given is None and request.mimetype in FORM_TYPES:
        given = (await request.form).get(FIELD)
    if not hmac.compare_digest((given or "").encode(), session.csrf_token.encode()):
        raise Problem(
            403, "csrf", "This form is out of date. Please go back, load the page again and send it once more."
        )


def check_source(app_url: str) -> None:
    """Raise `Problem` if the browser says that another site sent this request."""
    source = request.headers.get("Origin") or request.headers.get("Referer")
    foreign = source is not None and origin(source) != origin(app_url)
    if foreign or request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Problem(403, "csrf", f"This request came from another site. Please use {app_url} itself.")
