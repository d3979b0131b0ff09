"""The planners of games without presets, by game: the one place where such a game is registered."""

from __future__ import annotations

from collections.abc import Mapping

from alttprbot.alttprgen.planning import Planner


def build_planners() -> Mapping[str, Planner]:
    """A planner for each game that is described by parameters alone, such as flags."""
    return {}
