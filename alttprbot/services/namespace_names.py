"""What a preset namespace may be called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from slugify import slugify

from alttprbot.exceptions import InvalidInputException
from alttprbot.models.presets import PresetNamespaces

NAMESPACE_MAX_LENGTH = 20
NAMESPACE_MIN_LENGTH = 3
# Names that mean something else in an address or an identifier.
RESERVED_NAMES = frozenset({"manage", "api", "me", "download", "global", "create", "new"})


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
    taken = RESERVED_NAMES.union(await PresetNamespaces.filter(name__startswith=stem).values_list("name", flat=True))
    return next(name for name in _numbered(slug, stem) if name not in taken)


def _numbered(slug: str, stem: str) -> Iterator[str]:
    yield slug
    yield from (f"{stem}{number}" for number in count(2))
