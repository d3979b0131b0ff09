"""What we add to the time that a provider takes, and how fast presets are read."""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time

from aiohttp import web

import sahasrahbot
from alttprbot.alttprgen.preset import GAMES
from alttprbot.alttprgen.preset_files import read_folder
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Surface
from alttprbot.config import REPOSITORY, Settings
from alttprbot_discord.embeds.look import Look
from alttprbot_discord.embeds.seed import seed_embed
from alttprbot_sandbox.alttpr.seeds import make_seed
from alttprbot_sandbox.journal import LOOPBACK
from tests.alttprgen.hostile_documents import HOSTILE, check_everywhere
from tests.benchmarks.report import Row, milliseconds

SEEDS = 300
WARM_UP = 20
# An estimate of an ordinary game; what shuffles enemies has more.
PATCH_BYTES = 40_000
ROUNDS = 10
PRESET = "sglive2024"


async def measure() -> list[Row]:
    """A row each for a seed command, for shipped presets, and for uploads that are meant well or badly."""
    return [await _seed_command(), _shipped_presets(), _uploaded_preset(), _hostile_texts()]


async def _seed_command() -> Row:
    with tempfile.TemporaryDirectory() as directory:
        async with _Site() as site:
            settings = Settings.model_validate({"debug": True, "data_dir": directory, "alttpr_baseurl": site.url})
            async with sahasrahbot.open_core(settings) as core:
                samples = []
                for _ in range(WARM_UP + SEEDS):
                    site.spent = 0.0
                    began = time.perf_counter()
                    request = SeedRequest("alttpr", PRESET, Requester(Surface.CLI), SeedOptions())
                    seed = await core.seeds.generate(request)
                    seed_embed(seed, Look(await core.seeds.labels(seed)))
                    samples.append(time.perf_counter() - began - site.spent)
    how = (
        f"{SEEDS} seeds of `{PRESET}` one after the other over a real socket: preset, plan, request, an answer of "
        f"{site.size // 1024} KiB, audit row, embed"
    )
    return Row("our share of a seed command", milliseconds(samples[WARM_UP:]), "5 ms median", how)


def _shipped_presets() -> Row:
    count, began = 0, time.process_time()
    for _ in range(ROUNDS):
        count = sum(len(read_folder(REPOSITORY / "presets" / game, kind).presets) for game, kind in GAMES.items())
    rate = count * ROUNDS / (time.process_time() - began)
    how = f"all {count} of {len(GAMES)} games, {ROUNDS} times; processor time"
    return Row("shipped presets read and validated", f"{rate:,.0f} a second", "–", how)


def _uploaded_preset() -> Row:
    preset_class = GAMES["alttpr"]
    text = read_folder(REPOSITORY / "presets" / "alttpr", preset_class).presets[PRESET].raw
    samples = []
    for _ in range(ROUNDS * 10):
        began = time.process_time()
        preset_class.parse(text)
        samples.append(time.process_time() - began)
    how = f"`{PRESET}` written out, {len(text) / 1024:.1f} KiB; processor time"
    return Row("uploaded preset read and validated", milliseconds(samples), "–", how)


def _hostile_texts() -> Row:
    spent: dict[str, float] = {}
    for name, text in HOSTILE.items():
        samples = []
        for _ in range(ROUNDS):
            began = time.process_time()
            check_everywhere(text)
            samples.append((time.process_time() - began) / len(GAMES))
        spent[name] = statistics.median(samples)
    worst = max(spent, key=lambda name: spent[name])
    how = f"the dearest of {len(HOSTILE)} texts of at most 64 KiB made for that, “{worst}”; processor time"
    return Row("hostile upload refused or read", f"{spent[worst] * 1000:.0f} ms", "100 ms", how)


class _Site:
    """A site that answers every request with one seed of a real seed's size; `spent` is what that took of our time."""

    def __init__(self) -> None:
        rng = random.Random(1)
        answer = make_seed({"tournament": True}, rng, customizer=True, festive=False).answer
        answer["patch"].append({"1": [rng.randrange(256) for _ in range(PATCH_BYTES)]})
        self._body = json.dumps(answer).encode()
        self._runner: web.AppRunner | None = None
        self.size = len(self._body)
        self.spent = 0.0
        self.url = ""

    async def __aenter__(self) -> _Site:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, 0)
        await site.start()
        self.url = f"http://{LOOPBACK}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        began = time.perf_counter()
        await request.read()
        response = web.Response(body=self._body, content_type="application/json")
        self.spent += time.perf_counter() - began
        return response
