"""Caches for tests of what uses one."""

from __future__ import annotations

from alttprbot.caching import Cache
from alttprbot.caching.backends import in_memory
from alttprbot.metrics import Metrics
from alttprbot.util.clock import Clock


def memory_cache(clock: Clock | None = None) -> Cache:
    """A cache in memory, empty."""
    return Cache(in_memory(), clock=clock or Clock(), metrics=Metrics())
