"""The organisers' page about weightsets is true."""

from __future__ import annotations

import random
import re
from typing import Any

import yaml

from alttprbot.alttprgen.mystery.doors import DEFAULTS, TRIGGERS
from alttprbot.alttprgen.mystery.schema import TOP_LEVEL
from alttprbot.alttprgen.mystery.weightset import ALTTPRMysteryPreset
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.config import REPOSITORY

PAGE = (REPOSITORY / "docs" / "weightsets.md").read_text(encoding="utf-8")
WHOLE, *PARTS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
# Those in use that nobody reads, and what all presets may say.
UNSAID = {"retro", "rom.logicMode", "goal_name", "randomizer"}


def test_example_is_rolled() -> None:
    preset = ALTTPRMysteryPreset.parse(WHOLE)

    plans = [preset.plan(SeedOptions(), rng=random.Random(number)) for number in range(50)]

    assert {plan.endpoint for plan in plans} == {"POST /api/customizer", "POST /api/randomizer"}
    assert ALTTPRMysteryPreset.check(WHOLE).issues == ()


def test_parts_go_with_the_example() -> None:
    document: dict[str, Any] = yaml.safe_load(WHOLE)
    for part in PARTS:
        document |= yaml.safe_load(part)

    assert ALTTPRMysteryPreset.check(yaml.safe_dump(document)).issues == ()


def test_every_option_is_named() -> None:
    named = set(re.findall(r"`([\w-]+)`", PAGE)) | yaml.safe_load(WHOLE).keys()

    assert set(TOP_LEVEL) - UNSAID <= named
    assert {*TRIGGERS, *DEFAULTS} <= named
