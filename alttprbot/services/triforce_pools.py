"""Looking after the pools of texts: which there are, when they take texts, who moderates them and what opens them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.functions import Count

from alttprbot.database import transactional
from alttprbot.exceptions import InvalidInputException, NotFoundException
from alttprbot.models import TriforceTextPool, TriforceTexts, TriforceTextsConfig
from alttprbot.models.triforce import TriforceSetting, TriforceTextAccess
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.services.triforce_texts import SLUG_LENGTH
from alttprbot.util.text import shortened

SLUG = re.compile(r"[a-z0-9_-]{1,45}")
TITLE_LENGTH, MOST_WAITING = 200, 1000
KEY_BYTES = 12


@dataclass(frozen=True, slots=True)
class PoolState:
    """A pool, how many texts it has, and the Discord ids of its moderators."""

    pool: TriforceTextPool
    texts: int
    moderators: Sequence[str]
    has_key: bool


class TriforcePools:
    """What operators do. Each change is recorded as `actor`'s."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    async def all(self) -> list[PoolState]:
        """Every pool."""
        counted = await TriforceTexts.annotate(texts=Count("id")).group_by("pool_name").values("pool_name", "texts")
        texts = {row["pool_name"]: row["texts"] for row in counted}
        settings = await TriforceTextsConfig.all().order_by("id")
        moderators: dict[str, list[str]] = {}
        for setting in settings:
            if setting.key_name is TriforceSetting.MODERATOR:
                moderators.setdefault(setting.pool_name, []).append(setting.value)
        keys = {each.pool_name for each in settings if each.key_name is TriforceSetting.KEY and each.value}
        return [
            PoolState(pool, texts.get(pool.slug, 0), moderators.get(pool.slug, ()), pool.slug in keys)
            for pool in await TriforceTextPool.all().order_by("slug")
        ]

    @transactional
    async def create(self, slug: str, title: str) -> TriforceTextPool:
        """A new pool, open to everybody who is logged in. Raises `InvalidInputException`."""
        if not SLUG.fullmatch(slug):
            raise InvalidInputException("The name of a pool has 1 to 45 letters (a to z), digits, _ or -.")
        if await TriforceTextPool.exists(slug=slug):
            raise InvalidInputException(f"There is a pool called “{slug}” already.")
        pool = await TriforceTextPool.create(slug=slug, title=_title(title or slug))
        await self._record("create", slug)
        return pool

    @transactional
    async def change(
        self,
        slug: str,
        *,
        title: str | None = None,
        access: TriforceTextAccess | None = None,
        opens_at: datetime | None = None,
        closes_at: datetime | None = None,
        submission_limit: int | None = None,
    ) -> TriforceTextPool:
        """Change what is given. Raises `InvalidInputException`, or `NotFoundException` where there is no such pool."""
        pool = await _locked(slug)
        if submission_limit is not None and not 1 <= submission_limit <= MOST_WAITING:
            raise InvalidInputException(f"The limit is a number from 1 to {MOST_WAITING}.")
        asked: dict[str, Any] = {
            "title": None if title is None else _title(title),
            "access": access,
            "opens_at": opens_at,
            "closes_at": closes_at,
            "submission_limit": submission_limit,
        }
        changes = {name: value for name, value in asked.items() if value is not None}
        pool.update_from_dict(changes)
        if pool.opens_at and pool.closes_at and pool.opens_at >= pool.closes_at:
            raise InvalidInputException("A pool has to open before it closes.")
        await pool.save()
        await self._record("change", slug, {name: str(value) for name, value in changes.items()})
        return pool

    @transactional
    async def add_moderator(self, slug: str, discord_user_id: int) -> bool:
        """Let somebody decide about the texts of a pool; False where they may already."""
        await _locked(slug)
        _, is_new = await TriforceTextsConfig.get_or_create(
            pool_name=slug, key_name=TriforceSetting.MODERATOR, value=str(discord_user_id)
        )
        if not is_new:
            return False
        await self._record("add_moderator", slug, {"moderator": str(discord_user_id)})
        return True

    @transactional
    async def remove_moderator(self, slug: str, discord_user_id: int) -> bool:
        """Take that right away again; False where they have it not."""
        await _locked(slug)
        removed = await TriforceTextsConfig.filter(
            pool_name=slug, key_name=TriforceSetting.MODERATOR, value=str(discord_user_id)
        ).delete()
        if removed:
            await self._record("remove_moderator", slug, {"moderator": str(discord_user_id)})
        return bool(removed)

    @transactional
    async def new_key(self, slug: str) -> str:
        """A key that opens the pool to people who are not logged in, in place of those that did so far."""
        pool = await _locked(slug)
        key = secrets.token_urlsafe(KEY_BYTES)
        await TriforceTextsConfig.filter(pool_name=slug, key_name=TriforceSetting.KEY).delete()
        await TriforceTextsConfig.create(pool_name=slug, key_name=TriforceSetting.KEY, value=key)
        pool.access = TriforceTextAccess.KEY
        await pool.save(update_fields=["access"])
        await self._record("new_key", slug)
        return key

    async def _record(self, what: str, slug: str, details: dict[str, object] | None = None) -> None:
        await record_action(self._actor, f"triforce_pool.{what}", subject=slug, details=details)


async def _locked(slug: str) -> TriforceTextPool:
    known = len(slug) <= SLUG_LENGTH
    pool = await TriforceTextPool.filter(slug=slug).select_for_update().first() if known else None
    if pool is None:
        raise NotFoundException(f"There is no pool of texts called “{shortened(slug)}”.")
    return pool


def _title(title: str) -> str:
    cleaned = " ".join(title.split())
    if not 0 < len(cleaned) <= TITLE_LENGTH:
        raise InvalidInputException(f"A title has 1 to {TITLE_LENGTH} characters.")
    return cleaned
