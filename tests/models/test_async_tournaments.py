from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tortoise.models import Model

from alttprbot.database import Database
from alttprbot.models import (
    AsyncTournament,
    AsyncTournamentAuditLog,
    AsyncTournamentLiveRace,
    AsyncTournamentPermalink,
    AsyncTournamentPermalinkPool,
    AsyncTournamentPermissions,
    AsyncTournamentRace,
    AsyncTournamentReviewNotes,
    AsyncTournamentWhitelist,
    Users,
)
from alttprbot.models.async_race import ReviewStatus, RunStatus
from alttprbot.models.async_tournament import AsyncTournamentState
from tests.models.factory import make, make_full

START = datetime(2026, 2, 28, 20, 0, tzinfo=UTC)
LONG = timedelta(hours=25, minutes=1, seconds=1, milliseconds=900)
RACETIME = "https://racetime.example"

sqlite_only = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


async def test_a_tournament_takes_everything_in_it_along_but_people(database: Database) -> None:
    tournament = await make_full(AsyncTournament)
    pool = await make_full(AsyncTournamentPermalinkPool, tournament=tournament)
    seed = await make_full(AsyncTournamentPermalink, pool=pool)
    live = await make_full(AsyncTournamentLiveRace, tournament=tournament, pool=pool, permalink=seed)
    run = await make_full(AsyncTournamentRace, tournament=tournament, permalink=seed, live_race=live)
    await make_full(AsyncTournamentReviewNotes, race=run)
    await make_full(AsyncTournamentAuditLog, tournament=tournament, race=run)
    await make_full(AsyncTournamentPermissions, tournament=tournament)
    await make_full(AsyncTournamentWhitelist, tournament=tournament)
    people = await Users.all().count()

    await tournament.delete()

    tables: list[type[Model]] = [
        AsyncTournamentPermalinkPool,
        AsyncTournamentPermalink,
        AsyncTournamentLiveRace,
        AsyncTournamentRace,
        AsyncTournamentReviewNotes,
        AsyncTournamentAuditLog,
        AsyncTournamentPermissions,
        AsyncTournamentWhitelist,
    ]
    assert [await table.all().count() for table in tables] == [0] * len(tables)
    assert await Users.all().count() == people


async def test_many_runs_have_no_thread_no_live_race_and_no_slot(database: Database) -> None:
    tournament = await make(AsyncTournament)
    player = await make(Users)

    for _ in range(3):
        await make(AsyncTournamentRace, tournament=tournament, user=player)

    assert await AsyncTournamentRace.filter(tournament=tournament, user=player, thread_id=None).count() == 3


@pytest.mark.parametrize(
    ("state", "active", "joinable", "public", "scored"),
    [
        (AsyncTournamentState.DRAFT, True, False, False, False),
        (AsyncTournamentState.ACTIVE, True, True, False, True),
        (AsyncTournamentState.CLOSING, True, False, False, True),
        (AsyncTournamentState.CLOSED, False, False, True, False),
    ],
)
def test_state_decides_what_may_be_done(
    state: AsyncTournamentState, active: bool, joinable: bool, public: bool, scored: bool
) -> None:
    tournament = AsyncTournament()

    tournament.enter(state)

    assert (tournament.state, tournament.active) == (state, active)
    assert (tournament.is_joinable, tournament.is_public, tournament.is_scored) == (joinable, public, scored)


@pytest.mark.parametrize(
    ("status", "start", "end", "elapsed"),
    [
        (RunStatus.FINISHED, START, START + LONG, "25:01:01"),
        (RunStatus.FINISHED, START, None, "N/A"),
        (RunStatus.FINISHED, None, START, "N/A"),
        (RunStatus.IN_PROGRESS, START, None, "01:30:00"),
        (RunStatus.PENDING, None, None, "N/A"),
        (RunStatus.FORFEIT, START, START + LONG, "N/A"),
        (RunStatus.DISQUALIFIED, START, START + LONG, "N/A"),
    ],
)
def test_elapsed_time(status: RunStatus, start: datetime | None, end: datetime | None, elapsed: str) -> None:
    run = AsyncTournamentRace(status=status, start_time=start, end_time=end)

    assert run.elapsed_time_formatted(now=START + timedelta(minutes=90)) == elapsed


@pytest.mark.parametrize(
    ("par", "words"), [(None, "N/A"), (0.0, "00:00:00"), (5025.9, "01:23:45"), (90061.0, "25:01:01")]
)
def test_par(par: float | None, words: str) -> None:
    seed = AsyncTournamentPermalink(par_time=par)

    assert seed.par_time_formatted == words
    assert seed.par_time_timedelta == (None if par is None else timedelta(seconds=par))


@pytest.mark.parametrize(
    ("status", "score", "words"),
    [
        (RunStatus.PENDING, None, "N/A"),
        (RunStatus.IN_PROGRESS, None, "N/A"),
        (RunStatus.FINISHED, None, "Not calculated"),
        (RunStatus.FORFEIT, None, "Not calculated"),
        (RunStatus.FORFEIT, 0.0, "0.000"),
        (RunStatus.FINISHED, 88.8888, "88.889"),
    ],
)
def test_score(status: RunStatus, score: float | None, words: str) -> None:
    assert AsyncTournamentRace(status=status, score=score).score_formatted == words


@pytest.mark.parametrize(
    ("status", "words", "closed"),
    [
        (RunStatus.PENDING, "Pending", False),
        (RunStatus.IN_PROGRESS, "In Progress", False),
        (RunStatus.FINISHED, "Finished", True),
        (RunStatus.FORFEIT, "Forfeit", True),
        (RunStatus.DISQUALIFIED, "Disqualified", True),
    ],
)
def test_status(status: RunStatus, words: str, closed: bool) -> None:
    assert status.label == words
    assert AsyncTournamentRace(status=status).is_closed is closed


@sqlite_only
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Pending"),
        ({"review_status": ReviewStatus.APPROVED}, "Accepted"),
        ({"review_status": "accepted"}, "Accepted"),
        ({"review_status": ReviewStatus.REJECTED}, "Pending Second Review"),
        ({"live_race_id": 1}, "N/A"),
        ({"reattempted": True}, "N/A"),
        ({"status": RunStatus.FORFEIT}, "N/A"),
    ],
)
async def test_review_status(database: Database, fields: dict[str, object], words: str) -> None:
    run = AsyncTournamentRace(**{"status": RunStatus.FINISHED, **fields})

    assert run.review_status_formatted == words


@sqlite_only
async def test_address_of_a_run_is_its_thread(database: Database) -> None:
    tournament = await make(AsyncTournament, guild_id=5)
    threaded = await make(AsyncTournamentRace, tournament=tournament, thread_id=7)
    without = await make(AsyncTournamentRace, tournament=tournament)

    runs = await AsyncTournamentRace.all().prefetch_related("tournament", "live_race").order_by("id")

    assert [run.pk for run in runs] == [threaded.pk, without.pk]
    assert [run.url(RACETIME) for run in runs] == ["https://discord.com/channels/5/7", None]


@sqlite_only
async def test_address_of_a_live_run_is_its_room(database: Database) -> None:
    room = await make(AsyncTournamentLiveRace, racetime_slug="alttpr/clever-boots-1234")
    roomless = await make(AsyncTournamentLiveRace)
    await make(AsyncTournamentRace, live_race=room, thread_id=7)
    await make(AsyncTournamentRace, live_race=roomless)

    runs = await AsyncTournamentRace.all().prefetch_related("tournament", "live_race").order_by("id")

    assert [run.url(RACETIME) for run in runs] == ["https://racetime.example/alttpr/clever-boots-1234", None]
