"""The one road to a seed, from what a person asked for to what a surface shows."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from alttprbot.alttprgen.adapters.base import NOBODY, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.planning import YES_NO, Parameter, ParameterPlanner
from alttprbot.alttprgen.provider_exceptions import SeedProviderConfigurationError
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Spoilers, Surface, UploadedPreset
from alttprbot.exceptions import (
    InvalidInputException,
    InvalidPresetException,
    NoPresetSpecifiedException,
    PresetNotFoundException,
    RateLimitedException,
    SahasrahBotException,
)
from alttprbot.models import AuditGeneratedGames, PresetNamespaces, Presets
from alttprbot_sandbox.alttpr import AlttprServer
from tests.alttprgen.conftest import OpenRoad, Road, events, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

ANA = Requester(Surface.DISCORD, discord_user_id=1)


async def refused(road: Road, asked: SeedRequest) -> SahasrahBotException:
    """The reason."""
    with pytest.raises(SahasrahBotException) as caught:
        await road.seeds.generate(asked)
    return caught.value


async def refused_up_front(road: Road, asked: SeedRequest) -> SahasrahBotException:
    """The reason, which is known before anything is rolled."""
    with pytest.raises(SahasrahBotException) as caught:
        await road.seeds.plan(asked)
    error = await refused(road, asked)
    assert (type(error), str(error)) == (type(caught.value), str(caught.value))
    return error


async def test_shipped_preset_becomes_a_seed(road: Road, alttpr: AlttprServer) -> None:
    seed = await road.seeds.generate(request("Open", requester=ANA, allow_quickswap=True))

    assert json.loads(alttpr.requests[0].body) == seed.plan.payload == seed.response.settings
    assert seed.response.url == f"{alttpr.url}/h/{seed.response.hash_or_id}"
    assert seed.goal == "casual open"
    assert seed.preset is not None
    assert seed.preset.name == "open"
    assert seed.response.as_dict() == {
        "url": seed.response.url,
        "hash_or_id": seed.response.hash_or_id,
        "provider_meta": {
            "provider": "alttpr",
            "operation": "generate_seed",
            "attempt_count": 1,
            "latency_ms": 0,
            "surface": "discord",
        },
        "code": list(seed.response.code or ()),
    }
    row = await AuditGeneratedGames.get(id=seed.audit_id)
    assert (row.hash_id, row.genoption, row.discord_user_id) == (seed.response.hash_or_id, "open", 1)


async def test_uploaded_document_becomes_a_seed(road: Road) -> None:
    seed = await road.seeds.generate(request(UploadedPreset("settings: {mode: inverted}", "ana/latest")))

    assert (seed.plan.preset, seed.plan.namespace, seed.plan.genoption) == ("ana/latest", "ana", "latest")
    assert seed.goal == "inverted"


@pytest.mark.parametrize(("space", "name"), [("ana", "mine"), ("Ana", "Mine")])
async def test_namespaced_preset_becomes_a_seed(road: Road, space: str, name: str) -> None:
    namespace = await PresetNamespaces.create(name=space, discord_user_id=1)
    await Presets.create(
        namespace_id=namespace.id, randomizer="alttpr", preset_name=name, content="settings: {mode: retro}"
    )

    seed = await road.seeds.generate(request("Ana/Mine"))

    assert seed.goal == "retro"
    assert (await Presets.get()).generated_count == 1


async def test_festive_seed_comes_from_the_festive_part_of_the_site(road: Road, alttpr: AlttprServer) -> None:
    seed = await road.seeds.generate(request("openboots", festive=True))

    assert alttpr.requests[0].path == "/festive/api/customizer"
    assert seed.response.extra["meta"]["special"] is True


@pytest.mark.parametrize(("branch", "expected"), [("live", "live"), (None, "default"), ("unheard-of", "default")])
async def test_branch_decides_which_site_is_asked(open_road: OpenRoad, branch: str | None, expected: str) -> None:
    async with AlttprServer() as live, AlttprServer() as default:
        road: Road = await open_road(default.url, alttpr_live_baseurl=live.url)

        seed = await road.seeds.generate(request(branch=branch))

        assert seed.response.extra["base_url"] == {"live": live.url, "default": default.url}[expected]


async def test_plan_is_what_would_be_sent_and_sends_nothing(road: Road, alttpr: AlttprServer) -> None:
    plan = await road.seeds.plan(request("openboots", hints=True))

    assert plan.endpoint == "POST /api/customizer"
    assert not isinstance(plan.payload, list)
    assert plan.payload["hints"] == "on"
    assert not alttpr.requests


@pytest.mark.parametrize(
    ("preset", "kind", "words"),
    [
        (None, NoPresetSpecifiedException, "name a preset"),
        ("", NoPresetSpecifiedException, "name a preset"),
        ("opne_fast", PresetNotFoundException, "Did you mean “open_fast”"),
        ("a/b/c", PresetNotFoundException, "no alttpr preset called “a/b/c”"),
        ("../../etc/passwd", PresetNotFoundException, "no alttpr preset called"),
        ("nobody/theirs", PresetNotFoundException, "“nobody/theirs”"),
        (UploadedPreset("- a"), InvalidPresetException, "line 1: A preset is a mapping"),
        (UploadedPreset("settings: {mode: on}"), InvalidPresetException, "settings.mode"),
        (UploadedPreset("settings: {}\nsetings: {}"), InvalidPresetException, "Did you mean “settings”"),
        (UploadedPreset("x: " + "y" * 10_000_000), InvalidPresetException, "at most 64 KiB"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_request_that_makes_no_sense_is_explained_and_leaves_nothing(
    road: Road,
    alttpr: AlttprServer,
    caplog: pytest.LogCaptureFixture,
    preset: str | UploadedPreset | None,
    kind: type[SahasrahBotException],
    words: str,
) -> None:
    caplog.set_level(logging.INFO)

    error = await refused_up_front(road, request(preset))

    assert type(error) is kind
    assert words in error.message
    assert not alttpr.requests
    assert await AuditGeneratedGames.all().count() == 0
    assert [vars(record)["reason"] for record in events(caplog, "seed_not_generated")] == [error.code]


async def test_game_that_nobody_knows_is_refused_and_becomes_no_label(road: Road) -> None:
    error = await refused(road, request(game="tetris"))

    assert isinstance(error, InvalidInputException)
    assert "tetris" not in road.metrics.render().decode()


async def test_provider_that_is_not_set_up_is_told_up_front(road: Road) -> None:
    error = await refused_up_front(road, request("sgl2024", game="ootr"))

    assert isinstance(error, SeedProviderConfigurationError)
    assert (
        error.user_message == "ootr is not available on this bot: it needs a key, for which OOTR_API_KEY is the setting"
    )


async def test_spoiler_race_without_a_spoiler_log_is_refused_up_front(road: Road) -> None:
    error = await refused_up_front(road, request("crossdoors", spoilers=Spoilers.GENERATE))

    assert error.message == "“crossdoors” cannot be a spoiler race: alttprdoor gives no spoiler log for a race."


async def test_one_person_rolls_no_more_than_three_seeds_in_half_a_minute(road: Road, alttpr: AlttprServer) -> None:
    for _ in range(3):
        await road.seeds.generate(request(requester=ANA))

    assert isinstance(await refused(road, request(requester=ANA)), RateLimitedException)
    assert len(alttpr.requests) == 3
    road.clock.advance(30)
    await road.seeds.generate(request(requester=ANA))


async def test_mistake_costs_none_of_the_allowance(road: Road) -> None:
    for _ in range(5):
        await refused(road, request("nope", requester=ANA))

    for _ in range(3):
        await road.seeds.generate(request(requester=ANA))


async def test_seeds_are_counted_by_outcome(road: Road, alttpr: AlttprServer) -> None:
    await road.seeds.generate(request())
    await refused(road, request("nope"))

    counted = road.metrics.render().decode()
    assert 'sahasrahbot_seeds_total{outcome="success",randomizer="alttpr",surface="cli"} 1.0' in counted
    assert 'sahasrahbot_seeds_total{outcome="preset_not_found",randomizer="alttpr",surface="cli"} 1.0' in counted


async def test_game_of_ours_is_verified(road: Road) -> None:
    seed = await road.seeds.generate(request())

    row = await road.seeds.verify(seed.response.url)

    assert row is not None
    assert row.id == seed.audit_id
    assert await road.seeds.verify("another1234") is None


async def test_settings_are_called_what_the_site_calls_them(road: Road) -> None:
    seed = await road.seeds.generate(request())

    labels = await road.seeds.labels(seed)

    assert labels["goals"]["ganon"] == "Defeat Ganon"


async def test_records_of_one_request_belong_together(road: Road, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    await road.seeds.generate(request())
    await road.seeds.generate(request())

    names = ("provider_attempt_started", "provider_attempt", "seed_generated")
    first, second = ({vars(events(caplog, name)[number])["request_id"] for name in names} for number in (0, 1))
    assert (len(first), len(second), len(first | second)) == (1, 1, 2)


class Flags(ParameterPlanner):
    """A game without presets, made on this machine: what comes of a flag string."""

    game = "z1r"
    parameters = (
        Parameter("flags", "what is randomized"),
        Parameter("tournament", "whether it is for one", YES_NO, required=False),
    )

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        settings = {**values, "seed": options.seed_number or 7}
        return SeedPlan(
            game="z1r",
            preset="",
            provider="z1r",
            operation="generate_seed",
            endpoint="LOCAL z1r",
            payload=settings,
            settings=settings,
            options=options,
            goal="z1r",
            gentype="flags",
            genoption=values["flags"],
        )


@dataclass
class Local:
    """Its generator."""

    PROVIDER_NAME = "z1r"

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        number = int(plan.settings["seed"])
        return SeedProviderResponse(
            url="https://z1r.example/",
            hash_or_id=None,
            provider_meta=ProviderMetadata("z1r", "generate_seed", surface=context.surface),
            seed_number=number,
            flags=plan.settings["flags"],
            settings=plan.settings,
        )


FLAGS_GAME = {"planners": {"z1r": Flags()}, "more_providers": {"z1r": Local()}}


async def test_game_of_another_kind_takes_the_same_road(open_road: OpenRoad) -> None:
    road: Road = await open_road("http://127.0.0.1:9", **FLAGS_GAME)

    seed = await road.seeds.generate(request(None, game="z1r", parameters={"flags": "VlWlIEwJ1MsKkaOCWhlit2veXNSffs"}))

    assert (seed.preset, seed.goal) == (None, "z1r")
    assert seed.response.as_dict() | {"provider_meta": None} == {
        "url": "https://z1r.example/",
        "hash_or_id": None,
        "provider_meta": None,
        "seed_number": 7,
        "flags": "VlWlIEwJ1MsKkaOCWhlit2veXNSffs",
    }
    assert await road.seeds.labels(seed) == {}
    row = await AuditGeneratedGames.get(id=seed.audit_id)
    assert (row.randomizer, row.gentype, row.hash_id) == ("z1r", "flags", None)


async def test_choices_are_read_whatever_the_case_of_their_letters(open_road: OpenRoad) -> None:
    road: Road = await open_road("http://127.0.0.1:9", **FLAGS_GAME)

    plan = await road.seeds.plan(request(None, game="z1r", parameters={"flags": " VlWl ", "tournament": "YES"}))

    assert plan.payload == {"flags": "VlWl", "tournament": "yes", "seed": 7}
    assert await road.seeds.suggestions("z1r", "tournament") == ("yes", "no")
    assert await road.seeds.suggestions("z1r", "flags") == ()


@pytest.mark.parametrize(
    ("preset", "parameters", "words"),
    [
        (None, {}, "parameter flags of z1r is missing: what is randomized"),
        (None, {"flags": "  "}, "parameter flags of z1r is missing"),
        (None, {"flags": "x", "flag": "y"}, "no parameter “flag”. Did you mean “flags”?"),
        (None, {"flags": "x", "colour": "red"}, "no parameter “colour”. There are: flags, tournament."),
        (None, {"flags": "x", "tournament": "maybe"}, "“maybe” cannot be the tournament. It is one of: yes, no."),
        ("open", {"flags": "x"}, "z1r has no presets of ours; it has parameters: flags, tournament."),
    ],
)
async def test_parameters_that_are_not_those_of_the_game_are_explained(
    open_road: OpenRoad, preset: str | None, parameters: dict[str, str], words: str
) -> None:
    road: Road = await open_road("http://127.0.0.1:9", **FLAGS_GAME)

    error = await refused_up_front(road, request(preset, game="z1r", parameters=parameters))

    assert isinstance(error, InvalidInputException)
    assert words in str(error)
