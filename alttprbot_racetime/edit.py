"""The form that changes a room: the server resets every field that is absent, so all are sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from alttprbot.exceptions import InvalidInputException

DURATION = re.compile(r"P(\d+)DT(\d+)H(\d+)M(\d+)(?:\.\d+)?S")
ALWAYS = (
    "unlisted",
    "info_user",
    "allow_comments",
    "hide_comments",
    "allow_midrace_chat",
    "allow_non_entrant_chat",
)
BEFORE_START = (
    "info_bot",
    "ranked",
    "streaming_required",
    "auto_start",
    "allow_prerace_chat",
    "require_even_teams",
    "time_limit_auto_complete",
)


def seconds(duration: str) -> int:
    """Whole seconds of a duration such as `P0DT00H00M15S`."""
    matched = DURATION.fullmatch(duration)
    if matched is None:
        raise ValueError(f"not a duration: {duration}")
    days, hours, minutes, rest = (int(part) for part in matched.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + rest


def edited_form(race: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a race with some of them changed."""
    if "invitational" in changes or {"goal", "custom_goal"} <= changes.keys():
        raise InvalidInputException("That cannot be changed by editing a room.")
    form = {field: race.get(field) for field in ALWAYS}
    form["chat_message_delay"] = seconds(race["chat_message_delay"])
    if race["status"]["value"] in {"open", "invitational"}:
        form |= {field: race.get(field) for field in BEFORE_START}
        form["start_delay"] = seconds(race["start_delay"])
        form["time_limit"] = seconds(race["time_limit"]) // 3600
        if not {"goal", "custom_goal"} & changes.keys():
            form["custom_goal" if race["goal"]["custom"] else "goal"] = race["goal"]["name"]
    return form | dict(changes)
