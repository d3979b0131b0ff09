"""Requests for seeds, and seeds, as JSON: how they are stored and sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Spoilers, Surface, UploadedPreset


def request_document(request: SeedRequest) -> dict[str, Any]:
    """A request that can be stored. Discord's ids are text there, as everywhere in JSON."""
    options, requester, preset = request.options, request.requester, request.preset
    uploaded = preset if isinstance(preset, UploadedPreset) else None
    return {
        "game": request.game,
        "preset": preset if isinstance(preset, str) else None,
        "content": uploaded.content if uploaded else None,
        "options": {field.name: _plain(getattr(options, field.name)) for field in fields(options)},
        "discord_user_id": str(requester.discord_user_id) if requester.discord_user_id is not None else None,
        "api_key": requester.api_key,
    }


def request_of(document: Mapping[str, Any]) -> SeedRequest:
    """The request that was stored."""
    stored = document["options"]
    options = {**stored, "spoilers": Spoilers(stored["spoilers"]), "players": tuple(stored.get("players", ()))}
    user, content = document["discord_user_id"], document["content"]
    return SeedRequest(
        game=document["game"],
        preset=document["preset"] if content is None else UploadedPreset(content),
        requester=Requester(Surface.API, discord_user_id=int(user) if user else None, api_key=document["api_key"]),
        options=SeedOptions(**options),
    )


def seed_document(seed: GeneratedSeed) -> dict[str, Any]:
    """A seed for programs."""
    return {**seed.response.as_dict(), "goal": seed.goal, "preset": seed.plan.preset, "randomizer": seed.plan.game}


def _plain(value: object) -> object:
    if isinstance(value, Spoilers):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value
