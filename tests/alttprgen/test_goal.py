"""The settings of a seed in words, row by row of the table."""

from __future__ import annotations

from typing import Any

import pytest

from alttprbot.alttprgen.goal import generated_goal

ENEMIES = {"enemizer.enemy_shuffle": "shuffled"}
CROSSED = {"shuffle": "crossed"}
FULL = {"dungeon_items": "full"}


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        ({}, "casual open"),
        ({"spoilers": "mystery", "mode": "inverted"}, "mystery"),
        # 1. difficulty
        ({"item_pool": "hard"}, "hard open"),
        ({"item_functionality": "expert"}, "hard open"),
        ({"item_pool": "easy"}, "open"),
        ({"item_pool": "hard", **FULL}, "hard open keysanity"),
        (FULL, "normal casual open keysanity"),
        ({**FULL, "goal": "dungeons"}, "all dungeons keysanity"),
        # 2. enemizer
        (ENEMIES, "enemizer open"),
        ({"enemizer.boss_shuffle": "full"}, "enemizer open"),
        ({"enemizer.enemy_damage": "random"}, "enemizer open"),
        ({"enemizer.enemy_health": "easy"}, "enemizer open"),
        ({"enemizer.pot_shuffle": "on"}, "casual open"),
        # 3. swordless
        ({"weapons": "swordless"}, "swordless open"),
        ({"weapons": "swordless", "mode": "standard"}, "swordless"),
        # 4. world
        ({"mode": "standard"}, "standard"),
        ({"mode": "standard", "weapons": "assured"}, "casual"),
        ({"mode": "standard", "weapons": "assured", "item_pool": "hard"}, "hard"),
        ({"mode": "inverted"}, "inverted"),
        ({"mode": "retro"}, "retro"),
        ({"mode": "open", "weapons": "assured"}, "casual open"),
        # 5. glitches
        ({"logic": "OverworldGlitches"}, "casual open overworld glitches"),
        ({"logic": "MajorGlitches"}, "casual open major glitches"),
        ({"logic": "HybridMajorGlitches"}, "casual open hybrid major glitches"),
        ({"logic": "NoLogic"}, "casual open no logic"),
        # 6. crystals, as text or as numbers
        ({"entry_crystals_tower": "6", "entry_crystals_ganon": "6"}, "casual open 6/6"),
        ({"entry_crystals_tower": 7, "entry_crystals_ganon": 7}, "casual open"),
        ({"entry_crystals_tower": 0}, "casual open 0/7"),
        ({"entry_crystals_tower": "random", "entry_crystals_ganon": "random"}, "casual open random/random"),
        # 7. goal
        ({"goal": "fast_ganon"}, "casual open fast ganon"),
        ({"goal": "fast_ganon", **CROSSED}, "open + entrance shuffle"),
        ({"goal": "ganon", **CROSSED}, "open defeat ganon + entrance shuffle"),
        ({"goal": "dungeons"}, "casual open all dungeons"),
        ({"goal": "triforce-hunt"}, "casual open triforce hunt"),
        ({"goal": "pedestal"}, "casual open pedestal"),
        # 8. dungeon items
        ({"dungeon_items": "mc"}, "casual open mc"),
        ({"dungeon_items": "mcs"}, "casual open mcs"),
        # 9. and 10.
        ({"shuffle": "none"}, "casual open"),
        ({"difficulty": "custom"}, "casual open (customizer)"),
        # all together
        (
            {**FULL, **ENEMIES, **CROSSED, "mode": "inverted", "goal": "fast_ganon", "logic": "NoLogic",
             "entry_crystals_tower": "0", "item_pool": "expert"},
            "hard enemizer inverted no logic 0/7 keysanity + entrance shuffle",
        ),
        # a site that says nothing, and one that says nothing useful
        ({"mode": None, "goal": None, "logic": None}, "casual open"),
        ({"mode": "upside-down", "goal": "dance"}, ""),
    ],
    ids=str,
)  # fmt: skip
def test_settings_in_words(meta: dict[str, Any], words: str) -> None:
    assert generated_goal(meta) == words
