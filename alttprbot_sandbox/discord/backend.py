"""The state of the simulated Discord, for more than one application.

SimCord plays Discord for one bot: its backend knows one application, and that one's calls and events are told from
nobody else's. Ours also knows who is calling. Everything that SimCord does with a call or an event is done at once,
without waiting, so that exchanging the application for the time of it is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord
from simcord._clock import Clock as TimerClock
from simcord.backend import Backend, serializers
from simcord.backend.models import Interaction, Role, User

from alttprbot.util.clock import Clock

# Discord gives bots 3 seconds; a machine that is busy with tests may need longer for what takes milliseconds.
FIRST_RESPONSE_SECONDS = 10.0

Listener = Callable[[str, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Application:
    """A Discord application with its bot user."""

    id: int
    user: User


class WallClock(TimerClock):
    """Dates come from the sandbox's clock; SimCord's own count of seconds, which drives its timers, stays its own."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def now(self) -> datetime:
        """The present moment."""
        return self._clock.now()


class SharedBackend(Backend):
    """A Discord with several applications; `main` is the one that SimCord's environment serves."""

    def __init__(self, clock: Clock, name: str) -> None:
        super().__init__(clock=WallClock(clock))
        self.bot_user.name = name
        self.main = Application(self.application_id, self.bot_user)
        self._others: dict[int, Application] = {}
        self._listeners: dict[int, Listener] = {}

    def add_application(self, name: str, guild_id: int) -> Application:
        """Register one more application and invite its bot with all permissions but Administrator."""
        application = Application(self.snowflake(), self.make_user(name, bot=True))
        permissions = discord.Permissions.all()
        permissions.administrator = False
        role = Role(id=self.snowflake(), name=name, permissions=permissions.value, position=1, managed=True)
        self.get_guild(guild_id).roles[role.id] = role
        self.add_member(guild_id, application.user.id, roles=[role.id])
        self._others[application.id] = application
        return application

    @contextmanager
    def acting_as(self, application: Application) -> Iterator[None]:
        """Who calls, or is called, until the end of the block; nothing may be awaited in it."""
        before = (self.application_id, self.bot_user)
        self.application_id, self.bot_user = application.id, application.user
        try:
            yield
        finally:
            self.application_id, self.bot_user = before

    @contextmanager
    def listening(self, application: Application, listener: Listener) -> Iterator[None]:
        """Send this application's events to `listener`."""
        self._listeners[application.id] = listener
        try:
            yield
        finally:
            del self._listeners[application.id]

    def greet(self, application: Application) -> None:
        """Send the servers of an application, as Discord does after READY."""
        for guild in self.guilds.values():
            if application.user.id in guild.members:
                self._listeners[application.id]("GUILD_CREATE", serializers.guild_create_payload(self, guild))

    def emit(self, event: str, payload: Mapping[str, Any]) -> None:
        """Tell every application what happened; an interaction is told only to the application that it is for."""
        owner = self._owner(payload) if event == "INTERACTION_CREATE" else None
        with self.acting_as(self.main):
            if owner is not None:
                self.transcript.append(("GATEWAY", event, payload))
                self._listeners[owner.id](event, {**payload, "application_id": str(owner.id)})
                return
            super().emit(event, payload)
            if event != "INTERACTION_CREATE":
                for listener in list(self._listeners.values()):
                    listener(event, payload)

    def register_commands(self, guild_id: int | None, payloads: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Replace the commands of the application that calls, and leave those of others alone."""
        others = {
            key: command
            for key, command in self.commands.get(guild_id, {}).items()
            if command["application_id"] != str(self.application_id)
        }
        registered = super().register_commands(guild_id, payloads)
        self.commands[guild_id] = others | self.commands[guild_id]
        return registered

    def new_interaction(self, type: int, channel_id: int, user_id: int, guild_id: int | None) -> Interaction:  # noqa: A002
        """Begin an interaction."""
        record = super().new_interaction(type, channel_id, user_id, guild_id)
        record.initial_response_deadline = (self.clock.now() + timedelta(seconds=FIRST_RESPONSE_SECONDS)).isoformat()
        return record

    def _owner(self, payload: Mapping[str, Any]) -> Application | None:
        """The other application that a command or a component belongs to. Only the main bot shows modals."""
        data, message = payload.get("data") or {}, payload.get("message") or {}
        application_id = next(
            (
                int(command["application_id"])
                for commands in self.commands.values()
                for command in commands.values()
                if command["id"] == str(data.get("id"))
            ),
            None,
        )
        author_id = str((message.get("author") or {}).get("id"))
        for application in self._others.values():
            if application.id in self._listeners and (
                application.id == application_id or str(application.user.id) == author_id
            ):
                return application
        return None
