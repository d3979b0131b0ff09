"""The record of what people change."""

from __future__ import annotations

import getpass
import socket
from dataclasses import dataclass

from tortoise.backends.base.client import BaseDBAsyncClient

from alttprbot.models import AuditAction


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and on which surface."""

    name: str
    surface: str

    @classmethod
    def discord(cls, user_id: int, surface: str = "discord") -> Actor:
        """Somebody whom we know by their Discord account."""
        return cls(f"discord:{user_id}", surface)

    @classmethod
    def operator(cls) -> Actor:
        """Whoever sits at the command line."""
        try:
            account = getpass.getuser()
        except (OSError, KeyError):
            account = "unknown"
        return cls(f"operator:{account}@{socket.gethostname()}"[:100], "cli")


SYSTEM = Actor("system", "system")


async def record_action(
    actor: Actor,
    action: str,
    *,
    subject: str | None = None,
    guild_id: int | None = None,
    details: dict[str, object] | None = None,
    using: BaseDBAsyncClient | None = None,
) -> None:
    """Write down what `actor` does, such as `guild_config.set` to `CommandPrefix`.

    Give the transaction as `using` where there is one, so that change and record are both kept or both not.
    """
    await AuditAction.create(
        using_db=using,
        surface=actor.surface,
        actor=actor.name,
        action=action,
        subject=subject,
        guild_id=guild_id,
        details=details,
    )
