"""The whole simulated world around one real, unchanged application."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from alttprbot_sandbox.clock import SandboxClock
from alttprbot_sandbox.discord import DiscordWorld
from alttprbot_sandbox.journal import LOOPBACK, SimulatedService, free_port
from alttprbot_sandbox.oauth import DiscordOAuthServer
from alttprbot_sandbox.providers import PROVIDERS
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.racetime.categories import add_categories, bot_settings

CATEGORY = "alttpr"
DISCORD_APPLICATION = ("100000000000000001", "sandbox-discord-secret")


@dataclass(frozen=True, slots=True)
class World:
    """The simulated services, running, and the settings that make an application use them."""

    clock: SandboxClock
    discord: DiscordWorld
    oauth: DiscordOAuthServer
    racetime: RaceTimeServer
    providers: Mapping[str, SimulatedService]
    environment: Mapping[str, str]

    @property
    def services(self) -> Mapping[str, SimulatedService]:
        """What can be made to fail, by name."""
        return {**self.providers, "racetime": self.racetime, "discord_oauth": self.oauth}


@asynccontextmanager
async def simulated_world(data_dir: Path) -> AsyncIterator[World]:
    """Start every simulated service on a free port of the loopback interface; stop them all at the end."""
    clock = SandboxClock()
    async with AsyncExitStack() as stack:
        providers = {name: await stack.enter_async_context(service()) for name, service in PROVIDERS.items()}
        racetime = await stack.enter_async_context(RaceTimeServer(auto_tick=True, clock=clock))
        oauth = await stack.enter_async_context(DiscordOAuthServer())
        discord = DiscordWorld(preview_port=free_port(), clock=clock)
        add_categories(racetime)
        oauth.add_client(*DISCORD_APPLICATION)
        for persona in discord.personas:
            oauth.add_user(
                persona.discord_id, persona.name.lower(), persona.name, avatar=persona.avatar, role=persona.role
            )
            racetime.add_user(persona.name, twitch=persona.name.lower(), staff=persona.role == "organiser")
        for address, picture in discord.pictures.items():
            oauth.add_picture(urlsplit(address).path, picture)
        environment = _environment(data_dir, oauth, racetime)
        for service in providers.values():
            environment |= service.settings()
        yield World(clock, discord, oauth, racetime, providers, environment)


def _environment(data_dir: Path, oauth: DiscordOAuthServer, racetime: RaceTimeServer) -> dict[str, str]:
    web_port = free_port()
    return {
        "DEBUG": "true",
        "DATA_DIR": str(data_dir),
        "APP_URL": f"http://{LOOPBACK}:{web_port}",
        "APP_SECRET_KEY": secrets.token_urlsafe(32),
        "API_HOST": LOOPBACK,
        "API_PORT": str(web_port),
        "METRICS_ENABLED": "true",
        "SGLIVE_ENABLED": "true",
        "TELEMETRY_ENABLED": "true",
        "TELEMETRY_HASH_SALT": secrets.token_urlsafe(24),
        # Whoever tries it out does not wait for half a minute to see that it was counted.
        "TELEMETRY_FLUSH_SECONDS": "1",
        # Whoever ends a sandbox is not waiting for a seed.
        "SHUTDOWN_TIMEOUT": "3",
        "DISCORD_TOKEN": "sandbox.discord.token",
        "AUDIT_DISCORD_TOKEN": "sandbox.audit.token",
        "DISCORD_CLIENT_ID": DISCORD_APPLICATION[0],
        "DISCORD_CLIENT_SECRET": DISCORD_APPLICATION[1],
        "DISCORD_API_BASE": f"{oauth.url}/api/v10",
        "DISCORD_CDN_BASE": oauth.url,
        "DISCORD_OAUTH_AUTHORIZE_URL": f"{oauth.url}/api/oauth2/authorize",
        "DISCORD_OAUTH_TOKEN_URL": f"{oauth.url}/api/oauth2/token",
        "RACETIME_HOST": racetime.host,
        "RACETIME_PORT": str(racetime.port),
        "RACETIME_SECURE": "false",
        "RACETIME_URL": racetime.url,
        **bot_settings(),
    }
