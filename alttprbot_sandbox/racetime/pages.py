"""The pages of the simulated racetime.gg: categories with their rooms, and a room in which one can race."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from alttprbot_sandbox.racetime.actions import actions_of
from alttprbot_sandbox.racetime.forms import created_settings
from alttprbot_sandbox.racetime.people import People
from alttprbot_sandbox.racetime.personas import FIELD, Personas
from alttprbot_sandbox.racetime.rendering import HERE, Renderer
from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.serial import STATUS_LABELS
from alttprbot_sandbox.racetime.state import Category, Race, RuleError, User
from alttprbot_sandbox.racetime.views import RoomView
from alttprbot_sandbox.racetime.world import RaceWorld

ANSWER = "answer:"
LIVE_HEADER = "X-Live"
PAST_SHOWN = 10
TICKED = ("unlisted", "team_race", "streaming_required", "auto_start")


class Pages:
    """Plain forms that work without scripts; a script keeps rooms up to date and sends forms without reloading."""

    def __init__(self, world: RaceWorld, rooms: Rooms, people: People, renderer: Renderer) -> None:
        self._world = world
        self._rooms = rooms
        self._people = people
        self._renderer = renderer
        self._personas = Personas(world)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Paths that no category can have."""
        return [web.get("/", self.home), web.static("/_static", HERE / "static")]

    def room_routes(self) -> list[web.AbstractRouteDef]:
        """Categories and rooms; registered after the API."""
        return [
            web.get("/{category}", self.category),
            web.get("/{category}/startrace", self.opening),
            web.post("/{category}/startrace", self.open_room),
            web.get("/{category}/{room}", self.room),
            web.get("/{category}/{room}/live", self.live),
            web.post("/{category}/{room}/do", self.do),
            web.post("/{category}/{room}/answer", self.answer),
        ]

    # Lists

    async def home(self, request: web.Request) -> web.Response:
        """All categories and their rooms."""
        return self._list(request, [category for category in self._world.categories.values() if category.active])

    async def category(self, request: web.Request) -> web.Response:
        """One category and its rooms."""
        category = self._category(request)
        return self._missing(request) if category is None else self._list(request, [category])

    def _list(self, request: web.Request, categories: Sequence[Category]) -> web.Response:
        races = list(reversed(self._world.races.values()))
        shown = [
            (
                category,
                [race for race in races if race.category is category and not race.is_over],
                [race for race in races if race.category is category and race.is_over][:PAST_SHOWN],
            )
            for category in categories
        ]
        return self._page(request, "list.html", shown=shown)

    async def opening(self, request: web.Request) -> web.Response:
        """The form that opens a room."""
        category = self._category(request)
        if category is None:
            return self._missing(request)
        return self._form(request, category, {})

    async def open_room(self, request: web.Request) -> web.Response:
        """Open a room."""
        category, me = self._category(request), await self._personas.acting(request)
        if category is None:
            return self._missing(request)
        form = {key: str(value) for key, value in (await request.post()).items()}
        ticked = {name: str(name in form) for name in TICKED}
        try:
            settings = created_settings(form | ticked, category)
        except RuleError as error:
            return self._form(request, category, form, str(error))
        race = self._rooms.open(category, settings, by=me, invitational="invitational" in form)
        raise web.HTTPSeeOther(_address(race, me))

    def _form(
        self, request: web.Request, category: Category, given: Mapping[str, str], error: str = ""
    ) -> web.Response:
        known = {name: given.get(name, "") for name in ("custom_goal", "info_user", "start_delay")}
        known["goal"] = given.get("goal", next((goal for goal, active in category.goals.items() if active), ""))
        status = 422 if error else 200
        return self._page(request, "startrace.html", status=status, category=category, given=known, error=error)

    # A room

    async def room(self, request: web.Request) -> web.Response:
        """A race room."""
        race = self._find(request)
        if race is None:
            return self._missing(request)
        view = self._view(race, self._personas.looking(request))
        return self._page(request, "room.html", view=view, error=request.query.get("error", ""))

    async def live(self, request: web.Request) -> web.Response:
        """The parts of a room that change."""
        race = self._find(request)
        if race is None:
            return self._missing(request)
        me = self._personas.looking(request)
        response = self._renderer.page("live.html", view=self._view(race, me), me=me, field=FIELD)
        response.headers["X-Date-Exact"] = self._world.now().isoformat()
        return response

    async def do(self, request: web.Request) -> web.Response:
        """Say something, join, be ready, finish, …"""
        form = await request.post()
        target = self._world.users.get(str(form.get("target", "")))
        return await self._perform(request, str(form.get("verb", "")), str(form.get("text", "")), target)

    async def answer(self, request: web.Request) -> web.Response:
        """Click an action of a message: its text is said, with the answers of its survey."""
        race = self._find(request)
        form = {key: str(value) for key, value in (await request.post()).items()}
        offered = [
            action
            for item in (race.messages if race else ())
            if item.id == form.get("message")
            for action in actions_of(item.actions)
            if action.label == form.get("label")
        ]
        if not offered:
            return self._missing(request)
        answers = {key.removeprefix(ANSWER): value for key, value in form.items() if key.startswith(ANSWER)}
        return await self._perform(request, "say", offered[0].filled(answers))

    async def _perform(self, request: web.Request, verb: str, text: str, target: User | None = None) -> web.Response:
        race, me = self._find(request), await self._personas.acting(request)
        if race is None:
            return self._missing(request)
        error = ""
        try:
            self._people.perform(race, me, verb, text=text, target=target)
        except RuleError as refusal:
            error = str(refusal)
        if LIVE_HEADER in request.headers:
            return web.Response(text=error, status=422 if error else 204)
        raise web.HTTPSeeOther(_address(race, me, error))

    # Helpers

    def _category(self, request: web.Request) -> Category | None:
        category = self._world.categories.get(request.match_info["category"])
        return category if category is not None and category.active else None

    def _find(self, request: web.Request) -> Race | None:
        return self._world.races.get(f"{request.match_info['category']}/{request.match_info['room']}")

    def _view(self, race: Race, me: User | None) -> RoomView:
        return RoomView(race, me, self._world.now(), list(self._world.users.values()))

    def _missing(self, request: web.Request) -> web.Response:
        return self._page(request, "missing.html", status=404)

    def _page(self, request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
        me = self._personas.looking(request)
        response = self._renderer.page(
            template,
            status=status,
            me=me,
            users=[user for user in self._world.users.values() if not user.deleted],
            categories=list(self._world.categories.values()),
            labels=STATUS_LABELS,
            path=request.path if request.method == "GET" else "/",
            field=FIELD,
            **values,
        )
        if FIELD in request.query:
            self._personas.remember(response, me)
        return response


def _address(race: Race, me: User, error: str = "") -> str:
    query = {FIELD: me.id, **({"error": error} if error else {})}
    return f"/{race.name}?{urlencode(query)}"
