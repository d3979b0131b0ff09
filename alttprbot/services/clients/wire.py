"""Documents of others as types: lenient about what does not matter, strict about what does."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from alttprbot.alttprgen.provider_http import Answer, ProviderHttp

logger = logging.getLogger(__name__)


class Wire(BaseModel):
    """A part of somebody's document; the names of fields are camelCase there."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)


def _text(value: object) -> object:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else value


# What is not set is null with some and an empty text with others.
Text = Annotated[str, BeforeValidator(_text)]
Number = Annotated[int, BeforeValidator(lambda value: value or 0)]
Flag = Annotated[bool, BeforeValidator(lambda value: value or False)]

M = TypeVar("M", bound=BaseModel)


def sound_entries(model: type[M], document: Any, answer: Answer, http: ProviderHttp, operation: str) -> list[M]:
    """The entries of a list that are what they should be; the others are logged and left out.

    `document` came with `answer`. Raises `SeedProviderResponseFormatError` when it is no list, or when nothing in it is
    sound.
    """
    if not isinstance(document, list):
        raise http.format_error(operation, "it did not send a list", answer)
    sound = only_sound(model, document, operation)
    if document and not sound:
        raise http.format_error(operation, "no entry of its list is what it should be", answer)
    return sound


def only_sound(model: type[M], entries: Sequence[Any], operation: str) -> list[M]:
    """The same for a list that may as well be empty."""
    sound, why = [], ""
    for entry in entries:
        try:
            sound.append(model.model_validate(entry))
        except ValidationError as error:
            why = _reason(error)
    if why:
        left_out = len(entries) - len(sound)
        fields = {"operation": operation, "kind": model.__name__, "left_out": left_out, "reason": why}
        logger.warning("entries_left_out", extra=fields)
    return sound


def sound_object(model: type[M], document: Any, answer: Answer, http: ProviderHttp, operation: str) -> M:
    """One document. Raises `SeedProviderResponseFormatError` when it is not what it should be."""
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise http.format_error(operation, _reason(error), answer) from error


def _reason(error: ValidationError) -> str:
    """The first thing that is wrong, without the value: that is somebody else's text."""
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
