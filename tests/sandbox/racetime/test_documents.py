"""What anybody can read over HTTP."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession

from alttprbot_sandbox.racetime import Race, RaceTimeServer, User
from tests.sandbox.racetime.conftest import GOAL, Client, StoppedClock


def words(text: str) -> set[str]:
    return set(text.split())


USER_KEYS = words(
    "id full_name name discriminator url avatar pronouns flair twitch_name twitch_display_name twitch_channel "
    "can_moderate"
)
SUMMARY_KEYS = words(
    "name status url data_url goal info entrants_count entrants_count_finished entrants_count_inactive opened_at "
    "started_at time_limit opened_by_bot"
)
RACE_KEYS = SUMMARY_KEYS | words(
    "version slug websocket_url websocket_bot_url websocket_oauth_url category info_bot info_user team_race entrants "
    "start_delay ended_at cancelled_at ranked unlisted time_limit_auto_complete require_even_teams streaming_required "
    "auto_start opened_by monitors recordable recorded recorded_by disqualify_unready allow_comments hide_comments "
    "hide_entrants chat_restricted allow_prerace_chat allow_midrace_chat allow_non_entrant_chat chat_message_delay "
    "bot_meta"
)
ENTRANT_KEYS = words(
    "user team status finish_time finished_at place place_ordinal score score_change comment has_comment stream_live "
    "stream_override actions"
)


async def test_race_has_all_its_fields(client: Client, server: RaceTimeServer, race: Race, ann: User) -> None:
    await server.join(race, ann)

    document = await client.document(f"/{race.name}/data")

    assert document.keys() == RACE_KEYS
    assert document["entrants"][0].keys() == ENTRANT_KEYS
    assert document["entrants"][0]["user"].keys() == USER_KEYS
    assert document["status"].keys() == {"value", "verbose_value", "help_text"}
    assert document["goal"] == {"name": GOAL, "custom": False}
    assert document["opened_at"] == "2026-02-14T18:00:00.123Z"
    assert (document["start_delay"], document["time_limit"]) == ("P0DT00H00M15S", "P1DT00H00M00S")
    assert document["websocket_bot_url"] == f"/ws/o/bot/{race.slug}"
    assert document["opened_by"]["id"] == ann.id


async def test_moment_at_the_full_second_has_no_fraction(client: Client, server: RaceTimeServer, ann: User) -> None:
    await server.tick(0.876544)
    race = await server.open_race("alttpr", ann, goal=GOAL)

    assert (await client.document(f"/{race.name}/data"))["opened_at"] == "2026-02-14T18:00:01Z"


async def test_race_is_the_same_over_http_and_in_frames(client: Client, running: Race) -> None:
    socket = await client.socket(running)

    await socket.send("getrace")

    assert (await socket.next("race.data"))["race"] == await client.document(f"/{running.name}/data")


async def test_json_suffix_is_the_same_as_data(client: Client, race: Race) -> None:
    for path in (f"/{race.name}", "/alttpr"):
        assert await client.document(f"{path}.json") == await client.document(f"{path}/data")


async def test_documents_tell_their_time_and_age(client: Client, race: Race) -> None:
    answer = await client.get(f"/{race.name}/data")

    assert answer.headers["X-Date-Exact"] == "2026-02-14T18:00:00.123456+00:00"
    assert answer.headers["Cache-Control"] == "public, max-age=5, must-revalidate"


async def test_finishers_come_first_and_have_place_and_time(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    await server.done(running, bob)
    await server.tick(90.5)
    await server.done(running, ann)

    first, second = (await client.document(f"/{running.name}/data"))["entrants"]

    assert (first["user"]["id"], first["place"], first["place_ordinal"]) == (bob.id, 1, "1st")
    assert (first["finish_time"], second["finish_time"]) == ("P0DT00H00M10S", "P0DT00H01M40.500000S")
    assert first["status"]["value"] == "done"
    assert second["place_ordinal"] == "2nd"


async def test_category_lists_its_goals_and_listed_current_races(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    await server.open_race("alttpr", ann, goal=GOAL, unlisted=True)
    over = await server.open_race("alttpr", ann, goal=GOAL)
    await server.cancel(over, ann)

    document = await client.document("/alttpr/data")

    assert document["goals"] == [GOAL]
    assert [item["name"] for item in document["current_races"]] == [race.name]
    assert document["current_races"][0].keys() == SUMMARY_KEYS


async def test_bots_see_unlisted_races_too(client: Client, server: RaceTimeServer, ann: User) -> None:
    hidden = await server.open_race("alttpr", ann, goal=GOAL, unlisted=True)

    document = await client.document("/o/alttpr/data", await client.token())

    assert [item["name"] for item in document["current_races"]] == [hidden.name]


async def test_what_bots_see_is_up_to_a_minute_old() -> None:
    async with RaceTimeServer(clock=StoppedClock(), caching=True) as server, ClientSession() as session:
        server.add_category("alttpr", "ALTTP Randomizer", goals=[GOAL])
        server.add_bot("alttpr", "client", "secret")
        client = Client(session, server)
        token = await client.token()

        async def count() -> int:
            return len((await client.document("/o/alttpr/data", token))["current_races"])

        before = await count()
        await server.open_race("alttpr", server.add_user("Ann"), goal=GOAL)
        still = await count()
        await server.tick(60)

        assert (before, still, await count()) == (0, 0, 1)


@pytest.mark.parametrize("path", ["/nothing/data", "/alttpr/nothing-here-0001/data", "/team/none/data", "/user/x/data"])
async def test_unknown_things_are_a_page_not_found(client: Client, path: str) -> None:
    answer = await client.get(path)

    assert answer.status == 404
    assert answer.content_type == "text/html"


async def test_inactive_category_is_not_found(client: Client, server: RaceTimeServer) -> None:
    server.world.categories["smz3"].active = False

    assert (await client.get("/smz3/data")).status == 404


async def test_all_races_are_listed_with_their_categories(
    client: Client, server: RaceTimeServer, race: Race, ann: User
) -> None:
    other = await server.open_race("smz3", ann, goal="Beat the games")

    races = (await client.document("/races/data"))["races"]

    assert {(item["name"], item["category"]["slug"]) for item in races} == {
        (race.name, "alttpr"),
        (other.name, "smz3"),
    }


async def test_profile_is_public_only_for_some(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User, cat: User
) -> None:
    await server.done(running, ann)
    await server.forfeit(running, bob)

    ann_document = await client.document(f"/user/{ann.id}/data")
    bob_document = await client.document(f"/user/{bob.id}/data")

    assert ann_document.keys() == USER_KEYS | {"stats", "teams"}
    assert ann_document["stats"] == {"joined": 1, "first": 1, "second": 0, "third": 0, "forfeits": 0}
    assert bob_document["stats"] == {"joined": 1, "first": 0, "second": 0, "third": 0, "forfeits": 1}
    assert (await client.get(f"/user/{cat.id}/data")).status == 404


async def test_races_of_a_user_come_in_pages(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    await server.done(running, ann)
    await server.forfeit(running, bob)
    path = f"/user/{ann.id}/races/data"

    first = await client.document(path, show_entrants="true")
    beyond = await client.document(path, page="2")

    assert (first["count"], first["num_pages"]) == (1, 1)
    assert len(first["races"][0]["entrants"]) == 2
    assert first["races"][0]["ended_at"] is not None
    assert beyond["races"] == []
    assert (await client.get(path, page="x")).status == 400


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"term": "an"}, ["Ann", "Andy"]),
        ({"term": "ann#0001"}, ["Ann"]),
        ({"name": "AN", "discriminator": "0002"}, ["Andy"]),
        ({"term": ""}, []),
        ({"term": "x"}, []),
    ],
)
async def test_search_finds_prefixes_and_numbers(
    client: Client, server: RaceTimeServer, query: dict[str, str], found: list[str]
) -> None:
    server.add_user("Ann")
    server.add_user("Andy")

    results = (await client.document("/user/search", **query))["results"]

    assert [user["name"] for user in results] == found


async def test_team_page_has_its_members(client: Client, server: RaceTimeServer, ann: User, bob: User) -> None:
    server.add_team("the-links", "The Links", [ann, bob])

    document = await client.document("/team/the-links/data")

    assert document.keys() == {
        "name",
        "slug",
        "formal",
        "url",
        "data_url",
        "avatar",
        "profile",
        "categories",
        "members",
    }
    assert [(member["owner"], member["id"]) for member in document["members"]] == [(True, ann.id), (False, bob.id)]


async def test_leaderboard_is_in_the_order_asked_for(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    ann.scores[f"alttpr/{GOAL}"], bob.scores[f"alttpr/{GOAL}"] = 1200, 1500
    await server.done(running, ann)
    await server.forfeit(running, bob)

    by_score = await client.document("/alttpr/leaderboards/data")
    by_time = await client.document("/alttpr/leaderboards/data", sort="best_time")

    assert [row["user"]["id"] for row in by_score["leaderboards"][0]["rankings"]] == [bob.id, ann.id]
    assert by_time["leaderboards"][0]["rankings"][0] | {"user": None} == {
        "user": None,
        "place": 1,
        "place_ordinal": "1st",
        "score": 1200,
        "best_time": "P0DT00H00M10S",
        "times_raced": 1,
    }
    assert (await client.get("/alttpr/leaderboards/data", sort="luck")).status == 400


async def test_deleted_account_is_null(client: Client, server: RaceTimeServer, race: Race, bob: User) -> None:
    await server.join(race, bob)

    bob.deleted = True

    assert (await client.document(f"/{race.name}/data"))["entrants"][0]["user"] is None
    assert (await client.get(f"/user/{bob.id}/data")).status == 404


async def test_anonymous_room_shows_pseudonyms_until_it_is_over(
    client: Client, server: RaceTimeServer, ann: User, bob: User
) -> None:
    race = await server.open_race("alttpr", ann, goal=GOAL, hide_entrants=True, start_delay=0)
    for user in (ann, bob):
        await server.join(race, user)
        await server.ready(race, user)
    await server.tick(0)

    hidden = (await client.document(f"/{race.name}/data"))["entrants"]
    await server.cancel(race, ann)
    shown = (await client.document(f"/{race.name}/data"))["entrants"]

    assert {item["user"]["id"] for item in hidden}.isdisjoint({ann.id, bob.id})
    assert {item["user"]["name"] for item in shown} == {"Ann", "Bob"}


async def test_comments_can_be_hidden_until_the_end(
    client: Client, server: RaceTimeServer, running: Race, ann: User, bob: User
) -> None:
    running.settings.hide_comments = True
    await server.done(running, ann)
    await server.act(running, ann, "comment", text="gg")

    during = (await client.document(f"/{running.name}/data"))["entrants"][0]
    await server.tick(60)
    await server.done(running, bob)
    after = (await client.document(f"/{running.name}/data"))["entrants"][0]

    assert (during["comment"], during["has_comment"]) == (None, True)
    assert after["comment"] == "gg"
