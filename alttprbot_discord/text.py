"""Text for messages and embeds."""

from __future__ import annotations

import nh3
from discord.utils import escape_markdown, escape_mentions
from markdownify import markdownify

TAGS = frozenset({"a", "b", "br", "code", "em", "i", "li", "p", "strong", "ul"})


def plain(text: str) -> str:
    """Text that may hold what people wrote, to be seen as it is: it is not formatted and mentions nobody."""
    return escape_mentions(escape_markdown(text))


def from_html(html: str) -> str:
    """Somebody's HTML as Discord formats text: emphasis, lists, code and links to the web. It mentions nobody."""
    safe = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel=None,
    )
    return escape_mentions(str(markdownify(safe, bullets="-")).strip())
