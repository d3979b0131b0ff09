"""Where the database is: from settings to the configuration that Tortoise takes."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from pydantic import SecretStr
from pymysql.constants import CLIENT

from alttprbot.database.errors import DatabaseConfigurationError

SQLITE_FILE = "sahasrahbot.sqlite3"
MYSQL_SCHEMES = frozenset({"mysql", "mariadb"})
PARTS = frozenset({"db_host", "db_port", "db_socket", "db_name", "db_user", "db_pass"})
SQLITE_BUSY_TIMEOUT_MS = 5_000


class DatabaseSettings(Protocol):
    """The settings that the database reads."""

    @property
    def database_url(self) -> SecretStr | str | None: ...
    @property
    def db_host(self) -> str: ...
    @property
    def db_port(self) -> int: ...
    @property
    def db_socket(self) -> str: ...
    @property
    def db_name(self) -> str: ...
    @property
    def db_user(self) -> str: ...
    @property
    def db_pass(self) -> SecretStr: ...
    @property
    def db_tls(self) -> bool: ...
    @property
    def db_tls_ca(self) -> str: ...
    @property
    def db_start_timeout(self) -> float: ...
    @property
    def db_pool_min(self) -> int: ...
    @property
    def db_pool_max(self) -> int: ...
    @property
    def db_connect_timeout(self) -> float: ...
    @property
    def db_query_timeout(self) -> float: ...
    @property
    def db_pool_recycle(self) -> int: ...
    @property
    def db_auto_upgrade(self) -> bool | None: ...
    @property
    def data_dir(self) -> Path: ...
    @property
    def model_fields_set(self) -> set[str]: ...


@dataclass(frozen=True, slots=True)
class Pool:
    """How many connections a server gets and how they are kept; times are in seconds, `recycle` -1 means never.

    `socket` is the file of a server on this machine, empty for a server on the network. `tls_ca` is the file of the
    authority that the server's certificate has to be signed by, empty for the usual ones.
    """

    minsize: int = 1
    maxsize: int = 10
    connect_timeout: float = 10.0
    query_timeout: float = 15.0
    recycle: int = 1800
    socket: str = ""
    tls: bool = False
    tls_ca: str = ""


def database_url(settings: DatabaseSettings) -> str:
    """The URL in use: `DATABASE_URL`, else the five `DB_*` settings if any of them is set, else a file in the data
    directory."""
    configured = settings.database_url
    if isinstance(configured, SecretStr):
        configured = configured.get_secret_value()
    if configured:
        return configured
    if settings.model_fields_set & PARTS:
        return mysql_url(
            host=settings.db_host,
            port=settings.db_port,
            name=settings.db_name,
            user=settings.db_user,
            password=settings.db_pass.get_secret_value(),
        )
    return f"sqlite://{(settings.data_dir / SQLITE_FILE).absolute()}"


def mysql_url(*, host: str, port: int, name: str, user: str, password: str) -> str:
    """A `mysql://` URL whose parts may hold any character."""
    login = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    address = f"[{host}]" if ":" in host else quote(host, safe="")
    return f"mysql://{login}@{address}:{port}/{quote(name, safe='')}"


def pool_of(settings: DatabaseSettings) -> Pool:
    """The pool that the settings ask for."""
    return Pool(
        minsize=settings.db_pool_min,
        maxsize=settings.db_pool_max,
        connect_timeout=settings.db_connect_timeout,
        query_timeout=settings.db_query_timeout,
        recycle=settings.db_pool_recycle,
        socket=settings.db_socket,
        tls=settings.db_tls,
        tls_ca=settings.db_tls_ca,
    )


def connection(url: str, pool: Pool | None = None) -> dict[str, Any]:
    """The Tortoise connection for `url`. Raises `DatabaseConfigurationError` for a URL that cannot be used."""
    if url.startswith("sqlite:"):
        return _sqlite(url)
    try:
        parts = urlsplit(url)
        port = parts.port or 3306
    except ValueError as error:
        raise DatabaseConfigurationError(f"DATABASE_URL cannot be read: {error}.") from error
    if parts.scheme not in MYSQL_SCHEMES:
        raise DatabaseConfigurationError(
            f"DATABASE_URL starts with “{parts.scheme}:”; it must start with mysql://, mariadb:// or sqlite://."
        )
    return _mysql(parts, port, pool or Pool())


def redacted(url: str) -> str:
    """`url` without its password, for logs."""
    if url.startswith("sqlite:"):
        return url
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.username or ''}@{parts.hostname or ''}:{parts.port or 3306}{parts.path}"


def _sqlite(url: str) -> dict[str, Any]:
    path = unquote(url.removeprefix("sqlite:").removeprefix("//").partition("?")[0])
    if not path:
        raise DatabaseConfigurationError("DATABASE_URL names no SQLite file; write sqlite://path or sqlite://:memory:.")
    return {
        "engine": "alttprbot.database.engines.sqlite",
        "credentials": {
            "file_path": path if path == ":memory:" else str(Path(path).expanduser()),
            "journal_mode": "WAL",
            "synchronous": "NORMAL",
            "foreign_keys": "ON",
            "busy_timeout": SQLITE_BUSY_TIMEOUT_MS,
        },
    }


def _mysql(parts: SplitResult, port: int, pool: Pool) -> dict[str, Any]:
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise DatabaseConfigurationError("DATABASE_URL names no database; write mysql://user:password@host/name.")
    return {
        "engine": "alttprbot.database.engines.mysql",
        "credentials": {
            "host": parts.hostname or "localhost",
            "port": port,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "database": name,
            "minsize": pool.minsize,
            "maxsize": pool.maxsize,
            "connect_timeout": pool.connect_timeout,
            "query_timeout": pool.query_timeout,
            "pool_recycle": pool.recycle,
            "unix_socket": pool.socket or None,
            "charset": "utf8mb4",
            "sql_mode": "STRICT_TRANS_TABLES",
            # Tortoise sets the zone on the first connection of the pool only; this reaches every one of them.
            "init_command": "SET time_zone='+00:00'",
            # An UPDATE reports the rows that it matched, as SQLite does, not those that it changed.
            "client_flag": CLIENT.FOUND_ROWS,
            "ssl": _tls(pool.tls_ca) if pool.tls else None,
            **_mysql_options(dict(parse_qsl(parts.query))),
        },
    }


def _tls(authority: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=authority or None)
    except OSError as error:
        raise DatabaseConfigurationError(f"DB_TLS_CA: {authority} holds no certificate that can be read.") from error


def _mysql_options(query: Mapping[str, str]) -> dict[str, Any]:
    known = {
        "minsize": int,
        "maxsize": int,
        "connect_timeout": float,
        "query_timeout": float,
        "pool_recycle": int,
        "unix_socket": str,
    }
    unknown = sorted(query.keys() - known.keys())
    if unknown:
        raise DatabaseConfigurationError(
            f"DATABASE_URL has unknown options: {', '.join(unknown)}. Possible are {', '.join(known)}."
        )
    try:
        return {name: known[name](value) for name, value in query.items()}
    except ValueError as error:
        raise DatabaseConfigurationError(f"An option of DATABASE_URL is not a number: {error}.") from error
