"""Patches of the shape that the site writes: runs of bytes at offsets of the ROM."""

from __future__ import annotations

import random
from collections.abc import Sequence
from enum import StrEnum

CODE_OFFSET = 0x180215
AFTER_CODE = 0x180300
DIGS_OFFSET = 982421
DROPS = {227731: 1, 981972: 3, 207304: 1, 207300: 1, 950988: 1, 227960: 56}
DROP_IDS = (121, 178, *range(216, 228))

Patch = list[dict[str, list[int]]]


class CodeRun(StrEnum):
    """Where the file-select code stands in a patch."""

    OWN = "own"
    INSIDE = "inside"
    FIRST = "first"
    LAST = "last"


def make_patch(code: Sequence[int], rng: random.Random, code_run: CodeRun) -> Patch:
    """A patch with the five bytes of `code`; `own` and `inside` are between other runs."""
    runs = {offset: [rng.choice(DROP_IDS) for _ in range(length)] for offset, length in DROPS.items()}
    runs[DIGS_OFFSET] = [rng.randrange(1, 31)]
    if code_run is not CodeRun.LAST:
        runs[AFTER_CODE] = [rng.randrange(256) for _ in range(4)]
    if code_run is CodeRun.INSIDE:
        runs[CODE_OFFSET - 2] = [1, 0, *code, 0, 0, 0]
    else:
        runs[CODE_OFFSET] = list(code)
    patch = [{str(offset): runs[offset]} for offset in sorted(runs)]
    if code_run is CodeRun.FIRST:
        patch.sort(key=lambda run: str(CODE_OFFSET) not in run)
    return patch
