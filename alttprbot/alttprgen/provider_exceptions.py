"""How asking a provider can fail.

SeedProviderError
├── SeedProviderTimeoutError ............. retried
│   └── SeedProviderUnfinishedError ...... not retried: the game may still be done
├── SeedProviderUnavailableError ......... retried
│   ├── SeedProviderCertificateError ..... not retried
│   └── SeedProviderCircuitOpenError ..... not asked at all for a while
├── SeedProviderRateLimitError ........... retried after the provider's own wait
├── SeedProviderInvalidRequestError
│   └── SeedProviderGenerationError ...... retried: another throw of the dice may do
├── SeedProviderResponseFormatError
├── SeedProviderConfigurationError ....... the operator's to mend
└── SeedNotStoredError ................... rolled, and what belongs to it could not be put anywhere
"""

from __future__ import annotations

import logging
from typing import ClassVar

from alttprbot.exceptions import SahasrahBotException


class SeedProviderError(SahasrahBotException):
    """A provider did not give what was asked for.

    `provider_message` is the provider's own explanation where it gave one, made safe to show. `body_excerpt` is for
    logs only. `retry_after` is in seconds. `safe_to_retry` is false when repeating could do the thing twice, and
    `most_attempts` says when this error is worth fewer attempts than others. `hint` is what people may try.
    `request_id` is that of the log records about it.
    """

    code = "provider_error"
    retryable: ClassVar[bool] = False
    log_level: ClassVar[int] = logging.WARNING

    def __init__(
        self,
        message: str,
        provider: str,
        operation: str,
        attempts: int = 1,
        status_code: int | None = None,
        provider_message: str | None = None,
        *,
        retry_after: float | None = None,
        url_host: str | None = None,
        body_excerpt: str | None = None,
        safe_to_retry: bool = True,
        most_attempts: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message, provider=provider, operation=operation)
        self.provider = provider
        self.operation = operation
        self.attempts = attempts
        self.status_code = status_code
        self.provider_message = provider_message or message
        self.retry_after = retry_after
        self.url_host = url_host
        self.body_excerpt = body_excerpt
        self.safe_to_retry = safe_to_retry
        self.most_attempts = most_attempts
        self.hint = hint
        self.request_id: str | None = None

    def __str__(self) -> str:
        return f"{self.provider}: {self.provider_message}"

    @property
    def user_message(self) -> str:
        """What the person who asked is told."""
        return str(self)


class SeedProviderTimeoutError(SeedProviderError):
    """No answer within the time of an attempt."""

    code = "provider_timeout"
    retryable = True

    @property
    def user_message(self) -> str:
        tries = "one try" if self.attempts == 1 else f"{self.attempts} tries"
        return f"{self.provider} did not answer in time ({tries}). Please try again later."


class SeedProviderUnfinishedError(SeedProviderTimeoutError):
    """The provider began and was still at work when our patience ended."""

    code = "provider_unfinished"
    retryable = False

    @property
    def user_message(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.provider} has not finished the game: {self.provider_message}.{hint}"


class SeedProviderUnavailableError(SeedProviderError):
    """The provider cannot be reached, or says that it is failing."""

    code = "provider_unavailable"
    retryable = True

    @property
    def user_message(self) -> str:
        status = f" (HTTP {self.status_code})" if self.status_code else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.provider} is unreachable or failing right now{status}. Please try again later.{hint}"


class SeedProviderCertificateError(SeedProviderUnavailableError):
    """No secure connection: whoever answers cannot prove to be the provider."""

    code = "provider_certificate"
    retryable = False
    log_level = logging.ERROR

    @property
    def user_message(self) -> str:
        return f"{self.provider} cannot be reached over a secure connection right now. Please try again later."


class SeedProviderCircuitOpenError(SeedProviderUnavailableError):
    """The provider kept failing, so it is left alone for `retry_after` seconds."""

    code = "provider_circuit_open"
    retryable = False

    @property
    def user_message(self) -> str:
        return f"{self.provider} has been failing and is paused. Please try again {_moment(self.retry_after)}."


class SeedProviderRateLimitError(SeedProviderError):
    """The provider wants fewer requests."""

    code = "provider_rate_limited"
    retryable = True

    @property
    def user_message(self) -> str:
        return f"{self.provider} is limiting requests. Please try again {_moment(self.retry_after)}."


class SeedProviderInvalidRequestError(SeedProviderError):
    """The provider will not do what was asked; its message says why."""

    code = "provider_invalid_request"
    log_level = logging.INFO

    @property
    def user_message(self) -> str:
        return f"{self.provider} rejected the request: {self.provider_message}"


class SeedProviderGenerationError(SeedProviderInvalidRequestError):
    """The provider tried and could not make a game of these settings."""

    code = "provider_generation_failed"
    retryable = True

    @property
    def user_message(self) -> str:
        return f"{self.provider} could not make a game of these settings: {self.provider_message}"


class SeedProviderResponseFormatError(SeedProviderError):
    """The answer is not what this provider answers."""

    code = "provider_bad_response"
    log_level = logging.ERROR

    @property
    def user_message(self) -> str:
        return f"{self.provider} answered with something unexpected. The maintainers have been told."


class SeedProviderConfigurationError(SeedProviderError):
    """This bot is not set up for this provider."""

    code = "provider_not_configured"
    log_level = logging.ERROR

    @property
    def user_message(self) -> str:
        return f"{self.provider} is not available on this bot: {self.provider_message}"


class SeedNotStoredError(SeedProviderError):
    """The game was rolled, and `what` of it could not be stored, because of `cause`.

    `permalink` leads to a game that can be played without it.
    """

    code = "seed_not_stored"
    log_level = logging.ERROR

    permalink = ""

    def __init__(self, what: str, cause: SeedProviderError) -> None:
        super().__init__(cause.message, cause.provider, cause.operation, cause.attempts, cause.status_code)
        self.what = what
        self.cause = cause
        self.request_id = cause.request_id

    @property
    def user_message(self) -> str:
        game = f"The game {self.permalink} was rolled" if self.permalink else "The game was rolled"
        return f"{game}, but {self.what} could not be stored. {self.cause.user_message}"


def _moment(seconds: float | None) -> str:
    """When asking again makes sense, as people say it."""
    if not seconds:
        return "in a minute"
    if seconds < 100:
        return f"in {max(1, round(seconds))} s"
    return f"in {round(seconds / 60)} minutes" if seconds < 6000 else "later"
