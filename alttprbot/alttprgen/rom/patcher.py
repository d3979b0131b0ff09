"""The ROM of a seed, made of the player's own."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from alttprbot.alttprgen.adapters.alttpr import ALTTPRProvider
from alttprbot.alttprgen.provider_exceptions import SeedProviderInvalidRequestError, SeedProviderResponseFormatError
from alttprbot.alttprgen.provider_response import SeedProviderResponse
from alttprbot.alttprgen.randomizer.alttpr import BasePatch
from alttprbot.alttprgen.rom.base_rom import JAPANESE_1_0, check_base_rom, md5_of
from alttprbot.alttprgen.rom.bps import apply_bps
from alttprbot.alttprgen.rom.cosmetics import Cosmetics, cosmetic_writes
from alttprbot.alttprgen.rom.errors import (
    BrokenPatchException,
    RomException,
    SeedPatchException,
    SpriteNotFoundException,
)
from alttprbot.alttprgen.rom.image import RomImage
from alttprbot.alttprgen.rom.patch_cache import PatchCache
from alttprbot.alttprgen.rom.seed_patch import SeedPatch, read_seed_patch
from alttprbot.alttprgen.rom.sprite import Sprite, read_sprite, sprite_writes
from alttprbot.util.text import shortened

logger = logging.getLogger(__name__)

LINK = "Link"
"""The sprite that the game comes with."""


@dataclass(frozen=True, slots=True)
class PatchedGame:
    """A ROM that can be played; `code` are the names of its file-select icons, `url` the permalink of the seed."""

    rom: bytes
    code: tuple[str, ...]
    url: str


class RomPatcher:
    """Makes ROMs of the site's seeds. `base_md5` is that of the only ROM that it takes."""

    def __init__(self, site: ALTTPRProvider, cache: PatchCache, *, base_md5: str = JAPANESE_1_0) -> None:
        self._site = site
        self._cache = cache
        self._base_md5 = base_md5

    async def patch(
        self,
        hash_id: str,
        base_rom: bytes,
        cosmetics: Cosmetics,
        *,
        sprite: str = LINK,
        branch: str | None = None,
    ) -> PatchedGame:
        """The game of the seed `hash_id`, with what the player likes; `sprite` is a name of the site's list.

        Raises `RomException` for what does not fit together, and `SeedProviderError` when the site does not answer.
        """
        check_base_rom(base_rom, "The ROM", self._base_md5)
        seed, changes = await self._seed(hash_id, branch)
        _require_allowed(cosmetics, seed)
        drawn = None if sprite == LINK else await self._sprite(sprite, branch)
        game = await self._base_game(hash_id, base_rom, branch)
        rom = await asyncio.to_thread(_finished, game, changes, cosmetics, drawn)
        return PatchedGame(rom, seed.code or (), seed.url)

    async def _seed(self, hash_id: str, branch: str | None) -> tuple[SeedProviderResponse, SeedPatch]:
        try:
            seed = await self._site.retrieve_seed(hash_id, branch=branch)
        except SeedProviderInvalidRequestError as error:
            raise _unknown(hash_id, error) from error
        except SeedProviderResponseFormatError as error:
            raise SeedPatchException(
                f"The site does not say how seed {hash_id} changes the game ({error.provider_message}). "
                "If it is that of a race, it may not have been given out yet."
            ) from error
        return seed, read_seed_patch(seed.extra["document"])

    async def _sprite(self, name: str, branch: str | None) -> Sprite:
        addresses = await self._site.get_sprites(branch=branch)
        if name not in addresses:
            raise SpriteNotFoundException(name, {LINK, *addresses})
        return read_sprite(await self._site.get_sprite_file(addresses[name]))

    async def _base_game(self, hash_id: str, base_rom: bytes, branch: str | None) -> bytes:
        """The game that the seed changes, by a patch from the cache if there is one that does what it should."""
        try:
            wanted = await self._site.get_base_patch(hash_id, branch=branch)
        except SeedProviderInvalidRequestError as error:
            raise SeedPatchException(
                f"The site has no base patch for seed {hash_id}: it may be too old to be patched."
            ) from error
        cached = await asyncio.to_thread(self._cache.read, wanted.md5)
        if cached is not None:
            try:
                return await asyncio.to_thread(_made, cached, base_rom, wanted)
            except BrokenPatchException as error:
                logger.warning("base_patch_spoiled", extra={"md5": wanted.md5, "error": error.message})
        fetched = await self._site.get_base_patch_file(wanted, branch=branch)
        game = await asyncio.to_thread(_made, fetched, base_rom, wanted)
        await asyncio.to_thread(self._cache.write, wanted.md5, fetched)
        return game


def _made(patch: bytes, base_rom: bytes, wanted: BasePatch) -> bytes:
    game = apply_bps(patch, base_rom)
    if md5_of(game) != wanted.md5:
        raise BrokenPatchException("The patch is wrong: what it makes is not the game that the site names.")
    return game


def _finished(game: bytes, changes: SeedPatch, cosmetics: Cosmetics, sprite: Sprite | None) -> bytes:
    rom = RomImage(game, changes.size)
    rom.apply(changes.writes)
    rom.apply(cosmetic_writes(cosmetics, rom.version))
    if sprite is not None:
        rom.apply(sprite_writes(sprite, rom))
    return rom.finished()


def _require_allowed(cosmetics: Cosmetics, seed: SeedProviderResponse) -> None:
    """The site, too, gives quickswap to nobody in a race that is run without."""
    meta = seed.extra["meta"]
    if cosmetics.quickswap and meta.get("tournament") and not meta.get("allow_quickswap"):
        raise RomException("This seed is that of a race in which quickswap is not allowed.")


def _unknown(
    hash_id: str, error: SeedProviderInvalidRequestError
) -> SeedPatchException | SeedProviderInvalidRequestError:
    if error.status_code is None:
        return SeedPatchException(
            f"“{shortened(hash_id)}” is not the hash of a seed. It is what comes last in a permalink, after /h/."
        )
    if error.status_code == 404:
        return SeedPatchException(f"The site has no seed {hash_id}.")
    return error
