"""The web application in the usage statistics: counted with nobody in them, and nobody notices."""

from __future__ import annotations

import pytest
from quart import Quart

from alttprbot.core import Core
from alttprbot.models import TelemetryEvent
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import LINK, Visitor
from tests.telemetry import RECORDING, BrokenTelemetry, names, told

PRESET = "/api/v1/namespaces/link/presets/alttpr/mine"
CONTENT = {"content": "settings: {goal: ganon}"}


@pytest.fixture
async def app(make_app: MakeApp) -> Quart:
    return await make_app(**RECORDING)


async def kinds(core: Core) -> list[tuple[str, str, str | None]]:
    """Name, status and kind of failure of everything but logins."""
    events = [event for event in await told(core) if event.feature != "auth"]
    return [(event.event_name, event.status, event.error_type) for event in events]


async def test_a_login_is_counted_from_its_start_to_its_end(visit: Visit, core: Core) -> None:
    await visit().login(LINK)

    assert await names(core) == ["api.auth.login.start", "api.auth.login.success"]


async def test_who_does_not_agree_at_discord_is_denied(visit: Visit, core: Core) -> None:
    visitor = visit()
    state = (await visitor.begin_login()).split("state=")[1].split("&")[0]

    await visitor.get(f"/callback/discord/?error=access_denied&state={state}")

    (_, failure) = await told(core)
    assert (failure.event_name, failure.status, failure.error_type) == (
        "api.auth.login.failure", "denied", "permission_denied",
    )  # fmt: skip


async def test_discord_that_fails_is_a_failure_of_its_kind(visit: Visit, core: Core, oauth: DiscordOAuthServer) -> None:
    visitor = visit()
    path = await visitor.approve(await visitor.begin_login(), LINK)
    oauth.faults.add(Fault(FaultKind.STATUS, status=502))

    await visitor.get(path)

    assert (await told(core))[-1].error_type == "provider_unavailable"


async def test_saving_presets_is_counted_on_pages_and_in_the_api(link: Visitor, core: Core) -> None:
    await link.post("/api/v1/namespaces")
    await link.put(PRESET, json=CONTENT)
    await link.put(PRESET, json=CONTENT)
    await link.put(PRESET, json=CONTENT, headers={"If-Match": '"another version"'})
    await link.put(PRESET.replace("mine", "yours"), json={"content": "settings: 7"})
    form = {"randomizer": "alttpr", "name": "third", "content": "settings: {goal: ganon}"}
    await link.post("/presets/link/create", form=form | {"action": "validate"})
    await link.post("/presets/link/create", form=form)

    assert [kind for kind in await kinds(core) if not kind[0].endswith("invoke")] == [
        ("api.namespace.claim.success", "ok", None),
        ("api.preset.save.success", "ok", None),
        ("api.preset.save.failure", "error", "invalid_preset"),
        ("api.preset.save.failure", "error", "invalid_input"),
        ("api.preset.save.failure", "error", "invalid_preset"),
        ("api.preset.save.success", "ok", None),
    ]


async def test_who_has_no_business_there_has_not_used_it(visit: Visit, core: Core) -> None:
    await visit().put(PRESET, json=CONTENT)

    assert await kinds(core) == []


async def test_a_roll_is_counted_as_request_and_as_roll(link: Visitor, core: Core, alttpr: AlttprServer) -> None:
    await link.post("/api/v1/presets/alttpr/test", json={"content": "settings: {goal: ganon}"})
    alttpr.faults.add(Fault(FaultKind.HTML))
    await link.post("/api/v1/presets/alttpr/test", json={"content": "settings: {goal: ganon}"})

    assert await kinds(core) == [
        ("api.preset.test.invoke", "ok", None),
        ("api.seed.generate.success", "ok", None),
        ("api.preset.test.success", "ok", None),
        ("api.preset.test.invoke", "ok", None),
        ("api.seed.generate.failure", "error", "provider_bad_response"),
        ("api.preset.test.failure", "error", "provider_bad_response"),
    ]


async def test_nothing_in_the_table_leads_back_to_anybody(link: Visitor, core: Core) -> None:
    await link.post("/api/v1/namespaces")
    await link.put(PRESET, json=CONTENT)

    assert await told(core)
    stored = str(await TelemetryEvent.all().values())
    for trace in (f"{LINK}", "link", "mine", "198.51", "ganon"):
        assert trace not in stored


async def test_nobody_notices_that_telemetry_is_broken(visit: Visit, core: Core) -> None:
    core.telemetry.service = BrokenTelemetry()
    visitor = visit()

    await visitor.login(LINK)
    await visitor.post("/api/v1/namespaces")
    saved = await visitor.put(PRESET, json=CONTENT)

    assert saved.status_code == 201
