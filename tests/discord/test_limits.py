"""Whatever people ask for and sites answer: what comes of it is never more than Discord takes, which SimCord checks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import yaml

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames
from alttprbot_discord.cogs.generator.roller import Roller
from alttprbot_discord.embeds.look import Look, fit
from alttprbot_discord.embeds.of_provider import embed_of
from alttprbot_sandbox.alttpr import AlttprServer
from alttprbot_sandbox.alttpr import server as site
from alttprbot_sandbox.alttpr.seeds import Seed, make_seed
from alttprbot_sandbox.avianart import AvianartServer
from alttprbot_sandbox.avianart import server as avianart_site
from tests.discord.conftest import PRESET, Place, fields, shown
from tests.discord.test_looks import PROVIDERS, URL, seed_of
from tests.discord.test_mystery import WEIGHTSET

# Each of them has to be escaped.
LONG = "_" * 6000
LONGEST_NAME = "_" * 50
FILES = {"alttpr": PRESET, "alttprmystery": yaml.safe_dump({**WEIGHTSET, "custom_instructions": LONG[:3000]})}


@pytest.fixture
async def avianart() -> AsyncIterator[AvianartServer]:
    async with AvianartServer() as server:
        server.polls = 0
        yield server


@pytest.fixture
def more_settings(avianart: AvianartServer) -> dict[str, Any]:
    return {"avianart_baseurl": avianart.url}


@pytest.fixture
def talkative(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site has a lot to say of every seed."""

    def described(*args: Any, **kwargs: Any) -> Seed:
        seed = make_seed(*args, **kwargs)
        meta = seed.answer["spoiler"]["meta"]
        meta |= {key: LONG for key, value in meta.items() if isinstance(value, str) and key != "spoilers"}
        meta |= {"name": LONG, "notes": f"<p>{'word ' * 2000}</p>"}
        return seed

    monkeypatch.setattr(site, "make_seed", described)


async def keep(core: Core, place: Place, game: str) -> str:
    """Somebody keeps a preset under the longest name; how it is asked for."""
    namespace = await core.namespaces.for_user(place.bob.id, "b" * 32)
    await core.namespaces.save_preset(
        namespace=namespace, game=game, name=LONGEST_NAME, content=FILES[game], author=place.bob.id, replace=True
    )
    return f"{namespace.name}/{LONGEST_NAME}"


@pytest.mark.parametrize(
    ("command", "option", "game", "options"),
    [
        ("preset", "preset", "alttpr", {"race": "no"}),
        ("spoiler", "preset", "alttpr", {}),
        ("mystery", "weightset", "alttprmystery", {"mask_settings": "no"}),
        ("mystery", "weightset", "alttprmystery", {}),
    ],
)
async def test_a_seed_of_a_preset_with_a_long_name_arrives(
    place: Place, core: Core, alttpr: AlttprServer, talkative: None, command: str, option: str, game: str, options: Any
) -> None:
    name = await keep(core, place, game)

    result = await place.alice.slash(place.channel, f"alttpr {command}", **{option: name}, **options)

    (seed,) = alttpr.seeds
    assert fields(result)["Permalink"] == f"{alttpr.url}/h/{seed}"


@pytest.mark.parametrize(
    ("command", "game", "options"),
    [
        ("custompreset", "alttpr", {}),
        ("customspoiler", "alttpr", {}),
        ("custommystery", "alttprmystery", {"mask_settings": "no"}),
    ],
)
async def test_a_seed_of_a_file_arrives(
    place: Place, alttpr: AlttprServer, talkative: None, command: str, game: str, options: Any
) -> None:
    file = ("long.yaml", FILES[game].encode())

    result = await place.alice.slash(place.channel, f"alttpr {command}", yamlfile=file, **options)

    (seed,) = alttpr.seeds
    assert fields(result)["Permalink"] == f"{alttpr.url}/h/{seed}"


async def test_a_long_preset_of_avianart_arrives(
    place: Place, avianart: AvianartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(avianart_site, "PRESETS", {LONG[:80]})
    file = ("long.yaml", yaml.safe_dump({"avianart": True, "settings": {"preset": LONG[:80]}}).encode())

    result = await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file)

    (seed,) = avianart.seeds
    assert fields(result)["Permalink"] == f"{avianart.url}/perm/{seed}"


async def test_a_seed_whose_address_no_button_takes_arrives(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"https://example.org/{'x' * 500}"
    roll = Roller.roll

    async def rolled(self: Roller, *args: Any, **kwargs: Any) -> GeneratedSeed:
        seed = await roll(self, *args, **kwargs)
        return replace(seed, response=replace(seed.response, url=address))

    monkeypatch.setattr(Roller, "roll", rolled)

    result = await place.alice.slash(place.channel, "alttpr preset", preset="open")

    assert fields(result)["Permalink"] == address


async def test_the_daily_challenge_arrives(place: Place, alttpr: AlttprServer, talkative: None) -> None:
    result = await place.alice.slash(place.channel, "dailygame")

    assert fields(result)["Permalink"].startswith(f"{alttpr.url}/h/")


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("alttpr preset", {"preset": LONG}),
        ("alttpr spoiler", {"preset": LONG}),
        ("alttpr mystery", {"weightset": LONG}),
        ("sm", {"preset": LONG}),
        ("smz3", {"preset": f"{LONG[:3000]}/{LONG[:2999]}"}),
        ("ctjets", {"preset": LONG}),
        ("smvaria", {"settings": LONG, "skills": LONG}),
        ("smdash", {"preset": LONG}),
        ("alttprutils verifygame", {"hash_id": LONG}),
        ("alttprutils exportpreset", {"preset_name": LONG}),
        ("alttprutils deletepreset", {"preset_name": LONG}),
        ("alttprutils savepreset", {"preset_name": LONG, "preset_file": ("a.yaml", PRESET.encode())}),
        ("alttpr custompreset", {"yamlfile": ("a.yaml", f"settings: {{{LONG}: 1}}".encode())}),
        ("alttpr custommystery", {"yamlfile": ("a.yaml", f"{LONG}: {{a: {LONG}}}".encode())}),
        ("alttpr customspoiler", {"yamlfile": ("a.yaml", LONG.encode())}),
    ],
)
@pytest.mark.simcord(check_errors=False)
async def test_what_is_wrong_with_a_long_input_is_told(place: Place, command: str, options: dict[str, Any]) -> None:
    result = await place.alice.slash(place.channel, command, **options)

    message = shown(result)
    told = message.content or str(message.embeds[0].description)
    assert told
    assert "reference" not in told


async def test_the_record_of_a_game_with_a_long_address_is_shown(place: Place) -> None:
    await AuditGeneratedGames.create(
        randomizer="_" * 45,
        hash_id="abc",
        permalink=f"https://example.org/{'x' * 1900}",
        gentype="_" * 45,
        genoption="_" * 200,
        namespace="_" * 50,
    )

    result = await place.alice.slash(place.channel, "alttprutils verifygame", hash_id="abc")

    assert "**Randomizer:**" in shown(result).content


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("tournament", [False, True])
def test_whatever_a_provider_says_fits(provider: str, tournament: bool) -> None:
    meta = {**dict.fromkeys(("logic", "goal", "mode", "weapons", "item_placement", "notes", "hints"), LONG), "name": 5}
    seed = seed_of(provider, code=(LONG,) * 5, version=LONG, warnings=(LONG,) * 9, extra={"meta": meta})

    embed = embed_of(seed, Look(name=LONG, notes=LONG, tournament=tournament))
    fit(embed)

    assert len(embed.title or "") <= 256
    assert len(embed.description or "") <= 4096
    assert all(1 <= len(field.value or "") <= 1024 for field in embed.fields)
    assert len(embed) <= 6000
    assert tournament or URL in {field.value for field in embed.fields}
