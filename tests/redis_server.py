"""A private Redis server for tests, on a socket of its own."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.database_fixtures import die_with_parent

START_TIMEOUT = 20.0


class RedisServer:
    """Remembers nothing over its end."""

    def __init__(self, home: Path) -> None:
        self.url = f"unix://{home / 'socket'}"
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and return when it answers."""
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        if program is None:
            pytest.fail("Tests need a Redis server. Install it: apt-get install --no-install-recommends redis-server")
        options = ["--port", "0", "--unixsocket", str(self._home / "socket"), "--save", "", "--dir", str(self._home)]
        self._process = subprocess.Popen(
            [program, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )
        deadline = time.monotonic() + START_TIMEOUT
        while not self._answers():
            assert time.monotonic() < deadline, "the Redis server does not start"
            time.sleep(0.02)

    def stop(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def client(self) -> Redis:
        """To look at what is stored."""
        return Redis.from_url(self.url, decode_responses=True)

    def _answers(self) -> bool:
        try:
            with self.client() as client:
                return bool(client.ping())
        except RedisError:
            return False


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """An empty server; a test may stop it."""
    # The path of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="redis") as home:
        server = RedisServer(Path(home))
        server.start()
        yield server
        server.stop()
