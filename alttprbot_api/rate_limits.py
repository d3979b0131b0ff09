"""How often one caller may do one kind of thing: token buckets in memory."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

from alttprbot.config import Settings
from alttprbot.util.clock import Clock

MINUTE, HOUR = 60.0, 3600.0
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
    """Counts requests in a minute, or in another time; forgets the callers it has not seen for longest."""

    def __init__(self, clock: Clock, *, most_callers: int = MOST_CALLERS) -> None:
        self._clock = clock
        self._most_callers = most_callers
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, name: str, limit: int, seconds: float = MINUTE) -> Verdict:
        """Count one request of `name` and say whether it is within `limit`."""
        bucket = self._filled(name, limit, seconds)
        allowed = bucket.tokens >= 1
        if allowed:
            bucket.tokens -= 1
        return _verdict(bucket, limit, seconds, allowed)

    def peek(self, name: str, limit: int, seconds: float = MINUTE) -> Verdict:
        """As `take`, without counting."""
        bucket = self._filled(name, limit, seconds)
        return _verdict(bucket, limit, seconds, bucket.tokens >= 1)

    def _filled(self, name: str, limit: int, seconds: float) -> _Bucket:
        now = self._clock.monotonic()
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = _Bucket(limit, now)
            if len(self._buckets) > self._most_callers:
                self._buckets.popitem(last=False)
            return bucket
        self._buckets.move_to_end(name)
        bucket.tokens = min(limit, bucket.tokens + (now - bucket.filled_at) * limit / seconds)
        bucket.filled_at = now
        return bucket


def _verdict(bucket: _Bucket, limit: int, seconds: float, allowed: bool) -> Verdict:
    token = seconds / limit
    return Verdict(
        allowed=allowed,
        limit=limit,
        remaining=int(bucket.tokens),
        reset=(limit - bucket.tokens) * token,
        retry_after=0.0 if allowed else (1 - bucket.tokens) * token,
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
