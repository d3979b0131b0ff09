"""Calls of a provider that go as the test says, through the reliability contract."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from tests.alttprgen.conftest import VirtualClock

Call = Callable[[], Awaitable[Any]]


class Script:
    """A provider that answers what it was told to, one after the other and the last for ever."""

    def __init__(self, *outcomes: object, lasting: tuple[VirtualClock, float] | None = None) -> None:
        self.calls = 0
        self._outcomes = outcomes
        self._lasting = lasting

    async def __call__(self) -> Any:
        outcome = self._outcomes[min(self.calls, len(self._outcomes) - 1)]
        self.calls += 1
        if self._lasting:
            self._lasting[0].advance(self._lasting[1])
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


def response(surface: str | None = None) -> SeedProviderResponse:
    return SeedProviderResponse("https://seed", "abc", ProviderMetadata("alttpr", "generate_seed", surface=surface))


def http_error(status: int, **headers: str) -> aiohttp.ClientResponseError:
    url = aiohttp.client.URL("http://provider.example/")  # type: ignore[attr-defined]
    info = aiohttp.RequestInfo(url, "POST", CIMultiDictProxy(CIMultiDict()), url)
    return aiohttp.ClientResponseError(
        info,
        (),
        status=status,
        message="said so",
        headers=CIMultiDict({key.replace("_", "-"): value for key, value in headers.items()}),
    )


def named(value: object) -> str:
    """A short name for a parameter."""
    status = getattr(value, "status", None)
    return (
        f"{type(value).__name__}-{status}"
        if status
        else type(value).__name__
        if isinstance(value, Exception)
        else str(value)
    )


async def run(contract: ProviderContract, call: Call, provider: str = "alttpr", **options: Any) -> Any:
    options = {"operation": "generate_seed"} | options
    return await contract.execute(call, provider=provider, **options)


async def failing(
    contract: ProviderContract, call: Call, provider: str = "alttpr", **options: Any
) -> SeedProviderError:
    with pytest.raises(SeedProviderError) as caught:
        await run(contract, call, provider, **options)
    return caught.value
