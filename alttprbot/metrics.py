"""What the process counts about itself, in Prometheus' format. Labels never hold ids or user text."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """The metrics of one application, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.service_up = Gauge("sahasrahbot_service_up", "1 while a service works", ["service"], registry=registry)
        self.service_restarts = Counter(
            "sahasrahbot_service_restarts", "Restarts of a failed service", ["service"], registry=registry
        )
        self.loop_lag = Gauge("sahasrahbot_event_loop_lag_seconds", "How late the event loop runs", registry=registry)
        self.work_in_flight = Gauge("sahasrahbot_work_in_flight", "Rolls under way", registry=registry)

        self.seeds_generated = Counter(
            "sahasrahbot_seeds", "Seeds asked for", ["randomizer", "surface", "outcome"], registry=registry
        )
        self.provider_calls = Counter(
            "sahasrahbot_provider_calls", "Calls of a provider", ["provider", "operation", "outcome"], registry=registry
        )
        self.provider_retries = Counter(
            "sahasrahbot_provider_retries", "Repeated attempts", ["provider", "operation"], registry=registry
        )
        self.provider_latency = Histogram(
            "sahasrahbot_provider_seconds",
            "Time until a provider had answered, waits included",
            ["provider", "operation"],
            buckets=SECONDS,
            registry=registry,
        )
        self.breaker_open = Gauge(
            "sahasrahbot_provider_breaker_open", "1 while a provider is left alone", ["provider"], registry=registry
        )

        self.http_requests = Counter(
            "sahasrahbot_http_requests", "Requests to the web app", ["route", "method", "status"], registry=registry
        )
        self.http_latency = Histogram(
            "sahasrahbot_http_seconds", "Time to answer a request", ["route"], buckets=SECONDS, registry=registry
        )
        self.http_in_flight = Gauge("sahasrahbot_http_in_flight", "Requests being answered", registry=registry)
        self.logins = Counter("sahasrahbot_logins", "Logins on the web", ["outcome"], registry=registry)
        self.api_key_uses = Counter("sahasrahbot_api_key_uses", "Uses of API keys", ["scope"], registry=registry)
        self.discord_commands = Counter(
            "sahasrahbot_discord_commands", "Slash commands", ["command", "outcome"], registry=registry
        )
        self.racetime_rooms = Gauge("sahasrahbot_racetime_rooms", "Rooms attended", ["category"], registry=registry)
        self.racetime_last_scan = Gauge(
            "sahasrahbot_racetime_last_scan_timestamp_seconds",
            "When the rooms of a category were last listed",
            ["category"],
            registry=registry,
        )
        self.racetime_token_expiry = Gauge(
            "sahasrahbot_racetime_token_expiry_timestamp_seconds",
            "Until when the token of a category is good",
            ["category"],
            registry=registry,
        )
        self.racetime_reconnects = Counter(
            "sahasrahbot_racetime_reconnects", "Connections made anew", ["category"], registry=registry
        )
        self.racetime_commands = Counter(
            "sahasrahbot_racetime_commands", "Chat commands", ["category", "command", "outcome"], registry=registry
        )
        self.racetime_command_latency = Histogram(
            "sahasrahbot_racetime_command_seconds",
            "Time to answer a chat command",
            ["category"],
            buckets=SECONDS,
            registry=registry,
        )
        self.racetime_frames = Counter("sahasrahbot_racetime_frames", "Frames read", ["category"], registry=registry)
        self.racetime_errors = Counter(
            "sahasrahbot_racetime_errors", "Things that the server refused", ["category"], registry=registry
        )
        self.discord_latency = Gauge(
            "sahasrahbot_discord_latency_seconds", "Time that a heartbeat takes", ["bot"], registry=registry
        )
        self.upkeep_last_success = Gauge(
            "sahasrahbot_upkeep_last_success_timestamp_seconds",
            "When regular work was last done",
            ["upkeep"],
            registry=registry,
        )
        self.database_connections = Gauge(
            "sahasrahbot_database_connections", "Connections to the database", ["state"], registry=registry
        )
        self.cache_lookups = Counter(
            "sahasrahbot_cache_lookups", "Values asked of the cache", ["kind", "outcome"], registry=registry
        )
        self.audit_queue_depth = Gauge("sahasrahbot_audit_queue_depth", "Messages waiting", registry=registry)
        self.audit_messages_stored = Counter("sahasrahbot_audit_stored", "Messages stored", registry=registry)
        self.audit_messages_dropped = Counter("sahasrahbot_audit_dropped", "Messages lost", registry=registry)
        self.telemetry_queue_depth = Gauge("sahasrahbot_telemetry_queue_depth", "Events waiting", registry=registry)
        self.telemetry_dropped = Counter("sahasrahbot_telemetry_dropped", "Events lost", registry=registry)
        self.telemetry_flush_failures = Counter(
            "sahasrahbot_telemetry_flush_failures", "Times that events could not be stored", registry=registry
        )

    def render(self) -> bytes:
        """Everything, in the text format."""
        return generate_latest(self.registry)
