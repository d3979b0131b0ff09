"""Which features are used and how that goes: anonymous events, told by the surfaces and never in their way."""

from __future__ import annotations

import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import MappingProxyType, TracebackType
from typing import Protocol, Self, TypedDict, Unpack

from alttprbot.alttprgen.request import Requester, Surface
from alttprbot.config import Settings
from alttprbot.metrics import Metrics
from alttprbot.models.telemetry import TelemetryAction, TelemetryStatus, TelemetrySurface
from alttprbot.services.telemetry_errors import error_type_of
from alttprbot.services.telemetry_event import SEED_FEATURE, ErrorType, UsageEvent, guild_hash
from alttprbot.services.telemetry_store import Backlog, DatabaseTelemetryService
from alttprbot.supervision import Health, Service
from alttprbot.util.clock import Clock

__all__ = [
    "DatabaseTelemetryService",
    "ErrorType",
    "NoOpTelemetryService",
    "Operation",
    "Telemetry",
    "TelemetryAction",
    "TelemetryService",
    "TelemetrySurface",
    "build_telemetry",
    "error_type_of",
]

logger = logging.getLogger(__name__)

# Matches are rolled in race rooms. What the operator rolls at the command line is not counted.
SURFACES = MappingProxyType(
    {
        Surface.DISCORD: TelemetrySurface.DISCORD,
        Surface.RACETIME: TelemetrySurface.RACETIME,
        Surface.TOURNAMENT: TelemetrySurface.RACETIME,
        Surface.API: TelemetrySurface.API,
    }
)


class TelemetryService(Protocol):
    """Where events go."""

    @property
    def backlog(self) -> Backlog:
        """What waits and what was lost."""

    async def record(self, event: UsageEvent) -> None:
        """Take an event: never raises, never waits for anything."""

    async def flush(self) -> None:
        """Store everything that was taken: never raises."""

    async def run(self, health: Health) -> None:
        """Store what comes, until cancelled."""


class NoOpTelemetryService:
    """Where events go while telemetry is off: nowhere."""

    backlog = Backlog()

    async def record(self, event: UsageEvent) -> None:
        """Forget it."""

    async def flush(self) -> None:
        """There is nothing to store."""

    async def run(self, health: Health) -> None:
        """There is nothing to do."""


class Details(TypedDict, total=False):
    """What may be said of an event beyond its name."""

    status: TelemetryStatus
    provider: str | None
    duration_ms: int
    error_type: ErrorType


class Operation:
    """One use of a feature, from its beginning to its end; whether it is recorded was decided before.

    As an asynchronous context manager it ends with the block. `provider`, the outside service that the end depended on,
    may be set when it is known.
    """

    def __init__(
        self,
        emit: Callable[[TelemetryAction, Details], Awaitable[None]] | None,
        clock: Clock,
        *,
        provider: str | None = None,
    ) -> None:
        self.provider = provider
        self._emit = emit
        self._clock = clock
        self._began = clock.monotonic()
        self._ended = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            await self.succeeded()
        elif isinstance(error, Exception):
            await self.failed(error_type_of(error))
        # Whatever is cancelled did neither.

    async def invoked(self) -> None:
        """It was asked for."""
        if self._emit is not None:
            await self._emit(TelemetryAction.INVOKE, {})

    async def succeeded(self) -> None:
        """It was done."""
        await self._end(TelemetryAction.SUCCESS, {})

    async def failed(self, error_type: ErrorType) -> None:
        """It was not."""
        await self._end(TelemetryAction.FAILURE, {"status": error_type.status, "error_type": error_type})

    async def _end(self, action: TelemetryAction, details: Details) -> None:
        """The first end counts."""
        if self._ended or self._emit is None:
            return
        self._ended = True
        duration = round((self._clock.monotonic() - self._began) * 1000)
        await self._emit(action, {**details, "provider": self.provider, "duration_ms": duration})


class Telemetry:
    """What the surfaces tell of. Nothing that goes wrong in here reaches them.

    `sample_rate` is the share of operations that is kept; `chance` gives numbers from 0 up to 1 to decide which.
    """

    def __init__(
        self,
        service: TelemetryService,
        *,
        clock: Clock,
        sample_rate: float,
        salt: str,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.service = service
        self._clock = clock
        self._sample_rate = sample_rate
        self._salt = salt
        self._chance = chance

    async def record_event(
        self,
        event_name: str,
        surface: TelemetrySurface,
        feature: str,
        action: TelemetryAction,
        *,
        guild_id: int | None = None,
        **details: Unpack[Details],
    ) -> None:
        """Record something by itself, such as that a login begins. Of the server only a hash is kept."""
        if self._is_kept():
            await self._emit(event_name, surface, feature, action, guild_id, details)

    def operation(
        self,
        surface: TelemetrySurface,
        feature: str,
        detail: str,
        *,
        provider: str | None = None,
        guild_id: int | None = None,
    ) -> Operation:
        """Something that begins now, of which only the end is recorded unless it is told that it was `invoked`."""

        async def emit(action: TelemetryAction, details: Details) -> None:
            name = f"{surface}.{feature}.{detail}.{action}"
            await self._emit(name, surface, feature, action, guild_id, details)

        return Operation(emit if self._is_kept() else None, self._clock, provider=provider)

    @asynccontextmanager
    async def track(
        self,
        surface: TelemetrySurface,
        feature: str,
        detail: str,
        *,
        provider: str | None = None,
        guild_id: int | None = None,
    ) -> AsyncIterator[Operation]:
        """Record that something begins, how it ends and how long it took."""
        async with self.operation(surface, feature, detail, provider=provider, guild_id=guild_id) as operation:
            await operation.invoked()
            yield operation

    def roll(self, requester: Requester) -> Operation:
        """The generation of one seed, however often its provider is asked."""
        surface = SURFACES.get(requester.surface)
        if surface is None:
            return Operation(None, self._clock)
        return self.operation(surface, SEED_FEATURE, "generate", guild_id=requester.guild_id)

    def _is_kept(self) -> bool:
        return self._chance() < self._sample_rate

    async def _emit(
        self,
        event_name: str,
        surface: TelemetrySurface,
        feature: str,
        action: TelemetryAction,
        guild_id: int | None,
        details: Details,
    ) -> None:
        try:
            event = UsageEvent(
                event_name=event_name,
                surface=surface,
                feature=feature,
                action=action,
                created_at=self._clock.now(),
                guild_hash=guild_hash(guild_id, self._salt) if guild_id is not None else None,
                sample_rate=self._sample_rate,
                **details,
            )
            await self.service.record(event)
        except Exception:
            logger.debug("telemetry event lost", exc_info=True)


def build_telemetry(settings: Settings, *, clock: Clock, metrics: Metrics) -> Telemetry:
    """As the settings want it."""
    service: TelemetryService = NoOpTelemetryService()
    if settings.telemetry_enabled:
        service = DatabaseTelemetryService(
            clock=clock,
            metrics=metrics,
            queue_size=settings.telemetry_queue_size,
            batch_size=settings.telemetry_batch_size,
            flush_seconds=settings.telemetry_flush_seconds,
        )
    return Telemetry(
        service,
        clock=clock,
        # What nobody stores need not be made.
        sample_rate=settings.telemetry_sample_rate if settings.telemetry_enabled else 0.0,
        salt=settings.telemetry_hash_salt.get_secret_value(),
    )


def telemetry_writer(telemetry: Telemetry, settings: Settings) -> Service:
    """What stores the events, to be supervised."""
    off = None if settings.telemetry_enabled else "TELEMETRY_ENABLED is false"
    return Service("telemetry", telemetry.service.run, off=off)
