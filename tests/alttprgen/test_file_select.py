"""The five icons by which players see that they hold the same seed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.file_select import (
    EMOJI_NAMES,
    ICONS,
    LENGTH,
    OFFSET,
    PatchFormatError,
    code_of_patch,
    code_of_text,
    read_bytes,
)

BEFORE = {"227731": [216]}
AFTER = {"1573700": [1, 2]}


def test_names_of_the_icons_are_those_of_the_game() -> None:
    names = [icon.name for icon in ICONS]

    assert len(names) == len(set(names)) == 32
    assert (names[0], names[5], names[17], names[31]) == ("Bow", "Magic Powder", "Empty Bottle", "Big Key")
    assert EMOJI_NAMES["Boots"] == "GoFast"


@pytest.mark.parametrize(
    "patch",
    [
        [BEFORE, {str(OFFSET): [0, 14, 3, 27, 9]}, AFTER],
        [BEFORE, {str(OFFSET - 2): [1, 0, 0, 14, 3, 27, 9, 31]}, AFTER],
        [{str(OFFSET): [0, 14, 3, 27, 9]}, AFTER],
        [BEFORE, {str(OFFSET): [0, 14, 3, 27, 9]}],
        [BEFORE, {str(OFFSET - 300): [7] * 300 + [0, 14, 3, 27, 9]}],
        [{str(OFFSET): [0, 14, 3, 27, 9]}],
    ],
    ids=["own run", "inside a longer run", "first run", "last run", "end of a longer run", "only run"],
)
def test_code_is_read_from_the_run_that_holds_it(patch: list[dict[str, list[int]]]) -> None:
    assert code_of_patch(patch) == ("Bow", "Flute", "Bombs", "Tunic", "Ether")


@pytest.mark.parametrize(
    "patch",
    [
        [],
        [BEFORE, AFTER],
        [{str(OFFSET): [1, 2, 3, 4]}],
        [{str(OFFSET + 1): [1, 2, 3, 4, 5]}],
        [{str(OFFSET): [1, 2]}, {str(OFFSET + 2): [3, 4, 5]}],
        [{str(OFFSET): [1, 2, 3, 4, 32]}],
        [{str(OFFSET): [1, 2, 3, 4, -1]}],
    ],
)
def test_patch_without_five_icons_is_refused_rather_than_guessed_at(patch: list[dict[str, list[int]]]) -> None:
    with pytest.raises(PatchFormatError):
        code_of_patch(patch)


@given(
    code=st.lists(st.integers(0, 31), min_size=LENGTH, max_size=LENGTH),
    lead=st.lists(st.integers(0, 255), max_size=40),
    tail=st.lists(st.integers(0, 255), max_size=40),
    others=st.dictionaries(st.integers(0, OFFSET - 100), st.lists(st.integers(0, 255), max_size=20), max_size=5),
    at=st.integers(0, 5),
)
def test_code_is_found_whatever_stands_around_it(
    code: list[int], lead: list[int], tail: list[int], others: dict[int, list[int]], at: int
) -> None:
    patch = [{str(offset): values} for offset, values in others.items()]
    patch.insert(at, {str(OFFSET - len(lead)): [*lead, *code, *tail]})

    assert code_of_patch(patch) == tuple(ICONS[number].name for number in code)


@given(
    runs=st.dictionaries(st.integers(0, 60), st.lists(st.integers(0, 255), max_size=10), max_size=8),
    offset=st.integers(0, 70),
    length=st.integers(1, 8),
)
def test_bytes_are_read_as_from_a_rom_that_the_patch_was_applied_to(
    runs: dict[int, list[int]], offset: int, length: int
) -> None:
    covering = [
        values[offset - start : offset - start + length]
        for start, values in runs.items()
        if start <= offset and offset + length <= start + len(values)
    ]
    patch = [{str(start): values} for start, values in runs.items()]

    if covering:
        assert read_bytes(patch, offset, length) in covering
    else:
        with pytest.raises(PatchFormatError):
            read_bytes(patch, offset, length)


def test_code_of_other_randomizers_gets_our_names() -> None:
    assert code_of_text("Bow, Bomb, Rod, Key, Tunic") == ("Bow", "Bombs", "Ice Rod", "Big Key", "Tunic")


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.name)
def test_every_icon_is_known_by_its_other_name(icon: object) -> None:
    assert code_of_text(icon.other_name) == (icon.name,)  # type: ignore[attr-defined]


def test_name_that_nobody_knows_stays() -> None:
    assert code_of_text("Bow,  Banana ,") == ("Bow", "Banana")
