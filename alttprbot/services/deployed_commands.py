"""What Discord was last told of an application's commands; it rations being told, so that is done when they changed."""

from __future__ import annotations

import hashlib
import json

from alttprbot.models import Config

BOT_WIDE = 0


async def are_deployed(application_id: int, commands: object) -> bool:
    """Whether Discord knows exactly these commands of the application; `commands` is what it would be told, as JSON."""
    return await Config.filter(
        guild_id=BOT_WIDE, parameter=_parameter(application_id), value=_digest(commands)
    ).exists()


async def remember_deployed(application_id: int, commands: object) -> None:
    """Discord was told."""
    await Config.update_or_create(
        guild_id=BOT_WIDE, parameter=_parameter(application_id), defaults={"value": _digest(commands)}
    )


def _parameter(application_id: int) -> str:
    return f"CommandTreeHash_{application_id}"


def _digest(commands: object) -> str:
    return hashlib.sha256(json.dumps(commands, sort_keys=True, default=str).encode()).hexdigest()
