"""Lists of presets and namespaces, from files and from the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alttprbot.alttprgen.preset import GAMES, PresetLibrary
from alttprbot.database import Database
from alttprbot.models.presets import PresetNamespaces, PresetRevisions, Presets
from alttprbot.services.preset_directory import Order, Page, PresetDirectory, PresetEntry, PresetQuery, Source

SETTINGS = "settings: {goal: ganon}\n"
GLOBAL = {
    "alpha": "goal_name: the first\n",
    "beta": "description: Zebra stripes\n",
    "gamma": "description: |\n  Over\n  lines\n",
}
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def directory(database: Database, tmp_path: Path) -> PresetDirectory:
    folder = tmp_path / "alttpr"
    folder.mkdir()
    for name, labels in GLOBAL.items():
        (folder / f"{name}.yaml").write_text(labels + SETTINGS)
    library = PresetLibrary(tmp_path, "")
    assert await library.load() == []
    return PresetDirectory(library)


@pytest.fixture
async def ann(directory: PresetDirectory) -> PresetNamespaces:
    return await PresetNamespaces.create(name="ann", discord_user_id=1)


async def keep(
    namespace: PresetNamespaces,
    name: str,
    content: str = SETTINGS,
    *,
    game: str = "alttpr",
    age: int = 0,
    rolled: int = 0,
) -> Presets:
    """A stored preset that was changed `age` days after the first and rolled so many times."""
    preset = await Presets.create(
        namespace=namespace, randomizer=game, preset_name=name, content=content, generated_count=rolled
    )
    await Presets.filter(id=preset.id).update(modified=FIRST + timedelta(days=age))
    return preset


def names(page: Page[PresetEntry]) -> list[str]:
    return [entry.identifier for entry in page.items]


async def test_global_presets_come_first_then_those_of_namespaces(
    directory: PresetDirectory, ann: PresetNamespaces
) -> None:
    await keep(ann, "aaa")

    page = await directory.browse(PresetQuery("alttpr"))

    assert names(page) == ["alpha", "beta", "gamma", "ann/aaa"]
    assert page.total == 4


async def test_downwards_everything_is_the_other_way_round(directory: PresetDirectory, ann: PresetNamespaces) -> None:
    await keep(ann, "aaa")
    await keep(ann, "bbb")

    page = await directory.browse(PresetQuery("alttpr", descending=True))

    assert names(page) == ["ann/bbb", "ann/aaa", "gamma", "beta", "alpha"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("size", [1, 3, 25])
async def test_pages_show_everything_once_and_in_order(
    directory: PresetDirectory, ann: PresetNamespaces, order: Order, descending: bool, size: int
) -> None:
    for number in range(4):
        await keep(ann, f"p{number}", age=number % 2, rolled=number // 2)
    whole = names(await directory.browse(PresetQuery("alttpr", order=order, descending=descending)))

    pages = [
        await directory.browse(PresetQuery("alttpr", order=order, descending=descending, page=page, page_size=size))
        for page in range(1, 9)
    ]

    assert [name for page in pages for name in names(page)] == whole
    assert sorted(whole) == ["alpha", "ann/p0", "ann/p1", "ann/p2", "ann/p3", "beta", "gamma"]
    assert {page.count for page in pages} == {-(-7 // size)}


async def test_newest_change_comes_first(directory: PresetDirectory, ann: PresetNamespaces) -> None:
    for name, age in [("old", 0), ("new", 2), ("middle", 1)]:
        await keep(ann, name, age=age)

    page = await directory.browse(PresetQuery("alttpr", order=Order.MODIFIED, descending=True))

    assert names(page)[:3] == ["ann/new", "ann/middle", "ann/old"]
    assert page.items[0].modified == FIRST + timedelta(days=2)


async def test_most_rolled_comes_first(directory: PresetDirectory, ann: PresetNamespaces) -> None:
    await keep(ann, "seldom", rolled=1)
    await keep(ann, "often", rolled=10)

    page = await directory.browse(PresetQuery("alttpr", order=Order.GENERATED, descending=True))

    assert names(page)[:2] == ["ann/often", "ann/seldom"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source.ALL, ["alpha", "beta", "gamma", "ann/mine"]),
        (Source.GLOBAL, ["alpha", "beta", "gamma"]),
        (Source.NAMESPACES, ["ann/mine"]),
    ],
)
async def test_list_can_be_of_one_source(
    directory: PresetDirectory, ann: PresetNamespaces, source: Source, expected: list[str]
) -> None:
    await keep(ann, "mine")

    page = await directory.browse(PresetQuery("alttpr", source=source))

    assert names(page) == expected
    assert page.total == len(expected)


@pytest.mark.parametrize(
    ("content", "description"),
    [
        ("description: Plain words\nsettings: {}\n", "Plain words"),
        ("settings: {}\ndescription: At the end", "At the end"),
        ('settings: {}\r\ndescription: "With: a colon"\r\ngoal_name: x\r\n', "With: a colon"),
        ("settings: {}\ndescription: 5\n", None),
        ("settings: {}\ndescription: [broken\n", None),
        ("settings: {}\ndescription: >\n  folded\n", None),
        ("settings: {}\n", None),
        ("settings:\n  description: not this one\n", None),
        ("# description: nor this\nsettings: {}\n", None),
        (f"description: {'long ' * 200}\nsettings: {{}}\n", ("long " * 200)[:387].strip()),
    ],
)
async def test_list_shows_what_stands_on_the_line_of_the_description(
    directory: PresetDirectory, ann: PresetNamespaces, content: str, description: str | None
) -> None:
    await keep(ann, "mine", content)

    page = await directory.browse(PresetQuery("alttpr", source=Source.NAMESPACES))

    assert [entry.description for entry in page.items] == [description]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zebra", ["beta", "ann/striped"]),
        ("ZEBRA", ["beta", "ann/striped"]),
        ("first", ["alpha"]),
        ("ann", ["ann/plain", "ann/striped"]),
        ("strip", ["beta", "ann/striped"]),
        ("description", []),
        ("pedestal", []),
        ("%", []),
        ("_", []),
        ("'; DROP TABLE presets; --", []),
    ],
)
async def test_search_looks_at_names_namespaces_and_descriptions_only(
    directory: PresetDirectory, ann: PresetNamespaces, text: str, expected: list[str]
) -> None:
    await keep(ann, "striped", "description: A zebra too\nsettings: {goal: pedestal}\n")
    await keep(ann, "plain")

    page = await directory.browse(PresetQuery("alttpr", text=text))

    assert names(page) == expected
    assert page.total == len(expected)


async def test_list_of_one_namespace_has_all_games_or_one(directory: PresetDirectory, ann: PresetNamespaces) -> None:
    bob = await PresetNamespaces.create(name="bob", discord_user_id=2)
    await keep(ann, "mine")
    await keep(ann, "other", game="smz3")
    await keep(bob, "his")

    everything = await directory.browse(PresetQuery(namespace="ann"))
    one_game = await directory.browse(PresetQuery("smz3", namespace="ann"))

    assert [(entry.game, entry.identifier) for entry in everything.items] == [
        ("alttpr", "ann/mine"),
        ("smz3", "ann/other"),
    ]
    assert names(one_game) == ["ann/other"]


async def test_games_are_counted_with_files_and_rows(directory: PresetDirectory, ann: PresetNamespaces) -> None:
    await keep(ann, "mine")
    await keep(ann, "unknown", game="some_other_game")

    counted = await directory.counts()
    assert counted["alttpr"] == 4
    assert set(counted) == set(GAMES)


async def test_only_namespaces_with_presets_are_listed(directory: PresetDirectory, ann: PresetNamespaces) -> None:
    await PresetNamespaces.create(name="empty", discord_user_id=2)
    zoe = await PresetNamespaces.create(name="zoe", discord_user_id=3)
    await keep(ann, "one")
    await keep(ann, "two")
    await keep(zoe, "three")

    everybody = await directory.namespaces()
    second = await directory.namespaces(page=2, page_size=1)
    found = await directory.namespaces(text="Z")

    assert [(entry.name, entry.presets) for entry in everybody.items] == [("ann", 2), ("zoe", 1)]
    assert (everybody.total, everybody.count) == (2, 1)
    assert [entry.name for entry in second.items] == ["zoe"]
    assert [entry.name for entry in found.items] == ["zoe"]


async def test_versions_are_listed_newest_first_without_their_text(
    directory: PresetDirectory, ann: PresetNamespaces
) -> None:
    preset = await keep(ann, "mine")
    for number in range(1, 4):
        await PresetRevisions.create(
            preset=preset, revision=number, content="", discord_user_id=1, note=f"note {number}"
        )

    newest = await directory.history(preset, page_size=2)
    oldest = await directory.history(preset, page=2, page_size=2)

    assert [(entry.number, entry.note) for entry in newest.items] == [(3, "note 3"), (2, "note 2")]
    assert [entry.number for entry in oldest.items] == [1]
    assert newest.total == 3
