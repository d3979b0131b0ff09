"""A table of usage events of which every figure of the report is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from alttprbot.models import TelemetryEvent
from alttprbot.models.telemetry import TelemetryAction, TelemetrySurface
from alttprbot.services.telemetry_event import ErrorType

HYRULE, LORULE = "a" * 64, "b" * 64


def row(
    name: str,
    day: date,
    *,
    times: int = 1,
    provider: str | None = None,
    guild: str | None = None,
    ms: int | None = None,
    error: ErrorType | None = None,
    rate: float = 1.0,
) -> list[TelemetryEvent]:
    """The same event some times, by its name without the detail: `discord.generator.success`."""
    surface, feature, action = name.split(".")
    return [
        TelemetryEvent(
            created_at=datetime.combine(day, time(12), UTC),
            day_bucket=day,
            event_name=f"{surface}.{feature}.detail.{action}",
            surface=TelemetrySurface(surface),
            feature=feature,
            action=TelemetryAction(action),
            status=error.status if error else "ok",
            provider=provider,
            guild_hash=guild,
            duration_ms=ms,
            error_type=error,
            sample_rate=rate,
        )
        for _ in range(times)
    ]


async def fill(today: date) -> None:
    """The table: a week, and a day that is too old for it."""
    yesterday, first = today - timedelta(days=1), today - timedelta(days=6)
    timeout = ErrorType.PROVIDER_TIMEOUT
    await TelemetryEvent.bulk_create(
        [
            *row("discord.generator.invoke", today, times=4, guild=HYRULE),
            *row("discord.generator.success", today, provider="alttpr", guild=HYRULE, ms=100),
            *row("discord.generator.success", today, provider="alttpr", guild=HYRULE, ms=200),
            *row("discord.generator.success", today, provider="alttpr", guild=HYRULE, ms=300),
            *row("discord.generator.failure", today, provider="alttpr", guild=HYRULE, ms=60_000, error=timeout),
            *row("discord.seed.success", today, times=3, provider="alttpr", guild=HYRULE, ms=90),
            *row("discord.seed.failure", today, provider="alttpr", guild=HYRULE, ms=59_000, error=timeout),
            *row("discord.seed.failure", today, guild=LORULE, ms=1, error=ErrorType.INVALID_PRESET),
            *row("racetime.seed.success", yesterday, provider="alttpr", ms=10, rate=0.25),
            *row("racetime.seed.success", yesterday, provider="varia", ms=1000),
            *row("api.auth.invoke", first, times=2),
            *row("api.auth.failure", first, times=2, error=ErrorType.PERMISSION_DENIED),
            *row("api.auth.success", first - timedelta(days=1), times=50, guild="c" * 64, ms=5),
        ]
    )
