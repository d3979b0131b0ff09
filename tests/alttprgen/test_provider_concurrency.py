"""How many calls of a provider are under way at the same time."""

from __future__ import annotations

import asyncio

import pytest

from alttprbot.alttprgen.provider_wrapper import ProviderContract
from tests.alttprgen.conftest import MakeContract
from tests.alttprgen.provider_calls import Script, run


async def test_no_more_calls_at_a_time_than_allowed(make_contract: MakeContract) -> None:
    contract = make_contract(provider_concurrency=2)
    running, most, two_run, may_end = 0, 0, asyncio.Event(), asyncio.Event()

    async def call() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        if running == 2:
            two_run.set()
        await may_end.wait()
        running -= 1

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(run(contract, call))
        await two_run.wait()
        await asyncio.sleep(0)
        may_end.set()

    assert most == 2


@pytest.mark.parametrize(
    ("provider", "busy", "most", "other"),
    [
        # A roll that takes long is no reason to wait for a preset.
        ("varia", "generate_seed", 2, "fetch_settings_preset"),
        ("smdash", "get_presets", 1, "generate_seed"),
        ("ootr", "create_seed", 1, "get_status"),
        ("avianart", "create_seed", 2, "poll_seed"),
        ("alttprladder", "get_active_racers", 1, "get_history"),
        ("bingosync", "create_room", 2, "new_card"),
    ],
)
async def test_operation_with_a_limit_of_its_own_holds_up_no_other(
    contract: ProviderContract, provider: str, busy: str, most: int, other: str
) -> None:
    begun, all_run, may_end = 0, asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        nonlocal begun
        begun += 1
        if begun == most:
            all_run.set()
        await may_end.wait()

    async with asyncio.TaskGroup() as group:
        for _ in range(most + 1):
            group.create_task(run(contract, slow, provider, operation=busy))
        await all_run.wait()
        await run(contract, Script("done"), provider, operation=other)
        assert begun == most
        may_end.set()

    assert begun == most + 1


async def test_operations_without_a_limit_of_their_own_share_that_of_their_provider(contract: ProviderContract) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await may_end.wait()

    async with asyncio.TaskGroup() as group:
        group.create_task(run(contract, slow, "holyimage", operation="get_catalog"))
        await begun.wait()
        waiting = group.create_task(run(contract, Script("done"), "holyimage", operation="get_another"))
        for _ in range(5):
            await asyncio.sleep(0)
        assert not waiting.done()
        may_end.set()
