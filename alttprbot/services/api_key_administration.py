"""What operators do with API keys, whoever they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from tortoise.queryset import QuerySet

from alttprbot.database.transactions import transactional
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuthorizationKeyPermissions, AuthorizationKeys
from alttprbot.services.api_keys import SCOPES, key_name, store_key
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.util.clock import Clock

# What only operators let keys do.
OPERATOR_SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "asynctournament": "Read asynchronous tournaments.",
        "racetimecmd": "Say commands in the race rooms of a category: `racetimecmd:alttpr`.",
    }
)
WITH_CATEGORY = "racetimecmd"


@dataclass(frozen=True, slots=True)
class Grant:
    """One thing that a key may do; `category` is the RaceTime category of `racetimecmd`."""

    scope: str
    category: str | None = None

    @classmethod
    def parse(cls, text: str) -> Grant:
        """Such as `seeds:generate` or `racetimecmd:alttpr`. Raises `InvalidInputException`."""
        if text in SCOPES:
            return cls(text)
        scope, _, category = text.partition(":")
        if scope not in OPERATOR_SCOPES or bool(category) != (scope == WITH_CATEGORY):
            known = ", ".join([*SCOPES, *(name for name in OPERATOR_SCOPES if name != WITH_CATEGORY)])
            raise InvalidInputException(f"A key is for one or more of: {known}, {WITH_CATEGORY}:CATEGORY.")
        return cls(scope, category or None)

    def __str__(self) -> str:
        return self.scope if self.category is None else f"{self.scope}:{self.category}"


class ApiKeyAdministration:
    """Every change is recorded together with who made it."""

    def __init__(self, *, clock: Clock, actor: Actor) -> None:
        self._clock = clock
        self._actor = actor

    async def keys(self, *, revoked: bool = False) -> list[AuthorizationKeys]:
        """All keys with `permissions` fetched, in order of their ids; revoked ones only if wanted."""
        every = AuthorizationKeys.all() if revoked else AuthorizationKeys.filter(revoked=None)
        return await every.order_by("id").prefetch_related("permissions")

    async def find(self, which: str) -> AuthorizationKeys:
        """The key with this id or prefix, with `permissions` fetched. Raises `InvalidInputException`."""
        number = int(which) if which.isascii() and which.isdigit() and len(which) < 10 else None
        query = AuthorizationKeys.filter(prefix=which) if number is None else AuthorizationKeys.filter(id=number)
        key = await query.prefetch_related("permissions").first()
        if key is None:
            raise InvalidInputException(f"There is no API key “{which[:50]}”; `api-key list` shows ids and prefixes.")
        return key

    @transactional
    async def create(
        self, name: str, grants: Sequence[Grant], *, owner: int | None = None, expires: datetime | None = None
    ) -> tuple[str, AuthorizationKeys]:
        """A new key, somebody's or nobody's: its text, which cannot be seen again, and its row."""
        if expires is not None and expires <= self._clock.now():
            raise InvalidInputException("The key would have expired already.")
        wanted = sorted(set(grants), key=str)
        pairs = [(grant.scope, grant.category) for grant in wanted]
        token, key = await store_key(key_name(name), pairs, owner=owner, expires=expires, now=self._clock.now())
        await self._record("create", key, grants=[str(grant) for grant in wanted])
        return token, key

    @transactional
    async def revoke(self, key: AuthorizationKeys) -> bool:
        """End a key for good; false when it was revoked before."""
        revoked = await AuthorizationKeys.filter(id=key.id, revoked=None).update(revoked=self._clock.now())
        if revoked:
            await self._record("revoke", key)
        return bool(revoked)

    @transactional
    async def grant(self, key: AuthorizationKeys, grant: Grant) -> bool:
        """Let a key do one thing more; false when it may already. Raises `InvalidInputException` for a revoked key."""
        # Two at once would leave two rows.
        await AuthorizationKeys.filter(id=key.id).select_for_update()
        if key.revoked is not None:
            raise InvalidInputException(f"The key {key.prefix or key.id} is revoked; please make a new one.")
        if await _permissions(key, grant).exists():
            return False
        await AuthorizationKeyPermissions.create(auth_key_id=key.id, type=grant.scope, subtype=grant.category)
        await self._record("grant", key, grant=str(grant))
        return True

    @transactional
    async def ungrant(self, key: AuthorizationKeys, grant: Grant) -> bool:
        """Let a key do one thing less; false when it might not do it anyway."""
        taken = await _permissions(key, grant).delete()
        if taken:
            await self._record("ungrant", key, grant=str(grant))
        return bool(taken)

    async def _record(self, what: str, key: AuthorizationKeys, **details: object) -> None:
        await record_action(self._actor, f"api_key.{what}", subject=f"api_key:{key.id}", details=details)


def _permissions(key: AuthorizationKeys, grant: Grant) -> QuerySet[AuthorizationKeyPermissions]:
    return AuthorizationKeyPermissions.filter(auth_key_id=key.id, type=grant.scope, subtype=grant.category)
