"""The corners in which people keep their own presets: who owns them, who may edit, and every version saved."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import count

from slugify import slugify
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from alttprbot.alttprgen.preset import PresetIdentifier, PresetLibrary
from alttprbot.exceptions import (
    BusyException,
    CannotSaveGlobalPresetException,
    InvalidInputException,
    NamespaceNotFoundException,
    NotPermittedException,
    PresetExistsException,
    PresetNotFoundException,
    StalePresetException,
)
from alttprbot.models.presets import (
    PresetNamespaceCollaborators,
    PresetNamespaces,
    PresetRevisions,
    Presets,
)
from alttprbot.util.clock import Clock

NAMESPACE_MAX_LENGTH = 20
MAX_PRESETS = 200
MAX_COLLABORATORS = 25
NOTE_MAX_LENGTH = 200
# Names that mean something else in an address or an identifier.
RESERVED_NAMES = frozenset({"manage", "api", "me", "download", "global", "create", "new"})

_ATTEMPTS = 5


class NamespaceService:
    """Namespaces and the presets in them. Ids of people are Discord's; `author` is whoever is acting."""

    def __init__(self, *, library: PresetLibrary, clock: Clock, superusers: Collection[int] = ()) -> None:
        self._library = library
        self._clock = clock
        self._superusers = frozenset(superusers)

    async def for_user(self, discord_user_id: int, user_name: str) -> PresetNamespaces:
        """The person's namespace; made on first use and called after them, as nearly as others allow."""
        for _ in range(_ATTEMPTS):
            existing = await PresetNamespaces.get_or_none(discord_user_id=discord_user_id)
            if existing is None:
                name = await _free_name(user_name, discord_user_id)
                try:
                    existing = await PresetNamespaces.create(name=name, discord_user_id=discord_user_id)
                except IntegrityError:
                    # Somebody took the name, or the same person came twice: look again.
                    continue
            await existing.fetch_related("collaborators")
            return existing
        raise BusyException("Your preset namespace could not be created just now. Please try again.")

    async def get(self, name: str) -> PresetNamespaces:
        """The namespace of that name, with its collaborators. Raises `NamespaceNotFoundException`."""
        wanted = name.strip().lower()
        namespace = await PresetNamespaces.get_or_none(name=wanted) or await PresetNamespaces.get_or_none(
            name__iexact=wanted
        )
        if namespace is None:
            raise NamespaceNotFoundException(name[:NAMESPACE_MAX_LENGTH])
        await namespace.fetch_related("collaborators")
        return namespace

    def may_edit(self, namespace: PresetNamespaces, discord_user_id: int | None) -> bool:
        """Owner, collaborator or superuser; the collaborators have to be fetched, as they are by this service."""
        if discord_user_id is None:
            return False
        return discord_user_id in self._superusers or namespace.may_be_edited_by(discord_user_id)

    def may_manage(self, namespace: PresetNamespaces, discord_user_id: int | None) -> bool:
        """Owner or superuser: who may rename the namespace and choose its collaborators."""
        return discord_user_id is not None and (
            discord_user_id in self._superusers or discord_user_id == namespace.discord_user_id
        )

    async def list_presets(self, namespace: PresetNamespaces, game: str | None = None) -> list[Presets]:
        """The presets of a namespace, sorted by game and name."""
        query = Presets.filter(namespace_id=namespace.id)
        if game is not None:
            query = query.filter(randomizer=game)
        return await query.order_by("randomizer", "preset_name")

    async def get_preset(self, namespace: PresetNamespaces, game: str, name: str) -> Presets:
        """The stored row. Raises `PresetNotFoundException`."""
        preset = await self._find(namespace, game, _own_name(name))
        if preset is None:
            raise PresetNotFoundException(f"{namespace.name}/{name}", game)
        return preset

    async def save_preset(
        self,
        *,
        namespace: PresetNamespaces | None,
        game: str,
        name: str,
        content: str | bytes,
        author: int,
        replace: bool,
        expected_revision: int | None = None,
        note: str | None = None,
    ) -> Presets:
        """Store a text as it is, once it proved to be a preset, and remember the version that it replaces.

        `expected_revision` is the version that the author started from: if somebody saved another one since, this one
        is refused with `StalePresetException`. Raises also `InvalidPresetException`, `NotPermittedException` and, when
        there is such a preset and `replace` is false, `PresetExistsException`.
        """
        if namespace is None:
            raise CannotSaveGlobalPresetException
        self._require_editor(namespace, author)
        own_name = _own_name(name)
        if note and len(note) > NOTE_MAX_LENGTH:
            raise InvalidInputException(f"A note has at most {NOTE_MAX_LENGTH} characters.")
        preset = await asyncio.to_thread(self._library.parse, game, content)
        existing = await self._find(namespace, game, own_name)
        if existing is None:
            if expected_revision is not None:
                raise StalePresetException(f"The preset “{own_name}” was deleted in the meantime.")
            return await self._create(namespace, game, own_name, preset.raw, author, note)
        if not replace and expected_revision is None:
            raise _exists(namespace, own_name)
        return await self._replace(existing, preset.raw, author, expected_revision, note)

    async def delete_preset(self, *, namespace: PresetNamespaces, game: str, name: str, author: int) -> None:
        """Remove a preset and all of its versions. Raises `NotPermittedException` and `PresetNotFoundException`."""
        self._require_editor(namespace, author)
        preset = await self.get_preset(namespace, game, name)
        await preset.delete()

    async def revisions(self, preset: Presets) -> list[PresetRevisions]:
        """Every version that was saved, newest first."""
        return await PresetRevisions.filter(preset_id=preset.id).order_by("-revision")

    async def add_collaborator(self, namespace: PresetNamespaces, discord_user_id: int, *, author: int) -> None:
        """Let somebody edit the presets of this namespace; it is no error if they may already."""
        self._require_manager(namespace, author)
        if discord_user_id == namespace.discord_user_id:
            raise InvalidInputException("This is the owner of the namespace.")
        if await PresetNamespaceCollaborators.filter(namespace_id=namespace.id).count() >= MAX_COLLABORATORS:
            raise InvalidInputException(f"A namespace has at most {MAX_COLLABORATORS} collaborators.")
        # Somebody who was added before is what was asked for.
        with suppress(IntegrityError):
            await PresetNamespaceCollaborators.create(namespace_id=namespace.id, discord_user_id=discord_user_id)
        await namespace.fetch_related("collaborators")

    async def remove_collaborator(self, namespace: PresetNamespaces, discord_user_id: int, *, author: int) -> None:
        """Take the right to edit away. Collaborators may remove themselves."""
        if author != discord_user_id:
            self._require_manager(namespace, author)
        await PresetNamespaceCollaborators.filter(namespace_id=namespace.id, discord_user_id=discord_user_id).delete()
        await namespace.fetch_related("collaborators")

    async def rename(self, namespace: PresetNamespaces, name: str, *, author: int) -> PresetNamespaces:
        """Give the namespace another name; the identifiers of its presets change with it."""
        self._require_manager(namespace, author)
        wanted = name.strip().lower()
        if not wanted or wanted != slugify(wanted, max_length=NAMESPACE_MAX_LENGTH, regex_pattern=r"[^a-z0-9_-]+"):
            raise InvalidInputException(
                f"A namespace has 1 to {NAMESPACE_MAX_LENGTH} letters (a to z), digits, `_` or `-`."
            )
        if wanted in RESERVED_NAMES:
            raise InvalidInputException(f"“{wanted}” is reserved. Please choose another name.")
        try:
            await PresetNamespaces.filter(id=namespace.id).update(name=wanted)
        except IntegrityError as error:
            raise InvalidInputException(f"“{wanted}” is taken. Please choose another name.") from error
        namespace.name = wanted
        return namespace

    async def _find(self, namespace: PresetNamespaces, game: str, name: str) -> Presets | None:
        rows = Presets.filter(namespace_id=namespace.id, randomizer=game)
        # Rows from before names were normalised may have capitals.
        return await rows.get_or_none(preset_name=name) or await rows.filter(preset_name__iexact=name).first()

    async def _create(
        self, namespace: PresetNamespaces, game: str, name: str, content: str, author: int, note: str | None
    ) -> Presets:
        if await Presets.filter(namespace_id=namespace.id).count() >= MAX_PRESETS:
            raise InvalidInputException(f"A namespace has room for {MAX_PRESETS} presets. Please delete one first.")
        try:
            async with in_transaction() as connection:
                preset = await Presets.create(
                    namespace_id=namespace.id,
                    randomizer=game,
                    preset_name=name,
                    content=content,
                    using_db=connection,
                )
                await PresetRevisions.create(
                    preset_id=preset.id,
                    revision=preset.revision,
                    content=content,
                    discord_user_id=author,
                    note=note,
                    using_db=connection,
                )
        except IntegrityError as error:
            raise _exists(namespace, name) from error
        return preset

    async def _replace(
        self, preset: Presets, content: str, author: int, expected_revision: int | None, note: str | None
    ) -> Presets:
        base = preset.revision if expected_revision is None else expected_revision
        try:
            async with in_transaction() as connection:
                await self._keep_unrecorded_version(preset, connection)
                changed = (
                    await Presets.filter(id=preset.id, revision=base)
                    .using_db(connection)
                    .update(content=content, revision=base + 1, modified=self._clock.now())
                )
                if not changed:
                    raise _stale(preset)
                await PresetRevisions.create(
                    preset_id=preset.id,
                    revision=base + 1,
                    content=content,
                    discord_user_id=author,
                    note=note,
                    using_db=connection,
                )
        except IntegrityError as error:
            raise _stale(preset) from error
        return await Presets.get(id=preset.id)

    async def _keep_unrecorded_version(self, preset: Presets, connection: BaseDBAsyncClient) -> None:
        """Presets from before versions were kept have none; what they said must not be lost."""
        recorded = PresetRevisions.filter(preset_id=preset.id, revision=preset.revision).using_db(connection)
        if await recorded.exists():
            return
        owner = await PresetNamespaces.get(id=preset.namespace_id, using_db=connection)
        await PresetRevisions.create(
            preset_id=preset.id,
            revision=preset.revision,
            content=preset.content,
            discord_user_id=owner.discord_user_id,
            using_db=connection,
        )

    def _require_editor(self, namespace: PresetNamespaces, author: int) -> None:
        if not self.may_edit(namespace, author):
            raise NotPermittedException(f"You may not change the presets of “{namespace.name}”.")

    def _require_manager(self, namespace: PresetNamespaces, author: int) -> None:
        if not self.may_manage(namespace, author):
            raise NotPermittedException(f"Only the owner of “{namespace.name}” may do this.")


def _own_name(name: str) -> str:
    identifier = PresetIdentifier.parse(name)
    if identifier.namespace is not None:
        raise InvalidInputException("The name of a preset has no slash; its namespace is known already.")
    return identifier.name


async def _free_name(user_name: str, discord_user_id: int) -> str:
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


def _exists(namespace: PresetNamespaces, name: str) -> PresetExistsException:
    return PresetExistsException(
        f"There is a preset “{namespace.name}/{name}” already. Say that you want to replace it."
    )


def _stale(preset: Presets) -> StalePresetException:
    return StalePresetException(
        f"Somebody saved another version of “{preset.preset_name}” in the meantime. Look at it before you save yours."
    )
