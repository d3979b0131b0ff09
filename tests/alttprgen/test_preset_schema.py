"""What makes a document a preset of A Link to the Past."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.alttpr_schema import CUSTOMIZER_SETTINGS, TOP_LEVEL
from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.alttprgen.yaml_limits import load_document
from alttprbot.exceptions import InvalidInputException, InvalidPresetException, PresetIssue

CATFISH = "Q2F0ZmlzaDox"
ELSEWHERE = "RWxzZXdoZXJlOjE="


@pytest.fixture
def library(tmp_path: Path) -> PresetLibrary:
    return PresetLibrary(tmp_path, "")


ALTTPR = Draft202012Validator(ALTTPRPreset.json_schema())


def issue_at(issues: list[PresetIssue], path: str) -> PresetIssue:
    found = [issue for issue in issues if issue.path == path]
    assert len(found) == 1, issues
    return found[0]


def test_small_preset_has_nothing_wrong(library: PresetLibrary) -> None:
    assert library.validate("alttpr", "description: mine\nsettings: {goal: ganon, hints: 'off'}\n") == []


@pytest.mark.parametrize(
    ("content", "path", "words"),
    [
        ("goal_name: x", "settings", "missing"),
        ("settings: [a]", "settings", "mapping"),
        ("settings: ~", "settings", "mapping"),
        ("settings: {}\ngaol_name: x", "gaol_name", "goal_name"),
        ("settings: {}\nwhatever: x", "whatever", "Known are"),
        ("settings: {}\nextends: open", "extends", "ship with"),
        ("settings: {}\nrandomizer: smz3", "randomizer", "another game"),
        ("settings: {}\nrandomizer: [a]", "randomizer", "another game"),
        ("settings: {}\ndescription: [a]", "description", "text"),
        ("settings: {}\ncustomizer: 'true'", "customizer", "true or false"),
        ("settings: {}\nstudytime: soon", "studytime", "whole number"),
        ("settings: {hints: on}", "settings.hints", 'Write "on"'),
        ("settings: {hints: [x]}", "settings.hints", "one of"),
        ("settings: {crystals: 7}", "settings.crystals", "mapping"),
        ("settings: {notes: 5}", "settings.notes", "text"),
        ("settings: {override_start_screen: [1, 2, 3, 4]}", "settings.override_start_screen", "five"),
        ("settings: {override_start_screen: [1, 2, 3, 4, 32]}", "settings.override_start_screen[4]", "0 to 31"),
        ("settings: {allow_quickswap: 'on'}", "settings.allow_quickswap", "true or false"),
        ("settings: {}\navianart: true", "settings.preset", "missing"),
        ('settings: {preset: "x&action=y"}\navianart: true', "settings.preset", "name of a preset"),
        ("customizer: true\nsettings: {custom: {}, eq: Lamp}", "settings.eq", "list"),
        ("customizer: true\nsettings: {custom: {}, l: [1]}", "settings.l", "mapping"),
        ("customizer: true\nsettings: {custom: {}, l: {Catfish: 'Quake:1'}}", "settings.l.Catfish", "base64"),
        ("settings: {}\nforced_locations: x", "forced_locations", "list"),
        ("settings: {}\ncustomizer: true\nforced_locations: [x]", "forced_locations[0]", "mapping"),
    ],
)
def test_what_nobody_can_use_is_an_error(library: PresetLibrary, content: str, path: str, words: str) -> None:
    issue = issue_at(library.validate("alttpr", content), path)

    assert issue.severity == "error"
    assert issue.line is not None
    assert words in issue.message
    assert not ALTTPR.is_valid(load_document(content).data)
    with pytest.raises(InvalidPresetException, match=path.split("[", maxsplit=1)[0]):
        library.parse("alttpr", content)


@pytest.mark.parametrize(
    ("content", "path", "words"),
    [
        ("settings: {mode: opne}", "settings.mode", "Did you mean “open”"),
        ("settings: {crystals: {tower: 7}}", "settings.crystals.tower", 'Write "7"'),
        ("settings: {moode: open}", "settings.moode", "Did you mean “mode”"),
        ("settings: {name: " + "x" * 101 + "}", "settings.name", "first 100"),
        ("settings: {notes: " + "x" * 301 + "}", "settings.notes", "first 300"),
        ("customizer: true\nsettings: {}", "settings.custom", "does not work"),
        ("customizer: true\nsettings: {custom: {rom.freeItemMenu: true}}", "settings.custom", "item.require.Lamp"),
        (
            f"customizer: true\nsettings: {{custom: {{}}, l: {{{ELSEWHERE}: 'Lamp:1'}}}}",
            f"settings.l.{ELSEWHERE}",
            "no location “Elsewhere”",
        ),
        (
            f"settings: {{}}\nforced_locations: [{{item: 'Lamp:1', locations: [{CATFISH}]}}]",
            "forced_locations",
            "customizer: true",
        ),
    ],
)
def test_what_only_the_provider_can_judge_is_a_warning(
    library: PresetLibrary, content: str, path: str, words: str
) -> None:
    issue = issue_at(library.validate("alttpr", content), path)

    assert issue.severity == "warning"
    assert words in issue.message
    assert ALTTPR.is_valid(load_document(content).data)
    assert library.parse("alttpr", content).settings is not None


def test_custom_keys_may_be_flat_or_nested(library: PresetLibrary) -> None:
    custom = "{item: {require: {Lamp: false}}, rom.freeItemMenu: false, rom: {freeItemText: false}}"

    assert library.validate("alttpr", f"customizer: true\nsettings: {{custom: {custom}}}") == []


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("{locations: [Q2F0ZmlzaDox]}", "forced_locations[0].item"),
        ("{item: 'Lamp:1'}", "forced_locations[0].locations"),
        ("{item: 'Lamp:1', locations: []}", "forced_locations[0].locations"),
        ("{item: 'Lamp:1', locations: ['???']}", "forced_locations[0].locations[0]"),
        ("{item: 'Lamp:1', locations: [7]}", "forced_locations[0].locations[0]"),
        ("{item: 'Lamp:1', locations: [Q2F0ZmlzaDox], chance: 101}", "forced_locations[0].chance"),
        ("{item: 'Lamp:1', locations: [Q2F0ZmlzaDox], quantity: 0}", "forced_locations[0].quantity"),
        ("{item: 'Lamp:1', locations: [Q2F0ZmlzaDox], override: 1}", "forced_locations[0].override"),
        ("{item: 'Lamp:1', locations: [Q2F0ZmlzaDox], odds: 1}", "forced_locations[0].odds"),
    ],
)
def test_forced_location_that_cannot_be_placed_is_an_error(library: PresetLibrary, entry: str, path: str) -> None:
    content = f"customizer: true\nsettings: {{}}\nforced_locations: [{entry}]"

    issues = library.validate("alttpr", content)

    assert issue_at(issues, path).severity == "error"
    assert not ALTTPR.is_valid(load_document(content).data)


def test_issues_come_in_the_order_of_the_lines(library: PresetLibrary) -> None:
    issues = library.validate("alttpr", "nope: 1\nsettings: {hints: yes, mode: x}\ndoors: 1\n")

    assert [issue.line for issue in issues] == [1, 2, 2, 3]


def test_unreadable_text_is_an_issue_and_no_exception(library: PresetLibrary) -> None:
    assert library.validate("alttpr", b"\xff")[0].severity == "error"


def test_game_without_presets_is_refused(library: PresetLibrary) -> None:
    with pytest.raises(InvalidInputException, match="alttpr"):
        library.validate("zelda2", "settings: {}")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["on", "open", CATFISH, "Lamp:1"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["tower", "item", "a"]), inner),
    max_leaves=5,
)
forced = st.fixed_dictionaries({"item": anything, "locations": anything | st.lists(anything, max_size=3)})
documents = st.dictionaries(st.sampled_from(sorted(TOP_LEVEL)), anything) | st.fixed_dictionaries(
    {"settings": st.dictionaries(st.sampled_from(sorted(CUSTOMIZER_SETTINGS.fields)), anything)},
    optional={
        "customizer": st.booleans(),
        "doors": st.booleans(),
        "avianart": st.booleans(),
        "forced_locations": st.lists(forced, max_size=2) | anything,
    },
)


@given(documents)
@settings(max_examples=300, deadline=None)
def test_whatever_is_accepted_can_be_planned(document: dict[str, object]) -> None:
    library = PresetLibrary(Path("nowhere"), "")
    text = yaml.safe_dump(document)

    errors = [issue for issue in library.validate("alttpr", text) if issue.severity == "error"]

    if errors:
        with pytest.raises(InvalidPresetException):
            library.parse("alttpr", text)
    else:
        assert library.parse("alttpr", text).plan(SeedOptions()).payload is not None


@pytest.mark.parametrize(
    "content",
    [
        "settings: {}\n" + "".join(f"key{number}: x\n" for number in range(3000)),
        "settings:\n" + "".join(f"  key{number}: x\n" for number in range(3000)),
        "settings: {}\ncustomizer: true\nforced_locations:\n" + "- x\n" * 3000,
    ],
)
def test_flood_of_problems_is_cut_short(library: PresetLibrary, content: str) -> None:
    issues = library.validate("alttpr", content)

    assert 50 <= len(issues) <= 100


@pytest.mark.parametrize(
    "content",
    [
        "settings: {mode: " + "x" * 50_000 + "}",
        "settings: {? " + "x" * 50_000 + "\n: y}",
        "? " + "x" * 50_000 + "\n: y",
    ],
)
def test_what_is_shown_of_a_users_text_is_short(library: PresetLibrary, content: str) -> None:
    assert all(len(str(issue)) < 400 for issue in library.validate("alttpr", content))
