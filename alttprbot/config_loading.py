"""From the environment to `Settings`, or to one list of everything that is wrong."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import SecretStr, ValidationError

from alttprbot.config import RaceTimeCredentials, Settings
from alttprbot.config_forms import form
from alttprbot.database.errors import DatabaseConfigurationError
from alttprbot.database.url import connection

ALIASES = {"DB_URL": "DATABASE_URL", "RACETIME_CATEGORIES": "RACETIME_GAMES"}
RETIRED = frozenset(
    {
        "MULTIWORLDROMBASE",
        "MULTIWORLDHOSTBASE",
        "SM_ROM",
    }
)
KNOWN_PREFIXES = (
    "RACETIME_",
    "TELEMETRY_",
    "DISCORD_",
    "DB_",
    "APP_",
    "API_",
    "ALTTPR_",
    "PROVIDER_",
    "RATE_LIMIT_",
    "SENTRY_",
    "SUBSYSTEM_",
)
CATEGORIES = ("alttpr", "contra", "ct-jets", "ff1r", "sgl", "smb3r", "smr", "smw-hacks", "smz3", "twwr", "z1r", "z2r")
SPECIAL_CATEGORIES = ("test", "sm")
ID_PREFIX, SECRET_PREFIX = "RACETIME_CLIENT_ID_", "RACETIME_CLIENT_SECRET_"
PLACEHOLDERS = frozenset({"changeme", "secret", "password", "your-secret-key"})
MINIMUM_SECRET = 32
MINIMUM_SALT = 16
USUAL_PORTS = {"http": 80, "https": 443}
DISCORD_WEBHOOKS = ("https://discord.com/api/webhooks/", "https://discordapp.com/api/webhooks/")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the settings; never holds a secret."""

    setting: str
    reason: str
    fix: str

    def __str__(self) -> str:
        return f"{self.setting}: {self.reason}. {self.fix}"


class ConfigurationError(Exception):
    """The settings cannot be used; `problems` is everything that is wrong with them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems), key=lambda problem: (problem.setting, problem.reason))
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        count = len(self.problems)
        super().__init__(f"The configuration has {count} problem{'s' if count != 1 else ''}:\n{listed}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Usable settings, and what the operator should look at all the same."""

    settings: Settings
    warnings: tuple[str, ...]


def load_settings(environ: Mapping[str, str] | None = None, env_file: Path | str | None = ".env") -> Settings:
    """Read the settings; raises `ConfigurationError`. `environ` defaults to the environment of the process."""
    return load(environ, env_file).settings


def load(
    environ: Mapping[str, str] | None = None, env_file: Path | str | None = ".env", *, for_serving: bool = True
) -> Loaded:
    """As `load_settings`, with the warnings. What serves nobody need not be safe to expose."""
    file, problems = _read(env_file)
    process = os.environ if environ is None else environ
    raw = _canonical(file) | _canonical(process)
    values: dict[str, object] = {
        name: raw[name.upper()]
        for name, field in Settings.model_fields.items()
        if raw.get(name.upper()) and not field.exclude
    }
    clients, incomplete = _racetime_clients(raw, str(values.get("racetime_games", "")))
    values["racetime_clients"] = clients
    settings, malformed = _validated(values)
    bad = {problem.setting for problem in malformed}
    checks = [*_consistency(settings), *(() if settings.debug or not for_serving else _production(settings))]
    problems += [*incomplete, *malformed, *(problem for problem in checks if problem.setting not in bad)]
    if problems:
        raise ConfigurationError(problems)
    return Loaded(settings, tuple(_warnings(raw, settings)))


def _read(env_file: Path | str | None) -> tuple[dict[str, str], list[Problem]]:
    if env_file is None:
        return {}, []
    try:
        text = Path(env_file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "is not UTF-8 text"
        return {}, [Problem(str(env_file), reason, "Make it a text file that this user may read")]
    lines = list(parse_stream(StringIO(text)))
    # The line may hold a secret: it is named, not shown.
    problems = [
        Problem(
            f"{env_file}, line {line.original.line}", "cannot be read", "Write NAME=value, and close what is quoted"
        )
        for line in lines
        if line.error
    ]
    return {line.key: line.value or "" for line in lines if line.key is not None}, problems


def _canonical(source: Mapping[str, str]) -> dict[str, str]:
    """One source with today's names in capitals; a former name counts where today's is not set."""
    stripped = {key.upper(): value.strip() for key, value in source.items()}
    renamed = {ALIASES[key]: value for key, value in stripped.items() if key in ALIASES and value}
    current = {key: value for key, value in stripped.items() if key not in ALIASES}
    return renamed | {key: value for key, value in current.items() if value or key not in renamed}


def _validated(values: Mapping[str, object]) -> tuple[Settings, list[Problem]]:
    """The settings, with the default in place of whatever is malformed."""
    try:
        return Settings.model_validate(values), []
    except ValidationError as error:
        reasons = {str(item["loc"][0]): _reason(item["msg"]) for item in error.errors(include_input=False)}
    problems = [
        Problem(name.upper(), reason, f"Write {form(Settings.model_fields[name])}") for name, reason in reasons.items()
    ]
    return Settings.model_validate({name: value for name, value in values.items() if name not in reasons}), problems


def _reason(message: str) -> str:
    text = message.removeprefix("Value error, ").rstrip(".")
    return text[:1].lower() + text[1:]


def suffix(slug: str) -> str:
    """How a category is written in the name of a variable: `ct-jets` is `CTJETS`."""
    return slug.replace("-", "").upper()


def _racetime_clients(raw: Mapping[str, str], games: str) -> tuple[dict[str, RaceTimeCredentials], list[Problem]]:
    enabled = [slug.strip() for slug in games.split(",") if slug.strip()]
    slugs = {suffix(slug): slug for slug in (*CATEGORIES, *SPECIAL_CATEGORIES, *enabled)}
    clients: dict[str, RaceTimeCredentials] = {}
    problems: list[Problem] = []
    for name, slug in slugs.items():
        client_id, secret = raw.get(ID_PREFIX + name, ""), raw.get(SECRET_PREFIX + name, "")
        if client_id and secret:
            clients[slug] = RaceTimeCredentials(client_id, SecretStr(secret))
        elif client_id or secret:
            missing = SECRET_PREFIX + name if client_id else ID_PREFIX + name
            problems.append(
                Problem(missing, f"the credentials of the category {slug} are incomplete", "Set both or none")
            )
        elif slug in enabled:
            problems.append(
                Problem(
                    ID_PREFIX + name, f"RACETIME_GAMES enables {slug}, which has no credentials", "Set id and secret"
                )
            )
    return clients, problems


def _consistency(settings: Settings) -> Iterator[Problem]:
    if (settings.discord_client_id is None) != (not settings.discord_client_secret.get_secret_value()):
        missing = "DISCORD_CLIENT_ID" if settings.discord_client_id is None else "DISCORD_CLIENT_SECRET"
        yield Problem(missing, "the web login needs an id and a secret", "Set both or none")
    if bool(settings.racetime_client_id_oauth) != bool(settings.racetime_client_secret_oauth.get_secret_value()):
        missing = "RACETIME_CLIENT_SECRET_OAUTH" if settings.racetime_client_id_oauth else "RACETIME_CLIENT_ID_OAUTH"
        yield Problem(missing, "linking accounts needs an id and a secret", "Set both or none")
    if settings.db_pool_min > settings.db_pool_max:
        yield Problem("DB_POOL_MIN", "is greater than DB_POOL_MAX", "Lower it")
    token = settings.discord_token.get_secret_value()
    if token and token == settings.audit_discord_token.get_secret_value():
        yield Problem(
            "AUDIT_DISCORD_TOKEN", "is the token of the main bot", "Make a second application for the audit bot"
        )
    if settings.db_tls_ca and not Path(settings.db_tls_ca).is_file():
        yield Problem("DB_TLS_CA", "is not a file", "Name a file with certificates in PEM form, or leave it empty")
    if not settings.presets_dir.is_dir():
        yield Problem("PRESETS_DIR", "is not a directory", "Leave it empty to use the shipped presets")
    if settings.sglive_enabled and not settings.sglive_event_file.is_file():
        yield Problem("SGLIVE_EVENT_FILE", "is not a file", "Leave it empty to use the event that ships with the bot")
    if settings.racetime_enabled and settings.racetime_categories:
        bots, people = _racetime_server(settings), urlsplit(settings.racetime_url)
        if bots != (people.scheme, people.hostname, people.port or USUAL_PORTS[people.scheme]):
            scheme, host, port = bots
            yield Problem(
                "RACETIME_URL",
                f"names another server than RACETIME_HOST, RACETIME_PORT and RACETIME_SECURE ({scheme}://{host}:{port})",
                "Make them agree",
            )
    # Nothing else keeps the servers in the statistics from being found out, on a development machine as well.
    if settings.telemetry_enabled and len(settings.telemetry_hash_salt.get_secret_value()) < MINIMUM_SALT:
        yield Problem(
            "TELEMETRY_HASH_SALT",
            f"must be a secret of at least {MINIMUM_SALT} characters when telemetry is on",
            "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(24))'",
        )
    yield from _database(settings)


def _racetime_server(settings: Settings) -> tuple[str, str, int]:
    scheme = "https" if settings.racetime_secure else "http"
    return scheme, settings.racetime_host.lower(), settings.racetime_port or USUAL_PORTS[scheme]


def _database(settings: Settings) -> Iterator[Problem]:
    url = settings.database_url.get_secret_value()
    if not url:
        return
    try:
        connection(url)
    except DatabaseConfigurationError as error:
        # An unreadable URL is quoted by the error, and what could not be read may be the password.
        reason = "cannot be read" if isinstance(error.__cause__, ValueError) else str(error).rstrip(".")
        yield Problem(
            "DATABASE_URL", reason, "Write mysql://user:password@host/name, special characters as %XX, or sqlite://path"
        )


def _production(settings: Settings) -> Iterator[Problem]:
    hint = "Or set DEBUG=true on a machine of your own"
    if settings.web_enabled:
        secret = settings.app_secret_key.get_secret_value()
        if len(secret) < MINIMUM_SECRET or secret.lower() in PLACEHOLDERS:
            yield Problem(
                "APP_SECRET_KEY",
                f"must be a secret of at least {MINIMUM_SECRET} characters",
                "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
            )
        yield from _public_url("APP_URL", settings.app_url, hint)
        if settings.discord_client_id is None and not settings.discord_client_secret.get_secret_value():
            yield Problem(
                "DISCORD_CLIENT_ID", "the web application needs it for logging in", "Set it and DISCORD_CLIENT_SECRET"
            )
    if settings.racetime_enabled and settings.racetime_categories:
        if not settings.racetime_secure:
            yield Problem("RACETIME_SECURE", "must be true in production", hint)
        yield from _public_url("RACETIME_URL", settings.racetime_url, hint)
    for name in ("sg_discord_webhook", "bingo_collab_discord_webhook"):
        hook = getattr(settings, name).get_secret_value()
        if hook and not hook.startswith(DISCORD_WEBHOOKS):
            yield Problem(
                name.upper(), "is not the address of a Discord webhook", "Copy it from the channel's settings"
            )


def _public_url(setting: str, url: str, hint: str) -> Iterator[Problem]:
    parts = urlsplit(url)
    if parts.scheme != "https":
        yield Problem(setting, "must be an https address in production", hint)
    elif parts.hostname in {"localhost", "127.0.0.1", "::1"}:
        yield Problem(setting, "must be the public address in production, not this machine", hint)


def _warnings(raw: Mapping[str, str], settings: Settings) -> Iterator[str]:
    known = {name.upper() for name, field in Settings.model_fields.items() if not field.exclude} | set(ALIASES)
    slugs = {suffix(slug) for slug in (*CATEGORIES, *SPECIAL_CATEGORIES, *settings.racetime_games)}
    known |= {prefix + slug for slug in slugs for prefix in (ID_PREFIX, SECRET_PREFIX)}
    for key in sorted(raw):
        if key in RETIRED:
            yield f"{key} is no longer used."
        elif key not in known and key.startswith(KNOWN_PREFIXES):
            close = difflib.get_close_matches(key, known, n=1)
            yield f"{key} is not a setting.{f' Did you mean {close[0]}?' if close else ''}"
