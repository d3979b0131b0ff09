"""Presets over the API: looking for them, reading, saving, versions, checking."""

from __future__ import annotations

import asyncio

import pytest
from jsonschema import Draft202012Validator

from alttprbot.alttprgen.preset import GAMES
from alttprbot.alttprgen.yaml_limits import load_document
from alttprbot.config import REPOSITORY
from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames, PresetRevisions, Presets
from alttprbot_api.web import Web
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.oauth import DiscordOAuthServer
from tests.api.conftest import MakeApp, Visit
from tests.api.visitors import LINK, ZELDA, Visitor, problem_of
from tests.clocks import HandClock

GANON = {"content": "description: Mine\nsettings: {goal: ganon}\n"}
PEDESTAL = {"content": "settings: {goal: pedestal}\n", "note": "faster"}
MINE = "/api/v1/namespaces/link/presets/alttpr/mine"


@pytest.fixture
async def owner(link: Visitor) -> Visitor:
    """Link, with a namespace."""
    assert (await link.post("/api/v1/namespaces")).status_code == 200
    return link


@pytest.fixture
async def saved(owner: Visitor) -> str:
    """The ETag of Link's preset."""
    response = await owner.put(MINE, json=GANON)
    assert response.status_code == 201
    return response.headers["ETag"]


async def test_global_preset_has_its_text_and_what_it_says(visit: Visit, core: Core) -> None:
    response = await visit().get("/api/v1/presets/global/alttpr/open")

    preset, document = await core.presets.get("alttpr", "open"), await response.get_json()
    assert document["content"] == preset.raw
    assert document["data"] == preset.document
    assert (document["identifier"], document["namespace"], document["revision"]) == ("open", None, None)


async def test_unchanged_global_preset_is_not_sent_again(visit: Visit) -> None:
    visitor, path = visit(), "/api/v1/presets/global/alttpr/open"
    etag = (await visitor.get(path)).headers["ETag"]

    again = await visitor.get(path, headers={"If-None-Match": f'"other", W/{etag}'})
    changed = await visitor.get(path, headers={"If-None-Match": '"other"'})

    assert (again.status_code, await again.get_data(), again.headers["ETag"]) == (304, b"", etag)
    assert changed.status_code == 200


@pytest.mark.parametrize(
    ("path", "suggestions"),
    [
        ("/api/v1/presets/global/alttpr/opne", ["open"]),
        ("/api/v1/presets/global/alttpr/zzzzzzzz", None),
        ("/api/v1/namespaces/link/presets/alttpr/mien", ["link/mine"]),
        ("/api/v1/namespaces/nobody/presets/alttpr/mine", None),
    ],
)
async def test_missing_preset_is_said_with_close_names(
    saved: str, visit: Visit, path: str, suggestions: list[str] | None
) -> None:
    response = await visit().get(path)

    assert await problem_of(response) == (404, "not-found")
    assert (await response.get_json(force=True)).get("suggestions") == suggestions


async def test_list_is_read_page_by_page(saved: str, visit: Visit) -> None:
    visitor, seen, path = visit(), [], "/api/v1/presets?page_size=50"
    while path:
        response = await visitor.get(path)
        page = await response.get_json()
        seen += [(item["randomizer"], item["identifier"]) for item in page["items"]]
        links = {
            rel: address for address, rel in (link.split("; rel=") for link in response.headers["Link"].split(", "))
        }
        path = links.get('"next"', "").strip("<>").removeprefix("http://localhost:5001")

    shipped = sum(len(list((REPOSITORY / "presets" / game).glob("[!_]*.yaml"))) for game in GAMES)
    assert page["total"] == len(seen) == len(set(seen)) == shipped + 1
    assert ("alttpr", "link/mine") in seen
    assert set(links) == {'"first"', '"last"', '"prev"'}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("namespace=link", ["link/mine"]),
        ("namespace=LINK&randomizer=alttpr", ["link/mine"]),
        ("namespace=nobody", []),
        ("q=casualboots_f", ["casualboots_fast"]),
        ("q=MIN&namespace=link", ["link/mine"]),
        ("namespace=global&q=link%2Fmine", []),
    ],
)
async def test_list_can_be_narrowed(saved: str, visit: Visit, query: str, found: list[str]) -> None:
    page = await (await visit().get(f"/api/v1/presets?{query}")).get_json()

    assert [item["identifier"] for item in page["items"]] == found
    assert page["total"] == len(found)


async def test_list_of_an_unknown_game_says_which_there_are(visit: Visit) -> None:
    response = await visit().get("/api/v1/presets?randomizer=pong")

    assert await problem_of(response) == (422, "validation")
    assert "alttpr" in (await response.get_json(force=True))["detail"]


async def test_saved_preset_is_read_back_as_it_was_sent(owner: Visitor, visit: Visit) -> None:
    saved = await owner.put(MINE, json=GANON)

    read = await visit().get(saved.headers["Location"])
    document = await read.get_json()
    assert saved.status_code == 201
    assert document == await saved.get_json()
    assert document["content"] == GANON["content"]
    assert document["data"] == {"description": "Mine", "settings": {"goal": "ganon"}}
    assert (document["identifier"], document["description"], document["revision"]) == ("link/mine", "Mine", 1)
    assert document["modified"].endswith("Z")
    assert read.headers["ETag"] == saved.headers["ETag"]


async def test_name_in_capitals_is_the_same_preset(saved: str, visit: Visit) -> None:
    response = await visit().get("/api/v1/namespaces/LINK/presets/alttpr/MINE")

    assert (await response.get_json())["identifier"] == "link/mine"


async def test_preset_is_replaced_only_by_who_knows_it(owner: Visitor, saved: str) -> None:
    blindly = await owner.put(MINE, json=PEDESTAL)
    knowingly = await owner.put(MINE, json=PEDESTAL, headers={"If-Match": saved})
    late = await owner.put(MINE, json=GANON, headers={"If-Match": saved})
    whatever = await owner.put(MINE, json=GANON, headers={"If-Match": "*"})

    assert await problem_of(blindly) == (409, "conflict")
    assert (knowingly.status_code, (await knowingly.get_json())["revision"]) == (200, 2)
    assert await problem_of(late) == (412, "stale-revision")
    assert (whatever.status_code, (await whatever.get_json())["revision"]) == (200, 3)


async def test_of_two_that_save_at_the_same_time_one_is_told(owner: Visitor, saved: str) -> None:
    answers = await asyncio.gather(
        *(
            owner.put(MINE, json={"content": f"settings: {{goal: ganon, n: {n}}}"}, headers={"If-Match": saved})
            for n in "12"
        )
    )

    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert await PresetRevisions.all().count() == 2


async def test_preset_can_be_asked_to_be_new(owner: Visitor, saved: str) -> None:
    response = await owner.put(MINE, json=PEDESTAL, headers={"If-None-Match": "*"})

    assert await problem_of(response) == (412, "conflict")
    assert (await Presets.get()).content == GANON["content"]


async def test_version_that_is_gone_cannot_be_replaced(owner: Visitor) -> None:
    response = await owner.put(MINE, json=GANON, headers={"If-Match": '"1-1"'})

    assert await problem_of(response) == (412, "stale-revision")
    assert await Presets.all().count() == 0


async def test_versions_are_kept_with_notes(owner: Visitor, saved: str, visit: Visit) -> None:
    await owner.put(MINE, json=PEDESTAL, headers={"If-Match": saved})

    for visitor, author in ((owner, str(LINK)), (visit(), None)):
        page = await (await visitor.get(f"{MINE}/revisions")).get_json()
        assert [(item["revision"], item["note"], item["author"]) for item in page["items"]] == [
            (2, "faster", author),
            (1, None, author),
        ]
        first = await (await visitor.get(f"{MINE}/revisions/1")).get_json()
        assert (first["content"], first["author"]) == (GANON["content"], author)
    assert await problem_of(await owner.get(f"{MINE}/revisions/3")) == (404, "not-found")


async def test_preset_is_deleted_for_good(owner: Visitor, saved: str) -> None:
    assert await problem_of(await owner.delete(MINE, headers={"If-Match": '"9-9"'})) == (412, "stale-revision")

    assert (await owner.delete(MINE, headers={"If-Match": saved})).status_code == 204

    assert await problem_of(await owner.get(MINE)) == (404, "not-found")
    assert await problem_of(await owner.delete(MINE)) == (404, "not-found")


async def test_nobody_changes_the_presets_of_others(saved: str, zelda: Visitor) -> None:
    answers = [
        await zelda.put(MINE, json=PEDESTAL, headers={"If-Match": "*"}),
        await zelda.put("/api/v1/namespaces/link/presets/alttpr/new", json=PEDESTAL),
        await zelda.delete(MINE),
    ]

    assert [await problem_of(answer) for answer in answers] == [(403, "forbidden")] * 3
    assert [preset.content for preset in await Presets.all()] == [GANON["content"]]


async def test_key_saves_for_its_owner_only(saved: str, web: Web, visit: Visit) -> None:
    tokens = [
        (await web.keys.create(owner=owner, name="robot", scopes=["presets:write"]))[0] for owner in (LINK, ZELDA)
    ]
    answers = [
        await visit().put(MINE, json=PEDESTAL, headers={"Authorization": f"Bearer {token}", "If-Match": saved})
        for token in tokens
    ]

    assert answers[0].status_code == 200
    assert await problem_of(answers[1]) == (403, "forbidden")


HOSTILE = {
    "bomb": "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nsettings: *c",
    "python": "settings: !!python/object/apply:os.system ['true']",
    "deep": "settings: " + "[" * 5000,
    "not yaml": "settings: {goal: ganon",
    "list": "- a\n- b",
    "unknown key": "settigns: {}",
    "wrong type": "settings: 5",
    "twice": "settings: {goal: ganon}\nsettings: {goal: ganon}",
    "nul": "settings: {goal: ganon}\0",
    "surrogate": "settings: {goal: '\ud800'}",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_is_no_preset_is_refused_with_reasons(owner: Visitor, content: str) -> None:
    response = await owner.put(MINE, json={"content": content})
    checked = await (
        await owner.post("/api/v1/presets/validate", json={"randomizer": "alttpr", "content": content})
    ).get_json()

    document = await response.get_json(force=True)
    assert await problem_of(response) == (422, "validation")
    assert document["errors"]
    assert checked["valid"] is False
    assert checked["issues"]
    assert await Presets.all().count() == 0


WRONG = {
    "alttpr": ("settings: {hints: on}", "settings.hints"),
    "alttprmystery": ("weapons: [swordless]", "weapons"),
    "sm": ("settings: {logic: lax}", "settings.logic"),
    "smz3": ("settings: {logic: normal}", "settings.logic"),
    "ctjets": ("settings: {zeal: off}", "settings.zeal"),
    "ootr": ("settings: {}\nencrypt: 1", "encrypt"),
}


@pytest.mark.parametrize("game", GAMES)
async def test_saving_checking_and_the_schema_refuse_the_same(owner: Visitor, game: str) -> None:
    content, path = WRONG[game]

    saving = await owner.put(f"/api/v1/namespaces/link/presets/{game}/mine", json={"content": content})
    checking = await owner.post("/api/v1/presets/validate", json={"randomizer": game, "content": content})
    schema = await (await owner.get(f"/schemas/{game}.schema.json")).get_json(force=True)

    assert await problem_of(saving) == (422, "validation")
    assert [error["pointer"] for error in (await saving.get_json(force=True))["errors"]] == [path]
    issues = (await checking.get_json())["issues"]
    assert [issue["path"] for issue in issues if issue["severity"] == "error"] == [path]
    assert not Draft202012Validator(schema).is_valid(load_document(content).data)


async def test_names_that_cannot_be_are_refused(owner: Visitor) -> None:
    answers = [
        await owner.put(f"/api/v1/namespaces/link/presets/alttpr/{name}", json=GANON)
        for name in ("x" * 51, "a%20b", "..", "%C3%A9")
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert await problem_of(await owner.put("/api/v1/namespaces/link/presets/pong/x", json=GANON)) == (
        422,
        "validation",
    )


async def test_checking_says_where_what_is_wrong(owner: Visitor) -> None:
    text = "settings:\n  goal: ganon\nflavour: sweet\n"

    checked = await (
        await owner.post("/api/v1/presets/validate", json={"randomizer": "alttpr", "content": text})
    ).get_json()

    assert not checked["valid"]
    assert [(issue["line"], issue["path"], issue["severity"]) for issue in checked["issues"]] == [
        (3, "flavour", "error")
    ]


async def test_checking_a_good_text_finds_nothing(owner: Visitor, core: Core) -> None:
    text = (await core.presets.get("alttpr", "open")).raw

    response = await owner.post("/api/v1/presets/validate", json={"randomizer": "alttpr", "content": text})

    assert await response.get_json() == {"valid": True, "issues": []}


async def test_trying_a_text_rolls_it_once(owner: Visitor, alttpr: AlttprServer) -> None:
    response = await owner.post("/api/v1/presets/alttpr/test", json={"content": "settings: {goal: ganon}"})

    seed = await response.get_json()
    assert seed["url"].startswith(alttpr.url)
    assert seed["hash_or_id"] in alttpr.seeds
    assert len(seed["code"]) == 5
    assert seed["randomizer"] == "alttpr"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(FaultKind.STATUS, status=500), (502, "provider-error")),
        (Fault(FaultKind.STATUS, status=422), (400, "bad-request")),
        (Fault(FaultKind.RATE_LIMIT, seconds=7), (429, "rate-limited")),
        (Fault(FaultKind.HTML), (502, "provider-error")),
        (Fault(FaultKind.OVERSIZE, megabytes=20), (502, "provider-error")),
        (Fault(FaultKind.DROP), (502, "provider-error")),
        (Fault(FaultKind.SLOW, seconds=3), (504, "provider-timeout")),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else "",
)
async def test_provider_that_fails_is_named(
    make_app: MakeApp, oauth: DiscordOAuthServer, alttpr: AlttprServer, fault: Fault, expected: tuple[int, str]
) -> None:
    visitor = Visitor(await make_app(provider_max_attempts=1, provider_timeout_seconds=0.5), oauth)
    await visitor.login()
    alttpr.faults.add(fault)

    response = await visitor.post("/api/v1/presets/alttpr/test", json={"preset": "open"})

    assert await problem_of(response) == expected
    assert (await response.get_json(force=True))["provider"] == "alttpr"
    assert ("Retry-After" in response.headers) is (expected[0] == 429)
    assert await AuditGeneratedGames.all().count() == 0


async def test_provider_that_keeps_failing_is_left_alone(
    make_app: MakeApp, oauth: DiscordOAuthServer, alttpr: AlttprServer, clock: HandClock
) -> None:
    app = await make_app(provider_max_attempts=1, rate_limit_seeds=100, seed_limit_count=100)
    visitor = Visitor(app, oauth)
    await visitor.login()
    alttpr.faults.add(Fault(FaultKind.STATUS, status=500))

    answers = [await visitor.post("/api/v1/presets/alttpr/test", json={"preset": "open"}) for _ in range(8)]

    assert answers[0].status_code == 502
    assert await problem_of(answers[-1]) == (503, "not-ready")
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "is paused" in (await answers[-1].get_json(force=True))["detail"]


async def test_provider_that_refuses_settings_is_quoted(owner: Visitor, alttpr: AlttprServer) -> None:
    text = "settings: {goal: ganon, mode: upside_down}"

    response = await owner.post("/api/v1/presets/alttpr/test", json={"content": text})

    assert response.status_code in {400, 422}
    assert "mode" in (await response.get_json(force=True))["detail"]


@pytest.mark.parametrize("order", [{}, {"preset": "open", "content": "settings: {goal: ganon}"}])
async def test_trying_needs_one_thing_to_try(owner: Visitor, order: dict[str, str]) -> None:
    assert await problem_of(await owner.post("/api/v1/presets/alttpr/test", json=order)) == (422, "validation")


async def test_preset_for_a_provider_that_is_not_set_up_says_so(owner: Visitor) -> None:
    response = await owner.post("/api/v1/presets/alttpr/test", json={"preset": "basicdoors"})

    assert await problem_of(response) == (503, "not-ready")
    assert "is not installed" in (await response.get_json(force=True))["detail"]
