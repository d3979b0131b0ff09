"""Rolling a preset file that somebody attached."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import simcord

from alttprbot.alttprgen.yaml_limits import USER_MAX_BYTES
from alttprbot.core import Core
from alttprbot.models import AuditGeneratedGames, PresetNamespaces, Presets
from alttprbot.services.namespaces import MAX_PRESETS
from alttprbot_sandbox.alttpr import AlttprServer
from tests.discord.conftest import PRESET, Place, fields, shown

BOMB = "a: &a [x, x, x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in pairwise("abcdefgh"))
DEEP = "settings: " + "[" * 1000 + "]" * 1000


def file(text: str | bytes, name: str = "preset.yaml") -> tuple[str, bytes]:
    return name, text.encode() if isinstance(text, str) else text


async def test_the_file_is_rolled_and_kept_as_the_latest(place: Place, alttpr: AlttprServer) -> None:
    result = await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file(PRESET), race="yes")

    (sent,) = [json.loads(request.body) for request in alttpr.requests if request.method == "POST"]
    assert (sent["tournament"], sent["spoilers"], sent["goal"]) == (True, "off", "ganon")
    assert list(fields(result))[-1] == "Saved as preset!"
    assert fields(result)["Saved as preset!"] == "alice/latest"
    preset = await Presets.get().prefetch_related("namespace")
    assert (preset.namespace.name, preset.preset_name, preset.content) == ("alice", "latest", PRESET)


async def test_the_record_names_the_kept_preset(place: Place) -> None:
    await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file(PRESET))

    game = await AuditGeneratedGames.get()
    assert (game.namespace, game.genoption, game.discord_user_id) == ("alice", "latest", place.alice.id)


async def test_what_was_kept_can_be_rolled_by_name(place: Place) -> None:
    await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file(PRESET))

    result = await place.bob.slash(place.channel, "alttpr preset", preset="alice/latest")

    assert fields(result)["Preset"] == "alice/latest"


async def test_the_next_file_takes_the_place_of_the_last(place: Place) -> None:
    await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file(PRESET))
    await place.alice.slash(
        place.channel, "alttpr custompreset", yamlfile=file(PRESET.replace("goal: ganon", "goal: dungeons"))
    )

    preset = await Presets.get()
    assert "goal: dungeons" in preset.content
    assert preset.revision == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("settings: [", "line 2: This is not YAML"),
        ("just text", "A preset is a mapping"),
        ("", "A preset is a mapping"),
        ("settings: 5\n", "settings:"),
        ("description: nothing else\n", "settings"),
        (PRESET + "settigns: {}\n", "settigns"),
        (PRESET.replace("mode: open", "mode: [open]"), "settings.mode"),
        (BOMB, "too many values"),
        (DEEP, "nest"),
        ("settings: !!python/object/apply:os.system [ls]\n", "Tags"),
        (b"\xff\xfe\x00s", "not a text file (UTF-8)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a text file"),
        (b"#" * (USER_MAX_BYTES + 1), "too large: a preset has at most 64 KiB"),
        (b"#" * 10_000_000, "too large: a preset has at most 64 KiB"),
    ],
    ids=[
        "malformed", "text", "empty", "no-mapping", "no-settings", "unknown-key", "wrong-type", "bomb", "deep", "tag",
        "utf16", "picture", "large", "huge",
    ],
)  # fmt: skip
@pytest.mark.simcord(check_errors=False)
async def test_a_file_that_is_no_preset_is_explained_and_leaves_nothing(
    place: Place, alttpr: AlttprServer, content: str | bytes, expected: str
) -> None:
    result = await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file(content))

    assert shown(result).flags.ephemeral
    assert expected in shown(result).content
    assert len(shown(result).content) <= 2000
    assert not [request for request in alttpr.requests if request.method == "POST"]
    assert not await PresetNamespaces.exists()
    assert not await AuditGeneratedGames.exists()


@pytest.mark.simcord(check_errors=False)
async def test_a_file_that_the_site_refuses_is_not_kept(place: Place, alttpr: AlttprServer) -> None:
    alttpr.refuse_next = "No such game"

    result = await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file(PRESET))

    assert shown(result).flags.ephemeral
    assert not await Presets.exists()


async def test_a_seed_that_cannot_be_kept_is_delivered_all_the_same(place: Place, core: Core) -> None:
    namespace = await core.namespaces.for_user(place.alice.id, "alice")
    await Presets.bulk_create(
        Presets(namespace_id=namespace.id, randomizer="alttpr", preset_name=f"p{number}", content=PRESET)
        for number in range(MAX_PRESETS)
    )

    result = await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file(PRESET))

    assert "Permalink" in fields(result)
    assert "room for 200 presets" in fields(result)["Not saved as preset"]


@pytest.mark.simcord(check_errors=False)
async def test_a_file_that_discord_lost_is_asked_for_again(env: simcord.Env, place: Place) -> None:
    forget = env._register_dispatch_observer(lambda _: env.backend.cdn._blobs.clear())

    result = await place.alice.slash(place.channel, "alttpr custompreset", yamlfile=file(PRESET))

    forget()
    assert "attach it again" in shown(result).content
