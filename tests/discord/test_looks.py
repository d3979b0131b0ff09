"""What can be chosen about the embed of a seed: the same for every provider."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest

from alttprbot.alttprgen.generator import GeneratedSeed
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.request import Requester, SeedOptions, SeedRequest, Surface
from alttprbot_discord.embeds.look import Look
from alttprbot_discord.embeds.of_provider import EMBEDS, embed_of

URL, SPOILER = "https://example.org/seed/abc", "https://example.org/log/abc"
META = {"name": "A Game", "notes": "Theirs", "logic": "NoGlitches", "spoilers": "off", "goal": "ganon"}
GAMES = {"alttprdoor": "alttpr", "avianart": "alttpr"}
PROVIDERS = ("alttpr", "ootr", *EMBEDS)
SETTINGS = {"Preset", "Item Placement", "Goal", "Gameplay", "Difficulty"}


def seed_of(provider: str, **changes: Any) -> GeneratedSeed:
    """A seed with all that such a seed can have."""
    game = GAMES.get(provider, provider)
    response = SeedProviderResponse(
        url=URL,
        hash_or_id="abc",
        provider_meta=ProviderMetadata(provider, "roll", attempt_count=2),
        code=("Bow", "Bombs", "Ice Rod", "Big Key", "Tunic"),
        version="1.0",
        spoiler_url=SPOILER,
        warnings=("Mind the gap",),
        extra={"meta": META} if provider == "alttpr" else {},
    )
    plan = SeedPlan(game, "one/two", provider, "roll", "POST /", [], {"preset": "kaesden/cabookey"}, SeedOptions())
    return GeneratedSeed(
        SeedRequest(game, "one/two", Requester(Surface.CLI)), replace(response, **changes), None, plan, "goal", 1
    )


def names(embed: discord.Embed) -> list[str]:
    return [str(field.name) for field in embed.fields]


def value(embed: discord.Embed, name: str) -> str | None:
    return next(field.value for field in embed.fields if field.name == name)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("tournament", [False, True])
def test_name_and_notes_can_be_chosen(provider: str, tournament: bool) -> None:
    look = Look(name="Finals_", notes="**Alice** vs Bob", tournament=tournament)

    embed = embed_of(seed_of(provider), look)

    assert (embed.title, embed.description) == ("Finals\\_", "**Alice** vs Bob")


def test_a_mystery_game_does_not_tell_which_preset_it_came_to() -> None:
    seed = seed_of("avianart")
    mystery = replace(seed, plan=replace(seed.plan, game="alttprmystery", preset="me/surprise", goal="mystery"))

    embed = embed_of(mystery, Look())

    assert (embed.title, value(embed, "Weightset")) == ("Mystery Game", "me/surprise")
    assert "kaesden/cabookey" not in {field.value for field in embed.fields}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_settings_can_be_left_out(provider: str) -> None:
    embed = embed_of(seed_of(provider), Look(include_settings=False))

    assert not SETTINGS & set(names(embed))
    assert "preset" not in (embed.description or "")
    assert URL in {field.value for field in embed.fields}


TOURNAMENT: dict[str, tuple[str | None, str | None, list[str]]] = {
    "alttpr": ("A Game", "Theirs", ["Item Placement", "Goal", "Gameplay", "Difficulty", "File Select Code"]),
    "ootr": ("Requested Seed", None, ["File Select Code"]),
    "alttprdoor": (
        None,
        None,
        ["Door Randomizer", "File Select Code", "Spoiler Log", "Generation Attempts", "Version"],
    ),
    "avianart": (
        "Tournament Seed",
        "Please see the notes of the match.",
        ["Door Randomizer", "File Select Code", "Version"],
    ),
    "sm": ("Tournament Seed", "Please see the notes of the match.", ["File Select Code"]),
    "smz3": ("Tournament Seed", "Please see the notes of the match.", ["File Select Code"]),
    "varia": ("Tournament Seed", "Please see the notes of the match.", ["Warnings"]),
    "smdash": ("Tournament Seed", "Please see the notes of the match.", ["Preset"]),
    "ctjets": ("Tournament Seed", "Please see the notes of the match.", ["Preset"]),
}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_commentators_see_no_link(provider: str) -> None:
    embed = embed_of(seed_of(provider), Look(tournament=True))

    assert embed.colour == discord.Colour.dark_gold()
    assert (embed.title, embed.description, names(embed)) == TOURNAMENT[provider]
    assert URL not in str(embed.to_dict())


@pytest.mark.parametrize(
    "provider", [provider for provider in PROVIDERS if provider not in {"varia", "smdash", "ctjets"}]
)
@pytest.mark.parametrize("tournament", [False, True])
def test_the_code_is_shown_to_all(provider: str, tournament: bool) -> None:
    embed = embed_of(seed_of(provider), Look(tournament=tournament))

    assert value(embed, "File Select Code") == "Bow/Bombs/Ice Rod/Big Key/Tunic"


def test_everybody_sees_all_of_avianart() -> None:
    embed = embed_of(seed_of("avianart"), Look())

    # Our preset and theirs.
    assert names(embed) == ["Preset", "AVIANART", "Preset", "File Select Code", "Permalink", "Version"]
    assert (embed.fields[0].value, embed.fields[2].value) == ("one/two", "kaesden/cabookey")


def test_icons_and_versions_that_nobody_knows_are_no_trouble() -> None:
    embed = embed_of(seed_of("avianart", code=("Moon",), version=None), Look())

    assert value(embed, "File Select Code") == "Moon"
    assert value(embed, "Version") == "unknown"


def test_a_mystery_game_is_called_so_unless_it_has_a_name() -> None:
    seed = seed_of("alttpr")
    seed = replace(seed, plan=replace(seed.plan, game="alttprmystery", instructions="Play *well*"))

    assert [embed_of(seed, look).title for look in (Look(), Look(name="Finals"))] == ["Mystery Game", "Finals"]
    assert names(embed_of(seed, Look()))[:3] == ["Spoiler Log URL", "Weightset", "Custom Instructions"]
    assert names(embed_of(seed, Look(include_settings=False)))[:2] == ["Spoiler Log URL", "Custom Instructions"]
