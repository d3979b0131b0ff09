"""Requests for seeds, and seeds, as JSON: how they are stored and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.request import Requester, SeedRequest, Surface
from alttprbot.alttprgen.request_document import order_document, order_of


def request_document(request: SeedRequest) -> dict[str, Any]:
    """A request that can be stored. Discord's ids are text there, as everywhere in JSON."""
    requester = request.requester
    return {
        **order_document(request),
        "discord_user_id": str(requester.discord_user_id) if requester.discord_user_id is not None else None,
        "api_key": requester.api_key,
    }


def request_of(document: Mapping[str, Any]) -> SeedRequest:
    """The request that was stored."""
    user = document["discord_user_id"]
    requester = Requester(Surface.API, discord_user_id=int(user) if user else None, api_key=document["api_key"])
    return order_of(document, requester)


def seed_document(seed: GeneratedSeed) -> dict[str, Any]:
    """A seed for programs."""
    return {**seed.response.as_dict(), "goal": seed.goal, "preset": seed.plan.preset, "randomizer": seed.plan.game}
