"""What went wrong, in one vocabulary: from the errors of aiohttp and the statuses of HTTP to our own exceptions."""

from __future__ import annotations

import ssl
from datetime import datetime
from json import JSONDecodeError

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCertificateError,
    SeedProviderError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.util.http import ResponseTooLargeError, retry_after, safe_text

TEMPORARY_STATUS = frozenset({408, 425})


def normalized(
    raw: Exception, provider: str, operation: str, *, elapsed: float, repeatable: bool, now: datetime
) -> Exception:
    """The one of our errors that `raw` stands for; `raw` itself when it is none of the provider's doing.

    `repeatable` says whether a request that may have been carried out can be sent again.
    """
    match raw:
        case SeedProviderError() | aiohttp.InvalidURL():
            return raw
        case aiohttp.ConnectionTimeoutError():
            return SeedProviderTimeoutError(f"no connection after {elapsed:.1f} s", provider, operation)
        case TimeoutError():
            text = f"no answer after {elapsed:.1f} s"
            return SeedProviderTimeoutError(text, provider, operation, safe_to_retry=repeatable)
        case aiohttp.ContentTypeError():
            return SeedProviderResponseFormatError("it did not send JSON", provider, operation, status_code=raw.status)
        case aiohttp.ClientResponseError(__cause__=HttpProcessingError()):
            return SeedProviderResponseFormatError("it does not speak HTTP", provider, operation)
        case aiohttp.ClientResponseError():
            wait = retry_after(raw.headers, now)
            return status_error(provider, operation, raw.status, safe_text(raw.message), wait=wait)
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return SeedProviderCertificateError("no secure connection", provider, operation)
        case aiohttp.ClientConnectorError():
            return SeedProviderUnavailableError("no connection", provider, operation)
        case aiohttp.ClientPayloadError() | aiohttp.ClientConnectionError() | ConnectionError():
            return SeedProviderUnavailableError("connection lost", provider, operation, safe_to_retry=repeatable)
        case ResponseTooLargeError() | JSONDecodeError() | UnicodeDecodeError():
            return SeedProviderResponseFormatError(str(raw), provider, operation)
        case _:
            return raw


def status_error(
    provider: str, operation: str, status: int, explanation: str = "", *, wait: float | None = None, host: str = ""
) -> SeedProviderError:
    """The error that an HTTP status stands for; `explanation` is the provider's own, made safe to show.

    What comes with a status that no API has explains nothing: it is for the log alone.
    """
    kind: type[SeedProviderError]
    if status == 429:
        kind = SeedProviderRateLimitError
    elif 500 <= status < 600 or status in TEMPORARY_STATUS:
        kind = SeedProviderUnavailableError
    elif 400 <= status < 500:
        kind = SeedProviderInvalidRequestError
    else:
        kind = SeedProviderResponseFormatError
    unexpected = kind is SeedProviderResponseFormatError
    return kind(
        f"HTTP {status}" if unexpected or not explanation else explanation,
        provider,
        operation,
        status_code=status,
        retry_after=wait,
        url_host=host or None,
        body_excerpt=explanation or None if unexpected else None,
    )
