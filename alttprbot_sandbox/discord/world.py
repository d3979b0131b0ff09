"""The simulated Discord as the sandbox uses it: two bots log in, people act in a browser."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, Preview, SetupError, UserHandle
from simcord.backend.access import can_access_channel

from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.discord.backend import SharedBackend
from alttprbot_sandbox.discord.scene import SEEDS, Persona, admit_audit_bot, set_scene
from alttprbot_sandbox.discord.seat import seated
from alttprbot_sandbox.discord.timers import keep_time_real
from alttprbot_sandbox.journal import LOOPBACK

# Longer than a roll can take: three attempts of a minute each, and the pauses between them.
PATIENCE = 240.0

Connector = Callable[[discord.Client, str], Awaitable[None]]


class BusyError(Exception):
    """Somebody is doing something in Discord right now."""


class OfflineError(Exception):
    """The main bot is not connected, and without it there is nobody to answer."""


class _Env(Env):
    """SimCord's environment, of a bot that answers for its own errors."""

    def _capture_errors(self) -> None:
        """In tests an error that was answered is still one; here people are to see the answer and nothing else."""


class DiscordWorld:
    """A server with people and channels that outlives its bots; `url` is where to act in it."""

    def __init__(self, *, preview_port: int, clock: SandboxClock) -> None:
        self._port = preview_port
        self._clock = clock
        self._backend = SharedBackend(clock, "SahasrahBot")
        self._scene = set_scene(self._backend)
        self._audit = self._backend.add_application("SahasrahBot Audit", self._scene.guild_id)
        admit_audit_bot(self._backend, self._scene, self._audit.user)
        self._capability = secrets.token_urlsafe(32)
        self._channel = SEEDS
        self._env: Env | None = None
        self._preview: Preview | None = None
        self._turn = asyncio.Lock()
        self._online = asyncio.Event()
        self._offline = asyncio.Event()

    @property
    def url(self) -> str:
        """The page that shows a channel and runs commands; the secret in it is what lets one act."""
        return f"http://{LOOPBACK}:{self._port}/#{self._capability}"

    @property
    def guild_id(self) -> int:
        """The server."""
        return self._scene.guild_id

    @property
    def personas(self) -> tuple[Persona, ...]:
        """The people one can be."""
        return self._scene.personas

    @property
    def pictures(self) -> dict[str, bytes]:
        """The avatars, by their addresses at Discord's CDN."""
        return {address: blob for address, (_, blob) in self._scene.files.items()}

    @property
    def channels(self) -> dict[str, int]:
        """The ids of the channels by name."""
        return dict(self._scene.channels)

    @property
    def channel(self) -> str:
        """The name of the channel that the page shows."""
        return self._channel

    def member(self, name: str) -> MemberActor:
        """A persona to act as. Raises `OfflineError` while the main bot is not there."""
        persona = next(persona for persona in self.personas if persona.name == name)
        env, guild = self._guild()
        return MemberActor(env, guild, UserHandle(env, self._backend.get_user(persona.discord_id)))

    def place(self, channel: str) -> ChannelHandle:
        """A channel to act in. Raises `OfflineError` while the main bot is not there."""
        env, guild = self._guild()
        return ChannelHandle(env, guild, self._backend.get_channel(self._scene.channels[channel]))

    def connector(self) -> Connector:
        """How the main bot reaches Discord."""

        async def connect(client: discord.Client, _token: str) -> None:
            env = _Env(client, check_errors=False, settle_timeout=PATIENCE)
            env.backend = self._backend
            await env.start()
            self._env, self._offline = env, asyncio.Event()
            try:
                with env.time_context():
                    keep_time_real(asyncio.get_running_loop(), client)
                    await self._keep_showing(env)
            finally:
                self._env = None
                self._offline.set()
                await env.shutdown()

        return connect

    def audit_connector(self) -> Connector:
        """How the audit bot reaches Discord. It goes down with the main bot, whose event loop hooks it shares."""

        async def connect(client: discord.Client, token: str) -> None:
            await self._online.wait()
            if self._env is None:
                return
            async with seated(self._env, self._backend, self._audit, client, token):
                await self._offline.wait()

        return connect

    async def ready(self) -> None:
        """Wait until the page can be opened."""
        await self._online.wait()

    async def show(self, channel: str) -> None:
        """Show another channel at the same address. Raises `BusyError` while somebody waits for an answer."""
        if channel not in self._scene.channels:
            raise KeyError(channel)
        if self._preview is not None:
            async with self._turn:
                await self._refresh(self._preview)
        self._channel = channel
        if self._preview is not None:
            self._online.clear()
            await self._preview.close()
            await self._online.wait()

    async def advance(self, seconds: float) -> None:
        """Move time forward: what waits for it, happens. Raises `BusyError` while somebody waits for an answer."""
        if self._env is None or self._preview is None:
            raise OfflineError
        async with self._turn:
            try:
                await self._env.advance_time(seconds)
            except SetupError as error:
                raise BusyError from error
            self._clock.advance(seconds)
            await self._refresh(self._preview)

    async def _refresh(self, preview: Preview) -> None:
        try:
            await preview.refresh()
        except SetupError as error:
            raise BusyError from error

    async def _keep_showing(self, env: Env) -> None:
        """The page has a button that ends it, and can show one channel at a time: open it again whenever it ends."""
        try:
            while True:
                async with self._turn:
                    stage = self._stage(env)
                async with stage as self._preview:
                    self._online.set()
                    try:
                        await self._preview.wait_closed()
                    finally:
                        _give_up(self._preview)
        finally:
            self._preview = None
            self._online.clear()

    def _stage(self, env: Env) -> Preview:
        channel = self.place(self._channel)
        actors = [self.member(persona.name) for persona in self.personas]
        preview = env.preview(
            channel,
            viewers=[actor for actor in actors if can_access_channel(env, channel.id, actor, history=True)],
            layout="channel",
            assets=self._scene.files,
            port=self._port,
        )
        preview.capability = self._capability
        self._let_actions_wait(preview)
        return preview

    def _let_actions_wait(self, preview: Preview) -> None:
        """An action that comes while the clock moves would be refused, and its page be left in doubt for good."""
        act = preview._action  # noqa: SLF001 - its server calls it, and it has no public hook

        async def wait_and_act(context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
            async with self._turn:
                pass
            return await act(context_id, body)

        preview._action = wait_and_act  # type: ignore[method-assign]  # noqa: SLF001

    def _guild(self) -> tuple[Env, GuildHandle]:
        if self._env is None:
            raise OfflineError
        return self._env, GuildHandle(self._env, self._backend.get_guild(self._scene.guild_id))


def _give_up(preview: Preview) -> None:
    """Do not let the end of the page wait for a command that somebody has just sent from it."""
    acting = preview._active_task  # noqa: SLF001 - SimCord would wait for a minute
    if acting is not None:
        acting.cancel()
