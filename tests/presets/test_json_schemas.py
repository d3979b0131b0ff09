"""The published JSON Schemas say what the checker says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alttprbot.alttprgen.customizer_schema import Location
from alttprbot.alttprgen.forced_locations import location_key
from alttprbot.alttprgen.preset import GAMES
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.preset_schema import as_text
from alttprbot.alttprgen.yaml_limits import YamlDocument
from alttprbot.config import REPOSITORY

SCHEMAS = {game: Draft202012Validator(kind.json_schema()) for game, kind in GAMES.items()}
SHIPPED: Mapping[str, Mapping[str, Any]] = {
    game: {name: preset.document for name, preset in read_folder(REPOSITORY / "presets" / game, kind).presets.items()}
    for game, kind in GAMES.items()
}
EVERY = [(game, name) for game, presets in SHIPPED.items() for name in presets]
CATFISH = location_key("Catfish")


def refused_by_checker(game: str, document: dict[str, Any]) -> list[str]:
    issues = GAMES[game].check_expanded(YamlDocument(document, ""))
    return [str(issue) for issue in issues if issue.severity == "error"]


def refused_by_schema(game: str, document: dict[str, Any]) -> list[str]:
    return [error.message for error in SCHEMAS[game].iter_errors(document)]


@pytest.mark.parametrize("game", GAMES)
def test_schema_is_a_schema(game: str) -> None:
    Draft202012Validator.check_schema(GAMES[game].json_schema())


@pytest.mark.parametrize("game", GAMES)
def test_schema_in_the_documentation_is_current(game: str) -> None:
    """`sahasrahbot.py presets schema GAME` writes it anew."""
    published = (REPOSITORY / "docs" / "schemas" / f"{game}.schema.json").read_text(encoding="utf-8")

    assert published == as_text(GAMES[game].json_schema())


def test_schema_of_every_game_is_in_the_documentation_and_none_else() -> None:
    published = {path.name for path in (REPOSITORY / "docs" / "schemas").iterdir()}

    assert published == {f"{game}.schema.json" for game in GAMES}


@pytest.mark.parametrize(("game", "name"), EVERY)
def test_shipped_preset_is_accepted(game: str, name: str) -> None:
    assert refused_by_schema(game, SHIPPED[game][name]) == []


# No whole number with a point and no pair of numbers in the wrong order: a schema cannot tell these.
scalars = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        3,
        8,
        -1,
        99,
        2.5,
        -0.5,
        "",
        "x",
        "on",
        "None",
        "none",
        "7",
        "٣",
        "Quake:1",
        CATFISH,
        "a/b\n",
    ]
)
junk = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["none", "a", "chance"]), inner, max_size=2)
    ),
    max_leaves=3,
)


def known_keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from known_keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from known_keys(part)


def _values(holder: Any) -> list[Any]:
    return list(holder.values()) if isinstance(holder, dict) else holder


KEYS = {game: sorted({*known_keys(kind.json_schema()), "none of these"}) for game, kind in GAMES.items()}


@st.composite
def mutants(draw: st.DrawFn, game: str) -> dict[str, Any]:
    """A shipped preset with something changed, gone or added."""
    document = deepcopy(dict(SHIPPED[game][draw(st.sampled_from(sorted(SHIPPED[game])))]))
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = document
        while inner := [value for value in _values(holder) if value and isinstance(value, dict | list)]:
            if draw(st.integers(0, 3)) == 0:
                break
            holder = draw(st.sampled_from(inner))
        if isinstance(holder, dict) and (not holder or draw(st.integers(0, 3)) == 0):
            holder[draw(st.sampled_from(KEYS[game]))] = draw(junk)
            continue
        key = (
            draw(st.sampled_from(sorted(holder))) if isinstance(holder, dict) else draw(st.integers(0, len(holder) - 1))
        )
        if draw(st.integers(0, 3)):
            holder[key] = draw(junk)
        else:
            del holder[key]
    return document


@pytest.mark.parametrize("game", GAMES)
@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_schema_refuses_what_the_checker_refuses_and_nothing_else(game: str, data: st.DataObject) -> None:
    document = data.draw(mutants(game))

    assert bool(refused_by_schema(game, document)) == bool(refused_by_checker(game, document))


@given(st.text(min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_encoded_location_is_told_from_other_text(name: str) -> None:
    schema = Draft202012Validator(Location().json_schema())

    assert schema.is_valid(location_key(name))
    assert not schema.is_valid(name) or location_key(name) == name
