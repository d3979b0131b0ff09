"""Texts for the end of the game: listed, counted, decided about."""

from __future__ import annotations

from typing import Any

import pytest

from alttprbot.exceptions import InvalidInputException, NotFoundException, NotPermittedException
from alttprbot.models import AuditAction, TriforceTexts, TriforceTextsConfig
from alttprbot.models.triforce import TriforceSetting
from alttprbot.services.triforce_moderation import PAGE_SIZE, REASON_LENGTH, Decision, TriforceModeration

POOL, OTHER = "sgl24", "alttpr2024"
ANA, MODERATOR = 2**62, 2**62 + 2


@pytest.fixture
async def moderation(database: Any) -> TriforceModeration:
    await TriforceTextsConfig.create(pool_name=POOL, key_name=TriforceSetting.MODERATOR, value=str(MODERATOR))
    return TriforceModeration()


async def handed_in(text: str, pool: str = POOL, *, approved: bool | None = None) -> TriforceTexts:
    return await TriforceTexts.create(pool_name=pool, text=text, discord_user_id=ANA, approved=approved)


async def test_moderators_decide_and_may_change_their_mind(moderation: TriforceModeration) -> None:
    text = await handed_in("Hello")

    for decision in (Decision.APPROVED, Decision.REJECTED, Decision.PENDING, Decision.APPROVED):
        await moderation.decide(POOL, {text.id}, decision, moderator=MODERATOR, reason="well said")
        assert [found.id for found in await moderation.of_pool(POOL, decision)] == [text.id]
        assert (await moderation.counts(POOL))[decision] == 1

    assert [found.id for found in await moderation.of_pool(POOL, None)] == [text.id]
    record = await AuditAction.all().order_by("-id").first()
    assert record is not None
    assert (record.actor, record.action, record.subject, record.details) == (
        f"discord:{MODERATOR}",
        "triforce_text.approved",
        POOL,
        {"texts": [text.id], "reason": "well said"},
    )


async def test_many_are_decided_about_at_once_or_none(moderation: TriforceModeration) -> None:
    texts = [(await handed_in(f"Text {number}")).id for number in range(3)]
    elsewhere = await handed_in("Elsewhere", OTHER)

    with pytest.raises(NotFoundException, match="no such text"):
        await moderation.decide(POOL, [*texts, elsewhere.id], Decision.APPROVED, moderator=MODERATOR)
    assert await moderation.counts(POOL) == {Decision.PENDING: 3, Decision.APPROVED: 0, Decision.REJECTED: 0}

    await moderation.decide(POOL, texts[:2], Decision.REJECTED, moderator=MODERATOR)
    assert await moderation.counts(POOL) == {Decision.PENDING: 1, Decision.APPROVED: 0, Decision.REJECTED: 2}


async def test_nobody_else_decides_and_nobody_about_another_pool(moderation: TriforceModeration) -> None:
    here, elsewhere = await handed_in("a"), await handed_in("b", OTHER)

    with pytest.raises(NotPermittedException):
        await moderation.decide(POOL, {here.id}, Decision.APPROVED, moderator=ANA)
    with pytest.raises(NotPermittedException):
        await moderation.decide(OTHER, {elsewhere.id}, Decision.APPROVED, moderator=MODERATOR)
    with pytest.raises(NotFoundException, match="no such text"):
        await moderation.decide(POOL, {elsewhere.id}, Decision.APPROVED, moderator=MODERATOR)
    with pytest.raises(InvalidInputException, match="at least one"):
        await moderation.decide(POOL, (), Decision.APPROVED, moderator=MODERATOR)

    assert not await TriforceTexts.filter(approved=True).exists()


async def test_a_reason_without_end_is_cut(moderation: TriforceModeration) -> None:
    text = await handed_in("Hello")

    await moderation.decide(POOL, {text.id}, Decision.REJECTED, moderator=MODERATOR, reason="no " * 500)

    record = await AuditAction.get()
    assert record.details is not None
    assert len(str(record.details["reason"])) <= REASON_LENGTH


async def test_texts_come_page_by_page_and_repeated_ones_are_marked(moderation: TriforceModeration) -> None:
    await TriforceTexts.bulk_create(
        [TriforceTexts(pool_name=POOL, text=f"Text {number}") for number in range(PAGE_SIZE)]
        + [TriforceTexts(pool_name=POOL, text="Text 3"), TriforceTexts(pool_name=OTHER, text="Text 4")]
    )

    first, second = await moderation.page(POOL, Decision.PENDING), await moderation.page(POOL, None, 2)

    assert ([text.text for text in first.items[:2]], len(first.items)) == (["Text 0", "Text 1"], PAGE_SIZE)
    assert (first.total, first.count, first.repeated) == (PAGE_SIZE + 1, 2, {"Text 3"})
    assert ([text.text for text in second.items], second.repeated) == (["Text 3"], {"Text 3"})


async def test_an_empty_pool_has_one_empty_page(moderation: TriforceModeration) -> None:
    page = await moderation.page(POOL, Decision.APPROVED)

    assert (list(page.items), page.total, page.count, page.repeated) == ([], 0, 1, frozenset())
