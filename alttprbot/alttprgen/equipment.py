"""Starting equipment, as the customizer's form and mystery weightsets count it, as a list of items."""

from __future__ import annotations

BOTTLES = (
    *("Bottle", "BottleWithRedPotion", "BottleWithGreenPotion", "BottleWithBluePotion"),
    *("BottleWithBee", "BottleWithGoldBee", "BottleWithFairy"),
)
BOWS = ("SilverArrowUpgrade", "Bow", "BowAndSilverArrows")
BOOMERANGS = (("Boomerang",), ("RedBoomerang",), ("Boomerang", "RedBoomerang"))
OCARINAS = ("OcarinaInactive", "OcarinaActive")
RUPEES = {
    "ThreeHundredRupees": 300,
    "OneHundredRupees": 100,
    "FiftyRupees": 50,
    "TwentyRupees": 20,
    "FiveRupees": 5,
    "OneRupee": 1,
}
# More of one item than anybody can mean.
MOST = 1000
MOST_RUPEES = 9999


def equipment_items(key: str, value: object) -> list[str]:
    """The items that `key: value` stands for. Most keys are items and their values how many; bottles, bows, boomerangs
    and the ocarina are chosen by number, rupees are given in change. What is no number stands for nothing."""
    count = _count(value)
    if key in {"Bottle1", "Bottle2", "Bottle3", "Bottle4"}:
        return _numbered(tuple((bottle,) for bottle in BOTTLES), count)
    match key:
        case "ProgressiveBow":
            return _numbered(tuple((bow,) for bow in BOWS), count)
        case "Boomerang":
            return _numbered(BOOMERANGS, count)
        case "Ocarina":
            return _numbered(tuple((ocarina,) for ocarina in OCARINAS), count)
        case "Rupees":
            return _change(count)
    return [key] * min(count, MOST)


def _count(value: object) -> int:
    if not isinstance(value, int | float | str):
        return 0
    try:
        return max(0, int(value))
    except (ValueError, OverflowError):
        return 0


def _numbered(choices: tuple[tuple[str, ...], ...], number: int) -> list[str]:
    return list(choices[number - 1]) if 1 <= number <= len(choices) else []


def _change(rupees: int) -> list[str]:
    items: list[str] = []
    rest = min(rupees, MOST_RUPEES)
    for item, worth in RUPEES.items():
        count, rest = divmod(rest, worth)
        items += [item] * count
    return items
