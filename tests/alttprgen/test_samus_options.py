"""The site's own list of its settings: what is checked with it, and that no roll depends on it."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from alttprbot.alttprgen.adapters.samus import SamusProvider
from alttprbot.alttprgen.circuit_breaker import FAILURES
from alttprbot.alttprgen.provider_exceptions import SeedProviderInvalidRequestError, SeedProviderUnavailableError
from alttprbot.alttprgen.request import UploadedPreset
from alttprbot.caching.namespaces import DAY
from alttprbot.models import AuditGeneratedGames
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.samus import SamusServer
from tests.alttprgen.conftest import OpenRoad, Road, events, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

LIST = "/api/randomizers/smz3"
NORMAL = request("normal", game="smz3")


@pytest.fixture
async def samus() -> AsyncIterator[SamusServer]:
    async with SamusServer("smz3") as server:
        yield server


@pytest.fixture
async def road(open_road: OpenRoad, samus: SamusServer) -> Road:
    leading = {name.lower(): text for name, text in samus.settings().items()}
    opened: Road = await open_road("http://127.0.0.1:9", **leading)
    return opened


def asked(samus: SamusServer) -> list[str]:
    return [f"{sent.method} {sent.path}" for sent in samus.requests]


def option(samus: SamusServer, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in samus.randomizers["smz3"]["options"] if each["key"] == key)
    return found


async def test_site_is_asked_for_its_settings_once_a_day(road: Road, samus: SamusServer) -> None:
    for _ in range(2):
        await road.seeds.generate(NORMAL)
    assert asked(samus) == [f"GET {LIST}", f"POST {LIST}/generate", f"POST {LIST}/generate"]

    road.clock.advance(DAY)
    await road.seeds.generate(NORMAL)

    assert asked(samus)[3:] == [f"GET {LIST}", f"POST {LIST}/generate"]


async def test_all_shipped_presets_are_what_the_site_knows(road: Road) -> None:
    for name in road.library.names("smz3"):
        if road.library.shipped("smz3")[name].document.get("release") is None:
            await road.seeds.generate(request(name, game="smz3"))


async def test_setting_that_the_site_has_no_more_is_told(road: Road, samus: SamusServer) -> None:
    options = samus.randomizers["smz3"]["options"]
    options.remove(option(samus, "opentourian"))

    with pytest.raises(SeedProviderInvalidRequestError) as caught:
        await road.seeds.generate(NORMAL)

    assert caught.value.user_message == "smz3 rejected the request: it has no setting “opentourian” any more."
    assert asked(samus) == [f"GET {LIST}"]
    assert await AuditGeneratedGames.all().count() == 0


async def test_setting_that_has_another_name_now_is_told_with_it(road: Road, samus: SamusServer) -> None:
    option(samus, "opentourian")["key"] = "opentourians"

    with pytest.raises(SeedProviderInvalidRequestError, match="Did you mean “opentourians”"):
        await road.seeds.generate(NORMAL)


async def test_value_that_the_site_has_no_more_is_told_with_those_that_it_has(road: Road, samus: SamusServer) -> None:
    option(samus, "smlogic")["values"] = {"easy": "Easy", "hard": "Hard"}

    words = "“normal” is no value of its setting “smlogic”. There are: easy, hard."
    with pytest.raises(SeedProviderInvalidRequestError, match=re.escape(words)):
        await road.seeds.generate(NORMAL)


async def test_letter_case_and_what_the_site_does_not_list_are_no_matter(road: Road, samus: SamusServer) -> None:
    option(samus, "smlogic")["values"] = {"Normal": "Normal"}
    text = "settings: {smlogic: NORMAL, z3logic: nmg, initialitems: Boots, seed: '', players: '1'}"

    await road.seeds.generate(request(UploadedPreset(text), game="smz3", players=("Link", "Samus")))

    assert asked(samus)[-1] == f"POST {LIST}/generate"


async def test_release_has_settings_of_its_own(road: Road, samus: SamusServer) -> None:
    option(samus, "smlogic")["values"] = {"easy": "Easy"}

    await road.seeds.generate(
        request(UploadedPreset("release: beta\nsettings: {smlogic: normal, seed: ''}"), game="smz3")
    )

    assert asked(samus) == [f"POST /releases/beta{LIST}/generate"]


@pytest.mark.parametrize(
    "kind", [FaultKind.STATUS, FaultKind.DROP, FaultKind.HTML, FaultKind.MALFORMED, FaultKind.RATE_LIMIT]
)
async def test_seed_is_rolled_without_the_list_as_well(
    road: Road, samus: SamusServer, caplog: pytest.LogCaptureFixture, kind: FaultKind
) -> None:
    caplog.set_level(logging.INFO)
    samus.faults.add(Fault(kind, LIST, method="GET"))

    # Whoever comes next within the minute does not even wait for it.
    for _ in range(2):
        await road.seeds.generate(NORMAL)

    # Of a connection that breaks aiohttp makes a new one by itself.
    assert asked(samus)[-2:] == [f"POST {LIST}/generate"] * 2
    assert set(asked(samus)[:-2]) == {f"GET {LIST}"}
    assert road.clock.slept == []
    assert len(events(caplog, "samus_options_unavailable")) == 2


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"options": []}, {"options": [{"key": 1}]}, {"options": ["smlogic"]}],
)
async def test_list_that_is_none_says_nothing(road: Road, samus: SamusServer, document: Any) -> None:
    samus.randomizers["smz3"] = document

    await road.seeds.generate(NORMAL)

    assert asked(samus)[-1] == f"POST {LIST}/generate"


async def test_list_that_takes_long_is_waited_for_only_a_moment(road: Road, samus: SamusServer) -> None:
    samus.faults.add(Fault(FaultKind.SLOW, LIST, method="GET", seconds=3600))

    async with asyncio.TaskGroup() as rolling:
        task = rolling.create_task(road.seeds.generate(NORMAL))
        await samus.requested(LIST, 1)
        road.clock.expire()

    assert task.result().response.url.startswith(samus.url)
    assert road.clock.passed == 2.5


async def test_list_that_cannot_be_had_is_no_reason_to_leave_the_site_alone(road: Road, samus: SamusServer) -> None:
    provider = road.providers["smz3"]
    assert isinstance(provider, SamusProvider)
    samus.faults.add(Fault(FaultKind.STATUS, LIST, method="GET"))
    for _ in range(FAILURES + 1):
        with pytest.raises(SeedProviderUnavailableError):
            await provider.get_options()
        road.clock.advance(10)

    await road.seeds.generate(NORMAL)

    assert asked(samus)[-1] == f"POST {LIST}/generate"


async def test_list_of_yesterday_serves_while_there_is_no_newer_one(road: Road, samus: SamusServer) -> None:
    option(samus, "smlogic")["values"] = {"easy": "Easy"}
    with pytest.raises(SeedProviderInvalidRequestError):
        await road.seeds.generate(NORMAL)
    road.clock.advance(2 * DAY)
    samus.faults.add(Fault(FaultKind.STATUS, LIST, method="GET"))

    with pytest.raises(SeedProviderInvalidRequestError, match="smlogic"):
        await road.seeds.generate(NORMAL)


async def test_simulated_site_describes_itself_as_text(samus: SamusServer) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{samus.url}/api/randomizers") as listed:
            assert (listed.content_type, [each["id"] for each in json.loads(await listed.text())]) == (
                "text/plain",
                ["sm", "smz3"],
            )
        async with http.get(f"{samus.url}/api/randomizers/zelda") as missing:
            assert (missing.status, await missing.text()) == (200, "null")
