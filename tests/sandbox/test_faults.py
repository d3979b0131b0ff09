"""Services that misbehave on purpose do nothing else wrong."""

from __future__ import annotations

import logging

import aiohttp
import pytest

from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind


async def test_who_hangs_up_on_an_endless_answer_leaves_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    async with AlttprServer() as site, aiohttp.ClientSession() as http:
        site.faults.add(Fault(FaultKind.OVERSIZE, megabytes=100))
        async with http.get(f"{site.url}/randomizer/settings") as response:
            await response.content.read(1)
            response.close()

    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_order_that_is_no_fault_is_refused() -> None:
    async with AlttprServer() as site, aiohttp.ClientSession() as http:
        statuses = []
        for body in ("{", "[]", '{"kind": "tired"}', '{"kind": "slow", "why": 1}'):
            async with http.post(f"{site.url}/_sandbox/faults", data=body) as response:
                statuses.append(response.status)

    assert statuses == [400] * 4
