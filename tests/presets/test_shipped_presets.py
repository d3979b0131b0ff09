"""What the shipped presets stand for. `alttpr_facts.json` is the independent statement of it, one line a preset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from alttprbot.alttprgen.preset import GAMES, PresetLibrary
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.config import REPOSITORY
from alttprbot.exceptions import InvalidInputException

PRESETS = REPOSITORY / "presets"
FACTS: Mapping[str, Mapping[str, dict[str, Any]]] = {
    game: json.loads((Path(__file__).parent / f"{game}_facts.json").read_text()) for game in GAMES
}
EVERY = [(game, name) for game, facts in FACTS.items() for name in facts]


@pytest.fixture(scope="module")
def every() -> Mapping[str, Mapping[str, Any]]:
    return {game: read_folder(PRESETS / game, kind).presets for game, kind in GAMES.items()}


@pytest.fixture
def shipped(every: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    return every["alttpr"]


@pytest.mark.parametrize("game", GAMES)
def test_every_preset_is_there_and_none_else(every: Mapping[str, Mapping[str, Any]], game: str) -> None:
    assert sorted(every[game]) == sorted(FACTS[game])


@pytest.mark.parametrize(("game", "name"), EVERY)
def test_preset_expands_to_its_facts(every: Mapping[str, Mapping[str, Any]], game: str, name: str) -> None:
    document = deepcopy(dict(every[game][name].document))
    document.pop("description")
    document.get("settings", {}).pop("notes", None)

    # As JSON text, because to Python True is 1 and to the provider it is not.
    assert json.dumps(document, sort_keys=True) == json.dumps(FACTS[game][name], sort_keys=True)


@pytest.mark.parametrize(("game", "name"), EVERY)
def test_preset_is_described_in_one_line_of_its_own(
    every: Mapping[str, Mapping[str, Any]], game: str, name: str
) -> None:
    others = {preset.description for other, preset in every[game].items() if other != name}

    description = every[game][name].description

    assert description
    assert "\n" not in description
    assert len(description) <= 110
    assert description not in others


def test_notes_fit_into_what_the_site_keeps(shipped: Mapping[str, Any]) -> None:
    notes = {name: preset.settings["notes"] for name, preset in shipped.items() if "notes" in preset.settings}

    assert len(notes) == 57
    assert all(0 < len(text) <= 300 for text in notes.values())


@pytest.mark.parametrize("game", GAMES)
def test_no_shipped_file_has_anything_wrong(game: str) -> None:
    assert [str(issue) for issue in read_folder(PRESETS / game, GAMES[game]).issues] == []


def test_every_folder_belongs_to_a_game() -> None:
    assert {path.name for path in PRESETS.iterdir()} == set(GAMES)


@pytest.mark.parametrize(("game", "name"), EVERY)
def test_text_of_a_preset_can_be_uploaded_again(every: Mapping[str, Mapping[str, Any]], game: str, name: str) -> None:
    library = PresetLibrary(PRESETS, "")

    again = library.parse(game, every[game][name].raw)

    assert again.document == every[game][name].document


@pytest.mark.parametrize(
    ("name", "provider"), [("crossdoors", "alttprdoor"), ("2025_crosskeys", "avianart"), ("open", "alttpr")]
)
def test_each_kind_of_preset_names_its_provider(shipped: Mapping[str, Any], name: str, provider: str) -> None:
    assert shipped[name].plan(SeedOptions()).provider == provider


def test_planning_leaves_every_preset_as_it_was() -> None:
    """Presets share what they inherit, so that a change of one would be a change of others."""
    folders = {game: read_folder(PRESETS / game, kind).presets for game, kind in GAMES.items()}
    documents = [preset.document for presets in folders.values() for preset in presets.values()]
    before = json.dumps(documents)

    for presets in folders.values():
        for preset in presets.values():
            with suppress(InvalidInputException):
                preset.with_references(folders["alttpr"]).plan(SeedOptions(hints=True, allow_quickswap=True))

    assert json.dumps(documents) == before
