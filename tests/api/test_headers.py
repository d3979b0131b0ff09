"""What every answer carries."""

from __future__ import annotations

import logging
from operator import itemgetter

import pytest

from alttprbot.core import Core
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import Visitor

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://cdn.discordapp.com data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self' {discord}; base-uri 'none'; frame-ancestors 'none'"
)
PATHS = ("/", "/livez", "/nowhere", "/api/v1/presets", "/api/v1/me", "/login/", "/presets/api/alttpr?preset=open")


async def test_every_answer_tells_browsers_what_never_happens(visit: Visit, core: Core) -> None:
    discord = core.settings.discord_oauth_authorize_url.removesuffix("/api/oauth2/authorize")
    for path in PATHS:
        headers = (await visit(page=True).get(path)).headers

        assert headers["Content-Security-Policy"] == POLICY.format(discord=discord), path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in headers
        assert headers["X-Request-Id"]


async def test_browsers_are_held_to_tls_where_there_is_tls(make_app: MakeApp) -> None:
    app = await make_app(app_url="https://sahasrahbot.example")

    assert (await Visitor(app).get("/livez")).headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_other_sites_may_read_what_everybody_may_read(visit: Visit) -> None:
    headers = {"Origin": "https://tracker.example"}
    visitor = visit()

    open_data = (await visitor.get("/api/v1/presets", headers=headers)).headers
    personal = (await visitor.get("/api/v1/me", headers=headers)).headers
    page = (await visitor.get("/", headers=headers)).headers

    assert open_data["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in open_data
    assert "Access-Control-Allow-Origin" not in personal
    assert "Access-Control-Allow-Origin" not in page


async def test_requests_have_ids_of_their_own(visit: Visit) -> None:
    visitor = visit()

    ids = {
        (await visitor.get("/livez", headers={"X-Request-Id": "chosen-by-me"})).headers["X-Request-Id"] for _ in "ab"
    }

    assert len(ids) == 2
    assert "chosen-by-me" not in ids


@pytest.mark.parametrize(
    ("sent", "kept"), [("abc-123_DEF.4", True), ("short", False), ("a b c d e f", False), ("x" * 65, False)]
)
async def test_id_of_our_proxy_is_kept_if_it_is_well_formed(make_app: MakeApp, sent: str, kept: bool) -> None:
    app = await make_app(trusted_proxies="10.0.0.0/8")

    response = await Visitor(app, address="10.0.0.1").get("/livez", headers={"X-Request-Id": sent})

    assert (response.headers["X-Request-Id"] == sent) is kept


async def test_access_log_has_the_route_but_not_what_was_asked(link: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="alttprbot_api")
    caplog.clear()

    await link.get("/api/v1/presets/global/alttpr/open")
    await link.get("/private-address?token=abc")

    lines = [record for record in caplog.records if record.getMessage() == "request"]
    assert [itemgetter("route", "status", "by", "problem")(vars(line)) for line in lines] == [
        ("/api/v1/presets/global/<randomizer>/<name>", 200, "session", None),
        ("(none)", 404, "session", "not-found"),
    ]
    assert "private-address" not in str([vars(record) for record in lines])


async def test_requests_are_counted_by_route(visit: Visit, core: Core) -> None:
    visitor = visit()
    for name in ("open", "casualboots", "opne"):
        await visitor.get(f"/api/v1/presets/global/alttpr/{name}")

    def count(status: str) -> float | None:
        labels = {"route": "/api/v1/presets/global/<randomizer>/<name>", "method": "GET", "status": status}
        return core.metrics.registry.get_sample_value("sahasrahbot_http_requests_total", labels)

    assert (count("2xx"), count("4xx")) == (2, 1)
    assert core.metrics.registry.get_sample_value("sahasrahbot_http_in_flight") == 0
