"""Texts of the community for the end of the game: submitted and drawn."""

from __future__ import annotations

import hashlib
import hmac
import random
import secrets
from collections.abc import Sequence
from typing import Any

from tortoise.expressions import Q

from alttprbot.alttprgen.end_text import end_text
from alttprbot.database import transactional
from alttprbot.exceptions import InvalidInputException, NotFoundException, NotPermittedException
from alttprbot.models import TriforceTextPool, TriforceTexts, TriforceTextsConfig
from alttprbot.models.triforce import TriforceSetting, TriforceTextAccess
from alttprbot.util.clock import Clock
from alttprbot.util.text import shortened

SLUG_LENGTH, AUTHOR_LENGTH = 45, 50
MOST_OWN = 50


class TriforceTextService:
    """Texts are in pools, which are known by their slugs. `rng` draws."""

    def __init__(self, *, clock: Clock, rng: random.Random | None = None) -> None:
        self._clock = clock
        self._rng = rng or secrets.SystemRandom()

    async def pool(self, slug: str) -> TriforceTextPool:
        """A pool. Raises `NotFoundException` where there is none of that name."""
        found = await TriforceTextPool.get_or_none(slug=slug) if len(slug) <= SLUG_LENGTH else None
        if found is None:
            raise NotFoundException(f"There is no pool of texts called “{shortened(slug)}”.")
        return found

    def is_open(self, pool: TriforceTextPool) -> bool:
        """Whether it takes texts now."""
        now = self._clock.now()
        return (pool.opens_at is None or now >= pool.opens_at) and (pool.closes_at is None or now < pool.closes_at)

    async def open_pools(self) -> list[TriforceTextPool]:
        """The pools that take texts now."""
        now = self._clock.now()
        pools = TriforceTextPool.filter(Q(opens_at__isnull=True) | Q(opens_at__lte=now))
        return await pools.filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now)).order_by("title", "id")

    async def submit(
        self, pool: str, lines: Sequence[str], *, author: str, discord_user_id: int | None
    ) -> TriforceTexts:
        """Hand a text in, which waits for a moderator then. Nobody's id is known where a key opened the pool.

        Raises `InvalidInputException` for a text that the game cannot show or that the pool has already, for a pool
        that is closed, and for somebody of whom too many texts wait; `NotPermittedException` for somebody unknown where
        one has to be known.
        """
        return await self._submit(pool, end_text(lines), author.strip()[:AUTHOR_LENGTH], discord_user_id)

    async def pass_for(self, pool: str, key: str) -> str | None:
        """What proves later that somebody had the key of a pool, as long as it stays the key; None for another key."""
        return next((proof for known, proof in await self._keys(pool) if _same(known, key)), None)

    async def admits(self, pool: str, proof: str) -> bool:
        """Whether this came from `pass_for`, and the key is still the same. A pool without a key admits nobody."""
        return any(_same(known, proof) for _, known in await self._keys(pool))

    async def by_author(self, pool: str, discord_user_id: int) -> list[TriforceTexts]:
        """The newest of what somebody handed in."""
        texts = TriforceTexts.filter(pool_name=pool, discord_user_id=discord_user_id)
        return await texts.order_by("-id").limit(MOST_OWN)

    async def draw(self, pool: str, *, balanced: bool = True) -> TriforceTexts | None:
        """One of the approved texts, None where there is none.

        Balanced, every author is as likely as every other, however many texts they wrote; those who are not known by an
        id count as one. Otherwise every text is as likely as every other.
        """
        approved = TriforceTexts.filter(pool_name=pool, approved=True)
        if balanced:
            authors: list[Any] = list(await approved.distinct().values_list("discord_user_id", flat=True))
            if not authors:
                return None
            approved = approved.filter(_written_by(self._rng.choice(authors)))
        ids = await approved.order_by("id").values_list("id", flat=True)
        return await TriforceTexts.get_or_none(id=self._rng.choice(ids)) if ids else None

    async def mark_used(self, text_id: int) -> None:
        """A game shows it."""
        await TriforceTexts.filter(id=text_id).update(broadcasted=True)

    async def _keys(self, pool: str) -> list[tuple[str, str]]:
        """The keys of a pool, each with what proves that somebody had it."""
        keys = await TriforceTextsConfig.filter(pool_name=pool, key_name=TriforceSetting.KEY).values_list(
            "value", flat=True
        )
        return [(str(key), hashlib.sha256(f"{pool}\n{key}".encode()).hexdigest()) for key in keys if key]

    @transactional
    async def _submit(self, slug: str, text: str, author: str, discord_user_id: int | None) -> TriforceTexts:
        pool = await TriforceTextPool.filter(slug=slug).select_for_update().first() or await self.pool(slug)
        if not self.is_open(pool):
            raise InvalidInputException(f"“{pool.title}” takes no texts at this time.")
        if pool.access is TriforceTextAccess.LOGIN and discord_user_id is None:
            raise NotPermittedException(f"Please log in to hand in a text for “{pool.title}”.")
        if await TriforceTexts.exists(pool_name=slug, text=text):
            raise InvalidInputException("Somebody has handed in this text already.")
        if discord_user_id is not None:
            waiting = TriforceTexts.filter(pool_name=slug, discord_user_id=discord_user_id, approved__isnull=True)
            if await waiting.count() >= pool.submission_limit:
                raise InvalidInputException(
                    f"{pool.submission_limit} of your texts wait for a moderator. Please wait with the next one."
                )
        return await TriforceTexts.create(pool_name=slug, text=text, author=author, discord_user_id=discord_user_id)


def _written_by(discord_user_id: int | None) -> Q:
    return Q(discord_user_id__isnull=True) if discord_user_id is None else Q(discord_user_id=discord_user_id)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
