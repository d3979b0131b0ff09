"""The planners of games without presets, by game: the one place where such a game is registered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from alttprbot.alttprgen.adapters.base import SeedProvider
from alttprbot.alttprgen.adapters.dash import SMDashProvider
from alttprbot.alttprgen.dash_plan import DashPlanner
from alttprbot.alttprgen.planning import ParameterPlanner

T = TypeVar("T")


def build_planners(providers: Mapping[str, SeedProvider]) -> Mapping[str, ParameterPlanner]:
    """A planner for each game that is described by parameters alone, such as flags."""
    planners: tuple[ParameterPlanner, ...] = (DashPlanner(_the(SMDashProvider, providers)),)
    return {planner.game: planner for planner in planners}


def _the(kind: type[T], providers: Mapping[str, SeedProvider]) -> T:
    """The provider of this kind, for planners that have to ask it something."""
    return next(provider for provider in providers.values() if isinstance(provider, kind))
