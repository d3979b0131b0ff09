"""From exceptions to the few words in which the statistics say why something failed."""

from __future__ import annotations

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCircuitOpenError,
    SeedProviderError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
)
from alttprbot.database import is_database_error
from alttprbot.exceptions import (
    BusyException,
    DatabaseUnavailableException,
    NotPermittedException,
    PresetException,
    RateLimitedException,
    SahasrahBotException,
    ShuttingDownException,
)
from alttprbot.services.telemetry_event import ErrorType

# The first that fits counts: the special before the general.
_KINDS: tuple[tuple[type[SahasrahBotException], ErrorType], ...] = (
    (SeedProviderTimeoutError, ErrorType.PROVIDER_TIMEOUT),
    (SeedProviderCircuitOpenError, ErrorType.PROVIDER_CIRCUIT_OPEN),
    (SeedProviderRateLimitError, ErrorType.PROVIDER_RATE_LIMITED),
    (SeedProviderInvalidRequestError, ErrorType.PROVIDER_INVALID_REQUEST),
    (SeedProviderResponseFormatError, ErrorType.PROVIDER_BAD_RESPONSE),
    (SeedProviderError, ErrorType.PROVIDER_UNAVAILABLE),
    (PresetException, ErrorType.INVALID_PRESET),
    (NotPermittedException, ErrorType.PERMISSION_DENIED),
    (RateLimitedException, ErrorType.RATE_LIMITED),
    (BusyException, ErrorType.UNAVAILABLE),
    (ShuttingDownException, ErrorType.UNAVAILABLE),
    (DatabaseUnavailableException, ErrorType.UNAVAILABLE),
    (SahasrahBotException, ErrorType.INVALID_INPUT),
)


def error_type_of(error: BaseException) -> ErrorType:
    """The kind of failure that an exception of the core, or of the database, stands for."""
    if isinstance(error, SahasrahBotException):
        return next(kind for family, kind in _KINDS if isinstance(error, family))
    return ErrorType.UNAVAILABLE if is_database_error(error) else ErrorType.UNEXPECTED_ERROR
