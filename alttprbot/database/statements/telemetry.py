"""What the ORM has no words for: percentiles of `telemetry_events`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tortoise.backends.base.client import BaseDBAsyncClient


@dataclass(frozen=True, slots=True)
class Durations:
    """How long half of the uses of a feature took at most, and 95 % of them; in milliseconds."""

    surface: str
    feature: str
    p50_ms: int
    p95_ms: int


async def durations(client: BaseDBAsyncClient, since: date) -> list[Durations]:
    """The durations of each feature since a day. An event counts as often as it stands for (`sample_rate`)."""
    rows = await client.execute_query_dict(_PERCENTILES.format(since=since.isoformat()))
    return [Durations(row["surface"], row["feature"], int(row["p50_ms"]), int(row["p95_ms"])) for row in rows]


# Equal durations are put together first: there are far fewer of them than events. `reached` is the weight of all events
# of the feature that took as long or less.
_PERCENTILES = """
    SELECT surface, feature,
           MIN(CASE WHEN reached >= 0.50 * total THEN duration_ms END) AS p50_ms,
           MIN(CASE WHEN reached >= 0.95 * total THEN duration_ms END) AS p95_ms
    FROM (
        SELECT surface, feature, duration_ms,
               SUM(weight) OVER (PARTITION BY surface, feature ORDER BY duration_ms) AS reached,
               SUM(weight) OVER (PARTITION BY surface, feature) AS total
        FROM (
            SELECT surface, feature, duration_ms,
                   SUM(CASE WHEN sample_rate > 0 THEN 1.0 / sample_rate ELSE 1.0 END) AS weight
            FROM telemetry_events
            WHERE day_bucket >= '{since}' AND duration_ms IS NOT NULL
            GROUP BY surface, feature, duration_ms
        ) AS measured
    ) AS ranked
    GROUP BY surface, feature
"""
