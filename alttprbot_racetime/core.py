"""The bot of one category: its token, its scan for rooms, and the rooms."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Collection
from typing import Any

from racetime_bot import Bot

from alttprbot.config import RaceTimeCredentials
from alttprbot.core import Core
from alttprbot.database import is_database_error
from alttprbot.exceptions import BusyException, InvalidInputException, SahasrahBotException, ShuttingDownException
from alttprbot_racetime.api import CredentialsRefusedError, RaceTimeApi, RaceTimeError
from alttprbot_racetime.compat import HandlerTask
from alttprbot_racetime.forms import edit_form
from alttprbot_racetime.handlers.core import SahasrahBotCoreHandler
from alttprbot_racetime.opening import RoomOpener
from alttprbot_racetime.outbox import Outbox
from alttprbot_racetime.roll_gate import RollGate
from alttprbot_racetime.room import Room
from alttprbot_racetime.timings import Timings

logger = logging.getLogger(__name__)

FETCHES = 10
ROLLS = 10


class SahasrahBotRaceTimeBot(Bot):  # type: ignore[misc]
    """Runs until cancelled. A failing room never harms another; a failing scan is tried again."""

    def __init__(
        self,
        core: Core,
        category_slug: str,
        credentials: RaceTimeCredentials,
        handler_class: type[SahasrahBotCoreHandler],
        timings: Timings,
        handshakes: asyncio.Semaphore,
    ) -> None:
        # The base class would ask for a token here, blocking the loop.
        settings = core.settings
        self.core = core
        self.timings = timings
        self.logger = logger
        self.category_slug = category_slug
        self.handler_class = handler_class
        self.racetime_host = settings.racetime_host + (f":{settings.racetime_port}" if settings.racetime_port else "")
        self.racetime_secure = settings.racetime_secure
        self.ssl_context = None
        self.http = core.http
        self.api = RaceTimeApi(core.http, self.http_uri, category_slug, credentials, core.clock, timings)
        self.handlers: dict[str, HandlerTask] = {}
        self.offline: set[str] = set()
        self.handshakes = handshakes
        self.rolls = RollGate(ROLLS)
        self.problem: str | None = "starting"
        self._opener = RoomOpener(self.api, core.clock, timings)
        self._changed: Callable[[], None] = lambda: None
        self._renewing = asyncio.Lock()
        self._rooms: asyncio.TaskGroup | None = None
        self._quiet = False

    @property
    def access_token(self) -> str:
        """What proves who we are."""
        return self.api.token.value

    def get_handler_class(self) -> type[SahasrahBotCoreHandler]:
        """The class that handles rooms of this category."""
        return self.handler_class

    def quiesce(self) -> None:
        """Attend no further rooms."""
        self._quiet = True

    # Life

    async def run(self, changed: Callable[[], None]) -> None:
        """Work until cancelled, through all failures of the server; `changed` is called when `problem` changed."""
        self._changed = changed
        await self._sign_in()
        async with asyncio.TaskGroup() as group:
            self._rooms = group
            group.create_task(self._keep_token(), name=f"token {self.category_slug}")
            await self.refresh_races()

    async def _sign_in(self) -> None:
        failures = 0
        while error := await self._authorize():
            await self.core.clock.sleep(self._pause(error, failures))
            failures += 1

    def _pause(self, error: RaceTimeError, failures: int) -> float:
        if isinstance(error, CredentialsRefusedError):
            return self.timings.refused
        first, longest = self.timings.category_backoff
        return random.uniform(first / 2, min(longest, first * 2.0 ** min(failures, 16)))

    def _set_problem(self, problem: str | None) -> None:
        if problem != self.problem:
            self.problem = problem
            if problem is not None:
                logger.warning("category in trouble", extra={"category": self.category_slug, "reason": problem})
            self._changed()

    # Token

    async def _authorize(self) -> RaceTimeError | None:
        try:
            await self.api.authorize()
        except RaceTimeError as error:
            self._set_problem(f"no token: {error.reason}")
            return error
        expiry = self.core.clock.now().timestamp() + self.api.token.life
        self.core.metrics.racetime_token_expiry.labels(self.category_slug).set(expiry)
        return None

    async def renew_token(self, refused: str) -> RaceTimeError | None:
        """Have a token other than `refused`, which many rooms may ask for at once; what stands against it."""
        async with self._renewing:
            return await self._authorize() if self.access_token == refused else None

    def token_life(self, token: str) -> float:
        """After how many seconds a connection made with this token should be made anew."""
        known = self.api.token
        left = known.expires - self.core.clock.monotonic() if token == known.value else 0.0
        life = left - self.timings.token_margin - random.uniform(0, self.timings.token_spread)
        return max(life, left / 2, 1.0)

    async def _keep_token(self) -> None:
        failures = 0
        while True:
            await self.core.clock.sleep(self.api.token.life / 2)
            while error := await self.renew_token(self.access_token):
                await self.core.clock.sleep(self._pause(error, failures))
                failures += 1
            failures = 0

    # Rooms

    async def refresh_races(self) -> None:
        """Look for rooms again and again."""
        while True:
            try:
                await self.scan()
                self._set_problem(None)
            except RaceTimeError as error:
                self._set_problem(f"scan failed: {error.reason}")
            except Exception as error:
                # Whatever an answer or the database may have in store, the rooms that are attended must not end.
                if is_database_error(error):
                    self._set_problem("scan failed: the database is away")
                else:
                    logger.exception("scan failed", extra={"category": self.category_slug})
                    self._set_problem("scan failed: a defect, see the log")
            await self.core.clock.sleep(self.timings.scan * random.uniform(0.9, 1.0))

    async def scan(self) -> None:
        """Attend every open room that is not attended yet: those known from before, listed and unlisted ones."""
        known = await self.core.race_rooms.open_rooms(self.category_slug)
        await self._join_all([row.room_name for row in known], force=True)
        races = {race["name"]: race for race in (await self.api.category())["current_races"]}
        races = {race["name"]: race for race in await self._unlisted()} | races
        await self._join_all([name for name, race in races.items() if self.should_handle(race)])
        self.core.metrics.racetime_last_scan.labels(self.category_slug).set(self.core.clock.now().timestamp())

    async def _unlisted(self) -> list[dict[str, Any]]:
        try:
            return list((await self.api.category_with_unlisted())["current_races"])
        except CredentialsRefusedError:
            await self.renew_token(self.access_token)
        except RaceTimeError as error:
            logger.warning("unlisted rooms unknown", extra={"category": self.category_slug, "reason": error.reason})
        return []

    async def _join_all(self, names: Collection[str], *, force: bool = False) -> None:
        gate = asyncio.Semaphore(FETCHES)

        async def join(name: str) -> None:
            async with gate:
                try:
                    await self.join_race_room(name, force=force)
                except RaceTimeError as error:
                    logger.warning("room not joined", extra={"room": name, "reason": error.reason})
                except Exception as error:
                    if is_database_error(error):
                        raise
                    logger.exception("room not joined", extra={"room": name})

        async with asyncio.TaskGroup() as joining:
            for name in names:
                if name not in self.handlers:
                    joining.create_task(join(name))

    async def join_race_room(
        self, race_name: str, *, force: bool = False, opened_by_us: bool = False
    ) -> SahasrahBotCoreHandler | None:
        """Attend a room; its handler, or None when the race is over or gone. `force` attends it nevertheless."""
        if race_name.partition("/")[0] != self.category_slug:
            raise InvalidInputException(f"{race_name} is not a room of {self.category_slug}.")
        if entry := self.handlers.get(race_name):
            return entry.handler
        race = await self.api.race(race_name)
        if race is None:
            await self.core.race_rooms.close(race_name)
            return None
        if self._quiet or not (force or self.should_handle(race)):
            return None
        row = await self.core.race_rooms.attach(
            race_name, self.category_slug, unlisted=bool(race.get("unlisted")), opened_by_us=opened_by_us
        )
        # Somebody else may have attended it while we looked.
        if entry := self.handlers.get(race_name):
            return entry.handler
        if self._rooms is None:
            raise BusyException(f"The bot of {self.category_slug} is not connected to RaceTime.gg yet.")
        handler = self.handler_class(self, race, row, Outbox(self.core.clock, race_name))
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
            # The next scan finds the room again; the others must not notice.
            logger.exception("room failed", extra={"room": name})
        finally:
            if (entry := self.handlers.get(name)) and entry.handler is handler:
                del self.handlers[name]
            self._count_rooms()
            logger.info("room left", extra={"room": name})

    def _count_rooms(self) -> None:
        self.core.metrics.racetime_rooms.labels(self.category_slug).set(len(self.handlers))

    async def startrace(self, **settings: Any) -> SahasrahBotCoreHandler:
        """Open a room and attend it. Raises `RoomRefusedException` when the server does not want it, and other
        `SahasrahBotException`s.
        """
        if self._quiet:
            raise ShuttingDownException
        name = await self._opener.open(settings, known=self.handlers)
        try:
            handler = await self.join_race_room(name, force=True, opened_by_us=True)
        except SahasrahBotException as error:
            raise SahasrahBotException(f"The room {name} was opened, but I cannot attend it yet: {error}") from error
        if handler is None:
            raise SahasrahBotException(f"The room {name} was opened, but I cannot attend it.")
        return handler

    async def edit_race(self, race: dict[str, Any], changes: dict[str, Any]) -> None:
        """Change settings of a room; all others stay. Raises `RoomRefusedException`."""
        if not self.should_handle(race):
            raise InvalidInputException("The race is over.")
        await self.api.edit_room(race["name"], edit_form(race, changes))

    async def get_data(self) -> dict[str, Any]:
        """The category with its goals and listed rooms."""
        return await self.api.category()

    async def get_team(self, team_slug: str) -> dict[str, Any]:
        """A team with its members."""
        return await self.api.team(team_slug)
