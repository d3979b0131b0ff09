"""Presets as rows: one for what is rolled now, and one for every version that was saved."""

from __future__ import annotations

from datetime import datetime

from tortoise.exceptions import IntegrityError

from alttprbot.database import transactional
from alttprbot.exceptions import InvalidInputException, PresetExistsException, StalePresetException
from alttprbot.models.presets import PresetNamespaces, PresetRevisions, Presets

MAX_PRESETS = 200


async def find_preset(namespace: PresetNamespaces, game: str, name: str) -> Presets | None:
    """The row of that name, however it is spelt."""
    rows = Presets.filter(namespace_id=namespace.id, randomizer=game)
    # Rows from before names were normalised may have capitals.
    return await rows.get_or_none(preset_name=name) or await rows.filter(preset_name__iexact=name).first()


async def create_preset(
    namespace: PresetNamespaces, game: str, name: str, content: str, *, author: int, note: str | None
) -> Presets:
    """The first version. Raises `PresetExistsException`, and `InvalidInputException` when the namespace is full."""
    if await Presets.filter(namespace_id=namespace.id).count() >= MAX_PRESETS:
        raise InvalidInputException(f"A namespace has room for {MAX_PRESETS} presets. Please delete one first.")
    try:
        return await _create(namespace, game, name, content, author, note)
    except IntegrityError as error:
        raise exists_already(namespace, name) from error


async def replace_preset(
    preset: Presets, content: str, *, author: int, note: str | None, expected_revision: int | None, now: datetime
) -> Presets:
    """The next version. Raises `StalePresetException` when it is not based on the one that is stored."""
    base = preset.revision if expected_revision is None else expected_revision
    try:
        await _replace(preset, base, content, author, note, now)
    except IntegrityError as error:
        raise _stale(preset) from error
    return await Presets.get(id=preset.id)


@transactional
async def _create(
    namespace: PresetNamespaces, game: str, name: str, content: str, author: int, note: str | None
) -> Presets:
    preset = await Presets.create(namespace_id=namespace.id, randomizer=game, preset_name=name, content=content)
    await _record(preset, preset.revision, content, author, note)
    return preset


@transactional
async def _replace(preset: Presets, base: int, content: str, author: int, note: str | None, now: datetime) -> None:
    await _keep_unrecorded_version(preset)
    based = Presets.filter(id=preset.id, revision=base)
    if not await based.update(content=content, revision=base + 1, modified=now):
        raise _stale(preset)
    await _record(preset, base + 1, content, author, note)


async def _keep_unrecorded_version(preset: Presets) -> None:
    """Presets from before versions were kept have none; what they said must not be lost."""
    if await PresetRevisions.filter(preset_id=preset.id, revision=preset.revision).exists():
        return
    owner = await PresetNamespaces.get(id=preset.namespace_id)
    await _record(preset, preset.revision, preset.content, owner.discord_user_id, None)


async def _record(preset: Presets, revision: int, content: str, author: int, note: str | None) -> None:
    await PresetRevisions.create(
        preset_id=preset.id, revision=revision, content=content, discord_user_id=author, note=note
    )


def exists_already(namespace: PresetNamespaces, name: str) -> PresetExistsException:
    """The complaint about a name that is in use."""
    return PresetExistsException(
        f"There is a preset “{namespace.name}/{name}” already. Say that you want to replace it."
    )


def _stale(preset: Presets) -> StalePresetException:
    return StalePresetException(
        f"Somebody saved another version of “{preset.preset_name}” in the meantime. Look at it before you save yours."
    )
