"""Signing in and out."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta

from quart import Blueprint, redirect, request
from quart_schema import hide
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.services.telemetry import Operation, TelemetryAction, TelemetrySurface
from alttprbot_api.access import SESSION_COOKIE, current_identity, public
from alttprbot_api.addresses import safe_path
from alttprbot_api.discord_login import FLOW_SECONDS, SCOPE, DiscordLogin, Flow, LoginFlows
from alttprbot_api.identity import Identity
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Rate
from alttprbot_api.text_submission import forget_passes
from alttprbot_api.usage import error_type_of_status
from alttprbot_api.web import Web

logger = logging.getLogger(__name__)

BROWSER_COOKIE = "login"
BROWSER_LENGTH = 43
AFTER_LOGIN = "/me/"


def auth_blueprint(web: Web) -> Blueprint:
    """`/login/`, `/callback/discord/` and `/logout/`."""
    blueprint = Blueprint("auth", __name__)
    core = web.core
    flows = LoginFlows(core.clock)
    discord = DiscordLogin(core.settings, core.http, core.clock)
    session_seconds = int(timedelta(days=core.settings.session_max_days).total_seconds())

    def remember(response: WerkzeugResponse, name: str, value: str, seconds: int) -> None:
        response.set_cookie(
            web.cookie(name), value, max_age=seconds, secure=web.secure, httponly=True, samesite="Lax", path="/"
        )

    @blueprint.get("/login/")
    @hide
    @public(rate=Rate.LOGIN)
    async def login() -> WerkzeugResponse:
        if not discord.configured:
            raise Problem(503, "not-ready", "Signing in is not set up on this server.")
        browser = request.cookies.get(web.cookie(BROWSER_COOKIE), "")
        if len(browser) != BROWSER_LENGTH:
            browser = secrets.token_urlsafe(32)
        wanted = safe_path(request.args.get("next"))
        state, flow = flows.begin(browser, wanted or AFTER_LOGIN)
        await core.telemetry.record_event("api.auth.login.start", TelemetrySurface.API, "auth", TelemetryAction.INVOKE)
        logger.info("auth_flow_started", extra={"scope": SCOPE, "has_redirect_data": wanted is not None})
        response = redirect(discord.authorize_url(state, flow))
        remember(response, BROWSER_COOKIE, browser, int(FLOW_SECONDS))
        response.headers["Cache-Control"] = "no-store"
        return response

    @blueprint.get("/callback/discord/")
    @hide
    @public(rate=Rate.LOGIN)
    async def callback() -> WerkzeugResponse:
        async with core.telemetry.operation(TelemetrySurface.API, "auth", "login") as login:
            flow, secret = await finish_login(login)
        core.metrics.logins.labels("success").inc()
        response = redirect(flow.next_path)
        remember(response, SESSION_COOKIE, secret, session_seconds)
        response.headers["Cache-Control"] = "no-store"
        return response

    async def finish_login(login: Operation) -> tuple[Flow, str]:
        """The sign-in that comes to its end here, and the secret of the new session."""
        try:
            flow = _begun(flows, request.cookies.get(web.cookie(BROWSER_COOKIE), ""))
            identity = await discord.identify(_code(), flow)
        except Problem as problem:
            core.metrics.logins.labels(problem.slug).inc()
            await login.failed(error_type_of_status(problem.status))
            raise
        return flow, await open_session(identity)

    async def open_session(identity: Identity) -> str:
        """A login always gets a new session, whatever cookie the browser came with."""
        former = request.cookies.get(web.cookie(SESSION_COOKIE))
        if former:
            await web.sessions.end(former)
        secret, _ = await web.sessions.open(
            discord_user_id=identity.discord_user_id,
            username=identity.username,
            display_name=identity.display_name,
            avatar_url=identity.avatar_url,
        )
        logger.info("auth_callback_success")
        return secret

    @blueprint.post("/logout/")
    @hide
    @public(rate=Rate.WRITE)
    async def logout() -> WerkzeugResponse:
        secret = request.cookies.get(web.cookie(SESSION_COOKIE))
        if secret and current_identity() is not None:
            await web.sessions.end(secret)
        return _signed_out(web)

    return blueprint


def _signed_out(web: Web) -> WerkzeugResponse:
    forget_passes()
    response = redirect("/", 303)
    response.delete_cookie(web.cookie(SESSION_COOKIE), path="/", secure=web.secure, httponly=True, samesite="Lax")
    return response


def _begun(flows: LoginFlows, browser: str) -> Flow:
    """The sign-in that this browser began. Raises `Problem` when there is none."""
    flow = flows.take(request.args.get("state", ""), browser)
    if flow is None:
        logger.warning("auth_callback_state_mismatch")
        raise Problem(400, "bad-request", "This sign-in is over, or belongs to another browser. Please start again.")
    return flow


def _code() -> str:
    """The code that Discord sent. Raises `Problem` when it sent something else; its own words go to the log only."""
    error = request.args.get("error")
    if error == "access_denied":
        raise Problem(403, "forbidden", "You did not let SahasrahBot know who you are, so you are not signed in.")
    if error:
        description = request.args.get("error_description", "")[:200]
        logger.warning("auth_callback_error", extra={"error": error[:100], "description": description})
        raise Problem(502, "provider-error", "Discord did not let you sign in. Please try again.")
    code = request.args.get("code")
    if not code:
        logger.warning("auth_callback_no_code", extra={"parameters": sorted(request.args)[:10]})
        raise Problem(400, "bad-request", "Discord sent nothing to sign in with. Please start again.")
    return code
