"""The first page, the profile, the theme, and the files that pages are made with."""

from __future__ import annotations

import logging
from typing import cast
from urllib.parse import urlencode

from quart import Blueprint, Quart, Response, redirect, request
from quart_schema import hide
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.config import Settings
from alttprbot.core import Core
from alttprbot.database import DATABASE_ERRORS, reason
from alttprbot.supervision import Readiness, State
from alttprbot_api.access import current_identity, public, require_identity, session_required
from alttprbot_api.addresses import safe_path
from alttprbot_api.assets import PREFIX, Assets
from alttprbot_api.pages import THEME_COOKIE, THEMES, Link, Pages, render
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Rate
from alttprbot_api.text_links import pool_url
from alttprbot_api.web import current_web

logger = logging.getLogger(__name__)

# What the parts of the process are for people.
PARTS = {
    "discord": "Discord commands",
    "racetime": "race rooms",
    "audit": "the message log",
    "bad_domains": "the list of bad domains",
    "holy_images": "holy images",
    "message_log": "the message log",
    "message_retention": "the message log",
    "onsite_retention": "the history of events",
    "seed_jobs": "seeds for programs",
    "seed_retention": "the seed records",
    "telemetry": "the usage statistics",
    "telemetry_retention": "the usage statistics",
}
YEAR = 365 * 24 * 60 * 60


def home_blueprint(core: Core) -> Blueprint:
    """`/`, `/me/`, `/theme` and `/assets/`; registering it gives the application what all pages need."""
    blueprint = Blueprint("home", __name__)
    pages = Pages(core.settings, Assets(), current_identity)
    blueprint.record_once(lambda state: pages.install(cast("Quart", state.app)))

    @blueprint.get("/")
    @hide
    @public()
    async def index() -> Response:
        count = sum(len(core.presets.names(game)) for game in core.presets.games)
        return await render(
            "home.html",
            title="Welcome",
            preset_count=count,
            invite_url=invite_url(core.settings),
            missing=missing_parts(current_web().readiness()),
            pools=await open_pools(core),
        )

    @blueprint.get("/me/")
    @hide
    @session_required()
    async def me() -> Response:
        user = require_identity().discord_user_id
        namespace = await core.namespaces.find_for_user(user)
        return await render(
            "me.html",
            title="Your profile",
            crumbs=[Link("Your profile")],
            namespace=namespace,
            preset_count=await core.namespaces.count_presets(namespace) if namespace else 0,
            shared=await core.namespaces.shared_with(user),
        )

    @blueprint.post("/theme")
    @hide
    @public(rate=Rate.WRITE)
    async def theme() -> WerkzeugResponse:
        form = await request.form
        chosen = form.get("theme")
        if chosen not in THEMES:
            raise Problem(400, "bad-request", f"There is no such theme. Known are: {', '.join(THEMES)}.")
        response = redirect(safe_path(form.get("next")) or "/", 303)
        secure = core.settings.app_url.startswith("https://")
        response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, secure=secure, samesite="Lax")
        return response

    @blueprint.get(f"{PREFIX}/<name>")
    @hide
    @public(rate=Rate.FREE)
    async def asset(name: str) -> Response:
        found = pages.assets.get(name)
        if found is None:
            raise NotFound
        response = Response(found.content, content_type=found.media_type)
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if found.immutable else "no-cache"
        return response

    return blueprint


async def open_pools(core: Core) -> list[tuple[str, str]]:
    """Titles and addresses of the pools of texts that take some; the first page does not need them to be there."""
    try:
        return [(pool.title, pool_url(pool.slug)) for pool in await core.triforce_texts.open_pools()]
    except DATABASE_ERRORS as error:
        logger.warning("open_pools_unknown", extra={"reason": reason(error)})
        return []


def missing_parts(readiness: Readiness) -> list[str]:
    """What people miss at the moment, in their words; parts that are switched off are not missed."""
    fine = {State.READY, State.OFF}
    return sorted({PARTS.get(name, name) for name, check in readiness.checks.items() if check.state not in fine})


def invite_url(settings: Settings) -> str | None:
    """Where a server's owner adds the bot; None while nobody said which application it is."""
    client = settings.invite_client_id or settings.discord_client_id
    if client is None:
        return None
    query = {"client_id": client, "permissions": 0, "scope": "bot applications.commands"}
    return f"{settings.discord_oauth_authorize_url}?{urlencode(query)}"
