"""The planners of games without presets, by game: the one place where such a game is registered."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random, SystemRandom
from typing import TypeVar

from alttprbot.alttprgen.adapters.base import SeedProvider
from alttprbot.alttprgen.adapters.dash import SMDashProvider
from alttprbot.alttprgen.adapters.varia import VariaProvider
from alttprbot.alttprgen.dash_plan import DashPlanner
from alttprbot.alttprgen.flag_presets import read_flag_presets
from alttprbot.alttprgen.kiss_priest import KissPriestPlanner
from alttprbot.alttprgen.local_games import (
    AosrPlanner,
    Ff1rPlanner,
    Smb3rPlanner,
    SrlBingoPlanner,
    Z1rPlanner,
    Z2rPlanner,
)
from alttprbot.alttprgen.planning import ParameterPlanner
from alttprbot.alttprgen.varia_plan import VariaPlanner
from alttprbot.alttprgen.varia_races import ChoozoPlanner, LeaguePlayoffPlanner
from alttprbot.config import Settings

T = TypeVar("T")


def build_planners(
    settings: Settings, providers: Mapping[str, SeedProvider], rng: Random | None = None
) -> Mapping[str, ParameterPlanner]:
    """A planner for each game that is described by parameters alone, such as flags.

    Without `rng` seeds are drawn so that nobody can guess them: races are run on them.
    """
    rng = rng or SystemRandom()
    varia = _the(VariaProvider, providers)
    planners: tuple[ParameterPlanner, ...] = (
        VariaPlanner(varia, settings=settings.varia_settings_presets, skills=settings.varia_skills_presets),
        ChoozoPlanner(varia),
        LeaguePlayoffPlanner(varia),
        DashPlanner(_the(SMDashProvider, providers)),
        Z1rPlanner(rng, read_flag_presets("z1r")),
        Z2rPlanner(rng, read_flag_presets("z2r")),
        Smb3rPlanner(rng, {}),
        Ff1rPlanner(rng, settings.ff1r_hosts),
        AosrPlanner(rng),
        SrlBingoPlanner(rng),
        KissPriestPlanner(rng),
    )
    return {planner.game: planner for planner in planners}


def _the(kind: type[T], providers: Mapping[str, SeedProvider]) -> T:
    """The provider of this kind, for planners that have to ask it something."""
    return next(provider for provider in providers.values() if isinstance(provider, kind))
