"""Logging in with Discord."""

from __future__ import annotations

import logging
from dataclasses import replace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from quart import Quart

from alttprbot.models import WebSession
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.conftest import CLIENT_ID, MakeApp, Visit
from tests.api.visitors import AGAHNIM, LINK, ZELDA, Visitor, problem_of, visible
from tests.clocks import HandClock


async def me(visitor: Visitor) -> dict[str, object]:
    response = await visitor.get("/api/v1/me")
    document: dict[str, object] = await response.get_json(force=True)
    return document


async def test_login_asks_discord_for_nothing_but_who_it_is(visit: Visit) -> None:
    address = await visit().begin_login()

    query = parse_qs(urlsplit(address).query)
    assert query["client_id"] == [str(CLIENT_ID)]
    assert query["scope"] == ["identify"]
    assert query["redirect_uri"] == ["http://localhost:5001/callback/discord/"]
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["code_challenge"][0]) == 43
    assert len(query["state"][0]) == 43


async def test_whoever_agrees_at_discord_is_logged_in(visit: Visit, oauth: DiscordOAuthServer) -> None:
    visitor = visit()

    response = await visitor.login(LINK)

    assert response.headers["Location"] == "/me/"
    who = await me(visitor)
    assert (who["discord_user_id"], who["username"], who["display_name"]) == (str(LINK), "link", "Link")
    assert who["avatar_url"] == f"https://cdn.discordapp.com/avatars/{LINK}/abc.png"


async def test_somebody_without_picture_gets_the_one_that_discord_shows(visit: Visit) -> None:
    visitor = visit()

    await visitor.login(AGAHNIM)

    who = await me(visitor)
    assert who["display_name"] == "agahnim"
    assert who["avatar_url"] == "https://cdn.discordapp.com/embed/avatars/0.png"


async def test_token_is_revoked_and_kept_nowhere(visit: Visit, oauth: DiscordOAuthServer) -> None:
    visitor = visit()

    await visitor.login()

    await oauth.requested("/api/oauth2/token/revoke")
    assert not oauth._tokens
    stored = await WebSession.all().values()
    assert len(stored) == 1
    assert visitor.cookie("session") not in str(stored)


@pytest.mark.parametrize("address", ["/presets?q=open", "/a%20b?x=%2F"])
async def test_login_returns_to_where_it_began(visit: Visit, address: str) -> None:
    response = await visit().login(next_path=address)

    assert response.headers["Location"] == address


@pytest.mark.parametrize("address", ["//evil.example/x", "/\\evil.example", "https://evil.example"])
async def test_login_leads_nowhere_else(visit: Visit, address: str) -> None:
    response = await visit().login(next_path=address)

    assert response.headers["Location"] == "/me/"


async def test_two_tabs_can_log_in_at_the_same_time(visit: Visit) -> None:
    visitor = visit()
    first = await visitor.approve(await visitor.begin_login("/presets?tab=1"), LINK)
    second = await visitor.approve(await visitor.begin_login("/presets?tab=2"), LINK)

    ends = [(await visitor.get(path)).headers.get("Location") for path in (first, second)]

    assert ends == ["/presets?tab=1", "/presets?tab=2"]


async def test_callback_works_once(visit: Visit, oauth: DiscordOAuthServer) -> None:
    visitor = visit()
    path = await visitor.approve(await visitor.begin_login(), LINK)
    await visitor.get(path)

    again = await visitor.get(path)

    assert await problem_of(again) == (400, "bad-request")
    assert len([request for request in oauth.requests if request.path == "/api/oauth2/token"]) == 1


async def test_callback_of_another_browser_is_refused(visit: Visit, oauth: DiscordOAuthServer) -> None:
    attacker, victim = visit(), visit()
    await victim.begin_login()
    path = await attacker.approve(await attacker.begin_login(), AGAHNIM)

    response = await victim.get(path)

    assert await problem_of(response) == (400, "bad-request")
    assert victim.cookie("session") is None
    assert not [request for request in oauth.requests if request.path == "/api/oauth2/token"]


@pytest.mark.parametrize("state", ["", "x", "é", "a" * 43])
async def test_wrong_state_is_refused_before_anything_else_is_looked_at(visit: Visit, state: str) -> None:
    visitor = visit(page=True)
    await visitor.begin_login()

    response = await visitor.get(f"/callback/discord/?error=x&error_description=Send+money&state={quote(state)}")

    assert response.status_code == 400
    assert "Send money" not in await response.get_data(as_text=True)


async def test_flow_is_over_after_ten_minutes(visit: Visit, clock: HandClock) -> None:
    visitor = visit()
    path = await visitor.approve(await visitor.begin_login(), LINK)

    clock.advance(601)

    assert await problem_of(await visitor.get(path)) == (400, "bad-request")


async def test_refusing_at_discord_is_told_kindly(visit: Visit) -> None:
    visitor = visit(page=True)
    path = await visitor.approve(await visitor.begin_login(), "deny")

    response = await visitor.get(path)

    assert response.status_code == 403
    assert "you are not signed in" in visible(await response.get_data(as_text=True))


async def test_errors_of_discord_are_logged_but_not_shown(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    visitor = visit(page=True)
    state = parse_qs(urlsplit(await visitor.begin_login()).query)["state"][0]

    response = await visitor.get(f"/callback/discord/?error=server_error&error_description=Send+money&state={state}")

    assert response.status_code == 502
    assert "Send money" not in await response.get_data(as_text=True)
    assert any(getattr(record, "description", "") == "Send money" for record in caplog.records)


async def test_callback_without_code_is_refused(visit: Visit) -> None:
    visitor = visit()
    state = parse_qs(urlsplit(await visitor.begin_login()).query)["state"][0]

    response = await visitor.get(f"/callback/discord/?state={state}")

    assert await problem_of(response) == (400, "bad-request")


FAULTS = [
    (Fault(FaultKind.STATUS, status=500), (502, "provider-error")),
    (Fault(FaultKind.STATUS, status=401), (502, "provider-error")),
    (Fault(FaultKind.STATUS, status=302), (502, "provider-error")),
    (Fault(FaultKind.STATUS, status=400), (400, "bad-request")),
    (Fault(FaultKind.RATE_LIMIT, seconds=7), (503, "not-ready")),
    (Fault(FaultKind.HTML), (502, "provider-error")),
    (Fault(FaultKind.MALFORMED), (502, "provider-error")),
    (Fault(FaultKind.NESTED), (502, "provider-error")),
    (Fault(FaultKind.TRUNCATED), (502, "provider-error")),
    (Fault(FaultKind.OVERSIZE, megabytes=1), (502, "provider-error")),
    (Fault(FaultKind.DROP), (502, "provider-error")),
]


@pytest.mark.parametrize("path", ["/api/oauth2/token", "/api/v10/users/@me"])
async def test_discord_failing_is_said_and_leaves_nobody_logged_in(
    visit: Visit, oauth: DiscordOAuthServer, clock: HandClock, path: str
) -> None:
    for fault, expected in FAULTS:
        visitor = visit()
        callback = await visitor.approve(await visitor.begin_login(), LINK)
        oauth.faults.add(replace(fault, path=path))

        response = await visitor.get(callback)

        assert (fault.kind, await problem_of(response)) == (fault.kind, expected)
        assert visitor.cookie("session") is None
        if fault.kind is FaultKind.RATE_LIMIT:
            assert response.headers["Retry-After"] == "7"
        oauth.faults.clear()
        clock.advance(60)
    assert await WebSession.all().count() == 0


async def test_revoking_that_fails_does_not_matter(visit: Visit, oauth: DiscordOAuthServer) -> None:
    oauth.faults.add(Fault(FaultKind.DROP, path="/api/oauth2/token/revoke"))
    visitor = visit()

    await visitor.login()

    assert (await me(visitor))["username"] == "link"


async def test_login_that_is_not_set_up_says_so(make_app: MakeApp) -> None:
    app = await make_app(discord_client_id=None, discord_client_secret="")

    response = await Visitor(app).get("/login/")

    assert await problem_of(response) == (503, "not-ready")


async def test_login_is_limited_for_each_address(visit: Visit) -> None:
    visitor = visit(address="203.0.113.1")

    statuses = [(await visitor.get("/login/")).status_code for _ in range(11)]

    assert statuses == [302] * 10 + [429]
    assert (await visit(address="203.0.113.2").get("/login/")).status_code == 302


async def test_secrets_of_a_login_are_in_no_log_line(
    visit: Visit, caplog: pytest.LogCaptureFixture, oauth: DiscordOAuthServer
) -> None:
    caplog.set_level(logging.DEBUG, logger="alttprbot_api")
    visitor = visit()
    path = await visitor.approve(await visitor.begin_login(), ZELDA)

    await visitor.get(path)

    query = parse_qs(urlsplit(path).query)
    logged = "\n".join(str(vars(record)) for record in caplog.records)
    assert "auth_callback_success" in logged
    for secret in (query["code"][0], query["state"][0], visitor.cookie("session"), visitor.cookie("login")):
        assert secret is not None
        assert secret not in logged


async def test_https_application_sets_only_host_cookies(make_app: MakeApp, oauth: DiscordOAuthServer) -> None:
    app: Quart = await make_app(app_url="https://sahasrahbot.example")

    response = await Visitor(app, oauth).get("/login/")

    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-login=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
