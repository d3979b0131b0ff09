"""How each setting is written, in words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from alttprbot.config_types import Form

PLAIN = {bool: "true or false", str: "text", SecretStr: "a secret", Path: "a path"}
NUMBERS = {int: "a whole number", float: "a number"}


def form(field: FieldInfo) -> str:
    """Such as `a whole number from 1 to 65535`."""
    for note in field.metadata:
        if isinstance(note, Form):
            return note.text
    kind = field.annotation
    if get_origin(kind) is Literal:
        return _either([str(value) for value in get_args(kind)])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _either([member.value for member in kind])
    for number, text in NUMBERS.items():
        if kind is number:
            return text + _bounds(field)
    for plain, text in PLAIN.items():
        if kind is plain:
            return text
    raise TypeError(f"a setting of type {kind} needs a Form")


def _bounds(field: FieldInfo) -> str:
    text = ""
    for note in field.metadata:
        match note:
            case Ge(ge=least):
                text += f" from {least}"
            case Gt(gt=least):
                text += f" above {least}"
            case Le(le=most):
                text += f" to {most}"
    return text


def _either(values: list[str]) -> str:
    return f"{', '.join(values[:-1])} or {values[-1]}"
