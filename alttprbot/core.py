"""The core as one typed bundle: built once by the composition root, handed to every surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import aiohttp

    from alttprbot.alttprgen.generator import SeedService
    from alttprbot.alttprgen.preset import PresetLibrary
    from alttprbot.alttprgen.provider_wrapper import ProviderContract
    from alttprbot.alttprgen.spoilers.publishing import SpoilerLogs
    from alttprbot.caching import Cache
    from alttprbot.config import Settings
    from alttprbot.database import Database
    from alttprbot.metrics import Metrics
    from alttprbot.services.clients.registry import Clients
    from alttprbot.services.daily import DailyChallenge
    from alttprbot.services.guild_config import GuildConfigService
    from alttprbot.services.message_log import MessageLog
    from alttprbot.services.namespaces import NamespaceService
    from alttprbot.services.race_rooms import RaceRoomService
    from alttprbot.services.seed_jobs import SeedJobService
    from alttprbot.services.spoiler_races import SpoilerRaceService
    from alttprbot.services.telemetry import Telemetry
    from alttprbot.services.triforce_seeds import TriforceSeedService
    from alttprbot.services.triforce_texts import TriforceTextService
    from alttprbot.services.upkeep import Upkeep
    from alttprbot.services.users import UserService
    from alttprbot.util.clock import Clock
    from alttprbot.work import WorkTracker


@dataclass(frozen=True, slots=True)
class Core:
    """Everything that a surface may use."""

    settings: Settings
    clock: Clock
    work: WorkTracker
    metrics: Metrics
    http: aiohttp.ClientSession
    database: Database
    presets: PresetLibrary
    namespaces: NamespaceService
    contract: ProviderContract
    seeds: SeedService
    seed_jobs: SeedJobService
    cache: Cache
    clients: Clients
    daily: DailyChallenge
    guild_config: GuildConfigService
    message_log: MessageLog
    race_rooms: RaceRoomService
    spoiler_races: SpoilerRaceService
    spoiler_logs: SpoilerLogs
    upkeep: Upkeep
    users: UserService
    telemetry: Telemetry
    triforce_texts: TriforceTextService
    triforce_seeds: TriforceSeedService
