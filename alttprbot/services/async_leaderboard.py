"""Who is how far ahead in an asynchronous tournament."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from alttprbot.database import Database
from alttprbot.database.statements.async_runs import PlayerRuns, RunRow, players_with_runs
from alttprbot.models import AsyncTournament, AsyncTournamentPermalinkPool
from alttprbot.models.async_race import CLOSED, RunStatus

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a player has reached.

    `slots` are the places for runs that count, pool after pool; null where nothing was played yet. `estimate` is the
    mean of what was finished and scored. `surplus` tells of more runs than slots, which somebody should look at.
    """

    player: PlayerRuns
    slots: Sequence[RunRow | None]
    score: float
    estimate: float
    finished: int
    forfeited: int
    surplus: bool

    @property
    def unplayed(self) -> int:
        """How many slots are empty."""
        return len(self.slots) - self.finished - self.forfeited


@dataclass(frozen=True, slots=True)
class LeaderboardEntry:
    """A standing and its rank, counted from 1, which equal scores share."""

    rank: int
    standing: Standing


async def leaderboard(
    database: Database, tournament: AsyncTournament, *, test_users: bool = False
) -> list[LeaderboardEntry]:
    """Everybody who ever had a run, as the rows are now, the best first; two queries.

    Among equal scores the better estimate goes first, then whoever was done earlier.
    """
    pools = AsyncTournamentPermalinkPool.filter(tournament_id=tournament.id).order_by("id")
    pool_ids = [pool_id for (pool_id,) in await pools.values_list("id")]
    players = await players_with_runs(database, tournament.id, test_users=test_users)
    return _ranked([_standing(player, pool_ids, tournament.runs_per_pool) for player in players])


def _standing(player: PlayerRuns, pool_ids: Sequence[int], runs_per_pool: int) -> Standing:
    counted = _counted(player.runs, pool_ids)
    slots = [*chain.from_iterable(_filled(runs, runs_per_pool) for runs in counted.values())]
    played = [run for run in slots if run is not None]
    finished = [run for run in played if run.status is RunStatus.FINISHED]
    scored = [run.score for run in finished if run.score is not None]
    return Standing(
        player,
        slots,
        score=sum(run.score or 0.0 for run in played) / len(slots) if slots else 0.0,
        estimate=sum(scored) / len(scored) if scored else 0.0,
        finished=len(finished),
        forfeited=len(played) - len(finished),
        surplus=any(len(runs) > runs_per_pool for runs in counted.values()),
    )


def _counted(runs: Sequence[RunRow], pool_ids: Sequence[int]) -> Mapping[int, list[RunRow]]:
    by_pool: dict[int, list[RunRow]] = {pool_id: [] for pool_id in pool_ids}
    for run in runs:
        if run.status in CLOSED and not run.reattempted:
            by_pool[run.pool_id].append(run)
    return by_pool


def _filled(runs: Sequence[RunRow], size: int) -> list[RunRow | None]:
    earliest = (sorted(runs, key=_start) if len(runs) > 1 else runs)[:size]
    return [*earliest, *[None] * (size - len(earliest))]


def _start(run: RunRow) -> tuple[datetime, int]:
    return run.start_time or NEVER, run.run_id


def _ranked(standings: Sequence[Standing]) -> list[LeaderboardEntry]:
    entries: list[LeaderboardEntry] = []
    for place, standing in enumerate(sorted(standings, key=_order), start=1):
        shared = entries and entries[-1].standing.score == standing.score
        entries.append(LeaderboardEntry(entries[-1].rank if shared else place, standing))
    return entries


def _order(standing: Standing) -> tuple[float, float, datetime, int]:
    ends = [run.end_time for run in standing.slots if run is not None and run.end_time is not None]
    return -standing.score, -standing.estimate, max(ends, default=NEVER), standing.player.user_id
