"""What the values of a seed's settings are called, as `GET /randomizer/settings` of the site says it.

Used when the site does not answer; the facts are from its public source.
"""

from __future__ import annotations

from collections.abc import Mapping

Labels = Mapping[str, Mapping[str, str]]

ON_OFF = {"on": "On", "off": "Off"}
CRYSTALS = {"0": "none", **{str(count): str(count) for count in range(1, 8)}, "random": "random"}

DEFAULT_LABELS: Labels = {
    "glitches_required": {
        "none": "None",
        "overworld_glitches": "Overworld Glitches",
        "hybrid_major_glitches": "Hybrid Major Glitches",
        "major_glitches": "Major Glitches",
        "no_logic": "No Logic",
    },
    "item_placement": {"basic": "Basic", "advanced": "Advanced"},
    "dungeon_items": {"standard": "Standard", "mc": "MC Shuffle", "mcs": "MCS Shuffle", "full": "Full Shuffle"},
    "accessibility": {"items": "100% Inventory", "locations": "100% Locations", "none": "Not Guaranteed"},
    "goals": {
        "ganon": "Defeat Ganon",
        "fast_ganon": "Fast Ganon",
        "dungeons": "All Dungeons",
        "pedestal": "Master Sword Pedestal",
        "triforce-hunt": "Triforce Pieces",
        "ganonhunt": "Ganonhunt",
        "completionist": "Completionist",
    },
    "tower_open": CRYSTALS,
    "ganon_open": CRYSTALS,
    "world_state": {"standard": "Standard", "open": "Open", "inverted": "Inverted", "retro": "Retro"},
    "entrance_shuffle": {
        "none": "None",
        "simple": "Simple",
        "restricted": "Restricted",
        "full": "Full",
        "crossed": "Crossed",
        "insanity": "Insanity",
    },
    "boss_shuffle": {"none": "None", "simple": "Simple", "full": "Full", "random": "Random"},
    "enemy_shuffle": {"none": "None", "shuffled": "Shuffled", "random": "Random"},
    "pot_shuffle": ON_OFF,
    "hints": ON_OFF,
    "weapons": {"randomized": "Randomized", "assured": "Assured", "vanilla": "Vanilla", "swordless": "Swordless"},
    "item_pool": {"normal": "Normal", "hard": "Hard", "expert": "Expert", "crowd_control": "Crowd Control"},
    "item_functionality": {"normal": "Normal", "hard": "Hard", "expert": "Expert"},
    "enemy_damage": {"default": "Default", "shuffled": "Shuffled", "random": "Random"},
    "enemy_health": {"default": "Default", "easy": "Easy", "hard": "Hard", "expert": "Expert"},
    "spoilers": {"on": "On", "off": "Off", "generate": "Generate", "mystery": "Mystery"},
}
