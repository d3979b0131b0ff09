"""What the shipped presets stand for. `alttpr_facts.json` is the independent statement of it, one line a preset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from alttprbot.alttprgen.preset import GAMES, PresetLibrary
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.config import REPOSITORY

PRESETS = REPOSITORY / "presets"
FACTS: Mapping[str, dict[str, Any]] = json.loads((Path(__file__).parent / "alttpr_facts.json").read_text())


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, Any]:
    return read_folder(PRESETS / "alttpr", GAMES["alttpr"]).presets


def test_every_preset_is_there_and_none_else(shipped: Mapping[str, Any]) -> None:
    assert sorted(shipped) == sorted(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_preset_expands_to_its_facts(shipped: Mapping[str, Any], name: str) -> None:
    document = deepcopy(dict(shipped[name].document))
    document.pop("description")
    document["settings"].pop("notes", None)

    # As JSON text, because to Python True is 1 and to the provider it is not.
    assert json.dumps(document, sort_keys=True) == json.dumps(FACTS[name], sort_keys=True)


@pytest.mark.parametrize("name", FACTS)
def test_preset_is_described_in_one_line_of_its_own(shipped: Mapping[str, Any], name: str) -> None:
    others = {preset.description for other, preset in shipped.items() if other != name}

    description = shipped[name].description

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


@pytest.mark.parametrize("name", FACTS)
def test_text_of_a_preset_can_be_uploaded_again(shipped: Mapping[str, Any], name: str) -> None:
    library = PresetLibrary(PRESETS, "")

    again = library.parse("alttpr", shipped[name].raw)

    assert again.document == shipped[name].document


@pytest.mark.parametrize(
    ("name", "provider"), [("crossdoors", "alttprdoor"), ("2025_crosskeys", "avianart"), ("open", "alttpr")]
)
def test_each_kind_of_preset_names_its_provider(shipped: Mapping[str, Any], name: str, provider: str) -> None:
    assert shipped[name].plan(SeedOptions()).provider == provider
