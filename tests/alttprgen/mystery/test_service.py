"""Mystery games on the road of all seeds."""

from __future__ import annotations

import json

import pytest
import yaml

from alttprbot.alttprgen.provider_exceptions import SeedProviderGenerationError, SeedProviderInvalidRequestError
from alttprbot.alttprgen.request import Spoilers, UploadedPreset
from alttprbot.models import AuditGeneratedGames, PresetNamespaces, Presets
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import Road, request
from tests.alttprgen.mystery.test_rolling import PLAIN

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

ROLL = "/api/"


async def test_game_that_cannot_be_made_is_thrown_five_times_and_no_more(road: Road, alttpr: AlttprServer) -> None:
    for _ in range(5):
        alttpr.faults.add(Fault(FaultKind.STATUS, ROLL, status=409, remaining=1))

    with pytest.raises(SeedProviderGenerationError):
        await road.seeds.generate(request("weighted", game="alttprmystery"))

    assert len(alttpr.requests) == 5
    assert road.clock.slept == []
    assert await AuditGeneratedGames.all().count() == 0


async def test_settings_that_the_site_refuses_are_thrown_anew(road: Road, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, ROLL, status=422, remaining=2))

    await road.seeds.generate(request("weighted", game="alttprmystery"))

    bodies = [recorded.body for recorded in alttpr.requests]
    assert len(bodies) == 3
    assert len(set(bodies)) > 1


async def test_site_in_trouble_is_sent_the_same_game_again(road: Road, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, ROLL, status=503, remaining=2))

    await road.seeds.generate(request("unweighted", game="alttprmystery"))

    assert len({recorded.body for recorded in alttpr.requests}) == 1
    assert len(alttpr.requests) == 3


async def test_preset_with_wrong_settings_is_not_thrown_anew(road: Road, alttpr: AlttprServer) -> None:
    alttpr.faults.add(Fault(FaultKind.STATUS, ROLL, status=422))

    with pytest.raises(SeedProviderInvalidRequestError):
        await road.seeds.generate(request("open"))

    assert len(alttpr.requests) == 1


async def test_preset_of_a_namespace_may_be_rolled(road: Road, alttpr: AlttprServer) -> None:
    namespace = await PresetNamespaces.create(name="somebody", discord_user_id=1)
    content = "settings: {goal: pedestal, name: Secret, notes: secret}"
    await Presets.create(namespace_id=namespace.id, randomizer="alttpr", preset_name="mine", content=content)
    weightset = UploadedPreset("preset: {somebody/mine: 1, somebody/gone: 5}")

    seed = await road.seeds.generate(request(weightset, game="alttprmystery", spoilers=Spoilers.MYSTERY))

    (body,) = [json.loads(recorded.body) for recorded in alttpr.requests]
    assert (body["goal"], body["spoilers"]) == ("pedestal", "mystery")
    assert {"name", "notes"}.isdisjoint(body)
    assert (seed.plan.details or {})["preset"] == "somebody/mine"


async def test_weightset_of_a_namespace_counts_its_games(road: Road) -> None:
    namespace = await PresetNamespaces.create(name="somebody", discord_user_id=1)
    await Presets.create(
        namespace_id=namespace.id, randomizer="alttprmystery", preset_name="mine", content=yaml.safe_dump(PLAIN)
    )

    await road.seeds.generate(request("somebody/mine", game="alttprmystery"))

    assert (await Presets.get()).generated_count == 1
    game = await AuditGeneratedGames.get()
    assert (game.randomizer, game.namespace, game.genoption) == ("alttpr", "somebody", "mine")
