"""Who owns which presets, and how they change."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.database import Database
from alttprbot.exceptions import (
    CannotSaveGlobalPresetException,
    InvalidInputException,
    InvalidPresetException,
    NamespaceNotFoundException,
    NoPresetSpecifiedException,
    NotPermittedException,
    PresetExistsException,
    PresetNotFoundException,
    StalePresetException,
)
from alttprbot.models.presets import PresetNamespaceCollaborators, PresetNamespaces, PresetRevisions, Presets
from alttprbot.services import preset_storage
from alttprbot.services.namespaces import RESERVED_NAMES, NamespaceService
from alttprbot.util.clock import Clock

OWNER, FRIEND, STRANGER, SUPERUSER = 10, 11, 12, 99
SIMPLE = "settings: {goal: ganon}   # my favourite\n"
OTHER = "settings: {goal: pedestal}\n"
LATER = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)


class LaterClock(Clock):
    passed = timedelta()

    def now(self) -> datetime:
        return LATER + self.passed


@pytest.fixture
def clock() -> LaterClock:
    return LaterClock()


@pytest.fixture
def service(database: Database, tmp_path: Path, clock: LaterClock) -> NamespaceService:
    library = PresetLibrary(tmp_path, "")
    return NamespaceService(library=library, clock=clock, superusers=[SUPERUSER])


@pytest.fixture
async def namespace(service: NamespaceService) -> PresetNamespaces:
    return await service.for_user(OWNER, "Owner")


async def save(
    service: NamespaceService,
    namespace: PresetNamespaces | None,
    content: str | bytes = SIMPLE,
    *,
    name: str = "mine",
    author: int = OWNER,
    replace: bool = False,
    expected_revision: int | None = None,
    note: str | None = None,
) -> Presets:
    return await service.save_preset(
        namespace=namespace,
        game="alttpr",
        name=name,
        content=content,
        author=author,
        replace=replace,
        expected_revision=expected_revision,
        note=note,
    )


@pytest.mark.parametrize(
    ("user_name", "name"),
    [
        ("Synack", "synack"),
        ("Dr. Émile  Ünder", "dr-emile-under"),
        ("a" * 40, "a" * 20),
        ("☆!!", "user-10"),
        ("", "user-10"),
    ],
)
async def test_namespace_is_called_after_its_owner(service: NamespaceService, user_name: str, name: str) -> None:
    made = await service.for_user(OWNER, user_name)

    assert made.name == name
    assert made.discord_user_id == OWNER
    assert list(made.collaborators) == []


async def test_namespace_is_made_once_and_keeps_its_name(service: NamespaceService) -> None:
    first = await service.for_user(OWNER, "Before")
    again = await service.for_user(OWNER, "After")

    assert (again.id, again.name) == (first.id, "before")


async def test_same_name_gets_a_number(service: NamespaceService) -> None:
    made = [await service.for_user(user, "Link") for user in range(1, 5)]

    assert [namespace.name for namespace in made] == ["link", "link2", "link3", "link4"]


async def test_same_long_name_stays_within_its_length(service: NamespaceService) -> None:
    made = [await service.for_user(user, "x" * 30) for user in range(1, 4)]

    assert len({namespace.name for namespace in made}) == 3
    assert all(len(namespace.name) <= 20 for namespace in made)


@pytest.mark.parametrize("reserved", sorted(RESERVED_NAMES))
async def test_reserved_names_are_not_given_away(service: NamespaceService, reserved: str) -> None:
    assert (await service.for_user(OWNER, reserved)).name == f"{reserved}2"


async def test_many_with_the_same_name_at_once_all_get_a_namespace(service: NamespaceService) -> None:
    made = await asyncio.gather(*(service.for_user(user, "Link") for user in (1, 2, 3)))

    assert len({namespace.name for namespace in made}) == 3


async def test_same_person_twice_at_once_gets_one_namespace(service: NamespaceService) -> None:
    made = await asyncio.gather(*(service.for_user(OWNER, "Link") for _ in range(3)))

    assert len({namespace.id for namespace in made}) == 1
    assert await PresetNamespaces.all().count() == 1


async def test_namespace_is_found_whatever_the_case(service: NamespaceService, namespace: PresetNamespaces) -> None:
    assert (await service.get(" OWNER ")).id == namespace.id


async def test_unknown_namespace_is_not_found(service: NamespaceService) -> None:
    with pytest.raises(NamespaceNotFoundException):
        await service.get("nobody")


async def test_text_is_stored_as_it_was_written(service: NamespaceService, namespace: PresetNamespaces) -> None:
    await save(service, namespace, "\ufeff".encode() + SIMPLE.encode(), name=" My_Preset ")

    row = await service.get_preset(namespace, "alttpr", "MY_PRESET")

    assert row.content == SIMPLE
    assert (row.preset_name, row.revision) == ("my_preset", 1)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", NoPresetSpecifiedException),
        ("a/b", InvalidInputException),
        ("a b", InvalidInputException),
        ("x" * 51, InvalidInputException),
    ],
)
async def test_impossible_names_are_refused(
    service: NamespaceService, namespace: PresetNamespaces, name: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await save(service, namespace, name=name)


async def test_nothing_is_saved_without_a_namespace(service: NamespaceService) -> None:
    with pytest.raises(CannotSaveGlobalPresetException):
        await save(service, None)


async def test_invalid_preset_is_not_saved(service: NamespaceService, namespace: PresetNamespaces) -> None:
    with pytest.raises(InvalidPresetException):
        await save(service, namespace, "settings: 5")

    assert await Presets.all().count() == 0


async def test_existing_preset_is_replaced_only_on_request(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    await save(service, namespace)

    with pytest.raises(PresetExistsException, match="owner/mine"):
        await save(service, namespace, OTHER, name="MINE")
    replaced = await save(service, namespace, OTHER, replace=True)

    assert (replaced.content, replaced.revision) == (OTHER, 2)
    assert replaced.modified == LATER
    assert await Presets.all().count() == 1


async def test_every_version_is_kept_with_its_author_and_note(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    row = await save(service, namespace, note="first")
    await save(service, namespace, OTHER, author=SUPERUSER, replace=True, note="mended")

    kept = await service.revisions(row)

    assert [(each.revision, each.content, each.discord_user_id, each.note) for each in kept] == [
        (2, OTHER, SUPERUSER, "mended"),
        (1, SIMPLE, OWNER, "first"),
    ]


async def test_version_from_before_versions_were_kept_is_not_lost(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    row = await Presets.create(
        namespace_id=namespace.id, randomizer="alttpr", preset_name="Mine", content="settings: {}"
    )

    await save(service, namespace, OTHER, replace=True)

    kept = await service.revisions(row)
    assert [(each.revision, each.content) for each in kept] == [(2, OTHER), (1, "settings: {}")]


async def test_save_that_started_from_an_older_version_is_refused(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    await save(service, namespace)
    await save(service, namespace, OTHER, expected_revision=1)

    with pytest.raises(StalePresetException):
        await save(service, namespace, SIMPLE, expected_revision=1)

    assert (await service.get_preset(namespace, "alttpr", "mine")).content == OTHER
    assert await PresetRevisions.all().count() == 2


async def test_save_of_a_preset_that_was_deleted_meanwhile_is_refused(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    with pytest.raises(StalePresetException, match="deleted"):
        await save(service, namespace, expected_revision=3)


async def test_of_two_saves_at_once_one_wins_and_one_is_told(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    await save(service, namespace)

    results = await asyncio.gather(
        *(save(service, namespace, OTHER, expected_revision=1) for _ in range(2)), return_exceptions=True
    )

    assert sorted(type(result).__name__ for result in results) == ["Presets", "StalePresetException"]
    assert await PresetRevisions.all().count() == 2


async def test_of_two_first_saves_at_once_one_wins_and_one_is_told(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    results = await asyncio.gather(*(save(service, namespace) for _ in range(2)), return_exceptions=True)

    assert sorted(type(result).__name__ for result in results) == ["PresetExistsException", "Presets"]


async def test_namespace_has_room_for_a_limited_number(
    service: NamespaceService, namespace: PresetNamespaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preset_storage, "MAX_PRESETS", 2)
    for name in ("a", "b"):
        await save(service, namespace, name=name)

    with pytest.raises(InvalidInputException, match="room for 2"):
        await save(service, namespace, name="c")
    assert (await save(service, namespace, OTHER, name="a", replace=True)).revision == 2


async def test_long_note_is_refused(service: NamespaceService, namespace: PresetNamespaces) -> None:
    with pytest.raises(InvalidInputException, match="200"):
        await save(service, namespace, note="x" * 201)


async def test_who_may_edit(service: NamespaceService, namespace: PresetNamespaces) -> None:
    await service.add_collaborator(namespace, FRIEND, author=OWNER)

    allowed = {user: service.may_edit(namespace, user) for user in (OWNER, FRIEND, SUPERUSER, STRANGER, None)}

    assert allowed == {OWNER: True, FRIEND: True, SUPERUSER: True, STRANGER: False, None: False}


async def test_who_may_manage(service: NamespaceService, namespace: PresetNamespaces) -> None:
    await service.add_collaborator(namespace, FRIEND, author=OWNER)

    allowed = {user: service.may_manage(namespace, user) for user in (OWNER, FRIEND, SUPERUSER, STRANGER, None)}

    assert allowed == {OWNER: True, FRIEND: False, SUPERUSER: True, STRANGER: False, None: False}


async def test_stranger_changes_nothing(service: NamespaceService, namespace: PresetNamespaces) -> None:
    await save(service, namespace)

    with pytest.raises(NotPermittedException):
        await save(service, namespace, OTHER, author=STRANGER, replace=True)
    with pytest.raises(NotPermittedException):
        await service.delete_preset(namespace=namespace, game="alttpr", name="mine", author=STRANGER)
    with pytest.raises(NotPermittedException):
        await service.rename(namespace, "taken-over", author=STRANGER)
    with pytest.raises(NotPermittedException):
        await service.add_collaborator(namespace, STRANGER, author=STRANGER)

    assert (await service.get_preset(namespace, "alttpr", "mine")).content == SIMPLE
    assert (await service.get("owner")).id == namespace.id


async def test_collaborator_edits_presets_but_chooses_no_collaborators(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    await service.add_collaborator(namespace, FRIEND, author=OWNER)

    assert (await save(service, namespace, author=FRIEND)).revision == 1
    with pytest.raises(NotPermittedException):
        await service.add_collaborator(namespace, STRANGER, author=FRIEND)
    with pytest.raises(NotPermittedException):
        await service.remove_collaborator(namespace, OWNER, author=FRIEND)


async def test_collaborator_added_twice_is_there_once(service: NamespaceService, namespace: PresetNamespaces) -> None:
    await service.add_collaborator(namespace, FRIEND, author=OWNER)
    await service.add_collaborator(namespace, FRIEND, author=OWNER)

    assert await PresetNamespaceCollaborators.all().count() == 1


async def test_owner_is_no_collaborator(service: NamespaceService, namespace: PresetNamespaces) -> None:
    with pytest.raises(InvalidInputException):
        await service.add_collaborator(namespace, OWNER, author=OWNER)


@pytest.mark.parametrize("author", [OWNER, FRIEND])
async def test_removed_collaborator_edits_no_more(
    service: NamespaceService, namespace: PresetNamespaces, author: int
) -> None:
    await service.add_collaborator(namespace, FRIEND, author=OWNER)

    await service.remove_collaborator(namespace, FRIEND, author=author)

    assert not service.may_edit(namespace, FRIEND)
    assert not service.may_edit(await service.get("owner"), FRIEND)


async def test_deleted_preset_is_gone_with_its_versions(service: NamespaceService, namespace: PresetNamespaces) -> None:
    await save(service, namespace)

    await service.delete_preset(namespace=namespace, game="alttpr", name="Mine", author=OWNER)

    with pytest.raises(PresetNotFoundException):
        await service.get_preset(namespace, "alttpr", "mine")
    assert await PresetRevisions.all().count() == 0


async def test_presets_are_listed_by_game_and_name(service: NamespaceService, namespace: PresetNamespaces) -> None:
    for game, name in (("smz3", "a"), ("alttpr", "b"), ("alttpr", "a")):
        await Presets.create(namespace_id=namespace.id, randomizer=game, preset_name=name, content=SIMPLE)

    everything = await service.list_presets(namespace)
    alttpr = await service.list_presets(namespace, "alttpr")

    assert [(row.randomizer, row.preset_name) for row in everything] == [
        ("alttpr", "a"),
        ("alttpr", "b"),
        ("smz3", "a"),
    ]
    assert [row.preset_name for row in alttpr] == ["a", "b"]


async def test_namespace_passes_to_a_collaborator(service: NamespaceService, namespace: PresetNamespaces) -> None:
    await save(service, namespace)
    await service.add_collaborator(namespace, FRIEND, author=OWNER)

    await service.transfer(namespace, FRIEND, author=OWNER)

    again = await service.get("owner")
    assert again.discord_user_id == FRIEND
    assert [each.discord_user_id for each in again.collaborators] == [OWNER]
    assert (await service.for_user(FRIEND, "friend")).id == namespace.id
    assert (await save(service, again, OTHER, author=OWNER, replace=True)).revision == 2
    with pytest.raises(NotPermittedException):
        await service.transfer(again, OWNER, author=OWNER)


async def test_namespace_does_not_pass_to_somebody_who_is_no_collaborator(
    service: NamespaceService, namespace: PresetNamespaces
) -> None:
    with pytest.raises(InvalidInputException, match="collaborator"):
        await service.transfer(namespace, STRANGER, author=OWNER)

    assert (await service.get("owner")).discord_user_id == OWNER


async def test_nobody_gets_a_second_namespace(service: NamespaceService, namespace: PresetNamespaces) -> None:
    await service.for_user(FRIEND, "friend")
    await service.add_collaborator(namespace, FRIEND, author=OWNER)

    with pytest.raises(InvalidInputException, match="of their own"):
        await service.transfer(namespace, FRIEND, author=OWNER)

    again = await service.get("owner")
    assert (again.discord_user_id, [each.discord_user_id for each in again.collaborators]) == (OWNER, [FRIEND])


@pytest.mark.parametrize("author", [FRIEND, STRANGER])
async def test_only_the_owner_passes_a_namespace_on(
    service: NamespaceService, namespace: PresetNamespaces, author: int
) -> None:
    await service.add_collaborator(namespace, FRIEND, author=OWNER)

    with pytest.raises(NotPermittedException):
        await service.transfer(namespace, FRIEND, author=author)


async def test_renamed_namespace_is_found_by_both_names_for_a_while(
    service: NamespaceService, namespace: PresetNamespaces, clock: LaterClock
) -> None:
    await service.rename(namespace, " New-Name_2 ", author=OWNER)

    assert (await service.get("new-name_2")).id == namespace.id
    assert (await service.get("Owner")).name == "new-name_2"
    clock.passed = timedelta(days=91)
    with pytest.raises(NamespaceNotFoundException):
        await service.get("owner")


async def test_former_name_is_not_given_to_anybody_else_before_it_is_free(
    service: NamespaceService, namespace: PresetNamespaces, clock: LaterClock
) -> None:
    await service.rename(namespace, "elsewhere", author=OWNER)
    other = await service.for_user(STRANGER, "owner")

    assert other.name == "owner2"
    with pytest.raises(InvalidInputException):
        await service.rename(other, "owner", author=STRANGER)
    with pytest.raises(InvalidInputException):
        await service.create_for_user(FRIEND, "owner")
    clock.passed = timedelta(days=91)
    assert (await service.rename(other, "owner", author=STRANGER)).name == "owner"
    assert (await service.get("owner")).id == other.id


async def test_namespace_can_have_its_former_name_back(service: NamespaceService, namespace: PresetNamespaces) -> None:
    for name in ["first", "second", "first", "owner", "owner"]:
        await service.rename(namespace, name, author=OWNER)

    assert {name: (await service.get(name)).name for name in ["first", "second", "owner"]} == {
        "first": "owner",
        "second": "owner",
        "owner": "owner",
    }


@pytest.mark.parametrize("name", ["", "a b", "ä", "a/b", "x" * 21, "manage", "API", "taken"])
async def test_impossible_new_names_are_refused(
    service: NamespaceService, namespace: PresetNamespaces, name: str
) -> None:
    await service.for_user(STRANGER, "taken")

    with pytest.raises(InvalidInputException):
        await service.rename(namespace, name, author=OWNER)

    assert (await service.get("owner")).id == namespace.id
