"""What people do in rooms, by buttons, by chat commands or by programs of their own: the same rules for all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from alttprbot_sandbox.racetime.chat import Chat
from alttprbot_sandbox.racetime.entrants import Entrants
from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.state import Message, Race, RuleError, User
from alttprbot_sandbox.racetime.world import RaceWorld

CHAT_COMMANDS = {
    "join": "join",
    "enter": "join",
    "leave": "leave",
    "unenter": "leave",
    "requestinvite": "request_invite",
    "cancelinvite": "cancel_invite",
    "acceptinvite": "accept_invite",
    "declineinvite": "decline_invite",
    "team": "set_team",
    "ready": "ready",
    "unready": "unready",
    "done": "done",
    "undone": "undone",
    "split": "split",
    "forfeit": "forfeit",
    "ff": "forfeit",
    "quit": "forfeit",
    "brexit": "forfeit",
    "unforfeit": "unforfeit",
    "comment": "comment",
    "info": "set_info",
}
SILENT_COMMANDS = frozenset({"goal", "log", "csv", "help"})

Own = Callable[[Race, User], None]
Written = Callable[[Race, User, str], None]
Room = Callable[[Race, User], None]


class People:
    """The verbs, each with the permission that it needs. All raise `RuleError` where the real server refuses."""

    def __init__(self, world: RaceWorld, rooms: Rooms, entrants: Entrants, chat: Chat) -> None:
        self._world = world
        self._chat = chat
        self._own: dict[str, Own] = {
            "join": entrants.join,
            "request_invite": entrants.request_invite,
            "cancel_invite": entrants.cancel_invite,
            "accept_invite": entrants.accept_invite,
            "decline_invite": entrants.decline_invite,
            "leave": entrants.leave,
            "ready": entrants.ready,
            "unready": entrants.unready,
            "done": entrants.done,
            "undone": entrants.undone,
            "forfeit": entrants.forfeit,
            "unforfeit": entrants.unforfeit,
            "go_live": lambda race, user: entrants.set_stream_live(race, user, True),
            "go_offline": lambda race, user: entrants.set_stream_live(race, user, False),
        }
        self._written: dict[str, Written] = {
            "comment": entrants.comment,
            "set_team": entrants.set_team,
            "split": entrants.split,
        }
        self._about_others: dict[str, Own] = {
            "invite": entrants.invite,
            "accept_request": entrants.accept_request,
            "force_unready": entrants.unready,
            "remove_entrant": entrants.remove,
            "add_monitor": partial(rooms.set_monitor, monitor=True),
            "remove_monitor": partial(rooms.set_monitor, monitor=False),
            "override_stream": entrants.override_stream,
        }
        self._about_room: dict[str, Room] = {
            "start": lambda race, _: rooms.begin(race),
            "cancel": lambda race, user: rooms.cancel(race, by=user),
            "make_open": lambda race, user: rooms.set_invitational(race, False, by=user),
            "make_invitational": lambda race, user: rooms.set_invitational(race, True, by=user),
        }
        self._rooms = rooms
        self._entrants = entrants

    def perform(self, race: Race, user: User, verb: str, *, text: str = "", target: User | None = None) -> None:
        """Do something as `user`: `text` is what is said or named, `target` whom it is done to."""
        if verb == "say":
            self.say(race, user, text)
        elif verb in self._own:
            self._own[verb](race, user)
        elif verb in self._written:
            self._written[verb](race, user, text)
        elif verb == "set_info":
            self._require_monitor(race, user)
            self._rooms.set_info(race, {"info_user": text}, by=user)
        elif verb in self._about_room:
            self._require_monitor(race, user)
            self._about_room[verb](race, user)
        elif verb in self._about_others:
            self._require_monitor(race, user)
            self._about_others[verb](race, _somebody(target))
        else:
            self._moderate(race, user, verb, target)

    def say(self, race: Race, user: User, text: str) -> Message:
        """Chat; commands of the server, which begin with a dot, are done instead. The line that resulted."""
        name, _, rest = text.strip().removeprefix(".").partition(" ")
        if not text.strip().startswith(".") or name == "random":
            message = self._chat.say(race, text, by=user)
            if message is None:
                raise RuleError("This was said already.")
            return message
        if name in CHAT_COMMANDS:
            self.perform(race, user, CHAT_COMMANDS[name], text=rest)
        elif name not in SILENT_COMMANDS:
            raise RuleError(f".{name} is not a command.")
        return race.messages[-1]

    def direct_message(self, race: Race, user: User, to: User, text: str) -> Message:
        """Say something that only `to` can read."""
        message = self._chat.say(race, text, by=user, direct_to=to)
        if message is None:
            raise RuleError("This was said already.")
        return message

    def _moderate(self, race: Race, user: User, verb: str, target: User | None) -> None:
        actions: dict[str, Callable[[], None]] = {
            "record": lambda: self._rooms.record(race, by=user),
            "disqualify": lambda: self._entrants.disqualify(race, _somebody(target)),
            "purge": lambda: self._chat.purge(race, _somebody(target), by=user),
        }
        if verb not in actions:
            raise RuleError(f"Unknown action: {verb}")
        if not race.may_moderate(user):
            raise RuleError("Only moderators of the category can do that.")
        actions[verb]()

    def _require_monitor(self, race: Race, user: User) -> None:
        if not race.may_monitor(user):
            raise RuleError("Only race monitors can do that.")


def _somebody(target: User | None) -> User:
    if target is None:
        raise RuleError("user: This field is required.")
    return target
