"""The forms with which rooms are opened and edited. What a form leaves out, the server resets to its default."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from alttprbot.exceptions import InvalidInputException
from alttprbot_racetime.commands import BEFORE_START

logger = logging.getLogger(__name__)

COPIED = (
    "unlisted",
    "info_user",
    "info_bot",
    "time_limit_auto_complete",
    "require_even_teams",
    "streaming_required",
    "auto_start",
    "ranked",
    "allow_comments",
    "hide_comments",
    "allow_prerace_chat",
    "allow_midrace_chat",
    "allow_non_entrant_chat",
)
LATE = frozenset(
    {
        "unlisted",
        "info_user",
        "allow_comments",
        "hide_comments",
        "allow_midrace_chat",
        "allow_non_entrant_chat",
        "chat_message_delay",
    }
)
FIXED = frozenset({"invitational", "team_race", "partitionable", "hide_entrants"})
DURATION = re.compile(r"P(\d+)DT(\d+)H(\d+)M(\d+)(?:\.\d+)?S")


def start_form(settings: Mapping[str, Any], goals: Collection[str]) -> dict[str, str]:
    """The form that opens a room. A goal that the category does not have becomes a custom one."""
    chosen = {key: value for key, value in settings.items() if value is not None}
    if "goal" in chosen and "custom_goal" in chosen:
        raise InvalidInputException("A room has either a goal or a custom goal, not both.")
    if "goal" in chosen and chosen["goal"] not in goals:
        chosen["custom_goal"] = chosen.pop("goal")
        logger.info("goal is not one of the category", extra={"goal": chosen["custom_goal"]})
    return {key: str(value) for key, value in chosen.items()}


def edit_form(data: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, str]:
    """The complete form for the room `data` with `changes` applied."""
    if fixed := FIXED & set(changes):
        raise InvalidInputException(f"These cannot be edited: {', '.join(sorted(fixed))}.")
    if {"goal", "custom_goal"} <= set(changes):
        raise InvalidInputException("A room has either a goal or a custom goal, not both.")
    form: dict[str, Any] = {key: data[key] for key in COPIED if data.get(key) is not None}
    form["start_delay"] = int(duration(data["start_delay"]).total_seconds())
    form["time_limit"] = int(duration(data["time_limit"]).total_seconds() // 3600)
    form["chat_message_delay"] = int(duration(data["chat_message_delay"]).total_seconds())
    form["custom_goal" if data["goal"]["custom"] else "goal"] = data["goal"]["name"]
    if {"goal", "custom_goal"} & set(changes):
        form.pop("goal", None)
        form.pop("custom_goal", None)
    form.update(changes)
    if data["status"]["value"] not in BEFORE_START:
        form = {key: value for key, value in form.items() if key in LATE}
    return {key: str(value) for key, value in form.items() if value is not None}


def duration(text: str) -> timedelta:
    """`P0DT00H00M15S`."""
    found = DURATION.fullmatch(text)
    if found is None:
        raise InvalidInputException(f"“{text}” is not a duration.")
    days, hours, minutes, seconds = map(int, found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
