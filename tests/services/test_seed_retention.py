"""Records of old seeds stay, what they were made of does not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alttprbot.database.statements import steps
from alttprbot.metrics import Metrics
from alttprbot.models import AuditGeneratedGames
from alttprbot.services import seed_retention
from alttprbot.services.seed_retention import SeedRetention
from alttprbot.services.upkeep import Upkeep
from tests.alttprgen.conftest import VirtualClock

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


async def aged(clock: VirtualClock, days: float) -> None:
    row = await AuditGeneratedGames.create(
        randomizer="alttpr",
        hash_id=f"age{days:g}",
        settings={"mode": "open"},
        request={"preset": "open"},
        details={"weights": {"goals": "ganon"}},
    )
    await AuditGeneratedGames.filter(id=row.id).update(timestamp=clock.now() - timedelta(days=days))


async def remembered() -> dict[str | None, bool]:
    return {
        row.hash_id: None not in (row.settings, row.request, row.details)
        for row in await AuditGeneratedGames.all().order_by("id")
    }


async def test_settings_of_old_seeds_are_forgotten(clock: VirtualClock) -> None:
    for days in (400, 91, 89, 0):
        await aged(clock, days)

    emptied = await SeedRetention(clock=clock, days=90).forget()

    assert emptied == 2
    assert await remembered() == {"age400": False, "age91": False, "age89": True, "age0": True}


async def test_what_there_is_no_time_for_is_left_to_the_next_turn(
    clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "FIRST_STEP", 2)
    monkeypatch.setattr(steps, "LONGEST_STEP", 2)
    monkeypatch.setattr(seed_retention, "BUDGET_SECONDS", 2 * steps.PAUSE_SECONDS)
    for _ in range(5):
        await aged(clock, 100)
    retention = SeedRetention(clock=clock, days=90)

    assert [await retention.forget() for _ in range(3)] == [4, 1, 0]


@pytest.mark.parametrize(("days", "runs"), [(0, False), (90, True)])
async def test_it_is_off_until_somebody_wants_it(clock: VirtualClock, days: int, runs: bool) -> None:
    service = SeedRetention(clock=clock, days=days).service(Upkeep(clock=clock, metrics=Metrics()))

    assert (service.off is None) is runs
