"""What people wrote, repeated to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.util.text import shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open", "open"),
        ("  two\n lines\t", "two lines"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u200bb\x00c", "a b c"),
        ("Größe 🦊", "Größe 🦊"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_text_is_one_short_line_of_what_can_be_seen(text: str, expected: str) -> None:
    assert shortened(text) == expected


@given(st.text(), st.integers(1, 80))
def test_whatever_is_written_fits_and_can_be_seen(text: str, length: int) -> None:
    shown = shortened(text, length)

    assert len(shown) <= length
    assert shown.isprintable()
