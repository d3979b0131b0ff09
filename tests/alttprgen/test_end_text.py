"""What the game can show at the Triforce, and how it gets into a seed."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.end_text import ALLOWED, end_text, with_end_text
from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.exceptions import InvalidInputException
from alttprbot_sandbox.alttpr.validation import check_customizer
from tests.alttprgen.conftest import events

LINE = st.text(st.sampled_from(sorted(ALLOWED)), max_size=19)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Hello", "World", "!"], "Hello\nWorld\n!"),
        (["Hello"], "Hello\n\n"),
        (["", "It's 3-2, ok?"], "\nIt's 3-2, ok?\n"),
        (["  middle  "], "  middle\n\n"),
        (["…~～↑↓→←.!"], "…~～↑↓→←.!\n\n"),
        (["がアン"], "がアン\n\n"),
        (["か\u3099"], "が\n\n"),
    ],
)
def test_a_text_has_three_lines(lines: list[str], text: str) -> None:
    assert end_text(lines) == text


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["x" * 20], "Line 1 is too long: it has 20 characters of 19"),
        (["", "{PAUSE3}"], "“{” “}” in line 2"),
        (["a@b"], "“@”"),
        (["é"], "“é”"),
        (["a\nb"], "U\\+000A"),
        (["a\n"], "U\\+000A"),
        (["ゐ"], "“ゐ”"),
        (["ー"], "“ー”"),
        (["\u202e"], "U\\+202E"),
        (["a", "b", "c", "d"], "at most 3 lines"),
        (["", "  ", ""], "at least one line"),
        ([], "at least one line"),
    ],
)
def test_what_the_game_cannot_show_is_refused(lines: list[str], why: str) -> None:
    with pytest.raises(InvalidInputException, match=why):
        end_text(lines)


@given(st.lists(st.text(max_size=25), max_size=4))
def test_whatever_is_accepted_can_be_shown_and_stored(lines: list[str]) -> None:
    try:
        text = end_text(lines)
    except InvalidInputException:
        return

    shown = text.split("\n")
    assert len(shown) == 3
    assert all(len(line) <= 19 and set(line) <= ALLOWED for line in shown)
    assert len(text) <= 200
    assert end_text(shown) == text


@given(st.lists(LINE, min_size=1, max_size=3))
def test_all_that_the_font_has_is_accepted(lines: list[str]) -> None:
    if any(line.strip(" ") for line in lines):
        assert end_text(lines)


async def plan(library: PresetLibrary, preset: str, **options: Any) -> Any:
    return (await library.get("alttpr", preset)).plan(SeedOptions(**options))


async def test_a_text_stands_among_those_of_the_preset(library: PresetLibrary) -> None:
    before = await plan(library, "ambrosia")
    before.settings["texts"] = {"uncle_leaving_text": "Bye", "end_triforce": "old"}

    after = with_end_text(before, "Hello\n\n", 7)

    assert after.payload["texts"] == {"uncle_leaving_text": "Bye", "end_triforce": "{NOBORDER}\nHello\n\n"}
    assert {**after.settings, "texts": None} == {**before.settings, "texts": None}
    assert (after.endpoint, after.details) == (before.endpoint, {"end_text": 7})
    assert before.settings["texts"]["end_triforce"] == "old"


async def test_an_ordinary_preset_goes_to_the_customizer_for_it(library: PresetLibrary) -> None:
    before = await plan(library, "open", festive=True)

    after = with_end_text(before, "Hello\n\n", 7)

    assert (after.endpoint, after.customizer) == ("POST /festive/api/customizer", True)
    assert {key: after.payload[key] for key in before.settings if key != "entrances"} == {
        key: value for key, value in before.settings.items() if key != "entrances"
    }
    assert sum(after.payload["custom"]["item"]["count"].values()) == 216
    check_customizer(after.settings)


@pytest.mark.parametrize("preset", ["crosskeys", "keysanity", "retrance", "basicdoors", "2025_crosskeys"])
async def test_what_cannot_have_a_text_is_left_as_it_is(
    library: PresetLibrary, preset: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = await plan(library, preset)

    with caplog.at_level(logging.WARNING):
        after = with_end_text(before, "Hello\n\n", 7)

    assert after is before
    assert [record.preset for record in events(caplog, "end_text_impossible")] == [preset]  # type: ignore[attr-defined]
