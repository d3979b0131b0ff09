"""The pages for people, as forms without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientResponse

from alttprbot_sandbox.racetime import Race, RaceTimeServer, User
from tests.sandbox.racetime.conftest import GOAL, Client

SURVEY = {
    "message": "!newrace ${preset} --branch=${branch} ${--hints} ${preset} ${other}",
    "submit": "Roll it",
    "survey": [
        {"name": "preset", "label": "Preset", "type": "input", "placeholder": "standard", "help": "any name"},
        {"name": "--hints", "label": "Hints", "type": "bool"},
        {"name": "branch", "label": "Branch", "type": "select", "options": {"live": "Live", "beeta": "Beeta"}},
    ],
}


async def text(client: Client, path: str, **query: str) -> str:
    answer = await client.get(path, **query)
    assert answer.status == 200
    return await answer.text()


async def do(client: Client, race: Race, me: User, verb: str, **form: str) -> ClientResponse:
    return await client.post(f"/{race.name}/do", {"as": me.id, "verb": verb, **form})


async def offer(client: Client, race: Race, actions: dict[str, Any]) -> str:
    """Have the bot offer buttons; the id of its message."""
    socket = await client.socket(race)
    await socket.say("Choose!", actions=actions)
    return str((await socket.next("chat.message"))["message"]["id"])


async def test_first_page_lists_categories_and_their_rooms(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    over = await server.open_race("smz3", ann, goal="Beat the games")
    await server.cancel(over, ann)

    page = await text(client, "/")
    category = await text(client, "/alttpr")

    for shown in (
        "ALTTP Randomizer",
        "SMZ3",
        f'href="/{race.name}"',
        f'href="/{over.name}"',
        'href="/alttpr/startrace"',
    ):
        assert shown in page
    assert race.slug in category
    assert over.slug not in category


async def test_pages_work_before_anybody_has_an_account(client: Client) -> None:
    assert "ALTTP Randomizer" in await text(client, "/")
    assert "Nobody has an account" in await text(client, "/alttpr/startrace")
    assert (await client.post("/alttpr/startrace", {"goal": GOAL})).status == 403


@pytest.mark.parametrize("path", ["/nothing", "/nothing/startrace", "/alttpr/nothing-here-0001", "/alttpr/x-y-1/live"])
async def test_unknown_pages_say_so(client: Client, path: str) -> None:
    answer = await client.get(path)

    assert answer.status == 404
    assert "does not exist" in await answer.text()


async def test_room_is_opened_by_a_form(client: Client, server: RaceTimeServer, ann: User, bob: User) -> None:
    form = {"as": bob.id, "goal": GOAL, "info_user": "weekly", "invitational": "on", "unlisted": "on"}

    answer = await client.post("/alttpr/startrace", form)

    race = next(iter(server.world.races.values()))
    assert (answer.status, answer.headers["Location"]) == (303, f"/{race.name}?as={bob.id}")
    assert (race.opened_by, race.status, race.info_user) == (bob, "invitational", "weekly")
    assert (race.settings.unlisted, race.settings.auto_start, race.settings.streaming_required) == (True, False, False)


async def test_wrong_form_is_shown_again_with_the_reason(client: Client, server: RaceTimeServer, ann: User) -> None:
    answer = await client.post("/alttpr/startrace", {"as": ann.id, "goal": "", "info_user": "kept"})

    page = await answer.text()
    assert answer.status == 422
    assert "You need to set a goal" in page
    assert 'value="kept"' in page
    assert not server.world.races


async def test_room_shows_its_race_its_people_and_its_chat(
    client: Client, server: RaceTimeServer, running: Race, ann: User
) -> None:
    running.settings.info_bot = "open - https://alttpr.com/h/abc - (Bow/Lamp)"
    await server.say(running, ann, "good luck")
    await server.done(running, ann)

    page = await text(client, f"/{running.name}")

    for shown in ("In progress", GOAL, "good luck", "1st · 0:00:10", "Ann", "Bob"):
        assert shown in page
    assert '<a href="https://alttpr.com/h/abc" target="_blank" rel="noopener">' in page


async def test_one_acts_as_whoever_the_page_says(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    answer = await do(client, race, bob, "join")
    await do(client, race, bob, "say", text="hello")

    assert answer.headers["Location"] == f"/{race.name}?as={bob.id}"
    assert race.is_joined(bob)
    assert race.messages[-1].user is bob


async def test_chosen_person_is_remembered(client: Client, race: Race, ann: User, bob: User) -> None:
    await client.get(f"/?as={bob.id}")

    page = await text(client, f"/{race.name}")

    assert f'<option value="{bob.id}" selected>' in page


async def test_refusal_is_shown_on_the_page(client: Client, race: Race, bob: User) -> None:
    answer = await do(client, race, bob, "cancel")
    page = await text(client, answer.headers["Location"])
    quiet = await client.session.post(
        f"{client.url}/{race.name}/do", data={"as": bob.id, "verb": "cancel"}, headers={"X-Live": "1"}
    )

    assert "Only race monitors can do that." in page
    assert (quiet.status, await quiet.text()) == (422, "Only race monitors can do that.")
    assert race.status == "open"


async def test_buttons_are_those_that_work_now(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User
) -> None:
    async def verbs(user: User) -> set[str]:
        page = await text(client, f"/{race.name}", **{"as": user.id})
        return {part.partition('"')[0] for part in page.split('name="verb" value="')[1:]}

    before = await verbs(bob)
    await server.join(race, bob)
    joined = await verbs(bob)
    monitor = await verbs(ann)

    assert before == {"join", "say"}
    assert joined == {"ready", "leave", "say"}
    assert {"join", "start", "cancel", "make_invitational", "set_info", "remove_entrant", "add_monitor"} <= monitor


async def test_entrants_are_managed_by_monitors(
    client: Client, server: RaceTimeServer, ann: User, bob: User, cat: User
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, invitational=True)
    await do(client, race, bob, "request_invite")

    await do(client, race, ann, "accept_request", target=bob.id)
    await do(client, race, ann, "invite", target=cat.id)
    await do(client, race, ann, "add_monitor", target=bob.id)

    assert [(entrant.user, entrant.status) for entrant in race.entrants] == [(bob, "not_ready"), (cat, "invited")]
    assert race.monitors == [bob]


async def test_survey_of_a_bot_is_said_as_its_answers(client: Client, race: Race, bob: User) -> None:
    message = await offer(client, race, {"Roll a game": SURVEY})
    page = await text(client, f"/{race.name}")
    form = {"as": bob.id, "message": message, "label": "Roll a game", "answer:preset": "open", "answer:branch": "beeta"}

    await client.post(f"/{race.name}/answer", form)
    unticked = race.messages[-1].text
    await client.post(f"/{race.name}/answer", form | {"answer:--hints": "1"})

    for shown in ("Roll a game…", "Roll it", "any name", 'placeholder="standard"', "Beeta"):
        assert shown in page
    assert unticked == "!newrace open --branch=beeta  ${preset} ${other}"
    assert race.messages[-1].text == "!newrace open --branch=beeta --hints ${preset} ${other}"
    assert race.messages[-1].user is bob


async def test_button_of_a_bot_obeys_the_chat_rules(
    client: Client, server: RaceTimeServer, race: Race, bob: User
) -> None:
    message = await offer(client, race, {"Roll": {"message": "!race open"}})
    race.settings.allow_prerace_chat = False

    answer = await client.post(f"/{race.name}/answer", {"as": bob.id, "message": message, "label": "Roll"})
    missing = await client.post(f"/{race.name}/answer", {"as": bob.id, "message": message, "label": "Other"})

    assert "before+the+race" in answer.headers["Location"]
    assert missing.status == 404
    assert race.messages[-1].bot == "SahasrahBot"


async def test_strange_buttons_do_no_harm(client: Client, race: Race, ann: User) -> None:
    await offer(
        client,
        race,
        {
            "<b>bold</b>": {"message": '"><script>'},
            "Bad link": {"url": "javascript:alert(1)"},
            "Nothing": None,
            "Odd survey": {"message": "x", "survey": [{"type": "select"}, 5, {"type": "radio", "options": []}]},
        },
    )

    page = await text(client, f"/{race.name}")

    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert '"><script>' not in page
    assert "javascript:" not in page


async def test_what_people_write_is_text(client: Client, server: RaceTimeServer, race: Race, ann: User) -> None:
    await server.say(race, ann, '<img src=x onerror="alert(1)"> https://example.org/?a="b')
    await server.act(race, ann, "set_info", text="<i>info</i>")

    page = await text(client, f"/{race.name}")

    assert "<img" not in page
    assert "<i>info" not in page
    assert "&lt;img" in page


async def test_private_messages_are_shown_to_those_concerned(client: Client, race: Race, ann: User, bob: User) -> None:
    socket = await client.socket(race)
    await socket.say("for your eyes only", direct_to=bob.id)
    await socket.next("chat.dm")

    assert "for your eyes only" in await text(client, f"/{race.name}", **{"as": bob.id})
    assert "for your eyes only" not in await text(client, f"/{race.name}", **{"as": ann.id})


async def test_other_sites_cannot_send_forms(client: Client, race: Race, ann: User) -> None:
    answer = await client.session.post(
        f"{client.url}/{race.name}/do",
        data={"as": ann.id, "verb": "cancel"},
        headers={"Origin": "http://elsewhere.example"},
    )

    assert answer.status == 403
    assert race.status == "open"


async def test_deleted_accounts_and_hidden_entrants_have_no_names(
    client: Client, server: RaceTimeServer, race: Race, ann: User, bob: User, cat: User
) -> None:
    hidden = await server.open_race("alttpr", ann, goal=GOAL, hide_entrants=True)
    await server.join(race, bob)
    await server.join(hidden, cat)
    bob.deleted = True

    assert "(deleted account)" in await text(client, f"/{race.name}")
    entrants = (await text(client, f"/{hidden.name}/live")).partition('id="entrants"')[2].partition("</section>")[0]
    assert "Anonymous 1" in entrants
    assert ">Cat<" not in entrants
