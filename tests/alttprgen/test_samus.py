"""Super Metroid and SMZ3: what is sent to samus.link, and what comes back."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from alttprbot.alttprgen.adapters.samus import SamusProvider
from alttprbot.alttprgen.multiworld import roll_multiworlds
from alttprbot.alttprgen.preset import PresetLibrary
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderInvalidRequestError,
    SeedProviderResponseFormatError,
    SeedProviderUnavailableError,
)
from alttprbot.alttprgen.randomizer.samus import guid_of_slug
from alttprbot.alttprgen.request import Requester, SeedOptions, Spoilers, Surface, UploadedPreset
from alttprbot.exceptions import InvalidInputException, InvalidPresetException, RateLimitedException
from alttprbot.models import AuditGeneratedGames, PresetNamespaces, Presets
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.samus import SamusServer
from tests.alttprgen.conftest import OpenRoad, Road, answer, answering, events, request

pytestmark = [pytest.mark.parametrize("database_kind", ["sqlite"]), pytest.mark.usefixtures("database")]

SMALL = "settings: {logic: casual, goal: defeatmb, placement: full, seed: '', race: 'true', gamemode: normal}"


@pytest.fixture
async def samus() -> AsyncIterator[SamusServer]:
    async with SamusServer("smz3") as server:
        yield server


def led_to(url: str) -> dict[str, Any]:
    template = f"{url}/releases/{{release}}"
    return {
        "sm_baseurl": url,
        "smz3_baseurl": url,
        "sm_release_baseurl_template": template,
        "smz3_release_baseurl_template": template,
    }


@pytest.fixture
async def road(open_road: OpenRoad, samus: SamusServer) -> Road:
    opened: Road = await open_road("http://127.0.0.1:9", **led_to(samus.url))
    return opened


def bodies(samus: SamusServer) -> list[dict[str, str]]:
    return [json.loads(recorded.body) for recorded in samus.requests if recorded.method == "POST"]


async def test_preset_is_sent_as_it_is_with_the_race_of_the_options(road: Road, samus: SamusServer) -> None:
    await road.seeds.generate(request("casual_full", game="sm", tournament=False))

    assert bodies(samus) == [
        {
            "logic": "casual",
            "goal": "defeatmb",
            "placement": "full",
            "seed": "",
            "race": "false",
            "gamemode": "normal",
            "players": "1",
        }
    ]
    assert samus.requests[-1].path == "/api/randomizers/sm/generate"


async def test_seed_is_described_as_the_site_describes_it(road: Road, samus: SamusServer) -> None:
    seed = await road.seeds.generate(request("normal", game="smz3"))

    (made,) = samus.seeds.values()
    assert seed.response.display_code == made.answer["hash"]
    assert seed.response.version == "11.3.2"
    assert seed.response.url == f"{samus.url}/seed/{seed.response.hash_or_id}"
    assert guid_of_slug(str(seed.response.hash_or_id)) == made.guid
    assert seed.goal == "smz3"


async def test_stored_seed_is_found_again(road: Road, samus: SamusServer) -> None:
    seed = await road.seeds.generate(request("normal", game="smz3"))
    provider = road.providers["smz3"]
    assert isinstance(provider, SamusProvider)

    again = await provider.retrieve_seed(str(seed.response.hash_or_id))

    assert (again.url, again.display_code) == (seed.response.url, seed.response.display_code)
    with pytest.raises(SeedProviderInvalidRequestError):
        await provider.retrieve_seed("../../secret")


async def test_preset_is_not_changed_by_a_spoiler_race(road: Road, samus: SamusServer) -> None:
    first = await road.seeds.generate(request("normal", game="smz3", spoilers=Spoilers.GENERATE, tournament=False))
    second = await road.seeds.generate(request("normal", game="smz3", spoilers=Spoilers.GENERATE))
    await road.seeds.generate(request("normal", game="smz3", tournament=False))

    keys = [body.get("spoilerKey") for body in bodies(samus)]
    assert [body["race"] for body in bodies(samus)] == ["true", "true", "false"]
    assert keys[2] is None
    assert keys[0] != keys[1]
    assert f"key={keys[0]}&yaml=True" in str(first.response.spoiler_url)
    for seed, key in ((first, keys[0]), (second, keys[1])):
        assert key not in json.dumps(dict(seed.response.settings))
        assert key not in json.dumps((await AuditGeneratedGames.get(id=seed.audit_id)).settings)


@pytest.mark.parametrize(
    ("game", "preset", "players", "yaml"),
    [
        ("smz3", "normal", (), "True"),
        ("smz3", "normal", ("Link", "Samus"), "False"),
        ("sm", "casual_full", (), "False"),
    ],
)
async def test_spoiler_is_yaml_where_the_site_can_write_it(
    road: Road, game: str, preset: str, players: tuple[str, ...], yaml: str
) -> None:
    seed = await road.seeds.generate(request(preset, game=game, spoilers=Spoilers.GENERATE, players=players))

    assert str(seed.response.spoiler_url).endswith(f"&yaml={yaml}")
    async with aiohttp.ClientSession() as http, http.get(str(seed.response.spoiler_url)) as answered:
        assert answered.status == 200


@pytest.mark.parametrize("release", ["evil.example/x", "evil.example#", "a@evil.example", "BETA", "x" * 21, ""])
async def test_release_that_would_lead_elsewhere_is_no_preset(library: PresetLibrary, release: str) -> None:
    with pytest.raises(InvalidPresetException, match="release"):
        library.parse("sm", f"release: {json.dumps(release)}\n{SMALL}")


async def test_release_that_the_operator_does_not_allow_is_not_asked(road: Road, samus: SamusServer) -> None:
    with pytest.raises(SeedProviderInvalidRequestError, match="“alpha” is not allowed here; allowed: beta"):
        await road.seeds.generate(request(UploadedPreset(f"release: alpha\n{SMALL}"), game="sm"))

    assert not samus.requests


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("logic: expert", "settings.logic"),
        ("spoilerKey: x", "settings.spoilerKey"),
        ("race: 1", "settings.race"),
        ("race: perhaps", "settings.race"),
        ("seed: 'x'", "settings.seed"),
        ("seed: -1", "settings.seed"),
        ("seed: true", "settings.seed"),
        ("seed: 1.5", "settings.seed"),
        ("seed: 2147483648", "settings.seed"),
        ("seed: '2147483648'", "settings.seed"),
        ("seed: '9999999999'", "settings.seed"),
        ("seed: 0x" + "f" * 5000, "settings.seed"),
        ("players: [1]", "settings.players"),
        ("players:", "settings.players"),
        ("player-0: Link", "settings.player-0"),
    ],
)
async def test_what_the_site_would_silently_ignore_is_an_error(library: PresetLibrary, line: str, path: str) -> None:
    with pytest.raises(InvalidPresetException) as caught:
        library.parse("sm", f"settings:\n  placement: full\n  {line}\n")

    assert [issue.path for issue in caught.value.issues] == [path]


@pytest.mark.parametrize(
    ("line", "key", "sent"),
    [
        ("race: false", "race", "true"),
        ("seed:", "seed", ""),
        ("seed: 0", "seed", "0"),
        ("seed: 2147483647", "seed", "2147483647"),
        ("seed: '2147483647'", "seed", "2147483647"),
        ("seed: '0000000012'", "seed", "0000000012"),
        ("players: 1", "players", "1"),
    ],
)
async def test_what_can_only_mean_one_text_needs_no_quotes(
    library: PresetLibrary, line: str, key: str, sent: str
) -> None:
    preset = library.parse("sm", f"settings:\n  placement: full\n  {line}\n")

    assert preset.plan(SeedOptions()).settings == {"placement": "full", "race": "true", key: sent}


async def test_preset_has_no_say_in_who_plays(library: PresetLibrary) -> None:
    text = "settings: {gamemode: Multiworld, players: 4, seed: ''}"
    preset = library.parse("smz3", text)

    alone, together = preset.plan(SeedOptions()), preset.plan(SeedOptions(players=("Link", "Zelda")))

    assert (alone.settings["gamemode"], alone.settings["players"]) == ("normal", "1")
    assert (together.settings["gamemode"], together.settings["players"]) == ("multiworld", "2")
    assert [(issue.path, issue.severity) for issue in library.validate("smz3", text)] == [
        ("settings.gamemode", "warning"),
        ("settings.players", "warning"),
    ]


STORED = """
settings:
  logic: casual
  seed:
  race: true
  players: 1
  fast_doors: yes
  note: from 2021
  spoilerKey: known-to-the-author
"""


async def test_preset_of_old_is_sent_as_ever_but_for_a_key_of_its_own(
    road: Road, samus: SamusServer, caplog: pytest.LogCaptureFixture
) -> None:
    namespace = await PresetNamespaces.create(name="samus", discord_user_id=1)
    await Presets.create(randomizer="sm", preset_name="old", content=STORED, namespace=namespace)

    await road.seeds.generate(request("samus/old", game="sm"))

    assert bodies(samus) == [
        {
            "logic": "casual",
            "seed": "",
            "race": "true",
            "players": "1",
            "fast_doors": "true",
            "note": "from 2021",
        }
    ]
    (warning,) = events(caplog, "stored_preset_remarks")
    said = " ".join(vars(warning)["problems"])
    assert all(key in said for key in ("fast_doors", "note", "spoilerKey"))
    issues = [issue.path for issue in road.library.validate("sm", STORED)]
    assert issues == ["settings.fast_doors", "settings.note", "settings.spoilerKey"]


async def test_letter_case_of_values_does_not_matter(library: PresetLibrary) -> None:
    assert library.parse("sm", "settings: {logic: Tournament}").settings == {"logic": "Tournament"}


async def test_every_team_gets_a_multiworld_of_the_same_seed(road: Road, samus: SamusServer) -> None:
    asked = request("normal", game="smz3", requester=Requester(Surface.RACETIME, racetime_user_id="abc"))

    seeds = await roll_multiworlds(road.seeds, asked, [["Link", "Zelda"], ["Samus", "Ridley"], ["A", "B"], ["C", "D"]])

    sent = sorted(bodies(samus), key=lambda body: body["player-0"])
    assert len({body["seed"] for body in sent}) == 1
    assert [(body["player-0"], body["player-1"]) for body in sent] == [
        ("A", "B"),
        ("C", "D"),
        ("Link", "Zelda"),
        ("Samus", "Ridley"),
    ]
    assert {(body["gamemode"], body["players"], body["race"]) for body in sent} == {("multiworld", "2", "true")}
    assert all(seed.response.url.startswith(f"{samus.url}/multiworld/") for seed in seeds)
    assert [seed.plan.options.players[0] for seed in seeds] == ["Link", "Samus", "A", "C"]
    rows = await AuditGeneratedGames.all()
    assert {(row.gentype, row.operation) for row in rows} == {("multiworld", "generate_multiworld")}
    # Four multiworlds were one seed of the person who asked: two more are allowed.
    for _ in range(2):
        await road.seeds.generate(asked)
    with pytest.raises(RateLimitedException):
        await road.seeds.generate(asked)


async def test_nobody_gets_a_multiworld_when_one_team_cannot_have_one(road: Road, samus: SamusServer) -> None:
    samus.faults.add(Fault(FaultKind.STATUS, "/api/randomizers", status=500, skip=1))

    with pytest.raises(SeedProviderUnavailableError):
        await roll_multiworlds(road.seeds, request("normal", game="smz3"), [["Link", "Zelda"], ["Samus", "Ridley"]])


@pytest.mark.parametrize(
    ("teams", "words"),
    [
        ([["Link", "Zelda"], ["Samus"]], "same number"),
        ([], "same number"),
        ([["Link"]], "2 to 16"),
        ([[str(number) for number in range(17)]], "2 to 16"),
        ([["Link", "☃"]], "“☃” cannot be a player"),
    ],
)
async def test_teams_that_cannot_be_are_refused_before_anything_is_sent(
    road: Road, samus: SamusServer, teams: list[list[str]], words: str
) -> None:
    with pytest.raises(InvalidInputException, match=words):
        await roll_multiworlds(road.seeds, request("normal", game="smz3"), teams)

    assert not samus.requests


async def test_number_of_a_seed_has_bounds(library: PresetLibrary) -> None:
    preset = await library.get("sm", "casual_full")

    assert preset.plan(SeedOptions(seed_number=2147483647)).settings["seed"] == "2147483647"
    with pytest.raises(InvalidInputException, match="2147483647"):
        preset.plan(SeedOptions(seed_number=2147483648))


@pytest.mark.parametrize("body", ["{}", '{"guid": "zz", "hash": "A"}', '{"guid": null, "hash": "A"}', "[]"])
async def test_answer_without_a_seed_is_told_apart(open_road: OpenRoad, body: str) -> None:
    async with answering(answer(body, "Content-Type: application/json")) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(url))
        with pytest.raises(SeedProviderResponseFormatError):
            await road.seeds.generate(request("casual_full", game="sm"))


async def test_refusal_without_a_word_is_put_into_words(open_road: OpenRoad) -> None:
    async with answering(answer("", status="400 Bad Request")) as url:
        road = await open_road("http://127.0.0.1:9", **led_to(url))
        with pytest.raises(SeedProviderInvalidRequestError, match="does not accept these settings"):
            await road.seeds.generate(request("casual_full", game="sm"))
