"""A simulated Discord with two small bots in it, each in a task of its own as in the platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import discord
import pytest
from discord.ext import commands

from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.discord import DiscordWorld
from alttprbot_sandbox.journal import free_port


class SmallBot(commands.Bot):
    """A bot whose commands a test adds before it starts; remembers what it saw people write."""

    def __init__(self) -> None:
        super().__init__(command_prefix="!", intents=discord.Intents.all(), help_command=None)
        self.seen: list[str] = []
        self.online = asyncio.Event()

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.online.set()

    async def on_message(self, message: discord.Message, /) -> None:
        if not message.author.bot:
            self.seen.append(message.content)


Start = Callable[..., Awaitable[DiscordWorld]]


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock()


@pytest.fixture
async def discord_world(clock: SandboxClock) -> DiscordWorld:
    return DiscordWorld(preview_port=free_port(), clock=clock)


@asynccontextmanager
async def online(world: DiscordWorld, main: SmallBot, audit: SmallBot | None = None) -> AsyncIterator[None]:
    """Let the bots log in; log them out at the end, the last first."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_running(main, world.connector()))
        await world.ready()
        if audit is not None:
            await stack.enter_async_context(_running(audit, world.audit_connector()))
        yield


@asynccontextmanager
async def _running(bot: SmallBot, connect: Callable[[discord.Client, str], Awaitable[None]]) -> AsyncIterator[None]:
    async def run() -> None:
        async with bot:
            await connect(bot, "token")

    task = asyncio.create_task(run())
    waiting = asyncio.create_task(bot.online.wait())
    try:
        await asyncio.wait({task, waiting}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        assert waiting.done(), "the bot did not come online"
        yield
    finally:
        waiting.cancel()
        task.cancel()
        await asyncio.wait({task})
