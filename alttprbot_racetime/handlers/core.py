"""What the bot does in a room of any category."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from racetime_bot import RaceHandler

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.request import Requester, Surface
from alttprbot.exceptions import InvalidInputException, NotPermittedException
from alttprbot.models import RaceTimeRoomState
from alttprbot.services.race_rooms import Exemption
from alttprbot.services.spoiler_races import SpoilerLog
from alttprbot.util.text import shortened
from alttprbot_racetime.arguments import ChatCommand
from alttprbot_racetime.commands import ANY_STATE, BEFORE_START, ENTRANT_STATES, Command, Permission, Speaker, table
from alttprbot_racetime.outbox import Outbox
from alttprbot_racetime.roll import RoomRoll
from alttprbot_racetime.spoiler_race import RoomSpoiler
from alttprbot_racetime.timer import RoomTimer
from alttprbot_racetime.transitions import TERMINAL

if TYPE_CHECKING:
    from alttprbot_racetime.core import SahasrahBotRaceTimeBot

logger = logging.getLogger(__name__)


class SahasrahBotCoreHandler(RaceHandler):  # type: ignore[misc]
    """One room: its data, its state and its commands. Sending goes through the outbox, which survives reconnects."""

    stop_at: ClassVar[list[str]] = sorted(TERMINAL)
    about: ClassVar[str]
    commands: ClassVar[Mapping[str, Command]]

    def __init__(
        self, bot: SahasrahBotRaceTimeBot, data: dict[str, Any], state: RaceTimeRoomState, outbox: Outbox
    ) -> None:
        super().__init__(logger, None, {}, bot.core.settings.racetime_command_prefix)
        self.bot = bot
        self.core = bot.core
        self.data = data
        self.room = state
        self.ws = outbox
        self.outbox = outbox
        self.timer = RoomTimer(self.name)
        self.roll = RoomRoll(self)
        self.spoiler_log = RoomSpoiler(self)
        self.tournament: object | None = None

    @property
    def name(self) -> str:
        """Such as `alttpr/brave-link-0042`."""
        return str(self.data["name"])

    @property
    def status(self) -> str:
        """The state of the race as last heard."""
        return str(self.data["status"]["value"])

    @property
    def seed_rolled(self) -> bool:
        """Whether this room has its seed."""
        return self.room.seed_rolled

    @property
    def teams(self) -> dict[str, list[str]]:
        """The entrants' names by team. Raises `InvalidInputException` when this is no team race."""
        if not self.data.get("team_race"):
            raise InvalidInputException("This is not a team race.")
        teams: dict[str, list[str]] = {}
        for entrant in self.data["entrants"]:
            if entrant.get("team") and entrant.get("user") and entrant["status"]["value"] in ENTRANT_STATES:
                teams.setdefault(entrant["team"]["name"], []).append(entrant["user"]["name"])
        return teams

    @property
    def teamless(self) -> list[str]:
        """Who takes part in a team race without a team."""
        return [
            entrant["user"]["name"]
            for entrant in self.data["entrants"]
            if not entrant.get("team") and entrant.get("user") and entrant["status"]["value"] in ENTRANT_STATES
        ]

    @property
    def is_equal_teams(self) -> bool:
        """Whether everybody has a team and all teams have the same number of members."""
        return not self.teamless and len({len(members) for members in self.teams.values()}) <= 1

    async def override_stream(self, user: str) -> None:
        """Let an entrant race without a live stream."""
        self.outbox.put({"action": "override_stream", "data": {"user": user}})

    async def edit(self, **changes: Any) -> None:
        """Change settings of the room, keeping all others."""
        await self.bot.edit_race(self.data, changes)

    def speaker(self, message: Mapping[str, Any]) -> Speaker:
        """Who wrote a chat message."""
        user = message.get("user") or {}
        entered = {
            entrant["user"]["id"]
            for entrant in self.data.get("entrants", ())
            if entrant.get("user") and entrant["status"]["value"] in ENTRANT_STATES
        }
        return Speaker(
            id=str(user.get("id", "")),
            name=shortened(str(user.get("name", ""))) or "somebody",
            is_monitor=bool(message.get("is_monitor")),
            can_moderate=bool(user.get("can_moderate")),
            is_entrant=user.get("id") in entered,
        )

    # Events

    async def attached(self, *, greeted: bool) -> None:
        """The history of the room is known; `greeted` says whether the bot is seen in it with its greeting."""
        self.spoiler_log.past_known()
        if self.room.intro_sent:
            return
        if not greeted and self.status in BEFORE_START:
            await self.intro()
        if greeted or self.status in BEFORE_START:
            await self.core.race_rooms.save(self.room, intro_sent=True)

    async def intro(self) -> None:
        """Greet the room."""
        self.outbox.say(self.greeting, guid=self.guid("intro"))

    @property
    def greeting(self) -> str:
        """Who the bot is and where to read more."""
        docs_url = self.core.settings.docs_url
        more = f", or read {docs_url}" if docs_url else "."
        return (
            f"Hi! I'm SahasrahBot, your friendly robotic elder and randomizer seed roller. "
            f"Use {self.command_prefix}help to see what I can do{more}"
        )

    async def transition(self, status: str) -> None:
        """The race came into another state; called once for each, in order, also for those missed meanwhile."""
        self.spoiler_log.look()
        if status == "pending":
            await self.status_pending()

    async def status_pending(self) -> None:
        """The race is about to start."""

    # Seeds

    def requester(self, speaker: Speaker) -> Requester:
        """Who asks for a seed."""
        return Requester(Surface.RACETIME, racetime_user_id=speaker.id, racetime_room=self.name)

    async def retrying(self, error: SeedProviderError) -> None:
        """The provider failed once and is asked again."""
        self.outbox.say(f"{error.provider} has trouble answering, trying again.")

    def guid(self, of: str) -> str:
        """The same for the same thing, so that the server shows it once."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.name}#{self.room.id}#{of}"))

    async def schedule_spoiler_race(self, spoiler_url: str, studytime: int) -> None:
        """Post a log when the race has started, and count down so many seconds from then."""
        await self.core.spoiler_races.schedule(self.name, SpoilerLog(spoiler_url, studytime))
        self.spoiler_log.look_anew()

    async def delete_spoiler_race(self) -> None:
        """Post no log after all, and count nothing down."""
        await self.core.spoiler_races.delete(self.name)
        self.spoiler_log.look_anew()

    # Commands

    async def help(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """Name the commands."""
        listed = dict.fromkeys(command.name for command in self.commands.values() if command.listed)
        nothing = "" if listed.keys() - {command.name for command in CORE_COMMANDS} else "I roll no seeds here. "
        words = ", ".join(f"{self.command_prefix}{name}" for name in listed)
        docs_url = self.core.settings.docs_url
        self.outbox.say(f"{nothing}Available commands: {words}." + (f" More: {docs_url}" if docs_url else ""))

    async def lock(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """Only monitors roll from now on."""
        await self.core.race_rooms.save(self.room, locked=True)
        self.outbox.say(
            f"Lock initiated. Only race monitors and moderators can roll a seed until {self.command_prefix}unlock."
        )

    async def unlock(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """Everybody may roll again."""
        await self.core.race_rooms.save(self.room, locked=False)
        self.outbox.say("Lock released. Anyone may now roll a seed.")

    async def cancel(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """Forget the seed."""
        await self.roll.discard()
        self.outbox.say("Reset. You may now roll a new seed.")

    async def tournamentrace(self, _chat: ChatCommand, _speaker: Speaker) -> None:
        """Roll what the tournament of this room prescribes."""
        raise InvalidInputException("This room does not belong to a tournament match.")

    async def override(self, _chat: ChatCommand, speaker: Speaker) -> None:
        """Let somebody who is exempt race without streaming."""
        if not self.data.get("streaming_required"):
            raise InvalidInputException("This race does not require streaming.")
        if not speaker.is_entrant:
            raise InvalidInputException(f"{speaker.name}, join the race first.")
        match await self.core.race_rooms.exemption(speaker.id, self.bot.category_slug):
            case Exemption.NONE:
                raise NotPermittedException(
                    f"Sorry {speaker.name}, you are not exempt from streaming. Please contact a category owner."
                )
            case Exemption.EXPIRED:
                raise NotPermittedException(f"Sorry {speaker.name}, your exemption from streaming has expired.")
            case Exemption.VALID:
                await self.override_stream(speaker.id)


CORE_COMMANDS: tuple[Command, ...] = (
    Command("help", "this list", Permission.ANYONE, SahasrahBotCoreHandler.help),
    Command("lock", "only monitors roll", Permission.MONITOR, SahasrahBotCoreHandler.lock),
    Command("unlock", "everybody may roll", Permission.MONITOR, SahasrahBotCoreHandler.unlock),
    Command("cancel", "forget the seed", Permission.MONITOR, SahasrahBotCoreHandler.cancel, states=BEFORE_START),
    Command(
        "tournamentrace",
        "roll the tournament's seed",
        Permission.ENTRANT_OR_MONITOR,
        SahasrahBotCoreHandler.tournamentrace,
        states=ANY_STATE,
    ),
    Command(
        "override", "race without a stream", Permission.ANYONE, SahasrahBotCoreHandler.override, states=BEFORE_START
    ),
)

SahasrahBotCoreHandler.commands = table(CORE_COMMANDS)
