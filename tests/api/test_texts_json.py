"""Texts for the end of the game, as JSON."""

from __future__ import annotations

from typing import Any

import pytest

from alttprbot.models import TriforceTextPool, TriforceTexts, TriforceTextsConfig
from alttprbot.models.triforce import TriforceSetting, TriforceTextAccess
from tests.api.conftest import Visit
from tests.api.visitors import LINK, ZELDA, Visitor, problem_of

POOL = "alttpr2024"
SUBMIT = f"/triforcetexts/{POOL}/api"
MODERATION = f"/triforcetexts/{POOL}/moderation/api"
LINES = {"first_line": "Hello", "second_line": "", "third_line": "there"}


@pytest.fixture(autouse=True)
async def pool(link: Visitor) -> TriforceTextPool:
    """Link moderates it."""
    await TriforceTextsConfig.create(pool_name=POOL, key_name=TriforceSetting.MODERATOR, value=str(LINK))
    return await TriforceTextPool.create(slug=POOL, title="Qualifier 2024")


async def test_a_text_goes_all_the_way(zelda: Visitor, link: Visitor) -> None:
    sent = await zelda.post(SUBMIT, json=LINES)
    text = await TriforceTexts.get()
    listed = await link.get(MODERATION)
    decided = await link.post(f"{MODERATION}/{text.id}", json={"action": "approve"})

    assert (sent.status_code, await sent.get_json()) == (200, {"success": True})
    assert await listed.get_json() == {
        "pool_name": POOL,
        "filter": "pending",
        "texts": [{"id": text.id, "text": "Hello\n\nthere", "author": "Zelda", "approved": None}],
    }
    assert await decided.get_json() == {"success": True, "approved": True}
    await text.refresh_from_db()
    assert (text.approved, text.discord_user_id) == (True, ZELDA)
    after = await (await link.get(f"{MODERATION}?approved=true")).get_json()
    assert [after["filter"], [entry["approved"] for entry in after["texts"]]] == ["true", [True]]


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        ({"first_line": "{}"}, 400, "The game cannot show “{” “}” in line 1."),
        ({}, 400, "A text needs at least one line with something in it."),
        ({"first_line": 5}, 400, "“first_line” has to be a text."),
        ([1], 400, "Send a JSON object."),
    ],
)
async def test_what_is_no_text_is_refused_with_the_reason(zelda: Visitor, body: Any, status: int, why: str) -> None:
    answer = await zelda.post(SUBMIT, json=body)

    assert await problem_of(answer) == (status, "bad-request")
    assert (await answer.get_json(force=True))["error"] == why
    assert not await TriforceTexts.exists()


@pytest.mark.parametrize(
    ("action", "text_id", "status", "why"),
    [
        ({"action": "delete"}, 1, 400, "The action is one of: approve, reject, reset."),
        ({}, 1, 400, "The action is one of: approve, reject, reset."),
        ({"action": "reject"}, 999, 404, "This pool has no such text. It may have been deleted."),
    ],
)
async def test_what_is_no_decision_is_refused(
    link: Visitor, action: dict[str, str], text_id: int, status: int, why: str
) -> None:
    answer = await link.post(f"{MODERATION}/{text_id}", json=action)

    assert (answer.status_code, (await answer.get_json(force=True))["error"]) == (status, why)


async def test_who_may_not_is_told_so(zelda: Visitor, visit: Visit) -> None:
    stranger = visit()
    tries = {
        await stranger.post(SUBMIT, json=LINES): 401,
        await stranger.get(MODERATION): 401,
        await zelda.get(MODERATION): 403,
        await zelda.post(f"{MODERATION}/1", json={"action": "approve"}): 403,
        await zelda.post("/triforcetexts/nowhere/api", json=LINES): 404,
        await zelda.post(SUBMIT, form=LINES): 415,
    }

    for answer, status in tries.items():
        assert answer.status_code == status
        assert (await answer.get_json(force=True))["error"]
    assert not await TriforceTexts.exists()


async def test_without_its_token_a_session_hands_nothing_in(zelda: Visitor) -> None:
    del zelda.headers["X-CSRF-Token"]

    answer = await zelda.post(SUBMIT, json=LINES)

    assert await problem_of(answer) == (403, "csrf")
    assert not await TriforceTexts.exists()


async def test_a_pool_with_a_key_is_for_those_who_showed_it(visit: Visit, pool: TriforceTextPool) -> None:
    await TriforceTextsConfig.create(pool_name=POOL, key_name=TriforceSetting.KEY, value="sesame")
    pool.access = TriforceTextAccess.KEY
    await pool.save()
    stranger = visit()

    before = await stranger.post(SUBMIT, json={**LINES, "author_name": "Impa"})
    await stranger.post(f"/triforcetexts/{POOL}/key", form={"key": "sesame"})
    after = await stranger.post(SUBMIT, json={**LINES, "author_name": "Impa"})

    assert (before.status_code, after.status_code) == (403, 200)
    assert (await TriforceTexts.get()).author == "Impa"
