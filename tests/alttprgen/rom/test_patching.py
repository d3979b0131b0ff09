"""From a seed of the site to a ROM, and everything that can be wrong on the way."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.rom.cosmetics import Cosmetics
from alttprbot.alttprgen.rom.errors import (
    BaseRomException,
    BrokenPatchException,
    RomException,
    SeedPatchException,
    SpriteNotFoundException,
)
from alttprbot.alttprgen.rom.patch_cache import PatchCache
from alttprbot.alttprgen.rom.patcher import RomPatcher
from alttprbot.alttprgen.rom.seed_patch import read_seed_patch
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr.builds import build, original
from alttprbot_sandbox.faults import Fault, FaultKind
from tests.alttprgen.conftest import Road, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

ORIGINAL_MD5 = hashlib.md5(original(), usedforsecurity=False).hexdigest()
PLAIN = Cosmetics()
HEADER = range(0x7FDC, 0x7FE0)


@pytest.fixture
def patcher(road: Road, tmp_path: Path) -> RomPatcher:
    return RomPatcher(road.provider, PatchCache(tmp_path / "patches"), base_md5=ORIGINAL_MD5)


async def rolled(road: Road, *, quickswap: bool = True) -> str:
    """The hash of a new seed."""
    seed = await road.seeds.generate(request("open", allow_quickswap=quickswap))
    return str(seed.response.hash_or_id)


async def test_the_rom_has_what_the_seed_says_and_what_the_player_likes(
    road: Road, alttpr: AlttprServer, patcher: RomPatcher
) -> None:
    hash_id = await rolled(road)

    game = await patcher.patch(hash_id, original(), Cosmetics(quickswap=True), sprite="Cucco")

    expected = bytearray(build().game)
    for run in alttpr.seeds[hash_id].answer["patch"]:
        for offset, values in run.items():
            expected[int(offset) : int(offset) + len(values)] = bytes(values)
    assert game.rom[0x18004B] == 1
    assert game.rom[0x80000:0x87000] != build().game[0x80000:0x87000]
    touched = {*range(0x80000, 0x87000), *range(0xDD308, 0xDD380), *range(0xDEDF5, 0xDEDF9), *HEADER}
    touched |= {*range(0x118002, 0x118040), 0x180033, 0x187020, 0x180048, 0x18004B, 0x18021A, 0x18017F}
    touched |= {0x6DD9A, 0x6DF2A, 0x6E0E9}
    changed = {at for at, (one, other) in enumerate(zip(game.rom, expected, strict=True)) if one != other}
    assert changed <= touched
    assert game.url == f"{alttpr.url}/h/{hash_id}"
    assert len(game.code) == 5


async def test_the_base_patch_is_fetched_once_and_again_when_it_is_spoiled(
    road: Road, alttpr: AlttprServer, patcher: RomPatcher, tmp_path: Path
) -> None:
    hash_id = await rolled(road)

    def fetched() -> int:
        return sum(sent.path.startswith("/bps/") for sent in alttpr.requests)

    first = await patcher.patch(hash_id, original(), PLAIN)
    second = await patcher.patch(hash_id, original(), PLAIN)
    assert (first.rom == second.rom, fetched()) == (True, 1)
    (kept,) = (tmp_path / "patches").iterdir()
    kept.write_bytes(b"BPS1" + bytes(100))

    assert (await patcher.patch(hash_id, original(), PLAIN)).rom == first.rom
    assert fetched() == 2
    assert kept.read_bytes() == build().patch


async def test_a_directory_that_cannot_be_used_is_no_reason_to_have_no_rom(road: Road, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    patcher = RomPatcher(road.provider, PatchCache(tmp_path / "file" / "patches"), base_md5=ORIGINAL_MD5)

    assert (await patcher.patch(await rolled(road), original(), PLAIN)).rom


@pytest.mark.parametrize(
    ("hash_id", "why"), [("nothing", "The site has no seed nothing."), ("../x", "is not the hash of a seed")]
)
async def test_seeds_that_are_not_there(patcher: RomPatcher, hash_id: str, why: str) -> None:
    with pytest.raises(SeedPatchException, match=why):
        await patcher.patch(hash_id, original(), PLAIN)


async def test_what_does_not_fit_is_named(road: Road, alttpr: AlttprServer, patcher: RomPatcher) -> None:
    hash_id = await rolled(road, quickswap=False)

    with pytest.raises(BaseRomException, match="not the Japanese version"):
        await patcher.patch(hash_id, bytes(1024 * 1024), PLAIN)
    with pytest.raises(BaseRomException, match="has a header"):
        await patcher.patch(hash_id, bytes(512) + original(), PLAIN)
    with pytest.raises(RomException, match="quickswap is not allowed"):
        await patcher.patch(hash_id, original(), Cosmetics(quickswap=True))
    with pytest.raises(SpriteNotFoundException, match="Did you mean “Sahasrahla”"):
        await patcher.patch(hash_id, original(), PLAIN, sprite="sahasrala")
    alttpr.base_patch = build().patch[:-1] + b"?"
    with pytest.raises(BrokenPatchException, match="damaged"):
        await patcher.patch(hash_id, original(), PLAIN)


async def test_a_site_that_is_down_says_so(road: Road, alttpr: AlttprServer, patcher: RomPatcher) -> None:
    hash_id = await rolled(road)
    alttpr.faults.add(Fault(FaultKind.DROP))

    with pytest.raises(SeedProviderError):
        await patcher.patch(hash_id, original(), PLAIN)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"size": 99, "patch": [{"1": [2]}]}, "99 MiB"),
        ({"size": 2, "patch": []}, "says nothing"),
        ({"size": 2}, "says nothing"),
        ({"size": 2, "patch": [5]}, "no object"),
        ({"size": 2, "patch": [{"x": [1]}]}, "no number"),
        ({"size": 2, "patch": [{"-1": [1]}]}, "no number"),
        ({"size": 2, "patch": [{"1": [256]}]}, "no bytes"),
        ({"size": 2, "patch": [{"1": 5}]}, "no bytes"),
    ],
)
def test_a_patch_that_makes_no_sense_is_refused(document: dict[str, object], why: str) -> None:
    with pytest.raises(SeedPatchException, match=why):
        read_seed_patch(document)
