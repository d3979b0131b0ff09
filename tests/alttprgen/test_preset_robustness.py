"""No text whatever breaks the reading of presets, or makes it expensive."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alttprbot.alttprgen.preset import GAMES, SahasrahBotPresetCore
from alttprbot.alttprgen.preset_core import as_yaml
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.yaml_limits import LARGEST_NUMBER, USER_MAX_BYTES, load_document
from alttprbot.config import REPOSITORY
from alttprbot.exceptions import InvalidPresetException
from tests.alttprgen.hostile_documents import HOSTILE, check_everywhere

SECONDS, BYTES = 0.1, 50_000_000
SHIPPED = [
    preset.raw
    for game, kind in GAMES.items()
    for preset in read_folder(REPOSITORY / "presets" / game, kind).presets.values()
]
SNIPPETS = (
    *(
        "",
        " ",
        "\n",
        "\r",
        "\t",
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ud800",
        "é",
        "- ",
        ": ",
        "? ",
        "&a ",
        "*a",
        "!!x ",
    ),
    *(
        "<<: ",
        "@",
        "`",
        "%",
        "{",
        "}",
        "[",
        "]",
        "|\n",
        ">",
        "'",
        '"',
        "#",
        "~",
        "1:1.5",
        "0x_",
        "1e999",
        ".nan",
        "2024-02-30",
    ),
)


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_costs_little_time_and_memory(content: str, game: type[SahasrahBotPresetCore]) -> None:
    assert len(content.encode()) <= USER_MAX_BYTES
    # Whatever else runs on the machine slows this down, so that it gets more than one chance.
    assert any(_seconds_spent(game, content) < SECONDS for _ in range(10))
    assert _peak_memory(game, content) < BYTES


def test_process_that_reads_all_hostile_texts_hardly_grows() -> None:
    command = [sys.executable, "-m", "tests.alttprgen.hostile_documents"]
    grown = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)

    assert int(grown.stdout) * 1024 < BYTES


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_preset_is_read_or_refused(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SHIPPED))
    for _ in range(data.draw(st.integers(1, 3))):
        begin = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(begin, min(len(text), begin + 40)))
        text = text[:begin] + data.draw(st.sampled_from(SNIPPETS)) + text[end:]

    check_everywhere(text)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_preset_with_damaged_bytes_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SHIPPED)).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    check_everywhere(bytes(content))


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_NUMBER, LARGEST_NUMBER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["on", "no", "~", "1:30", "0x1F", "2024-02-30", "<<", "=", ".inf", "1_000", "- a", "a: b", "#"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["goal_name", "description", "settings", "on", "<<", "1", "="]), values))
@settings(max_examples=300, deadline=None)
def test_document_that_was_written_out_is_read_back_unchanged(document: dict[str, object]) -> None:
    assert load_document(as_yaml(document)).data == document


def _seconds_spent(game: type[SahasrahBotPresetCore], content: str) -> float:
    began = time.process_time()
    _check(game, content)
    return time.process_time() - began


def _peak_memory(game: type[SahasrahBotPresetCore], content: str) -> int:
    tracemalloc.start()
    try:
        _check(game, content)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _check(game: type[SahasrahBotPresetCore], content: str) -> None:
    with contextlib.suppress(InvalidPresetException):
        game.check(content)
