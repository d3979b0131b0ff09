"""In which section of a spoiler a location stands, as the site groups them."""

from __future__ import annotations

SECTIONS = (
    "Special",
    "Hyrule Castle",
    "Eastern Palace",
    "Desert Palace",
    "Tower Of Hera",
    "Castle Tower",
    "Dark Palace",
    "Swamp Palace",
    "Skull Woods",
    "Thieves Town",
    "Ice Palace",
    "Misery Mire",
    "Turtle Rock",
    "Ganons Tower",
    "Light World",
    "Death Mountain",
    "Dark World",
)
ENTRANCE_NAMES = {
    "Tower Of Hera": "Tower of Hera",
    "Castle Tower": "Agahnims Tower",
    "Dark Palace": "Palace of Darkness",
}
"""What the generator of seeds with shuffled entrances calls some of them."""
_RENAMED = {
    "Sewers": "Hyrule Castle",
    "Sanctuary": "Hyrule Castle",
    "Link's Uncle": "Hyrule Castle",
    "Secret Passage": "Hyrule Castle",
    "Tower of Hera": "Tower Of Hera",
    "Palace of Darkness": "Dark Palace",
    "Thieves' Town": "Thieves Town",
    "Ganon's Tower": "Ganons Tower",
}
_SPECIAL = frozenset({"Misery Mire Medallion", "Turtle Rock Medallion", "Waterfall Bottle", "Pyramid Bottle"})
_DEATH_MOUNTAIN = frozenset(
    {
        "Ether Tablet",
        "Floating Island",
        "Mimic Cave",
        "Old Man",
        "Paradox Cave Lower",
        "Paradox Cave Upper",
        "Spectacle Rock",
        "Spectacle Rock Cave",
        "Spiral Cave",
    }
)
_DARK_WORLD = frozenset(
    {
        "Brewery",
        "Bumper Cave",
        "C-Shaped House",
        "Catfish",
        "Chest Game",
        "Digging Game",
        "Hammer Pegs",
        "Hookshot Cave",
        "Hype Cave",
        "Mire Shed",
        "Pyramid",
        "Pyramid Fairy",
        "Spike Cave",
        "Stumpy",
        "Superbunny Cave",
    }
)


def section_of(location: str) -> str:
    """The section of a location."""
    if location in _SPECIAL:
        return "Special"
    place = location.partition(" - ")[0]
    place = _RENAMED.get(place, place)
    if place in SECTIONS:
        return place
    if place in _DEATH_MOUNTAIN:
        return "Death Mountain"
    return "Dark World" if place in _DARK_WORLD else "Light World"
