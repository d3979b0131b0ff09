"""The chat of a room: who may speak when, and what is remembered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from alttprbot_sandbox.racetime.forms import TEXT_LIMIT
from alttprbot_sandbox.racetime.serial import message_json, minimal_user, shown_user
from alttprbot_sandbox.racetime.state import BEFORE_START, Bot, Message, Race, RuleError, User
from alttprbot_sandbox.racetime.world import RaceWorld

ACTIONS_LIMIT = 4
GUID_MEMORY = timedelta(seconds=300)
FLOOD_MESSAGES = 10
FLOOD_TIME = timedelta(seconds=5)
HISTORY = 100


class Chat:
    """Talking, pinning and deleting."""

    def __init__(self, world: RaceWorld) -> None:
        self._world = world

    def say(
        self,
        race: Race,
        text: str,
        *,
        by: User | Bot,
        guid: str | None = None,
        actions: dict[str, Any] | None = None,
        pinned: bool = False,
        direct_to: User | None = None,
    ) -> Message | None:
        """A line of chat; None when its guid was seen in the last five minutes."""
        text = text.strip()
        if not text:
            raise RuleError("message: This field is required.")
        if len(text) > TEXT_LIMIT:
            raise RuleError(f"message: Ensure this value has at most {TEXT_LIMIT} characters (it has {len(text)}).")
        if len(actions or {}) > ACTIONS_LIMIT:
            raise RuleError(f"actions: Ensure there are at most {ACTIONS_LIMIT} actions.")
        self._check_permission(race, by)
        if guid is not None and self._was_seen(race, guid):
            return None
        message = Message(
            self._world.new_id(),
            text,
            self._world.now(),
            user=by if isinstance(by, User) else None,
            bot=by.name if isinstance(by, Bot) else None,
            direct_to=direct_to,
            actions={} if direct_to else (actions or {}),
            pinned=pinned and direct_to is None,
            guid=guid,
        )
        race.messages.append(message)
        self._tell(race, message)
        return message

    def pin(self, race: Race, message_id: object, *, pinned: bool) -> None:
        """Keep a message in sight, or not any more."""
        message = self._find(race, message_id)
        if message.is_dm or message.pinned is pinned:
            raise RuleError("message: This message cannot be pinned or unpinned.")
        message.pinned = pinned
        kind = "chat.pin" if pinned else "chat.unpin"
        self._world.emit(race, {"type": kind, "message": message_json(race, message)})

    def delete(self, race: Race, message_id: object, *, by: User) -> None:
        """Take one message away."""
        message = self._find(race, message_id)
        message.deleted = True
        deletion = {
            "id": message.id,
            "user": shown_user(race, message.user) if message.user else None,
            "bot": message.bot,
            "is_bot": message.bot is not None,
            "deleted_by": shown_user(race, by),
        }
        self._world.emit(race, {"type": "chat.delete", "delete": deletion})

    def purge(self, race: Race, user: User, *, by: User) -> None:
        """Take away everything that somebody said."""
        for message in race.messages:
            if message.user is user:
                message.deleted = True
        purge = {"user": shown_user(race, user), "purged_by": shown_user(race, by)}
        self._world.emit(race, {"type": "chat.purge", "purge": purge})

    def history(self, race: Race, last_message: object = None) -> list[Message]:
        """Up to 100 messages and all pinned ones, after `last_message` if that is known; pinned ones at the end."""
        visible = [message for message in race.messages if not message.deleted and not message.is_dm]
        last = next((place for place, message in enumerate(race.messages) if message.id == last_message), None)
        if last is not None:
            newer = {id(message) for message in race.messages[last + 1 :]}
            visible = [message for message in visible if id(message) in newer]
        unpinned = [message for message in visible if not message.pinned]
        return unpinned[-HISTORY:] + [message for message in visible if message.pinned]

    def _tell(self, race: Race, message: Message) -> None:
        if message.direct_to is None:
            self._world.emit(race, {"type": "chat.message", "message": message_json(race, message)})
            return
        self._world.emit(
            race,
            {
                "type": "chat.dm",
                "message": message.id,
                "from_user": minimal_user(message.user) if message.user else None,
                "from_bot": message.bot,
                "to": minimal_user(message.direct_to),
            },
        )

    def _find(self, race: Race, message_id: object) -> Message:
        for message in race.messages:
            if message.id == message_id and not message.deleted:
                return message
        raise RuleError("message: There is no such message in this race.")

    def _was_seen(self, race: Race, guid: str) -> bool:
        now = self._world.now()
        race.guids = {known: seen for known, seen in race.guids.items() if now - seen < GUID_MEMORY}
        if guid in race.guids:
            return True
        race.guids[guid] = now
        return False

    def _check_permission(self, race: Race, by: User | Bot) -> None:
        now = self._world.now()
        if race.is_chat_closed(now):
            raise RuleError("The chat of this race is closed.")
        if isinstance(by, Bot):
            return
        if race.is_anonymous and not race.may_moderate(by):
            raise RuleError("Only moderators can chat while the entrants are hidden.")
        if not race.speaks_as_monitor(by):
            self._check_restrictions(race, by)
        recent = [
            message for message in race.messages[-100:] if message.user is by and now - message.posted_at < FLOOD_TIME
        ]
        if len(recent) >= FLOOD_MESSAGES:
            raise RuleError("You are chatting too much. Please wait a few seconds.")

    def _check_restrictions(self, race: Race, user: User) -> None:
        settings = race.settings
        if race.status in BEFORE_START | {"pending"} and not settings.allow_prerace_chat:
            raise RuleError("You cannot chat before the race.")
        if race.status == "in_progress":
            if not settings.allow_midrace_chat:
                raise RuleError("You cannot chat during the race.")
            if not settings.allow_non_entrant_chat and not race.is_joined(user):
                raise RuleError("Only entrants can chat during the race.")
