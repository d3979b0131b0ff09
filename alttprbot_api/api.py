"""The web application: what it is made of, and how it becomes a part of the process."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable

from quart import Blueprint, Quart

from alttprbot.config import Settings
from alttprbot.core import Core
from alttprbot.supervision import Health, Readiness, Service
from alttprbot_api import problems, v1
from alttprbot_api.application import Application
from alttprbot_api.blueprints.auth import auth_blueprint
from alttprbot_api.blueprints.health import health_blueprint
from alttprbot_api.blueprints.home import home_blueprint
from alttprbot_api.blueprints.legacy_presets import legacy_presets_blueprint
from alttprbot_api.blueprints.onsite import onsite_blueprint
from alttprbot_api.blueprints.preset_json import preset_json_blueprint
from alttprbot_api.blueprints.presets import presets_blueprint
from alttprbot_api.blueprints.privacy import privacy_blueprint
from alttprbot_api.blueprints.schemas import schemas_blueprint
from alttprbot_api.blueprints.settingsgen import settingsgen_blueprint
from alttprbot_api.blueprints.stored_objects import stored_objects_blueprint
from alttprbot_api.blueprints.triforce_json import triforce_json_blueprint
from alttprbot_api.blueprints.triforce_moderation import triforce_moderation_blueprint
from alttprbot_api.blueprints.triforce_texts import triforce_texts_blueprint
from alttprbot_api.blueprints.v1_account import v1_account_blueprint
from alttprbot_api.blueprints.v1_namespace_presets import v1_namespace_presets_blueprint
from alttprbot_api.blueprints.v1_namespaces import v1_namespaces_blueprint
from alttprbot_api.blueprints.v1_presets import v1_presets_blueprint
from alttprbot_api.blueprints.v1_seeds import v1_seeds_blueprint
from alttprbot_api.blueprints.v1_telemetry import v1_telemetry_blueprint
from alttprbot_api.bodies import MAX_BODY
from alttprbot_api.csrf import csrf_token
from alttprbot_api.lifecycle import Lifecycle
from alttprbot_api.server import Server
from alttprbot_api.web import EXTENSION, Web, build_web

logger = logging.getLogger(__name__)

PURGE_EVERY = 3600.0


def create_app(core: Core, readiness: Callable[[], Readiness]) -> Quart:
    """The application over a core; `readiness` tells how the parts of the process are.

    Raises what `build_web` raises.
    """
    app = Application(__name__, core.metrics)
    web = build_web(core, readiness)
    app.extensions[EXTENSION] = web
    _configure(app, web)
    lifecycle = Lifecycle(app, web)
    app.before_request(lifecycle.begin)
    app.after_request(lifecycle.end)
    problems.install(app)
    v1.install(app, web)
    app.jinja_env.globals["csrf_token"] = csrf_token
    for blueprint in _blueprints(web):
        app.register_blueprint(blueprint)
    return app


def _blueprints(web: Web) -> tuple[Blueprint, ...]:
    core = web.core
    return (
        health_blueprint(web),
        auth_blueprint(web),
        home_blueprint(core),
        presets_blueprint(core),
        privacy_blueprint(core),
        legacy_presets_blueprint(core),
        preset_json_blueprint(core),
        settingsgen_blueprint(core),
        schemas_blueprint(core),
        stored_objects_blueprint(core),
        triforce_texts_blueprint(web),
        triforce_moderation_blueprint(web),
        triforce_json_blueprint(web),
        v1_account_blueprint(web),
        v1_presets_blueprint(core),
        v1_namespaces_blueprint(core),
        v1_namespace_presets_blueprint(core),
        v1_seeds_blueprint(core),
        v1_telemetry_blueprint(core),
        *((onsite_blueprint(core, web.onsite),) if web.onsite else ()),
    )


def web_service(core: Core, readiness: Callable[[], Readiness]) -> Service:
    """The web application as a part of the process; ready when it listens."""

    async def run(health: Health) -> None:
        app = create_app(core, readiness)
        web: Web = app.extensions[EXTENSION]
        if web.onsite:
            await web.onsite.check()
        server = Server(app, core.settings)
        server.open()
        health.ready(core.settings.app_url)
        async with asyncio.TaskGroup() as group:
            purging = core.upkeep.regularly("web_sessions", web.sessions.purge, seconds=PURGE_EVERY)
            group.create_task(purging, name="web-purge")
            await server.serve()

    return Service("web", run, off=None if core.settings.web_enabled else "WEB_ENABLED is false")


def _configure(app: Quart, web: Web) -> None:
    settings: Settings = web.core.settings
    # Without a key of its own a development process signs with one that ends with it.
    app.secret_key = settings.app_secret_key.get_secret_value() or secrets.token_urlsafe(32)
    app.config.update(
        SECRET_KEY_FALLBACKS=[key.get_secret_value() for key in settings.app_secret_key_fallbacks],
        SESSION_COOKIE_NAME=web.cookie("flash"),
        SESSION_COOKIE_SECURE=web.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MAX_BODY,
        BODY_TIMEOUT=30,
        RESPONSE_TIMEOUT=30,
    )
