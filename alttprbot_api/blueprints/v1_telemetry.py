"""`/api/v1/telemetry`: what the usage statistics say."""

from __future__ import annotations

from quart import Blueprint
from quart_schema import validate_querystring, validate_response

from alttprbot.core import Core
from alttprbot.services.telemetry_report import telemetry_report
from alttprbot_api.access import require_operator, session_required
from alttprbot_api.schemas.telemetry import BacklogDocument, ReportDocument, TelemetryQuery, TelemetrySummary
from alttprbot_api.v1 import v1_blueprint


def v1_telemetry_blueprint(core: Core) -> Blueprint:
    """For the operators."""
    blueprint = v1_blueprint("telemetry")

    @blueprint.get("/telemetry/summary")
    @session_required()
    @validate_querystring(TelemetryQuery)
    @validate_response(TelemetrySummary)
    async def summary(query_args: TelemetryQuery) -> TelemetrySummary:
        """Which features are used and how that goes; for operators only."""
        require_operator(core.settings.superuser_discord_ids)
        report = await telemetry_report(core.database, today=core.clock.now().date(), days=query_args.days)
        return TelemetrySummary(
            enabled=core.settings.telemetry_enabled,
            backlog=BacklogDocument.model_validate(core.telemetry.service.backlog),
            report=ReportDocument.model_validate(report),
        )

    return blueprint
