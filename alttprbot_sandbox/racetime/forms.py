"""The forms with which programs create and edit rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alttprbot_sandbox.racetime.state import BEFORE_START, Category, FormError, Race, RaceSettings

TEXT_LIMIT = 1000
CUSTOM_GOAL_LIMIT = 255
NUMBERS = {"start_delay": (10, 60), "time_limit": (1, 72), "chat_message_delay": (0, 90)}
TEXTS = {"custom_goal": CUSTOM_GOAL_LIMIT, "info_user": TEXT_LIMIT, "info_bot": TEXT_LIMIT}
SWITCHES = (
    "unlisted",
    "time_limit_auto_complete",
    "streaming_required",
    "auto_start",
    "ranked",
    "allow_comments",
    "hide_comments",
    "allow_prerace_chat",
    "allow_midrace_chat",
    "allow_non_entrant_chat",
    "team_race",
    "require_even_teams",
    "hide_entrants",
    "partitionable",
)
FIXED = ("team_race", "partitionable", "hide_entrants", "disqualify_unready")
EDITABLE_LATE = (
    "unlisted",
    "info_user",
    "allow_comments",
    "hide_comments",
    "allow_midrace_chat",
    "allow_non_entrant_chat",
    "chat_message_delay",
)

Errors = dict[str, list[str]]


def is_true(text: str) -> bool:
    """How the server understands a checkbox: `true` and `false` in any case, other text is true."""
    return text.lower() not in {"false", ""}


def created_settings(form: Mapping[str, str], category: Category) -> RaceSettings:
    """The settings of a new room; what is absent has its default. Raises `FormError`."""
    errors: Errors = {}
    settings = _read(form, errors)
    _check_goal(form, category, settings, errors)
    for name, allowed in (("partitionable", category.allow_partition), ("hide_entrants", category.allow_hide_entrants)):
        if getattr(settings, name) and not allowed:
            errors.setdefault(name, []).append("This category does not allow that.")
        elif getattr(settings, name) and settings.team_race:
            errors.setdefault(name, []).append("This cannot be used in team races.")
    if errors:
        raise FormError(errors)
    settings.unlisted = settings.unlisted and category.allow_unlisted
    return settings


def edited_settings(form: Mapping[str, str], race: Race) -> RaceSettings:
    """The settings of a room after an edit: what is absent is reset, not kept. Raises `FormError`."""
    errors: Errors = {}
    settings = _read(form, errors)
    early = race.status in BEFORE_START
    if early:
        _check_goal(form, race.category, settings, errors)
    else:
        errors = {name: texts for name, texts in errors.items() if name in EDITABLE_LATE}
    if errors:
        raise FormError(errors)
    if not race.category.allow_unlisted:
        settings.unlisted = False if early else race.settings.unlisted
    if early:
        return replace(settings, **{name: getattr(race.settings, name) for name in FIXED})
    return replace(race.settings, **{name: getattr(settings, name) for name in EDITABLE_LATE})


def _read(form: Mapping[str, str], errors: Errors) -> RaceSettings:
    values: dict[str, Any] = {"streaming_required": True}
    for name in SWITCHES:
        if name in form:
            values[name] = is_true(form[name])
    for name, (low, high) in NUMBERS.items():
        text = form.get(name, "").strip()
        if text and text.isascii() and text.isdigit() and low <= int(text) <= high:
            values[name] = int(text)
        elif text:
            errors.setdefault(name, []).append(f"Enter a whole number from {low} to {high}.")
    for name, limit in TEXTS.items():
        text = form.get(name, "").strip()
        if len(text) > limit:
            errors.setdefault(name, []).append(
                f"Ensure this value has at most {limit} characters (it has {len(text)})."
            )
        elif text:
            values[name] = text
    return RaceSettings(**values)


def _check_goal(form: Mapping[str, str], category: Category, settings: RaceSettings, errors: Errors) -> None:
    goal = form.get("goal", "").strip()
    if goal and category.goals.get(goal):
        settings.goal = goal
    elif goal:
        errors.setdefault("goal", []).append("Select a valid choice. That choice is not one of the available choices.")
    if settings.goal is not None and settings.custom_goal is not None:
        errors.setdefault("__all__", []).append("Give a goal or a custom goal, not both.")
    elif settings.goal is None and settings.custom_goal is None and "custom_goal" not in errors:
        errors.setdefault("__all__", []).append("You need to set a goal for this race.")
