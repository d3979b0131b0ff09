"""The text of `.env.example`, made from the settings themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from alttprbot.config import REPOSITORY, Settings
from alttprbot.config_forms import form

HEAD = """\
# All settings of SahasrahBot. Copy this file to .env and set what you need; everything else keeps its default.
# Made by `sahasrahbot.py env-example`; a variable in the environment of the process wins over this file.
"""
CATEGORIES = """
# Each category has a bot of its own, made by the category's owners. The name ends in the slug in capitals, without
# dashes: ALTTPR, CONTRA, CTJETS, FF1R, SGL, SMB3R, SMR, SMWHACKS, SMZ3, TWWR, Z1R, Z2R, TEST, SM.
# Form: text, and a secret. Needed: both, for a category that is to run.
# RACETIME_CLIENT_ID_ALTTPR=
# RACETIME_CLIENT_SECRET_ALTTPR=
"""


def env_example() -> str:
    """Every setting in its group, commented out, with its meaning, form, default and when it is needed."""
    groups: dict[str, list[str]] = {}
    for name, field in Settings.model_fields.items():
        if not field.exclude:
            extra: Any = field.json_schema_extra
            groups.setdefault(extra["group"], []).append(_entry(name, field, extra["when"]))
    text = HEAD
    for group, entries in groups.items():
        text += f"\n# ── {group} {'─' * (70 - len(group))}\n\n" + "\n".join(entries)
        text += CATEGORIES if group == "RaceTime" else ""
    return text


def _entry(name: str, field: FieldInfo, when: str) -> str:
    needed = f" Needed: {when}." if when else ""
    return f"# {field.description}\n# Form: {form(field)}.{needed}\n# {name.upper()}={text_of(field.default)}\n"


def text_of(value: object) -> str:
    """A value as it is written in a `.env` file, secrets included."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case SecretStr():
            return value.get_secret_value()
        case tuple():
            return ",".join(map(str, value))
        case Path() if value.is_relative_to(REPOSITORY):
            return str(value.relative_to(REPOSITORY))
        case _:
            return str(value)
