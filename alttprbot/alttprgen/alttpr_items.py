"""What alttpr.com's customizer can place, give and drop, by the names that it has for it."""

from __future__ import annotations

from alttprbot.alttprgen.base_payloads import customizer_payload

_CUSTOM = customizer_payload()["custom"]
_NOT_IN_THE_FORM = """
    TwentyRupees2 PowerStar WinterCoat Duck NoSlipBoots L0Sword MapD0 CompassD0 BigKeyD0 KeyD0 PendantOfCourage
    PendantOfPower PendantOfWisdom Crystal1 Crystal2 Crystal3 Crystal4 Crystal5 Crystal6 Crystal7
"""
ITEM_NAMES = frozenset({*_CUSTOM["item"]["count"], *_NOT_IN_THE_FORM.split()})
DROP_NAMES = tuple(_CUSTOM["drop"]["count"])
# Stands for a drop that the site chooses.
AUTO_FILL = "auto_fill"
# How many drops each of them has.
PRIZE_PACKS = {**dict.fromkeys("0123456", 8), "pull": 3, "crab": 2, "stun": 1, "fish": 1}
