"""The runs of an asynchronous tournament, all at once: for its leaderboard, its scores and its draws of seeds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from alttprbot.database import Database
from alttprbot.models.async_race import ReviewStatus, RunStatus


class RunRow(NamedTuple):
    """One run; `live` tells whether it was part of a live race, `score` is null until it has been calculated."""

    run_id: int
    user_id: int
    pool_id: int
    permalink_id: int
    status: RunStatus
    reattempted: bool
    live: bool
    review_status: ReviewStatus
    start_time: datetime | None
    end_time: datetime | None
    score: float | None


@dataclass(frozen=True, slots=True)
class PlayerRuns:
    """A player and everything they ran in a tournament, in no particular order."""

    user_id: int
    display_name: str | None
    discord_user_id: int | None
    twitch_name: str | None
    rtgg_id: str | None
    runs: Sequence[RunRow]


@dataclass(frozen=True, slots=True)
class PermalinkRuns:
    """A seed, its par in seconds if there is one, and every run on it, in no particular order."""

    permalink_id: int
    par_time: float | None
    runs: list[RunRow]


class PermalinkDraws(NamedTuple):
    """How often a seed was drawn, by whomever, and whether a certain player has had it."""

    permalink_id: int
    runs: int
    had: bool


# One document for each player or seed: a driver written in Python needs longer for ten thousand rows than for these.
RUNS = """{array}(JSON_ARRAY(
    run.id, run.user_id, permalink.pool_id, run.permalink_id, run.status, run.reattempted,
    run.live_race_id IS NOT NULL, run.review_status, run.start_time, run.end_time, run.score
))"""
UTC_OFFSET = "+00:00"
ARRAYS = {"mysql": "JSON_ARRAYAGG", "sqlite": "JSON_GROUP_ARRAY"}
RUNS_A_DOCUMENT = 2000
"""MariaDB cuts a document off at `group_concat_max_len`, which is 1 MiB: https://mariadb.com/kb/en/json_arrayagg/"""

# TRUE is 1: without test users only those remain who are none.
# The runs are put together before the players come in, as MariaDB sorts narrow rows faster.
PLAYERS = f"""
SELECT player.id, player.display_name, player.discord_user_id, player.twitch_name, player.rtgg_id, played.runs
FROM (
    SELECT run.user_id, {RUNS} AS runs
    FROM asynctournamentrace run
    JOIN asynctournamentpermalink permalink ON permalink.id = run.permalink_id
    WHERE run.tournament_id = {{tournament_id:d}} GROUP BY run.user_id
) played
JOIN users player ON player.id = played.user_id
WHERE player.test_user <= {{test_users:d}}
"""  # noqa: S608 - only numbers are put in
PERMALINKS = f"""
SELECT permalink.id, permalink.par_time, {RUNS} AS runs
FROM asynctournamentrace run
JOIN asynctournamentpermalink permalink ON permalink.id = run.permalink_id
JOIN users player ON player.id = run.user_id
WHERE run.tournament_id = {{tournament_id:d}} AND player.test_user <= {{test_users:d}}
GROUP BY permalink.id, run.id - run.id % {{runs_a_document:d}}
"""  # noqa: S608 - only numbers are put in
DRAWS = """
SELECT permalink.id, COUNT(run.id) AS runs, COUNT(CASE WHEN run.user_id = {user_id:d} THEN 1 END) AS had
FROM asynctournamentpermalink permalink
LEFT JOIN asynctournamentrace run ON run.permalink_id = permalink.id
WHERE permalink.pool_id = {pool_id:d} AND NOT permalink.live_race
GROUP BY permalink.id ORDER BY permalink.id
"""
RUNS_BY_POOL = """
SELECT permalink.pool_id, COUNT(*) AS runs
FROM asynctournamentrace run
JOIN asynctournamentpermalink permalink ON permalink.id = run.permalink_id
WHERE run.tournament_id = {tournament_id:d} AND run.user_id = {user_id:d} AND NOT run.reattempted
GROUP BY permalink.pool_id
"""


async def players_with_runs(database: Database, tournament_id: int, *, test_users: bool) -> list[PlayerRuns]:
    """Everybody who ever had a run in a tournament, with all runs, test users only if asked for; one query."""
    rows = await _select(database, PLAYERS, tournament_id=tournament_id, test_users=test_users)
    return [
        PlayerRuns(
            row["id"],
            row["display_name"],
            row["discord_user_id"],
            row["twitch_name"],
            row["rtgg_id"],
            _runs(row["runs"]),
        )
        for row in rows
    ]


async def permalinks_with_runs(database: Database, tournament_id: int, *, test_users: bool) -> list[PermalinkRuns]:
    """Every seed of a tournament that was played, live ones as well, with all runs on it; one query."""
    rows = await _select(
        database,
        PERMALINKS,
        tournament_id=tournament_id,
        test_users=test_users,
        runs_a_document=RUNS_A_DOCUMENT,
    )
    seeds: dict[int, PermalinkRuns] = {}
    for row in rows:
        seeds.setdefault(row["id"], PermalinkRuns(row["id"], row["par_time"], [])).runs.extend(_runs(row["runs"]))
    return [*seeds.values()]


async def draws(database: Database, pool_id: int, user_id: int) -> list[PermalinkDraws]:
    """The seeds of a pool that may be drawn, in the order of their ids. Live seeds are not drawn."""
    rows = await _select(database, DRAWS, pool_id=pool_id, user_id=user_id)
    return [PermalinkDraws(row["id"], row["runs"], row["had"] > 0) for row in rows]


async def runs_by_pool(database: Database, tournament_id: int, user_id: int) -> dict[int, int]:
    """How many runs a player has in each pool, whatever their status; reattempted ones do not count."""
    rows = await _select(database, RUNS_BY_POOL, tournament_id=tournament_id, user_id=user_id)
    return {row["pool_id"]: row["runs"] for row in rows}


async def _select(database: Database, statement: str, **numbers: int) -> list[dict[str, Any]]:
    """The rows; with numbers only, what is put into the text can do no harm, and needs no dialect's placeholders."""
    return await database.client.execute_query_dict(statement.format(array=ARRAYS[database.dialect], **numbers))


def _runs(document: str) -> list[RunRow]:
    return [
        RunRow(
            run_id,
            user_id,
            pool_id,
            permalink_id,
            _status(status),
            reattempted == 1,
            live == 1,
            _review_status(review_status),
            start_time and _moment(start_time),
            end_time and _moment(end_time),
            score,
        )
        for (
            run_id,
            user_id,
            pool_id,
            permalink_id,
            status,
            reattempted,
            live,
            review_status,
            start_time,
            end_time,
            score,
        ) in json.loads(document)
    ]


# Ten thousand times, the look-up of a member by its value is felt.
_status = cache(RunStatus)
_review_status = cache(ReviewStatus)


def _moment(text: str) -> datetime:
    """MySQL's points in time are UTC without saying so."""
    return datetime.fromisoformat(text if text.endswith(UTC_OFFSET) else text + UTC_OFFSET)
