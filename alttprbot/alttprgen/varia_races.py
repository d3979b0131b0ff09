"""Races of VARIA with rules of their own: Choozo and the playoffs of the league."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import ClassVar

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.planning import Parameter, ParameterPlanner
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.alttprgen.varia_plan import KnowsPresets, VariaGame, plan_varia

SEASON = "Season_Races"

_Changes = Mapping[str, Mapping[str, str]]
"""The parameters that each value of a choice stands for."""

_DEEP = ("Aqueduct", "Bubble Mountain", "Firefleas Top")
_SHALLOW = ("Big Pink", "Gauntlet Top", "Green Brinstar Elevator", "Wrecked Ship Main")
_NOT_DEEP = (*_SHALLOW, "Business Center", "Etecoons Supers", "Golden Four", "Red Brinstar Elevator")
_LEAGUE_STARTS = (
    *("Gauntlet Top", "Green Brinstar Elevator", "Big Pink", "Etecoons Supers", "Wrecked Ship Main"),
    *("Firefleas Top", "Business Center", "Bubble Mountain", "Mama Turtle"),
)


def _start(*places: str) -> Mapping[str, str]:
    return {"startLocation": "random", "startLocationMultiSelect": ",".join(places)}


CHOOZO: Mapping[str, _Changes] = MappingProxyType(
    {
        "split": {
            "FullCountdown": {"majorsSplit": "FullWithHUD"},
            "M/m": {"majorsSplit": "Major"},
            "RandomSplit": {"majorsSplit": "random"},
        },
        "area": {
            "FullArea": {"areaRandomization": "full", "areaLayout": "on"},
            "LightArea": {"areaRandomization": "light", "areaLayout": "on"},
            "VanillaArea": {"areaRandomization": "off", "areaLayout": "off"},
        },
        "boss": {"RandomBoss": {"bossRandomization": "on"}, "VanillaBoss": {"bossRandomization": "off"}},
        "difficulty": {
            "HarderDifficulty": {"maxDifficulty": "harder"},
            "HardDifficulty": {"maxDifficulty": "hard"},
            "MediumDifficulty": {"maxDifficulty": "medium"},
            "EasyDifficulty": {"maxDifficulty": "easy"},
            "BasicDifficulty": {"maxDifficulty": "easy"},
        },
        "escape": {"RandomEscape": {"escapeRando": "on"}, "VanillaEscape": {"escapeRando": "off"}},
        "morph": {
            "LateMorph": {"morphPlacement": "late"},
            "RandomMorph": {"morphPlacement": "random"},
            "EarlyMorph": {"morphPlacement": "early"},
        },
        "start": {
            "DeepStart": _start(*_DEEP),
            "RandomStart": _start(*_DEEP, *_NOT_DEEP),
            "NotDeepStart": _start(*_NOT_DEEP),
            "ShallowStart": _start(*_SHALLOW),
            "VanillaStart": {"startLocation": "Landing Site", "startLocationMultiSelect": "Landing Site"},
        },
    }
)
CHOOZO_ALWAYS: Mapping[str, str] = MappingProxyType(
    {"hud": "on", "suitsRestriction": "off", "variaTweaks": "on", "majorsSplitMultiSelect": "FullWithHUD,Major"}
)
LEAGUE: Mapping[str, _Changes] = MappingProxyType(
    {
        "majors": {
            "FullTraditional": {"majorsSplit": "Full"},
            "FullRandom": {"majorsSplit": "Full", **_start(*_LEAGUE_STARTS)},
            "Major": {"majorsSplit": "Major"},
            "Chozo": {"majorsSplit": "Chozo"},
        },
        "area": {
            "Off": {"areaRandomization": "off", "areaLayout": "off"},
            "Light": {"areaRandomization": "light", "areaLayout": "on"},
            "Full": {"areaRandomization": "full", "areaLayout": "on"},
        },
        "bosses": {"Off": {"bossRandomization": "off"}, "On": {"bossRandomization": "on"}},
    }
)


def _parameters(rules: Mapping[str, _Changes]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(name, f"one of {', '.join(changes)}", choices=tuple(changes)) for name, changes in rules.items()
    )


def _changes(rules: Mapping[str, _Changes], values: Mapping[str, str]) -> dict[str, str]:
    return {key: text for name, changes in rules.items() for key, text in changes[values[name]].items()}


class ChoozoPlanner(ParameterPlanner):
    """Choozo: the two sides of a race choose the rules in turns."""

    game: ClassVar[str] = "varia_choozo"
    parameters: ClassVar[tuple[Parameter, ...]] = _parameters(CHOOZO)

    def __init__(self, site: KnowsPresets) -> None:
        self._site = site

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        skills = "newbie" if values["difficulty"] == "BasicDifficulty" else SEASON
        game = VariaGame(SEASON, skills, race=True, overrides={**CHOOZO_ALWAYS, **_changes(CHOOZO, values)})
        chosen = " ".join(values.values())
        plan = await plan_varia(self._site, game, replace(options, parameters=values))
        return replace(plan, goal=f"Choozo {chosen}", gentype="choozo", genoption=chosen)


class LeaguePlayoffPlanner(ParameterPlanner):
    """A game of the playoffs of the Super Metroid league."""

    game: ClassVar[str] = "varia_league_playoff"
    parameters: ClassVar[tuple[Parameter, ...]] = _parameters(LEAGUE)

    def __init__(self, site: KnowsPresets) -> None:
        self._site = site

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        game = VariaGame(SEASON, SEASON, race=True, overrides=_changes(LEAGUE, values))
        chosen = ", ".join(values.values())
        plan = await plan_varia(self._site, game, replace(options, parameters=values))
        return replace(plan, goal=f"League playoff {chosen}", gentype="league_playoff", genoption=chosen)
