"""One use of a feature, as far as it may be remembered: which feature, how it went, and nothing about who used it.

There is a field for everything that may be stored and no other. Values are words of the program: they come from short
lists, or have the form that such words have, so that no name, text or id of a person can be among them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from alttprbot.models import TelemetryEvent
from alttprbot.models.telemetry import TelemetryAction, TelemetryStatus, TelemetrySurface

NAME_LENGTH, FEATURE_LENGTH, PROVIDER_LENGTH = 100, 50, 50
LONGEST_MS = 2**31 - 1
SEED_FEATURE = "seed"
"""The feature that all rolls are told of under, whoever asks for them; its provider is who was asked."""

_WORD = "[a-z][a-z0-9_-]*"
_FEATURE = re.compile(_WORD)
_DETAILS = re.compile(rf"{_WORD}(\.{_WORD})*")
_PROVIDER = re.compile(r"[a-z][a-z0-9_.-]*")
_HASH = re.compile("[0-9a-f]{64}")
# Years fit in, ids do not.
_ID = re.compile(r"\d{6}")


class ErrorType(StrEnum):
    """Why something failed: the provider of a seed, the one who asked, or us."""

    PROVIDER_TIMEOUT = "provider_timeout"
    PROVIDER_UNAVAILABLE = "provider_unavailable"
    PROVIDER_RATE_LIMITED = "provider_rate_limited"
    PROVIDER_INVALID_REQUEST = "provider_invalid_request"
    PROVIDER_BAD_RESPONSE = "provider_bad_response"
    PROVIDER_CIRCUIT_OPEN = "provider_circuit_open"
    INVALID_PRESET = "invalid_preset"
    INVALID_INPUT = "invalid_input"
    PERMISSION_DENIED = "permission_denied"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    UNEXPECTED_ERROR = "unexpected_error"

    @property
    def status(self) -> TelemetryStatus:
        """The same in the coarser words of `status`."""
        match self:
            case ErrorType.PROVIDER_TIMEOUT:
                return TelemetryStatus.TIMEOUT
            case ErrorType.PERMISSION_DENIED:
                return TelemetryStatus.DENIED
        return TelemetryStatus.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageEvent:
    """An event as it will be stored.

    `event_name` is `surface.feature.` and more words with dots between. `sample_rate` is the share of such events that
    is kept, above 0. Raises `ValueError` for everything that has no place in the statistics.
    """

    event_name: str
    surface: TelemetrySurface
    feature: str
    action: TelemetryAction
    created_at: datetime
    status: TelemetryStatus = TelemetryStatus.OK
    provider: str | None = None
    guild_hash: str | None = None
    duration_ms: int | None = None
    error_type: ErrorType | None = None
    sample_rate: float = 1.0

    def __post_init__(self) -> None:
        _check_choices(self)
        _check("feature", self.feature, _FEATURE, FEATURE_LENGTH)
        prefix, details = f"{self.surface}.{self.feature}.", self.event_name
        if not details.startswith(prefix) or len(details) > NAME_LENGTH:
            raise ValueError(f"an event name begins with {prefix} and has at most {NAME_LENGTH} characters")
        _check("event_name", details.removeprefix(prefix), _DETAILS, NAME_LENGTH)
        if self.provider is not None:
            _check("provider", self.provider, _PROVIDER, PROVIDER_LENGTH)
        if self.guild_hash is not None and not _HASH.fullmatch(self.guild_hash):
            raise ValueError("guild_hash is no hash")
        if self.duration_ms is not None and not 0 <= self.duration_ms <= LONGEST_MS:
            raise ValueError("duration_ms is no duration")
        if not 0 < self.sample_rate <= 1:
            raise ValueError("sample_rate is above 0 and at most 1")

    @property
    def day_bucket(self) -> date:
        """The day, in UTC."""
        return self.created_at.astimezone(UTC).date()

    def row(self) -> TelemetryEvent:
        """What is stored."""
        return TelemetryEvent(
            created_at=self.created_at,
            day_bucket=self.day_bucket,
            event_name=self.event_name,
            surface=self.surface,
            feature=self.feature,
            action=self.action,
            status=self.status,
            provider=self.provider,
            guild_hash=self.guild_hash,
            duration_ms=self.duration_ms,
            error_type=self.error_type.value if self.error_type else None,
            sample_rate=self.sample_rate,
        )


def guild_hash(guild_id: int, salt: str) -> str:
    """By what events of one server are known to belong together; without the salt nobody can tell which server it is.

    Ids of servers can be tried one by one, so all depends on the salt (HMAC-SHA-256, RFC 2104).
    """
    return hmac.new(salt.encode(), str(guild_id).encode(), hashlib.sha256).hexdigest()


def _check_choices(event: UsageEvent) -> None:
    TelemetrySurface(event.surface)
    TelemetryAction(event.action)
    TelemetryStatus(event.status)
    if event.error_type is not None:
        ErrorType(event.error_type)


def _check(field: str, value: str, form: re.Pattern[str], length: int) -> None:
    # The value is not repeated: it may be what must not be kept.
    if len(value) > length or not form.fullmatch(value) or _ID.search(value):
        raise ValueError(f"{field} is no word of the program with at most {length} characters")
