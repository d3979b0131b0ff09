"""Presets that people have in their namespaces roll, however the application before this one let them be written."""

from __future__ import annotations

import contextlib
import logging
import random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.forced_locations import location_key
from alttprbot.alttprgen.preset import GAMES, PresetIdentifier, PresetLibrary
from alttprbot.alttprgen.preset_core import SahasrahBotPresetCore
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.config import REPOSITORY
from alttprbot.database import Database
from alttprbot.exceptions import InvalidInputException, InvalidPresetException
from alttprbot.models.presets import PresetNamespaces, Presets
from tests.alttprgen.conftest import events
from tests.presets.test_json_schemas import mutants

SIMPLE = "settings: {goal: ganon}\n"
CUSTOM = "customizer: true\nsettings: {l: {}, custom: {}}\n"
MINE = PresetIdentifier("mine", "ana")


def stored(content: str, game: str = "alttpr") -> SahasrahBotPresetCore:
    return GAMES[game].parse_stored(content, MINE)


@pytest.mark.parametrize(
    "harmless",
    [
        *("description:\n", "description: 2024\n", "goal_name: ~\n", "goal_name: 1.5\n"),
        *("customizer:\n", "forced_locations:\n", "branch: ~\n", "festive: ~\n", "randomizer:\n"),
        "studytime: ~\n",
    ],
)
def test_harmless_forms_may_be_uploaded_and_saved(harmless: str) -> None:
    assert ALTTPRPreset.check(harmless + SIMPLE).issues == ()
    assert stored(harmless + SIMPLE).remarks == []


@pytest.mark.parametrize("settings", ["{tournament: 'true'}", "{tournament: 1}", "{spoilers: [x]}"])
def test_what_is_overwritten_may_be_anything(settings: str) -> None:
    preset = ALTTPRPreset.parse(f"settings: {settings}")

    payload = preset.plan(SeedOptions()).payload
    assert isinstance(payload, dict)
    assert (payload["tournament"], payload["spoilers"]) == (True, "off")


def test_numbers_are_labels() -> None:
    preset = ALTTPRPreset.parse("description: 2024\ngoal_name: 1.5\n" + SIMPLE)

    assert (preset.description, preset.goal_name) == ("2024", "1.5")


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        ("made: 2024-02-30\n" + SIMPLE, "made"),
        ("author: me\n" + SIMPLE, "author"),
        ("description: [a]\n" + SIMPLE, "description"),
        ("description: yes\n" + SIMPLE, "description"),
        ("randomizer: smz3\n" + SIMPLE, "randomizer"),
        ("customizer: 'true'\n" + SIMPLE, "customizer"),
        ("festive: 1\n" + SIMPLE, "festive"),
        ("studytime: soon\n" + SIMPLE, "studytime"),
        ("branch: nowhere\n" + SIMPLE, "branch"),
        ("forced_locations: x\n" + SIMPLE, "forced_locations"),
        ("settings: {hints: [x]}", "settings.hints"),
        ("settings: {crystals: 7}", "settings.crystals"),
        ("doors: true\nsettings: {mode: opne}", "settings.mode"),
        ("customizer: true\nsettings: {eq: Lamp, custom: {}}", "settings.eq"),
        ("customizer: true\nsettings: {custom: {}, l: {Catfish: Quake}}", "settings.l.Catfish"),
        (CUSTOM + "forced_locations: [{item: Lamp, locations: [Catfish]}]", "forced_locations[0].item"),
        (CUSTOM + "forced_locations: [{item: 'Lamp:1', locations: [], odds: 1}]", "forced_locations[0].odds"),
        (CUSTOM + "forced_locations: [{item: 'Lamp:1', locations: [x], chance: 101}]", "forced_locations[0].chance"),
    ],
)
def test_mistakes_that_can_be_understood_are_remarked_upon(content: str, remark: str) -> None:
    preset = stored(content)

    assert remark in {issue.path for issue in preset.remarks}
    assert {issue.severity for issue in preset.remarks} == {"warning"}
    assert preset.plan(SeedOptions()).payload is not None
    with pytest.raises(InvalidPresetException):
        ALTTPRPreset.parse(content)


@pytest.mark.parametrize(
    ("game", "content"),
    [
        ("alttpr", "goal_name: x"),
        ("alttpr", "settings: ~"),
        ("alttpr", "settings: [a]"),
        ("alttpr", "branch: [live]\n" + SIMPLE),
        ("alttpr", "avianart: true\nsettings: {preset: 'x&action=y'}"),
        ("alttpr", "customizer: true\nsettings: {l: [1]}"),
        ("alttpr", CUSTOM + "forced_locations: [{item: 'Lamp:1'}]"),
        ("alttpr", CUSTOM + "forced_locations: [{locations: [x]}]"),
        ("alttpr", CUSTOM + "forced_locations: [{item: 'Lamp:1', locations: [x], quantity: two}]"),
        ("smz3", "release: x.example/\nsettings: {}"),
        ("ctjets", "version: newest\nsettings: {}"),
        ("alttprmystery", "world_state: {open: many}"),
    ],
)
def test_what_nobody_can_roll_is_refused(game: str, content: str) -> None:
    with pytest.raises(InvalidPresetException):
        stored(content, game)


@pytest.mark.parametrize("flag", ["'true'", "1", "'on'"])
def test_flags_are_true_if_they_say_anything(flag: str) -> None:
    assert stored(f"customizer: {flag}\n" + SIMPLE).plan(SeedOptions()).endpoint == "POST /api/customizer"


def test_study_time_that_is_none_is_left_out() -> None:
    preset = stored("studytime: soon\n" + SIMPLE)

    assert isinstance(preset, ALTTPRPreset)
    assert preset.study_time is None


def test_what_the_earlier_application_wrote_out_is_read() -> None:
    shared = ["BossHeartContainer"] * 3
    placed = {location_key("Catfish"): "Quake:1"}
    document = {"customizer": True, "settings": {"eq": shared, "l": placed, "custom": {}}, "also": [shared, placed]}
    text = yaml.dump(document)

    preset = stored(text)

    assert "&id001" in text
    assert preset.document == document


def test_settings_of_other_games_are_judged_by_their_sites() -> None:
    content = "description: ~\nsettings: {logic: newest, players: 1, seed: 0}"

    assert stored(content, "sm").plan(SeedOptions()).payload == {
        "logic": "newest",
        "players": "1",
        "seed": "0",
        "race": "true",
    }


@pytest.mark.parametrize(
    "odd",
    [
        "rules: [{conditions: [{Key: goals, Value: x, MatchType: like}], why: none}]",
        "options: {force_doors: 'yes'}",
        "customizer: {eq: {Lamp: 1}, notes: none}",
        "subweights: {a: {chance: 1, note: x}}",
    ],
)
def test_weightset_with_meaningless_keys_still_rolls(odd: str) -> None:
    weights = (REPOSITORY / "presets" / "alttprmystery" / "weighted.yaml").read_text(encoding="utf-8")
    document = {**yaml.safe_load(weights), "rules": [], "subweights": {}, **yaml.safe_load(odd)}

    preset = stored(yaml.safe_dump(document), "alttprmystery")

    assert preset.remarks
    assert preset.plan(SeedOptions(), rng=random.Random(1)).payload


@pytest.mark.parametrize("game", GAMES)
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_whatever_is_accepted_can_be_planned(game: str, data: st.DataObject) -> None:
    with contextlib.suppress(InvalidPresetException, InvalidInputException):
        preset = stored(yaml.dump(data.draw(mutants(game))), game)
        assert preset.plan(SeedOptions(), rng=random.Random(1)).payload is not None


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_remarks_are_logged_once_for_each_version(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    library = PresetLibrary(REPOSITORY / "presets", "")
    namespace = await PresetNamespaces.create(name="ana", discord_user_id=1)
    row = await Presets.create(
        namespace_id=namespace.id, randomizer="alttpr", preset_name="mine", content="studytime: soon\n" + SIMPLE
    )

    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            await library.get("alttpr", "ana/mine")
        await Presets.filter(id=row.id).update(revision=2)
        await library.get("alttpr", "ana/mine")

    (first, second) = (vars(record) for record in events(caplog, "stored_preset_remarks"))
    assert first["preset"] == second["preset"] == "ana/mine"
    assert "studytime" in first["problems"][0]
