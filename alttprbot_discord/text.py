"""Text for messages and embeds."""

from __future__ import annotations

from discord.utils import escape_markdown, escape_mentions


def plain(text: str) -> str:
    """Text that may hold what people wrote, to be seen as it is: it is not formatted and mentions nobody."""
    return escape_mentions(escape_markdown(text))
