"""The server of the simulated racetime.gg, and the hands of its people."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from alttprbot.util.clock import Clock
from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.racetime.api import Api
from alttprbot_sandbox.racetime.chat import Chat
from alttprbot_sandbox.racetime.controls import Controls
from alttprbot_sandbox.racetime.entrants import Entrants
from alttprbot_sandbox.racetime.hub import Connection, Hub
from alttprbot_sandbox.racetime.news import News
from alttprbot_sandbox.racetime.oauth import OAuth, OAuthApplication
from alttprbot_sandbox.racetime.pages import Pages
from alttprbot_sandbox.racetime.people import People
from alttprbot_sandbox.racetime.rendering import Renderer
from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.sockets import Sockets
from alttprbot_sandbox.racetime.state import Bot, Category, Message, Race, RaceSettings, Team, User
from alttprbot_sandbox.racetime.timekeeper import Timekeeper
from alttprbot_sandbox.racetime.world import Frame, RaceWorld

TICK_SECONDS = 0.1


class RaceTimeServer(SimulatedService):
    """`async with RaceTimeServer() as server`; then add categories, bots and users, open races, and act as people.

    With `auto_tick` what is due happens by itself; without, only when `tick` is called, which can also let time jump.
    With `caching` some answers are as old as those of the real server may be. Verbs raise `RuleError` where the real
    server would refuse. `until` waits for something to become true.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        auto_tick: bool = False,
        caching: bool = False,
        clock: Clock | None = None,
        random_seed: int = 1,
    ) -> None:
        super().__init__(port=port)
        self.world = RaceWorld(clock=clock, random_seed=random_seed)
        self.hub = Hub()
        self.rooms = Rooms(self.world)
        self.chat = Chat(self.world)
        entrants = Entrants(self.world, self.rooms)
        self.people = People(self.rooms, entrants, self.chat)
        renderer = Renderer()
        self._oauth = OAuth(self.world, renderer)
        self._timekeeper = Timekeeper(self.world, self.rooms)
        self._news = News()
        self._sockets = Sockets(self.world, self.hub, self.rooms, entrants, self.chat, self.people)
        self._sockets.on_news = self._news.happened
        self._api = Api(self.world, self.rooms, self._oauth, caching=caching)
        self._pages = Pages(self.world, self.rooms, self.people, renderer)
        self._controls = Controls(self)
        self._auto_tick = auto_tick
        self._ticker: asyncio.Task[None] | None = None
        self.world.listen(self._publish)

    # Building the world

    def add_category(self, slug: str, name: str, *, goals: Iterable[str], **fields: Any) -> Category:
        """A category with active goals; `fields` are others of `Category`."""
        category = Category(slug, name, dict.fromkeys(goals, True), **fields)
        self.world.categories[slug] = category
        return category

    def add_bot(self, category: str, client_id: str, client_secret: str, *, name: str = "SahasrahBot") -> Bot:
        """A bot of a category, with its OAuth client."""
        bot = Bot(client_id, client_secret, name, self.world.categories[category])
        self.world.bots[client_id] = bot
        return bot

    def add_oauth_application(self, client_id: str, client_secret: str, redirect_uris: Iterable[str]) -> None:
        """A program that people can link their accounts with."""
        application = OAuthApplication(client_id, client_secret, tuple(redirect_uris))
        self._oauth.applications[client_id] = application

    def add_user(self, name: str, *, twitch: str | None = None, staff: bool = False, id: str | None = None) -> User:  # noqa: A002
        """Somebody with an account."""
        user = User(id or self.world.new_id(), name, f"{len(self.world.users) + 1:04d}", twitch, staff)
        self.world.users[user.id] = user
        return user

    def add_team(self, slug: str, name: str, members: Iterable[User]) -> Team:
        """A formal team; the first member owns it."""
        people = list(members)
        team = Team(slug, name, owner=people[0] if people else None, members=people)
        self.world.teams[slug] = team
        return team

    # Acting as people

    async def open_race(
        self, category: str, user: User, *, invitational: bool = False, slug: str | None = None, **settings: Any
    ) -> Race:
        """A room opened by `user`; `settings` are the fields of `RaceSettings`."""
        chosen = RaceSettings(**settings)
        return self.rooms.open(self.world.categories[category], chosen, by=user, invitational=invitational, slug=slug)

    async def act(self, race: Race, user: User, verb: str, *, text: str = "", target: User | None = None) -> None:
        """Do something as `user`, by the verbs of `People`."""
        self.people.perform(race, user, verb, text=text, target=target)

    async def join(self, race: Race, user: User) -> None:
        """Enter, or ask to enter."""
        await self.act(race, user, "join")

    async def ready(self, race: Race, user: User) -> None:
        """Be ready."""
        await self.act(race, user, "ready")

    async def done(self, race: Race, user: User) -> None:
        """Finish."""
        await self.act(race, user, "done")

    async def forfeit(self, race: Race, user: User) -> None:
        """Give up."""
        await self.act(race, user, "forfeit")

    async def start(self, race: Race, user: User) -> None:
        """Start a race, as one of its monitors."""
        await self.act(race, user, "start")

    async def cancel(self, race: Race, user: User) -> None:
        """Cancel a race, as one of its monitors."""
        await self.act(race, user, "cancel")

    async def say(self, race: Race, user: User, text: str) -> Message:
        """Chat."""
        return self.people.say(race, user, text)

    async def tick(self, seconds: float = 0) -> None:
        """Let time pass, and do what is due."""
        self.world.advance(seconds)
        self._timekeeper.look()
        self._news.happened()

    # Waiting

    async def until(self, predicate: Callable[[], object], timeout: float = 15) -> None:
        """Wait until `predicate` holds; it is asked again after everything that happens. Raises `AssertionError`."""
        try:
            await self._news.until(predicate, timeout)
        except TimeoutError:
            said = {race.name: [_spoken(message) for message in race.messages] for race in self.world.races.values()}
            raise AssertionError(f"waited in vain; the rooms say: {said}") from None

    async def bot_connected(self, race: Race, timeout: float = 30) -> None:
        """Wait until a bot is in the room."""
        await self.until(lambda: self.bots_in(race), timeout)

    def bots_in(self, race: Race) -> list[Connection]:
        """The open sockets of bots in a room."""
        return self.hub.bots_in(race)

    # Faults; those of HTTP are in `faults`, those of frames in `hub.faults`

    async def close_sockets(self, race: Race | None = None, code: int = 1011) -> None:
        """Cut connections."""
        await self.hub.close(race, code)

    def expire_tokens(self) -> None:
        """All tokens are too old from now on; sockets stay open."""
        for token in self.world.tokens.values():
            token.expires = self.world.now()

    def revoke_tokens(self) -> None:
        """No token is known any more; sockets stay open."""
        self.world.tokens.clear()

    def send_oversized_frame(self, race: Race, megabytes: int = 2) -> None:
        """A frame larger than clients usually take."""
        for connection in self.bots_in(race):
            connection.send_text('{"type": "race.renders", "renders": {"x": "' + "x" * megabytes * 1024 * 1024 + '"}}')

    def send_foreign_frame(self, race: Race) -> None:
        """The frame of an equally named room of another category."""
        frame = self.world.stamped(self.world.race_frames(race)[0])
        frame["race"] = {**frame["race"], "name": f"other/{race.slug}", "status": {"value": "cancelled"}}
        for connection in self.bots_in(race):
            connection.send(frame)

    # The server

    def add_routes(self, app: web.Application) -> None:
        """Sockets, the API for programs, pages for people; fixed paths before those that name a category."""
        app.add_routes(
            [
                *self._sockets.routes(),
                *self._controls.routes(),
                *self._oauth.routes(),
                *self._pages.routes(),
                *self._api.routes(),
                *self._pages.room_routes(),
            ]
        )

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        if self._auto_tick:
            self._ticker = asyncio.create_task(self._run_clock())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ticker is not None:
            self._ticker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._ticker
        await self.close_sockets(code=1001)
        await super().__aexit__(kind, error, trace)

    async def restart(self) -> None:
        """Go away and come back with everything that was known."""
        await self.__aexit__(None, None, None)
        await self.__aenter__()

    async def _run_clock(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            await self.tick()

    def _publish(self, race: Race, frame: Frame) -> None:
        self.hub.broadcast(race, frame)
        self._news.happened()


def _spoken(message: Message) -> str:
    author = message.bot or (message.user.name if message.user else "system")
    return f"{author}: {message.text}"
