"""What we add to the time that each provider takes, and how fast the dice of mystery games fall."""

from __future__ import annotations

import random
import tempfile
import time
from types import SimpleNamespace
from typing import Any

import sahasrahbot
from alttprbot.alttprgen.preset import GAMES
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.config import REPOSITORY, Settings
from tests.alttprgen.faults.probe import Probe
from tests.alttprgen.faults.probes import PROBES
from tests.benchmarks.report import Row, milliseconds

SEEDS = 50
WARM_UP = 5
THROWS = 100


async def measure() -> list[Row]:
    """A row for each provider that makes seeds while one waits, and one for the dice."""
    probes = [probe for probe in PROBES.values() if probe.rolls and not probe.operation and not probe.waits]
    return [*[await _roll(probe.name, probe) for probe in probes], _dice()]


async def _roll(name: str, probe: Probe) -> Row:
    with tempfile.TemporaryDirectory() as directory:
        async with probe.stand_in() as service:
            leading = {key.lower(): value for key, value in service.settings().items()}
            own: dict[str, Any] = {"debug": True, "data_dir": directory, **leading, **(probe.settings or {})}
            async with sahasrahbot.open_core(Settings.model_validate(own)) as core:
                road: Any = SimpleNamespace(seeds=core.seeds)
                samples = []
                for _ in range(WARM_UP + SEEDS):
                    service.exchanges.clear()
                    began = time.perf_counter()
                    await probe.call(road)
                    spent = sum(exchange.seconds or 0 for exchange in service.exchanges)
                    samples.append(time.perf_counter() - began - spent)
    how = f"{SEEDS} seeds one after the other over a real socket, audit row included, the stand-in's time taken out"
    return Row(f"our share of a roll: {name}", milliseconds(samples[WARM_UP:]), "5 ms median", how)


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
