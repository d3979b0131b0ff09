"""Chat commands in the usage statistics: counted with nobody in them, and nobody notices."""

from __future__ import annotations

import pytest

from alttprbot.models import TelemetryEvent
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.state import Race, User
from tests.racetime.chat import SEED, greeted, hears
from tests.racetime.conftest import Serve
from tests.telemetry import RECORDING, BrokenTelemetry, heard


async def test_a_roll_is_counted_as_command_and_as_roll(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race
) -> None:
    async with serve(**RECORDING) as running:
        await greeted(racetime, race)
        await racetime.say(race, bob, "!race open")
        events = await heard(running.core, "racetime.room.command.alttpr.race.success")

    assert [(event.event_name, event.provider) for event in events] == [
        ("racetime.room.command.alttpr.race.invoke", None),
        ("racetime.seed.generate.success", "alttpr"),
        ("racetime.room.command.alttpr.race.success", None),
    ]
    assert {event.feature for event in events} == {"room", "seed"}
    assert events[-1].duration_ms is not None


@pytest.mark.parametrize(
    ("said", "command", "status", "error_type"),
    [
        ("!lock", "lock", "denied", "permission_denied"),
        ("!race opne", "race", "error", "invalid_preset"),
        ("!newrace open --hints=maybe", "newrace", "error", "invalid_input"),
    ],
)
async def test_what_is_refused_is_a_failure_of_its_kind(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race, said: str, command: str, status: str, error_type: str
) -> None:
    name = f"racetime.room.command.alttpr.{command}.failure"

    async with serve(**RECORDING) as running:
        await greeted(racetime, race)
        await racetime.say(race, bob, said)
        events = await heard(running.core, name)

    assert [event.event_name for event in events if event.feature == "room"] == [
        f"racetime.room.command.alttpr.{command}.invoke",
        name,
    ]
    assert (events[-1].status, events[-1].error_type) == (status, error_type)


async def test_a_provider_that_fails_is_a_failure_of_its_kind(
    serve: Serve, racetime: RaceTimeServer, alttpr: AlttprServer, bob: User, race: Race
) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, status=502))

    async with serve(**RECORDING) as running:
        await greeted(racetime, race)
        await racetime.say(race, bob, "!race open")
        events = await heard(running.core, "racetime.room.command.alttpr.race.failure")

    failures = [(event.event_name, event.error_type) for event in events if event.error_type]
    assert failures == [
        ("racetime.seed.generate.failure", "provider_unavailable"),
        ("racetime.room.command.alttpr.race.failure", "provider_unavailable"),
    ]


async def test_nothing_in_the_table_leads_back_to_anybody(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race
) -> None:
    async with serve(**RECORDING) as running:
        await greeted(racetime, race)
        await racetime.say(race, bob, "!race open")
        await heard(running.core, "racetime.room.command.alttpr.race.success")
        stored = str(await TelemetryEvent.all().values())

    for trace in (bob.id, bob.name, race.slug):
        assert trace not in stored


async def test_nobody_notices_that_telemetry_is_broken(
    serve: Serve, racetime: RaceTimeServer, bob: User, race: Race
) -> None:
    async with serve(**RECORDING) as running:
        running.core.telemetry.service = BrokenTelemetry()
        await greeted(racetime, race)
        await racetime.say(race, bob, "!race open")
        await hears(racetime, race, SEED)
