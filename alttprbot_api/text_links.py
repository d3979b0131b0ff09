"""Where the pools of texts are on this site, and what their lists are called in addresses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, urlencode

from alttprbot.services.triforce_moderation import Decision

FILTERS: Mapping[str, Decision | None] = MappingProxyType(
    {"pending": Decision.PENDING, "true": Decision.APPROVED, "false": Decision.REJECTED, "all": None}
)
"""The values of `approved`. Whatever else is there has always meant all of them."""
ACTIONS: Mapping[str, Decision] = MappingProxyType(
    {"approve": Decision.APPROVED, "reject": Decision.REJECTED, "reset": Decision.PENDING}
)


def filter_name(asked: str) -> str:
    """The list that is meant by a value of `approved`."""
    return asked if asked in FILTERS else "all"


def pool_url(slug: str) -> str:
    """The page where texts are handed in."""
    return f"/triforcetexts/{quote(slug, safe='')}"


def moderation_url(slug: str, shown: str = "pending", page: int = 1) -> str:
    """The page where they are decided about."""
    query = {"approved": shown} if shown != "pending" else {}
    query |= {"page": str(page)} if page > 1 else {}
    address = f"{pool_url(slug)}/moderation"
    return f"{address}?{urlencode(query)}" if query else address
