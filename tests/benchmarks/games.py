"""What we add to the time that each provider takes, and how fast the dice of mystery games fall."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from types import SimpleNamespace
from typing import Any

import sahasrahbot
from alttprbot.alttprgen.preset import GAMES
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.config import REPOSITORY, Settings
from alttprbot_sandbox.doors import DoorsServer
from alttprbot_sandbox.s3 import S3Server
from tests.alttprgen.conftest import VirtualClock, request
from tests.alttprgen.faults.probe import Probe
from tests.alttprgen.faults.probes import PROBES
from tests.benchmarks.report import Row, milliseconds

SEEDS = 50
WARM_UP = 5
THROWS = 100
HERE = {
    "z1r": {"flags": "oIbnPfPb01HJEAN8"},
    "z2r": {"preset": "nit"},
    "smb3r": {"flags": "1AMB49"},
    "ff1r": {"url": "https://4-8-4.finalfantasyrandomizer.com/Randomize?s=00000000&f=Ab-.!0&b="},
    "aosr": {},
}


async def measure() -> list[Row]:
    """A row for each provider that makes seeds, for each game made here, and for the dice."""
    probes = {probe.provider: probe for probe in PROBES.values() if probe.rolls}
    rolls = [await _with_provider(name, probe) for name, probe in sorted(probes.items())]
    return [*rolls, await _with_subprocess(), *[await _here(game, of) for game, of in HERE.items()], _dice()]


async def _with_provider(name: str, probe: Probe) -> Row:
    async with probe.stand_in() as service:

        def taken_by_others() -> float:
            return sum(exchange.seconds or 0 for exchange in service.exchanges)

        leading = {**_lowered(service.settings()), **(probe.settings or {})}
        samples = await _samples(leading, probe.call, taken_by_others)
    how = f"{SEEDS} seeds over a real socket, audit row included, the stand-in's time and all pauses taken out"
    return Row(f"our share of a roll: {name}", milliseconds(samples), "5 ms median", how)


async def _with_subprocess() -> Row:
    async with DoorsServer() as tool, S3Server() as store:
        leading = _lowered({**tool.settings(), **store.settings()})
        samples = await _samples(leading, lambda road: road.seeds.generate(request("crossdoors")))
    how = f"{SEEDS} seeds with a stand-in for the tool, whose time and start are included"
    return Row("a roll of the door randomizer", milliseconds(samples), "–", how)


async def _here(game: str, parameters: Mapping[str, str]) -> Row:
    samples = await _samples({}, lambda road: road.seeds.generate(request(None, game=game, parameters=parameters)))
    how = f"{SEEDS} seeds, audit row included"
    return Row(f"our share of a roll: {game}", milliseconds(samples), "5 ms median", how)


async def _samples(
    settings: Mapping[str, object],
    call: Callable[[Any], Awaitable[object]],
    taken_by_others: Callable[[], float] = lambda: 0.0,
) -> list[float]:
    """How long each call took in seconds, but for what others took; pauses take no time."""
    with tempfile.TemporaryDirectory() as directory:
        own = Settings.model_validate({"debug": True, "data_dir": directory, **settings})
        async with sahasrahbot.open_core(own, clock=VirtualClock()) as core:
            samples = []
            for _ in range(WARM_UP + SEEDS):
                before, began = taken_by_others(), time.perf_counter()
                await call(SimpleNamespace(seeds=core.seeds))
                samples.append(time.perf_counter() - began - (taken_by_others() - before))
    return samples[WARM_UP:]


def _lowered(settings: Mapping[str, str]) -> dict[str, object]:
    return {name.lower(): value for name, value in settings.items()}


def _dice() -> Row:
    folders = {game: read_folder(REPOSITORY / "presets" / game, kind).presets for game, kind in GAMES.items()}
    weightsets = [preset.with_references(folders["alttpr"]) for preset in folders["alttprmystery"].values()]
    rng, throws, began = random.Random(1), 0, time.perf_counter()
    for weightset in weightsets:
        for _ in range(THROWS):
            weightset.plan(SeedOptions(), rng=rng)
        throws += THROWS
    rate = throws / (time.perf_counter() - began)
    return Row("mystery games rolled", f"{rate:,.0f} a second", "–", f"{throws:,} throws, all weightsets in turn")
