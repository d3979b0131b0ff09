"""The pages of the simulated racetime.gg: a list of rooms, and a room in which one can race."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import quote

from aiohttp import web

from alttprbot_sandbox.racetime.oauth import PERSONA_COOKIE
from alttprbot_sandbox.racetime.people import People
from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.serial import ENTRANT_LABELS, STATUS_LABELS
from alttprbot_sandbox.racetime.state import BEFORE_START, Message, Race, RaceSettings, RuleError, User
from alttprbot_sandbox.racetime.templates import FRAME, HOME, ROOM, SCRIPT
from alttprbot_sandbox.racetime.world import RaceWorld

LINK = re.compile(r"(https?://[^\s<>()]+)")


class Pages:
    """Server-rendered pages: plain forms, and a small script that keeps a room up to date."""

    def __init__(self, world: RaceWorld, rooms: Rooms, people: People) -> None:
        self._world = world
        self._rooms = rooms
        self._people = people

    def routes(self) -> list[web.RouteDef]:
        """Paths that no category can have."""
        return [
            web.get("/", self.home),
            web.get("/_static/room.js", self.script),
            web.post("/persona", self.choose_persona),
            web.post("/open", self.open_room),
        ]

    def room_routes(self) -> list[web.RouteDef]:
        """Rooms; registered after the API."""
        return [
            web.get("/{category}/{room}", self.room),
            web.get("/{category}/{room}/live", self.live),
            web.post("/{category}/{room}/say", self.say),
            web.post("/{category}/{room}/do/{verb}", self.do),
        ]

    async def home(self, request: web.Request) -> web.Response:
        """The rooms, and how to open one."""
        rows = "".join(
            f'<tr><td><a href="/{escape(race.name)}">{escape(race.name)}</a><td>{STATUS_LABELS[race.status]}'
            f"<td>{escape(race.settings.goal or race.settings.custom_goal or '')}<td>{len(race.entrants)}"
            for race in reversed(self._world.races.values())
        )
        goals = "".join(
            f'<option value="{escape(category.slug)}|{escape(goal)}">{escape(category.name)}: {escape(goal)}</option>'
            for category in self._world.categories.values()
            for goal in category.goals
        )
        body = HOME.format(rows=rows or "<tr><td colspan=4>No room is open.", goals=goals)
        return self._page(request, "Race rooms", body)

    async def script(self, _: web.Request) -> web.Response:
        """What keeps a room up to date."""
        return web.Response(text=SCRIPT, content_type="text/javascript")

    async def choose_persona(self, request: web.Request) -> web.Response:
        """Be somebody."""
        form = await request.post()
        back = str(form.get("back", "/"))
        answer = web.HTTPSeeOther(back if re.fullmatch(r"/[\w/-]*", back) else "/")
        answer.set_cookie(PERSONA_COOKIE, str(form.get("persona")), httponly=True, samesite="Lax")
        raise answer

    async def open_room(self, request: web.Request) -> web.Response:
        """Open a room as the chosen persona."""
        form = await request.post()
        slug, _, goal = str(form.get("goal")).partition("|")
        race = self._rooms.open(
            self._world.categories[slug],
            RaceSettings(goal=goal, unlisted=bool(form.get("unlisted"))),
            by=self._persona(request),
            invitational=bool(form.get("invitational")),
        )
        raise web.HTTPSeeOther(f"/{race.name}")

    async def room(self, request: web.Request) -> web.Response:
        """A race room."""
        race = self._find(request)
        error = request.query.get("error", "")
        body = ROOM.format(
            name=escape(race.name),
            slug=escape(race.slug),
            error=f'<p class="error" role="alert">{escape(error)}</p>' if error else "",
            live=self._live(race, self._persona(request)),
        )
        return self._page(request, race.name, body)

    async def live(self, request: web.Request) -> web.Response:
        """The part of the room that changes."""
        race = self._find(request)
        return web.Response(text=self._live(race, self._persona(request)), content_type="text/html")

    async def say(self, request: web.Request) -> web.Response:
        """Chat; an action of a bot fills its message from the form."""
        form = await request.post()
        fields = {key: str(value) for key, value in form.items()}
        return self._act(request, "say", _fill(fields.pop("message", ""), fields))

    async def do(self, request: web.Request) -> web.Response:
        """Join, be ready, finish, …"""
        return self._act(request, request.match_info["verb"])

    def _act(self, request: web.Request, verb: str, text: str = "") -> web.Response:
        race = self._find(request)
        try:
            self._people.perform(race, self._persona(request), verb, text=text)
        except RuleError as error:
            raise web.HTTPSeeOther(f"/{race.name}?error={quote(str(error))}") from error
        raise web.HTTPSeeOther(f"/{race.name}")

    def _find(self, request: web.Request) -> Race:
        race = self._world.races.get(f"{request.match_info['category']}/{request.match_info['room']}")
        if race is None:
            raise web.HTTPNotFound
        return race

    def _persona(self, request: web.Request) -> User:
        users = list(self._world.users.values())
        return self._world.users.get(request.cookies.get(PERSONA_COOKIE, ""), users[0])

    def _page(self, request: web.Request, title: str, body: str) -> web.Response:
        me = self._persona(request)
        people = "".join(
            f'<option value="{escape(user.id)}"{" selected" if user is me else ""}>{escape(user.name)}</option>'
            for user in self._world.users.values()
        )
        page = FRAME.format(title=escape(title), body=body, people=people, back=escape(request.path))
        return web.Response(text=page, content_type="text/html")

    def _live(self, race: Race, me: User) -> str:
        info = "<br>".join(_linked(text) for text in (race.info_user, race.info_bot) if text)
        entrants = "".join(
            f'<li class="{entrant.status}"><b>{escape(entrant.user.name)}</b> <span>{ENTRANT_LABELS[entrant.status]}'
            f"{f' {str(entrant.finish_time).partition(chr(46))[0]}' if entrant.finish_time else ''}</span>"
            for entrant in race.entrants
        )
        messages = "".join(self._message(race, item) for item in race.messages if _visible(item, me))
        return (
            f'<header><p class="status">{STATUS_LABELS[race.status]}</p>'
            f"<p>{escape(race.settings.goal or race.settings.custom_goal or '')}</p>"
            f'<p class="info">{info or "No race information yet."}</p></header>'
            f'<section class="side"><h2>Entrants</h2><ul class="entrants">{entrants or "<li>Nobody yet"}</ul>'
            f'<div class="do">{self._buttons(race, me)}</div></section>'
            f'<section class="chat"><h2>Chat</h2><ol id="messages">{messages}</ol></section>'
        )

    def _buttons(self, race: Race, me: User) -> str:
        entrant = race.entrant(me)
        verbs = {
            None: ["join"] if race.status in BEFORE_START else [],
            "invited": ["accept_invite", "decline_invite"],
            "requested": ["leave"],
            "not_ready": ["ready", "leave"],
            "ready": ["unready"],
            "in_progress": ["done", "forfeit"],
            "done": ["undone"],
            "dnf": ["unforfeit"],
        }.get(entrant.status if entrant else None, [])
        if race.may_monitor(me) and not race.is_over:
            verbs = [*verbs, *(["start"] if race.status in BEFORE_START else []), "cancel"]
        return "".join(
            f'<form method=post action="/{escape(race.name)}/do/{verb}"><button>{verb.replace("_", " ").capitalize()}'
            f"</button></form>"
            for verb in verbs
        )

    def _message(self, race: Race, message: Message) -> str:
        author = message.bot or (message.user.name if message.user else "")
        kind = "system" if message.is_system else "bot" if message.bot else "user"
        actions = "".join(self._action(race, label, action) for label, action in message.actions.items())
        return (
            f'<li class="{kind}"><time>{message.posted_at:%H:%M}</time> <b>{escape(author)}</b> '
            f"<span>{_linked(message.text)}</span>{actions}"
        )

    def _action(self, race: Race, label: str, action: dict[str, Any]) -> str:
        if "url" in action:
            return f' <a class="action" href="{escape(action["url"])}">{escape(label)}</a>'
        fields = "".join(_field(question) for question in action.get("survey") or [])
        form = (
            f'<form method=post action="/{escape(race.name)}/say"><input type=hidden name=message '
            f'value="{escape(action["message"])}">{fields}<button>{escape(action.get("submit") or label)}</button></form>'
        )
        return f"<details><summary>{escape(label)}{'…' if fields else ''}</summary>{form}</details>"


def _field(question: dict[str, Any]) -> str:
    name, label = escape(question["name"]), escape(question["label"])
    default = question.get("default")
    if question["type"] == "bool":
        control = f'<input type=checkbox name="{name}" value="{name}"{" checked" if default else ""}>'
    elif question["type"] in {"select", "radio"}:
        options = "".join(
            f'<option value="{escape(value)}"{" selected" if value == default else ""}>{escape(text)}</option>'
            for value, text in question["options"].items()
        )
        control = f'<select name="{name}">{options}</select>'
    else:
        hint = escape(question.get("placeholder") or "")
        control = f'<input name="{name}" placeholder="{hint}" value="{escape(str(default or ""))}">'
    return f"<label>{label} {control}</label>"


def _fill(template: str, fields: dict[str, str]) -> str:
    """Replace the first `${name}` of every field; what stays unfilled (an unticked box) becomes nothing."""
    for name, value in fields.items():
        template = template.replace(f"${{{name}}}", value, 1)
    return re.sub(r"\$\{[^}]*\}", "", template).strip()


def _linked(text: str) -> str:
    parts = LINK.split(text)
    return "".join(
        f'<a href="{escape(part)}" target="_blank" rel="noopener">{escape(part)}</a>' if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _visible(message: Message, me: User) -> bool:
    return not message.deleted and (message.direct_to is None or message.direct_to is me or message.user is me)
