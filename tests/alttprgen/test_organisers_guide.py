"""What the guide for organisers shows is true."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.alttpr_schema import CUSTOMIZER_SETTINGS, SITE_VALUES, TOP_LEVEL
from alttprbot.alttprgen.ctjets_preset import CTJetsPreset
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.request import UploadedPreset
from alttprbot.commands.preset_options import parse_options
from alttprbot.config import REPOSITORY
from alttprbot.exceptions import InvalidInputException, InvalidPresetException
from alttprbot.services.onsite_event import Capacity, OnsiteGame, Tournament, read_event
from alttprbot_sandbox.alttpr import AlttprServer
from tests.alttprgen.conftest import Road, request

GUIDE = (REPOSITORY / "docs" / "organisers.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
(EVENT,) = (block for block in BLOCKS if "\ngames:\n" in block)
EXAMPLES = [block for block in BLOCKS if block != EVENT]
OTHER_GAMES = [example for example in EXAMPLES if "randomizer:" in example]
WHOLE = [example for example in EXAMPLES if "extends:" not in example and example not in OTHER_GAMES]
EXTENDING = [example for example in EXAMPLES if "extends:" in example]


def rows(beginning: str) -> dict[str, str]:
    """The rows of the table with this header, by their first column."""
    table = GUIDE.partition(beginning)[2].partition("\n\n")[0]
    return {cells[1].strip(): cells[2].strip() for line in table.splitlines()[2:] if (cells := line.split("|"))}


def words(text: str) -> list[str]:
    """What stands in backquotes."""
    return re.findall(r"`([^`]+)`", text)


def test_there_are_examples_of_every_kind() -> None:
    assert (len(WHOLE), len(EXTENDING), len(OTHER_GAMES)) == (2, 1, 1)


def test_example_of_another_game_has_nothing_wrong() -> None:
    assert CTJetsPreset.check(OTHER_GAMES[0]).issues == ()


@pytest.mark.parametrize("example", WHOLE, ids=["randomizer", "customizer"])
def test_example_has_nothing_wrong(example: str) -> None:
    assert ALTTPRPreset.check(example).issues == ()


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("example", WHOLE, ids=["randomizer", "customizer"])
async def test_example_can_be_rolled(road: Road, alttpr: AlttprServer, example: str) -> None:
    seed = await road.seeds.generate(request(UploadedPreset(example)))

    assert seed.response.hash_or_id in alttpr.seeds


def test_example_that_extends_is_what_it_says(tmp_path: Path) -> None:
    for name in ("_randomizer", "open_fast"):
        shutil.copy(REPOSITORY / "presets" / "alttpr" / f"{name}.yaml", tmp_path)
    (tmp_path / "mine.yaml").write_text(EXTENDING[0], encoding="utf-8")

    folder = read_folder(tmp_path, ALTTPRPreset)

    settings = folder.presets["mine"].settings
    assert folder.issues == ()
    assert (settings["goal"], settings["crystals"]) == ("fast_ganon", {"tower": "6", "ganon": "6"})


async def test_example_of_an_event_can_be_used(tmp_path: Path, road: Road) -> None:
    (tmp_path / "event.yaml").write_text(EVENT, encoding="utf-8")

    event = read_event(tmp_path / "event.yaml", road.library)

    assert [event.label(key) for key in event.games] == ["alttpr", "finals"]


def test_every_key_of_an_event_is_explained() -> None:
    part = GUIDE.partition("## An event in one hall")[2].partition("\n## ")[0]

    missing = [key for model in (OnsiteGame, Capacity, Tournament) for key in model.model_fields if key not in part]

    assert missing == []


def test_every_key_is_explained() -> None:
    explained = {word for key in rows("| key | what it is |") for word in words(key)}

    assert explained == TOP_LEVEL.keys()


def test_every_value_of_the_site_is_listed() -> None:
    listed = {path: words(values) for keys, values in rows("| setting | values |").items() for path in words(keys)}

    for path, values in SITE_VALUES.items():
        shown = [value.strip('"') for value in listed[".".join(map(str, path))]]
        assert set(shown) <= set(values)
        assert set(shown) == set(values) or shown == ["0", "7", "random"]
    assert {path.partition(".")[0] for path in listed} <= CUSTOMIZER_SETTINGS.fields.keys()


def test_every_option_of_the_command_line_is_named() -> None:
    with pytest.raises(InvalidInputException) as caught:
        parse_options(["?"])

    options = caught.value.message.partition("keys: ")[2].rstrip(".").split(", ")
    assert set(options) <= set(words(GUIDE.rpartition("The options are ")[2].partition("\n\n")[0]))


def test_mistakes_are_explained_as_shown() -> None:
    text = "settings:\n  mode: open\n  hints: on\n\ndescripton: mine\n"

    with pytest.raises(InvalidPresetException) as caught:
        ALTTPRPreset.parse(text)

    assert caught.value.message in GUIDE


def test_presets_are_counted() -> None:
    count = len(read_folder(REPOSITORY / "presets" / "alttpr", ALTTPRPreset).presets)

    assert f"ships with {count} of them" in GUIDE
