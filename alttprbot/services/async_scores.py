"""What a run of an asynchronous tournament is worth, measured by the best runs of the same seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import isclose

from alttprbot.database import Database, transactional
from alttprbot.database.statements.async_runs import PermalinkRuns, RunRow, permalinks_with_runs
from alttprbot.database.statements.scores import write_pars, write_scores
from alttprbot.models import AsyncTournament
from alttprbot.models.async_race import CLOSED, ReviewStatus, RunStatus
from alttprbot.util.clock import Clock

PAR_SCORE = 100.0


@dataclass(slots=True)
class Recalculation:
    """What changed: pars in seconds by seed and scores by run. `timeless` are finished runs whose times say nothing."""

    pars: dict[int, float] = field(default_factory=dict)
    scores: dict[int, float | None] = field(default_factory=dict)
    timeless: list[int] = field(default_factory=list)


async def recalculate(
    database: Database,
    tournament: AsyncTournament,
    clock: Clock,
    *,
    only_approved: bool = False,
    test_users: bool = False,
) -> Recalculation:
    """Calculate every par and score of a tournament anew and write those that changed.

    With `only_approved` runs count once they were approved, and runs of live races always.
    """
    changes = Recalculation()
    for seed in await permalinks_with_runs(database, tournament.id, test_users=test_users):
        counted = [run for run in seed.runs if _counts(run, only_approved=only_approved)]
        times = {run.run_id: _seconds(run) for run in counted if run.status is RunStatus.FINISHED}
        changes.timeless += [run_id for run_id, seconds in times.items() if seconds is None]
        par = par_time([seconds for seconds in times.values() if seconds is not None], tournament)
        if par is not None and par != seed.par_time:
            changes.pars[seed.permalink_id] = par
        scores = {run.run_id: _score(run, times.get(run.run_id), par, tournament) for run in counted}
        changes.scores |= _changed(seed, scores)
    await _store(database, changes, clock.now())
    return changes


def par_time(seconds: Sequence[float], tournament: AsyncTournament) -> float | None:
    """The mean of the best times of a seed, in seconds; null where nobody has finished it."""
    best = sorted(seconds)[: tournament.par_sample_size]
    return sum(best) / len(best) if best else None


def score(seconds: float, par: float, tournament: AsyncTournament) -> float:
    """100 at par and a point less for each hundredth that a run took longer, within the tournament's limits."""
    return min(max(PAR_SCORE * (2 - seconds / par), tournament.score_min), tournament.score_max)


@transactional
async def _store(database: Database, changes: Recalculation, at: datetime) -> None:
    await write_pars(database, changes.pars, at)
    await write_scores(database, changes.scores, at)


def _counts(run: RunRow, *, only_approved: bool) -> bool:
    if run.status not in CLOSED or run.reattempted:
        return False
    return not only_approved or run.live or run.review_status is ReviewStatus.APPROVED


def _seconds(run: RunRow) -> float | None:
    if run.start_time is None or run.end_time is None or run.end_time <= run.start_time:
        return None
    return (run.end_time - run.start_time).total_seconds()


def _score(run: RunRow, seconds: float | None, par: float | None, tournament: AsyncTournament) -> float | None:
    if run.status is not RunStatus.FINISHED:
        return 0.0
    return None if seconds is None or par is None else float(score(seconds, par, tournament))


def _changed(seed: PermalinkRuns, scores: Mapping[int, float | None]) -> dict[int, float | None]:
    """The scores that are new. Runs that do not count lose theirs, but reattempted ones keep what they had."""
    closed = [run for run in seed.runs if run.status in CLOSED and not run.reattempted]
    return {run.run_id: scores.get(run.run_id) for run in closed if not _is_same(run.score, scores.get(run.run_id))}


def _is_same(before: float | None, after: float | None) -> bool:
    # SQLite hands out scores with 15 digits.
    return before is after if before is None or after is None else isclose(before, after, rel_tol=1e-12)
