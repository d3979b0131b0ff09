"""Server-rendered pages: what every one of them shows around what is its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

import quart
from markupsafe import Markup
from quart import Quart, Response, current_app, make_response, render_template, request

from alttprbot_api.assets import Assets

if TYPE_CHECKING:
    from alttprbot.config import Settings
    from alttprbot_api.identity import Identity

Theme = Literal["system", "light", "dark"]
Category = Literal["success", "info", "warning", "error"]

SITE = "SahasrahBot"
EXTENSION = "pages"
THEME_COOKIE = "theme"
SECTIONS = ("/presets", "/sglive/")
THEMES: tuple[Theme, ...] = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation or of the breadcrumb; the last crumb, the page itself, has no address."""

    label: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same on all pages, for templates as `frame`."""

    identity: Identity | None
    navigation: Sequence[Link]
    crumbs: Sequence[Link]
    theme: Theme
    here: str
    section: str


class Pages:
    """What the application's templates need beyond their own context; `identity` says who looks at the page."""

    def __init__(self, settings: Settings, assets: Assets, identity: Callable[[], Identity | None]) -> None:
        self.settings = settings
        self.assets = assets
        self._identity = identity
        self._zone = ZoneInfo(settings.default_timezone)

    def install(self, app: Quart) -> None:
        """Register with an application; once."""
        app.extensions[EXTENSION] = self
        app.jinja_env.globals |= {"site": SITE, "settings": self.settings, "asset": self.assets.url, "Link": Link}
        app.jinja_env.filters |= {"when": self.time, "numbered": numbered_lines, "breakable": breakable, "prose": prose}
        app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    def frame(self, crumbs: Sequence[Link]) -> Frame:
        """The surroundings of the page that is being made."""
        links = [Link("Home", "/"), Link("Presets", "/presets")]
        if self.settings.sglive_enabled:
            links.append(Link("SG Live", "/sglive/"))
        if self.settings.docs_url:
            links.append(Link("Docs", self.settings.docs_url))
        trail = [Link("Home", "/"), *crumbs] if crumbs else []
        return Frame(self._identity(), links, trail, chosen_theme(), _here(), _section())

    def time(self, moment: datetime) -> Markup:
        """A `<time>` element in the zone of the settings; the script of the pages shows the viewer's own."""
        utc = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        local = utc.astimezone(self._zone)
        shown = f"{local.day} {local:%b %Y, %H:%M %Z}"
        return Markup('<time datetime="{}">{}</time>').format(utc.strftime("%Y-%m-%dT%H:%M:%SZ"), shown)


async def render(
    template: str, status: int = 200, *, title: str = "", crumbs: Sequence[Link] = (), **context: Any
) -> Response:
    """A whole page. `crumbs` lead from below the home page to this one, which is the last of them."""
    pages: Pages = current_app.extensions[EXTENSION]
    frame = pages.frame(crumbs)
    body = await render_template(template, frame=frame, title=title, **context)
    response = await make_response(body, status)
    assert isinstance(response, Response)  # noqa: S101 - make_response gives ours for text
    # A page has the name of its reader on it, or a form that belongs to their session.
    response.headers["Cache-Control"] = "no-store" if frame.identity else "private, no-cache"
    response.vary.add("Cookie")
    return response


async def flash(text: str, category: Category = "success") -> None:
    """Say something on the next page that this visitor sees."""
    await quart.flash(text, category)


def chosen_theme() -> Theme:
    """The theme that the visitor chose; their system's if they did not."""
    chosen = request.cookies.get(THEME_COOKIE)
    return next((theme for theme in THEMES if theme == chosen), "system")


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text, counted from 1 as YAML counts them."""
    return list(enumerate(text.splitlines(), start=1))


def breakable(key: str) -> Markup:
    """The dotted name of a setting, which may be broken between its parts."""
    return Markup("<wbr>").join(re.findall(r"[^._]+[._]?|[._]", key))


def prose(message: str) -> Markup:
    """A message with what stands between backticks as code."""
    code = Markup("<code>{}</code>")
    parts = enumerate(re.split(r"`([^`\n]+)`", message))
    return Markup("").join(code.format(part) if index % 2 else part for index, part in parts)


def _here() -> str:
    """The address of the page within the site; of what a form was sent to there may be no page."""
    if request.method != "GET":
        return "/"
    query = request.query_string.decode("latin-1")
    return f"{request.path}?{query}" if query else request.path


def _section() -> str:
    """The entry of the navigation that the page belongs to."""
    if request.path == "/":
        return "/"
    return next((section for section in SECTIONS if request.path.startswith(section)), "")
