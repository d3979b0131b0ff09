"""Every route says who may use it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import pytest
from quart import Blueprint, Quart

from alttprbot_api.access import Access, Who, declared_access, public
from alttprbot_api.gate import SAFE_METHODS
from alttprbot_api.rate_limits import Rate
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import Visitor, problem_of

# Who wants in without an account has a reason; everything else below is for those who are known.
# The weights are sent along because they are too long for an address; nothing is stored. At an event nobody signs in.
# Pools of texts may be open to everybody who has their key.
TEXTS = {f"/triforcetexts/<pool>/{what}" for what in ("key", "submit", "api")}
PUBLIC_WRITES = {"/logout/", "/theme", "/api/settingsgen/mystery", "/sglive/generate/<path:key>", *TEXTS}


def routes(app: Quart) -> list[tuple[str, str, Access | None]]:
    """Method, rule and declared access of everything that the application answers."""
    return [
        (method, rule.rule, declared_access(app.view_functions[rule.endpoint]))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})
    ]


def filled(rule: str) -> str:
    """An address of this rule."""
    return re.sub(
        "<([^>]+)>", lambda part: "1" if "int" in part[1] else "alttpr" if "randomizer" in part[1] else "x", rule
    )


@pytest.fixture
async def app(make_app: MakeApp) -> Quart:
    """With everything that can be switched on."""
    return await make_app(sglive_enabled=True)


async def test_every_route_declares_its_access(app: Quart) -> None:
    undeclared = [f"{method} {rule}" for method, rule, access in routes(app) if access is None]

    assert undeclared == []
    assert len(routes(app)) > 30


async def test_whatever_changes_something_asks_who_it_is(app: Quart) -> None:
    public_writes = {
        rule
        for method, rule, access in routes(app)
        if access is not None and access.who is Who.PUBLIC and method not in SAFE_METHODS
    }

    assert public_writes <= PUBLIC_WRITES


async def test_nobody_gets_into_what_is_not_public(app: Quart, make_app: MakeApp) -> None:
    generous = await make_app(rate_limit_read=10_000, rate_limit_session_write=10_000)
    visitor = Visitor(generous)
    closed = [(m, r) for m, r, access in routes(generous) if access is not None and access.who is not Who.PUBLIC]

    answers = {f"{m} {r}": (await visitor.open(filled(r), m)).status_code for m, r in closed}

    # Costly things are limited before anything else is looked at.
    assert set(answers.values()) <= {401, 429}, answers
    assert list(answers.values()).count(429) < 5


async def test_no_address_fails_unexpectedly_whatever_is_asked(app: Quart, make_app: MakeApp) -> None:
    generous = await make_app(rate_limit_read=10_000, rate_limit_session_write=10_000, rate_limit_login=10_000)
    visitor = Visitor(generous)

    answers = {f"{m} {r}": (await visitor.open(filled(r), m)).status_code for m, r, _ in routes(generous)}

    failures = {route: status for route, status in answers.items() if status >= 500}
    # No bot is connected in these tests, and that is what this address says.
    assert failures == {"GET /healthcheck": 503}


ODD = (
    "%F0%9F%8F%B9",
    "%00",
    "%F0%28%8C%28",
    "a" * 3000,
    "%27%20OR%201=1--",
    "..%2F..",
    "%C3%A9",
    "%E2%80%AE",
    "-1",
    "1" * 40,
    "2147483647",
    "%0a",
)


@pytest.mark.parametrize("database_kind", ["sqlite", "mariadb"])
async def test_odd_values_in_addresses_do_no_harm(make_app: MakeApp, oauth: DiscordOAuthServer) -> None:
    limits = dict.fromkeys(("rate_limit_read", "rate_limit_session_read", "rate_limit_login"), 100_000)
    app = await make_app(**limits)
    visitor = Visitor(app, oauth)
    await visitor.login()
    await visitor.post("/api/v1/namespaces")
    saved = await visitor.put(
        "/api/v1/namespaces/link/presets/alttpr/mine", json={"content": "settings: {goal: ganon}"}
    )
    assert saved.status_code == 201
    patterns = [rule for method, rule, _ in routes(app) if method == "GET" and "<" in rule]
    addresses = {address for pattern in patterns for address in each_odd(pattern)}
    addresses |= {f"{path}?{name}={odd}" for path, name in QUERIES for odd in ODD}

    statuses = {address: (await visitor.get(address)).status_code for address in addresses}

    assert {address: status for address, status in statuses.items() if status >= 500} == {}
    assert len(statuses) > 200


def each_odd(pattern: str) -> Iterator[str]:
    """The address with everything as it should be but one part of it."""
    parts = re.findall("<[^>]+>", pattern)
    good = {"namespace": "link", "randomizer": "alttpr", "preset": "mine"}
    for wrong in parts:
        address = pattern
        for part in parts:
            if part != wrong:
                address = address.replace(part, next((good[name] for name in good if name in part), "mine"))
        yield from (address.replace(wrong, odd) for odd in ODD)


QUERIES = (
    ("/api/v1/presets", "q"),
    ("/api/v1/presets", "namespace"),
    ("/api/v1/presets", "page"),
    ("/presets", "q"),
    ("/presets/api/alttpr", "preset"),
    ("/login/", "next"),
    ("/callback/discord/", "state"),
)


@pytest.mark.parametrize("database_kind", ["sqlite", "mariadb"])
async def test_odd_values_in_documents_do_no_harm(make_app: MakeApp, oauth: DiscordOAuthServer) -> None:
    visitor = Visitor(await make_app(rate_limit_session_write=100_000, rate_limit_seeds=100_000), oauth)
    await visitor.login()
    await visitor.post("/api/v1/namespaces")
    odd: tuple[object, ...] = (
        "\0",
        "\ud800",
        "🏹",
        "\u202e",
        "",
        " ",
        "x" * 150,
        1,
        True,
        None,
        [],
        {},
        1e400,
        "[" * 100,
    )
    preset = {"content": "settings: {goal: ganon}"}
    requests = [
        *(("POST", "/api/v1/me/keys", {"name": value, "scopes": ["presets:write"]}) for value in odd),
        *(("POST", "/api/v1/me/keys", {"name": "x", "scopes": [value]}) for value in odd),
        *(("PATCH", "/api/v1/namespaces/link", {"name": value}) for value in odd),
        *(("PUT", f"/api/v1/namespaces/link/presets/alttpr/a{n}", {**preset, "note": odd[n]}) for n in range(len(odd))),
        *(("POST", "/api/v1/seeds", {"randomizer": value, "preset": "open"}) for value in odd),
        *(("POST", "/api/v1/seeds", {"randomizer": "alttpr", "preset": value}) for value in odd),
        *(("POST", "/api/v1/presets/validate", {"randomizer": value, "content": value}) for value in odd),
        *(("POST", "/api/v1/presets/validate", value) for value in odd),
    ]

    answers = [(sent, (await visitor.open(path, method, json=sent)).status_code) for method, path, sent in requests]
    keyed = await visitor.post(
        "/api/v1/seeds", json={"randomizer": "alttpr", "preset": "open"}, headers={"Idempotency-Key": "é"}
    )

    assert [answer for answer in answers if answer[1] >= 500] == []
    assert keyed.status_code in {400, 422}


async def test_nesting_without_end_is_no_json(link: Visitor) -> None:
    response = await link.post(
        "/api/v1/presets/validate", data="[" * 300_000, headers={"Content-Type": "application/json"}
    )

    assert await problem_of(response) == (400, "bad-request")


async def test_route_without_declaration_is_closed(app: Quart, visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    app.add_url_rule("/forgotten", "forgotten", view_func=_answer)

    assert await problem_of(await visit().get("/forgotten")) == (403, "forbidden")
    assert any(getattr(record, "route", "") == "/forgotten" for record in caplog.records)


async def test_view_may_take_as_long_as_it_said_and_no_longer(make_app: MakeApp) -> None:
    app = await make_app()
    blueprint = Blueprint("slow", __name__)

    @blueprint.get("/slow")
    @public(rate=Rate.READ, timeout=0.01)
    async def slow() -> str:
        await asyncio.Event().wait()
        return ""

    app.register_blueprint(blueprint)

    assert await problem_of(await Visitor(app).get("/slow")) == (503, "timeout")


async def _answer() -> str:
    return "open"
