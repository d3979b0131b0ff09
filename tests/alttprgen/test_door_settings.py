"""What the settings of a door preset may hold, and what is sent of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.base_payloads import door_settings
from alttprbot.alttprgen.door_schema import SETTINGS, SETTINGS_ELSEWHERE
from alttprbot.alttprgen.randomizer.doors_settings import SWITCHES, UNSTABLE_NAMES
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.exceptions import PresetIssue

ALTTPR = Draft202012Validator(ALTTPRPreset.json_schema())


def document(settings: str, branch: str = "stable") -> str:
    return f"doors: true\nbranch: {branch}\nsettings: {{{settings}}}"


def issues(settings: str, branch: str = "stable") -> tuple[PresetIssue, ...]:
    content = document(settings, branch)
    found = ALTTPRPreset.check(content).issues
    assert ALTTPR.is_valid(yaml.safe_load(content)) == all(issue.severity != "error" for issue in found)
    return found


def sent(settings: str) -> Mapping[str, Any]:
    payload = ALTTPRPreset.parse(document(settings)).plan(SeedOptions()).payload
    assert isinstance(payload, dict)
    return payload


@pytest.mark.parametrize(
    "settings",
    [
        *("hints: true", "hints: 'off'", "hints: 'no'", "shopsanity: 1", "retro: 0"),
        *("crystals_gt: '7'", "crystals_gt: 7", "crystals_ganon: random", "intensity: 2", "beemizer: 4"),
        *("triforce_pool: 30", "triforce_goal: '20'", "startinventory: 'Ocarina,Pegasus Boots'"),
        *("customitemarray: {bow: 1}", "startinventoryarray: {}", "shuffle: full_legacy", "heartbeep: off"),
        "ow_palettes: puke",
    ],
)
def test_what_the_program_takes_is_accepted(settings: str) -> None:
    assert issues(settings) == ()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("mode: opne", "Did you mean “open”"),
        ("swords: no", "one of random, assured"),
        ("hints: maybe", "true or false"),
        ("hints: 2", "true or false"),
        ("hints: ~", "true or false"),
        ("crystals_gt: 8", "one of 0, 1"),
        ("intensity: [1]", "one of 1, 2"),
        ("keyshuffle: wild", "true or false"),
        ("triforce_pool: -1", "whole number"),
        ("triforce_pool: many", "whole number"),
        ("triforce_pool: 12345", "whole number"),
        ("startinventory: [Ocarina]", "text"),
        ("customitemarray: [1]", "mapping"),
    ],
)
def test_what_the_program_does_not_take_is_an_error(settings: str, words: str) -> None:
    (issue,) = issues(settings)

    assert (issue.severity, issue.path) == ("error", f"settings.{settings.partition(':')[0]}")
    assert words in issue.message


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("moode: open", "Did you mean “mode”"),
        ("heartcolor: pink", "not known"),
        ("rom: my.sfc", "The bot decides this itself"),
        ("race: true", "The bot decides this itself"),
    ],
)
def test_what_does_no_harm_is_a_warning(settings: str, words: str) -> None:
    (issue,) = issues(settings)

    assert issue.severity == "warning"
    assert words in issue.message


@pytest.mark.parametrize("branch", ["volatile", "unstable"])
def test_other_versions_know_more_values(branch: str) -> None:
    assert (
        issues("keyshuffle: wild, dropshuffle: underworld, door_shuffle: partitioned, shuffle: swapped", branch) == ()
    )
    (unknown,) = issues("mode: upside_down", branch)
    assert unknown.severity == "warning"
    (wrong,) = issues("swords: no", branch)
    assert wrong.severity == "error"


def test_words_that_yaml_reads_as_truth_values_are_sent_as_words() -> None:
    assert sent("progressive: on, dungeon_counters: off, heartbeep: off, hints: off, intensity: 3") == {
        "progressive": "on",
        "dungeon_counters": "off",
        "heartbeep": "off",
        "hints": False,
        "intensity": 3,
    }


def test_every_setting_of_ours_is_described() -> None:
    assert SWITCHES | door_settings().keys() <= SETTINGS.fields.keys()
    assert {key for key, shape in SETTINGS.fields.items() if shape != SETTINGS_ELSEWHERE.fields[key]} >= UNSTABLE_NAMES
