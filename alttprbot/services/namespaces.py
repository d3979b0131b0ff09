"""The corners in which people keep their own presets: who owns them, who may edit, and every version saved."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from contextlib import suppress
from difflib import get_close_matches

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from alttprbot.alttprgen.preset import SUGGESTIONS, PresetIdentifier, PresetLibrary
from alttprbot.database import transactional
from alttprbot.exceptions import (
    BusyException,
    CannotSaveGlobalPresetException,
    InvalidInputException,
    NamespaceNotFoundException,
    NotPermittedException,
    PresetNotFoundException,
    StalePresetException,
)
from alttprbot.models.presets import (
    PresetNamespaceCollaborators,
    PresetNamespaces,
    PresetRevisions,
    Presets,
)
from alttprbot.services.namespace_names import (
    NAMESPACE_MAX_LENGTH,
    RESERVED_NAMES,
    change_name,
    find_by_former_name,
    free_name,
    namespace_name,
    require_free,
    taken,
)
from alttprbot.services.preset_storage import (
    MAX_PRESETS,
    create_preset,
    exists_already,
    find_preset,
    replace_preset,
)
from alttprbot.util.clock import Clock

__all__ = ["MAX_PRESETS", "NAMESPACE_MAX_LENGTH", "NOTE_MAX_LENGTH", "RESERVED_NAMES", "NamespaceService"]

MAX_COLLABORATORS = 25
NOTE_MAX_LENGTH = 200
# Namespaces from before there was a limit on new ones.
STORED_NAME_LENGTH = 50

_ATTEMPTS = 5

logger = logging.getLogger(__name__)


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
                name = await free_name(user_name, discord_user_id)
                try:
                    existing = await PresetNamespaces.create(name=name, discord_user_id=discord_user_id)
                except IntegrityError:
                    # Somebody took the name, or the same person came twice: look again.
                    continue
            await existing.fetch_related("collaborators")
            return existing
        raise BusyException("Your preset namespace could not be created just now. Please try again.")

    async def find_for_user(self, discord_user_id: int) -> PresetNamespaces | None:
        """The person's namespace with its collaborators, if they have one."""
        return await PresetNamespaces.get_or_none(discord_user_id=discord_user_id).prefetch_related("collaborators")

    async def suggested_name(self, discord_user_id: int, user_name: str) -> str:
        """What `for_user` would call a new namespace."""
        return await free_name(user_name, discord_user_id)

    async def create_for_user(self, discord_user_id: int, name: str) -> PresetNamespaces:
        """The person's first and only namespace, under the name that they chose; an older one stays as it is."""
        wanted = namespace_name(name)
        await require_free(wanted, discord_user_id, self._clock.now())
        try:
            await PresetNamespaces.create(name=wanted, discord_user_id=discord_user_id)
        except IntegrityError:
            if (existing := await self.find_for_user(discord_user_id)) is None:
                raise taken(wanted) from None
            return existing
        return await self.get(wanted)

    async def shared_with(self, discord_user_id: int) -> list[PresetNamespaces]:
        """The namespaces of others that this person may edit, by name."""
        return await PresetNamespaces.filter(collaborators__discord_user_id=discord_user_id).order_by("name")

    async def get(self, name: str) -> PresetNamespaces:
        """The namespace that is called so, or was until not long ago, with its collaborators.

        Raises `NamespaceNotFoundException`.
        """
        wanted = name.strip().lower()
        if len(wanted) > STORED_NAME_LENGTH:
            raise NamespaceNotFoundException(name[:NAMESPACE_MAX_LENGTH])
        namespace = (
            await PresetNamespaces.get_or_none(name=wanted)
            or await PresetNamespaces.get_or_none(name__iexact=wanted)
            or await find_by_former_name(wanted, self._clock.now())
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

    def require_editor(self, namespace: PresetNamespaces, author: int) -> None:
        """Raises `NotPermittedException` for somebody who may not change the presets of this namespace."""
        if not self.may_edit(namespace, author):
            raise NotPermittedException(f"You may not change the presets of “{namespace.name}”.")

    async def list_presets(self, namespace: PresetNamespaces, game: str | None = None) -> list[Presets]:
        """The presets of a namespace, sorted by game and name."""
        query = Presets.filter(namespace_id=namespace.id)
        if game is not None:
            query = query.filter(randomizer=game)
        return await query.order_by("randomizer", "preset_name")

    async def count_presets(self, namespace: PresetNamespaces) -> int:
        """How many presets of all games there are in it."""
        return await Presets.filter(namespace_id=namespace.id).count()

    async def list_editable(self, discord_user_id: int, game: str | None = None) -> list[Presets]:
        """The presets that the person may change, with their namespaces: their own first, then those shared by others.

        Without the texts of the presets.
        """
        theirs = Q(discord_user_id=discord_user_id) | Q(collaborators__discord_user_id=discord_user_id)
        namespaces = {space.id: space for space in await PresetNamespaces.filter(theirs).distinct()}
        query = Presets.filter(namespace_id__in=list(namespaces))
        if game is not None:
            query = query.filter(randomizer=game)
        presets = await query.only("id", "randomizer", "preset_name", "namespace_id", "revision")
        for preset in presets:
            preset.namespace = namespaces[preset.namespace_id]

        def order(preset: Presets) -> tuple[bool, str, str, str]:
            space = namespaces[preset.namespace_id]
            return space.discord_user_id != discord_user_id, space.name, preset.randomizer, preset.preset_name

        return sorted(presets, key=order)

    async def get_preset(self, namespace: PresetNamespaces, game: str, name: str) -> Presets:
        """The stored row. Raises `PresetNotFoundException`."""
        own_name = _own_name(name)
        preset = await find_preset(namespace, game, own_name)
        if preset is None:
            neighbours = await Presets.filter(namespace_id=namespace.id, randomizer=game).values_list(
                "preset_name", flat=True
            )
            close = get_close_matches(own_name, neighbours, n=SUGGESTIONS)
            raise PresetNotFoundException(
                f"{namespace.name}/{own_name}", game, suggestions=[f"{namespace.name}/{name}" for name in close]
            )
        return preset

    async def find_stored(self, namespace: str, game: str, name: str) -> Presets:
        """The stored row by its whole name, with its namespace, in one statement where names are spelt as today.

        Raises `NamespaceNotFoundException` and `PresetNotFoundException`.
        """
        wanted = namespace.strip().lower()[:STORED_NAME_LENGTH]
        rows = Presets.filter(namespace__name=wanted, randomizer=game, preset_name=_own_name(name))
        found = await rows.select_related("namespace").first()
        if found is None:
            home = await self.get(namespace)
            found = await self.get_preset(home, game, name)
            found.namespace = home
        return found

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
        self.require_editor(namespace, author)
        own_name = _own_name(name)
        if note and len(note) > NOTE_MAX_LENGTH:
            raise InvalidInputException(f"A note has at most {NOTE_MAX_LENGTH} characters.")
        preset = await asyncio.to_thread(self._library.parse, game, content)
        existing = await find_preset(namespace, game, own_name)
        if existing is None:
            if expected_revision is not None:
                raise StalePresetException(f"The preset “{own_name}” was deleted in the meantime.")
            return await create_preset(namespace, game, own_name, preset.raw, author=author, note=note)
        if not replace and expected_revision is None:
            raise exists_already(namespace, own_name)
        return await replace_preset(
            existing,
            preset.raw,
            author=author,
            note=note,
            expected_revision=expected_revision,
            now=self._clock.now(),
        )

    async def delete_preset(self, *, namespace: PresetNamespaces, game: str, name: str, author: int) -> None:
        """Remove a preset and all of its versions. Raises `NotPermittedException` and `PresetNotFoundException`."""
        self.require_editor(namespace, author)
        preset = await self.get_preset(namespace, game, name)
        await preset.delete()
        _note("preset_deleted", namespace, author, game=game, preset=preset.preset_name, revision=preset.revision)

    async def revisions(self, preset: Presets) -> list[PresetRevisions]:
        """Every version that was saved, newest first."""
        return await PresetRevisions.filter(preset_id=preset.id).order_by("-revision")

    async def revision(self, preset: Presets, number: int) -> PresetRevisions | None:
        """One version that was saved."""
        return await PresetRevisions.get_or_none(preset_id=preset.id, revision=number)

    async def add_collaborator(self, namespace: PresetNamespaces, discord_user_id: int, *, author: int) -> None:
        """Let somebody edit the presets of this namespace; it is no error if they may already."""
        self.require_manager(namespace, author)
        if discord_user_id == namespace.discord_user_id:
            raise InvalidInputException("This is the owner of the namespace.")
        if await PresetNamespaceCollaborators.filter(namespace_id=namespace.id).count() >= MAX_COLLABORATORS:
            raise InvalidInputException(f"A namespace has at most {MAX_COLLABORATORS} collaborators.")
        # Somebody who was added before is what was asked for.
        with suppress(IntegrityError):
            await PresetNamespaceCollaborators.create(namespace_id=namespace.id, discord_user_id=discord_user_id)
        await namespace.fetch_related("collaborators")
        _note("collaborator_added", namespace, author, user=discord_user_id)

    async def remove_collaborator(self, namespace: PresetNamespaces, discord_user_id: int, *, author: int) -> None:
        """Take the right to edit away. Collaborators may remove themselves."""
        if author != discord_user_id:
            self.require_manager(namespace, author)
        await PresetNamespaceCollaborators.filter(namespace_id=namespace.id, discord_user_id=discord_user_id).delete()
        await namespace.fetch_related("collaborators")
        _note("collaborator_removed", namespace, author, user=discord_user_id)

    async def rename(self, namespace: PresetNamespaces, name: str, *, author: int) -> PresetNamespaces:
        """Give the namespace another name; the identifiers of its presets change with it.

        `get` finds it by the old name for a while.
        """
        self.require_manager(namespace, author)
        former = namespace.name
        await change_name(namespace, namespace_name(name), self._clock.now())
        _note("namespace_renamed", namespace, author, former=former)
        return namespace

    async def transfer(self, namespace: PresetNamespaces, discord_user_id: int, *, author: int) -> None:
        """Make a collaborator the owner; who was the owner stays as a collaborator.

        Raises `InvalidInputException` for anybody else, and for somebody who has a namespace already.
        """
        self.require_manager(namespace, author)
        former = namespace.discord_user_id
        try:
            await _change_owner(namespace, discord_user_id)
        except IntegrityError as error:
            raise InvalidInputException("They have a namespace of their own, and nobody can have two.") from error
        namespace.discord_user_id = discord_user_id
        await namespace.fetch_related("collaborators")
        _note("namespace_transferred", namespace, author, former=former, owner=discord_user_id)

    def require_manager(self, namespace: PresetNamespaces, author: int) -> None:
        """Raise `NotPermittedException` for everybody who does not decide about this namespace."""
        if not self.may_manage(namespace, author):
            raise NotPermittedException(f"Only the owner of “{namespace.name}” may do this.")


@transactional
async def _change_owner(namespace: PresetNamespaces, discord_user_id: int) -> None:
    former = namespace.discord_user_id
    collaborators = PresetNamespaceCollaborators.filter(namespace_id=namespace.id)
    if not await collaborators.filter(discord_user_id=discord_user_id).delete():
        raise InvalidInputException("Only a collaborator can become the owner. Please add them first.")
    owned = PresetNamespaces.filter(id=namespace.id, discord_user_id=former)
    if not await owned.update(discord_user_id=discord_user_id):
        raise BusyException("Somebody else is changing this namespace right now. Please look again.")
    await PresetNamespaceCollaborators.create(namespace_id=namespace.id, discord_user_id=former)


def _note(event: str, namespace: PresetNamespaces, author: int, **more: object) -> None:
    """One line in the log: who decided what."""
    logger.info(event, extra={"namespace": namespace.name, "by": author, **more})


def _own_name(name: str) -> str:
    identifier = PresetIdentifier.parse(name)
    if identifier.namespace is not None:
        raise InvalidInputException("The name of a preset has no slash; its namespace is known already.")
    return identifier.name
