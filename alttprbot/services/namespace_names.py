"""What a preset namespace may be called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from slugify import slugify
from tortoise.exceptions import IntegrityError

from alttprbot.database import transactional
from alttprbot.exceptions import InvalidInputException
from alttprbot.models.presets import PresetNamespaceAliases, PresetNamespaces

NAMESPACE_MAX_LENGTH = 20
NAMESPACE_MIN_LENGTH = 3
# Names that mean something else in an address or an identifier.
RESERVED_NAMES = frozenset({"manage", "api", "me", "download", "global", "create", "new"})

# How long a namespace is found by its former name.
ALIAS_LIFETIME = timedelta(days=90)


def namespace_name(typed: str) -> str:
    """The name that somebody chose, normalised. Raises `InvalidInputException` for what cannot be one."""
    wanted = typed.strip().lower()
    slug = slugify(wanted, max_length=NAMESPACE_MAX_LENGTH, regex_pattern=r"[^a-z0-9_-]+")
    if wanted != slug or len(wanted) < NAMESPACE_MIN_LENGTH:
        raise InvalidInputException(
            f"A namespace has {NAMESPACE_MIN_LENGTH} to {NAMESPACE_MAX_LENGTH} letters (a to z), digits, `_` or `-`."
        )
    if wanted in RESERVED_NAMES:
        raise InvalidInputException(f"“{wanted}” is reserved. Please choose another name.")
    return wanted


async def free_name(user_name: str, discord_user_id: int) -> str:
    """The user's name as a slug, with the first number behind it that makes it unique."""
    slug = slugify(user_name, max_length=NAMESPACE_MAX_LENGTH)
    if not slug:
        return f"user-{discord_user_id}"
    # Leave room for a number of any length that is likely.
    stem = slug[: NAMESPACE_MAX_LENGTH - 5]
    taken = RESERVED_NAMES.union(
        await PresetNamespaces.filter(name__startswith=stem).values_list("name", flat=True),
        await PresetNamespaceAliases.filter(name__startswith=stem).values_list("name", flat=True),
    )
    return next(name for name in _numbered(slug, stem) if name not in taken)


async def require_free(name: str, discord_user_id: int, now: datetime) -> None:
    """Raise `InvalidInputException` if somebody else's namespace has this name, or had it until not long ago."""
    namespaces = PresetNamespaces.filter(name=name).exclude(discord_user_id=discord_user_id)
    aliases = PresetNamespaceAliases.filter(name=name, expires__gt=now)
    if await namespaces.exists() or await aliases.exclude(namespace__discord_user_id=discord_user_id).exists():
        raise taken(name)


async def find_by_former_name(name: str, now: datetime) -> PresetNamespaces | None:
    """The namespace that was called so."""
    return await PresetNamespaces.get_or_none(aliases__name=name, aliases__expires__gt=now)


async def change_name(namespace: PresetNamespaces, name: str, now: datetime) -> None:
    """Give it the new name and remember the old one. Raises `InvalidInputException` if the new one is taken."""
    await require_free(name, namespace.discord_user_id, now)
    if name == namespace.name:
        return
    try:
        await _rename(namespace, name, now)
    except IntegrityError as error:
        raise taken(name) from error
    namespace.name = name


@transactional
async def _rename(namespace: PresetNamespaces, name: str, now: datetime) -> None:
    await PresetNamespaceAliases.filter(name__in=[name, namespace.name]).delete()
    await PresetNamespaces.filter(id=namespace.id).update(name=name)
    await PresetNamespaceAliases.create(name=namespace.name, namespace_id=namespace.id, expires=now + ALIAS_LIFETIME)


def taken(name: str) -> InvalidInputException:
    """The complaint about a name that somebody else has."""
    return InvalidInputException(f"“{name}” is taken. Please choose another name.")


def _numbered(slug: str, stem: str) -> Iterator[str]:
    yield slug
    yield from (f"{stem}{number}" for number in count(2))
