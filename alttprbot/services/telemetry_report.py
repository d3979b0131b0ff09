"""What the usage events of some days say.

Events may be a sample, so each counts as often as it stands for: 1 / `sample_rate`. Rates are those of uses that ended,
well or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from tortoise.functions import Count, Max, Min

from alttprbot.database import Database
from alttprbot.database.statements.telemetry import durations
from alttprbot.models import TelemetryEvent
from alttprbot.models.telemetry import TelemetryAction
from alttprbot.services.telemetry_event import SEED_FEATURE

K = TypeVar("K")

MOST_DAYS = 365
TOP_FEATURES = 10
TOP_FAILURES = 10
TOP_OF_DAY = 5


@dataclass(frozen=True, slots=True)
class FeatureCount:
    """How many events a feature has, on all surfaces."""

    feature: str
    events: int


@dataclass(frozen=True, slots=True)
class FeatureUse:
    """How a feature does on one surface. What is None is not known: nothing has ended, or nobody measured."""

    surface: str
    feature: str
    succeeded: int
    failed: int
    success_rate: float | None
    p50_ms: int | None
    p95_ms: int | None


@dataclass(frozen=True, slots=True)
class ProviderUse:
    """How a provider of seeds does."""

    provider: str
    seeds: int
    failed: int
    failure_rate: float


@dataclass(frozen=True, slots=True)
class FailureCount:
    """What a feature fails of."""

    surface: str
    feature: str
    error_type: str
    events: int


@dataclass(frozen=True, slots=True)
class GroupCount:
    """The events of one kind on one day."""

    surface: str
    feature: str
    action: str
    events: int


@dataclass(frozen=True, slots=True)
class DayUse:
    """One day, in UTC, with what there was most of."""

    day: date
    events: int
    top: Sequence[GroupCount]


@dataclass(frozen=True, slots=True)
class TelemetryReport:
    """The report. `stored` is the number of rows, `events` of what they stand for; `guilds` are those in the rows."""

    since: date
    until: date
    stored: int
    events: int
    guilds: int
    top_features: Sequence[FeatureCount]
    features: Sequence[FeatureUse]
    providers: Sequence[ProviderUse]
    failures: Sequence[FailureCount]
    days: Sequence[DayUse]


@dataclass(frozen=True, slots=True)
class StoredEvents:
    """What is in the table."""

    total: int
    oldest: datetime | None
    newest: datetime | None
    surfaces: dict[str, int]


async def telemetry_report(database: Database, *, today: date, days: int) -> TelemetryReport:
    """The report on `days` days, of which `today` is the last."""
    since = today - timedelta(days=days - 1)
    groups = await _groups(since)
    times = await durations(database.client, since)
    measured = {(each.surface, each.feature): (each.p50_ms, each.p95_ms) for each in times}
    features = _counted(groups, lambda group: group.feature)
    return TelemetryReport(
        since=since,
        until=today,
        stored=sum(group.rows for group in groups),
        events=round(sum(group.weight for group in groups)),
        guilds=await _guilds(since),
        top_features=[FeatureCount(*counted) for counted in islice(features.items(), TOP_FEATURES)],
        features=list(_feature_uses(groups, measured)),
        providers=list(_provider_uses(groups)),
        failures=list(_failures(groups)),
        days=list(_days(groups)),
    )


async def stored_events() -> StoredEvents:
    """How many events there are, since when, and where from."""
    whole = TelemetryEvent.all().annotate(total=Count("id"), oldest=Min("created_at"), newest=Max("created_at"))
    ((total, oldest, newest),) = await whole.values_list("total", "oldest", "newest")
    by_surface = TelemetryEvent.all().annotate(events=Count("id")).group_by("surface").order_by("surface")
    counted = await by_surface.values_list("surface", "events")
    return StoredEvents(total, oldest, newest, {str(surface): events for surface, events in counted})


@dataclass(frozen=True, slots=True)
class _Group:
    """Events that differ in nothing that the report asks for."""

    day: date
    surface: str
    feature: str
    action: TelemetryAction
    provider: str | None
    error_type: str | None
    sample_rate: float
    rows: int

    @property
    def weight(self) -> float:
        return self.rows / self.sample_rate if self.sample_rate > 0 else self.rows

    @property
    def ended(self) -> bool:
        return self.action is not TelemetryAction.INVOKE

    @property
    def failed(self) -> bool:
        return self.action is TelemetryAction.FAILURE


async def _groups(since: date) -> list[_Group]:
    columns = ("day_bucket", "surface", "feature", "action", "provider", "error_type", "sample_rate")
    query = TelemetryEvent.filter(day_bucket__gte=since).annotate(rows=Count("id")).group_by(*columns)
    return [
        _Group(day, str(surface), feature, TelemetryAction(action), provider, error_type, sample_rate, rows)
        for day, surface, feature, action, provider, error_type, sample_rate, rows in await query.values_list(
            *columns, "rows"
        )
    ]


async def _guilds(since: date) -> int:
    query = TelemetryEvent.filter(day_bucket__gte=since).annotate(guilds=Count("guild_hash", distinct=True))
    ((guilds,),) = await query.values_list("guilds")
    return int(guilds)


def _counted(groups: Iterable[_Group], key: Callable[[_Group], K]) -> dict[K, int]:
    """How many events there are of each kind, the most frequent kind first."""
    weights: defaultdict[K, float] = defaultdict(float)
    for group in groups:
        weights[key(group)] += group.weight
    return {kind: round(weight) for kind, weight in sorted(weights.items(), key=lambda item: (-item[1], str(item[0])))}


def _feature_uses(
    groups: Sequence[_Group], measured: Mapping[tuple[str, str], tuple[int, int]]
) -> Iterator[FeatureUse]:
    ended = [group for group in groups if group.ended]
    succeeded = _counted((group for group in ended if not group.failed), _place)
    failed = _counted((group for group in ended if group.failed), _place)
    for surface, feature in sorted({_place(group) for group in groups}):
        good, bad = succeeded.get((surface, feature), 0), failed.get((surface, feature), 0)
        p50, p95 = measured.get((surface, feature), (None, None))
        rate = round(good / (good + bad), 4) if good or bad else None
        yield FeatureUse(surface, feature, good, bad, rate, p50, p95)


def _provider_uses(groups: Sequence[_Group]) -> Iterator[ProviderUse]:
    """Only rolls: a command that rolls names its provider as well, and would count twice."""
    rolls = [group for group in groups if group.feature == SEED_FEATURE and group.ended and group.provider]
    failed = _counted((group for group in rolls if group.failed), lambda group: group.provider)
    for provider, seeds in sorted(_counted(rolls, lambda group: str(group.provider)).items()):
        yield ProviderUse(provider, seeds, failed.get(provider, 0), round(failed.get(provider, 0) / seeds, 4))


def _failures(groups: Sequence[_Group]) -> Iterator[FailureCount]:
    kinds = _counted(
        (group for group in groups if group.failed), lambda group: (*_place(group), group.error_type or "unknown")
    )
    for kind, events in islice(kinds.items(), TOP_FAILURES):
        yield FailureCount(*kind, events)


def _days(groups: Sequence[_Group]) -> Iterator[DayUse]:
    for day, events in sorted(_counted(groups, lambda group: group.day).items()):
        kinds = _counted(
            (group for group in groups if group.day == day), lambda group: (*_place(group), group.action.value)
        )
        top = [GroupCount(*kind, count) for kind, count in islice(kinds.items(), TOP_OF_DAY)]
        yield DayUse(day, events, top)


def _place(group: _Group) -> tuple[str, str]:
    return group.surface, group.feature
