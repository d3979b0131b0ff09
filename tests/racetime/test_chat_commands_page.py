"""The page that lists the chat commands for organisers."""

from __future__ import annotations

from tools.chat_commands import DOCUMENT, page


def test_the_page_lists_the_commands_that_there_are() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == page(), "Write it anew: python -m tools.chat_commands"
