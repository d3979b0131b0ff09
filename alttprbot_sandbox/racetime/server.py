"""The server of the simulated racetime.gg, and the hands of its people."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.racetime.api import Api, OAuthApplication
from alttprbot_sandbox.racetime.pages import Pages
from alttprbot_sandbox.racetime.rules import RaceWorld
from alttprbot_sandbox.racetime.sockets import Actions, Connection, serve
from alttprbot_sandbox.racetime.state import Bot, Category, Message, Race, RaceSettings, RuleError, User

TICK_SECONDS = 0.25
VERBS = frozenset(
    {
        "join",
        "leave",
        "ready",
        "unready",
        "done",
        "undone",
        "forfeit",
        "unforfeit",
        "accept_invite",
        "decline_invite",
        "accept_request",
        "invite",
    }
)


class RaceTimeServer(SimulatedService):
    """`async with RaceTimeServer() as server`; then add categories, bots and users, open races, and act as people.

    With `auto_tick` time passes by itself; without, `tick` moves it on. All verbs raise `RuleError` where the real
    server would refuse. `until` waits for something to become true.
    """

    def __init__(self, *, port: int = 0, auto_tick: bool = False, random_seed: int = 1) -> None:
        super().__init__(port=port)
        self.world = RaceWorld(random_seed=random_seed)
        self.api = Api(self.world)
        self.connections: list[Connection] = []
        self._actions = Actions(self.world)
        self._pages = Pages(self.world, self)
        self._auto_tick = auto_tick
        self._ticker: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()
        self._news = asyncio.Event()
        self._announcer: asyncio.Task[None] | None = None
        self._drop_frames = 0
        self._duplicate_frames = 0
        self.world.listen(self._broadcast)

    # Building the world

    def add_category(
        self, slug: str, name: str, *, goals: list[str], streaming_required: bool = False, allow_unlisted: bool = True
    ) -> Category:
        """A category with active goals."""
        category = Category(slug, name, dict.fromkeys(goals, True), streaming_required, allow_unlisted)
        self.world.categories[slug] = category
        return category

    def add_bot(self, category: str, client_id: str, client_secret: str, *, name: str = "SahasrahBot") -> Bot:
        """A bot of a category, with its OAuth client."""
        bot = Bot(client_id, client_secret, name, self.world.categories[category])
        self.world.bots[client_id] = bot
        return bot

    def add_oauth_application(self, client_id: str, client_secret: str, redirect_uris: list[str]) -> None:
        """A program that people can link their accounts with."""
        self.api.applications[client_id] = OAuthApplication(client_id, client_secret, tuple(redirect_uris))

    def add_user(self, name: str, *, twitch: str | None = None, staff: bool = False, id: str | None = None) -> User:  # noqa: A002
        """Somebody with an account."""
        user = User(id or self.world.new_id(), name, f"{len(self.world.users) + 1:04d}", twitch, staff)
        self.world.users[user.id] = user
        return user

    async def open_race(
        self,
        category: str,
        user: User,
        *,
        goal: str | None = None,
        custom_goal: str | None = None,
        invitational: bool = False,
        **settings: Any,
    ) -> Race:
        """A room opened by `user`; `settings` are the fields of `RaceSettings`."""
        chosen = RaceSettings(goal=goal, custom_goal=custom_goal, **settings)
        return self.world.open_race(self.world.categories[category], chosen, by=user, invitational=invitational)

    # Acting as people

    async def act(self, race: Race, user: User, verb: str) -> None:
        """`join`, `leave`, `ready`, `unready`, `done`, `undone`, `forfeit`, `unforfeit`, `accept_invite`, …"""
        if verb not in VERBS:
            raise RuleError(f"Unknown action: {verb}")
        getattr(self.world, verb)(race, user)

    async def join(self, race: Race, user: User) -> None:
        """Enter, or ask to enter."""
        self.world.join(race, user)

    request_invite = join

    async def ready(self, race: Race, user: User) -> None:
        """Be ready."""
        self.world.ready(race, user)

    async def done(self, race: Race, user: User) -> None:
        """Finish."""
        self.world.done(race, user)

    async def forfeit(self, race: Race, user: User) -> None:
        """Give up."""
        self.world.forfeit(race, user)

    async def say(self, race: Race, user: User, text: str) -> Message:
        """Chat."""
        message = self.world.say(race, text, user=user)
        if message is None:
            raise RuleError("This was said already.")
        return message

    async def cancel(self, race: Race, user: User) -> None:
        """Cancel a race, as one of its monitors."""
        if not race.may_monitor(user):
            raise RuleError("Only monitors can cancel a race.")
        self.world.cancel(race)

    async def start(self, race: Race, user: User | None = None) -> None:
        """Start a race, as one of its monitors."""
        if user is not None and not race.may_monitor(user):
            raise RuleError("Only monitors can start a race.")
        self.world.begin(race)

    async def tick(self, seconds: float = 0) -> None:
        """Let time pass."""
        self.world.tick(seconds)

    # Waiting

    async def until(self, predicate: Callable[[], object], timeout: float = 15) -> None:
        """Wait until `predicate` holds; it is asked again after everything that happens."""
        try:
            async with asyncio.timeout(timeout), self._changed:
                await self._changed.wait_for(lambda: bool(predicate()))
        except TimeoutError:
            said = {race.name: [_spoken(message) for message in race.messages] for race in self.world.races.values()}
            raise AssertionError(f"waited in vain; the rooms say: {said}") from None

    async def bot_connected(self, race: Race, timeout: float = 30) -> None:
        """Wait until a bot is in the room."""
        await self.until(lambda: self.bots_in(race), timeout)

    def bots_in(self, race: Race) -> list[Connection]:
        """The open sockets of bots in a room."""
        return [item for item in self.connections if item.race is race and item.is_bot and not item.socket.closed]

    # Faults beyond those of HTTP

    async def close_sockets(self, race: Race | None = None, code: int = 1011) -> None:
        """Cut connections."""
        for connection in list(self.connections):
            if race is None or connection.race is race:
                await connection.socket.close(code=code)

    def expire_tokens(self) -> None:
        """All tokens are too old from now on; sockets stay open."""
        for token in self.world.tokens.values():
            token.expires = self.world.now() - timedelta(seconds=1)

    def drop_frames(self, count: int) -> None:
        """Lose the next frames that would be sent to bots."""
        self._drop_frames = count

    def duplicate_frames(self, count: int) -> None:
        """Send the next frames to bots twice."""
        self._duplicate_frames = count

    def send_oversized_frame(self, race: Race, megabytes: int = 2) -> None:
        """A frame larger than clients usually take."""
        for connection in self.bots_in(race):
            connection.send_text('{"type": "race.renders", "renders": {"x": "' + "x" * megabytes * 1024 * 1024 + '"}}')

    def send_foreign_frame(self, race: Race) -> None:
        """The frame of an equally named room of another category."""
        frame = self.world.race_frame(race)
        frame["race"] = {**frame["race"], "name": f"other/{race.slug}", "status": {"value": "cancelled"}}
        for connection in self.bots_in(race):
            connection.send(frame)

    # The server

    def add_routes(self, app: web.Application) -> None:
        """Sockets, pages for people, the API for programs."""
        app.add_routes(
            [
                web.get("/ws/o/bot/{room}", self._bot_socket),
                web.get("/ws/race/{room}", self._reader_socket),
                web.post("/_sandbox/act", self._act_route),
                web.get("/_sandbox/races/{category}/{room}", self._state_route),
                *self._pages.routes(),
                *self.api.routes(),
                *self._pages.room_routes(),
            ]
        )

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self._announcer = asyncio.create_task(self._announce())
        if self._auto_tick:
            self._ticker = asyncio.create_task(self._run_clock())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in (self._ticker, self._announcer):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await self.close_sockets(code=1001)
        await super().__aexit__(kind, error, trace)

    async def restart(self) -> None:
        """Go away and come back with everything that was known."""
        await self.__aexit__(None, None, None)
        await self.__aenter__()

    async def _run_clock(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.world.tick()

    async def _announce(self) -> None:
        """Wake those who wait; frames are emitted in places that cannot await a condition."""
        while True:
            await self._news.wait()
            self._news.clear()
            async with self._changed:
                self._changed.notify_all()

    def _broadcast(self, race: Race, frame: dict[str, Any]) -> None:
        self._news.set()
        for connection in self.connections:
            if connection.race is not race:
                continue
            if connection.is_bot and self._drop_frames > 0:
                self._drop_frames -= 1
                continue
            connection.send(frame)
            if connection.is_bot and self._duplicate_frames > 0:
                self._duplicate_frames -= 1
                connection.send(frame)

    async def _bot_socket(self, request: web.Request) -> web.StreamResponse:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or request.query.get("token", "")
        return await self._socket(request, token)

    async def _reader_socket(self, request: web.Request) -> web.StreamResponse:
        return await self._socket(request, None)

    async def _socket(self, request: web.Request, token: str | None) -> web.StreamResponse:
        race = next(
            (race for race in reversed(self.world.races.values()) if race.slug == request.match_info["room"]), None
        )
        if race is None:
            # The real server never completes this handshake; hanging up is the same to a client, only sooner.
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        connection = Connection(race, socket, token)
        self.connections.append(connection)
        self._news.set()
        try:
            await serve(connection, self._actions)
        finally:
            self.connections.remove(connection)
            self._news.set()
        return socket

    async def _act_route(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        race, user = self.world.races[wanted["race"]], self.world.users[wanted["user"]]
        try:
            if wanted["verb"] == "say":
                await self.say(race, user, wanted["text"])
            else:
                await self.act(race, user, wanted["verb"])
        except RuleError as error:
            return web.json_response({"errors": error.errors}, status=422)
        return web.json_response({"ok": True})

    async def _state_route(self, request: web.Request) -> web.Response:
        race = self.api.find_race(request)
        messages = [
            {"bot": item.bot, "user": item.user and item.user.name, "text": item.text} for item in race.messages
        ]
        return web.json_response({"status": race.status, "info_bot": race.info_bot, "messages": messages})


def _spoken(message: Message) -> str:
    author = message.bot or (message.user.name if message.user else "system")
    return f"{author}: {message.text}"
