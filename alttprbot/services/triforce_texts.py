"""Texts of the community for the end of the game: submitted, moderated, drawn."""

from __future__ import annotations

import hmac
import random
import secrets
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from tortoise.expressions import Q

from alttprbot.alttprgen.end_text import end_text
from alttprbot.database import transactional
from alttprbot.exceptions import InvalidInputException, NotPermittedException
from alttprbot.models import TriforceTextPool, TriforceTexts, TriforceTextsConfig
from alttprbot.models.triforce import TriforceSetting, TriforceTextAccess
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.util.clock import Clock
from alttprbot.util.text import shortened

AUTHOR_LENGTH, REASON_LENGTH = 50, 200


class Decision(StrEnum):
    """What became of a text."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


APPROVAL = {Decision.PENDING: None, Decision.APPROVED: True, Decision.REJECTED: False}
"""How it stands in the table."""


class TriforceTextService:
    """Texts are in pools, which are known by their slugs. `rng` draws."""

    def __init__(self, *, clock: Clock, rng: random.Random | None = None) -> None:
        self._clock = clock
        self._rng = rng or secrets.SystemRandom()

    async def pool(self, slug: str) -> TriforceTextPool:
        """A pool. Raises `InvalidInputException` where there is none of that name."""
        found = await TriforceTextPool.get_or_none(slug=slug)
        if found is None:
            raise InvalidInputException(f"There is no pool of texts called “{shortened(slug)}”.")
        return found

    async def submit(
        self, pool: str, lines: Sequence[str], *, author: str, discord_user_id: int | None
    ) -> TriforceTexts:
        """Hand a text in, which waits for a moderator then. Nobody's id is known where a key opened the pool.

        Raises `InvalidInputException` for a text that the game cannot show or that the pool has already, for a pool
        that is closed, and for somebody of whom too many texts wait; `NotPermittedException` for somebody unknown where
        one has to be known.
        """
        return await self._submit(pool, end_text(lines), author.strip()[:AUTHOR_LENGTH], discord_user_id)

    async def is_key(self, pool: str, key: str) -> bool:
        """Whether this opens a pool to those who are not known; a pool without a key is opened by none."""
        keys = await TriforceTextsConfig.filter(pool_name=pool, key_name=TriforceSetting.KEY).values_list(
            "value", flat=True
        )
        return any(hmac.compare_digest(str(known).encode(), key.encode()) for known in keys if known)

    async def of_pool(self, pool: str, decision: Decision | None = Decision.PENDING) -> list[TriforceTexts]:
        """The texts of a pool, oldest first; all of them without `decision`."""
        texts = TriforceTexts.filter(pool_name=pool)
        if decision is not None:
            texts = texts.filter(_approval(decision))
        return await texts.order_by("id")

    async def is_moderator(self, pool: str, discord_user_id: int) -> bool:
        """Whether somebody decides about the texts of a pool."""
        return await TriforceTextsConfig.exists(
            pool_name=pool, key_name=TriforceSetting.MODERATOR, value=str(discord_user_id)
        )

    async def decide(
        self, pool: str, text_id: int, decision: Decision, *, moderator: int, reason: str = ""
    ) -> TriforceTexts:
        """Approve or reject a text of the pool, or leave it open again. Who did and why is recorded.

        Raises `NotPermittedException` for those who do not moderate this pool, and `InvalidInputException` for a text
        that is not in it.
        """
        if not await self.is_moderator(pool, moderator):
            raise NotPermittedException(f"You do not moderate the texts of “{shortened(pool)}”.")
        return await self._decide(pool, text_id, decision, moderator, shortened(reason, REASON_LENGTH))

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

    @transactional
    async def _submit(self, slug: str, text: str, author: str, discord_user_id: int | None) -> TriforceTexts:
        pool = await TriforceTextPool.filter(slug=slug).select_for_update().first() or await self.pool(slug)
        now = self._clock.now()
        if (pool.opens_at and now < pool.opens_at) or (pool.closes_at and now >= pool.closes_at):
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

    @transactional
    async def _decide(self, pool: str, text_id: int, decision: Decision, moderator: int, reason: str) -> TriforceTexts:
        text = await TriforceTexts.filter(id=text_id, pool_name=pool).select_for_update().first()
        if text is None:
            raise InvalidInputException("This pool has no such text.")
        text.approved = APPROVAL[decision]
        await text.save(update_fields=["approved", "timestamp"])
        details: dict[str, object] = {"text": text_id, **({"reason": reason} if reason else {})}
        await record_action(Actor.discord(moderator, "web"), f"triforce_text.{decision}", subject=pool, details=details)
        return text


def _approval(decision: Decision) -> Q:
    approved = APPROVAL[decision]
    return Q(approved__isnull=True) if approved is None else Q(approved=approved)


def _written_by(discord_user_id: int | None) -> Q:
    return Q(discord_user_id__isnull=True) if discord_user_id is None else Q(discord_user_id=discord_user_id)
