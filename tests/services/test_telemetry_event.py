"""What may be in the statistics, and what cannot get in."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCertificateError,
    SeedProviderCircuitOpenError,
    SeedProviderConfigurationError,
    SeedProviderGenerationError,
    SeedProviderInvalidRequestError,
    SeedProviderRateLimitError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.exceptions import (
    BusyException,
    DatabaseUnavailableException,
    InvalidInputException,
    InvalidPresetException,
    NotPermittedException,
    PresetNotFoundException,
    RateLimitedException,
    SahasrahBotException,
    ShuttingDownException,
)
from alttprbot.models import TelemetryEvent
from alttprbot.models.telemetry import TelemetryAction, TelemetryStatus, TelemetrySurface
from alttprbot.services.telemetry import error_type_of
from alttprbot.services.telemetry_event import ErrorType, UsageEvent, guild_hash

SNOWFLAKE = 185198185990324225
SALT = "a salt of the tests, long enough"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def event(**overrides: Any) -> UsageEvent:
    values: dict[str, Any] = {
        "event_name": "discord.generator.preset.success",
        "surface": TelemetrySurface.DISCORD,
        "feature": "generator",
        "action": TelemetryAction.SUCCESS,
        "created_at": NOON,
    }
    return UsageEvent(**values | overrides)


def test_an_event_has_no_field_that_the_table_has_not() -> None:
    columns = set(TelemetryEvent._meta.fields_map) - {"id", "day_bucket"}

    assert {field.name for field in fields(UsageEvent)} == columns
    assert not hasattr(event(), "__dict__")


@pytest.mark.parametrize("prohibited", ["user_id", "guild_id", "channel_id", "ip_address", "user_agent", "arguments"])
def test_there_is_no_place_for_prohibited_fields(prohibited: str) -> None:
    with pytest.raises(TypeError):
        event(**{prohibited: SNOWFLAKE})


@pytest.mark.parametrize(
    "text",
    [
        str(SNOWFLAKE),
        f"guild{SNOWFLAKE}",
        "Link",
        "link@hyrule.example",
        "two words",
        "198.51.100.7",
        "https://alttpr.com/h/abc",
        "a\nb",
        "",
        "ü",
    ],
)
@pytest.mark.parametrize(
    "field", ["feature", "provider", "event_name", "guild_hash", "error_type", "surface", "action"]
)
def test_what_people_write_fits_nowhere(field: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        event(**{field: f"discord.generator.{text}.success" if field == "event_name" else text})

    if field in {"feature", "provider", "event_name", "guild_hash"} and text:
        assert text not in str(refused.value)


@pytest.mark.parametrize(
    "overrides",
    [
        {"event_name": f"discord.generator.{'x' * 83}"},
        {"event_name": "racetime.generator.preset.success"},
        {"event_name": "discord.daily.preset.success"},
        {"feature": "x" * 51, "event_name": f"discord.{'x' * 51}.preset"},
        {"provider": "x" * 51},
        {"status": "fine"},
        {"duration_ms": -1},
        {"duration_ms": 2**31},
        {"sample_rate": 0.0},
        {"sample_rate": 1.01},
        {"sample_rate": float("nan")},
    ],
)
def test_what_is_too_long_or_contradicts_itself_is_refused(overrides: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        event(**overrides)


@pytest.mark.parametrize("provider", ["alttpr", "sm.samus.link", "varia", "random-settings"])
def test_providers_go_by_their_names(provider: str) -> None:
    assert event(provider=provider).provider == provider


def test_the_longest_values_fit_into_the_table() -> None:
    event(event_name=f"discord.generator.{'x' * 82}")
    event(feature="x" * 50, event_name=f"discord.{'x' * 50}.preset")
    event(provider="x" * 50)


def test_the_day_is_that_of_utc() -> None:
    late = datetime(2026, 5, 1, 22, tzinfo=timezone(timedelta(hours=-5)))

    assert event(created_at=late).day_bucket.isoformat() == "2026-05-02"


def test_a_server_is_known_by_a_keyed_hash_only() -> None:
    expected = hmac.new(SALT.encode(), str(SNOWFLAKE).encode(), hashlib.sha256).hexdigest()

    assert guild_hash(SNOWFLAKE, SALT) == expected
    assert guild_hash(SNOWFLAKE, SALT + "!") != expected
    assert guild_hash(SNOWFLAKE + 1, SALT) != expected


def of_provider(kind: Any) -> Exception:
    error: Exception = kind("why", "alttpr", "randomizer")
    return error


@pytest.mark.parametrize(
    ("error", "expected", "status"),
    [
        (of_provider(SeedProviderTimeoutError), "provider_timeout", "timeout"),
        (of_provider(SeedProviderUnavailableError), "provider_unavailable", "error"),
        (of_provider(SeedProviderCertificateError), "provider_unavailable", "error"),
        (of_provider(SeedProviderConfigurationError), "provider_unavailable", "error"),
        (of_provider(SeedProviderCircuitOpenError), "provider_circuit_open", "error"),
        (of_provider(SeedProviderRateLimitError), "provider_rate_limited", "error"),
        (of_provider(SeedProviderInvalidRequestError), "provider_invalid_request", "error"),
        (of_provider(SeedProviderGenerationError), "provider_invalid_request", "error"),
        (of_provider(SeedProviderResponseFormatError), "provider_bad_response", "error"),
        (InvalidPresetException([]), "invalid_preset", "error"),
        (PresetNotFoundException("opn", "alttpr"), "invalid_preset", "error"),
        (NotPermittedException("no"), "permission_denied", "denied"),
        (RateLimitedException("slower", retry_after=1), "rate_limited", "error"),
        (InvalidInputException("what?"), "invalid_input", "error"),
        (SahasrahBotException("expected"), "invalid_input", "error"),
        (BusyException("wait"), "unavailable", "error"),
        (ShuttingDownException(), "unavailable", "error"),
        (DatabaseUnavailableException(), "unavailable", "error"),
        (KeyError("bug"), "unexpected_error", "error"),
        (TimeoutError(), "unexpected_error", "error"),
    ],
)
def test_every_failure_has_one_word(error: Exception, expected: str, status: str) -> None:
    kind = error_type_of(error)

    assert (kind, kind.status) == (ErrorType(expected), TelemetryStatus(status))
