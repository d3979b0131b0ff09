"""Messages into channels of Discord by webhooks, whose addresses are secrets."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from pydantic import SecretStr

from alttprbot.alttprgen.adapters.base import Adapter
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderRateLimitError,
)
from alttprbot.alttprgen.provider_http import Answer, ProviderHttp
from alttprbot.alttprgen.provider_wrapper import ProviderContract

logger = logging.getLogger(__name__)

OPERATION = "execute"


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """What is said. Nobody is mentioned but the roles with the ids in `mentioned_roles`."""

    content: str = ""
    embeds: Sequence[Mapping[str, Any]] = ()
    mentioned_roles: Sequence[int] = ()

    def payload(self, username: str) -> dict[str, Any]:
        """The body of the request; `username` is who says it."""
        roles = [str(role) for role in self.mentioned_roles]
        payload: dict[str, Any] = {"username": username, "allowed_mentions": {"parse": [], "roles": roles}}
        if self.content:
            payload["content"] = self.content
        if self.embeds:
            payload["embeds"] = [dict(embed) for embed in self.embeds]
        return payload


class Webhooks(Adapter):
    """A message may be there although nothing was heard of it: it is never sent twice."""

    PROVIDER_NAME = "webhook"

    def __init__(self, http: aiohttp.ClientSession, contract: ProviderContract, username: str) -> None:
        super().__init__(contract)
        self._username = username
        self._http = ProviderHttp(http, self.PROVIDER_NAME, contract.clock)

    async def execute(self, address: SecretStr, message: WebhookMessage) -> bool:
        """Whether there is a webhook that it was sent to. Raises `SeedProviderError`, which never holds the address."""
        url = address.get_secret_value()
        if not url:
            logger.info("webhook_not_configured")
            return False

        async def call() -> None:
            try:
                body = message.payload(self._username)
                await self._http.send("POST", url, OPERATION, accept=(204,), refusal=_refusal, json=body)
            except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError):
                text = "its address is none"
                raise SeedProviderConfigurationError(text, self.PROVIDER_NAME, OPERATION) from None

        await self._execute(OPERATION, call)
        return True


def _refusal(answer: Answer) -> SeedProviderError | None:
    """Discord says in the body how long to wait, more exactly than in the header."""
    try:
        document = json.loads(answer.body)
    except ValueError:
        return None
    match document:
        case {"retry_after": int() | float() as seconds} if answer.status == 429:
            return SeedProviderRateLimitError(
                "too many messages", Webhooks.PROVIDER_NAME, OPERATION, status_code=429, retry_after=float(seconds)
            )
    return None
