"""What reviewers are shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alttprbot.database import Database
from alttprbot.database.statements.review_queue import Reviewer, ReviewFilter, review_page
from alttprbot.models.async_race import ReviewStatus, RunStatus
from tests.async_tournaments import GO, AsyncTournamentScene

ANY = ReviewFilter(status=None, review_status=None, live=None)


@pytest.fixture
async def scene(database: Database) -> AsyncTournamentScene:
    """Runs named after their players, of whom only Link and Zelda wait for a review."""
    scene = await AsyncTournamentScene.create()
    reviewer = await scene.user("Sahasrahla")
    submitted = GO + timedelta(hours=5)
    await scene.run("Zelda", "A/1", 6000, thread_id=1, runner_vod_url="https://vod.example/1")
    await scene.run("Link", "A/1", 5000, thread_id=2, reviewed_by=reviewer)
    await scene.run("Ganon", "A/1", 5100, thread_id=3, reattempted=True)
    await scene.run("Agahnim", "B/1", RunStatus.FORFEIT, thread_id=4)
    await scene.run("Kholdstare", "B/1", 5200, runner_vod_url="")
    await scene.run(
        "Vitreous",
        "B/1",
        5300,
        thread_id=5,
        review_status=ReviewStatus.REJECTED,
        reviewed_at=submitted - timedelta(hours=1),
        submitted_at=submitted,
    )
    other = await AsyncTournamentScene.create()
    await other.run("Stranger", "A/1", 5000, thread_id=6)
    return scene


async def shown(scene: AsyncTournamentScene, wanted: ReviewFilter) -> list[str | None]:
    page = await review_page(scene.tournament.id, wanted, page=1, size=20)
    assert page.total == len(page.runs)
    return [run.user.display_name for run in page.runs]


async def test_who_has_waited_longest_comes_first(scene: AsyncTournamentScene) -> None:
    assert await shown(scene, ReviewFilter()) == ["Link", "Zelda"]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        pytest.param(ReviewFilter(status=RunStatus.FORFEIT), {"Agahnim"}, id="of a status"),
        pytest.param(ReviewFilter(review_status=ReviewStatus.REJECTED), {"Vitreous"}, id="reviewed so far as"),
        pytest.param(ReviewFilter(reviewer=Reviewer.NOBODY), {"Zelda"}, id="claimed by nobody"),
        pytest.param(ReviewFilter(live=True), {"Kholdstare"}, id="of live races"),
        pytest.param(ReviewFilter(live=None, missing_vod=True), {"Link", "Kholdstare"}, id="without a video"),
        pytest.param(ReviewFilter(review_status=None, vod_is_news=True), {"Vitreous"}, id="video after the review"),
        pytest.param(ANY, {"Link", "Zelda", "Agahnim", "Kholdstare", "Vitreous"}, id="all that count"),
    ],
)
async def test_runs_are_chosen(scene: AsyncTournamentScene, wanted: ReviewFilter, names: set[str]) -> None:
    assert set(await shown(scene, wanted)) == names


async def test_runs_are_chosen_by_pool_player_and_reviewer(scene: AsyncTournamentScene) -> None:
    pool = ReviewFilter(live=None, pool_id=scene.pools["B"].id)
    player = ReviewFilter(player_id=scene.users["Zelda"].id)
    reviewer = ReviewFilter(reviewer=scene.users["Sahasrahla"].id)

    assert [await shown(scene, wanted) for wanted in (pool, player, reviewer)] == [["Kholdstare"], ["Zelda"], ["Link"]]


async def test_pages_say_how_many_there_are(scene: AsyncTournamentScene) -> None:
    pages = [await review_page(scene.tournament.id, ReviewFilter(), page=number, size=1) for number in (1, 2, 3)]

    assert [[run.user.display_name for run in page.runs] for page in pages] == [["Link"], ["Zelda"], []]
    assert [page.total for page in pages] == [2, 2, 2]


async def test_what_a_list_shows_is_fetched(scene: AsyncTournamentScene) -> None:
    page = await review_page(scene.tournament.id, ReviewFilter(), page=1, size=1)

    (run,) = page.runs
    assert run.reviewed_by is not None
    assert (run.permalink.pool.name, run.reviewed_by.display_name) == ("A", "Sahasrahla")
