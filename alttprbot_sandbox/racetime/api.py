"""The HTTP interface of the simulated racetime.gg, for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from alttprbot_sandbox.racetime.forms import created_settings, edited_settings, is_true
from alttprbot_sandbox.racetime.oauth import OAuth
from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.serial import (
    category_json,
    category_summary,
    duration,
    entrants_json,
    past_summary,
    race_json,
    summary,
    team_page_json,
    user_json,
)
from alttprbot_sandbox.racetime.standings import ordinal, places
from alttprbot_sandbox.racetime.state import Category, FormError, Race, User
from alttprbot_sandbox.racetime.world import RaceWorld

CATEGORY_AGE, RACE_AGE, LIST_AGE = 60, 5, 30
PAGE_LIMIT = 100
RANKINGS_LIMIT = 1000
NOT_FOUND = "<!doctype html><title>Not found</title><h1>404</h1><p>This page does not exist."

Document = dict[str, Any]


class Api:
    """The routes. With `caching` lists may be as old as the real server's, which nothing but time renews."""

    def __init__(self, world: RaceWorld, rooms: Rooms, oauth: OAuth, *, caching: bool) -> None:
        self._world = world
        self._rooms = rooms
        self._oauth = oauth
        self._caching = caching
        self._cache: dict[str, tuple[datetime, Document]] = {}

    def routes(self) -> list[web.RouteDef]:
        """Fixed paths first: a category may be called anything else."""
        return [
            web.get("/user/search", self.search),
            *_data("/races", self.all_races),
            *_data("/user/{id}/races", self.user_races),
            *_data("/user/{id}", self.user),
            *_data("/team/{slug}", self.team),
            *_data("/o/{category}", self.category_for_bots),
            web.post("/o/{category}/startrace", self.start_race),
            web.post("/o/{category}/{room}/edit", self.edit_race),
            *_data("/{category}/leaderboards", self.leaderboards),
            *_data("/{category}/races", self.past_races),
            *_data("/{category}", self.category),
            *_data("/{category}/{room}", self.race),
        ]

    # Categories and races

    async def category(self, request: web.Request) -> web.Response:
        """`GET /{category}/data`: listed races that are not over."""
        category = self._category(request)
        races = self._world.current_races(category, unlisted=False)
        return self._answer(category_json(category, races), CATEGORY_AGE)

    async def category_for_bots(self, request: web.Request) -> web.Response:
        """`GET /o/{category}/data`: unlisted races too."""
        category = self._category(request)
        self._oauth.bot_of(request, category)

        def document() -> Document:
            return category_json(category, self._world.current_races(category, unlisted=True))

        return self._answer(self._stale(request.path, CATEGORY_AGE, document), CATEGORY_AGE)

    async def race(self, request: web.Request) -> web.Response:
        """`GET /{category}/{room}/data`."""
        return self._answer(race_json(self.find_race(request), self._world.now()), RACE_AGE)

    async def all_races(self, request: web.Request) -> web.Response:
        """`GET /races/data`."""

        def document() -> Document:
            return {
                "races": [
                    {**summary(race), "category": category_summary(race.category)}
                    for category in self._world.categories.values()
                    for race in self._world.current_races(category, unlisted=False)
                ]
            }

        return self._answer(self._stale(request.path, LIST_AGE, document), LIST_AGE)

    async def past_races(self, request: web.Request) -> web.Response:
        """`GET /{category}/races/data`, in pages."""
        category = self._category(request)
        over = [
            race
            for race in reversed(self._world.races.values())
            if race.category is category and race.is_over and not race.settings.unlisted
        ]
        return self._page(request, over)

    async def leaderboards(self, request: web.Request) -> web.Response:
        """`GET /{category}/leaderboards/data`."""
        category = self._category(request)
        sort = request.query.get("sort", "score")
        if sort not in {"score", "best_time", "times_raced"}:
            raise web.HTTPBadRequest(text="Unknown order.")
        boards = [self._leaderboard(category, goal, sort) for goal, active in category.goals.items() if active]
        return self._answer({"leaderboards": boards}, CATEGORY_AGE)

    def _leaderboard(self, category: Category, goal: str, sort: str) -> Document:
        rows = []
        for user in self._world.users.values():
            score = user.scores.get(f"{category.slug}/{goal}")
            if score is None or user.deleted:
                continue
            races = [race for race in self._world.past_races(user) if race.category is category and race.goal == goal]
            times = [part.finish_time for race in races if (part := race.entrant(user)) and part.finish_time]
            rows.append((user, score, min(times, default=None), len(races)))
        keys: dict[str, Callable[[Any], Any]] = {
            "score": lambda row: -row[1],
            "best_time": lambda row: row[2] or timedelta.max,
            "times_raced": lambda row: -row[3],
        }
        rows.sort(key=keys[sort])
        rankings = [
            {
                "user": user_json(user),
                "place": place,
                "place_ordinal": ordinal(place),
                "score": score,
                "best_time": duration(best),
                "times_raced": count,
            }
            for place, (user, score, best, count) in enumerate(rows[:RANKINGS_LIMIT], 1)
        ]
        return {"goal": goal, "num_ranked": len(rows), "rankings": rankings}

    async def start_race(self, request: web.Request) -> web.Response:
        """`POST /o/{category}/startrace`."""
        category = self._category(request)
        by = self._oauth.creator(request, category)
        form = {key: str(value) for key, value in (await request.post()).items()}
        try:
            settings = created_settings(form, category)
        except FormError as error:
            return web.json_response({"errors": error.fields}, status=422)
        race = self._rooms.open(category, settings, by=by, invitational=is_true(form.get("invitational", "")))
        return web.Response(status=201, headers={"Location": f"/{race.name}"})

    async def edit_race(self, request: web.Request) -> web.Response:
        """`POST /o/{category}/{room}/edit`."""
        race = self.find_race(request)
        by = self._oauth.creator(request, race.category)
        if race.is_over or (isinstance(by, User) and not race.may_monitor(by)):
            raise web.HTTPForbidden(text="Forbidden")
        form = {key: str(value) for key, value in (await request.post()).items()}
        try:
            settings = edited_settings(form, race)
        except FormError as error:
            return web.json_response({"errors": error.fields}, status=422)
        self._rooms.edit(race, settings, by=by)
        return web.Response()

    # People

    async def user(self, request: web.Request) -> web.Response:
        """`GET /user/{id}/data`: 404 for people without a public profile."""
        user = self._user(request)
        races = self._world.past_races(user)
        if not self._is_public(user, races):
            raise not_found()
        reached = [places(race).get(id(race.entrant(user))) for race in races]
        forfeits = sum((part := race.entrant(user)) is not None and part.status == "dnf" for race in races)
        stats = {
            "joined": len(races),
            **{name: reached.count(place) for place, name in enumerate(("first", "second", "third"), 1)},
            "forfeits": forfeits,
        }
        teams = [
            {"name": team.name, "slug": team.slug, "url": f"/team/{team.slug}"}
            for team in self._world.teams.values()
            if user in team.members
        ]
        return self._answer({**(user_json(user) or {}), "stats": stats, "teams": teams}, LIST_AGE)

    async def user_races(self, request: web.Request) -> web.Response:
        """`GET /user/{id}/races/data`, in pages."""
        return self._page(request, self._world.past_races(self._user(request)))

    async def search(self, request: web.Request) -> web.Response:
        """`GET /user/search`: a prefix of the name, and exactly the discriminator."""
        name, _, number = (request.query.get("term") or request.query.get("name") or "").partition("#")
        number = number or request.query.get("discriminator", "")
        found = [
            user_json(user)
            for user in self._world.users.values()
            if (name or number)
            and not user.deleted
            and user.name.lower().startswith(name.lower())
            and (not number or user.discriminator == number)
        ]
        return self._answer({"results": found}, 0)

    async def team(self, request: web.Request) -> web.Response:
        """`GET /team/{slug}/data`: formal teams have a page."""
        team = self._world.teams.get(request.match_info["slug"])
        if team is None or not team.formal:
            raise not_found()
        return self._answer(team_page_json(team), LIST_AGE)

    # Helpers

    def find_race(self, request: web.Request) -> Race:
        """The race of the path. Raises 404."""
        race = self._world.races.get(f"{request.match_info['category']}/{request.match_info['room']}")
        if race is None:
            raise not_found()
        return race

    def _category(self, request: web.Request) -> Category:
        category = self._world.categories.get(request.match_info["category"])
        if category is None or not category.active:
            raise not_found()
        return category

    def _user(self, request: web.Request) -> User:
        user = self._world.users.get(request.match_info["id"])
        if user is None or user.deleted:
            raise not_found()
        return user

    def _is_public(self, user: User, races: Iterable[Race]) -> bool:
        has_role = user.staff or any(
            user in category.owners or user in category.moderators for category in self._world.categories.values()
        )
        return bool(user.twitch_name) or user.supporter or has_role or any(race.recorded for race in races)

    def _page(self, request: web.Request, races: Sequence[Race]) -> web.Response:
        try:
            page = max(1, int(request.query.get("page", "1")))
            size = min(PAGE_LIMIT, max(1, int(request.query.get("per_page", "10"))))
        except ValueError as error:
            raise web.HTTPBadRequest(text="Not a number.") from error
        shown = [past_summary(race) for race in races[(page - 1) * size : page * size]]
        if is_true(request.query.get("show_entrants", "")):
            for document, race in zip(shown, races[(page - 1) * size :], strict=False):
                document["entrants"] = entrants_json(race, self._world.now())
        document = {"count": len(races), "num_pages": max(1, -(-len(races) // size)), "races": shown}
        return self._answer(document, LIST_AGE)

    def _stale(self, key: str, seconds: int, make: Callable[[], Document]) -> Document:
        now = self._world.now()
        made, document = self._cache.get(key, (None, {}))
        if made is None or not self._caching or now - made >= timedelta(seconds=seconds):
            document = make()
            self._cache[key] = (now, document)
        return document

    def _answer(self, document: Document, age: int) -> web.Response:
        headers = {"X-Date-Exact": self._world.now().isoformat()}
        if age:
            headers["Cache-Control"] = f"public, max-age={age}, must-revalidate"
        return web.json_response(document, headers=headers)


def _data(path: str, handler: Handler) -> list[web.RouteDef]:
    return [web.get(f"{path}/data", handler), web.get(f"{path}.json", handler)]


def not_found() -> web.HTTPNotFound:
    """The page that the real server shows."""
    return web.HTTPNotFound(text=NOT_FOUND, content_type="text/html")
