"""Keeping presets from Discord, and verifying games."""

from __future__ import annotations

import json
from typing import Any

import pytest
import simcord

from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames, PresetNamespaces, PresetRevisions, Presets
from alttprbot.services.namespaces import MAX_PRESETS
from alttprbot_sandbox.alttpr import AlttprServer
from tests.discord.conftest import PRESET, Place, field_of, fields, shown

OTHER = PRESET.replace("goal: ganon", "goal: dungeons")


async def save(place: Place, name: str, content: str = PRESET, *, by: Any = None, **options: Any) -> Any:
    """Save a preset, by Alice unless told otherwise."""
    file = ("preset.yaml", content.encode())
    who = by or place.alice
    return await who.slash(place.channel, "alttprutils savepreset", preset_name=name, preset_file=file, **options)


async def test_a_preset_is_saved_as_it_was_uploaded(place: Place) -> None:
    result = await save(place, "Mine", "# a comment\n" + PRESET)

    assert shown(result).content == "Saved as `alice/mine` (alttpr, version 1)."
    assert result.ephemeral
    assert (await Presets.get()).content == "# a comment\n" + PRESET


async def test_replacing_is_asked_for_and_done_once_confirmed(place: Place) -> None:
    await save(place, "mine")

    asked = await save(place, "mine", OTHER)
    assert "Replace it?" in shown(asked).content
    assert (await Presets.get()).content == PRESET
    await place.alice.click(asked.response, label="Replace")

    assert asked.response.content == "Saved as `alice/mine` (alttpr, version 2)."
    assert asked.response.components == []
    assert (await Presets.get()).content == OTHER


async def test_replacing_can_be_cancelled(place: Place) -> None:
    await save(place, "mine")
    asked = await save(place, "mine", OTHER)

    await place.alice.click(asked.response, label="Cancel")

    assert asked.response.content == "Nothing was changed."
    assert (await Presets.get()).content == PRESET


async def test_a_question_that_nobody_answers_changes_nothing(env: simcord.Env, place: Place) -> None:
    await save(place, "mine")
    asked = await save(place, "mine", OTHER)

    await env.advance_time(121)

    assert "nobody answered" in asked.response.content
    assert (await Presets.get()).content == PRESET


async def test_what_was_saved_while_the_question_waited_is_not_lost(place: Place, core: Core) -> None:
    await save(place, "mine")
    asked = await save(place, "mine", OTHER)
    namespace = await core.namespaces.get("alice")
    newer = PRESET + "# newer\n"
    await core.namespaces.save_preset(
        namespace=namespace, game="alttpr", name="mine", content=newer, author=place.alice.id, replace=True
    )

    await place.alice.click(asked.response, label="Replace")

    assert "Somebody saved another version" in asked.response.content
    assert (await Presets.get()).content == newer


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("with blank", "cannot be the name of a preset"),
        ("a" * 51, "cannot be the name of a preset"),
        ("a/b/c", "cannot be the name of a preset"),
        ("nobody/mine", "There is no preset namespace called “nobody”"),
    ],
)
@pytest.mark.simcord(check_errors=False)
async def test_a_name_that_cannot_be_is_refused(place: Place, name: str, expected: str) -> None:
    result = await save(place, name)

    assert expected in shown(result).content
    assert not await PresetNamespaces.exists()


@pytest.mark.simcord(check_errors=False)
async def test_a_file_that_is_no_preset_is_not_saved(place: Place) -> None:
    result = await save(place, "mine", PRESET + "settigns: {}\n")

    assert "settigns" in shown(result).content
    assert not await PresetNamespaces.exists()


@pytest.mark.simcord(check_errors=False)
async def test_there_is_room_for_so_many_presets(place: Place, core: Core) -> None:
    namespace = await core.namespaces.for_user(place.alice.id, "alice")
    await Presets.bulk_create(
        Presets(namespace_id=namespace.id, randomizer="alttpr", preset_name=f"p{number}", content=PRESET)
        for number in range(MAX_PRESETS)
    )

    result = await save(place, "mine")

    assert "room for 200 presets" in shown(result).content


@pytest.mark.simcord(check_errors=False)
async def test_somebody_elses_namespace_is_closed(place: Place) -> None:
    await save(place, "theirs")

    saving = await save(place, "alice/theirs", OTHER, by=place.bob)
    deleting = await place.bob.slash(place.channel, "alttprutils deletepreset", preset_name="alice/theirs")

    assert "You may not change the presets of “alice”" in shown(saving).content
    assert "You may not change the presets of “alice”" in shown(deleting).content
    assert (await Presets.get()).content == PRESET


async def test_collaborators_may_change_presets(place: Place, core: Core) -> None:
    await save(place, "shared")
    await save(place, "own", by=place.bob)
    await save(place, "private", by=place.administrator)
    namespace = await core.namespaces.get("alice")
    await core.namespaces.add_collaborator(namespace, place.bob.id, author=place.alice.id)
    await core.namespaces.add_collaborator(namespace, place.administrator.id, author=place.alice.id)

    saved = await save(place, "alice/new", by=place.bob)
    listed = await place.bob.slash(place.channel, "alttprutils listpresets")

    assert "alice/new" in shown(saved).content
    lines = shown(listed).embeds[0].description.splitlines()
    assert [line.split(" (")[0] for line in lines] == ["• `bob/own`", "• `alice/new`", "• `alice/shared`"]


async def test_presets_are_listed_by_game(place: Place) -> None:
    await save(place, "first")
    await save(place, "second")

    everything = await place.alice.slash(place.channel, "alttprutils listpresets")
    nothing = await place.alice.slash(place.channel, "alttprutils listpresets", randomizer="smz3")

    lines = shown(everything).embeds[0].description.splitlines()
    assert [line.split(" (")[0] for line in lines] == ["• `alice/first`", "• `alice/second`"]
    assert "There are no presets" in shown(nothing).embeds[0].description


async def test_a_long_list_comes_as_a_file(place: Place, core: Core) -> None:
    namespace = await core.namespaces.for_user(place.alice.id, "alice")
    await Presets.bulk_create(
        Presets(namespace_id=namespace.id, randomizer="alttpr", preset_name=f"{number:050}", content=PRESET)
        for number in range(100)
    )

    result = await place.alice.slash(place.channel, "alttprutils listpresets")

    (attachment,) = shown(result).attachments
    assert len((await attachment.read()).decode().splitlines()) == 100


async def test_a_preset_is_deleted_once_confirmed(place: Place) -> None:
    await save(place, "mine")

    asked = await place.alice.slash(place.channel, "alttprutils deletepreset", preset_name="mine")
    assert await Presets.exists()
    await place.alice.click(asked.response, label="Delete")

    assert asked.response.content == "`alice/mine` is deleted."
    assert not await Presets.exists()
    assert not await PresetRevisions.exists()


@pytest.mark.simcord(check_errors=False)
async def test_an_unknown_preset_is_said_to_be_so(place: Place) -> None:
    without_namespace = await place.alice.slash(place.channel, "alttprutils deletepreset", preset_name="mine")
    await save(place, "other")
    with_namespace = await place.alice.slash(place.channel, "alttprutils exportpreset", preset_name="mine")

    assert "There is no alttpr preset called “mine”" in shown(without_namespace).content
    assert "There is no alttpr preset called “alice/mine”" in shown(with_namespace).content


async def test_a_preset_comes_back_as_the_file_that_it_was(place: Place) -> None:
    await save(place, "mine", "# a comment\n" + PRESET)

    result = await place.bob.slash(place.channel, "alttprutils exportpreset", preset_name="alice/mine")

    (attachment,) = shown(result).attachments
    assert attachment.filename == "mine.yaml"
    assert (await attachment.read()).decode() == "# a comment\n" + PRESET
    assert result.ephemeral


async def test_a_game_is_verified_by_hash_or_permalink(place: Place, alttpr: AlttprServer) -> None:
    rolled = await place.alice.slash(place.channel, "alttpr preset", preset="open")
    permalink = fields(rolled)["Permalink"]

    by_hash = await place.bob.slash(place.channel, "alttprutils verifygame", hash_id=permalink.rpartition("/")[2])
    by_link = await place.bob.slash(place.channel, "alttprutils verifygame", hash_id=f"<{permalink}>")

    assert shown(by_hash).content == shown(by_link).content
    assert by_hash.ephemeral
    text = shown(by_hash).content
    assert field_of(text, "Randomizer") == "alttpr"
    assert field_of(text, "Game Type") == "preset"
    assert field_of(text, "Game Option") == "open"
    assert field_of(text, "Permalink") == f"<{permalink}>"
    assert field_of(text, "Generated").startswith("<t:")


async def test_a_save_of_the_customizer_comes_back_as_a_preset_that_can_be_rolled(
    place: Place, alttpr: AlttprServer
) -> None:
    content = json.dumps({"randomizer.goal": "dungeons", "vt.custom.drops": {"Bee": 9}}).encode()

    result = await place.alice.slash(
        place.channel, "alttprutils convertcustomizer", customizer_json=("save-settings.json", content)
    )

    (attachment,) = shown(result).attachments
    assert (attachment.filename, result.ephemeral) == ("output.yaml", True)
    converted = ("output.yaml", await attachment.read())
    await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=converted)
    (sent,) = [json.loads(request.body) for request in alttpr.requests if request.method == "POST"]
    assert (sent["goal"], sent["custom"]["drop"]["count"]) == ("dungeons", {"Bee": 9})


@pytest.mark.parametrize(
    ("content", "expected"), [(b"[1]", "not a save of alttpr.com"), (b" " * 300_000, "has at most 256 KiB")]
)
@pytest.mark.simcord(check_errors=False)
async def test_a_file_that_is_no_save_is_explained(place: Place, content: bytes, expected: str) -> None:
    result = await place.alice.slash(
        place.channel, "alttprutils convertcustomizer", customizer_json=("save.json", content)
    )

    assert expected in shown(result).content
    assert result.ephemeral


@pytest.mark.parametrize("hash_id", ["nothing", "", "https://alttpr.com/h/", "x" * 3000])
async def test_a_game_that_is_not_ours_is_said_to_be_so(place: Place, hash_id: str) -> None:
    result = await place.alice.slash(place.channel, "alttprutils verifygame", hash_id=hash_id)

    assert result.ephemeral
    assert shown(result).content == "That game was not generated by SahasrahBot."


async def test_the_newest_record_of_a_game_counts(place: Place) -> None:
    for option in ("first", "second"):
        await AuditGeneratedGames.create(randomizer="alttpr", hash_id="twice", gentype="preset", genoption=option)

    result = await place.alice.slash(place.channel, "alttprutils verifygame", hash_id="twice")

    assert field_of(shown(result).content, "Game Option") == "second"
