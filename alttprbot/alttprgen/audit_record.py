"""The record of every generated game."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tortoise.expressions import F

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.request import Requester, SeedRequest
from alttprbot.alttprgen.request_document import order_document, order_of
from alttprbot.database import transactional
from alttprbot.models import AuditGeneratedGames, Presets

logger = logging.getLogger(__name__)

SECRETS = frozenset({"spoilerKey", "spoiler_key", "password"})
# Whoever waits for a seed that exists does not wait for the database any longer than this.
LONGEST_WAIT = 3.0
LONGEST_HASH = 50

_PATCH = re.compile(r"/DR_([0-9A-Za-z]+)\.bps$")


async def record_game(
    request: SeedRequest, plan: SeedPlan, response: SeedProviderResponse, request_id: str | None = None
) -> int | None:
    """Write the audit row and count the preset's use; the id of the row.

    The seed exists by now, so that nothing here may keep it from its player: a failure is logged and None is returned.
    """
    requester = request.requester
    fields = {
        "game": plan.game,
        "preset": plan.preset,
        "provider": plan.provider,
        "permalink": response.url,
        "surface": requester.surface.value,
        "discord_user_id": requester.discord_user_id,
        "racetime_user_id": requester.racetime_user_id,
        "request_id": request_id,
    }
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            row = await _store(request, plan, response)
    except Exception:
        # With this line the row can be written later.
        logger.exception("audit_failed", extra=fields)
        return None
    logger.info("seed_generated", extra={**fields, "audit_id": row.id})
    return row.id


async def find_game(hash_or_permalink: str) -> AuditGeneratedGames | None:
    """The newest record of a game, by its hash or its permalink; the case of letters matters."""
    typed = hash_or_permalink.strip().strip("<>")
    address = urlsplit(typed)
    query = dict(parse_qsl(address.query))
    patch = _PATCH.search(query.get("patch", ""))
    # Ocarina of Time has one page for all games, and so have the patches of the door randomizer.
    named = query.get("id") or (patch[1] if patch else address.path.rstrip("/").rpartition("/")[2])
    # The number in an address of Final Fantasy says nothing without the flags that it has as well.
    wanted = {text for text in (named, query.get("s", "")) if 0 < len(text) <= LONGEST_HASH}
    if not wanted:
        return None
    rows = await AuditGeneratedGames.filter(hash_id__in=wanted).order_by("-id").limit(20)
    same = (row for row in rows if row.permalink == typed)
    return next(same, None) or next((row for row in rows if row.hash_id == named), None)


async def request_again(audit_id: int, requester: Requester) -> SeedRequest | None:
    """What a game was made of, asked for by somebody else; None where that is not, or no longer, recorded."""
    row = await AuditGeneratedGames.get_or_none(id=audit_id)
    return order_of(row.request, requester) if row is not None and row.request else None


@transactional
async def _store(request: SeedRequest, plan: SeedPlan, response: SeedProviderResponse) -> AuditGeneratedGames:
    row = await AuditGeneratedGames.create(**_row(request, plan, response))
    if plan.row_id is not None:
        await Presets.filter(id=plan.row_id).update(generated_count=F("generated_count") + 1)
    return row


def _row(request: SeedRequest, plan: SeedPlan, response: SeedProviderResponse) -> dict[str, Any]:
    requester = request.requester
    return {
        "randomizer": (plan.recorded_as or plan.game)[:45],
        "hash_id": response.hash_or_id[:LONGEST_HASH] if response.hash_or_id else None,
        "permalink": response.url[:2000],
        "settings": _without_secrets(plan.settings),
        "details": dict(plan.details) if plan.details else None,
        "gentype": plan.gentype[:45],
        "genoption": plan.genoption[:200],
        "customizer": int(plan.customizer),
        "doors": plan.doors,
        "avianart": plan.avianart,
        "namespace": plan.namespace,
        "provider": response.provider_meta.provider[:45],
        "operation": response.provider_meta.operation[:45],
        "attempts": response.provider_meta.attempt_count,
        "latency_ms": response.provider_meta.latency_ms,
        "surface": requester.surface.value,
        "discord_user_id": requester.discord_user_id,
        "guild_id": requester.guild_id,
        "channel_id": requester.channel_id,
        "racetime_user_id": requester.racetime_user_id,
        "racetime_room": requester.racetime_room,
        "request": order_document(request),
    }


def _without_secrets(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {key: "…" if key in SECRETS else value for key, value in settings.items()}
