"""What the report says of a table of which everything is known."""

from __future__ import annotations

from datetime import date

import pytest

from alttprbot.database import Database
from alttprbot.models import TelemetryEvent
from alttprbot.services.telemetry_report import (
    DayUse,
    FailureCount,
    FeatureCount,
    FeatureUse,
    GroupCount,
    ProviderUse,
    StoredEvents,
    TelemetryReport,
    stored_events,
    telemetry_report,
)
from tests.services.telemetry_rows import fill, row

TODAY = date(2026, 5, 7)


@pytest.fixture
async def report(database: Database) -> TelemetryReport:
    await fill(TODAY)
    return await telemetry_report(database, today=TODAY, days=7)


def test_totals(report: TelemetryReport) -> None:
    assert (report.since, report.until) == (date(2026, 5, 1), TODAY)
    # One of the rows stands for four events.
    assert (report.stored, report.events) == (19, 22)
    assert report.guilds == 2


def test_features_by_use(report: TelemetryReport) -> None:
    assert report.top_features == [FeatureCount("seed", 10), FeatureCount("generator", 8), FeatureCount("auth", 4)]


def test_success_rates_count_what_ended_and_durations_what_it_stands_for(report: TelemetryReport) -> None:
    assert report.features == [
        FeatureUse("api", "auth", succeeded=0, failed=2, success_rate=0.0, p50_ms=None, p95_ms=None),
        FeatureUse("discord", "generator", succeeded=3, failed=1, success_rate=0.75, p50_ms=200, p95_ms=60_000),
        FeatureUse("discord", "seed", succeeded=3, failed=2, success_rate=0.6, p50_ms=90, p95_ms=59_000),
        FeatureUse("racetime", "seed", succeeded=5, failed=0, success_rate=1.0, p50_ms=10, p95_ms=1000),
    ]


def test_providers_are_judged_by_rolls_that_reached_them(report: TelemetryReport) -> None:
    assert report.providers == [ProviderUse("alttpr", 8, 1, 0.125), ProviderUse("varia", 1, 0, 0.0)]


def test_failures_by_kind(report: TelemetryReport) -> None:
    assert report.failures == [
        FailureCount("api", "auth", "permission_denied", 2),
        FailureCount("discord", "generator", "provider_timeout", 1),
        FailureCount("discord", "seed", "invalid_preset", 1),
        FailureCount("discord", "seed", "provider_timeout", 1),
    ]


def test_days_with_what_there_was_most_of(report: TelemetryReport) -> None:
    first, yesterday, today = report.days
    assert first == DayUse(
        date(2026, 5, 1),
        4,
        [GroupCount("api", "auth", "failure", 2), GroupCount("api", "auth", "invoke", 2)],
    )
    assert yesterday == DayUse(date(2026, 5, 6), 5, [GroupCount("racetime", "seed", "success", 5)])
    assert (today.day, today.events) == (TODAY, 13)
    assert today.top[0] == GroupCount("discord", "generator", "invoke", 4)
    assert len(today.top) == 5


async def test_one_day_is_today(database: Database) -> None:
    await fill(TODAY)

    report = await telemetry_report(database, today=TODAY, days=1)

    assert (report.since, report.stored) == (TODAY, 13)


async def test_an_empty_table_is_no_trouble(database: Database) -> None:
    report = await telemetry_report(database, today=TODAY, days=7)

    assert (report.stored, report.events, report.guilds, report.features) == (0, 0, 0, [])
    assert await stored_events() == StoredEvents(0, None, None, {})


async def test_rows_of_an_impossible_sample_count_as_themselves(database: Database) -> None:
    await TelemetryEvent.bulk_create(row("discord.daily.success", TODAY, times=2, ms=7, rate=0.0))

    report = await telemetry_report(database, today=TODAY, days=7)

    assert report.events == 2
    assert report.features == [FeatureUse("discord", "daily", 2, 0, 1.0, 7, 7)]


async def test_what_is_stored_is_told_by_surface(database: Database) -> None:
    await fill(TODAY)

    stored = await stored_events()

    assert (stored.total, stored.surfaces) == (69, {"api": 54, "discord": 13, "racetime": 2})
    assert stored.oldest is not None
    assert stored.newest is not None
    assert (stored.oldest.date(), stored.newest.date()) == (date(2026, 4, 30), TODAY)
