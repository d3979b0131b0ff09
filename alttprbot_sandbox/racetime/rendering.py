"""Templates of the pages for people, and how text becomes safe HTML in them."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

HERE = Path(__file__).parent
LINK = re.compile(r"(https?://[^\s<>()]+)")
MARKER = re.compile(r"##(\w+?)##(.+?)##")


class Renderer:
    """Renders the files in `templates`; everything is escaped unless it is markup already."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(linked=linked, clock=clock)

    def page(self, name: str, *, status: int = 200, **values: Any) -> web.Response:
        """A whole page, or a part of one."""
        text = self._environment.get_template(name).render(values)
        return web.Response(text=text, content_type="text/html", status=status)


def linked(text: str) -> Markup:
    """A line of text with its addresses as links and its markers as emphasis."""
    parts = MARKER.split(text)
    # The split yields text, class, marked text, text, class, …
    pieces = [_links(parts[0])]
    for kind, marked, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        pieces.append(Markup('<em class="{}">{}</em>').format(kind, _links(marked)))
        pieces.append(_links(rest))
    return Markup("").join(pieces)


def clock(value: timedelta | None) -> str:
    """`1:23:45`, as people read times of races."""
    return "" if value is None else str(value).partition(".")[0]


def _links(text: str) -> Markup:
    pieces = [
        Markup('<a href="{0}" target="_blank" rel="noopener">{0}</a>').format(part) if place % 2 else escape(part)
        for place, part in enumerate(LINK.split(text))
    ]
    return Markup("").join(pieces)
