"""The runs that reviewers have to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tortoise.expressions import F, Q
from tortoise.queryset import QuerySet

from alttprbot.models import AsyncTournamentRace
from alttprbot.models.async_race import ReviewStatus, RunStatus


class Reviewer(StrEnum):
    """Who looked at a run, where no certain person is meant."""

    ANYBODY = "all"
    NOBODY = "unreviewed"


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which runs to show; null is whatever they may be. `reviewer` and `player_id` are numbers of users.

    `live` asks for runs of live races, `missing_vod` for those without a video, and `vod_is_news` for those of which
    something was sent after the review.
    """

    status: RunStatus | None = RunStatus.FINISHED
    review_status: ReviewStatus | None = ReviewStatus.PENDING
    reviewer: Reviewer | int = Reviewer.ANYBODY
    live: bool | None = False
    pool_id: int | None = None
    player_id: int | None = None
    missing_vod: bool = False
    vod_is_news: bool = False


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some of the runs, with player, seed, pool and reviewer fetched, and how many there are in all."""

    runs: list[AsyncTournamentRace]
    total: int


async def review_page(tournament_id: int, wanted: ReviewFilter, *, page: int, size: int) -> ReviewPage:
    """One page, counted from 1, of what is to be reviewed, those who have waited longest first; two queries."""
    queue = _queue(tournament_id, wanted)
    runs = queue.order_by("end_time", "id").offset((page - 1) * size).limit(size)
    fetched = await runs.select_related("user", "permalink__pool", "reviewed_by")
    return ReviewPage(fetched, await queue.count())


def _queue(tournament_id: int, wanted: ReviewFilter) -> QuerySet[AsyncTournamentRace]:
    exactly: dict[str, Any] = {
        "status": wanted.status,
        "review_status": wanted.review_status,
        "permalink__pool_id": wanted.pool_id,
        "user_id": wanted.player_id,
        "reviewed_by_id": wanted.reviewer if isinstance(wanted.reviewer, int) else None,
    }
    conditions = [Q(**{name: value}) for name, value in exactly.items() if value is not None]
    if wanted.reviewer is Reviewer.NOBODY:
        conditions.append(Q(reviewed_by_id__isnull=True))
    if wanted.live is not None:
        conditions.append(Q(thread_id__isnull=wanted.live))
    if wanted.missing_vod:
        conditions.append(Q(runner_vod_url__isnull=True) | Q(runner_vod_url=""))
    if wanted.vod_is_news:
        conditions.append(Q(submitted_at__gt=F("reviewed_at")))
    return AsyncTournamentRace.filter(*conditions, tournament_id=tournament_id, reattempted=False)
