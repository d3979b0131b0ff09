"""Patches in the BPS format: applied as they were meant, and never believed."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.rom.bps import LARGEST_PATCH, LARGEST_TARGET, apply_bps
from alttprbot.alttprgen.rom.errors import BrokenPatchException
from alttprbot_sandbox.bps import MAGIC, Kind, action, distance, make_patch, number

SOURCE = b"It is dangerous to go alone."


def patch_of(actions: bytes, target: bytes, *, source: bytes = SOURCE, size: int | None = None) -> bytes:
    """A patch with these actions, whose checksums are right."""
    sizes = number(len(source)) + number(len(target) if size is None else size) + number(0)
    body = MAGIC + sizes + actions
    for part in (source, target):
        body += zlib.crc32(part).to_bytes(4, "little")
    return body + zlib.crc32(body).to_bytes(4, "little")


@given(source=st.binary(max_size=400), target=st.binary(max_size=400), block=st.integers(1, 40))
def test_what_was_made_into_a_patch_comes_out_of_it(source: bytes, target: bytes, block: int) -> None:
    assert apply_bps(make_patch(source, target, block=block, metadata=b"<xml/>"), source) == target


@pytest.mark.parametrize(
    ("actions", "target"),
    [
        (action(Kind.SOURCE_READ, 5), b"It is"),
        (action(Kind.TARGET_READ, 3) + b"abc", b"abc"),
        (action(Kind.SOURCE_COPY, 2) + distance(6) + action(Kind.SOURCE_COPY, 2) + distance(-8), b"daIt"),
        (action(Kind.TARGET_READ, 2) + b"ab" + action(Kind.TARGET_COPY, 5) + distance(0), b"abababa"),
        (b"", b""),
    ],
)
def test_each_action_does_what_it_should(actions: bytes, target: bytes) -> None:
    assert apply_bps(patch_of(actions, target), SOURCE) == target


@pytest.mark.parametrize(
    ("actions", "size", "why"),
    [
        (action(Kind.SOURCE_COPY, 2) + distance(-1), 2, "outside of the ROM"),
        (action(Kind.SOURCE_READ, 29), 29, "outside of the ROM"),
        (action(Kind.TARGET_COPY, 2) + distance(0), 2, "not made yet"),
        (action(Kind.TARGET_READ, 3) + b"a", 3, "ends before"),
        (action(Kind.TARGET_READ, 2) + b"ab", 1, "makes more"),
        (action(Kind.TARGET_READ, 2) + b"ab", 3, "makes less"),
        (b"\x00" * 20, 1, "has no end"),
        (b"\x01", 1, "middle of a number"),
        (action(Kind.TARGET_READ, 1) + b"a", LARGEST_TARGET + 1, "no more than"),
        (action(Kind.TARGET_READ, 2) + b"xy", 2, "does not have the checksum"),
    ],
)
def test_what_a_patch_may_not_do(actions: bytes, size: int, why: str) -> None:
    with pytest.raises(BrokenPatchException, match=why):
        apply_bps(patch_of(actions, b"ab", size=size), SOURCE)


def test_a_patch_for_another_file_and_a_damaged_one_are_refused() -> None:
    patch = make_patch(SOURCE, b"Take this.")

    with pytest.raises(BrokenPatchException, match="another file"):
        apply_bps(patch, SOURCE[:-1] + b"!")
    with pytest.raises(BrokenPatchException, match="damaged"):
        apply_bps(patch[:8] + b"?" + patch[9:], SOURCE)
    with pytest.raises(BrokenPatchException, match="not a BPS patch"):
        apply_bps(b"<html>" * 10, SOURCE)
    with pytest.raises(BrokenPatchException, match="no more than"):
        apply_bps(MAGIC + bytes(LARGEST_PATCH), SOURCE)


@given(noise=st.binary(max_size=300), size=st.integers(0, 2**30))
def test_noise_is_refused_or_does_what_it_says(noise: bytes, size: int) -> None:
    try:
        made = apply_bps(patch_of(noise, b"", size=size), SOURCE)
    except BrokenPatchException:
        return
    assert (made, size) == (b"", 0)
