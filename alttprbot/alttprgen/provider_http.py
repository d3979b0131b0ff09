"""How the clients of providers speak HTTP: bounded, without redirects, every refusal one of our errors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from alttprbot.alttprgen.provider_errors import status_error
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderResponseFormatError,
)
from alttprbot.util.clock import Clock
from alttprbot.util.http import excerpt, parse_json, read_beginning, read_body, retry_after, safe_text

JSON_LIMIT = 2 * 1024 * 1024
REFUSAL_LIMIT = 64 * 1024
MASK = "…".encode()
# What a provider says to those who have no key, or one that does not open this.
LOCKED = (401, 403)
TEXT_TYPES = ("text/", "application/json", "application/problem+json", "application/xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider answered. Of a refusal `body` is only the beginning, at most `REFUSAL_LIMIT` bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    content_type: str
    charset: str | None
    host: str

    @property
    def text(self) -> str:
        """The body as text, whatever it says about its charset."""
        try:
            return self.body.decode(self.charset or "utf-8", errors="replace")
        except LookupError:
            return self.body.decode("utf-8", errors="replace")

    @property
    def excerpt(self) -> str:
        """The beginning of a text, made safe to show; empty for anything else."""
        return excerpt(self.body, self.charset) if self.content_type.startswith(TEXT_TYPES) else ""


Refusal = Callable[[Answer], SeedProviderError | None]


class ProviderHttp:
    """The HTTP calls of one provider. Besides `SeedProviderError` it raises aiohttp's transport errors and
    `ResponseTooLargeError`, which the contract turns into ours.

    `secret` is our key at the provider, which is taken out of answers that repeat it. That the provider does not accept
    it is the operator's to mend.
    """

    def __init__(self, http: aiohttp.ClientSession, provider: str, clock: Clock, *, secret: str = "") -> None:
        self._http = http
        self._provider = provider
        self._clock = clock
        self._secret = secret.encode()

    async def send(
        self,
        method: str,
        url: str,
        operation: str,
        *,
        limit: int = JSON_LIMIT,
        accept: Collection[int] = (200,),
        refusal: Refusal | None = None,
        session: aiohttp.ClientSession | None = None,
        secret: str = "",
        **options: Any,
    ) -> Answer:
        """The answer, of at most `limit` bytes; `options` are aiohttp's (`json`, `data`, `params`, `headers`).

        A status that is not in `accept` is an error: the one that `refusal` makes of it, else that of the status,
        with the provider's own explanation where it sent text. `session` takes the place of the shared one, such as one
        with cookies. `secret` is what this request alone has to hide; it is taken out of the answer, too.
        """
        options.setdefault("allow_redirects", False)
        async with (session or self._http).request(method, url, **options) as response:
            refused = response.status not in accept
            body = await (read_beginning(response, REFUSAL_LIMIT) if refused else read_body(response, limit))
            answer = Answer(
                status=response.status,
                headers=response.headers,
                body=_without(body, self._secret, secret.encode()),
                content_type=response.content_type,
                charset=response.charset,
                host=response.url.host or "",
            )
        if not refused:
            return answer
        error = refusal(answer) if refusal else None
        raise error or self.status_error(operation, answer)

    async def json_object(self, method: str, url: str, operation: str, **options: Any) -> dict[str, Any]:
        """The JSON object that the provider answers, whatever content type it claims; the options are those of `send`.

        Raises `SeedProviderResponseFormatError` when it is none.
        """
        return self.object_of(await self.send(method, url, operation, **options), operation)

    def parsed(self, answer: Answer, operation: str) -> Any:
        """The JSON of an answer. Raises `SeedProviderResponseFormatError` when it is none."""
        try:
            return parse_json(answer.body)
        except ValueError as error:
            raise self.format_error(operation, "it did not send JSON", answer) from error

    def object_of(self, answer: Answer, operation: str) -> dict[str, Any]:
        """The same, where only an object will do."""
        document = self.parsed(answer, operation)
        if not isinstance(document, dict):
            raise self.format_error(operation, "it did not send an object", answer)
        return document

    def status_error(
        self, operation: str, answer: Answer, explanation: str | None = None, *, status: int | None = None
    ) -> SeedProviderError:
        """The error that the status of an answer stands for, or the `status` that its body has."""
        status = status or answer.status
        if self._secret and status in LOCKED:
            text = "the site does not accept its key, or the key may not do this"
            return SeedProviderConfigurationError(
                text,
                self._provider,
                operation,
                status_code=status,
                url_host=answer.host,
                body_excerpt=answer.excerpt or None,
            )
        why = answer.excerpt if explanation is None else safe_text(explanation)
        wait = retry_after(answer.headers, self._clock.now())
        return status_error(self._provider, operation, status, why, wait=wait, host=answer.host)

    def format_error(self, operation: str, what: str, answer: Answer | None = None) -> SeedProviderResponseFormatError:
        """The error for an answer that is not what this provider answers; `what` says why."""
        return SeedProviderResponseFormatError(
            safe_text(what),
            self._provider,
            operation,
            url_host=answer.host if answer else None,
            body_excerpt=(excerpt(answer.body, answer.charset) or None) if answer else None,
        )


def _without(body: bytes, *secrets: bytes) -> bytes:
    for secret in filter(None, secrets):
        body = body.replace(secret, MASK)
    return body
