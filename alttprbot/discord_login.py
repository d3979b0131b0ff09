"""How a bot gets into Discord, and what the operator is told when Discord does not let it in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from alttprbot.supervision import ServiceError

Connect = Callable[[discord.Client, str], Awaitable[None]]


async def log_in(client: discord.Client, token: str, connect: Connect | None, *, setting: str, intents: str) -> None:
    """Run a client until it is closed; `connect` does that, None is the real Discord.

    Raises `ServiceError` for a token, named `setting`, or `intents` that Discord refuses.
    """
    try:
        await (connect or _discord)(client, token)
    except discord.LoginFailure as error:
        raise ServiceError(f"Discord does not accept the bot's token. Check {setting}.") from error
    except discord.PrivilegedIntentsRequired as error:
        raise ServiceError(
            f"Discord refuses the bot's intents. Enable {intents} for its application in the Discord developer portal."
        ) from error


async def _discord(client: discord.Client, token: str) -> None:
    await client.start(token)
