"""The page of the simulated object store."""

from __future__ import annotations

from collections.abc import Mapping

from alttprbot_sandbox.seed_pages import framed, listed


def home_page(stored: Mapping[str, str]) -> str:
    """What is in the buckets, newest first."""
    rows = [(path, path.rpartition("/")[2], acl) for path, acl in reversed(list(stored.items()))]
    return framed("object store", "Objects", listed("Objects", rows, otherwise="Nothing has been stored yet."))
