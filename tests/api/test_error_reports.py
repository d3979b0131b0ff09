"""What Sentry hears of the web application."""

from __future__ import annotations

import json

import pytest
from quart import Blueprint, Quart

from alttprbot.error_reporting import error_reporting
from alttprbot.exceptions import InvalidInputException
from alttprbot_api.access import public
from tests.api.conftest import MakeApp
from tests.api.visitors import Visitor
from tests.test_error_reporting import DSN, MemoryTransport, sent

__all__ = ["sent"]

COOKIE = "the-secret-of-a-session"


async def failing_app(make_app: MakeApp, error: Exception) -> Quart:
    app = await make_app(sentry_url=DSN)
    blueprint = Blueprint("failing", __name__)

    @blueprint.get("/fails/<name>")
    @public()
    async def fails(name: str) -> str:
        raise error

    app.register_blueprint(blueprint)
    return app


async def test_defect_is_reported_once_with_its_route_and_request(
    make_app: MakeApp,
    sent: list[dict[str, object]],
) -> None:
    app = await failing_app(make_app, RuntimeError("a defect"))
    headers = {"Cookie": f"session={COOKIE}", "Authorization": f"Bearer {COOKIE}"}

    with error_reporting(app.extensions["sahasrahbot"].core.settings, transport=MemoryTransport):
        response = await Visitor(app).get(f"/fails/link?token={COOKIE}", headers=headers)

    assert response.status_code == 500
    assert len(sent) == 1
    assert sent[0]["tags"] == {
        "surface": "web",
        "route": "/fails/<name>",
        "request_id": response.headers["X-Request-Id"],
    }
    assert COOKIE not in json.dumps(sent, default=str)


@pytest.mark.parametrize("path", ["/fails/link", "/nowhere", "/api/v1/me"])
async def test_what_is_expected_is_not_reported(
    make_app: MakeApp,
    sent: list[dict[str, object]],
    path: str,
) -> None:
    app = await failing_app(make_app, InvalidInputException("Please name a preset."))

    with error_reporting(app.extensions["sahasrahbot"].core.settings, transport=MemoryTransport):
        await Visitor(app).get(path)

    assert sent == []
