"""The web application as a part of the process: Hypercorn under the supervisor."""

from __future__ import annotations

import asyncio
import logging

from hypercorn.asyncio.run import worker_serve
from hypercorn.config import Config
from hypercorn.utils import wrap_app
from quart import Quart

from alttprbot.config import Settings

logger = logging.getLogger(__name__)

# Shorter than the supervisor's patience with a part that ends.
GRACEFUL_SECONDS = 7.0
BACKLOG = 512


class Server:
    """Listens from `open` on; serves until it is cancelled."""

    def __init__(self, app: Quart, settings: Settings) -> None:
        self._app = app
        self._config = Config()
        host = f"[{settings.api_host}]" if ":" in settings.api_host else settings.api_host
        self._config.bind = [f"{host}:{settings.api_port}"]
        self._config.graceful_timeout = GRACEFUL_SECONDS
        self._config.shutdown_timeout = GRACEFUL_SECONDS
        self._config.include_server_header = False
        self._config.accesslog = None
        self._config.errorlog = logging.getLogger("hypercorn.error")
        self._config.backlog = BACKLOG
        self._stop = asyncio.Event()

    def open(self) -> None:
        """Take the address. Raises `OSError`, with EADDRINUSE when somebody else has it."""
        self._sockets = self._config.create_sockets()
        for sock in self._sockets.insecure_sockets:
            sock.listen(BACKLOG)

    async def serve(self) -> None:
        """Answer requests; when cancelled, finish those that are open and then end."""
        serving = asyncio.ensure_future(
            worker_serve(
                wrap_app(self._app, self._config.wsgi_max_body_size, "asgi"),
                self._config,
                sockets=self._sockets,
                shutdown_trigger=self._stop.wait,
            )
        )
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self._stop.set()
            await asyncio.wait({serving}, timeout=GRACEFUL_SECONDS + 1)
            serving.cancel()
            await asyncio.wait({serving}, timeout=1)
            raise
