"""Scores and places, by the worked examples of the specification."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alttprbot.database import Database
from alttprbot.models import AsyncTournamentPermalink, AsyncTournamentRace
from alttprbot.models.async_race import ReviewStatus, RunStatus
from alttprbot.services.async_leaderboard import LeaderboardEntry, leaderboard
from alttprbot.services.async_scores import recalculate
from tests.async_tournaments import GO, AsyncTournamentScene
from tests.clocks import HandClock
from tests.database.statements_seen import statements_seen

FORFEIT, DISQUALIFIED = RunStatus.FORFEIT, RunStatus.DISQUALIFIED
SEED_A1: dict[str, float | RunStatus] = {"P": 4800, "Q": 4950, "R": 5100, "S": 5235, "T": 5415, "V": 6720, "W": FORFEIT}
SEED_B1: dict[str, float | RunStatus] = {"P": 5400, "Q": 5760, "R": 14400, "S": DISQUALIFIED}


@pytest.fixture
async def scene(database: Database) -> AsyncTournamentScene:
    return await AsyncTournamentScene.create(allowed_reattempts=1)


async def spring(scene: AsyncTournamentScene) -> None:
    """The example of two pools and three seeds."""
    for player, result in SEED_A1.items():
        await scene.run(player, "A/1", result)
    await scene.run("P", "A/2", 6000, reattempted=True)
    await scene.run("X", "A/2", 3600)
    for player, result in SEED_B1.items():
        await scene.run(player, "B/1", result)


async def scored(database: Database, scene: AsyncTournamentScene, **options: bool) -> dict[str, float | None]:
    """The scores of the seed A/1 by player, calculated anew."""
    await recalculate(database, scene.tournament, HandClock(), **options)
    runs = await AsyncTournamentRace.filter(permalink=await scene.seed("A/1")).select_related("user")
    return {run.user.display_name or "": run.score for run in runs}


def shown(entry: LeaderboardEntry) -> tuple[int, str | None, str, str, str]:
    standing = entry.standing
    counts = f"{standing.finished}/{standing.forfeited}/{standing.unplayed}"
    return entry.rank, standing.player.display_name, f"{standing.score:.3f}", f"{standing.estimate:.3f}", counts


async def test_players_are_ranked_by_the_mean_of_their_slots(database: Database, scene: AsyncTournamentScene) -> None:
    await spring(scene)
    await recalculate(database, scene.tournament, HandClock())

    entries = await leaderboard(database, scene.tournament)

    assert [shown(entry) for entry in entries] == [
        (1, "P", "105.000", "105.000", "2/0/0"),
        (2, "Q", "103.971", "103.971", "2/0/0"),
        (3, "R", "65.493", "65.493", "2/0/0"),
        (4, "X", "50.000", "100.000", "1/0/1"),
        (5, "S", "48.676", "97.353", "1/1/0"),
        (6, "T", "46.912", "93.824", "1/0/1"),
        (7, "V", "34.118", "68.235", "1/0/1"),
        (8, "W", "0.000", "0.000", "0/1/1"),
    ]


async def test_a_leaderboard_takes_two_queries(database: Database, scene: AsyncTournamentScene) -> None:
    await spring(scene)

    with statements_seen() as statements:
        await leaderboard(database, scene.tournament)

    assert len(statements) == 2


@pytest.mark.parametrize("result", [RunStatus.PENDING, RunStatus.IN_PROGRESS])
async def test_whoever_has_not_finished_anything_is_last_with_nothing(
    database: Database, scene: AsyncTournamentScene, result: RunStatus
) -> None:
    await scene.run("Zelda", "A/1", 100, score=90.0)
    await scene.run("Link", "A/1", result)
    await scene.run("Ganon", "A/1", 200, score=80.0, reattempted=True)

    entries = await leaderboard(database, scene.tournament)

    assert [shown(entry)[1:] for entry in entries] == [
        ("Zelda", "90.000", "90.000", "1/0/0"),
        ("Link", "0.000", "0.000", "0/0/1"),
        ("Ganon", "0.000", "0.000", "0/0/1"),
    ]


async def test_several_runs_a_pool_count_in_the_order_of_their_start(database: Database) -> None:
    scene = await AsyncTournamentScene.create(runs_per_pool=2)
    for name, score, start in (("A/1", 71.5, 3), ("A/2", 105.0, 1), ("A/3", 98.25, 2)):
        await scene.run("Link", name, 5000, score=score, start_time=GO + timedelta(hours=start))
    await scene.run("Link", "B/1", FORFEIT, score=0.0)

    (entry,) = await leaderboard(database, scene.tournament)

    assert [run and run.score for run in entry.standing.slots] == [105.0, 98.25, 0.0, None]
    assert entry.standing.surplus
    assert shown(entry) == (1, "Link", "50.812", "101.625", "2/1/1")


async def test_a_run_without_a_score_counts_nothing_and_is_left_out_of_the_estimate(database: Database) -> None:
    scene = await AsyncTournamentScene.create(runs_per_pool=2)
    await scene.run("Link", "A/1", 5000)
    await scene.run("Link", "A/2", 5000, score=90.0)

    (entry,) = await leaderboard(database, scene.tournament)

    assert shown(entry) == (1, "Link", "45.000", "90.000", "2/0/0")


async def test_equal_scores_share_a_rank_and_the_earlier_goes_first(
    database: Database, scene: AsyncTournamentScene
) -> None:
    await scene.run("Late", "A/1", 5200, score=99.0)
    await scene.run("Early", "A/1", 5100, score=99.0)
    await scene.run("Third", "A/1", 5300, score=98.0)

    entries = await leaderboard(database, scene.tournament)

    assert [(entry.rank, entry.standing.player.display_name) for entry in entries] == [
        (1, "Early"),
        (1, "Late"),
        (3, "Third"),
    ]


async def test_without_pools_nobody_has_anything(database: Database, scene: AsyncTournamentScene) -> None:
    assert await leaderboard(database, scene.tournament) == []


@pytest.mark.parametrize(("test_users", "names"), [(False, ["Link"]), (True, ["Link", "Robot"])])
async def test_test_users_are_shown_on_request(
    database: Database, scene: AsyncTournamentScene, test_users: bool, names: list[str]
) -> None:
    await scene.user("Robot", test_user=True)
    await scene.run("Link", "A/1", 5000, score=100.0)
    await scene.run("Robot", "A/1", 5100, score=98.0)

    entries = await leaderboard(database, scene.tournament, test_users=test_users)

    assert [entry.standing.player.display_name for entry in entries] == names


async def test_another_tournament_is_left_out(database: Database, scene: AsyncTournamentScene) -> None:
    other = await AsyncTournamentScene.create()
    await other.run("Link", "A/1", 5000, score=100.0)

    assert await leaderboard(database, scene.tournament) == []


async def test_scores_are_measured_by_the_five_best(database: Database, scene: AsyncTournamentScene) -> None:
    await spring(scene)

    scores = await scored(database, scene)

    assert {player: round(score or 0, 3) for player, score in scores.items()} == {
        "P": 105.0,
        "Q": 102.941,
        "R": 100.0,
        "S": 97.353,
        "T": 93.824,
        "V": 68.235,
        "W": 0.0,
    }
    pars = {seed.url[-3:]: seed.par_time for seed in await AsyncTournamentPermalink.all()}
    assert pars == {"A/1": 5100.0, "A/2": 3600.0, "B/1": 8520.0}


async def test_a_reattempted_run_keeps_what_it_had(database: Database, scene: AsyncTournamentScene) -> None:
    await scene.run("Link", "A/1", 3000, score=88.0, reattempted=True)
    await scene.run("Zelda", "A/1", 6000)

    assert await scored(database, scene) == {"Link": 88.0, "Zelda": 100.0}


async def test_calculating_again_writes_nothing(database: Database, scene: AsyncTournamentScene) -> None:
    for player, seconds in (("P", 5025.678901), ("Q", 5100.25), ("R", 5160.5)):
        await scene.run(player, "A/1", seconds)

    first = await recalculate(database, scene.tournament, HandClock())
    second = await recalculate(database, scene.tournament, HandClock())

    assert sorted(round(score or 0, 5) for score in first.scores.values()) == [98.72389, 99.90631, 101.36979]
    assert (second.pars, second.scores) == ({}, {})


async def test_everything_moves_when_a_better_run_comes(database: Database, scene: AsyncTournamentScene) -> None:
    for player, minutes in (("a", 90), ("b", 80), ("c", 85), ("d", 88), ("e", 95)):
        await scene.run(player, "A/1", minutes * 60)
    await scored(database, scene)
    await scene.run("f", "A/1", 78 * 60)

    scores = await scored(database, scene)

    assert [round(scores[player] or 0, 3) for player in "fbcdae"] == [105, 104.988, 99.05, 95.487, 93.112, 87.173]


async def test_when_each_score_was_written_is_known(database: Database, scene: AsyncTournamentScene) -> None:
    clock = HandClock()
    run = await scene.run("Link", "A/1", 5000)

    await recalculate(database, scene.tournament, clock)

    await run.refresh_from_db()
    seed = await AsyncTournamentPermalink.get(id=run.permalink_id)
    assert run.score_updated_at == seed.par_updated_at == clock.now()


async def test_forfeits_are_worth_nothing_at_once(database: Database, scene: AsyncTournamentScene) -> None:
    await scene.run("Link", "A/1", FORFEIT)

    assert await scored(database, scene) == {"Link": 0.0}


@pytest.mark.parametrize(
    "times",
    [
        pytest.param({"start_time": None}, id="never started"),
        pytest.param({"end_time": None}, id="never ended"),
        pytest.param({"end_time": GO}, id="no time at all"),
        pytest.param({"end_time": GO - timedelta(hours=1)}, id="ended before it began"),
    ],
)
async def test_a_run_without_a_time_stops_nobody(
    database: Database, scene: AsyncTournamentScene, times: dict[str, object]
) -> None:
    broken = await scene.run("Link", "A/1", 5000, score=1.0, **times)
    await scene.run("Zelda", "A/1", 6000)

    changes = await recalculate(database, scene.tournament, HandClock())

    assert changes.timeless == [broken.id]
    assert await scored(database, scene) == {"Link": None, "Zelda": 100.0}


async def test_runs_that_are_not_approved_may_be_left_out(database: Database, scene: AsyncTournamentScene) -> None:
    await scene.run("Link", "A/1", 5000, review_status=ReviewStatus.APPROVED)
    await scene.run("Zelda", "A/1", 4000)
    await scored(database, scene)

    assert await scored(database, scene, only_approved=True) == {"Link": 100.0, "Zelda": None}


async def test_more_runs_than_a_statement_holds_are_all_scored(
    database: Database, scene: AsyncTournamentScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alttprbot.database.statements.async_runs.RUNS_A_DOCUMENT", 2)
    monkeypatch.setattr("alttprbot.database.statements.scores.ROWS", 2)
    await spring(scene)

    scores = await scored(database, scene)

    assert None not in scores.values()
    assert (await AsyncTournamentPermalink.get(id=scene.seeds["A/1"].id)).par_time == 5100.0
