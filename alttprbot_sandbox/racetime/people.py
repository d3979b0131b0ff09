"""What people do in rooms, by buttons, by chat commands or by programs of their own: the same rules for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from alttprbot_sandbox.racetime.chat import Chat
from alttprbot_sandbox.racetime.entrants import Entrants
from alttprbot_sandbox.racetime.rooms import Rooms
from alttprbot_sandbox.racetime.state import Message, Race, RuleError, User

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
}
SILENT_COMMANDS = frozenset({"goal", "info", "log", "csv", "help"})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that `user` does: `text` is what is said or named, `target` whom it is done to."""

    race: Race
    user: User
    text: str
    target: User | None

    @property
    def whom(self) -> User:
        """The target, of a deed that needs one."""
        if self.target is None:
            raise RuleError("user: This field is required.")
        return self.target


Verbs = Mapping[str, Callable[[Deed], object]]


class People:
    """The verbs, each with the permission that it needs. All raise `RuleError` where the real server refuses."""

    def __init__(self, rooms: Rooms, entrants: Entrants, chat: Chat) -> None:
        self._chat = chat
        self._own = _own_verbs(entrants)
        self._monitors = _monitor_verbs(rooms, entrants, chat)
        self._moderators = _moderator_verbs(rooms, entrants, chat)

    def perform(self, race: Race, user: User, verb: str, *, text: str = "", target: User | None = None) -> None:
        """Do something as `user`: `text` is what is said or named, `target` whom it is done to."""
        deed = Deed(race, user, text, target)
        if verb == "say":
            self.say(race, user, text)
        elif verb in self._own:
            self._own[verb](deed)
        elif verb in self._monitors:
            if not race.may_monitor(user):
                raise RuleError("Only race monitors can do that.")
            self._monitors[verb](deed)
        elif verb in self._moderators:
            if not race.may_moderate(user):
                raise RuleError("Only moderators of the category can do that.")
            self._moderators[verb](deed)
        else:
            raise RuleError(f"Unknown action: {verb}")

    def say(self, race: Race, user: User, text: str) -> Message:
        """Chat; commands of the server, which begin with a dot, are done instead. The line that resulted."""
        name, _, rest = text.strip().removeprefix(".").partition(" ")
        if not text.strip().startswith(".") or name == "random":
            return self._speak(race, user, text)
        if name in CHAT_COMMANDS:
            self.perform(race, user, CHAT_COMMANDS[name], text=rest)
        elif name not in SILENT_COMMANDS:
            raise RuleError(f".{name} is not a command.")
        return race.messages[-1]

    def direct_message(self, race: Race, user: User, to: User, text: str) -> Message:
        """Say something that only `to` can read."""
        return self._speak(race, user, text, direct_to=to)

    def _speak(self, race: Race, user: User, text: str, direct_to: User | None = None) -> Message:
        message = self._chat.say(race, text, by=user, direct_to=direct_to)
        if message is None:
            raise RuleError("This was said already.")
        return message


def _own_verbs(entrants: Entrants) -> Verbs:
    return {
        "join": lambda deed: entrants.join(deed.race, deed.user),
        "request_invite": lambda deed: entrants.request_invite(deed.race, deed.user),
        "cancel_invite": lambda deed: entrants.cancel_invite(deed.race, deed.user),
        "accept_invite": lambda deed: entrants.accept_invite(deed.race, deed.user),
        "decline_invite": lambda deed: entrants.decline_invite(deed.race, deed.user),
        "leave": lambda deed: entrants.leave(deed.race, deed.user),
        "ready": lambda deed: entrants.ready(deed.race, deed.user),
        "unready": lambda deed: entrants.unready(deed.race, deed.user),
        "done": lambda deed: entrants.done(deed.race, deed.user),
        "undone": lambda deed: entrants.undone(deed.race, deed.user),
        "forfeit": lambda deed: entrants.forfeit(deed.race, deed.user),
        "unforfeit": lambda deed: entrants.unforfeit(deed.race, deed.user),
        "go_live": lambda deed: entrants.set_stream_live(deed.race, deed.user, True),
        "go_offline": lambda deed: entrants.set_stream_live(deed.race, deed.user, False),
        "comment": lambda deed: entrants.comment(deed.race, deed.user, deed.text),
        "set_team": lambda deed: entrants.set_team(deed.race, deed.user, deed.text),
        "split": lambda deed: entrants.split(deed.race, deed.user, deed.text),
        "undo_split": lambda deed: entrants.split(deed.race, deed.user, deed.text, undo=True),
    }


def _monitor_verbs(rooms: Rooms, entrants: Entrants, chat: Chat) -> Verbs:
    return {
        "start": lambda deed: rooms.begin(deed.race),
        "cancel": lambda deed: rooms.cancel(deed.race, by=deed.user),
        "make_open": lambda deed: rooms.set_invitational(deed.race, False, by=deed.user),
        "make_invitational": lambda deed: rooms.set_invitational(deed.race, True, by=deed.user),
        "set_info": lambda deed: rooms.set_info(deed.race, {"info_user": deed.text}, by=deed.user),
        "invite": lambda deed: entrants.invite(deed.race, deed.whom),
        "accept_request": lambda deed: entrants.accept_request(deed.race, deed.whom),
        "force_unready": lambda deed: entrants.unready(deed.race, deed.whom),
        "remove_entrant": lambda deed: entrants.remove(deed.race, deed.whom),
        "add_monitor": lambda deed: rooms.set_monitor(deed.race, deed.whom, monitor=True),
        "remove_monitor": lambda deed: rooms.set_monitor(deed.race, deed.whom, monitor=False),
        "override_stream": lambda deed: entrants.override_stream(deed.race, deed.whom),
        "pin_message": lambda deed: chat.pin(deed.race, deed.text, pinned=True),
        "unpin_message": lambda deed: chat.pin(deed.race, deed.text, pinned=False),
    }


def _moderator_verbs(rooms: Rooms, entrants: Entrants, chat: Chat) -> Verbs:
    return {
        "record": lambda deed: rooms.record(deed.race, by=deed.user),
        "disqualify": lambda deed: entrants.disqualify(deed.race, deed.whom),
        "requalify": lambda deed: entrants.requalify(deed.race, deed.whom),
        "delete_message": lambda deed: chat.delete(deed.race, deed.text, by=deed.user),
        "purge": lambda deed: chat.purge(deed.race, deed.whom, by=deed.user),
    }
