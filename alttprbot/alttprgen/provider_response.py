"""What every provider answers, in one shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class ProviderMetadata:
    """How the answer came about. `latency_ms` counts from the first attempt and includes waits."""

    provider: str
    operation: str
    attempt_count: int = 1
    latency_ms: int = 0
    surface: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """All five fields, always."""
        return {
            "provider": self.provider,
            "operation": self.operation,
            "attempt_count": self.attempt_count,
            "latency_ms": self.latency_ms,
            "surface": self.surface,
        }


@dataclass(frozen=True, slots=True)
class SeedProviderResponse:
    """One generated game.

    `code` are the names of the five file-select icons, `display_code` the text of providers that have one instead.
    `settings` are the effective ones; `seed_number` and `flags` are what makes a local generator's game again. `extra`
    is what only this provider knows (for alttpr.com: `document`, the whole answer; `meta` in it, the seed's own
    description; `generated`, an ISO time).
    """

    url: str
    hash_or_id: str | None
    provider_meta: ProviderMetadata
    code: tuple[str, ...] | None = None
    display_code: str | None = None
    spoiler_url: str | None = None
    version: str | None = None
    seed_number: int | None = None
    flags: str | None = None
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def code_text(self) -> str | None:
        """The code as a person reads it: `Bow/Lamp/Map/Boots/Cape`, or the provider's own text."""
        return "/".join(self.code) if self.code else self.display_code

    def as_dict(self) -> dict[str, Any]:
        """For the wire: optional fields that are unset are left out."""
        result: dict[str, Any] = {
            "url": self.url,
            "hash_or_id": self.hash_or_id,
            "provider_meta": self.provider_meta.as_dict(),
        }
        if self.code:
            result["code"] = list(self.code)
        optional = {
            "display_code": self.display_code,
            "spoiler_url": self.spoiler_url,
            "version": self.version,
            "seed_number": self.seed_number,
            "flags": self.flags,
        }
        result.update({key: value for key, value in optional.items() if value is not None})
        if self.warnings:
            result["warnings"] = list(self.warnings)
        return result
