"""What monitors see."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alttprbot import __version__
from alttprbot.alttprgen.provider_exceptions import SeedProviderUnavailableError
from alttprbot.config_types import StartupPolicy
from alttprbot.core import Core
from alttprbot.supervision import Check, Readiness, State
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import Visitor, problem_of
from tests.clocks import HandClock

SINCE = datetime(2026, 2, 14, 17, 30, tzinfo=UTC)


def part(state: State, policy: StartupPolicy = StartupPolicy.STRICT, detail: str = "") -> Check:
    return Check(state, policy, SINCE, detail)


@pytest.mark.parametrize("path", ["/livez", "/healthz"])
async def test_process_that_turns_is_alive_even_without_database(core: Core, visit: Visit, path: str) -> None:
    await core.database.close()

    response = await visit().get(path)

    assert (response.status_code, await response.get_json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("readiness", "status", "statuses"),
    [
        (Readiness(True, {"discord": part(State.READY)}), 200, {"discord": "ok"}),
        (Readiness(True, {"audit": part(State.OFF)}), 200, {"audit": "off"}),
        (Readiness(True, {"audit": part(State.FAILING, StartupPolicy.DEGRADED, "no")}), 200, {"audit": "degraded"}),
        (Readiness(False, {"discord": part(State.STARTING)}), 503, {"discord": "failed"}),
    ],
)
async def test_readiness_names_every_part(
    visit: Visit, readiness: Readiness, status: int, statuses: dict[str, str]
) -> None:
    response = await visit().get("/readyz")

    answer = await response.get_json()
    assert response.status_code == status
    assert {name: check["status"] for name, check in answer["checks"].items()} == {**statuses, "database": "ok"}
    first = answer["checks"][next(iter(statuses))]
    assert first["since"] == "2026-02-14T17:30:00+00:00"


async def test_providers_that_are_left_alone_are_named_and_keep_nobody_from_being_ready(
    core: Core, visit: Visit
) -> None:
    async def fail() -> None:
        raise SeedProviderUnavailableError("it is down", "smdash", "generate_seed", safe_to_retry=False)

    before = await (await visit().get("/readyz")).get_json()
    for _ in range(5):
        with pytest.raises(SeedProviderUnavailableError):
            await core.contract.execute(fail, provider="smdash", operation="generate_seed")
    response = await visit().get("/readyz")

    assert before["paused_providers"] == {}
    assert (response.status_code, (await response.get_json())["paused_providers"]) == (200, {"smdash": 60})


async def test_process_without_database_is_not_ready_for_five_seconds_at_least(
    core: Core, visit: Visit, clock: HandClock
) -> None:
    visitor = visit()
    assert (await visitor.get("/readyz")).status_code == 200
    await core.database.close()

    within_five_seconds = await visitor.get("/readyz")
    clock.advance(5)
    later = await visitor.get("/readyz")

    assert within_five_seconds.status_code == 200
    assert later.status_code == 503
    assert (await later.get_json())["checks"]["database"]["status"] == "failed"


@pytest.mark.parametrize(
    ("readiness", "connected"),
    [
        (Readiness(True, {"discord": part(State.READY)}), True),
        (Readiness(False, {"discord": part(State.FAILING)}), False),
        (Readiness(True, {"discord": part(State.OFF)}), False),
        (Readiness(True), False),
    ],
)
async def test_old_health_check_says_whether_discord_is_connected(visit: Visit, connected: bool) -> None:
    response = await visit().get("/healthcheck")

    assert response.status_code == (200 if connected else 503)
    assert await response.get_json() == {"success": connected}
    assert response.headers["Link"] == '</readyz>; rel="successor-version"'


async def test_version_says_since_when_it_runs(visit: Visit) -> None:
    assert await (await visit().get("/version")).get_json() == {
        "version": __version__,
        "started": "2026-02-14T18:00:00+00:00",
    }


async def test_metrics_are_there_when_they_are_switched_on(make_app: MakeApp, visit: Visit) -> None:
    switched_on = Visitor(await make_app(metrics_enabled=True))

    response = await switched_on.get("/metrics")

    assert response.content_type.startswith("text/plain; version=0.0.4")
    assert "sahasrahbot_http_requests_total" in await response.get_data(as_text=True)
    assert await problem_of(await visit().get("/metrics")) == (404, "not-found")


async def test_metrics_may_ask_for_a_token(make_app: MakeApp) -> None:
    visitor = Visitor(await make_app(metrics_enabled=True, metrics_token="for prometheus only"))

    right = await visitor.get("/metrics", headers={"Authorization": "Bearer for prometheus only"})
    answers = [
        await problem_of(await visitor.get("/metrics", headers=headers))
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "for prometheus only"})
    ]

    assert right.status_code == 200
    assert answers == [(401, "unauthenticated")] * 3


@pytest.mark.parametrize(("allowed", "rule"), [(False, "Disallow: /"), (True, "Allow: /")])
async def test_search_engines_stay_out_unless_they_are_let_in(make_app: MakeApp, allowed: bool, rule: str) -> None:
    response = await Visitor(await make_app(robots_allowed=allowed)).get("/robots.txt")

    assert await response.get_data(as_text=True) == f"User-agent: *\n{rule}\n"
