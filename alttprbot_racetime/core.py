"""The bot of one category: its token, its scan for rooms, and the rooms."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from racetime_bot import Bot

from alttprbot.config import RaceTimeCredentials
from alttprbot.core import Core
from alttprbot.exceptions import InvalidInputException, SahasrahBotException
from alttprbot_racetime.compat import HandlerTask
from alttprbot_racetime.edit import edited_form
from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler
from alttprbot_racetime.outbox import Outbox
from alttprbot_racetime.room import Room
from alttprbot_racetime.timings import Timings
from alttprbot_racetime.transitions import TERMINAL

logger = logging.getLogger(__name__)

HANDSHAKES = 20
SPREAD_SECONDS = 600.0
FETCHES = 10


class CredentialsRefusedError(Exception):
    """RaceTime does not know this bot."""


class RoomRefusedException(SahasrahBotException):
    """RaceTime would not create or change a room; `errors` are its own, by field."""

    code = "room_refused"

    def __init__(self, errors: dict[str, list[str]]) -> None:
        listed = "; ".join(f"{field}: {' '.join(texts)}" for field, texts in errors.items())
        super().__init__(f"RaceTime.gg refused the room: {listed}", errors=errors)
        self.errors = errors


class SahasrahBotRaceTimeBot(Bot):  # type: ignore[misc]
    """Runs until cancelled. A failing room never harms another; a failing scan is tried again."""

    def __init__(
        self,
        core: Core,
        category_slug: str,
        credentials: RaceTimeCredentials,
        handler_class: type[SahasrahBotCoreHandler],
        timings: Timings,
    ) -> None:
        # The base class would ask for a token here, blocking the loop.
        settings = core.settings
        self.core = core
        self.timings = timings
        self.logger = logger
        self.category_slug = category_slug
        self.handler_class = handler_class
        self.client_id = credentials.client_id
        self._secret = credentials.client_secret
        self.racetime_host = settings.racetime_host + (f":{settings.racetime_port}" if settings.racetime_port else "")
        self.racetime_secure = settings.racetime_secure
        self.http = core.http
        self.handlers: dict[str, HandlerTask] = {}
        self.handshakes = asyncio.Semaphore(HANDSHAKES)
        self.access_token = ""
        self.reauthorize_every = 0.0
        self.last_scan: float | None = None
        self.problem: str | None = "starting"
        self._changed: Callable[[], None] = lambda: None
        self._expires = 0.0
        self._renewing = asyncio.Lock()
        self._rooms: asyncio.TaskGroup | None = None
        self._closed = False

    def get_handler_class(self) -> type[SahasrahBotCoreHandler]:
        """The class that handles rooms of this category."""
        return self.handler_class

    def quiesce(self) -> None:
        """Attend no further rooms."""
        self._closed = True

    # Life

    async def run(self, changed: Callable[[], None]) -> None:  # type: ignore[override]
        """Work until cancelled, through all failures of the server; `changed` is called when `problem` changed."""
        self._changed = changed
        first, longest = self.timings.category_backoff
        failures = 0
        while True:
            try:
                await self.authorize()
                failures = 0
                async with asyncio.TaskGroup() as group:
                    self._rooms = group
                    group.create_task(self._keep_token())
                    await self._resume()
                    await self.refresh_races()
            except CredentialsRefusedError:
                logger.error("credentials refused", extra={"category": self.category_slug})
                self._set_problem("RaceTime refuses the credentials of this category")
                await self.core.clock.sleep(self.timings.refused)
            except Exception as error:
                logger.warning(
                    "category failed",
                    extra={"category": self.category_slug, "reason": type(error).__name__},
                    exc_info=not isinstance(error, aiohttp.ClientError | TimeoutError),
                )
                self._set_problem(f"no connection: {type(error).__name__}")
                await self.core.clock.sleep(random.uniform(first / 2, min(longest, first * 2.0**failures)))
                failures = min(failures + 1, 16)
            finally:
                self._rooms = None

    def _set_problem(self, problem: str | None) -> None:
        if problem != self.problem:
            self.problem = problem
            self._changed()

    # Token

    async def authorize(self) -> None:
        """Ask for a token. Raises `CredentialsRefusedError`."""
        form = {
            "client_id": self.client_id,
            "client_secret": self._secret.get_secret_value(),
            "grant_type": "client_credentials",
        }
        async with self.http.post(self.http_uri("/o/token"), data=form, timeout=self._timeout) as response:
            if response.status in {401, 403}:
                raise CredentialsRefusedError
            response.raise_for_status()
            answer = await response.json()
        self.access_token = str(answer["access_token"])
        self.reauthorize_every = float(answer.get("expires_in", 36000))
        self._expires = self.core.clock.monotonic() + self.reauthorize_every

    async def renew_token(self, refused: str) -> None:
        """Have a token other than `refused`; many rooms may ask at once."""
        async with self._renewing:
            if self.access_token != refused:
                return
            try:
                await self.authorize()
            except (aiohttp.ClientError, TimeoutError, CredentialsRefusedError) as error:
                logger.warning(
                    "token not renewed", extra={"category": self.category_slug, "reason": type(error).__name__}
                )

    def token_life(self, token: str) -> float:
        """After how many seconds a connection made with this token should be made anew."""
        left = self._expires - self.core.clock.monotonic() if token == self.access_token else 0.0
        life = left - self.timings.token_margin - random.uniform(0, SPREAD_SECONDS)
        return max(life, left / 2, 1.0)

    async def _keep_token(self) -> None:
        while True:
            await self.core.clock.sleep(self.reauthorize_every / 2)
            await self.renew_token(self.access_token)

    # Rooms

    async def refresh_races(self) -> None:
        """Look for rooms again and again."""
        while True:
            try:
                await self.scan()
                self._set_problem(None)
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                logger.warning("scan failed", extra={"category": self.category_slug, "reason": type(error).__name__})
                self._set_problem(f"scan failed: {type(error).__name__}")
            await self.core.clock.sleep(self.timings.scan * random.uniform(0.9, 1.0))

    async def scan(self) -> None:
        """Attend every open room that is not attended yet, unlisted ones included."""
        listed = await self.get_data()
        races = {race["name"]: race for race in listed["current_races"]}
        try:
            hidden = await self._get(f"/o/{self.category_slug}/data", authorized=True)
            races = {race["name"]: race for race in hidden["current_races"]} | races
        except aiohttp.ClientResponseError as error:
            logger.warning("unlisted rooms unknown", extra={"category": self.category_slug, "status": error.status})
            await self.renew_token(self.access_token)
        new = [name for name, race in races.items() if name not in self.handlers and self.should_handle(race)]
        await self._join_all(new)
        self.last_scan = self.core.clock.monotonic()

    async def _resume(self) -> None:
        rows = await self.core.race_rooms.open_rooms(self.category_slug)
        await self._join_all([row.room_name for row in rows], force=True)

    async def _join_all(self, names: list[str], *, force: bool = False) -> None:
        gate = asyncio.Semaphore(FETCHES)

        async def join(name: str) -> None:
            async with gate:
                try:
                    await self.join_race_room(name, force=force)
                except Exception as error:
                    logger.warning(
                        "room not joined", extra={"room": name, "reason": type(error).__name__}, exc_info=True
                    )

        await asyncio.gather(*(join(name) for name in names))

    async def join_race_room(self, race_name: str, *, force: bool = False) -> SahasrahBotCoreHandler | None:
        """Attend a room; its handler, or None when the race is over or gone. `force` attends it nevertheless."""
        if race_name.partition("/")[0] != self.category_slug:
            raise InvalidInputException(f"{race_name} is not a room of {self.category_slug}.")
        if entry := self.handlers.get(race_name):
            return entry.handler
        race = await self._race(race_name)
        if race is None:
            room = await self.core.race_rooms.attach(race_name, self.category_slug)
            await self.core.race_rooms.save(room, closed_at=self.core.clock.now())
            return None
        if self._closed or not (force or self.should_handle(race)):
            return None
        room = await self.core.race_rooms.attach(race_name, self.category_slug, unlisted=bool(race.get("unlisted")))
        # Somebody else may have attended it while we looked.
        if entry := self.handlers.get(race_name):
            return entry.handler
        if self._rooms is None:
            raise ConnectionError(f"the bot of {self.category_slug} is not connected")
        handler = self.handler_class(self, race, room, Outbox(self.core.clock, race_name))
        task = self._rooms.create_task(self._attend(handler), name=f"room {race_name}")
        self.handlers[race_name] = HandlerTask(task, handler)
        self._count_rooms()
        return handler

    async def _attend(self, handler: SahasrahBotCoreHandler) -> None:
        name = handler.name
        logger.info("room attended", extra={"room": name})
        try:
            await Room(self, handler).run()
        except Exception:
            logger.exception("room failed", extra={"room": name})
        finally:
            if (entry := self.handlers.get(name)) and entry.handler is handler:
                del self.handlers[name]
            self._count_rooms()
            logger.info("room left", extra={"room": name})

    def _count_rooms(self) -> None:
        self.core.metrics.racetime_rooms.labels(self.category_slug).set(len(self.handlers))

    async def look_up(self, race_name: str) -> dict[str, Any] | None:
        """The race as it is now; None when it is gone, empty when that cannot be told."""
        try:
            return await self._race(race_name)
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return {}

    async def startrace(self, **settings: Any) -> SahasrahBotCoreHandler:
        """Create a room and attend it. Raises `RoomRefusedException` when the server does not want it."""
        if settings.get("goal") and settings.get("custom_goal"):
            raise InvalidInputException("A race has a goal or a custom goal, not both.")
        goals = (await self.get_data())["goals"]
        if (goal := settings.get("goal")) and goal not in goals:
            settings = {key: value for key, value in settings.items() if key != "goal"} | {"custom_goal": goal}
        location = await self._post(f"/o/{self.category_slug}/startrace", settings)
        name = urlsplit(location or "").path.strip("/")
        if not name:
            raise SahasrahBotException("RaceTime.gg created a room without telling its name.")
        handler = await self.join_race_room(name, force=True)
        if handler is None:
            raise SahasrahBotException(f"The room {name} was created but cannot be attended.")
        await self.core.race_rooms.save(handler.room, opened_by_us=True)
        return handler

    async def edit_race(self, race: dict[str, Any], changes: dict[str, Any]) -> None:
        """Change settings of a room; all others stay."""
        if race["status"]["value"] in TERMINAL:
            raise InvalidInputException("The race is over.")
        await self._post(f"/o/{race['name']}/edit", edited_form(race, changes))

    # HTTP

    @property
    def _timeout(self) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=self.timings.request, connect=self.timings.connect)

    async def get_data(self) -> dict[str, Any]:
        """The category with its goals and listed rooms."""
        return await self._get(f"/{self.category_slug}/data")

    async def get_team(self, team_slug: str) -> dict[str, Any]:
        """A team with its members."""
        return await self._get(f"/team/{team_slug}/data")

    async def _race(self, race_name: str) -> dict[str, Any] | None:
        try:
            return await self._get(f"/{race_name}/data")
        except aiohttp.ClientResponseError as error:
            if error.status == 404:
                return None
            raise

    async def _get(self, path: str, *, authorized: bool = False) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.access_token}"} if authorized else {}
        async with self.http.get(self.http_uri(path), headers=headers, timeout=self._timeout) as response:
            response.raise_for_status()
            answer: dict[str, Any] = await response.json()
            return answer

    async def _post(self, path: str, form: dict[str, Any]) -> str | None:
        headers = {"Authorization": f"Bearer {self.access_token}"}
        data = {key: str(value) for key, value in form.items() if value is not None}
        async with self.http.post(self.http_uri(path), data=data, headers=headers, timeout=self._timeout) as response:
            if response.status == 422:
                raise RoomRefusedException((await response.json())["errors"])
            response.raise_for_status()
            return response.headers.get("Location")
