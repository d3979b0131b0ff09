"""How presets are named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.preset import PresetIdentifier
from alttprbot.exceptions import InvalidInputException, NoPresetSpecifiedException

segments = st.text(alphabet="abcxyz019_-", min_size=1, max_size=50)
blanks = st.text(alphabet=" \t", max_size=3)


@given(name=segments, namespace=st.none() | segments, around=blanks)
def test_whatever_is_written_out_is_read_back(name: str, namespace: str | None, around: str) -> None:
    identifier = PresetIdentifier(name, namespace)

    typed = f"{around}{str(identifier).upper()}{around}"

    assert PresetIdentifier.parse(typed) == identifier


@given(st.text(max_size=80) | st.text(alphabet="ab/.\\ -_%\n\0é", max_size=12))
def test_what_is_read_can_be_the_name_of_a_file_and_of_nothing_above_it(typed: str) -> None:
    try:
        identifier = PresetIdentifier.parse(typed)
    except (InvalidInputException, NoPresetSpecifiedException):
        return

    for part in (identifier.name, identifier.namespace or "x"):
        assert 1 <= len(part) <= 50
        assert set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")
