"""The reliability contract: every call of every provider goes through `ProviderContract.execute`."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from json import JSONDecodeError
from typing import Any, TypeVar

import aiohttp
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from alttprbot.alttprgen.circuit_breaker import CircuitBreaker
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCircuitOpenError,
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.provider_policies import policy_of
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.config import Settings
from alttprbot.metrics import Metrics
from alttprbot.util.clock import Clock
from alttprbot.util.http import ResponseTooLargeError, retry_after

logger = logging.getLogger(__name__)

PROVIDER_RETRY_MIN_WAIT = 1.0
PROVIDER_RETRY_MAX_WAIT = 2.0
LONGEST_RETRY_AFTER = 30.0
RETRYABLE_STATUS = frozenset({408, 425})

T = TypeVar("T")
OnRetry = Callable[[SeedProviderError], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Call:
    """Which call this is, and how patient it may be."""

    provider: str
    operation: str
    surface: str | None
    timeout: float
    attempts: int
    repeatable: bool

    def error(self, kind: type[SeedProviderError], message: str, **details: Any) -> SeedProviderError:
        return kind(message, self.provider, self.operation, **details)

    def fields(self, **more: object) -> dict[str, object]:
        return {"provider": self.provider, "operation": self.operation, "surface": self.surface, **more}


class ProviderContract:
    """Deadlines, retries, breaker and concurrency limits for all providers of one application."""

    def __init__(self, *, clock: Clock, metrics: Metrics, settings: Settings) -> None:
        self._clock = clock
        self._metrics = metrics
        self._settings = settings
        self._breakers: defaultdict[str, CircuitBreaker] = defaultdict(lambda: CircuitBreaker(clock))
        self._limits: dict[str, asyncio.Semaphore] = {}

    def open_breakers(self) -> list[str]:
        """The providers that are left alone at the moment."""
        return sorted(name for name, breaker in self._breakers.items() if breaker.is_open)

    async def execute(
        self,
        call: Callable[[], Awaitable[T]],
        *,
        provider: str,
        operation: str,
        surface: str | None = None,
        timeout: float | None = None,
        max_attempts: int | None = None,
        on_retry: OnRetry | None = None,
    ) -> T:
        """Run `call` under the provider's policy and return its result, a seed response with its metadata filled in.

        `timeout` (seconds, for one attempt) and `max_attempts` override the policy; `on_retry` hears of an attempt that
        failed and will be repeated. Raises a `SeedProviderError`; errors of our own and defects pass through unchanged.
        """
        policy = policy_of(provider)
        this = _Call(
            provider,
            operation,
            surface,
            timeout or policy.timeout or self._settings.provider_timeout_seconds,
            max_attempts or policy.attempts or self._settings.provider_max_attempts,
            policy.repeatable,
        )
        if provider in self._settings.provider_disabled:
            raise this.error(SeedProviderConfigurationError, "it is switched off by the operator")
        breaker = self._breakers[provider]
        wait = breaker.refuse()
        if wait is not None:
            self._metrics.provider_calls.labels(provider, operation, "refused").inc()
            raise this.error(SeedProviderCircuitOpenError, "paused after repeated failures", retry_after=wait)
        return await self._guarded(call, this, breaker, on_retry)

    async def _guarded(
        self, call: Callable[[], Awaitable[T]], this: _Call, breaker: CircuitBreaker, on_retry: OnRetry | None
    ) -> T:
        began = self._clock.monotonic()
        outcome = "error"
        try:
            async with self._limit(this.provider):
                began = self._clock.monotonic()
                result, attempts = await self._attempts(call, this, on_retry)
            breaker.succeeded()
            outcome = "success"
        except (SeedProviderTimeoutError, SeedProviderUnavailableError):
            breaker.failed()
            outcome = "failure"
            raise
        except SeedProviderError:
            breaker.undecided()
            outcome = "failure"
            raise
        except BaseException:
            breaker.undecided()
            raise
        finally:
            self._metrics.provider_calls.labels(this.provider, this.operation, outcome).inc()
            self._metrics.breaker_open.labels(this.provider).set(breaker.is_open)
        latency = self._clock.monotonic() - began
        self._metrics.provider_latency.labels(this.provider, this.operation).observe(latency)
        return _with_metadata(result, this, attempts, round(latency * 1000))

    async def _attempts(self, call: Callable[[], Awaitable[T]], this: _Call, on_retry: OnRetry | None) -> tuple[T, int]:
        async def before_sleep(state: RetryCallState) -> None:
            self._metrics.provider_retries.labels(this.provider, this.operation).inc()
            error = state.outcome.exception() if state.outcome else None
            if on_retry is not None and isinstance(error, SeedProviderError):
                await on_retry(error)

        retrying = AsyncRetrying(
            retry=retry_if_exception(lambda error: _may_repeat(error, this)),
            wait=_wait,
            stop=stop_after_attempt(this.attempts),
            sleep=self._clock.sleep,
            before_sleep=before_sleep,
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                number = attempt.retry_state.attempt_number
                result = await self._attempt(call, this, number)
                return result, number
        raise AssertionError("tenacity ends by returning or raising")

    async def _attempt(self, call: Callable[[], Awaitable[T]], this: _Call, number: int) -> T:
        fields = this.fields(attempt=f"{number}/{this.attempts}")
        began = self._clock.monotonic()
        try:
            async with asyncio.timeout(this.timeout):
                result = await call()
        except Exception as raw:
            elapsed = self._clock.monotonic() - began
            error = self._normalize(raw, this, elapsed)
            if not isinstance(error, SeedProviderError):
                raise
            error.attempts = number
            final = number >= this.attempts or not _may_repeat(error, this)
            level = logging.ERROR if isinstance(error, SeedProviderResponseFormatError) else logging.WARNING
            logger.log(
                level if final else logging.WARNING,
                "provider_attempt",
                extra={
                    **fields,
                    "outcome": "failure" if final else "retry",
                    "duration_ms": round(elapsed * 1000),
                    "error_type": error.code,
                    "status": error.status_code,
                    "error": error.provider_message,
                    "body_excerpt": error.body_excerpt,
                },
            )
            if error is raw:
                raise
            raise error from raw
        duration = round((self._clock.monotonic() - began) * 1000)
        logger.info("provider_attempt", extra={**fields, "outcome": "success", "duration_ms": duration})
        return result

    def _normalize(self, raw: Exception, this: _Call, elapsed: float) -> Exception:
        """The one of our errors that `raw` stands for; `raw` itself when it is none of the provider's doing."""
        match raw:
            case SeedProviderError():
                return raw
            case aiohttp.ConnectionTimeoutError():
                return this.error(SeedProviderTimeoutError, f"no connection after {elapsed:.1f} s")
            case TimeoutError():
                text = f"no answer after {elapsed:.1f} s"
                return this.error(SeedProviderTimeoutError, text, safe_to_retry=this.repeatable)
            case aiohttp.InvalidURL():
                return raw
            case aiohttp.ContentTypeError():
                return this.error(SeedProviderResponseFormatError, "it did not send JSON", status_code=raw.status)
            case aiohttp.ClientResponseError():
                return self._normalize_status(raw, this)
            case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError() | ssl.SSLError():
                return this.error(SeedProviderUnavailableError, "its certificate is not valid", safe_to_retry=False)
            case aiohttp.ClientConnectorError():
                return this.error(SeedProviderUnavailableError, "no connection")
            case aiohttp.ClientPayloadError() | aiohttp.ClientConnectionError() | ConnectionError():
                return this.error(SeedProviderUnavailableError, "connection lost", safe_to_retry=this.repeatable)
            case ResponseTooLargeError() | JSONDecodeError() | UnicodeDecodeError():
                return this.error(SeedProviderResponseFormatError, str(raw))
            case _:
                return raw

    def _normalize_status(self, raw: aiohttp.ClientResponseError, this: _Call) -> SeedProviderError:
        wait = retry_after(raw.headers, self._clock.now())
        return status_error(this.provider, this.operation, raw.status, raw.message, wait=wait)

    def _limit(self, provider: str) -> asyncio.Semaphore:
        if provider not in self._limits:
            count = policy_of(provider).concurrency or self._settings.provider_concurrency
            self._limits[provider] = asyncio.Semaphore(count)
        return self._limits[provider]


def status_error(
    provider: str, operation: str, status: int, explanation: str = "", *, wait: float | None = None, host: str = ""
) -> SeedProviderError:
    """The error that an HTTP status stands for; `explanation` is the provider's own, made safe to show."""
    kind: type[SeedProviderError]
    if status == 429:
        kind = SeedProviderRateLimitError
    elif 500 <= status < 600 or status in RETRYABLE_STATUS:
        kind = SeedProviderUnavailableError
    elif 400 <= status < 500:
        kind = SeedProviderInvalidRequestError
    else:
        kind = SeedProviderResponseFormatError
    message = explanation or f"HTTP {status}"
    return kind(message, provider, operation, status_code=status, retry_after=wait, url_host=host or None)


def _may_repeat(error: BaseException, this: _Call) -> bool:
    if not isinstance(error, SeedProviderError) or not error.retryable or not error.safe_to_retry:
        return False
    if (error.retry_after or 0) > LONGEST_RETRY_AFTER:
        return False
    # A 5xx may come after the work was done; only providers whose requests are harmless twice are asked again.
    return this.repeatable or error.status_code in {None, 429, 503}


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, SeedProviderError) and error.retry_after is not None:
        return error.retry_after
    return float(min(PROVIDER_RETRY_MIN_WAIT * 2 ** (state.attempt_number - 1), PROVIDER_RETRY_MAX_WAIT))


def _with_metadata(result: T, this: _Call, attempts: int, latency_ms: int) -> T:
    if not isinstance(result, SeedProviderResponse):
        return result
    surface = result.provider_meta.surface or this.surface
    metadata = ProviderMetadata(this.provider, this.operation, attempts, latency_ms, surface)
    return replace(result, provider_meta=metadata)
