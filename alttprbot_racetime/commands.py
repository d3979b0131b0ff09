"""The table of what can be said to the bot in a room: who may say it, when, and what it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from alttprbot.exceptions import InvalidInputException, NotPermittedException
from alttprbot_racetime.arguments import ChatCommand

BEFORE_START = frozenset({"open", "invitational"})
ANY_STATE = frozenset({"open", "invitational", "pending", "in_progress"})
ENTRANT_STATES = frozenset({"ready", "not_ready", "in_progress", "done", "dnf", "dq"})


class Permission(StrEnum):
    """Who may use a command."""

    ANYONE = "anyone"
    ENTRANT_OR_MONITOR = "entrant_or_monitor"
    MONITOR = "monitor"
    MODERATOR = "moderator"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said something; the rights are computed by the server."""

    id: str
    name: str
    is_monitor: bool
    can_moderate: bool
    is_entrant: bool

    def may(self, permission: Permission) -> bool:
        """Whether this person has a permission."""
        match permission:
            case Permission.ANYONE:
                return True
            case Permission.ENTRANT_OR_MONITOR:
                return self.is_entrant or self.is_monitor
            case Permission.MONITOR:
                return self.is_monitor
            case Permission.MODERATOR:
                return self.can_moderate


Handler = Callable[[Any, ChatCommand, Speaker], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `arguments` are what follows it, such as `<preset> [branch]`.

    `roll` ones take the room's roll lock and run beside the others.
    """

    name: str
    summary: str
    permission: Permission
    run: Handler
    arguments: str = ""
    aliases: tuple[str, ...] = ()
    states: frozenset[str] = ANY_STATE
    roll: bool = False
    listed: bool = True

    def usage(self, prefix: str, word: str) -> str:
        """How it is said, by one of its words: `!race <preset> [branch]`."""
        return f"{prefix}{word} {self.arguments}".rstrip()

    def check(self, speaker: Speaker, status: str) -> None:
        """Raises `NotPermittedException` or `InvalidInputException` when it may not be used now."""
        if not speaker.may(self.permission):
            who = {
                Permission.ENTRANT_OR_MONITOR: "entrants and race monitors",
                Permission.MONITOR: "race monitors",
                Permission.MODERATOR: "moderators of this category",
            }.get(self.permission, "nobody")
            raise NotPermittedException(f"Sorry {speaker.name}, only {who} can do that.")
        if status not in self.states:
            raise InvalidInputException(f"Sorry {speaker.name}, that is only possible before the race starts.")


def table(commands: Iterable[Command]) -> Mapping[str, Command]:
    """The commands by every word that calls them."""
    return {word: command for command in commands for word in (command.name, *command.aliases)}
