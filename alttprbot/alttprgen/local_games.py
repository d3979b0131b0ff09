"""Games whose program runs at the player's: all they need is the number of a seed, and we draw it.

The bounds of the numbers are those that the players of each game have always been given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from alttprbot.alttprgen.flag_presets import FlagPresets, FlagString
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.planning import Parameter, ParameterPlanner
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.exceptions import InvalidInputException
from alttprbot.util.text import shortened

LONGEST_FLAGS = 64
FLAGS_PATTERN = re.compile(rf"[!-~]{{1,{LONGEST_FLAGS}}}")
LONGEST_FF1R_URL = 900
LONGEST_AOSR_URL = 2000
AOSR_URL = "https://aosrando.surge.sh/"
SRL_BINGO_URL = "https://www.speedrunslive.com/tools/supermetroid-bingo/"


@dataclass(frozen=True, slots=True)
class SeedNumbers:
    """The seeds that a program takes, both ends included."""

    lowest: int
    highest: int

    def draw(self, rng: Random, pinned: int | None) -> int:
        """Any of them, or the one that was asked for. Raises `InvalidInputException` when that is none."""
        if pinned is None:
            return rng.randint(self.lowest, self.highest)
        if not self.lowest <= pinned <= self.highest:
            raise InvalidInputException(f"The number of the seed must be from {self.lowest} to {self.highest}.")
        return pinned


Z1R_SEEDS = SeedNumbers(0, 8_999_999_999_999_999_999)
Z2R_SEEDS = SeedNumbers(0, 1_000_000_000)
SMB3R_SEEDS = SeedNumbers(0, 999_999_999_998)
FF1R_SEEDS = SeedNumbers(0, 0xFFFF_FFFF)
AOSR_SEEDS = SeedNumbers(-(2**31), 2**31 - 1)
SRL_BINGO_SEEDS = SeedNumbers(0, 899_999)

FLAGS = Parameter("flags", "the string of flags", required=False)
PRESET = Parameter("preset", "a name that stands for flags", required=False)


class FlagPlanner(ParameterPlanner):
    """A game that is a number and a string of flags: given as such, or by a name that stands for them."""

    numbers: ClassVar[SeedNumbers]
    forbidden: ClassVar[str] = "`<>@"
    """Characters that the game's flags never have and that others make something else of."""

    def __init__(self, rng: Random, presets: FlagPresets) -> None:
        self._rng = rng
        self._presets = presets

    def usual(self, parameter: str) -> Sequence[str]:
        """The names that there are."""
        return tuple(self._presets) if parameter == "preset" else ()

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        name, flags = values.get("preset"), values.get("flags")
        if bool(name) == bool(flags):
            needed = " or the name of a preset" if self._presets else ""
            raise InvalidInputException(f"{self.game} needs flags{needed}: one of these.")
        if flags:
            return self._planned(FlagString(self._checked(flags)), options, gentype="flags")
        preset = Parameter("preset", "", tuple(self._presets)).read(name or "")
        return self._planned(self._rng.choice(self._presets[preset]), options, gentype="preset", preset=preset)

    def _planned(self, chosen: FlagString, options: SeedOptions, *, gentype: str, preset: str = "") -> SeedPlan:
        payload = {"seed": self.numbers.draw(self._rng, options.seed_number), "flags": chosen.flags}
        return _plan_of(self.game, payload, options, gentype=gentype, preset=preset, goal=chosen.description)

    def _checked(self, flags: str) -> str:
        if not FLAGS_PATTERN.fullmatch(flags) or any(character in self.forbidden for character in flags):
            raise InvalidInputException(
                f"“{shortened(flags, 80)}” cannot be flags of {self.game}: they are up to {LONGEST_FLAGS} letters, "
                f"digits and signs without blanks, and never {' '.join(self.forbidden)}"
            )
        return flags


class Z1rPlanner(FlagPlanner):
    """The Legend of Zelda."""

    game: ClassVar[str] = "z1r"
    parameters: ClassVar[tuple[Parameter, ...]] = (FLAGS, PRESET)
    numbers: ClassVar[SeedNumbers] = Z1R_SEEDS


class Z2rPlanner(FlagPlanner):
    """Zelda II."""

    game: ClassVar[str] = "z2r"
    parameters: ClassVar[tuple[Parameter, ...]] = (FLAGS, PRESET)
    numbers: ClassVar[SeedNumbers] = Z2R_SEEDS
    forbidden: ClassVar[str] = "`<>"


class Smb3rPlanner(FlagPlanner):
    """Super Mario Bros. 3."""

    game: ClassVar[str] = "smb3r"
    parameters: ClassVar[tuple[Parameter, ...]] = (FLAGS,)
    numbers: ClassVar[SeedNumbers] = SMB3R_SEEDS


class Ff1rPlanner(ParameterPlanner):
    """Final Fantasy: the settings are an address at one of `hosts` or below, where the seed is the parameter `s`."""

    game: ClassVar[str] = "ff1r"
    parameters: ClassVar[tuple[Parameter, ...]] = (Parameter("url", "the address of the settings"),)

    def __init__(self, rng: Random, hosts: tuple[str, ...]) -> None:
        self._rng = rng
        self._hosts = hosts

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        address = values["url"]
        self._check(address)
        settings = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
        if not settings.get("f"):
            raise InvalidInputException("This address has no flags: its parameter f is missing.")
        settings["s"] = seed = f"{FF1R_SEEDS.draw(self._rng, options.seed_number):08X}"
        url = urlsplit(address)._replace(query=urlencode(settings)).geturl()
        self._check_length(url)
        payload = {"seed": seed, "flags": settings["f"], "url": url}
        return _plan_of(self.game, payload, options, gentype="url")

    def _check_length(self, address: str) -> None:
        # Signs that have to be escaped make an address longer than it was.
        if len(address) > LONGEST_FF1R_URL:
            raise InvalidInputException(f"This address is too long: at most {LONGEST_FF1R_URL} characters.")

    def _check(self, address: str) -> None:
        self._check_length(address)
        try:
            parts = urlsplit(address)
            host, extras = parts.hostname or "", (parts.port, parts.username)
        except ValueError:
            host, extras = "", (None, None)
        ours = any(host == name or host.endswith(f".{name}") for name in self._hosts)
        if not ours or parts.scheme != "https" or extras != (None, None) or not re.fullmatch(r"[!-~]+", address):
            raise InvalidInputException(
                f"This is no address of the randomizer: it begins with https:// and leads to {' or '.join(self._hosts)}"
            )


class AosrPlanner(ParameterPlanner):
    """Castlevania: Aria of Sorrow: the settings are those in the address of the randomizer's page."""

    game: ClassVar[str] = "aosr"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("settings", "the settings as in an address, such as a=1&b=2", required=False),
    )

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        settings = dict(parse_qsl(values.get("settings", ""), keep_blank_values=True))
        settings.pop("seed", None)
        seed = AOSR_SEEDS.draw(self._rng, options.seed_number)
        url = f"{AOSR_URL}?{urlencode({'seed': seed, **settings})}"
        if len(url) > LONGEST_AOSR_URL:
            raise InvalidInputException("These settings are too long for an address.")
        payload = {"seed": seed, "settings": settings, "url": url}
        return _plan_of(self.game, payload, options, gentype="settings")


class SrlBingoPlanner(ParameterPlanner):
    """A bingo card of Super Metroid at SpeedRunsLive: nothing but an address."""

    game: ClassVar[str] = "smbingo"
    parameters: ClassVar[tuple[Parameter, ...]] = ()

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        seed = SRL_BINGO_SEEDS.draw(self._rng, options.seed_number)
        payload = {"seed": seed, "url": f"{SRL_BINGO_URL}?seed={seed}"}
        return _plan_of(self.game, payload, options, gentype="bingo")


def _plan_of(
    game: str, payload: Mapping[str, Any], options: SeedOptions, *, gentype: str, preset: str = "", goal: str = ""
) -> SeedPlan:
    return SeedPlan(
        game=game,
        preset=preset,
        provider=game,
        operation="generate_seed",
        endpoint=f"LOCAL {game}",
        payload=payload,
        settings=payload,
        options=options,
        goal=goal,
        gentype=gentype,
        genoption=preset,
    )
