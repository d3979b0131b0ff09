"""Everything there is in the simulated racetime.gg, its time, and how news of it spread."""

from __future__ import annotations

import random
import secrets
import string
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from alttprbot.util.clock import Clock
from alttprbot_sandbox.racetime.serial import message_json, race_json
from alttprbot_sandbox.racetime.state import ACTIVE, Bot, Category, Message, Race, Team, Token, User

ADJECTIVES = ("brave", "calm", "clever", "eager", "gentle", "lucky", "mighty", "swift", "witty", "zealous")
NOUNS = ("agahnim", "boots", "cuccos", "ganon", "hammer", "hookshot", "lamp", "link", "moldorm", "zelda")
ID_CHARACTERS = string.ascii_letters + string.digits
ID_LENGTH = 16
TOKEN_LIFE = timedelta(seconds=36000)

Frame = dict[str, Any]
Listener = Callable[[Race, Frame], None]


class RaceWorld:
    """The things, by their public names. What happens is told to `listen`ers as the frames that sockets receive.

    Its time is that of `clock` plus what `advance` added.
    """

    def __init__(self, *, clock: Clock | None = None, random_seed: int = 1) -> None:
        self.categories: dict[str, Category] = {}
        self.users: dict[str, User] = {}
        self.teams: dict[str, Team] = {}
        self.bots: dict[str, Bot] = {}
        self.races: dict[str, Race] = {}
        self.tokens: dict[str, Token] = {}
        self.token_life = TOKEN_LIFE
        self.random = random.Random(random_seed)
        self._newest: dict[str, Race] = {}
        self._clock = clock or Clock()
        self._ahead = timedelta()
        self._listeners: list[Listener] = []

    # Time and names

    def now(self) -> datetime:
        """The time in this world."""
        return self._clock.now() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let the time jump; what is due happens when somebody looks."""
        self._ahead += timedelta(seconds=seconds)

    def new_id(self) -> str:
        """A fresh public id: 16 letters and digits."""
        return "".join(self.random.choices(ID_CHARACTERS, k=ID_LENGTH))

    def new_slug(self, category: Category) -> str:
        """A free name for a room."""
        while True:
            choose = self.random.choice
            slug = f"{choose(ADJECTIVES)}-{choose(NOUNS)}-{self.random.randrange(10000):04d}"
            if f"{category.slug}/{slug}" not in self.races:
                return slug

    # Things

    def add_race(self, race: Race) -> None:
        """Have a new room."""
        self.races[race.name] = race
        self._newest[race.slug] = race

    def newest_race(self, slug: str) -> Race | None:
        """The room that sockets mean: their paths have no category, so the newest of the name is taken."""
        return self._newest.get(slug)

    def current_races(self, category: Category, *, unlisted: bool) -> list[Race]:
        """The rooms of a category that are not over."""
        return [
            race
            for race in self.races.values()
            if race.category is category and not race.is_over and (unlisted or not race.settings.unlisted)
        ]

    def past_races(self, user: User) -> list[Race]:
        """The listed finished races of somebody, newest first."""
        return [
            race
            for race in reversed(self.races.values())
            if race.status == "finished" and not race.settings.unlisted and race.is_joined(user)
        ]

    def active_race(self, user: User) -> Race | None:
        """The race in which somebody is busy; there is at most one."""
        return next(
            (
                race
                for race in self.races.values()
                if not race.is_over and (entrant := race.entrant(user)) and entrant.status in ACTIVE
            ),
            None,
        )

    def issue_token(self, scopes: frozenset[str], *, bot: Bot | None = None, user: User | None = None) -> Token:
        """A new token; older ones stay good."""
        token = Token(secrets.token_urlsafe(24), self.now() + self.token_life, scopes, bot, user)
        self.tokens[token.value] = token
        return token

    def token(self, value: str) -> Token | None:
        """A token that is good now."""
        token = self.tokens.get(value)
        if token is None or token.expires <= self.now() or (token.bot is not None and not token.bot.active):
            return None
        return token

    # News

    def listen(self, listener: Listener) -> None:
        """Hear of every frame, with its race."""
        self._listeners.append(listener)

    def emit(self, race: Race, frame: Frame) -> None:
        """Tell the listeners."""
        stamped = self.stamped(frame)
        for listener in self._listeners:
            listener(race, stamped)

    def stamped(self, frame: Frame) -> Frame:
        """A frame with the date that all frames bear."""
        return {**frame, "date": self.now().isoformat(timespec="microseconds")}

    def system(self, race: Race, text: str) -> Message:
        """A line of chat by the server itself."""
        message = Message(self.new_id(), text, self.now(), is_system=True)
        race.messages.append(message)
        self.emit(race, {"type": "chat.message", "message": message_json(race, message)})
        return message

    def changed(self, race: Race) -> None:
        """A new version of the race: tell everybody."""
        race.version += 1
        self.repeat(race)

    def repeat(self, race: Race) -> None:
        """Tell everybody the version that they may know already."""
        for frame in self.race_frames(race):
            self.emit(race, frame)

    def announce(self, race: Race, text: str) -> Message:
        """Something has changed: first the line of chat, then the race."""
        message = self.system(race, text)
        self.changed(race)
        return message

    def race_frames(self, race: Race) -> tuple[Frame, Frame]:
        """`race.data` as it is now, and the `race.renders` that always follows."""
        renders = dict.fromkeys(("entrants", "intro", "status", "streams"), "<div></div>")
        return (
            {"type": "race.data", "race": race_json(race, self.now()), "version": race.version},
            {"type": "race.renders", "renders": renders, "version": race.version},
        )
