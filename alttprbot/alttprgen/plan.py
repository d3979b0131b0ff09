"""What will be sent to a provider: decided before anything is sent, and shown to whoever wants to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alttprbot.alttprgen.request import SeedOptions


@dataclass(frozen=True, slots=True)
class SeedPlan:
    """One request to a provider, complete and not yet sent.

    `provider` and `operation` name the adapter that sends it. `endpoint` is such as `POST /api/randomizer`; local
    generators say `LOCAL name`. `payload` is the exact body (or the exact settings of a local generator) and belongs to
    this plan alone. `options` are the effective ones, after the preset had its say. `branch` is the effective
    deployment, None for the default one. `gentype` and `genoption` are what the audit row records.
    """

    game: str
    preset: str
    provider: str
    operation: str
    endpoint: str
    payload: Mapping[str, Any]
    options: SeedOptions
    branch: str | None = None
    namespace: str | None = None
    gentype: str = "preset"
    genoption: str = ""
    customizer: bool = False
    doors: bool = False
    avianart: bool = False
