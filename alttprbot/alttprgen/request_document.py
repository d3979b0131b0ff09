"""What was asked for, as JSON: who asked is no part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Spoilers, UploadedPreset


def order_document(request: SeedRequest) -> dict[str, Any]:
    """A request that can be stored and made again."""
    options, preset = request.options, request.preset
    uploaded = preset if isinstance(preset, UploadedPreset) else None
    return {
        "game": request.game,
        "preset": preset if isinstance(preset, str) else None,
        "content": uploaded.content if uploaded else None,
        "name": uploaded.name if uploaded else None,
        "options": {field.name: _plain(getattr(options, field.name)) for field in fields(options)},
    }


def order_of(document: Mapping[str, Any], requester: Requester) -> SeedRequest:
    """The request that was stored, for somebody."""
    stored, content = document["options"], document["content"]
    options = {**stored, "spoilers": Spoilers(stored["spoilers"]), "players": tuple(stored.get("players", ()))}
    return SeedRequest(
        game=document["game"],
        preset=document["preset"] if content is None else UploadedPreset(content, document.get("name")),
        requester=requester,
        options=SeedOptions(**options),
    )


def _plain(value: object) -> object:
    if isinstance(value, Spoilers):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value
