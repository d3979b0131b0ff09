"""The file of an event: what can be said in it, and how one is told of what cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.config import REPOSITORY
from alttprbot.services.onsite_event import EventFileError, OnsiteEvent, read_event

SHIPPED = REPOSITORY / "events" / "sgl2024.yaml"
SMALL = """\
title: Tuesday
games:
  alttpr:
    title: A Link to the Past
    game: alttpr
    preset: open
"""
CAPACITY = """\
capacity:
  threshold: 3
  timezone: Europe/Berlin
  events:
    tuesday: {title: Tuesday, hours: 2}
"""


@pytest.fixture
async def presets() -> PresetLibrary:
    library = PresetLibrary(root=REPOSITORY / "presets", list_url="https://bot.example/presets")
    await library.load()
    return library


def read(tmp_path: Path, presets: PresetLibrary, text: str) -> OnsiteEvent:
    path = tmp_path / "event.yaml"
    path.write_text(text, encoding="utf-8")
    return read_event(path, presets)


def test_the_event_that_ships_has_six_games_and_eleven_tournaments(presets: PresetLibrary) -> None:
    event = read_event(SHIPPED, presets)

    assert {key: event.label(key) for key in event.games} == {
        "ootr": "ootr",
        "alttpr": "alttpr",
        "ffr": "ffr",
        "smr": "smr",
        "smz3": "smz3",
        "smz3/main": "smz3_main",
    }
    assert event.capacity is not None
    assert (event.capacity.threshold, event.capacity.timezone, event.capacity.first_hour) == (25, "US/Eastern", 8)
    assert {slug: each.hours for slug, each in event.capacity.events.items()} == {
        "sgl24smb3rx": 3,
        "sgl24mmxx": 1,
        "sgl24smz3": 3.5,
        "sgl24smrx": 1.75,
        "sgl24mm64r": 2.5,
        "sgl24ffrx": 1.5,
        "sgl24z1rx": 2,
        "sgl24ootr": 3,
        "sgl24alttprx": 2,
        "sgl24wwr": 2.5,
        "sgl24alttpnmg": 2,
    }


def test_little_has_to_be_said(tmp_path: Path, presets: PresetLibrary) -> None:
    event = read(tmp_path, presets, SMALL + CAPACITY)

    assert event.games["alttpr"].preset == "open"
    assert event.capacity is not None
    assert (event.capacity.slot_minutes, event.capacity.horizon_hours, event.capacity.first_hour) == (15, 48, 0)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("game: alttpr", "game: altppr", "no seeds of “altppr” can be handed out. Did you mean “alttpr”?"),
        ("game: alttpr", "game: z1r", "no seeds of “z1r” can be handed out"),
        ("preset: open", "preset: opne", "alttpr has no preset “opne”. Did you mean “open”?"),
        ("preset: open", "preset: a/b/c", "“a/b/c” cannot be the name of a preset"),
        ("    preset: open\n", "", "it does not say which preset is rolled"),
        ("preset: open", "preset: open\n    parameters: {flags: x}", "alttpr has no parameters: it has presets"),
        ("game: alttpr", "game: ff1r", "ff1r has no presets of ours: say `parameters` instead"),
        ("game: alttpr\n    preset: open", "game: smz3\n    preset: hard\n    text_pool: a", "only seeds of alttpr"),
        ("preset: open", "preset: open\n    colour: red", "line 7: games.alttpr.colour: Extra inputs"),
        ("preset: open", "preset: open\n    wait: 3600", "games.alttpr.wait: Input should be less than or equal to 30"),
        ("preset: open", "preset: open\n    generator_url: javascript:x", "must be an http:// or https:// address"),
        ("title: Tuesday\ngames", "games", "title: Field required"),
        ("  alttpr:", "  Alttpr/:", "String should match pattern"),
        ("hours: 2", "hours: 5", "capacity.events.tuesday.hours: Input should be less than or equal to 4"),
        ("Europe/Berlin", "Berlin", "capacity.timezone: must be the name of a time zone"),
        ("threshold: 3", "threshold: 3\n  slot_minutes: 25", "capacity.slot_minutes: must go into an hour"),
        ("title: A Link", "title: : A Link", "line 4"),
    ],
)
def test_what_cannot_be_is_named_with_its_place(
    tmp_path: Path, presets: PresetLibrary, old: str, new: str, told: str
) -> None:
    text = SMALL + CAPACITY
    assert old in text

    with pytest.raises(EventFileError) as caught:
        read(tmp_path, presets, text.replace(old, new, 1))

    assert told in str(caught.value)
    assert "SGLIVE_EVENT_FILE, event.yaml, cannot be used" in str(caught.value)


def test_everything_is_told_at_once(tmp_path: Path, presets: PresetLibrary) -> None:
    second = "  smz3:\n    title: Combo\n    game: smz3\n    preset: nothing\n"

    with pytest.raises(EventFileError) as caught:
        read(tmp_path, presets, SMALL.replace("preset: open", "preset: nowhere") + second)

    assert len(caught.value.problems) == 2


def test_a_preset_of_somebody_may_come_later(tmp_path: Path, presets: PresetLibrary) -> None:
    event = read(tmp_path, presets, SMALL.replace("preset: open", "preset: ana/opening"))

    assert event.games["alttpr"].preset == "ana/opening"


def test_a_file_that_is_not_there_is_said(tmp_path: Path, presets: PresetLibrary) -> None:
    with pytest.raises(EventFileError, match="No such file"):
        read_event(tmp_path / "none.yaml", presets)
