"""Sentry, for defects: only when a DSN is set, without personal data, without secrets."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.asyncio import AsyncioIntegration
from sentry_sdk.integrations.quart import QuartIntegration
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from alttprbot import __version__
from alttprbot.config import Settings
from alttprbot.exceptions import SahasrahBotException
from alttprbot.redaction import MASK, Redactor

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 2.0
PRIVATE_KEYS = frozenset(
    {"authorization", "cookie", "cookies", "set-cookie", "x-api-key", "x-csrf-token", "csrf_token", "code", "state"}
    | {"auth_key", "token", "access_token", "refresh_token", "client_secret", "password", "api_key", "dsn"}
)


@contextmanager
def error_reporting(settings: Settings, *, transport: type[Transport] | None = None) -> Iterator[None]:
    """Report unexpected errors during the body, which runs on the event loop. A DSN that is no use is only logged."""
    dsn = settings.sentry_url.get_secret_value()
    if not dsn:
        yield
        return
    scrubber = _Scrubber(Redactor(settings.secrets))
    try:
        sentry_sdk.init(
            dsn=dsn,
            environment=settings.sentry_environment or ("development" if settings.debug else "production"),
            release=settings.sentry_release or f"sahasrahbot@{__version__}",
            traces_sample_rate=settings.sentry_traces_sample_rate,
            auto_enabling_integrations=False,
            integrations=[AsyncioIntegration(), QuartIntegration()],
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            before_send=scrubber.event,
            before_send_transaction=scrubber.event,
            before_breadcrumb=scrubber.breadcrumb,
            transport=transport,
        )
    except Exception as error:  # noqa: BLE001 - errors go unreported, people are served all the same
        # The text of the error may quote the DSN.
        logger.warning("errors are not reported: SENTRY_URL is no use", extra={"error": type(error).__name__})
    try:
        yield
    finally:
        sentry_sdk.flush(FLUSH_SECONDS)
        sentry_sdk.get_client().close()


class _Scrubber:
    """Drops what is expected and masks what is secret."""

    def __init__(self, redact: Redactor) -> None:
        self._redact = redact

    def event(self, event: Event, hint: Hint) -> Event | None:
        error = (hint.get("exc_info") or (None, None, None))[1]
        if isinstance(error, SahasrahBotException):
            return None
        scrubbed: Event = self._clean(event)
        return scrubbed

    def breadcrumb(self, crumb: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
        cleaned: dict[str, Any] = self._clean(crumb)
        return cleaned

    def _clean(self, value: Any) -> Any:
        match value:
            case str():
                return self._redact(value)
            case dict():
                return {
                    key: MASK if str(key).lower() in PRIVATE_KEYS else self._clean(item) for key, item in value.items()
                }
            case list() | tuple():
                return [self._clean(item) for item in value]
        return value
