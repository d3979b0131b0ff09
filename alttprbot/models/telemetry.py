"""Which features are used, without a trace of who uses them."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields

from alttprbot.models.row import Row


class TelemetrySurface(StrEnum):
    """Where something was used."""

    DISCORD = "discord"
    RACETIME = "racetime"
    API = "api"


class TelemetryAction(StrEnum):
    """At which point of its use."""

    INVOKE = "invoke"
    SUCCESS = "success"
    FAILURE = "failure"


class TelemetryStatus(StrEnum):
    """How it went."""

    OK = "ok"
    ERROR = "error"
    TIMEOUT = "timeout"
    DENIED = "denied"


class TelemetryEvent(Row):
    """One use of a feature. `guild_hash` is salted; `sample_rate` says for how many others this one stands."""

    id = fields.BigIntField(primary_key=True)
    created_at = fields.DatetimeField(auto_now_add=True, db_index=True)
    day_bucket = fields.DateField()
    event_name = fields.CharField(100)
    surface = fields.CharEnumField(TelemetrySurface, max_length=20)
    feature = fields.CharField(50)
    action = fields.CharEnumField(TelemetryAction, max_length=20)
    status = fields.CharEnumField(TelemetryStatus, max_length=20)
    provider = fields.CharField(50, null=True)
    guild_hash = fields.CharField(64, null=True, db_index=True)
    duration_ms = fields.IntField(null=True)
    error_type = fields.CharField(50, null=True)
    sample_rate = fields.FloatField(default=1.0)

    class Meta:
        table = "telemetry_events"
        indexes = (("day_bucket", "surface", "feature"), ("day_bucket", "event_name"), ("day_bucket", "status"))
