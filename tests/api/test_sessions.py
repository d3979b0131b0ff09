"""Being logged in: how long, where, and that nobody else can use it."""

from __future__ import annotations

import pytest

from alttprbot.models import WebSession
from alttprbot_api.web import Web
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import LINK, ZELDA, Visitor, problem_of
from tests.clocks import HandClock

DAY = 86400


async def is_logged_in(visitor: Visitor) -> bool:
    return (await visitor.get("/api/v1/me")).status_code == 200


async def test_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(visit: Visit) -> None:
    response = await visit().login()

    cookie = next(value for value in response.headers.getlist("Set-Cookie") if value.startswith("session="))
    parts = {part.strip() for part in cookie.split(";")}
    assert {"HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={30 * DAY}"} <= parts


async def test_session_ends_after_a_week_without_use(link: Visitor, clock: HandClock) -> None:
    clock.advance(days=6.9)
    assert await is_logged_in(link)

    clock.advance(days=6.9)
    assert await is_logged_in(link)

    clock.advance(days=7.1)
    assert not await is_logged_in(link)


async def test_session_ends_after_thirty_days_whatever_happens(link: Visitor, clock: HandClock) -> None:
    for _ in range(29):
        clock.advance(days=1)
        assert await is_logged_in(link)

    clock.advance(days=1)

    assert not await is_logged_in(link)


async def test_login_gives_a_new_session_and_ends_the_former(link: Visitor, visit: Visit) -> None:
    former = link.cookie("session")

    await link.login(ZELDA)

    assert link.cookie("session") != former
    thief = visit()
    thief.headers["Cookie"] = f"session={former}"
    assert not await is_logged_in(thief)


async def test_session_planted_before_the_login_is_not_used(visit: Visit) -> None:
    planted = "x" * 43
    visitor = visit()
    visitor.headers["Cookie"] = f"session={planted}"

    response = await visitor.get(await visitor.approve(await _begin(visitor), LINK))

    assert planted not in response.headers.get("Set-Cookie", "")
    assert await WebSession.all().count() <= 1


async def _begin(visitor: Visitor) -> str:
    address = await visitor.begin_login()
    visitor.headers["Cookie"] += f"; login={visitor.cookie('login')}"
    return address


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "é" * 43, "a" * 5000])
async def test_made_up_secrets_open_nothing(visit: Visit, link: Visitor, secret: str) -> None:
    stranger = visit()
    stranger.headers["Cookie"] = f"session={secret}"

    assert not await is_logged_in(stranger)


async def test_hash_in_the_database_is_no_secret(visit: Visit, link: Visitor) -> None:
    stored = await WebSession.all().first()
    assert stored is not None
    thief = visit()
    thief.headers["Cookie"] = f"session={stored.id[:43]}"

    assert not await is_logged_in(thief)


async def test_logging_out_ends_the_session_on_the_server(link: Visitor, visit: Visit) -> None:
    secret = link.cookie("session")

    response = await link.post("/logout/")

    assert (response.status_code, response.headers["Location"]) == (303, "/")
    assert link.cookie("session") is None
    thief = visit()
    thief.headers["Cookie"] = f"session={secret}"
    assert not await is_logged_in(thief)


async def test_logging_out_is_no_link(link: Visitor) -> None:
    response = await link.get("/logout/")

    assert await problem_of(response) == (405, "method")
    assert "POST" in response.headers["Allow"]
    assert await is_logged_in(link)


async def test_logging_out_without_session_does_no_harm(visit: Visit) -> None:
    assert (await visit().post("/logout/")).status_code == 303


async def test_logging_out_everywhere_ends_all_sessions(web: Web, visit: Visit, zelda: Visitor) -> None:
    browsers = [visit(), visit()]
    for browser in browsers:
        await browser.login(LINK)

    assert await web.sessions.end_all(LINK) == 2

    assert [await is_logged_in(browser) for browser in browsers] == [False, False]
    assert await is_logged_in(zelda)


async def test_page_that_needs_a_login_leads_there_and_back(visit: Visit) -> None:
    response = await visit(page=True).get("/me/?a=b")

    assert response.status_code == 302
    assert response.headers["Location"] == "/login/?next=%2Fme%2F%3Fa%3Db"


async def test_form_without_login_is_not_remembered(visit: Visit) -> None:
    response = await visit(page=True).post("/presets/somebody/create")

    assert response.status_code == 401
    assert "Location" not in response.headers


async def test_program_without_login_gets_a_problem(visit: Visit) -> None:
    response = await visit().get("/me/")

    assert await problem_of(response) == (401, "unauthenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


async def test_what_somebody_logged_in_sees_is_stored_nowhere(link: Visitor) -> None:
    assert (await link.get("/api/v1/me")).headers["Cache-Control"] == "no-store"
    assert (await link.get("/api/v1/presets")).headers["Cache-Control"] == "no-store"


async def test_sessions_survive_a_restart(make_app: MakeApp, oauth: DiscordOAuthServer) -> None:
    before = Visitor(await make_app(), oauth)
    await before.login()
    after = Visitor(await make_app(), oauth)
    after.headers["Cookie"] = f"session={before.cookie('session')}"

    assert await is_logged_in(after)
