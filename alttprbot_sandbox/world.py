"""The whole simulated world around one real, unchanged application."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from alttprbot.config import Settings
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.discord import DiscordWorld
from alttprbot_sandbox.journal import free_port
from alttprbot_sandbox.oauth import DiscordOAuthServer
from alttprbot_sandbox.racetime import RaceTimeServer
from alttprbot_sandbox.start_page import Place, SandboxMap

RACETIME_BOT = ("sandbox-racetime-bot", "sandbox-racetime-secret")
DISCORD_APPLICATION = (100_000_000_000_000_001, "sandbox-discord-secret")


@dataclass(frozen=True, slots=True)
class World:
    """The simulated services, running, and the settings that make an application use them."""

    discord: DiscordWorld
    oauth: DiscordOAuthServer
    racetime: RaceTimeServer
    alttpr: AlttprServer
    environment: dict[str, str]

    def introduce_people(self) -> None:
        """Give everybody in Discord an account for the web login and one on RaceTime."""
        for persona in self.discord.personas:
            self.oauth.add_user(persona.discord_id, persona.name.lower(), global_name=persona.name)
            self.racetime.add_user(persona.name, twitch=persona.name.lower())


def map_of(world: World, settings: Settings) -> SandboxMap:
    """What the start page shows."""
    racers = {user.name: user.id for user in world.racetime.world.users.values()}
    return SandboxMap(
        places=[
            Place("discord", "Discord", world.discord.url, "The bots' server. Run slash commands as anybody."),
            Place("racetime", "RaceTime", world.racetime.url, "Open a race room, roll a seed, race."),
            Place("web", "Web application", settings.app_url, "Presets, namespaces, the API. Sign in as anybody."),
            Place("alttpr", "Seeds", world.alttpr.url, "The seeds that were rolled, where permalinks lead."),
        ],
        services={
            "web": settings.app_url,
            "discord": world.discord.url,
            "discord_oauth": world.oauth.url,
            "racetime": world.racetime.url,
            "alttpr": world.alttpr.url,
        },
        personas=[
            {
                "name": persona.name,
                "role": persona.role,
                "discord_id": str(persona.discord_id),
                "racetime_id": racers.get(persona.name, ""),
            }
            for persona in world.discord.personas
        ],
        faults={"alttpr": world.alttpr.faults, "racetime": world.racetime.faults, "discord_oauth": world.oauth.faults},
        advance_clock=world.discord.advance,
    )


@asynccontextmanager
async def simulated_world(data_dir: Path) -> AsyncIterator[World]:
    """Start every simulated service on a free port of the loopback interface; stop them all at the end."""
    async with AsyncExitStack() as stack:
        alttpr = await stack.enter_async_context(AlttprServer())
        racetime = await stack.enter_async_context(RaceTimeServer(auto_tick=True))
        oauth = await stack.enter_async_context(DiscordOAuthServer())
        discord = DiscordWorld(preview_port=free_port())
        racetime.add_category("alttpr", "ALTTP Randomizer", goals=["Beat the game", "Beat the game - Casual"])
        racetime.add_bot("alttpr", *RACETIME_BOT, name="SahasrahBot")
        web_port = free_port()
        environment = {
            "DEBUG": "true",
            "DATA_DIR": str(data_dir),
            "APP_URL": f"http://127.0.0.1:{web_port}",
            "APP_SECRET_KEY": secrets.token_urlsafe(32),
            "API_HOST": "127.0.0.1",
            "API_PORT": str(web_port),
            "METRICS_ENABLED": "true",
            "DISCORD_TOKEN": "sandbox.discord.token",
            "AUDIT_DISCORD_TOKEN": "sandbox.audit.token",
            "DISCORD_CLIENT_ID": str(DISCORD_APPLICATION[0]),
            "DISCORD_CLIENT_SECRET": DISCORD_APPLICATION[1],
            "DISCORD_API_BASE": f"{oauth.url}/api/v10",
            "DISCORD_OAUTH_AUTHORIZE_URL": f"{oauth.url}/api/oauth2/authorize",
            "DISCORD_OAUTH_TOKEN_URL": f"{oauth.url}/api/oauth2/token",
            "RACETIME_HOST": racetime.host,
            "RACETIME_PORT": str(racetime.port),
            "RACETIME_SECURE": "false",
            "RACETIME_URL": racetime.url,
            "RACETIME_GAMES": "alttpr",
            "RACETIME_CLIENT_ID_ALTTPR": RACETIME_BOT[0],
            "RACETIME_CLIENT_SECRET_ALTTPR": RACETIME_BOT[1],
            "ALTTPR_BASEURL": alttpr.url,
            "ALTTPR_LIVE_BASEURL": alttpr.url,
            "ALTTPR_TOURNAMENT_BASEURL": alttpr.url,
            "ALTTPR_BEETA_BASEURL": alttpr.url,
        }
        yield World(discord, oauth, racetime, alttpr, environment)
