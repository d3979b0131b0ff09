"""ROMs of seeds: `rom patch`."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from alttprbot.alttprgen.adapters.alttpr import ALTTPRProvider
from alttprbot.alttprgen.provider_exceptions import SeedProviderError
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.alttpr import AlttprClient
from alttprbot.alttprgen.rom.base_rom import JAPANESE_1_0, read_base_rom
from alttprbot.alttprgen.rom.cosmetics import Cosmetics, HeartBeep, HeartColor, MenuSpeed
from alttprbot.alttprgen.rom.patch_cache import PatchCache, default_directory
from alttprbot.alttprgen.rom.patcher import LINK, RomPatcher
from alttprbot.caching import Cache, open_backends
from alttprbot.commands.common import FAILED, OK, complain, print_lines
from alttprbot.exceptions import InvalidInputException
from alttprbot.metrics import Metrics
from alttprbot.util.clock import Clock
from alttprbot.util.files import write_whole
from alttprbot.util.http import open_http_session
from alttprbot.util.text import shortened

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings

USUAL = Cosmetics()


def add_arguments(commands: Subparsers) -> None:
    """Put `rom …` on a command line."""
    rom = commands.add_parser("rom", help="make ROMs of seeds")
    actions = rom.add_subparsers(dest="action", required=True, metavar="ACTION")
    patch = actions.add_parser("patch", help="make the ROM of a seed of the ALTTPR site out of your own")
    patch.add_argument("seed", metavar="HASH", help="the seed's hash, or its permalink")
    patch.add_argument(
        "--rom", metavar="PATH", type=Path, help="the Japanese version 1.0 of the game; default: ALTTP_ROM"
    )
    patch.add_argument("--output", metavar="PATH", type=Path, required=True, help="where to put the ROM of the seed")
    patch.add_argument("--force", action="store_true", help="replace what is there")
    patch.add_argument("--branch", metavar="NAME", help="the deployment of the site that rolled the seed")
    patch.add_argument(
        "--cache-dir", metavar="PATH", type=Path, help="where base patches are kept; default: a temporary directory"
    )
    _choice(patch, "--heart-beep", HeartBeep, USUAL.heart_beep)
    _choice(patch, "--heart-color", HeartColor, USUAL.heart_color)
    _choice(patch, "--menu-speed", MenuSpeed, USUAL.menu_speed)
    patch.add_argument("--quickswap", action="store_true", help="change items with L and R")
    patch.add_argument("--no-music", action="store_true", help="play no music")
    patch.add_argument("--no-msu1-resume", action="store_true", help="MSU-1 music always begins anew")
    patch.add_argument("--reduce-flashing", action="store_true", help="flash less")
    patch.add_argument("--sprite", metavar="NAME", default=LINK, help=f"as the site calls it; default: {LINK}")
    patch.set_defaults(run=patch_rom)


def _choice(parser: argparse.ArgumentParser, option: str, kind: type[StrEnum], usual: StrEnum) -> None:
    names = [*kind]
    parser.add_argument(
        option, choices=names, type=str, default=usual, metavar="|".join(names), help=f"default: {usual}"
    )


async def patch_rom(arguments: argparse.Namespace, settings: Settings, *, base_md5: str = JAPANESE_1_0) -> int:
    """Write the ROM of a seed; the exit code. `base_md5` is that of the ROM which it takes to make one."""
    path: Path = arguments.rom or settings.alttp_rom
    output: Path = arguments.output
    _require_room(output, path, force=arguments.force)
    hash_id, branch = _seed(arguments.seed, arguments.branch, settings)
    base_rom = await asyncio.to_thread(read_base_rom, path, base_md5)
    async with _open_site(settings) as site:
        patcher = RomPatcher(site, PatchCache(arguments.cache_dir or default_directory()), base_md5=base_md5)
        try:
            game = await patcher.patch(hash_id, base_rom, _cosmetics(arguments), sprite=arguments.sprite, branch=branch)
        except SeedProviderError as error:
            complain(error.user_message)
            return FAILED
    await asyncio.to_thread(write_whole, output, game.rom)
    print_lines([f"{output}: {game.url}", f"File-select code: {'/'.join(game.code)}"])
    return OK


def _require_room(output: Path, base_rom: Path, *, force: bool) -> None:
    if output.is_dir():
        raise InvalidInputException(f"{output} is a directory: say what the file in it shall be called.")
    if not output.exists():
        return
    if base_rom.exists() and output.samefile(base_rom):
        raise InvalidInputException("The ROM of the seed would replace the ROM that it is made of.")
    if not force:
        raise InvalidInputException(f"There is already a file {output}. Say --force to replace it.")


def _seed(text: str, branch: str | None, settings: Settings) -> tuple[str, str | None]:
    """Hash and deployment; a permalink says both."""
    branches = settings.alttpr_branches
    if branch is not None and branch not in branches:
        raise InvalidInputException(
            f"The site has no deployment “{shortened(branch)}”. There are: {', '.join(branches)}."
        )
    address, _, hash_id = text.strip().rstrip("/").rpartition("/")
    if branch is None and address != f"{settings.alttpr_default.base_url}/h":
        branch = next((name for name, site in branches.items() if address.startswith(f"{site.base_url}/")), None)
    return hash_id, branch


def _cosmetics(arguments: argparse.Namespace) -> Cosmetics:
    return Cosmetics(
        heart_beep=HeartBeep(arguments.heart_beep),
        heart_color=HeartColor(arguments.heart_color),
        menu_speed=MenuSpeed(arguments.menu_speed),
        quickswap=arguments.quickswap,
        music=not arguments.no_music,
        msu1_resume=not arguments.no_msu1_resume,
        reduce_flashing=arguments.reduce_flashing,
    )


@asynccontextmanager
async def _open_site(settings: Settings) -> AsyncIterator[ALTTPRProvider]:
    """The site alone; no other provider is needed here."""
    clock, metrics = Clock(), Metrics()
    async with open_http_session(settings) as http, open_backends("") as backends:
        client = AlttprClient(http, settings.alttpr_default, settings.alttpr_branches, clock)
        contract = ProviderContract(clock=clock, metrics=metrics, settings=settings)
        yield ALTTPRProvider(client, contract, Cache(backends, clock=clock, metrics=metrics))
