"""How a seed looks, whatever its provider says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import discord
import pytest

from alttprbot.alttprgen.file_select import EMOJI_NAMES
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.randomizer.alttpr_labels import DEFAULT_LABELS
from alttprbot_discord.embeds.look import Look, code_text
from alttprbot_discord.embeds.seed import seed_embed
from tests.discord.conftest import field_of

CODE = ("Bow", "Lamp", "Map", "Boots", "Big Key")
META: dict[str, Any] = {
    "name": "A Game",
    "notes": "<b>bold</b> &amp; <a href='https://example.org'>linked</a>",
    "logic": "NoGlitches",
    "item_placement": "advanced",
    "dungeon_items": "mcs",
    "accessibility": "locations",
    "goal": "triforce-hunt",
    "entry_crystals_tower": "6",
    "entry_crystals_ganon": "random",
    "mode": "inverted",
    "weapons": "assured",
    "item_pool": "crowd_control",
    "item_functionality": "hard",
    "hints": "on",
    "enemizer.boss_shuffle": "full",
    "enemizer.enemy_shuffle": "shuffled",
    "enemizer.enemy_damage": "shuffled",
    "enemizer.enemy_health": "easy",
    "enemizer.pot_shuffle": "on",
    "spoilers": "off",
}


@dataclass
class Emoji:
    """What an embed needs of Discord's emoji."""

    name: str
    url: str = "https://cdn.example.org/emoji.png"

    def __str__(self) -> str:
        return f"<:{self.name}:1>"


def emojis(*names: str) -> dict[str, discord.Emoji]:
    return {name: cast("discord.Emoji", Emoji(name)) for name in names}


@dataclass
class Seed:
    """What is shown of a seed that the ALTTPR site describes."""

    response: SeedProviderResponse


def seed(meta: object = None) -> Seed:
    """A seed of which the site says `meta`."""
    return Seed(
        SeedProviderResponse(
            url="https://alttpr.com/h/abc",
            hash_or_id="abc",
            provider_meta=ProviderMetadata("alttpr", "randomizer"),
            code=CODE,
            extra={"meta": META if meta is None else meta, "generated": "2026-01-02T03:04:05+00:00"},
        )
    )


USUAL = Look(DEFAULT_LABELS)


def texts(embed: discord.Embed) -> dict[str, str]:
    return {str(field.name): str(field.value) for field in embed.fields}


def test_title_is_shown_as_it_was_written() -> None:
    embed = seed_embed(seed({**META, "name": "**Free** @everyone"}), USUAL)

    assert embed.title == r"\*\*Free\*\* @" + "\u200beveryone"


def test_a_seed_is_described_in_the_words_of_the_site() -> None:
    embed = seed_embed(seed(), USUAL)

    assert (embed.title, embed.colour) == ("A Game", discord.Colour.dark_red())
    assert embed.description == "**bold** & [linked](https://example.org)"
    assert embed.timestamp is not None
    assert embed.timestamp.isoformat() == "2026-01-02T03:04:05+00:00"
    assert (embed.footer.text, embed.footer.icon_url) == ("Generated", None)
    found = {title: texts(embed)[title].splitlines() for title in ("Item Placement", "Goal", "Gameplay", "Difficulty")}
    assert found == {
        "Item Placement": [
            "**Glitches Required:** NoGlitches",
            "**Item Placement:** Advanced",
            "**Dungeon Items:** MCS Shuffle",
            "**Accessibility:** 100% Locations",
        ],
        "Goal": ["**Goal:** Triforce Pieces", "**Open Tower:** 6", "**Ganon Vulnerable:** random"],
        "Gameplay": [
            "**World State:** Inverted",
            "**Entrance Shuffle:** None",
            "**Boss Shuffle:** Full",
            "**Enemy Shuffle:** Shuffled",
            "**Pot Shuffle:** on",
            "**Hints:** on",
        ],
        "Difficulty": [
            "**Swords:** Assured",
            "**Item Pool:** Crowd Control",
            "**Item Functionality:** Hard",
            "**Enemy Damage:** Shuffled",
            "**Enemy Health:** Easy",
        ],
    }
    assert list(texts(embed).items())[-2:] == [
        ("File Select Code", "Bow/Lamp/Map/Boots/Big Key"),
        ("Permalink", "https://alttpr.com/h/abc"),
    ]


def test_the_tournament_variant_has_no_permalink() -> None:
    embed = seed_embed(seed(), Look(DEFAULT_LABELS, tournament=True))

    assert embed.colour == discord.Colour.dark_gold()
    assert list(texts(embed))[-1] == "File Select Code"
    assert "https://alttpr.com/h/abc" not in str(embed.to_dict())


def test_a_mystery_game_keeps_its_settings() -> None:
    embed = seed_embed(seed({"name": "m", "logic": "NoGlitches", "spoilers": "mystery"}), USUAL)

    assert list(texts(embed)) == ["Mystery Game", "Item Placement", "File Select Code", "Permalink"]
    assert texts(embed)["Item Placement"] == "**Glitches Required:** NoGlitches"
    assert [field.inline for field in embed.fields][:2] == [False, True]


def test_a_festive_game_says_so() -> None:
    embed = seed_embed(seed({**META, "special": True}), USUAL)

    assert list(texts(embed)) == ["Festive Randomizer", "Settings", "File Select Code", "Permalink"]
    assert field_of(texts(embed)["Settings"], "Swords") == "Assured"
    assert not any(field.inline for field in embed.fields)


def test_an_entrance_shuffle_is_named() -> None:
    embed = seed_embed(seed({**META, "shuffle": "crossed"}), USUAL)

    assert field_of(texts(embed)["Gameplay"], "Entrance Shuffle") == "Crossed"


@pytest.mark.parametrize(("crystals", "shown"), [("0", "0"), (0, "0"), ("7", "7"), (None, "unknown")])
def test_the_number_of_crystals_is_shown_as_it_is(crystals: object, shown: str) -> None:
    embed = seed_embed(seed({**META, "entry_crystals_tower": crystals, "entry_crystals_ganon": crystals}), USUAL)

    assert field_of(texts(embed)["Goal"], "Open Tower") == shown
    assert field_of(texts(embed)["Goal"], "Ganon Vulnerable") == shown


def test_values_that_nobody_knows_are_shown_as_they_are() -> None:
    embed = seed_embed(seed({**META, "goal": "dance", "mode": 5}), Look())

    assert field_of(texts(embed)["Goal"], "Goal") == "dance"
    assert field_of(texts(embed)["Gameplay"], "World State") == "5"


@pytest.mark.parametrize("meta", [{}, {"name": None}, {"goal": ["a"]}, [], "text", {"notes": 5, "name": {"a": 1}}])
def test_a_strange_description_still_gives_an_embed(meta: object) -> None:
    embed = seed_embed(seed(meta), USUAL)

    assert embed.title
    assert texts(embed)["Permalink"] == "https://alttpr.com/h/abc"


def test_name_notes_and_settings_can_be_chosen() -> None:
    embed = seed_embed(seed(), Look(name="Daily", notes="today's", include_settings=False))

    assert (embed.title, embed.description) == ("Daily", "today's")
    assert list(texts(embed)) == ["File Select Code", "Permalink"]


def test_texts_keep_to_what_discord_takes() -> None:
    huge = dict.fromkeys(META, "x" * 5000) | {"notes": "word " * 2000, "spoilers": "off"}

    embed = seed_embed(seed(huge), USUAL)

    assert len(embed.title or "") <= 256
    assert len(embed.description or "") <= 4096
    assert all(len(str(field.value)) <= 1024 for field in embed.fields)
    assert len(embed) + 1024 <= 6000


def test_the_code_is_shown_with_emoji_where_all_are_there() -> None:
    names = [EMOJI_NAMES[icon] for icon in CODE]

    assert code_text(CODE, emojis(*names)) == (
        "<:Bow:1> <:Lamp:1> <:DungeonMap:1> <:GoFast:1> <:BigKey:1> (Bow/Lamp/Map/Boots/Big Key)"
    )
    assert code_text(CODE, emojis(*names[:4])) == "Bow/Lamp/Map/Boots/Big Key"
    assert code_text(("No Such Icon",), emojis(*names)) == "No Such Icon"
    assert seed_embed(seed(), Look(emojis=emojis("SahasrahBot"))).footer.icon_url == "https://cdn.example.org/emoji.png"
