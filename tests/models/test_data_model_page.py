"""The page about the data model says what the models say."""

from __future__ import annotations

from tools.data_model import DOCUMENT, page


def test_the_page_is_what_the_models_say() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == page(), "Write it anew: python -m tools.data_model"
