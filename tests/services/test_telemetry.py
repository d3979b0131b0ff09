"""Telling of what is used: sampled, and never in the way."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from math import sqrt

import pytest

from alttprbot.alttprgen.request import Requester, Surface
from alttprbot.exceptions import NotPermittedException
from alttprbot.models.telemetry import TelemetryAction, TelemetryStatus, TelemetrySurface
from alttprbot.services.telemetry import NoOpTelemetryService, Telemetry
from alttprbot.services.telemetry_event import ErrorType, UsageEvent, guild_hash
from tests.clocks import BEGINNING, HandClock
from tests.telemetry import SALT, BrokenTelemetry

GUILD = 185198185990324225


class Memory(NoOpTelemetryService):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.events: list[UsageEvent] = []

    async def record(self, event: UsageEvent) -> None:
        self.events.append(event)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def memory() -> Memory:
    return Memory()


def telemetry_of(
    service: Memory | BrokenTelemetry,
    clock: HandClock,
    *,
    sample_rate: float = 1.0,
    chance: Callable[[], float] = lambda: 0.0,
) -> Telemetry:
    return Telemetry(service, clock=clock, sample_rate=sample_rate, salt=SALT, chance=chance)


def in_short(memory: Memory) -> list[tuple[str, str, str | None, int | None]]:
    return [(event.event_name, event.status, event.error_type, event.duration_ms) for event in memory.events]


async def test_what_succeeds_is_told_with_its_duration(memory: Memory, clock: HandClock) -> None:
    async with telemetry_of(memory, clock).track(
        TelemetrySurface.DISCORD, "generator", "preset", provider="alttpr", guild_id=GUILD
    ):
        clock.advance(1.25)

    assert in_short(memory) == [
        ("discord.generator.preset.invoke", "ok", None, None),
        ("discord.generator.preset.success", "ok", None, 1250),
    ]
    assert [event.provider for event in memory.events] == [None, "alttpr"]
    assert {event.guild_hash for event in memory.events} == {guild_hash(GUILD, SALT)}
    assert memory.events[0].created_at == BEGINNING


async def test_what_fails_is_told_with_its_kind_and_still_fails(memory: Memory, clock: HandClock) -> None:
    async def save() -> None:
        async with telemetry_of(memory, clock).track(TelemetrySurface.API, "preset", "save"):
            clock.advance(0.5)
            raise NotPermittedException("not you")

    with pytest.raises(NotPermittedException, match="not you"):
        await save()

    assert in_short(memory)[1:] == [("api.preset.save.failure", "denied", "permission_denied", 500)]


async def test_what_is_cancelled_neither_succeeds_nor_fails(memory: Memory, clock: HandClock) -> None:
    async def endless() -> None:
        async with telemetry_of(memory, clock).track(TelemetrySurface.API, "preset", "save"):
            await asyncio.Event().wait()

    task = asyncio.create_task(endless())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert [event.action for event in memory.events] == [TelemetryAction.INVOKE]


async def test_an_operation_ends_once(memory: Memory, clock: HandClock) -> None:
    async with telemetry_of(memory, clock).operation(TelemetrySurface.API, "auth", "login") as login:
        await login.failed(ErrorType.PROVIDER_UNAVAILABLE)

    assert in_short(memory) == [("api.auth.login.failure", "error", "provider_unavailable", 0)]


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        (Surface.DISCORD, ["discord.seed.generate.success"]),
        (Surface.RACETIME, ["racetime.seed.generate.success"]),
        (Surface.TOURNAMENT, ["racetime.seed.generate.success"]),
        (Surface.API, ["api.seed.generate.success"]),
        (Surface.CLI, []),
    ],
)
async def test_rolls_are_told_by_surface(
    memory: Memory, clock: HandClock, surface: Surface, expected: list[str]
) -> None:
    async with telemetry_of(memory, clock).roll(Requester(surface, discord_user_id=1, guild_id=GUILD)) as roll:
        roll.provider = "alttpr"

    assert [event.event_name for event in memory.events] == expected


async def test_a_single_event_is_told_as_it_is(memory: Memory, clock: HandClock) -> None:
    await telemetry_of(memory, clock).record_event(
        "api.auth.login.start", TelemetrySurface.API, "auth", TelemetryAction.INVOKE, status=TelemetryStatus.OK
    )

    assert in_short(memory) == [("api.auth.login.start", "ok", None, None)]


async def test_a_sample_is_as_large_as_it_should_be_and_stands_for_all(memory: Memory, clock: HandClock) -> None:
    rate, operations = 0.3, 20_000
    telemetry = telemetry_of(memory, clock, sample_rate=rate, chance=random.Random(20260501).random)

    for _ in range(operations):
        async with telemetry.track(TelemetrySurface.DISCORD, "generator", "preset"):
            clock.advance(0.001)

    kept = [event for event in memory.events if event.action is TelemetryAction.SUCCESS]
    deviation = sqrt(operations * rate * (1 - rate))
    assert abs(len(kept) - operations * rate) < 4 * deviation
    assert abs(sum(1 / event.sample_rate for event in kept) - operations) < 4 * deviation / rate


async def test_an_operation_is_kept_as_a_whole_or_not_at_all(memory: Memory, clock: HandClock) -> None:
    telemetry = telemetry_of(memory, clock, sample_rate=0.5, chance=random.Random(7).random)

    for _ in range(200):
        async with telemetry.track(TelemetrySurface.DISCORD, "generator", "preset"):
            clock.advance(0.001)

    actions = [event.action for event in memory.events]
    assert 0 < len(actions) < 400
    assert actions == [TelemetryAction.INVOKE, TelemetryAction.SUCCESS] * (len(actions) // 2)


async def test_nothing_is_kept_of_an_empty_sample(memory: Memory, clock: HandClock) -> None:
    telemetry = telemetry_of(memory, clock, sample_rate=0.0)

    async with telemetry.track(TelemetrySurface.DISCORD, "generator", "preset"):
        clock.advance(1)
    await telemetry.record_event("api.auth.login.start", TelemetrySurface.API, "auth", TelemetryAction.INVOKE)

    assert memory.events == []


async def test_a_broken_service_is_not_noticed(clock: HandClock) -> None:
    telemetry = telemetry_of(BrokenTelemetry(), clock)

    async with telemetry.track(TelemetrySurface.DISCORD, "generator", "preset", guild_id=GUILD):
        clock.advance(1)
    await telemetry.record_event("api.auth.login.start", TelemetrySurface.API, "auth", TelemetryAction.INVOKE)


@pytest.mark.parametrize("detail", [f"x{GUILD}", "Ganon's Tower", "x" * 100])
async def test_what_must_not_be_kept_is_lost_without_a_word(memory: Memory, clock: HandClock, detail: str) -> None:
    async with telemetry_of(memory, clock).track(TelemetrySurface.DISCORD, "generator", detail):
        clock.advance(1)

    assert memory.events == []
