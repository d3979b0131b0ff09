from __future__ import annotations

import pytest
from tortoise.exceptions import IntegrityError

from alttprbot.database import Database
from alttprbot.models import PresetNamespaceCollaborators, PresetNamespaces, PresetRevisions, Presets

OWNER, FRIEND, STRANGER = 1, 2, 3


async def make_namespace(name: str = "aga", owner: int = OWNER) -> PresetNamespaces:
    return await PresetNamespaces.create(name=name, discord_user_id=owner)


@pytest.mark.parametrize(("person", "may"), [(OWNER, True), (FRIEND, True), (STRANGER, False)])
async def test_owner_and_collaborators_may_edit_a_namespace(database: Database, person: int, may: bool) -> None:
    namespace = await make_namespace()
    await PresetNamespaceCollaborators.create(namespace=namespace, discord_user_id=FRIEND)
    await namespace.fetch_related("collaborators")

    assert namespace.may_be_edited_by(person) is may


async def test_a_namespace_takes_everything_in_it_along(database: Database) -> None:
    namespace = await make_namespace()
    await PresetNamespaceCollaborators.create(namespace=namespace, discord_user_id=FRIEND)
    preset = await Presets.create(randomizer="alttpr", preset_name="mine", namespace=namespace, content="a: 1")
    await PresetRevisions.create(preset=preset, revision=1, content="a: 1", discord_user_id=OWNER)

    await namespace.delete()

    counts = [await model.all().count() for model in (PresetNamespaceCollaborators, Presets, PresetRevisions)]
    assert counts == [0, 0, 0]


async def test_a_preset_name_is_taken_once_in_a_namespace_and_game(database: Database) -> None:
    namespace = await make_namespace()
    await Presets.create(randomizer="alttpr", preset_name="mine", namespace=namespace, content="a: 1")
    await Presets.create(randomizer="smz3", preset_name="mine", namespace=namespace, content="a: 1")

    with pytest.raises(IntegrityError):
        await Presets.create(randomizer="alttpr", preset_name="mine", namespace=namespace, content="a: 2")


async def test_names_differ_by_the_case_of_a_letter(database: Database) -> None:
    await make_namespace("aga", 1)
    await make_namespace("Aga", 2)

    assert (await PresetNamespaces.get(name="Aga")).discord_user_id == 2
