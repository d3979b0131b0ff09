"""What will be sent to a provider: decided before anything is sent, and shown to whoever wants to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alttprbot.alttprgen.request import SeedOptions

Payload = Mapping[str, Any] | list[Any]


@dataclass(frozen=True, slots=True)
class SeedPlan:
    """One request to a provider, complete and not yet sent.

    `provider` names the adapter that sends it, `operation` what it is for the reliability contract. `endpoint` is such
    as `POST /api/randomizer`; local generators say `LOCAL name`. `payload` is the exact body (or the exact settings of
    a local generator) and belongs to this plan alone. `settings` are the effective ones, for the record: the payload
    itself where that is a mapping. `options` are the effective ones, after the preset had its say. `branch` is the
    effective deployment, None for the default one. `row_id` is the row of a stored preset. `goal` are the settings in
    words where the provider's answer does not tell. `spoiler_log` says whether the provider can give one out for a race
    (`spoilers` of `generate`). `gentype` and `genoption` are what the audit row records, `recorded_as` the game where
    that is not `game`, `details` what else is kept and never shown to players. `dice` says that planning again may come
    to something else, `instructions` what players are to be told.
    """

    game: str
    preset: str
    provider: str
    operation: str
    endpoint: str
    payload: Payload
    settings: Mapping[str, Any]
    options: SeedOptions
    branch: str | None = None
    namespace: str | None = None
    row_id: int | None = None
    goal: str = ""
    spoiler_log: bool = False
    gentype: str = "preset"
    genoption: str = ""
    customizer: bool = False
    doors: bool = False
    avianart: bool = False
    recorded_as: str = ""
    details: Mapping[str, Any] | None = None
    dice: bool = False
    instructions: str = ""
