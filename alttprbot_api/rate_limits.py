"""How often one caller may do one kind of thing: token buckets in memory."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

from alttprbot.config import Settings
from alttprbot.util.clock import Clock

MINUTE = 60.0
MOST_CALLERS = 20_000
ANONYMOUS_SEEDS = 2
FAILED_KEYS = 10


class Rate(StrEnum):
    """The classes of what is limited."""

    FREE = "free"
    READ = "read"
    WRITE = "write"
    LOGIN = "login"
    SEEDS = "seeds"


class Caller(StrEnum):
    """What a caller is known by, the most specific first."""

    KEY = "key"
    USER = "user"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request is within its limit; `reset` is in seconds until there is room for `limit` again."""

    allowed: bool
    limit: int
    remaining: int
    reset: float
    retry_after: float = 0.0

    def headers(self) -> dict[str, str]:
        """What the caller is told with the answer."""
        headers = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(math.ceil(self.reset)),
        }
        if not self.allowed:
            headers["Retry-After"] = str(max(1, math.ceil(self.retry_after)))
        return headers


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float


class RateLimiter:
    """Counts requests a minute; forgets the callers it has not seen for longest."""

    def __init__(self, clock: Clock, *, most_callers: int = MOST_CALLERS) -> None:
        self._clock = clock
        self._most_callers = most_callers
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, name: str, per_minute: int) -> Verdict:
        """Count one request of `name` and say whether it is within `per_minute`."""
        bucket = self._filled(name, per_minute)
        allowed = bucket.tokens >= 1
        if allowed:
            bucket.tokens -= 1
        return self._verdict(bucket, per_minute, allowed)

    def peek(self, name: str, per_minute: int) -> Verdict:
        """As `take`, without counting."""
        bucket = self._filled(name, per_minute)
        return self._verdict(bucket, per_minute, bucket.tokens >= 1)

    def _filled(self, name: str, per_minute: int) -> _Bucket:
        now = self._clock.monotonic()
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = _Bucket(per_minute, now)
            if len(self._buckets) > self._most_callers:
                self._buckets.popitem(last=False)
            return bucket
        self._buckets.move_to_end(name)
        bucket.tokens = min(per_minute, bucket.tokens + (now - bucket.filled_at) * per_minute / MINUTE)
        bucket.filled_at = now
        return bucket

    def _verdict(self, bucket: _Bucket, per_minute: int, allowed: bool) -> Verdict:
        second = per_minute / MINUTE
        return Verdict(
            allowed=allowed,
            limit=per_minute,
            remaining=int(bucket.tokens),
            reset=(per_minute - bucket.tokens) / second,
            retry_after=0.0 if allowed else (1 - bucket.tokens) / second,
        )


def allowance(settings: Settings, rate: Rate, caller: Caller) -> int:
    """Requests a minute of this class for such a caller."""
    match rate, caller:
        case Rate.LOGIN, _:
            return settings.rate_limit_login
        case Rate.SEEDS, Caller.ADDRESS:
            return ANONYMOUS_SEEDS
        case Rate.SEEDS, _:
            return settings.rate_limit_seeds
        case _, Caller.KEY:
            return settings.rate_limit_key
        case Rate.WRITE, _:
            return settings.rate_limit_session_write
        case _, Caller.USER:
            return settings.rate_limit_session_read
        case _:
            return settings.rate_limit_read
