"""`/api/v1/telemetry/summary`, for the operators."""

from __future__ import annotations

import pytest
from quart import Quart

from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import ZELDA, Visitor, problem_of
from tests.clocks import BEGINNING
from tests.services.telemetry_rows import fill

SUMMARY = "/api/v1/telemetry/summary"


@pytest.fixture
async def app(make_app: MakeApp) -> Quart:
    return await make_app(superuser_discord_ids=[ZELDA])


@pytest.fixture(params=["sqlite", "mariadb"])
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


async def test_an_operator_sees_the_report_and_how_the_recording_is(zelda: Visitor) -> None:
    await fill(BEGINNING.date())

    response = await zelda.get(SUMMARY)

    document = await response.get_json()
    assert response.status_code == 200
    assert (document["enabled"], document["backlog"]) == (False, {"queued": 0, "dropped": 0, "flush_failures": 0})
    assert (document["report"]["stored"], document["report"]["events"]) == (19, 22)
    assert document["report"]["since"] == "2026-02-08"
    assert document["report"]["providers"][0] == {
        "provider": "alttpr", "seeds": 8, "failed": 1, "failure_rate": 0.125,
    }  # fmt: skip


async def test_an_operator_chooses_the_days(zelda: Visitor) -> None:
    await fill(BEGINNING.date())

    document = await (await zelda.get(f"{SUMMARY}?days=1")).get_json()

    assert document["report"]["stored"] == 13


@pytest.mark.parametrize("days", ["0", "366", "x", ""])
async def test_impossible_days_are_refused(zelda: Visitor, days: str) -> None:
    assert await problem_of(await zelda.get(f"{SUMMARY}?days={days}")) == (400, "bad-request")


async def test_nobody_else_sees_it(visit: Visit, link: Visitor) -> None:
    assert await problem_of(await visit().get(SUMMARY)) == (401, "unauthenticated")
    assert await problem_of(await link.get(SUMMARY)) == (403, "forbidden")
