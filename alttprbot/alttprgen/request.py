"""What a surface asks for when somebody wants a seed: the same for every game and every surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Surface(StrEnum):
    """Where a request came from."""

    DISCORD = "discord"
    RACETIME = "racetime"
    API = "api"
    TOURNAMENT = "tournament"
    CLI = "cli"


class Spoilers(StrEnum):
    """How much of the seed its players may see; the provider's own words."""

    ON = "on"
    OFF = "off"
    GENERATE = "generate"
    MYSTERY = "mystery"


@dataclass(frozen=True, slots=True)
class SeedOptions:
    """The choices that a person has beyond the preset. Each game uses those that mean something to it.

    `progression` is for spoiler races (`spoilers` of `generate`): the log says only where something is that opens the
    way. `hints` is None when the preset decides, `allow_quickswap` when what is usual for the game does. `branch` names
    a deployment of the provider; a preset that names one wins. `players` are the names of those who share a multiworld,
    empty for an ordinary seed; `seed_number` pins the random seed where the provider can. `parameters` are the choices
    of games that have no preset files (flag strings, skill presets, modes).
    """

    tournament: bool = True
    spoilers: Spoilers = Spoilers.OFF
    progression: bool = False
    hints: bool | None = None
    allow_quickswap: bool | None = None
    festive: bool = False
    branch: str | None = None
    players: tuple[str, ...] = ()
    seed_number: int | None = None
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks, and where: for the audit row and for rate limits. Ids are Discord's unless the name says otherwise.

    `address` is the network address of somebody of whom nothing else is known; it is for limits alone and never stored.
    """

    surface: Surface
    discord_user_id: int | None = None
    guild_id: int | None = None
    channel_id: int | None = None
    racetime_user_id: str | None = None
    racetime_room: str | None = None
    api_key: str | None = None
    address: str | None = None

    @property
    def limit_key(self) -> str | None:
        """Whose allowance of costly actions this request uses; None is unlimited (our own jobs)."""
        if self.discord_user_id is not None:
            return f"discord:{self.discord_user_id}"
        if self.racetime_user_id is not None:
            return f"racetime:{self.racetime_user_id}"
        if self.api_key:
            return f"key:{self.api_key}"
        return f"address:{self.address}" if self.address else None


@dataclass(frozen=True, slots=True)
class UploadedPreset:
    """A preset document that came with the request; `name` is where it was saved, if it was."""

    content: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class SeedRequest:
    """One seed, please.

    `game` is the key of a game in the registry (`alttpr`, `smz3`, …). `preset` is an identifier (`open`,
    `somebody/their_preset`), an uploaded document, or None for games that are described by `options.parameters` alone.
    """

    game: str
    preset: str | UploadedPreset | None
    requester: Requester
    options: SeedOptions = SeedOptions()
