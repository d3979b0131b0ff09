"""What is wrong is said the same way everywhere, with its real status."""

from __future__ import annotations

import asyncio
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator

import pytest
import tortoise.exceptions
from quart import Blueprint, Quart

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCircuitOpenError,
    SeedProviderRateLimitError,
    SeedProviderTimeoutError,
)
from alttprbot.exceptions import (
    InvalidPresetException,
    PresetIssue,
    PresetNotFoundException,
    SahasrahBotException,
    StalePresetException,
)
from alttprbot_api.access import public
from alttprbot_api.problems import Problem, status_of
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import HTML, Visitor, problem_of, visible
from tests.database_fixtures import MariaDBServer

SECRET = "the password is hunter2"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def kinds(base: type[SahasrahBotException] = SahasrahBotException) -> Iterator[type[SahasrahBotException]]:
    """The expected failures of the core; those of other surfaces stay there."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("alttprbot."):
            yield kind
            yield from kinds(kind)


def test_every_expected_failure_has_a_status() -> None:
    unknown = [kind.__name__ for kind in kinds() if status_of(kind.code) == (500, "internal")]

    assert unknown == []
    assert len(list(kinds())) > 15


@pytest.fixture
def failing(app: Quart) -> Callable[[Exception], None]:
    """Make `/fails` and `/api/v1/fails` raise an error."""
    raised: list[Exception] = []
    blueprint = Blueprint("failing", __name__)

    @blueprint.route("/fails", methods=["GET", "POST"])
    @blueprint.route("/api/v1/fails")
    @public()
    async def fails() -> str:
        raise raised[-1]

    app.register_blueprint(blueprint)
    return raised.append


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (PresetNotFoundException("opne", "alttpr", suggestions=["open"]), 404, "not-found"),
        (StalePresetException("Somebody saved another version."), 409, "stale-revision"),
        (InvalidPresetException([PresetIssue("no", "settings.mode", 3, 5)]), 422, "validation"),
        (SeedProviderTimeoutError("slow", "alttpr", "generate", attempts=3), 504, "provider-timeout"),
        (SeedProviderRateLimitError("busy", "alttpr", "generate", retry_after=12.0), 429, "rate-limited"),
        (SeedProviderCircuitOpenError("open", "alttpr", "generate", retry_after=12.0), 503, "not-ready"),
        (Problem(410, "bad-request", "Gone."), 410, "bad-request"),
        (tortoise.exceptions.DBConnectionError("no"), 503, "not-ready"),
        (sqlite3.OperationalError("unable to open database file"), 503, "not-ready"),
        (sqlite3.OperationalError("database or disk is full"), 503, "not-ready"),
        (RuntimeError(SECRET), 500, "internal"),
        (tortoise.exceptions.IntegrityError(SECRET), 500, "internal"),
        (OSError(SECRET), 500, "internal"),
        (TimeoutError(), 503, "timeout"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
async def test_failures_have_their_status_for_programs_and_for_people(
    failing: Callable[[Exception], None], visit: Visit, error: Exception, status: int, slug: str
) -> None:
    failing(error)

    document = await visit().get("/api/v1/fails", headers={"Accept": BROWSER})
    page = await visit(page=True).get("/fails")

    assert await problem_of(document) == (status, slug)
    text = await page.get_data(as_text=True)
    assert page.status_code == status
    assert page.content_type == "text/html; charset=utf-8"
    assert page.headers["X-Request-Id"] in text
    assert SECRET not in text + await document.get_data(as_text=True)
    if getattr(error, "retry_after", None):
        assert document.headers["Retry-After"] == page.headers["Retry-After"] == "12"


async def test_defect_is_logged_with_the_id_that_the_person_sees(
    failing: Callable[[Exception], None], visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    failing(RuntimeError(SECRET))

    response = await visit().get("/api/v1/fails")

    record = next(record for record in caplog.records if record.getMessage() == "request failed")
    assert record.exc_info is not None
    assert getattr(record, "route", "") == "/api/v1/fails"
    assert response.headers["X-Request-Id"]


async def test_wrong_preset_lists_what_is_wrong(failing: Callable[[Exception], None], visit: Visit) -> None:
    failing(InvalidPresetException([PresetIssue("There is no such key.", "settings.mdoe", 3, 5)]))

    document = await (await visit().get("/api/v1/fails")).get_json(force=True)

    assert document["errors"] == [
        {"pointer": "settings.mdoe", "message": "line 3: settings.mdoe: There is no such key.", "code": "error"}
    ]


async def test_close_names_are_offered(failing: Callable[[Exception], None], visit: Visit) -> None:
    failing(PresetNotFoundException("opne", "alttpr", suggestions=["open"]))

    document = await (await visit().get("/api/v1/fails")).get_json(force=True)

    assert document["suggestions"] == ["open"]
    assert "Did you mean “open”?" in document["detail"]


async def test_document_names_the_address_and_the_request(visit: Visit) -> None:
    response = await visit().get("/api/v1/nowhere?secret=1")

    document = await response.get_json(force=True)
    assert document == {
        "type": "urn:sahasrahbot:problem:not-found",
        "title": "Not found",
        "status": 404,
        "detail": "There is nothing at this address.",
        "instance": "/api/v1/nowhere",
        "request_id": response.headers["X-Request-Id"],
    }


@pytest.mark.parametrize(
    ("path", "accept", "page"),
    [
        ("/nowhere", BROWSER, True),
        ("/nowhere", "*/*", False),
        ("/nowhere", "application/json", False),
        ("/nowhere", "application/json, text/html;q=0.5", False),
        ("/api/v1/nowhere", BROWSER, False),
        ("/presets/api/nowhere", BROWSER, False),
    ],
)
async def test_people_get_pages_and_programs_documents(visit: Visit, path: str, accept: str, page: bool) -> None:
    response = await visit().get(path, headers={"Accept": accept})

    assert response.status_code == 404
    assert response.content_type.startswith("text/html" if page else "application/problem+json")
    assert "Accept" in response.headers["Vary"]


async def test_wrong_method_says_which_are_right(visit: Visit) -> None:
    response = await visit().delete("/api/v1/presets")

    assert await problem_of(response) == (405, "method")
    assert "GET" in response.headers["Allow"]


async def test_address_without_its_slash_leads_to_the_one_with_it(link: Visitor) -> None:
    response = await link.get("/me?a=b", headers={"Accept": HTML, "Host": "evil.example"})

    assert (response.status_code, response.headers["Location"]) == (308, "/me/?a=b")


async def test_api_speaks_json_and_nothing_else(visit: Visit) -> None:
    response = await visit().get("/api/v1/presets", headers={"Accept": "image/png"})

    assert await problem_of(response) == (406, "not-acceptable")


async def test_body_of_another_kind_is_refused(link: Visitor) -> None:
    response = await link.post("/api/v1/presets/validate", form={"randomizer": "alttpr", "content": "x"})

    assert await problem_of(response) == (415, "media-type")


@pytest.mark.parametrize("body", ["{", "", '{"a": NaN', b"\xff\xfe"])
async def test_body_that_is_no_json_is_refused(link: Visitor, body: str | bytes) -> None:
    response = await link.post("/api/v1/presets/validate", data=body, headers={"Content-Type": "application/json"})

    assert await problem_of(response) == (400, "bad-request")


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ('{"a":', "The body is not JSON that can be read: Expecting value: line 1 column 6 (char 5)."),
        ("9" * 6000, "The body is not JSON that can be read."),
        ("[" * 100_000, "The JSON of the body is nested too deeply."),
    ],
    ids=["broken", "number", "nested"],
)
async def test_program_is_told_what_is_wrong_with_its_json(link: Visitor, body: str, detail: str) -> None:
    response = await link.post("/api/v1/presets/validate", data=body, headers={"Content-Type": "application/json"})

    assert (await response.get_json(force=True))["detail"] == detail


async def test_fields_that_are_wrong_are_pointed_at(link: Visitor) -> None:
    response = await link.post("/api/v1/seeds", json={"randomizer": 5, "preset": "open", "options": {"hints": "maybe"}})

    document = await response.get_json(force=True)
    assert (document["status"], document["type"]) == (422, "urn:sahasrahbot:problem:validation")
    assert {error["pointer"] for error in document["errors"]} == {"/randomizer", "/options/hints"}


@pytest.mark.parametrize("query", ["page=0", "page=100001", "page=x", "page_size=101", "page_size=0", "page=1&page=2"])
async def test_parameters_have_bounds(visit: Visit, query: str) -> None:
    assert await problem_of(await visit().get(f"/api/v1/presets?{query}")) == (400, "bad-request")


async def test_parameters_that_mean_nothing_are_refused_everywhere_in_the_api(link: Visitor) -> None:
    for path in ("/api/v1/presets", "/api/v1/me", "/api/v1/namespaces/x"):
        response = await link.get(f"{path}?unknown=1")

        document = await response.get_json(force=True)
        assert document["status"] == 400
        assert [error["pointer"] for error in document["errors"]] == ["unknown"]


async def test_body_that_is_too_large_is_refused(link: Visitor) -> None:
    token = link.headers["X-CSRF-Token"]
    preset = {"randomizer": "alttpr", "content": "x" * (64 * 1024 + 1)}

    text = await link.post("/api/v1/presets/validate", json=preset)
    body = await link.post("/api/v1/presets/validate", json={**preset, "content": "x" * 500_000})
    del link.headers["X-CSRF-Token"]
    form = await link.post("/logout/", form={"csrf_token": token, "x": "x" * (1024 * 1024)})

    assert [await problem_of(answer) for answer in (text, body, form)] == [(413, "too-large")] * 3
    assert (await link.get("/api/v1/me")).status_code == 200


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_database_that_is_away_is_said_and_nothing_of_it(
    link: Visitor, visit: Visit, mariadb_server: MariaDBServer
) -> None:
    mariadb_server.stop(signal.SIGKILL)

    personal = await link.get("/api/v1/me")
    missing = await link.get("/nowhere")
    page = await visit(page=True).get("/presets")
    shipped = await visit().get("/api/v1/presets/global/alttpr/open")

    assert await problem_of(personal) == (503, "not-ready")
    assert await problem_of(missing) == (404, "not-found")
    assert page.status_code == 503
    assert not re.search(r"maria|sql|tortoise", visible(await page.get_data(as_text=True)), re.IGNORECASE)
    assert shipped.status_code == 200


@pytest.mark.parametrize("database_kind", ["mariadb"])
async def test_nobody_waits_long_for_a_database_that_hangs(
    make_app: MakeApp, oauth: DiscordOAuthServer, mariadb_server: MariaDBServer
) -> None:
    visitor = Visitor(await make_app(db_query_timeout=0.2), oauth)
    await visitor.login()
    mariadb_server.signal(signal.SIGSTOP)

    try:
        async with asyncio.timeout(10):
            answer = await visitor.get("/api/v1/me")
    finally:
        mariadb_server.signal(signal.SIGCONT)

    assert await problem_of(answer) == (503, "not-ready")
    assert (await visitor.get("/api/v1/me")).status_code == 200
