"""What is stored about people and about use, for those whom it concerns."""

from __future__ import annotations

from quart import Blueprint, Response
from quart_schema import hide

from alttprbot.core import Core
from alttprbot.services.personal_holdings import HOLDINGS
from alttprbot_api.access import public
from alttprbot_api.pages import Link, render


def privacy_blueprint(core: Core) -> Blueprint:
    """`/privacy`, in the footer of every page."""
    blueprint = Blueprint("privacy", __name__)

    @blueprint.get("/privacy")
    @hide
    @public()
    async def privacy() -> Response:
        return await render(
            "privacy.html",
            title="Privacy",
            crumbs=[Link("Privacy")],
            holdings=HOLDINGS,
            counting=core.settings.telemetry_enabled,
            days=core.settings.telemetry_retention_days,
        )

    return blueprint
