"""What the draw of a seed and the join policy ask of all runs."""

from __future__ import annotations

import pytest

from alttprbot.database import Database
from alttprbot.database.statements.async_runs import draws, runs_by_pool
from alttprbot.models.async_race import RunStatus
from tests.async_tournaments import AsyncTournamentScene


@pytest.fixture
async def scene(database: Database) -> AsyncTournamentScene:
    return await AsyncTournamentScene.create()


async def test_every_run_counts_for_the_balance_of_a_pool(database: Database, scene: AsyncTournamentScene) -> None:
    await scene.run("Link", "A/1", 5000, reattempted=True)
    await scene.run("Zelda", "A/1", RunStatus.PENDING)
    await scene.run("Zelda", "A/2", RunStatus.FORFEIT)
    await scene.seed("A/3")
    await scene.seed("A/live", live=True)
    await scene.run("Link", "B/1", 5000)
    link = await scene.user("Link")

    found = await draws(database, scene.pools["A"].id, link.id)

    ids = {seed.id: name for name, seed in scene.seeds.items()}
    assert [(ids[draw.permalink_id], draw.runs, draw.had) for draw in found] == [
        ("A/1", 2, True),
        ("A/2", 1, False),
        ("A/3", 0, False),
    ]


async def test_only_reattempted_runs_leave_room_in_a_pool(database: Database, scene: AsyncTournamentScene) -> None:
    await scene.run("Link", "A/1", 5000, reattempted=True)
    await scene.run("Link", "A/2", RunStatus.IN_PROGRESS)
    await scene.run("Link", "B/1", 5000, reattempted=True)
    await scene.run("Link", "C/1", RunStatus.FORFEIT)
    await scene.run("Link", "C/live", 4000)
    await scene.run("Zelda", "B/1", 5000)
    link = await scene.user("Link")

    found = await runs_by_pool(database, scene.tournament.id, link.id)

    assert found == {scene.pools["A"].id: 1, scene.pools["C"].id: 2}
