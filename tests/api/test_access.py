"""Every route says who may use it."""

from __future__ import annotations

import asyncio

import pytest
from quart import Blueprint, Quart

from alttprbot_api.access import SAFE_METHODS, Access, Who, declared_access, public
from alttprbot_api.rate_limits import Rate
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import Visitor, problem_of

# Who wants in without an account has a reason; everything else below is for those who are known.
PUBLIC_WRITES = {"/logout/", "/theme"}
VALUES = {"<int:revision>": "1", "<int:number>": "1", "<int:key_id>": "1", "<path:name>": "x"}


def routes(app: Quart) -> list[tuple[str, str, Access | None]]:
    """Method, rule and declared access of everything that the application answers."""
    return [
        (method, rule.rule, declared_access(app.view_functions[rule.endpoint]))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})
    ]


def filled(rule: str) -> str:
    for pattern, value in VALUES.items():
        rule = rule.replace(pattern, value)
    while "<" in rule:
        start, end = rule.index("<"), rule.index(">")
        value = "alttpr" if "randomizer" in rule[start:end] else "1" if "int:" in rule[start:end] else "x"
        rule = rule[:start] + value + rule[end + 1 :]
    return rule


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
