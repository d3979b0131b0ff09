"""Presets as rows: one for what is rolled now, and one for every version that was saved."""

from __future__ import annotations

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

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
        raise exists_already(namespace, name) from error
    return preset


async def replace_preset(
    preset: Presets, content: str, *, author: int, note: str | None, expected_revision: int | None, now: datetime
) -> Presets:
    """The next version. Raises `StalePresetException` when it is not based on the one that is stored."""
    base = preset.revision if expected_revision is None else expected_revision
    try:
        async with in_transaction() as connection:
            await _keep_unrecorded_version(preset, connection)
            changed = (
                await Presets.filter(id=preset.id, revision=base)
                .using_db(connection)
                .update(content=content, revision=base + 1, modified=now)
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


async def _keep_unrecorded_version(preset: Presets, connection: BaseDBAsyncClient) -> None:
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


def exists_already(namespace: PresetNamespaces, name: str) -> PresetExistsException:
    """The complaint about a name that is in use."""
    return PresetExistsException(
        f"There is a preset “{namespace.name}/{name}” already. Say that you want to replace it."
    )


def _stale(preset: Presets) -> StalePresetException:
    return StalePresetException(
        f"Somebody saved another version of “{preset.preset_name}” in the meantime. Look at it before you save yours."
    )
