"""The usage statistics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import ConfigDict, Field

from alttprbot.services.telemetry_report import MOST_DAYS
from alttprbot_api.schemas.common import Schema


class Figures(Schema):
    """A part of the report, made of the core's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class FeatureCountDocument(Figures):
    """How many events a feature has."""

    feature: str
    events: int


class FeatureUseDocument(Figures):
    """How a feature does on one surface; `success_rate` is that of the uses that ended."""

    surface: str
    feature: str
    succeeded: int
    failed: int
    success_rate: float | None
    p50_ms: int | None
    p95_ms: int | None


class ProviderUseDocument(Figures):
    """How a provider of seeds does."""

    provider: str
    seeds: int
    failed: int
    failure_rate: float


class FailureCountDocument(Figures):
    """What a feature fails of."""

    surface: str
    feature: str
    error_type: str
    events: int


class GroupCountDocument(Figures):
    """The events of one kind."""

    surface: str
    feature: str
    action: str
    events: int


class DayUseDocument(Figures):
    """One day, with what there was most of."""

    day: date
    events: int
    top: Sequence[GroupCountDocument]


class ReportDocument(Figures):
    """`events` are what the `stored` rows stand for."""

    since: date
    until: date
    stored: int
    events: int
    guilds: int
    top_features: Sequence[FeatureCountDocument]
    features: Sequence[FeatureUseDocument]
    providers: Sequence[ProviderUseDocument]
    failures: Sequence[FailureCountDocument]
    days: Sequence[DayUseDocument]


class BacklogDocument(Figures):
    """What waits in this process to be stored, and what it lost since it was started."""

    queued: int
    dropped: int
    flush_failures: int


class TelemetrySummary(Schema):
    """The report, and how the recording is."""

    enabled: bool
    backlog: BacklogDocument
    report: ReportDocument


class TelemetryQuery(Schema):
    """Which days."""

    days: int = Field(7, ge=1, le=MOST_DAYS, description="How many; today, in UTC, is the last.")
