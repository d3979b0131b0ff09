"""What is special about an event that people play in one hall: a YAML file, checked before anything is shown of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from alttprbot.alttprgen.preset import GAMES, PresetIdentifier, PresetLibrary
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest
from alttprbot.alttprgen.yaml_limits import SHIPPED_LIMITS, YamlDocument, load_document
from alttprbot.config_types import Url, Zone
from alttprbot.exceptions import InvalidInputException, InvalidPresetException
from alttprbot.services.clients.speedgaming import FUTURE, PAST
from alttprbot.services.seed_sites import SITES
from alttprbot.supervision import ServiceError
from alttprbot.util.text import did_you_mean

LONGEST_LABEL = 45
TEXT_GAME = "alttpr"
MINUTES_OF_AN_HOUR = 60
MOST_EVENTS = 50


class EventFileError(ServiceError):
    """The file of the event cannot be used; `problems` is everything that is wrong with it."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.problems = problems
        listed = "; ".join(problem.rstrip(".") for problem in problems)
        super().__init__(f"SGLIVE_EVENT_FILE, {path.name}, cannot be used: {listed}")


def _dividing(minutes: int) -> int:
    if MINUTES_OF_AN_HOUR % minutes:
        raise ValueError("must go into an hour without a remainder, such as 10, 15, 20 or 30")
    return minutes


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length=LONGEST_LABEL)]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,50}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OnsiteGame(_Part):
    """A game of the event: how its seeds are rolled, and what players should know.

    `label` is its name in the history. `text_pool` is where the text at the end comes from; `balanced` as in
    `TriforceSeedService`. `wait` are the seconds until a fresh seed can be fetched from its site.
    """

    title: Line
    game: str
    preset: Line | None = None
    parameters: Mapping[str, str] = Field(default_factory=dict)
    branch: str | None = None
    allow_quickswap: bool | None = None
    text_pool: str | None = None
    balanced: bool = True
    wait: float = Field(default=0, ge=0, le=30)
    label: str = Field(default="", max_length=LONGEST_LABEL)
    instructions: Text = ""
    notes: Text = ""
    flags: Text = ""
    generator_url: Url | None = None
    download_url: Url | None = None
    model_pack_url: Url | None = None
    schedule_url: Url | None = None
    challonge_url: Url | None = None

    def request(self, requester: Requester) -> SeedRequest:
        """One seed of it for somebody; always one for a race."""
        options = SeedOptions(branch=self.branch, allow_quickswap=self.allow_quickswap, parameters=self.parameters)
        return SeedRequest(self.game, self.preset, requester, options)


class Tournament(_Part):
    """One of the tournaments that fill the hall; a match of it takes so many hours."""

    title: Line
    # A match that began earlier is not in the schedule any more that we are given.
    hours: float = Field(gt=0, le=PAST / timedelta(hours=1))


class Capacity(_Part):
    """What is counted for the hall, and when there are too many. `events` are by their slug at SpeedGaming."""

    threshold: int = Field(ge=0)
    timezone: Zone
    first_hour: int = Field(default=0, ge=0, le=23)
    slot_minutes: Annotated[int, AfterValidator(_dividing)] = Field(default=15, ge=5, le=MINUTES_OF_AN_HOUR)
    horizon_hours: int = Field(default=48, ge=1, le=int(FUTURE / timedelta(hours=1)))
    events: Mapping[Slug, Tournament] = Field(min_length=1, max_length=MOST_EVENTS)

    @property
    def zone(self) -> ZoneInfo:
        """In which the hall's clocks are."""
        return ZoneInfo(self.timezone)


class OnsiteEvent(_Part):
    """The event. `games` are in the order in which they are shown, by the end of their address."""

    title: Line
    games: Mapping[Key, OnsiteGame] = Field(min_length=1)
    capacity: Capacity | None = None

    def label(self, key: str) -> str:
        """What the history calls a game."""
        return self.games[key].label or key.replace("/", "_")


def read_event(path: Path, presets: PresetLibrary) -> OnsiteEvent:
    """The event in a file. Raises `EventFileError` that says all that is wrong with it.

    Presets in namespaces are not looked for: they may come later.
    """
    try:
        document = load_document(path.read_bytes(), SHIPPED_LIMITS)
    except OSError as error:
        raise EventFileError(path, [error.strerror or "it cannot be read"]) from error
    except InvalidPresetException as error:
        raise EventFileError(path, [str(issue) for issue in error.issues]) from error
    try:
        event = OnsiteEvent.model_validate(document.data)
    except ValidationError as error:
        raise EventFileError(path, list(_misshapen(error, document))) from error
    problems = [
        str(document.issue(problem, ("games", key)))
        for key, game in event.games.items()
        for problem in _unknown(game, presets)
    ]
    if problems:
        raise EventFileError(path, problems)
    return event


def _misshapen(error: ValidationError, document: YamlDocument) -> Iterator[str]:
    for item in error.errors(include_url=False, include_context=False, include_input=False):
        path: tuple[Any, ...] = tuple(part for part in item["loc"] if part != "[key]")
        yield str(document.issue(item["msg"].removeprefix("Value error, "), path))


def _unknown(game: OnsiteGame, presets: PresetLibrary) -> Iterator[str]:
    """What there is not of all that the game names."""
    if game.game not in SITES:
        hint = did_you_mean(game.game, SITES) or f" There are: {', '.join(SITES)}."
        yield f"no seeds of “{game.game}” can be handed out.{hint}"
        return
    if game.text_pool is not None and game.game != TEXT_GAME:
        yield f"only seeds of {TEXT_GAME} show texts of a pool"
    if game.game not in GAMES:
        if game.preset is not None:
            yield f"{game.game} has no presets of ours: say `parameters` instead"
        return
    if game.parameters:
        yield f"{game.game} has no parameters: it has presets"
    if game.preset is None:
        yield "it does not say which preset is rolled"
        return
    try:
        wanted = PresetIdentifier.parse(game.preset)
    except InvalidInputException as error:
        yield str(error)
        return
    names = presets.names(game.game)
    if wanted.namespace is None and wanted.name not in names:
        yield f"{game.game} has no preset “{game.preset}”.{did_you_mean(game.preset, names)}"
