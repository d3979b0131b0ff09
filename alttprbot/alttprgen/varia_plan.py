"""Plans for VARIA, a randomizer of Super Metroid: presets of settings and of skills that the site keeps itself."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.planning import YES_NO, Parameter, ParameterPlanner
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.exceptions import InvalidInputException
from alttprbot.util.text import shortened

GAME = "varia"
DEFAULT_SETTINGS = "default"

# What the site had when this was written; of skills it has more, made by its users.
USUAL_SETTINGS = (
    *("Chozo_Speedrun", "SGL23Online", "SMRAT2021", "Season_Races", "Torneio_SGPT3_stage1", "Torneio_SGPT3_stage2"),
    *("VARIA_Weekly", "all_random", "default", "doors_long", "doors_short", "free", "hardway2hell", "haste"),
    *("highway2hell", "hud", "hud_hard", "hud_start", "minimizer", "minimizer_hardcore", "minimizer_maximizer"),
    *("objectives_all_bosses", "objectives_bingo", "objectives_blind_bingo", "objectives_clear_areas"),
    *("objectives_explore_areas", "objectives_hard_heat", "objectives_hard_water", "objectives_long"),
    *("objectives_memes", "objectives_rampage", "objectives_robots_notweaks", "objectives_short"),
    *("objectives_true_completion", "quite_random", "scavenger_hard", "scavenger_random", "scavenger_speedrun"),
    *("scavenger_vanilla_but_not", "scavenger_visit", "stupid_hard", "surprise", "vanilla", "way_of_chozo"),
    *("where_am_i", "where_is_morph"),
)
USUAL_SKILLS = (
    *("SMRAT2021", "Season_Races", "Torneio_SGPT3", "casual", "expert", "master", "newbie", "regular", "samus"),
    *("solution", "veteran"),
)

_PRESET = re.compile(r"[A-Za-z0-9_]{1,32}")


class KnowsPresets(Protocol):
    """Says what the presets of the site are."""

    async def fetch_settings_preset(self, name: str) -> Mapping[str, Any]:
        """The parameters of a preset of settings. Raises `SeedProviderError`."""
        ...

    async def fetch_skills_preset(self, name: str) -> Mapping[str, Any]:
        """The techniques of a preset of skills. Raises `SeedProviderError`."""
        ...


@dataclass(frozen=True, slots=True)
class VariaGame:
    """What a game is made of: two presets, and parameters of its own that go before those of the settings."""

    settings: str
    skills: str
    race: bool
    overrides: Mapping[str, str] = field(default_factory=dict)


class VariaPlanner(ParameterPlanner):
    """A game of two presets. The names given here (without any, the usual ones) are suggestions: the site has more."""

    game: ClassVar[str] = GAME
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("settings", "a preset of settings of the VARIA site"),
        Parameter("skills", "a preset of skills of the VARIA site"),
        Parameter("race", "whether the seed hides its spoiler", YES_NO, required=False),
    )

    def __init__(self, site: KnowsPresets, *, settings: Sequence[str], skills: Sequence[str]) -> None:
        self._site = site
        self._names = {"settings": settings or USUAL_SETTINGS, "skills": skills or USUAL_SKILLS}

    def usual(self, parameter: str) -> Sequence[str]:
        """The presets are those that this bot was told of: the site has no list of them."""
        return self._names.get(parameter) or super().usual(parameter)

    async def _plan(self, values: Mapping[str, str], options: SeedOptions) -> SeedPlan:
        game = VariaGame(
            settings=self._preset("settings", values["settings"]),
            skills=self._preset("skills", values["skills"]),
            race=values["race"] == "yes" if "race" in values else options.tournament,
        )
        effective = {"settings": game.settings, "skills": game.skills, "race": "yes" if game.race else "no"}
        plan = await plan_varia(self._site, game, replace(options, parameters=effective))
        return replace(plan, goal=f"{game.settings} / {game.skills}", genoption=plan.preset)

    def _preset(self, kind: str, typed: str) -> str:
        """The name as the site writes it, which minds the case of letters."""
        if not _PRESET.fullmatch(typed):
            raise InvalidInputException(
                f"“{shortened(typed)}” cannot be a {kind} preset of VARIA: "
                "names have letters, digits and `_`, at most 32."
            )
        return next((name for name in self._names[kind] if name.casefold() == typed.casefold()), typed)


async def plan_varia(site: KnowsPresets, game: VariaGame, options: SeedOptions) -> SeedPlan:
    """The request for a game; the parameters of the presets are read from the site first. Raises `SeedProviderError`.

    `settings/skills` is the preset of the plan.
    """
    parameters = {**await site.fetch_settings_preset(DEFAULT_SETTINGS)}
    parameters |= {"complexity": "advanced", "seed": 0, "logic": "vanilla"}
    if game.settings != DEFAULT_SETTINGS:
        parameters = _merged(parameters, await site.fetch_settings_preset(game.settings))
    parameters = _merged(parameters, game.overrides)
    parameters |= {
        "paramsFileTarget": json.dumps(await site.fetch_skills_preset(game.skills)),
        "preset": game.skills,
        "raceMode": "on" if game.race else "off",
        # Without the patch, which nobody here needs and which is most of the answer.
        "wantsCustomize": "true",
    }
    if options.seed_number is not None:
        parameters["seed"] = options.seed_number
    payload = {str(name): _form_text(value) for name, value in parameters.items() if value is not None}
    return SeedPlan(
        game=GAME,
        preset=f"{game.settings}/{game.skills}",
        provider="varia",
        operation="generate_seed",
        endpoint="POST /randomizerWebService",
        payload=payload,
        settings=payload,
        options=replace(options, tournament=game.race),
    )


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with the changes; maps in it are merged, everything else is replaced."""
    result = dict(base)
    for key, value in changes.items():
        former = result.get(key)
        if isinstance(value, Mapping) and isinstance(former, Mapping):
            result[key] = _merged(former, value)
        else:
            result[key] = value
    return result


def _form_text(value: Any) -> str:
    """A value as the site reads it from a form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return json.dumps(value)
    if isinstance(value, Collection) and not isinstance(value, str):
        return ",".join(_form_text(part) for part in value)
    return str(value)
