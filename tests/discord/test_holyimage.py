"""`/holyimage`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import simcord

from alttprbot.core import Core
from alttprbot_discord.text import from_html
from alttprbot_sandbox.faults import Fault, FaultKind
from alttprbot_sandbox.holyimage import HolyImageServer
from tests.discord.conftest import Place, fields, shown


@pytest.fixture
async def site() -> AsyncIterator[HolyImageServer]:
    async with HolyImageServer() as server:
        yield server


@pytest.fixture
def more_settings(site: HolyImageServer) -> dict[str, Any]:
    return {"holyimage_baseurl": site.url}


async def test_entry_is_shown_with_its_picture(place: Place, site: HolyImageServer) -> None:
    result = await place.alice.slash(place.channel, "holyimage", slug="TABLET")

    (embed,) = shown(result).embeds
    assert not result.ephemeral
    assert (embed.title, embed.colour.value) == ("Bombos Tablet", 0xFFAF00)
    assert embed.description == "Read it with the **book** and a sword, see [the site](https://alttpr.com/)."
    assert embed.thumbnail.url == f"{site.url}/holyimage/bombos.svg"
    assert embed.footer.text == "Created by Sahasrahla"
    assert fields(result) == {"Source": f"{site.url}/holyimage/z3r-bombos.html"}


async def test_entry_without_a_picture_is_a_link(place: Place, site: HolyImageServer) -> None:
    result = await place.alice.slash(place.channel, "holyimage", slug="notes")

    assert fields(result) == {
        "Link": "https://alttpr.com/en/notes",
        "Source": f"{site.url}/holyimage/z3r-notes.html",
    }
    assert shown(result).embeds[0].thumbnail.url is None


async def test_entry_that_is_too_long_is_cut(place: Place, site: HolyImageServer) -> None:
    site.games["z3r"].append({"slug": "long", "title": "t" * 300, "desc": "d" * 5000, "credit": "c" * 300})

    (embed,) = shown(await place.alice.slash(place.channel, "holyimage", slug="long")).embeds

    assert (len(embed.title or ""), len(embed.description or "")) == (256, 4096)


async def test_each_server_has_a_game_of_its_own(env: simcord.Env, place: Place, core: Core) -> None:
    await core.guild_config.set(place.guild.id, "HolyImageDefaultGame", "SMZ3")
    other = env.create_guild()
    channel = other.create_text_channel("general")
    carol = other.add_member(env.create_user("carol"))

    here = await place.alice.slash(place.channel, "holyimage", slug="1")
    there = await carol.slash(channel, "holyimage", slug="1")
    chosen = await place.alice.slash(place.channel, "holyimage", slug="1", game="z3r")

    assert [shown(result).embeds[0].title for result in (here, there, chosen)] == [
        "Portals",
        "Bombos Tablet",
        "Bombos Tablet",
    ]


async def test_direct_messages_have_the_usual_game(env: simcord.Env, place: Place, core: Core) -> None:
    await core.clients.holy_images.get_catalog()
    dave = env.create_user("dave")

    result = await dave.slash("holyimage", slug="1")

    assert shown(result).embeds[0].title == "Bombos Tablet"
    assert [one["value"] for one in await dave.autocomplete("holyimage", "slug", "her")] == ["hera"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"slug": "bombo"}, "does not exist for z3r. Did you mean “bombos”?"),
        ({"slug": "x", "game": "z4r"}, "Games: smz3, z3r."),
    ],
)
@pytest.mark.simcord(check_errors=False)
async def test_what_does_not_exist_is_explained(place: Place, options: dict[str, str], words: str) -> None:
    result = await place.alice.slash(place.channel, "holyimage", **options)

    assert words in said(result)


@pytest.mark.simcord(check_errors=False)
async def test_site_that_fails_is_named(place: Place, site: HolyImageServer) -> None:
    site.faults.add(Fault(FaultKind.STATUS, status=500))

    assert "holyimage is unreachable" in said(await place.alice.slash(place.channel, "holyimage", slug="hera"))


async def test_suggestions_never_ask_the_site(place: Place, site: HolyImageServer, core: Core) -> None:
    assert await suggested(place, "slug", "b") == []
    assert await suggested(place, "game", "") == ["z3r"]
    assert not site.requests

    site.games["z3r"].append({"slug": f"bombos{'x' * 100}"})
    await core.clients.holy_images.get_catalog()

    assert await suggested(place, "slug", "BOM") == ["bombos"]
    assert await suggested(place, "slug", "", game="smz3") == ["portals"]
    assert await suggested(place, "slug", "", game="nothing") == []
    assert await suggested(place, "game", "s") == ["smz3"]
    assert len(site.requests) == 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b", "a  \nb"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<code>a_b</code> <em>x</em>", "`a_b` *x*"),
        ("<a href='javascript:x'>x</a><script>alert(1)</script><img src=x>", "x"),
        ("<a href='/x'>x</a>", "x"),
        ("@everyone", "@\u200beveryone"),
        ("2 * 3", "2 \\* 3"),
    ],
)
def test_html_becomes_what_discord_formats(html: str, text: str) -> None:
    assert from_html(html) == text


def said(result: Any) -> str:
    message = shown(result)
    return message.content or str(message.embeds[0].description)


async def suggested(place: Place, option: str, typed: str, **chosen: str) -> list[str]:
    found = await place.alice.autocomplete(place.channel, "holyimage", option, typed, **chosen)
    return [one["value"] for one in found]
