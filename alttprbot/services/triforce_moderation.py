"""Deciding about the texts of a pool."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tortoise.functions import Count
from tortoise.queryset import QuerySet

from alttprbot.database import transactional
from alttprbot.exceptions import InvalidInputException, NotFoundException, NotPermittedException
from alttprbot.models import TriforceTexts, TriforceTextsConfig
from alttprbot.models.triforce import TriforceSetting
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.util.text import shortened

REASON_LENGTH = 200
PAGE_SIZE = 50


class Decision(StrEnum):
    """What became of a text."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


APPROVAL: Mapping[Decision, bool | None] = {
    Decision.PENDING: None,
    Decision.APPROVED: True,
    Decision.REJECTED: False,
}
"""How it stands in the table."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of the texts of a pool; `repeated` are the texts on it that the pool has more than once."""

    items: Sequence[TriforceTexts]
    number: int
    total: int
    repeated: frozenset[str]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))


class TriforceModeration:
    """Pools are known by their slugs, moderators by their Discord ids."""

    async def is_moderator(self, pool: str, discord_user_id: int) -> bool:
        """Whether somebody decides about the texts of a pool."""
        return await TriforceTextsConfig.exists(
            pool_name=pool, key_name=TriforceSetting.MODERATOR, value=str(discord_user_id)
        )

    async def require_moderator(self, pool: str, discord_user_id: int) -> None:
        """Raise `NotPermittedException` for everybody who does not."""
        if not await self.is_moderator(pool, discord_user_id):
            raise NotPermittedException(f"You do not moderate the texts of “{shortened(pool)}”.")

    async def of_pool(self, pool: str, decision: Decision | None = Decision.PENDING) -> list[TriforceTexts]:
        """The texts of a pool, oldest first; all of them without `decision`."""
        return await _texts(pool, decision).order_by("id")

    async def page(self, pool: str, decision: Decision | None, number: int = 1) -> TextPage:
        """The same, page by page."""
        chosen = _texts(pool, decision)
        items = await chosen.order_by("id").offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)
        shown = {text.text for text in items}
        again: list[Any] = (
            await TriforceTexts.filter(pool_name=pool, text__in=shown)
            .annotate(times=Count("id"))
            .group_by("text")
            .filter(times__gt=1)
            .values_list("text", flat=True)
            if shown
            else []
        )
        return TextPage(items, number, await chosen.count(), frozenset(again))

    async def counts(self, pool: str) -> Mapping[Decision, int]:
        """How many texts of a pool there are of each kind."""
        rows = (
            await TriforceTexts.filter(pool_name=pool)
            .annotate(texts=Count("id"))
            .group_by("approved")
            .values("approved", "texts")
        )
        found = {row["approved"]: row["texts"] for row in rows}
        return {decision: found.get(approved, 0) for decision, approved in APPROVAL.items()}

    async def decide(
        self, pool: str, texts: Collection[int], decision: Decision, *, moderator: int, reason: str = ""
    ) -> list[TriforceTexts]:
        """Approve or reject texts of the pool, or leave them open again. Who did and why is recorded.

        Raises `NotPermittedException` for those who do not moderate this pool, `NotFoundException` when one of the
        texts is not in it, and `InvalidInputException` without any: then nothing changes.
        """
        await self.require_moderator(pool, moderator)
        if not texts:
            raise InvalidInputException("Choose at least one text.")
        return await self._decide(pool, frozenset(texts), decision, moderator, shortened(reason, REASON_LENGTH))

    @transactional
    async def _decide(
        self, pool: str, ids: frozenset[int], decision: Decision, moderator: int, reason: str
    ) -> list[TriforceTexts]:
        texts = await TriforceTexts.filter(id__in=ids, pool_name=pool).order_by("id").select_for_update()
        if len(texts) < len(ids):
            raise NotFoundException("This pool has no such text. It may have been deleted.")
        for text in texts:
            text.approved = APPROVAL[decision]
        await TriforceTexts.bulk_update(texts, ["approved"])
        details: dict[str, object] = {"texts": sorted(ids), **({"reason": reason} if reason else {})}
        await record_action(Actor.discord(moderator, "web"), f"triforce_text.{decision}", subject=pool, details=details)
        return texts


def _texts(pool: str, decision: Decision | None) -> QuerySet[TriforceTexts]:
    texts = TriforceTexts.filter(pool_name=pool)
    if decision is None:
        return texts
    approved = APPROVAL[decision]
    return texts.filter(approved__isnull=True) if approved is None else texts.filter(approved=approved)
