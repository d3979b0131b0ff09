"""Every setting: typed, documented, checked, in one place.

`alttprbot.config_loading` makes a `Settings`, which everything else can trust, of the `.env` file and the environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from alttprbot.config_types import (
    NO_SECRET,
    CacheAddress,
    Ids,
    Names,
    Networks,
    ObjectTemplate,
    OptionalBool,
    OptionalInt,
    OptionalPolicy,
    OptionalPort,
    OptionalUrl,
    ReleaseTemplate,
    Secrets,
    StartupPolicy,
    Url,
    Zone,
)

REPOSITORY = Path(__file__).resolve().parents[1]
# Everybody may ask here: no password is meant for it, and none is sent.
ALTTPR_PUBLIC_HOST = "alttpr.com"


@dataclass(frozen=True, slots=True)
class RaceTimeCredentials:
    """The OAuth client of the bot of one RaceTime category."""

    client_id: str
    client_secret: SecretStr


@dataclass(frozen=True, slots=True)
class AlttprBranch:
    """One deployment of the ALTTPR site; credentials are for HTTP Basic and None where the site is public."""

    base_url: str
    username: str | None = None
    password: SecretStr | None = None


def _(group: str, default: Any, text: str, *, when: str = "", **limits: Any) -> Any:
    """One setting: the group it is listed in, its default, what it means and when it is needed."""
    return Field(default, description=text, json_schema_extra={"group": group, "when": when}, **limits)


class Settings(BaseModel):
    """All settings. The name of a variable is the name of the attribute in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True)

    debug: bool = _("General", False, "Development mode: relaxes the checks that only matter in production.")
    data_dir: Path = _("General", Path("data"), "Where files are kept that must survive a restart.")
    presets_dir: Path = _("General", REPOSITORY / "presets", "Where the shipped presets are.")
    superuser_discord_ids: Ids = _("General", (), "Discord ids of the operators.")
    default_timezone: Zone = _("General", "US/Eastern", "Zone in which pages show times.")
    docs_url: OptionalUrl = _("General", "https://sahasrahbot.synack.live", "Documentation for users.")
    source_url: OptionalUrl = _("General", "https://github.com/tcprescott/sahasrahbot", "Where the source code is.")
    maintainer: str = _("General", "the maintainers", "Whom people are asked to contact when something takes too long.")

    startup_policy: StartupPolicy = _(
        "Supervision",
        StartupPolicy.STRICT,
        "strict: a part that cannot start ends the process; degraded: the rest runs.",
    )
    subsystem_policy_discord: OptionalPolicy = _("Supervision", None, "Overrides STARTUP_POLICY for the Discord bot.")
    subsystem_policy_audit: OptionalPolicy = _("Supervision", None, "Overrides STARTUP_POLICY for the audit bot.")
    subsystem_policy_racetime: OptionalPolicy = _("Supervision", None, "Overrides STARTUP_POLICY for RaceTime.")
    subsystem_policy_web: OptionalPolicy = _("Supervision", None, "Overrides STARTUP_POLICY for the web application.")
    discord_enabled: bool = _("Supervision", True, "Run the main Discord bot.")
    audit_enabled: bool = _("Supervision", True, "Run the audit bot.")
    racetime_enabled: bool = _("Supervision", True, "Run the RaceTime bots.")
    web_enabled: bool = _("Supervision", True, "Run the web application.")
    startup_timeout: float = _("Supervision", 60.0, "Seconds that a part may take to become ready.", gt=0)
    shutdown_timeout: float = _(
        "Supervision", 200.0, "Seconds for ending: a roll in flight may take three minutes.", gt=0
    )

    database_url: SecretStr = _(
        "Database",
        NO_SECRET,
        "mysql://user:password@host/name or sqlite://path; empty: DB_* if set, else a file in DATA_DIR.",
    )
    db_host: str = _("Database", "localhost", "MySQL or MariaDB host.")
    db_port: int = _("Database", 3306, "Its port.", ge=1, le=65535)
    db_socket: str = _("Database", "", "Socket file of a server on this machine, instead of its host and port.")
    db_name: str = _("Database", "sahasrahbot", "Its database.")
    db_user: str = _("Database", "sahasrahbot", "Its user.")
    db_pass: SecretStr = _("Database", NO_SECRET, "Its password.")
    db_tls: bool = _("Database", False, "Encrypt the way to the server and ask for its certificate.")
    db_tls_ca: str = _(
        "Database", "", "File with the authority that signed the certificate; empty: those that the machine knows."
    )
    db_start_timeout: float = _("Database", 30.0, "Seconds to wait for a server that is starting.", ge=0)
    db_pool_min: int = _("Database", 1, "Connections kept open.", ge=0, le=100)
    db_pool_max: int = _("Database", 10, "Connections at most.", ge=1, le=200)
    db_connect_timeout: float = _("Database", 10.0, "Seconds to wait for a connection.", gt=0)
    db_query_timeout: float = _("Database", 15.0, "Seconds for a statement, then the server counts as away.", gt=0)
    db_pool_recycle: int = _("Database", 1800, "Seconds after which a connection is renewed; -1 never.", ge=-1)
    db_auto_upgrade: OptionalBool = _("Database", None, "Migrate on start. Empty: on SQLite yes, on a server no.")

    cache_url: CacheAddress = _("Cache", NO_SECRET, "Redis server that several processes share; empty: memory.")

    app_url: Url = _("Web", "http://localhost:5001", "Public address of the web application.", when="in production")
    app_secret_key: SecretStr = _(
        "Web", NO_SECRET, "Signs and encrypts; at least 32 characters.", when="in production, for the web application"
    )
    app_secret_key_fallbacks: Secrets = _("Web", (), "Former secret keys that are still accepted.")
    api_host: str = _("Web", "127.0.0.1", "Address to listen on.")
    api_port: int = _("Web", 5001, "Port to listen on.", ge=1, le=65535)
    trusted_proxies: Networks = _("Web", (), "Networks of the proxies whose forwarded headers are believed.")
    session_idle_days: int = _("Web", 7, "A session ends after so many days without use.", ge=1, le=365)
    session_max_days: int = _("Web", 30, "A session ends after so many days.", ge=1, le=365)
    api_key_query_allowed: bool = _("Web", False, "Accept API keys in the query string, as old callers send them.")
    metrics_enabled: bool = _("Web", False, "Serve /metrics.")
    metrics_token: SecretStr = _("Web", NO_SECRET, "Bearer token that /metrics asks for; empty: none.")
    robots_allowed: bool = _("Web", False, "Let search engines in.")
    rate_limit_read: int = _("Web", 60, "Requests a minute of an anonymous visitor.", ge=1)
    rate_limit_session_read: int = _("Web", 240, "Reads a minute of somebody logged in.", ge=1)
    rate_limit_session_write: int = _("Web", 30, "Writes a minute of somebody logged in.", ge=1)
    rate_limit_login: int = _("Web", 10, "Logins a minute from one address.", ge=1)
    rate_limit_seeds: int = _("Web", 5, "Seeds a minute for one user.", ge=1)
    rate_limit_texts: int = _("Web", 5, "Texts for the end of the game an hour of one user.", ge=1)
    rate_limit_key: int = _("Web", 120, "Requests a minute with one API key.", ge=1)

    discord_token: SecretStr = _("Discord", NO_SECRET, "Token of the main bot; empty: it is off.")
    audit_discord_token: SecretStr = _("Discord", NO_SECRET, "Token of the audit bot; empty: it is off.")
    discord_client_id: OptionalInt = _(
        "Discord", None, "OAuth client for the web login.", when="in production, for the web login"
    )
    discord_client_secret: SecretStr = _("Discord", NO_SECRET, "Its secret.", when="in production, for the web login")
    invite_client_id: OptionalInt = _(
        "Discord", None, "Application that the invite link is for; empty: DISCORD_CLIENT_ID."
    )
    debug_guild_id: OptionalInt = _("Discord", None, "Guild that gets all commands at once while DEBUG is set.")
    alttp_randomizer_servers: Ids = _("Discord", (), "Guilds with the commands of the ALTTPR community.")
    main_tournament_servers: Ids = _("Discord", (), "Guilds of the main tournament.")
    cc_tournament_servers: Ids = _("Discord", (), "Guilds of the Challenge Cup.")
    cc_tournament_audit_channels: Ids = _("Discord", (), "Audit channels of the Challenge Cup.")
    discord_disabled_cogs: Names = _(
        "Discord", (), "Parts of the main bot that are left out: generator, presets, guildconfig."
    )
    discord_role_assignment_enabled: bool = _("Discord", True, "Reaction roles and voice roles.")
    audit_queue_size: int = _("Discord", 10_000, "Messages waiting to be stored, at most.", ge=100, le=1_000_000)
    audit_retention_days: int = _("Discord", 30, "Days for which messages are kept.", ge=1, le=365)
    discord_api_base: Url = _("Discord", "https://discord.com/api/v10", "Discord's API for the web login.")
    discord_oauth_authorize_url: Url = _("Discord", "https://discord.com/api/oauth2/authorize", "Where people log in.")
    discord_oauth_token_url: Url = _("Discord", "https://discord.com/api/oauth2/token", "Where codes become tokens.")
    discord_cdn_base: Url = _("Discord", "https://cdn.discordapp.com", "Where avatars are.")

    racetime_host: str = _("RaceTime", "localhost", "Host of the RaceTime server: racetime.gg in production.")
    racetime_port: OptionalPort = _("RaceTime", None, "Its port; empty: the usual one.", ge=1, le=65535)
    racetime_secure: bool = _("RaceTime", False, "Use https and wss.")
    racetime_url: Url = _("RaceTime", "http://localhost:8000", "Its public address; must be the same server.")
    racetime_command_prefix: str = _("RaceTime", "!", "What chat commands begin with.", min_length=1, max_length=3)
    racetime_spoiler_emote: str = _(
        "RaceTime", ":mudora:", "Emote of the category behind a spoiler log; empty: none.", max_length=50
    )
    racetime_games: Names = _("RaceTime", (), "Enabled categories; empty: all that have credentials.")
    racetime_client_id_oauth: str = _("RaceTime", "", "OAuth application for linking accounts.")
    racetime_client_secret_oauth: SecretStr = _("RaceTime", NO_SECRET, "Its secret.")
    racetime_clients: dict[str, RaceTimeCredentials] = Field(default_factory=dict, exclude=True)

    alttpr_baseurl: Url = _("Providers", "https://alttpr.com", "The ALTTPR site when no branch is named.")
    alttpr_username: str = _(
        "Providers",
        "",
        "HTTP Basic user of that site; while that is alttpr.com, of the branches that have none of their own.",
    )
    alttpr_password: SecretStr = _("Providers", NO_SECRET, "Its password.")
    alttpr_live_baseurl: Url = _("Providers", "https://alttpr.com", "The branch live.")
    alttpr_tournament_baseurl: Url = _("Providers", "https://tournament.alttpr.com", "The branch tournament.")
    alttpr_tournament_username: str = _("Providers", "", "HTTP Basic user of the branch tournament.")
    alttpr_tournament_password: SecretStr = _("Providers", NO_SECRET, "Its password.")
    alttpr_beeta_baseurl: Url = _("Providers", "https://beeta.alttpr.com", "The branch beeta.")
    alttpr_beeta_username: str = _("Providers", "", "HTTP Basic user of the branch beeta.")
    alttpr_beeta_password: SecretStr = _("Providers", NO_SECRET, "Its password.")
    alttpr_seed_baseurl: Url = _("Providers", "https://s3.us-east-2.amazonaws.com/alttpr-patches", "Stored seeds.")
    sm_baseurl: Url = _("Providers", "https://sm.samus.link", "Super Metroid randomizer.")
    sm_release_baseurl_template: ReleaseTemplate = _(
        "Providers", "https://{release}.sm.samus.link", "A named release of it."
    )
    smz3_baseurl: Url = _("Providers", "https://samus.link", "SMZ3 randomizer.")
    smz3_release_baseurl_template: ReleaseTemplate = _(
        "Providers", "https://{release}.samus.link", "A named release of it."
    )
    samus_allowed_releases: Names = _("Providers", ("beta",), "Releases that a preset may name.")
    varia_baseurl: Url = _("Providers", "https://randommetroidsolver.pythonanywhere.com", "VARIA randomizer.")
    varia_settings_presets: Names = _("Providers", (), "Its suggested presets of settings; empty: the usual ones.")
    varia_skills_presets: Names = _("Providers", (), "Its suggested presets of skills; empty: the usual ones.")
    dash_baseurl: Url = _("Providers", "https://www.dashrando.net", "DASH randomizer.")
    ctjot_baseurl: Url = _("Providers", "https://ctjot.com", "Jets of Time randomizer.")
    ctjot_share_baseurl: Url = _("Providers", "https://www.ctjot.com", "Where its seeds are shared.")
    ct_rom: Path = _("Providers", Path("/opt/data/chronotrigger.sfc"), "Base ROM of Jets of Time.")
    bingosync_baseurl: Url = _("Providers", "https://bingosync.com", "BingoSync.")
    bingosync_nickname: str = _(
        "Providers", "SahasrahBot", "What we are called in its rooms.", min_length=1, max_length=50
    )
    ootr_baseurl: Url = _("Providers", "https://ootrandomizer.com", "Ocarina of Time randomizer.")
    ootr_api_key: SecretStr = _("Providers", NO_SECRET, "Its key.", when="Ocarina of Time seeds")
    avianart_baseurl: Url = _("Providers", "https://avianart.games", "AVIANART door randomizer.")
    avianart_api_key: SecretStr = _("Providers", NO_SECRET, "Its key.")
    door_rando_home: Path = _("Providers", Path("/opt/ALttPDoorRandomizer"), "Where the door randomizer is.")
    door_rando_unstable_home: Path = _(
        "Providers",
        Path("/opt/ALttPDoorRandomizerUnstable"),
        "Where it is for the branches volatile and unstable.",
    )
    door_rando_python: str = _("Providers", "", "Interpreter that has its packages; empty: the one that runs the bot.")
    door_rando_memory_mb: int = _("Providers", 2048, "Memory that it may use, in MiB.", ge=64, le=65_536)
    enemizer_home: Path = _("Providers", Path("/opt/enemizer"), "Where EnemizerCLI.Core is, for its enemy shuffles.")
    flips_path: str = _(
        "Providers", "", "Floating IPS, which makes smaller patches; empty: the door randomizer makes them itself."
    )
    alttp_rom: Path = _(
        "Providers", Path("/opt/data/alttp_jp10.sfc"), "Base ROM of the door randomizer and of `rom patch`."
    )
    door_patcher_url: Url = _(
        "Providers", "https://alttprpatch.synack.live/patcher.html", "Page that applies its patches."
    )
    avianart_patience_seconds: float = _("Providers", 120.0, "Seconds to wait for a seed of AVIANART.", gt=0, le=600)
    holyimage_baseurl: Url = _("Providers", "http://alttp.mymm1.com", "Holy images.")
    ff1r_hosts: Names = _("Providers", ("finalfantasyrandomizer.com",), "Hosts of the Final Fantasy randomizer.")
    provider_timeout_seconds: float = _("Providers", 60.0, "Seconds for one attempt at a provider.", gt=0, le=600)
    provider_max_attempts: int = _("Providers", 3, "Attempts at a provider.", ge=1, le=10)
    provider_concurrency: int = _("Providers", 4, "Requests to one provider at the same time.", ge=1, le=64)
    provider_disabled: Names = _("Providers", (), "Providers that are switched off.")
    seed_limit_count: int = _("Providers", 3, "Seeds that one person may roll …", ge=1)
    seed_limit_seconds: float = _("Providers", 30.0, "… within so many seconds.", gt=0)
    seed_settings_retention_days: int = _(
        "Providers", 0, "Days after which the records of seeds lose their settings; 0: never.", ge=0, le=36_500
    )

    spoilerlogurlbase: OptionalUrl = _(
        "Storage", "", "Public address of the bucket of the spoiler logs; empty: S3_PUBLIC_URL_TEMPLATE."
    )
    aws_spoiler_bucket_name: str = _("Storage", "", "Bucket of the spoiler logs; empty: a directory in DATA_DIR.")
    spoiler_logs_hidden: bool = _(
        "Storage", False, "Keep the spoiler logs of race rooms private until the race starts."
    )
    sahasrahbot_bucket: str = _("Storage", "", "Bucket of patches and their spoilers; empty: a directory in DATA_DIR.")
    s3_endpoint_url: OptionalUrl = _("Storage", "", "Address of the object store; empty: AWS.")
    s3_region: str = _("Storage", "", "Its region.")
    s3_acls: bool = _(
        "Storage",
        True,
        "False where buckets forbid access lists: their policy then makes public what is not below private/.",
    )
    aws_access_key_id: str = _("Storage", "", "Key of the object store; empty: where Amazon's tools look.")
    aws_secret_access_key: SecretStr = _("Storage", NO_SECRET, "Its secret.")
    aws_session_token: SecretStr = _("Storage", NO_SECRET, "The token of a key that is temporary.")
    s3_public_url_template: ObjectTemplate = _(
        "Storage", "https://{bucket}.s3.amazonaws.com/{key}", "Public address of a stored object."
    )

    sg_api_endpoint: Url = _("Services", "https://speedgaming.org/api", "SpeedGaming's schedule.")
    sg_discord_webhook: SecretStr = _("Services", NO_SECRET, "Where SpeedGaming dailies are announced.")
    bingo_collab_discord_webhook: SecretStr = _("Services", NO_SECRET, "Where bingo rooms are handed over.")
    webhook_username: str = _(
        "Services", "SahasrahBot", "Who says what is sent by webhooks.", min_length=1, max_length=80
    )
    sg_signup_baseurl: Url = _("Services", "http://speedgaming.org", "Where people sign up for SpeedGaming.")
    alttpr_league_baseurl: Url = _("Services", "https://alttprleague.com", "ALTTPR League.")
    alttpr_ladder_baseurl: Url = _("Services", "https://alttprladder.com", "ALTTPR Ladder.")
    alttpr_ladder_archive_baseurl: Url = _("Services", "https://archive.alttprladder.com", "Its archive.")
    alttpr_ladder_timezone: Zone = _("Services", "US/Eastern", "Zone in which it tells times.")
    bad_domains_url: Url = _(
        "Services", "https://cdn.discordapp.com/bad-domains/hashes.json", "Discord's list of malicious domains."
    )
    tournament_config_enabled: bool = _("Services", False, "Read tournaments from their YAML registry.")
    schedule_enabled: bool = _("Services", False, "Schedule pages.")
    sglive_enabled: bool = _("Services", False, "SG Live pages: seeds for an event that people play in one hall.")
    sglive_event_file: Path = _(
        "Services", REPOSITORY / "events" / "sgl2024.yaml", "The event: its games, and whose matches fill the hall."
    )
    sglive_address_retention_days: int = _(
        "Services", 90, "Days for which is kept from which networks its seeds were fetched.", ge=1, le=3650
    )

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = _("Diagnostics", "INFO", "Least severity that is logged.")
    log_format: Literal["text", "json"] = _("Diagnostics", "text", "Lines for people, or JSON for collectors.")
    sentry_url: SecretStr = _("Diagnostics", NO_SECRET, "Sentry DSN; empty: off.")
    sentry_environment: str = _("Diagnostics", "", "Environment named to Sentry.")
    sentry_release: str = _("Diagnostics", "", "Release named to Sentry; empty: the version of the program.")
    sentry_traces_sample_rate: float = _("Diagnostics", 0.0, "Share of traced transactions.", ge=0, le=1)
    telemetry_enabled: bool = _("Diagnostics", False, "Anonymous usage events.")
    telemetry_sample_rate: float = _("Diagnostics", 1.0, "Share of events that are kept.", ge=0, le=1)
    telemetry_retention_days: int = _("Diagnostics", 30, "Days for which events are kept.", ge=1, le=365)
    telemetry_hash_salt: SecretStr = _("Diagnostics", NO_SECRET, "Salt of guild hashes.", when="telemetry enabled")
    telemetry_queue_size: int = _("Diagnostics", 1000, "Events waiting to be stored, at most.", ge=1, le=100_000)
    telemetry_flush_seconds: float = _("Diagnostics", 30.0, "Seconds between two times of storing events.", gt=0)
    telemetry_batch_size: int = _("Diagnostics", 200, "Events stored at once, at most.", ge=1, le=10_000)

    @property
    def racetime_categories(self) -> Mapping[str, RaceTimeCredentials]:
        """The enabled categories, by slug, with their credentials."""
        if not self.racetime_games:
            return self.racetime_clients
        return {slug: self.racetime_clients[slug] for slug in self.racetime_games if slug in self.racetime_clients}

    @property
    def alttpr_branches(self) -> Mapping[str, AlttprBranch]:
        """The deployments of the ALTTPR site that can be named; see `alttpr_default` for when none is."""
        return {
            "live": AlttprBranch(self.alttpr_live_baseurl),
            "tournament": self._protected_branch(
                self.alttpr_tournament_baseurl, self.alttpr_tournament_username, self.alttpr_tournament_password
            ),
            "beeta": self._protected_branch(
                self.alttpr_beeta_baseurl, self.alttpr_beeta_username, self.alttpr_beeta_password
            ),
        }

    @property
    def alttpr_default(self) -> AlttprBranch:
        """The deployment in use when no branch is named."""
        return _branch(self.alttpr_baseurl, self.alttpr_username, self.alttpr_password)

    @property
    def proxy_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """`trusted_proxies`, ready to compare with."""
        return tuple(ip_network(value, strict=False) for value in self.trusted_proxies)

    @property
    def secrets(self) -> frozenset[str]:
        """Every secret that is set: what must appear nowhere."""
        fields = [value for _, value in self if isinstance(value, SecretStr)]
        clients = [client.client_secret for client in self.racetime_clients.values()]
        secrets = [*fields, *clients, *self.app_secret_key_fallbacks]
        passwords = {
            urlsplit(address.get_secret_value()).password or "" for address in (self.database_url, self.cache_url)
        }
        return frozenset({secret.get_secret_value() for secret in secrets} | passwords) - {""}

    def policy(self, subsystem: str) -> StartupPolicy:
        """The start-up policy of `discord`, `audit`, `racetime`, `web` or any other part."""
        return getattr(self, f"subsystem_policy_{subsystem}", None) or self.startup_policy

    def _protected_branch(self, base_url: str, username: str, password: SecretStr) -> AlttprBranch:
        # One user was for every protected branch before each could have its own.
        if not username and urlsplit(self.alttpr_baseurl).hostname == ALTTPR_PUBLIC_HOST:
            return _branch(base_url, self.alttpr_username, self.alttpr_password)
        return _branch(base_url, username, password)


def _branch(base_url: str, username: str, password: SecretStr) -> AlttprBranch:
    if username and password.get_secret_value():
        return AlttprBranch(base_url, username, password)
    return AlttprBranch(base_url)
