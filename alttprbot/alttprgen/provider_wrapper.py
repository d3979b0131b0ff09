"""The reliability contract: every call of every provider goes through `ProviderContract.execute`."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from alttprbot.alttprgen.circuit_breaker import CircuitBreaker
from alttprbot.alttprgen.provider_errors import normalized
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCircuitOpenError,
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.provider_policies import concurrency_of, policy_of
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.config import Settings
from alttprbot.exceptions import SahasrahBotException
from alttprbot.metrics import Metrics
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

PROVIDER_RETRY_MIN_WAIT = 1.0
PROVIDER_RETRY_MAX_WAIT = 2.0
LONGEST_RETRY_AFTER = 30.0

T = TypeVar("T")
OnRetry = Callable[[SeedProviderError], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Call:
    """Which call this is, and how patient it may be.

    `breaker` is the name of the breaker that it counts for, `began` when its first attempt did.
    """

    provider: str
    operation: str
    surface: str | None
    request_id: str | None
    timeout: float
    attempts: int
    repeatable: bool
    breaker: str
    began: float = 0.0

    def fields(self, **more: object) -> dict[str, object]:
        return {
            "provider": self.provider,
            "operation": self.operation,
            "surface": self.surface,
            "request_id": self.request_id,
            **more,
        }


class ProviderContract:
    """Deadlines, retries, breaker and concurrency limits for all providers of one application."""

    def __init__(self, *, clock: Clock, metrics: Metrics, settings: Settings) -> None:
        self.clock = clock
        self._metrics = metrics
        self._settings = settings
        self._breakers: defaultdict[str, CircuitBreaker] = defaultdict(lambda: CircuitBreaker(clock))
        self._limits: dict[str, asyncio.Semaphore] = {}

    async def execute(
        self,
        call: Callable[[], Awaitable[T]],
        *,
        provider: str,
        operation: str,
        surface: str | None = None,
        request_id: str | None = None,
        timeout: float | None = None,
        max_attempts: int | None = None,
        on_retry: OnRetry | None = None,
    ) -> T:
        """Run `call` under the provider's policy and return its result, a seed response with its metadata filled in.

        `timeout` (seconds, for one attempt) and `max_attempts` override the policy; `on_retry` hears of an attempt that
        failed and will be repeated. `request_id` ties the records of a request together. Raises a `SeedProviderError`;
        errors of our own and defects pass through unchanged.
        """
        policy = policy_of(provider, operation)
        this = _Call(
            provider,
            operation,
            surface,
            request_id,
            timeout or policy.timeout or self._settings.provider_timeout_seconds,
            max_attempts or policy.attempts or self._settings.provider_max_attempts,
            policy.repeatable,
            provider if policy.vital else f"{provider}.{operation}",
        )
        if provider in self._settings.provider_disabled:
            text = "it is switched off by the operator"
            raise self._refusal(SeedProviderConfigurationError(text, provider, operation), this)
        breaker = self._breakers[this.breaker]
        self._require_closed(breaker, this)
        async with self._limit(provider, operation):
            # It may have opened while this call was waiting for its turn.
            self._require_closed(breaker, this)
            this = replace(this, began=self.clock.monotonic())
            async with self._observed(breaker, this):
                result, attempts = await self._attempts(call, this, on_retry)
        latency = self.clock.monotonic() - this.began
        self._metrics.provider_latency.labels(provider, operation).observe(latency)
        return _with_metadata(result, this, attempts, round(latency * 1000))

    @property
    def paused(self) -> Mapping[str, int]:
        """The providers that are left alone because they failed again and again, and the seconds until the next try."""
        return {name: ceil(breaker.wait) for name, breaker in self._breakers.items() if breaker.wait > 0}

    def _require_closed(self, breaker: CircuitBreaker, this: _Call) -> None:
        if breaker.wait > 0:
            text = "paused after repeated failures"
            raise self._refusal(
                SeedProviderCircuitOpenError(text, this.provider, this.operation, retry_after=breaker.wait), this
            )

    def _refusal(self, error: SeedProviderError, this: _Call) -> SeedProviderError:
        """Note that a call was not even tried."""
        error.attempts, error.request_id = 0, this.request_id
        self._metrics.provider_calls.labels(this.provider, this.operation, "refused").inc()
        fields = this.fields(outcome="failure", error_type=error.code, error=error.provider_message)
        logger.log(error.log_level, "provider_refused", extra=fields)
        return error

    @asynccontextmanager
    async def _observed(self, breaker: CircuitBreaker, this: _Call) -> AsyncIterator[None]:
        """Tell breaker and metrics how a call ends."""
        trial = breaker.admit()
        outcome = "error"
        try:
            yield
            breaker.succeeded()
            outcome = "success"
        except SeedProviderError as error:
            outcome = "failure"
            if isinstance(error, SeedProviderTimeoutError | SeedProviderUnavailableError):
                breaker.failed(trial=trial)
            raise
        finally:
            breaker.ended(trial=trial)
            self._metrics.provider_calls.labels(this.provider, this.operation, outcome).inc()
            self._metrics.breaker_open.labels(this.breaker).set(breaker.is_open)

    async def _attempts(self, call: Callable[[], Awaitable[T]], this: _Call, on_retry: OnRetry | None) -> tuple[T, int]:
        async def before_sleep(state: RetryCallState) -> None:
            self._metrics.provider_retries.labels(this.provider, this.operation).inc()
            error = state.outcome.exception() if state.outcome else None
            if on_retry is not None and isinstance(error, SeedProviderError):
                await _tell(on_retry, error)

        retrying = AsyncRetrying(
            retry=retry_if_exception(lambda error: _may_repeat(error, this)),
            wait=_wait,
            stop=stop_after_attempt(this.attempts),
            sleep=self.clock.sleep,
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
        logger.info("provider_attempt_started", extra=fields)
        began = self.clock.monotonic()

        def timed() -> dict[str, object]:
            now = self.clock.monotonic()
            return {**fields, "duration_ms": _ms(now - began), "latency_ms": _ms(now - this.began)}

        try:
            async with self.clock.timeout(this.timeout):
                result = await call()
        except asyncio.CancelledError:
            logger.info("provider_attempt", extra={**timed(), "outcome": "cancelled"})
            raise
        except Exception as raw:
            error = normalized(
                raw,
                this.provider,
                this.operation,
                elapsed=self.clock.monotonic() - began,
                repeatable=this.repeatable,
                now=self.clock.now(),
            )
            if not isinstance(error, SeedProviderError):
                _log_ours(error, timed())
                raise
            error.attempts, error.request_id = number, this.request_id
            _log_failure(error, timed(), final=number >= this.attempts or not _may_repeat(error, this))
            if error is raw:
                raise
            raise error from raw
        logger.info("provider_attempt", extra={**timed(), "outcome": "success"})
        return result

    def _limit(self, provider: str, operation: str) -> asyncio.Semaphore:
        name, most = concurrency_of(provider, operation, self._settings.provider_concurrency)
        if name not in self._limits:
            self._limits[name] = asyncio.Semaphore(most)
        return self._limits[name]


def _may_repeat(error: BaseException, this: _Call) -> bool:
    if not isinstance(error, SeedProviderError) or not error.retryable or not error.safe_to_retry:
        return False
    if error.most_attempts is not None and error.attempts >= error.most_attempts:
        return False
    if (error.retry_after or 0) > LONGEST_RETRY_AFTER:
        return False
    # Other statuses may come after the work was done. 423 is a full queue.
    not_begun = error.status_code in {None, 423, 429} or (error.status_code == 503 and error.retry_after is not None)
    return this.repeatable or not_begun


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    backoff = float(min(PROVIDER_RETRY_MIN_WAIT * 2 ** (state.attempt_number - 1), PROVIDER_RETRY_MAX_WAIT))
    return (error.retry_after if isinstance(error, SeedProviderError) else None) or backoff


async def _tell(on_retry: OnRetry, error: SeedProviderError) -> None:
    """That somebody cannot be told of the retry is no reason not to try again."""
    try:
        await on_retry(error)
    except Exception:
        logger.exception("retry_not_announced", extra={"provider": error.provider, "operation": error.operation})


def _log_failure(error: SeedProviderError, fields: dict[str, object], *, final: bool) -> None:
    logger.log(
        error.log_level if final else logging.WARNING,
        "provider_attempt",
        extra={
            **fields,
            "outcome": "failure" if final else "retry",
            "error_type": error.code,
            "status": error.status_code,
            "host": error.url_host,
            "error": error.provider_message,
            "body_excerpt": error.body_excerpt,
        },
    )


def _log_ours(error: Exception, fields: dict[str, object]) -> None:
    """The end of an attempt that the provider has nothing to do with. Whoever called deals with what it is."""
    if isinstance(error, SahasrahBotException):
        level, kind = logging.INFO, error.code
    else:
        level, kind = logging.WARNING, type(error).__name__
    logger.log(level, "provider_attempt", extra={**fields, "outcome": "error", "error_type": kind})


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _with_metadata(result: T, this: _Call, attempts: int, latency_ms: int) -> T:
    if not isinstance(result, SeedProviderResponse):
        return result
    surface = result.provider_meta.surface or this.surface
    metadata = ProviderMetadata(this.provider, this.operation, attempts, latency_ms, surface)
    return replace(result, provider_meta=metadata)
