"""Simulated webhooks of Discord: they keep what they are sent."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from math import ceil
from typing import Any

from aiohttp import web

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.seed_pages import framed

DAILY = "/api/webhooks/300000000000000001/sandbox-daily-webhook"
BINGO = "/api/webhooks/300000000000000002/sandbox-bingo-webhook"
SNOWFLAKE = re.compile(r"\d{15,20}")
LONGEST_CONTENT = 2000
MOST_EMBEDS = 10


class WebhookServer(SimulatedService):
    """Two webhooks; `messages` are what arrived, with the path of the webhook.

    So many more requests as there are `waits` are refused, as too many, each with the seconds to wait.
    """

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        self.messages: list[tuple[str, dict[str, Any]]] = []
        self.waits: list[float] = []

    def settings(self) -> Mapping[str, str]:
        """The addresses, which are secrets."""
        return {"SG_DISCORD_WEBHOOK": self.url + DAILY, "BINGO_COLLAB_DISCORD_WEBHOOK": self.url + BINGO}

    def add_routes(self, app: web.Application) -> None:
        """The webhooks, and a page with what they were sent."""
        app.add_routes([web.get("/", self._home), web.post("/api/webhooks/{id}/{token}", self._execute)])

    async def _execute(self, request: web.Request) -> web.Response:
        if request.path not in {DAILY, BINGO}:
            return _refused(404, 10015, "Unknown Webhook")
        if self.waits:
            return _too_many(self.waits.pop(0))
        try:
            message = await request.json()
        except ValueError:
            return _refused(400, 50109, "The request body contains invalid JSON.")
        if why := _objection(message):
            return _refused(400, 50006, why)
        self.messages.append((request.path, message))
        if request.query.get("wait") == "true":
            return web.json_response({"id": str(300000000000001000 + len(self.messages)), **message})
        return web.Response(status=204)

    async def _home(self, _: web.Request) -> web.Response:
        items = "".join(f"<li><pre>{escape(json.dumps(message, indent=1))}</pre>" for _, message in self.messages)
        body = f"<h1>Messages</h1><ul>{items}</ul>" if items else "<h1>Messages</h1><p>Nothing was sent yet.</p>"
        page = framed("discord.com", "Webhooks", body, home="All messages")
        return web.Response(text=page, content_type="text/html")


def _objection(message: Any) -> str:
    """Why Discord would not take it; empty when it does."""
    if not isinstance(message, dict) or not (message.get("content") or message.get("embeds")):
        return "Cannot send an empty message"
    if len(message.get("content", "")) > LONGEST_CONTENT or len(message.get("embeds", [])) > MOST_EMBEDS:
        return "Invalid Form Body"
    roles = message.get("allowed_mentions", {}).get("roles", [])
    return "" if all(isinstance(role, str) and SNOWFLAKE.fullmatch(role) for role in roles) else "Invalid Form Body"


def _too_many(wait: float) -> web.Response:
    body = {"message": "You are being rate limited.", "retry_after": wait, "global": False}
    return web.json_response(body, status=429, headers={"Retry-After": str(ceil(wait))})


def _refused(status: int, code: int, message: str) -> web.Response:
    return web.json_response({"message": message, "code": code}, status=status)
