"""Finding presets: the shipped ones on disk, those of users in the database."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alttprbot.alttprgen.preset import CHECK_INTERVAL, GAMES, PresetIdentifier, PresetLibrary
from alttprbot.database import Database
from alttprbot.exceptions import (
    InvalidInputException,
    InvalidPresetException,
    NoPresetSpecifiedException,
    PresetNotFoundException,
)
from alttprbot.models.presets import PresetNamespaceAliases, PresetNamespaces, Presets
from alttprbot.util.clock import Clock

SIMPLE = "settings: {goal: ganon}\n"


class ManualClock(Clock):
    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def library(tmp_path: Path, clock: ManualClock) -> PresetLibrary:
    return PresetLibrary(tmp_path, "https://bot.example/presets", clock=clock)


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / "alttpr" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


async def stored(owner: int, name: str, preset: str, content: str = SIMPLE) -> Presets:
    namespace, _ = await PresetNamespaces.get_or_create(discord_user_id=owner, defaults={"name": name})
    return await Presets.create(namespace_id=namespace.id, randomizer="alttpr", preset_name=preset, content=content)


@pytest.mark.parametrize(
    ("typed", "namespace", "name"),
    [
        ("open", None, "open"),
        ("  Open_Fast ", None, "open_fast"),
        ("Some-Body/My_Preset", "some-body", "my_preset"),
        ("some / thing", "some", "thing"),
    ],
)
def test_identifier_is_normalised(typed: str, namespace: str | None, name: str) -> None:
    assert PresetIdentifier.parse(typed) == PresetIdentifier(name, namespace)


@pytest.mark.parametrize("typed", ["a/b/c", "/a", "a/", "../open", "op en", "öpen", "a.b", "x" * 51, "a\nb", "/"])
def test_what_cannot_be_a_name_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputException):
        PresetIdentifier.parse(typed)


@pytest.mark.parametrize("typed", ["", "   ", None])
def test_nothing_is_no_name(typed: str | None) -> None:
    with pytest.raises(NoPresetSpecifiedException):
        PresetIdentifier.parse(typed)


async def test_global_preset_is_found_whatever_its_case(library: PresetLibrary, tmp_path: Path) -> None:
    write(tmp_path, {"open.yaml": "description: The classic.\n" + SIMPLE})
    await library.load()

    preset = await library.get("alttpr", " Open ")

    assert (preset.name, preset.namespace, preset.preset_name) == ("open", None, "open")
    assert preset.description == "The classic."
    assert "The classic." in preset.raw


async def test_names_are_sorted_and_bases_are_no_presets(library: PresetLibrary, tmp_path: Path) -> None:
    write(tmp_path, {"zelda.yaml": SIMPLE, "_base.yaml": SIMPLE, "aga.yaml": "extends: _base\n"})
    await library.load()

    assert list(library.names("alttpr")) == ["aga", "zelda"]
    with pytest.raises(PresetNotFoundException):
        await library.get("alttpr", "_base")


async def test_misspelt_name_brings_suggestions_and_the_list(library: PresetLibrary, tmp_path: Path) -> None:
    write(tmp_path, {"open_fast.yaml": SIMPLE, "standard.yaml": SIMPLE})
    await library.load()

    with pytest.raises(PresetNotFoundException, match=r"https://bot\.example/presets") as caught:
        await library.get("alttpr", "opne_fast")

    assert caught.value.suggestions == ("open_fast",)


@pytest.mark.parametrize("typed", ["../../etc/passwd", "a/b/c", "open fast!"])
async def test_impossible_name_is_not_found(library: PresetLibrary, typed: str) -> None:
    await library.load()

    with pytest.raises(PresetNotFoundException):
        await library.get("alttpr", typed)


async def test_game_without_presets_is_refused(library: PresetLibrary) -> None:
    with pytest.raises(InvalidInputException):
        await library.get("zelda2", "open")


async def test_extending_merges_mappings_replaces_lists_and_removes(library: PresetLibrary, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "_a.yaml": "description: a\nsettings: {goal: ganon, mode: open, name: x, crystals: {tower: '7'}}",
            "_b.yaml": "extends: _a\nsettings: {mode: standard, crystals: {ganon: '4'}}",
            "c.yaml": "extends: _b\nsettings: {name: ~, crystals: {tower: '0'}}",
        },
    )

    assert list(await library.load()) == []

    assert (await library.get("alttpr", "c")).document == {
        "settings": {"goal": "ganon", "mode": "standard", "crystals": {"tower": "0", "ganon": "4"}}
    }


async def test_bad_files_are_reported_and_the_rest_works(
    library: PresetLibrary, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(
        tmp_path,
        {
            "good.yaml": SIMPLE,
            "old.yml": SIMPLE,
            "Capital.yaml": SIMPLE,
            "broken.yaml": "settings: [",
            "empty.yaml": "",
            "orphan.yaml": "extends: nobody\n",
            "round.yaml": "extends: about\n",
            "about.yaml": "extends: round\n",
        },
    )

    issues = await library.load()

    reported = {issue.file.name for issue in issues}
    assert reported == {
        "old.yml", "Capital.yaml", "broken.yaml", "empty.yaml", "orphan.yaml", "round.yaml", "about.yaml",
    }  # fmt: skip
    assert list(library.names("alttpr")) == ["good"]
    assert len([record for record in caplog.records if record.getMessage() == "preset_file_problem"]) == len(issues)


async def test_preset_that_leads_nowhere_is_reported_and_still_there(
    library: PresetLibrary, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, {"open.yaml": SIMPLE})
    (tmp_path / "alttprmystery").mkdir()
    (tmp_path / "alttprmystery" / "mixed.yaml").write_text("preset: {open: 1, Opne: 1, ana/opne: 1}\n")

    (found,) = await library.load()

    assert (found.file.name, found.issue.path, found.issue.severity) == ("mixed.yaml", "preset.Opne", "warning")
    assert "Did you mean “open”?" in found.issue.message
    assert "preset_file_problem" in [record.getMessage() for record in caplog.records]
    assert library.names("alttprmystery") == ("mixed",)


async def test_text_that_leads_nowhere_is_warned_of(library: PresetLibrary, tmp_path: Path) -> None:
    write(tmp_path, {"open.yaml": SIMPLE})
    await library.load()

    issues = library.validate("alttprmystery", "preset: opne\n")

    assert [(issue.severity, issue.path, issue.line) for issue in issues] == [("warning", "preset", 1)]
    assert library.validate("alttprmystery", "preset: open\n") == []


async def test_what_is_no_file_does_not_keep_the_others_from_loading(library: PresetLibrary, tmp_path: Path) -> None:
    write(tmp_path, {"good.yaml": SIMPLE})
    folder = tmp_path / "alttpr"
    (folder / "dangling.yaml").symlink_to("nowhere")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "folder.yaml").mkdir()
    os.mkfifo(folder / "pipe.yaml")

    issues = await library.load()

    assert library.names("alttpr") == ("good",)
    assert sorted(issue.file.name for issue in issues) == ["dangling.yaml", "loop.yaml", "pipe.yaml"]


async def test_mark_of_an_editor_does_not_keep_anybody_from_rolling(
    library: PresetLibrary, tmp_path: Path, clock: ManualClock
) -> None:
    write(tmp_path, {"good.yaml": SIMPLE})
    await library.load()
    (tmp_path / "alttpr" / ".#good.yaml").symlink_to("somebody@machine.4711")
    clock.seconds += CHECK_INTERVAL

    preset = await library.get("alttpr", "good")

    assert str(preset.identifier) == "good"


async def test_missing_folder_is_an_empty_library_and_said(
    library: PresetLibrary, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert list(await library.load()) == []
    assert list(library.names("alttpr")) == []
    assert {record.getMessage() for record in caplog.records} == {"no_presets_found"}
    assert [vars(record)["folder"] for record in caplog.records] == [str(tmp_path / game) for game in GAMES]


async def test_changed_files_are_noticed_after_a_minute(
    library: PresetLibrary, tmp_path: Path, clock: ManualClock
) -> None:
    write(tmp_path, {"open.yaml": SIMPLE})
    await library.load()
    write(tmp_path, {"open.yaml": "settings: {goal: pedestal}\n", "fresh.yaml": SIMPLE})

    clock.seconds = CHECK_INTERVAL - 1
    before = (await library.get("alttpr", "open")).settings["goal"]
    clock.seconds = CHECK_INTERVAL
    after = (await library.get("alttpr", "open")).settings["goal"]

    assert (before, after) == ("ganon", "pedestal")
    assert list(library.names("alttpr")) == ["fresh", "open"]


async def test_unchanged_files_are_not_read_again(library: PresetLibrary, tmp_path: Path, clock: ManualClock) -> None:
    write(tmp_path, {"open.yaml": SIMPLE})
    await library.load()
    first = await library.get("alttpr", "open")

    clock.seconds = CHECK_INTERVAL

    assert await library.get("alttpr", "open") is first


async def test_file_that_breaks_keeps_its_last_good_version(
    library: PresetLibrary, tmp_path: Path, clock: ManualClock
) -> None:
    write(tmp_path, {"open.yaml": SIMPLE, "gone.yaml": SIMPLE})
    await library.load()
    write(tmp_path, {"open.yaml": "settings: ["})
    os.unlink(tmp_path / "alttpr" / "gone.yaml")

    clock.seconds = CHECK_INTERVAL

    assert (await library.get("alttpr", "open")).settings["goal"] == "ganon"
    assert list(library.names("alttpr")) == ["open"]


async def test_search_puts_beginnings_first_then_sorts_then_cuts(library: PresetLibrary, tmp_path: Path) -> None:
    write(tmp_path, {f"{name}.yaml": SIMPLE for name in ("zopen", "open_b", "open", "aopen", "standard")})
    await library.load()

    assert [choice.name for choice in await library.search("alttpr", "OPEN")] == ["open", "open_b", "aopen", "zopen"]
    assert [choice.name for choice in await library.search("alttpr", "open", limit=2)] == ["open", "open_b"]


async def test_search_offers_at_most_25_of_the_alphabet(library: PresetLibrary, tmp_path: Path) -> None:
    write(tmp_path, {f"p{number:02}.yaml": SIMPLE for number in range(40)})
    await library.load()

    found = await library.search("alttpr", "")

    assert [choice.name for choice in found] == [f"p{number:02}" for number in range(25)]


async def test_search_tells_what_a_preset_is(library: PresetLibrary, tmp_path: Path) -> None:
    write(tmp_path, {"open.yaml": "description: The classic.\n" + SIMPLE})
    await library.load()

    assert [choice.description for choice in await library.search("alttpr", "o")] == ["The classic."]


async def test_namespaced_preset_is_read_from_the_database(library: PresetLibrary, database: Database) -> None:
    await stored(1, "somebody", "mine", "description: My own.\nsettings: {goal: pedestal}\n")

    preset = await library.get("alttpr", "Somebody/Mine")

    assert (preset.name, preset.namespace, preset.preset_name) == ("somebody/mine", "somebody", "mine")
    assert preset.settings["goal"] == "pedestal"


async def test_namespaced_preset_with_old_capitals_is_found(library: PresetLibrary, database: Database) -> None:
    await stored(1, "somebody", "OldName")

    assert (await library.get("alttpr", "somebody/oldname")).settings["goal"] == "ganon"


async def test_renamed_namespace_is_found_by_its_former_name_for_a_while(
    library: PresetLibrary, database: Database
) -> None:
    row = await stored(1, "anna", "mine")
    await PresetNamespaceAliases.create(
        name="ana", namespace_id=row.namespace_id, expires=datetime.now(UTC) + timedelta(days=1)
    )
    await PresetNamespaceAliases.create(
        name="annie", namespace_id=row.namespace_id, expires=datetime.now(UTC) - timedelta(days=1)
    )

    preset = await library.get("alttpr", "ana/mine")

    assert preset.name == "anna/mine"
    with pytest.raises(PresetNotFoundException):
        await library.get("alttpr", "annie/mine")


async def test_neither_store_answers_for_the_other(library: PresetLibrary, database: Database, tmp_path: Path) -> None:
    write(tmp_path, {"open.yaml": SIMPLE})
    await library.load()
    await stored(1, "somebody", "mine")

    for typed in ("mine", "somebody/open", "nobody/mine"):
        with pytest.raises(PresetNotFoundException):
            await library.get("alttpr", typed)


async def test_misspelt_namespaced_preset_brings_suggestions(library: PresetLibrary, database: Database) -> None:
    await stored(1, "somebody", "my_hard")

    with pytest.raises(PresetNotFoundException) as caught:
        await library.get("alttpr", "somebody/my_hrad")

    assert caught.value.suggestions == ("somebody/my_hard",)


async def test_stored_preset_with_meaningless_keys_still_rolls(library: PresetLibrary, database: Database) -> None:
    await stored(1, "somebody", "old", "author: me\n" + SIMPLE)

    assert (await library.get("alttpr", "somebody/old")).settings == {"goal": "ganon"}


async def test_stored_preset_that_cannot_be_used_says_why(library: PresetLibrary, database: Database) -> None:
    await stored(1, "somebody", "broken", "settings: [")

    with pytest.raises(InvalidPresetException, match="not YAML"):
        await library.get("alttpr", "somebody/broken")


async def test_search_offers_ones_own_presets_first(library: PresetLibrary, database: Database, tmp_path: Path) -> None:
    write(tmp_path, {"hard.yaml": SIMPLE})
    await library.load()
    await stored(1, "somebody", "my_hard")
    await stored(2, "another", "hard_too")

    found = await library.search("alttpr", "hard", discord_user_id=1)

    assert [choice.name for choice in found] == ["somebody/my_hard", "hard"]


async def test_search_with_a_slash_offers_that_namespace(
    library: PresetLibrary, database: Database, tmp_path: Path
) -> None:
    write(tmp_path, {"hard.yaml": SIMPLE})
    await library.load()
    await stored(1, "anna", "one")
    await stored(2, "annabel", "two")
    await stored(3, "bert", "three")

    assert [choice.name for choice in await library.search("alttpr", "anna/")] == ["anna/one"]
    assert [choice.name for choice in await library.search("alttpr", "bert/t", discord_user_id=1)] == ["bert/three"]
    assert [choice.name for choice in await library.search("alttpr", "Bert/HRE", discord_user_id=1)] == ["bert/three"]
    assert [choice.name for choice in await library.search("alttpr", "an/", discord_user_id=1)] == ["anna/one"]
    assert [choice.name for choice in await library.search("alttpr", "/", discord_user_id=2)] == ["annabel/two"]
    assert [choice.name for choice in await library.search("alttpr", "/")] == []
    assert [choice.name for choice in await library.search("alttpr", "a/b/c")] == []
    assert [choice.name for choice in await library.search("alttpr", "%/")] == []
