"""Databases for tests: SQLite files and a private MariaDB server, migrated once and emptied for each test.

database_url    parametrised: `sqlite` and `mariadb`; the schema is there, the tables are empty
database        an opened `Database` on it
blank_database_url   the same two, without any table
mariadb_server  the server itself, to be stopped and started by tests about outages
"""

from __future__ import annotations

import asyncio
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pymysql
import pytest
from pydantic import SecretStr

from alttprbot.database import Database
from alttprbot.util.clock import Clock
from tests.certificates import self_signed

START_TIMEOUT = 60.0
SHARED_SCHEMA = "sahasrahbot"
PR_SET_PDEATHSIG = 1
INSTALL_HINT = "Tests need a MariaDB server. Install it: apt-get install --no-install-recommends mariadb-server"


@dataclass(frozen=True)
class DatabaseOnly:
    """Settings for tests that need nothing but a database."""

    database_url: SecretStr | str | None
    data_dir: Path = Path("data")
    db_host: str = "localhost"
    db_port: int = 3306
    db_socket: str = ""
    db_name: str = "sahasrahbot"
    db_user: str = "sahasrahbot"
    db_pass: SecretStr = field(default_factory=lambda: SecretStr(""))
    db_tls: bool = False
    db_tls_ca: str = ""
    db_start_timeout: float = 30.0
    db_pool_min: int = 1
    db_pool_max: int = 5
    db_connect_timeout: float = 5.0
    db_query_timeout: float = 15.0
    db_pool_recycle: int = -1
    db_auto_upgrade: bool | None = None
    model_fields_set: set[str] = field(default_factory=set)


class MariaDBServer:
    """A throw-away server on loopback, fast rather than durable."""

    def __init__(self, home: Path, template: Path) -> None:
        self.home = home
        self.port = _free_port()
        self._data = home / "data"
        self._process: subprocess.Popen[bytes] | None = None
        shutil.copytree(template, self._data)
        key, certificate = self_signed("MariaDB")
        (home / "key.pem").write_bytes(key)
        self.certificate.write_bytes(certificate)

    @property
    def certificate(self) -> Path:
        """By which clients know it, where they want to."""
        return self.home / "certificate.pem"

    def url(self, schema: str) -> str:
        """The address of one database on this server."""
        return f"mysql://root@127.0.0.1:{self.port}/{schema}"

    def start(self, *more: str) -> None:
        """Start, with `more` options, and return when connections are accepted."""
        self._process = subprocess.Popen(
            [
                _program("mariadbd"),
                "--no-defaults",
                f"--datadir={self._data}",
                f"--socket={self.home / 'socket'}",
                f"--pid-file={self.home / 'pid'}",
                f"--log-error={self.home / 'error.log'}",
                # A server that starts deletes the temporary tables of all that share this directory.
                f"--tmpdir={self.home}",
                f"--port={self.port}",
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--skip-grant-tables",
                "--skip-networking=0",
                "--skip-log-bin",
                f"--ssl-cert={self.certificate}",
                f"--ssl-key={self.home / 'key.pem'}",
                "--sync-binlog=0",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-doublewrite=0",
                "--innodb-flush-method=nosync",
                "--innodb-buffer-pool-size=32M",
                "--innodb-log-file-size=8M",
                "--performance-schema=0",
                "--default-time-zone=-05:00",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_general_ci",
                *_as_user(),
                *more,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )
        deadline = time.monotonic() + START_TIMEOUT
        while True:
            try:
                self.connect().close()
            except pymysql.err.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"MariaDB did not start:\n{(self.home / 'error.log').read_text()}")
                time.sleep(0.02)
            else:
                return

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Stop and wait for the end; `SIGKILL` for the sudden way."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(START_TIMEOUT)
            self._process = None

    def signal(self, number: int) -> None:
        """Send a signal, such as `SIGSTOP` to let the server hang and `SIGCONT` to let it go on."""
        if self._process is not None:
            self._process.send_signal(number)
            if number == signal.SIGSTOP:
                # Its threads may answer until they have all noticed.
                os.waitid(os.P_PID, self._process.pid, os.WSTOPPED)

    @property
    def running(self) -> bool:
        """Whether it was started and not stopped."""
        return self._process is not None

    def connect(self, schema: str | None = None) -> pymysql.Connection[pymysql.cursors.Cursor]:
        """A plain connection for setting things up, past everything that is tested."""
        return pymysql.connect(
            host="127.0.0.1", port=self.port, user="root", database=schema, autocommit=True, connect_timeout=2
        )

    def execute(self, statement: str, schema: str | None = None) -> list[tuple[object, ...]]:
        """Run one statement past everything that is tested."""
        connection = self.connect(schema)
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return list(cursor.fetchall())
        finally:
            connection.close()


@contextmanager
def private_mariadb(config: pytest.Config, *options: str) -> Iterator[MariaDBServer]:
    """A server of its own, started with `options`, for what would disturb other tests."""
    with mariadb(Path(config.cache.mkdir("mariadb")), *options) as server:  # type: ignore[union-attr]
        yield server


@contextmanager
def mariadb(cache: Path, *options: str) -> Iterator[MariaDBServer]:
    """A server for a while, started with `options`; the directory `cache` saves time when there is a next one."""
    cache.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="sahasrahbot-db-"))
    server = MariaDBServer(home, _template(cache))
    try:
        server.start(*options)
        yield server
    finally:
        server.stop(signal.SIGKILL)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def mariadb_session(pytestconfig: pytest.Config) -> Iterator[MariaDBServer]:
    """One server for each test process."""
    with private_mariadb(pytestconfig) as server:
        yield server


@pytest.fixture
def mariadb_server(mariadb_session: MariaDBServer) -> Iterator[MariaDBServer]:
    """The server; a test may stop it."""
    yield mariadb_session
    if not mariadb_session.running:
        mariadb_session.start()


@pytest.fixture(scope="session")
def migrated_mariadb(mariadb_session: MariaDBServer) -> str:
    """The address of the database that the tests of this process share, with the whole schema."""
    # A test may kill the server, which then remembers only what is on disk.
    mariadb_session.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1")
    mariadb_session.execute(f"CREATE DATABASE {SHARED_SCHEMA} CHARACTER SET utf8mb4")
    url = mariadb_session.url(SHARED_SCHEMA)
    migrate(url)
    mariadb_session.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0")
    return url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the whole schema, to be copied."""
    path = tmp_path_factory.mktemp("database") / "template.sqlite3"
    migrate(f"sqlite://{path}")
    return path


@pytest.fixture(params=["sqlite", "mariadb"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on; override by parametrising it."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> str:
    """The address of an empty database with the whole schema."""
    if database_kind == "sqlite":
        path = tmp_path / "database.sqlite3"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        return f"sqlite://{path}"
    url: str = request.getfixturevalue("migrated_mariadb")
    _empty(request.getfixturevalue("mariadb_server"), SHARED_SCHEMA)
    return url


@pytest.fixture
def blank_database_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if database_kind == "sqlite":
        yield f"sqlite://{tmp_path / 'blank.sqlite3'}"
        return
    server: MariaDBServer = request.getfixturevalue("mariadb_server")
    schema = f"blank_{uuid.uuid4().hex[:12]}"
    server.execute(f"CREATE DATABASE {schema} CHARACTER SET utf8mb4")
    yield server.url(schema)
    if server.running:
        server.execute(f"DROP DATABASE {schema}")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, empty database with the whole schema."""
    opened = Database(DatabaseOnly(database_url), Clock())
    await opened.open()
    yield opened
    await opened.close()


def migrate(url: str) -> None:
    """Make the whole schema."""

    async def run() -> None:
        database = Database(DatabaseOnly(url), Clock())
        await database.open()
        try:
            await database.upgrade()
        finally:
            await database.close()

    asyncio.run(run())


def _empty(server: MariaDBServer, schema: str) -> None:
    """Truncate what has rows or has had some, but the record of migrations."""
    connection = server.connect(schema)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND table_name <> 'aerich'",
                (schema,),
            )
            tables = [str(name) for (name,) in cursor.fetchall()]
            cursor.execute("SET FOREIGN_KEY_CHECKS = 0")
            occupied = (f"SELECT '{name}' FROM (SELECT 1 FROM `{name}` LIMIT 1) x" for name in tables)  # noqa: S608
            cursor.execute(" UNION ALL ".join(occupied))
            used = [str(name) for (name,) in cursor.fetchall()]
            for name in used:
                cursor.execute(f"TRUNCATE TABLE `{name}`")
    finally:
        connection.close()


def _template(cache: Path) -> Path:
    """The data directory of a fresh server, made once for this checkout and server version."""
    version = subprocess.run([_program("mariadbd"), "--version"], capture_output=True, text=True, check=True).stdout
    template = cache / "".join(letter for letter in version.split("Ver ")[1].split(" for ")[0] if letter.isalnum())
    with _locked(cache / "lock"):
        if not template.exists():
            unfinished = template.with_suffix(".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            subprocess.run(
                [
                    _program("mariadb-install-db"),
                    "--no-defaults",
                    f"--datadir={unfinished}",
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--skip-name-resolve",
                    "--innodb-log-file-size=8M",
                    *_as_user(),
                ],
                capture_output=True,
                check=True,
            )
            unfinished.rename(template)
    return template


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/libexec")
    if found is None:
        pytest.fail(f"{name} is missing. {INSTALL_HINT}")
    return found


def _as_user() -> list[str]:
    return ["--user=root"] if os.geteuid() == 0 else []


def die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
