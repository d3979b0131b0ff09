"""What all adapters have in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import OnRetry, ProviderContract

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CallContext:
    """On whose behalf a provider is asked: `surface` and `request_id` are for the records, `on_retry` hears of attempts
    that failed and are repeated."""

    surface: str | None = None
    request_id: str | None = None
    on_retry: OnRetry | None = None


NOBODY = CallContext()
"""The program asks for itself."""


class SeedProvider(Protocol):
    """Rolls what a plan says."""

    PROVIDER_NAME: str
    """How plans, records and people call it."""

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Raises `SeedProviderError`."""
        ...


@runtime_checkable
class NeedsSetUp(Protocol):
    """A provider that depends on what is installed on this machine."""

    def require_set_up(self, plan: SeedPlan) -> None:
        """Raise `SeedProviderConfigurationError` where this bot cannot carry out the plan."""
        ...


class Adapter:
    """Calls one provider, always inside the contract."""

    PROVIDER_NAME: str

    def __init__(self, contract: ProviderContract) -> None:
        self._contract = contract

    async def _execute(
        self,
        operation: str,
        call: Callable[[], Awaitable[T]],
        context: CallContext = NOBODY,
        *,
        timeout: float | None = None,
        max_attempts: int | None = None,
    ) -> T:
        """Run `call` under the policy of `operation`; `timeout` (seconds) and `max_attempts` override it."""
        return await self._contract.execute(
            call,
            provider=self.PROVIDER_NAME,
            operation=operation,
            surface=context.surface,
            request_id=context.request_id,
            timeout=timeout,
            max_attempts=max_attempts,
            on_retry=context.on_retry,
        )
