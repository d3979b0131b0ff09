"""The keys with which other programs use the API."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from alttprbot.database import transactional
from alttprbot.exceptions import InvalidInputException
from alttprbot.models import AuthorizationKeyPermissions, AuthorizationKeys
from alttprbot.util.clock import Clock

logger = logging.getLogger(__name__)

# What people may let their own keys do.
SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "presets:write": "Save and delete presets in the namespaces of the key's owner.",
        "seeds:generate": "Generate seeds.",
    }
)
MAX_KEYS = 20
NAME_MAX_LENGTH = 100
TOKEN_MAX_LENGTH = 200
USED_EVERY = timedelta(minutes=1)

_MARK = "sbk_"
_PREFIX_LENGTH = len(_MARK) + 8


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key that proved to be valid. `discord_user_id` is its owner; keys from of old have none."""

    id: int
    name: str
    prefix: str
    discord_user_id: int | None
    scopes: frozenset[str]


class ApiKeyService:
    """Makes, finds and revokes keys. Only the hash of a key is stored."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    async def create(
        self, *, owner: int, name: str, scopes: Collection[str], expires: datetime | None = None
    ) -> tuple[str, AuthorizationKeys]:
        """A new key: its text, which cannot be seen again, and its row with `permissions` fetched.

        Raises `InvalidInputException`.
        """
        label = key_name(name)
        unknown = sorted(set(scopes) - set(SCOPES))
        if unknown or not scopes:
            raise InvalidInputException(f"A key is for one or more of: {', '.join(SCOPES)}.")
        if expires is not None and expires <= self._clock.now():
            raise InvalidInputException("The key would have expired already.")
        if await AuthorizationKeys.filter(discord_user_id=owner, revoked=None).count() >= MAX_KEYS:
            raise InvalidInputException(f"You have {MAX_KEYS} keys. Please revoke one first.")
        grants = [(scope, None) for scope in sorted(set(scopes))]
        token, key = await store_key(label, grants, owner=owner, expires=expires, now=self._clock.now())
        await key.fetch_related("permissions")
        logger.info("api_key_created", extra={"key": key.prefix, "owner": owner, "scopes": sorted(set(scopes))})
        return token, key

    async def of_owner(self, owner: int) -> list[AuthorizationKeys]:
        """The keys of a person that are not revoked, newest first, with `permissions` fetched."""
        keys = AuthorizationKeys.filter(discord_user_id=owner, revoked=None)
        return await keys.order_by("-created", "-id").prefetch_related("permissions")

    async def revoke(self, key_id: int, *, owner: int) -> bool:
        """End a key for good; false when this person has no such key."""
        keys = AuthorizationKeys.filter(id=key_id, discord_user_id=owner, revoked=None)
        revoked = bool(await keys.update(revoked=self._clock.now()))
        if revoked:
            logger.info("api_key_revoked", extra={"key_id": key_id, "owner": owner})
        return revoked

    async def authenticate(self, token: str) -> ApiKey | None:
        """The key with this text, unless it expired or was revoked."""
        if not 1 <= len(token) <= TOKEN_MAX_LENGTH or not token.isascii():
            return None
        rows = await AuthorizationKeys.filter(key__in=[_hashed(token), token]).values(
            "id", "key", "name", "prefix", "expires", "revoked", "last_used", "discord_user_id", "permissions__type"
        )
        rows = [row for row in rows if _opens(token, row)]
        if not rows:
            return None
        row, now = rows[0], self._clock.now()
        if row["revoked"] is not None or (row["expires"] is not None and row["expires"] <= now):
            return None
        await self._note_use(token, row, now)
        return ApiKey(
            id=row["id"],
            name=row["name"],
            prefix=row["prefix"] or _short(token),
            discord_user_id=row["discord_user_id"],
            scopes=frozenset(each["permissions__type"] for each in rows if each["permissions__type"]),
        )

    async def _note_use(self, token: str, row: Mapping[str, Any], now: datetime) -> None:
        changes: dict[str, Any] = {}
        if row["last_used"] is None or now - row["last_used"] >= USED_EVERY:
            changes["last_used"] = now
        if row["prefix"] is None:
            # A key from when keys were stored as they are: keep only its hash from now on.
            changes |= {"key": _hashed(token), "prefix": _short(token)}
        if changes:
            await AuthorizationKeys.filter(id=row["id"]).update(**changes)


def key_name(name: str) -> str:
    """What a key is called, as it is stored. Raises `InvalidInputException`."""
    label = name.strip()
    if not 1 <= len(label) <= NAME_MAX_LENGTH:
        raise InvalidInputException(f"The name of a key has 1 to {NAME_MAX_LENGTH} characters.")
    return label


@transactional
async def store_key(
    name: str,
    grants: Sequence[tuple[str, str | None]],
    *,
    owner: int | None,
    expires: datetime | None,
    now: datetime,
) -> tuple[str, AuthorizationKeys]:
    """A new key for what `grants` say, pairs of type and subtype: its text, which is stored nowhere, and its row."""
    token = f"{_MARK}{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}"
    key = await AuthorizationKeys.create(
        key=_hashed(token),
        name=name,
        prefix=token[:_PREFIX_LENGTH],
        created=now,
        expires=expires,
        discord_user_id=owner,
    )
    await AuthorizationKeyPermissions.bulk_create(
        AuthorizationKeyPermissions(auth_key_id=key.id, type=scope, subtype=subtype) for scope, subtype in grants
    )
    return token, key


def _opens(token: str, row: Mapping[str, Any]) -> bool:
    """A stored hash must not pass for a key: rows that have a prefix hold hashes, and only those."""
    expected = token if row["prefix"] is None else _hashed(token)
    return secrets.compare_digest(str(row["key"]), expected)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _short(token: str) -> str:
    return f"{token[:4]}…"
