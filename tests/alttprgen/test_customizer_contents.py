"""What only the customizer understands: items, drops, and words among its own settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from alttprbot.alttprgen.alttpr_items import ITEM_NAMES
from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.preset import PresetIdentifier
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.alttprgen.spoilers.log import PROGRESSION_ITEMS
from alttprbot.exceptions import PresetIssue

ALTTPR = Draft202012Validator(ALTTPRPreset.json_schema())
CATFISH = "Q2F0ZmlzaDox"
NEEDED = "item.require.Lamp: false, rom.freeItemMenu: false, rom.freeItemText: false"


def document(settings: str = "", custom: str = "", forced: str = "") -> str:
    return f"customizer: true\nsettings: {{custom: {{{NEEDED}, {custom}}}, {settings}}}\nforced_locations: [{forced}]"


def issues(settings: str = "", custom: str = "", forced: str = "") -> tuple[PresetIssue, ...]:
    content = document(settings, custom, forced)
    found = ALTTPRPreset.check(content).issues
    assert ALTTPR.is_valid(yaml.safe_load(content)) == all(issue.severity != "error" for issue in found)
    return found


def sent(preset: ALTTPRPreset) -> Mapping[str, Any]:
    payload = preset.plan(SeedOptions()).payload
    assert isinstance(payload, dict)
    return payload


@pytest.mark.parametrize(
    "settings",
    [
        f"l: {{{CATFISH}: 'Quake:1'}}",
        f"l: {{{CATFISH}: 'Crystal7:1'}}",
        f"l: {{{CATFISH}: BottleWithRandom}}",
        "eq: [Lamp, Lamp, OcarinaActive, PendantOfPower]",
        "drops: {}",
        "drops: {'0': [Bee, BeeGood, Heart, RupeeRed, auto_fill, Fairy, ArrowRefill10, BombRefill8], fish: [Bee]}",
        "lang: de",
    ],
)
def test_what_the_customizer_takes_is_accepted(settings: str) -> None:
    assert issues(settings) == ()


@pytest.mark.parametrize(
    ("settings", "path", "words"),
    [
        (f"l: {{{CATFISH}: Quake}}", f"settings.l.{CATFISH}", "ends in `:1`"),
        (f"l: {{{CATFISH}: 5}}", f"settings.l.{CATFISH}", "item"),
        ("eq: [5]", "settings.eq[0]", "item"),
        ("eq: {Lamp: 1}", "settings.eq", "list"),
        ("drops: [Bee]", "settings.drops", "mapping"),
        ("drops: {'0': [Bee]}", "settings.drops.0", "exactly 8 drops"),
        ("drops: {fish: Bee}", "settings.drops.fish", "exactly 1 drop."),
        ("drops: {fish: [on]}", "settings.drops.fish[0]", "one of Bee"),
        ("lang: no", "settings.lang", "put quotes around it"),
    ],
)
def test_what_nobody_can_use_is_an_error(settings: str, path: str, words: str) -> None:
    (issue,) = issues(settings)

    assert (issue.severity, issue.path) == ("error", path)
    assert words in issue.message


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (f"l: {{{CATFISH}: 'Quak:1'}}", "Did you mean “Quake”"),
        ("eq: [PegasusBoot]", "Did you mean “PegasusBoots”"),
        ("eq: ['Lamp:1']", "Did you mean “Lamp”"),
        ("drops: {fish: [Bees]}", "Did you mean “Bee”"),
        ("drops: {fisch: [Bee]}", "Did you mean “fish”"),
    ],
)
def test_names_that_we_do_not_know_are_warnings(settings: str, words: str) -> None:
    (issue,) = issues(settings)

    assert issue.severity == "warning"
    assert words in issue.message


def test_forced_item_is_checked_like_a_placed_one() -> None:
    (missing,) = issues(forced=f"{{item: Lamp, locations: [{CATFISH}]}}")
    (unknown,) = issues(forced=f"{{item: 'Lampp:1', locations: [{CATFISH}]}}")

    assert (missing.severity, missing.path) == ("error", "forced_locations[0].item")
    assert (unknown.severity, unknown.path) == ("warning", "forced_locations[0].item")


@pytest.mark.parametrize(
    "custom",
    [
        "rom.dungeonCount: off, rom.timerMode: off",
        "rom: {dungeonCount: off, timerMode: off}",
        "rom.dungeonCount: 'off', rom: {timerMode: 'off'}",
    ],
)
def test_words_that_yaml_reads_as_truth_values_are_sent_as_words(custom: str) -> None:
    assert issues(custom=custom) == ()

    payload = sent(ALTTPRPreset.parse(document(custom=custom)))["custom"]
    words = {**payload, **{f"rom.{key}": value for key, value in payload.get("rom", {}).items()}}
    assert (words["rom.dungeonCount"], words["rom.timerMode"], words["rom.freeItemMenu"]) == ("off", "off", False)


def test_hints_of_a_stored_preset_are_sent_as_a_word() -> None:
    content = "settings: {hints: on, enemizer: {pot_shuffle: off}, pseudoboots: off}"

    payload = sent(ALTTPRPreset.parse_stored(content, PresetIdentifier("mine", "ana")))

    assert (payload["hints"], payload["enemizer"], payload["pseudoboots"]) == ("on", {"pot_shuffle": "off"}, False)


@pytest.mark.parametrize("custom", ["rom.timerMode: on", "rom: {timerMode: on}", "rom.dungeonCount: 3"])
def test_what_is_no_word_is_an_error(custom: str) -> None:
    (issue,) = issues(custom=custom)

    assert issue.severity == "error"
    assert "one of off" in issue.message


def test_word_that_we_do_not_know_is_a_warning() -> None:
    (issue,) = issues(custom="rom: {logicMode: NoGlitch}")

    assert (issue.severity, issue.path) == ("warning", "settings.custom.rom.logicMode")
    assert "NoGlitches" in issue.message


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        ("branch: beta", "Did you mean “beeta”"),
        ("branch: stable", "Known are: live, tournament, beeta"),
        ("doors: true\nbranch: volatil", "Did you mean “volatile”"),
        ("doors: true\nbranch: live", "Known are: stable, volatile, unstable"),
        ("branch: 5", "text"),
    ],
)
def test_branch_that_there_is_not_is_an_error(preset: str, words: str) -> None:
    content = f"{preset}\nsettings: {{}}"

    (issue,) = ALTTPRPreset.check(content).issues

    assert (issue.severity, issue.path) == ("error", "branch")
    assert words in issue.message
    assert not ALTTPR.is_valid(yaml.safe_load(content))


@pytest.mark.parametrize("preset", ["branch: live", "branch: beeta", "doors: true\nbranch: unstable", "branch: ~"])
def test_branch_that_there_is_is_accepted(preset: str) -> None:
    content = f"{preset}\nsettings: {{}}"

    assert ALTTPRPreset.check(content).issues == ()
    assert ALTTPR.is_valid(yaml.safe_load(content))


def test_items_that_help_are_known() -> None:
    assert PROGRESSION_ITEMS <= ITEM_NAMES
    assert all(re.fullmatch("[A-Za-z0-9]+", name) for name in ITEM_NAMES)
