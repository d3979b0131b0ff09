"""Texts for the end of the game: handed in, decided about, drawn, shown."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alttprbot.exceptions import InvalidInputException, NotPermittedException
from alttprbot.models import TriforceTextPool, TriforceTexts, TriforceTextsConfig
from alttprbot.models.triforce import TriforceSetting, TriforceTextAccess
from alttprbot.services.triforce_texts import TriforceTextService
from tests.alttprgen.conftest import VirtualClock

POOL, OTHER = "sgl24", "alttpr2024"
ANA, BEN, MODERATOR = 2**62, 2**62 + 1, 2**62 + 2
NOW = datetime(2026, 2, 14, 18, 0, tzinfo=UTC)


@pytest.fixture
async def pool(database: Any) -> TriforceTextPool:
    await TriforceTextsConfig.create(pool_name=POOL, key_name=TriforceSetting.MODERATOR, value=str(MODERATOR))
    return await TriforceTextPool.create(slug=POOL, title="SGL 2024", submission_limit=2)


@pytest.fixture
def texts(pool: TriforceTextPool) -> TriforceTextService:
    return TriforceTextService(clock=VirtualClock(), rng=random.Random(1))


async def approved(text: str, author: int | None, pool: str = POOL, *, approved: bool | None = True) -> TriforceTexts:
    return await TriforceTexts.create(pool_name=pool, text=text, discord_user_id=author, approved=approved)


async def test_a_text_waits_for_a_moderator(texts: TriforceTextService) -> None:
    text = await texts.submit(POOL, ["Hello", "there"], author="ana", discord_user_id=ANA)

    assert await texts.by_author(POOL, ANA) == [text]
    assert (text.text, text.author, text.discord_user_id, text.approved) == ("Hello\nthere\n", "ana", ANA, None)
    assert await texts.draw(POOL) is None


@pytest.mark.parametrize(
    ("pool_name", "lines", "why"),
    [("nowhere", ["Hello"], "no pool of texts"), (POOL, ["{PAUSE}"], "cannot show"), (POOL, ["Taken"], "already")],
)
async def test_what_cannot_be_handed_in(texts: TriforceTextService, pool_name: str, lines: list[str], why: str) -> None:
    await texts.submit(POOL, ["Taken"], author="ben", discord_user_id=BEN)

    with pytest.raises(InvalidInputException, match=why):
        await texts.submit(pool_name, lines, author="ana", discord_user_id=ANA)

    assert await TriforceTexts.all().count() == 1


@pytest.mark.parametrize(
    ("opens", "closes", "taken"),
    [(None, None, True), (0, 1, True), (1, None, False), (None, 0, False), (-2, -1, False)],
)
async def test_a_pool_has_its_time(
    texts: TriforceTextService, pool: TriforceTextPool, opens: int | None, closes: int | None, taken: bool
) -> None:
    pool.opens_at = None if opens is None else NOW + timedelta(days=opens)
    pool.closes_at = None if closes is None else NOW + timedelta(days=closes)
    await pool.save()

    if not taken:
        with pytest.raises(InvalidInputException, match="takes no texts"):
            await texts.submit(POOL, ["Hello"], author="ana", discord_user_id=ANA)
    else:
        assert await texts.submit(POOL, ["Hello"], author="ana", discord_user_id=ANA)


async def test_strangers_need_a_pool_that_is_open_to_them(texts: TriforceTextService, pool: TriforceTextPool) -> None:
    with pytest.raises(NotPermittedException, match="log in"):
        await texts.submit(POOL, ["Hello"], author="somebody", discord_user_id=None)
    pool.access = TriforceTextAccess.KEY
    await pool.save()

    text = await texts.submit(POOL, ["Hello"], author=" somebody ", discord_user_id=None)

    assert (text.author, text.discord_user_id) == ("somebody", None)


@pytest.mark.parametrize(
    ("pool_name", "key", "opens"),
    [(POOL, "sésame", True), (POOL, "SÉSAME", False), (POOL, "", False), (OTHER, "sésame", False), (OTHER, "", False)],
)
async def test_a_pool_is_opened_by_its_key(texts: TriforceTextService, pool_name: str, key: str, opens: bool) -> None:
    await TriforceTextsConfig.create(pool_name=POOL, key_name=TriforceSetting.KEY, value="sésame")
    await TriforceTextsConfig.create(pool_name=OTHER, key_name=TriforceSetting.KEY, value="")

    proof = await texts.pass_for(pool_name, key)

    assert (proof is not None) is opens
    assert await texts.admits(pool_name, proof or "") is opens


async def test_a_new_key_shuts_out_who_had_the_old_one(texts: TriforceTextService) -> None:
    row = await TriforceTextsConfig.create(pool_name=POOL, key_name=TriforceSetting.KEY, value="old")
    proof = await texts.pass_for(POOL, "old")
    assert proof is not None
    row.value = "new"
    await row.save()

    assert not await texts.admits(POOL, proof)
    assert not await texts.admits(OTHER, proof)
    assert await texts.pass_for(POOL, "old") is None


async def test_one_person_may_have_so_many_waiting(texts: TriforceTextService) -> None:
    outcomes = await asyncio.gather(
        *(texts.submit(POOL, [f"Text {number}"], author="ana", discord_user_id=ANA) for number in range(4)),
        return_exceptions=True,
    )
    await texts.submit(POOL, ["Other"], author="ben", discord_user_id=BEN)

    assert [type(outcome) for outcome in outcomes].count(InvalidInputException) == 2
    (first, _) = await TriforceTexts.filter(discord_user_id=ANA).order_by("id")
    await TriforceTexts.filter(id=first.id).update(approved=False)
    assert await texts.submit(POOL, ["Next"], author="ana", discord_user_id=ANA)


@pytest.mark.parametrize(("balanced", "expected"), [(True, (1 / 3, 1 / 3, 1 / 3)), (False, (1 / 6, 3 / 6, 2 / 6))])
async def test_drawing_is_fair_to_authors_or_to_texts(
    texts: TriforceTextService, balanced: bool, expected: tuple[float, ...]
) -> None:
    await approved("ana", ANA)
    for _ in range(3):
        await approved("ben", BEN)
    for _ in range(2):
        await approved("anonymous", None)
    for refused in (False, None):
        await approved("refused", BEN + 10, approved=refused)
    await approved("elsewhere", ANA, OTHER)

    drawn = Counter([text.text for _ in range(300) if (text := await texts.draw(POOL, balanced=balanced))])

    assert drawn.keys() == {"ana", "ben", "anonymous"}
    for author, share in zip(("ana", "ben", "anonymous"), expected, strict=True):
        assert drawn[author] / 300 == pytest.approx(share, abs=0.11)
