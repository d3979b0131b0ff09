"""Markdown of other people, as HTML that can be put into a page."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

TAGS = frozenset({
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
LINK_SCHEMES = frozenset({"http", "https"})
LINK_REL = "nofollow noopener noreferrer ugc"

_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}


def safe_html(markdown: str) -> str:
    """The text as HTML without anything that acts: HTML in it is shown as it was typed, and links lead to http and
    https addresses only. A line break stays one.
    """
    renderer = MarkdownIt("js-default", {"html": False, "breaks": True})
    return nh3.clean(
        renderer.render(markdown),
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(LINK_SCHEMES),
        url_relative="deny",
        link_rel=LINK_REL,
    )
