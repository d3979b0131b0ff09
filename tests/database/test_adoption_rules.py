"""What an adoption makes of data that the tables of before allowed and those of now do not."""

# ruff: noqa: S608 - names in statements are those of the tests
from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from alttprbot.database.adoption import Report
from tests.database.adopting import Legacy, legacy, make_legacy, schemas
from tests.database.legacy import Variant
from tests.database.legacy.oddities import TWICE, spoil
from tests.database_fixtures import MariaDBServer

__all__ = ["legacy", "make_legacy"]

PLANTED = (
    "INSERT INTO users (id, discord_user_id) VALUES (1, 11), (2, 12)",
    "INSERT INTO asynctournament (id, name, guild_id, channel_id, owner_id, active, updated) "
    "VALUES (1, 'Qualifier', 1, 1, 1, 1, '2023-01-01'), (2, 'Old one', 1, 2, 1, 0, '2023-01-01')",
    "INSERT INTO asynctournamentpermalinkpool (id, tournament_id, name) VALUES (1, 1, 'A')",
    "INSERT INTO asynctournamentpermalink (id, pool_id, url) "
    "VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 1, 'c'), (4, 1, NULL)",
    "INSERT INTO asynctournamentrace (id, tournament_id, permalink_id, user_id, status, review_status, updated) VALUES "
    "(1, 1, 1, 1, 'pending', 'pending', '2023-01-01'), (2, 1, 1, 1, 'finished', 'accepted', '2023-01-01'), "
    "(3, 1, 1, 1, 'forfeit', 'pending', '2023-01-01'), (4, 1, 2, 1, 'pending', 'pending', '2023-01-01'), "
    "(5, 1, 3, 1, 'in_progress', 'pending', '2023-01-01'), (6, 1, 2, 2, 'finished', 'approved', '2023-01-01')",
    "INSERT INTO asynctournamentreviewnotes (id, race_id, author_id, note) VALUES (1, 3, 2, 'Well done')",
    "INSERT INTO config (id, guild_id, parameter, value) VALUES (1, 1, 'A', 'x'), (2, 1, 'A', 'y'), (3, 2, 'A', 'z')",
    "INSERT INTO daily (id, hash) VALUES (1, 'abc'), (2, 'abc'), (3, 'ABC')",
    "INSERT INTO spoiler_races (id, srl_id) VALUES (1, 'a/b'), (2, 'a/b'), (3, NULL), (4, NULL)",
    "INSERT INTO tournament_results (id, srl_id, permalink) VALUES "
    "(1, 'a/b', 'https://seed'), (2, 'a/b', NULL), (3, 'a/b', ''), (4, 'a/c', NULL), (5, 'a/c', NULL)",
    "INSERT INTO racerverification (id, guild_id, role_id, minimum_races) VALUES (1, 1, 7, 5), (2, 1, 7, 9)",
    "INSERT INTO verifiedracer (id, user_id, racer_verification_id) VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1)",
    "INSERT INTO ranked_choice_election (id, owner_id, title) VALUES (1, 1, 'Game of the year')",
    "INSERT INTO ranked_choice_candidate (id, election_id, name) VALUES (1, 1, 'Open'), (2, 1, 'open'), (3, 1, NULL)",
    "INSERT INTO ranked_choice_votes (id, election_id, user_id, candidate_id, `rank`) VALUES "
    "(1, 1, 5, 1, 1), (2, 1, 5, 2, 2), (3, 1, 5, 2, 1), (4, 1, 5, 3, 2), (5, 1, 5, 1, 3), (6, 1, 6, 2, 1)",
    "INSERT INTO reaction_group (id, guild_id, channel_id, message_id) VALUES (1, 1, 1, 5), (2, 1, 1, 5)",
    "INSERT INTO reaction_role (id, guild_id, reaction_group_id, emoji, role_id) "
    "VALUES (1, 1, 1, '🎵', 7), (2, 1, 2, '🗡', 8), (3, 1, 2, '🎵', 9)",
    "INSERT INTO racetimekonotsegment (id, racetime_room, game_id, segment_number) "
    "VALUES (1, 'smz3/quick-arrow-1234', 3, 1), (2, 'smz3/calm-boots-4321', 3, 2)",
    "INSERT INTO presetnamespaces (id, name, discord_user_id) VALUES (1, NULL, 1), (2, '', 2), (3, 'zelda', 3)",
    "INSERT INTO authorizationkeys (id, `key`, name) VALUES (1, 'secret', 'old')",
    "ALTER TABLE users DROP INDEX racetime_id, DROP INDEX uid_users_racetim_297b46, "
    "MODIFY rtgg_id VARCHAR(200) COLLATE utf8mb4_bin",
    "INSERT INTO users (id, rtgg_id) VALUES (4, 'AbC'), (9, 'aBc')",
    "CREATE TABLE gtbk_games (game_id INT)",
)
STAY = {
    "asynctournamentrace": [2, 4, 5, 6],
    "config": [2, 3],
    "daily": [2, 3],
    "spoiler_races": [2, 3, 4],
    "tournament_results": [1, 5],
    "racerverification": [2],
    "verifiedracer": [2, 3],
    "ranked_choice_candidate": [1, 2, 3],
    "ranked_choice_votes": [1, 2, 6],
    "reaction_group": [2],
    "reaction_role": [2, 3],
    "racetimekonotsegment": [1, 2],
    "users": [1, 2, 4, 9],
}


@pytest.fixture(scope="module")
def adoption(
    mariadb_session: MariaDBServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Legacy, Report]]:
    """The database with what is planted above, adopted."""
    with schemas(mariadb_session, tmp_path_factory.mktemp("adoption")) as make:
        database = make()
        database.install()
        database.run(*PLANTED)
        yield database, asyncio.run(database.adopt())


@pytest.fixture
def adopted(adoption: tuple[Legacy, Report]) -> Legacy:
    return adoption[0]


def test_of_rows_that_are_there_twice_the_right_one_stays(adoption: tuple[Legacy, Report]) -> None:
    adopted, report = adoption

    stayed = {table: [key for (key,) in adopted.run(f"SELECT id FROM {table} ORDER BY id")] for table in STAY}

    assert report.refusals == []
    assert report.miscounted == []
    assert stayed == STAY


def test_rows_that_go_are_kept_aside_whole(adopted: Legacy) -> None:
    merged = [line for line in adopted.kept_aside() if line["action"] == "merged"]

    assert {(line["table"], line["id"]): line["into"] for line in merged} == {
        ("asynctournamentrace", 1): 2,
        ("asynctournamentrace", 3): 2,
        ("config", 1): 2,
        ("daily", 1): 2,
        ("spoiler_races", 1): 2,
        ("tournament_results", 2): 1,
        ("tournament_results", 3): 1,
        ("tournament_results", 4): 5,
        ("racerverification", 1): 2,
        ("verifiedracer", 1): 2,
        ("ranked_choice_votes", 3): 1,
        ("ranked_choice_votes", 4): 1,
        ("ranked_choice_votes", 5): 1,
        ("reaction_group", 1): 2,
        ("reaction_role", 1): 3,
    }
    (setting,) = [line for line in merged if line["table"] == "config"]
    assert setting["row"] == {"id": 1, "guild_id": 1, "parameter": "A", "value": "x"}


def test_nobody_else_can_read_what_is_kept_aside(adopted: Legacy) -> None:
    assert adopted.side_file.stat().st_mode & 0o077 == 0


def test_what_refers_to_a_merged_row_refers_to_the_other_then(adopted: Legacy) -> None:
    assert adopted.run("SELECT id, race_id FROM asynctournamentreviewnotes") == [(1, 2)]
    assert adopted.run("SELECT DISTINCT racer_verification_id FROM verifiedracer") == [(2,)]


def test_two_emoji_of_one_message_are_two(adopted: Legacy) -> None:
    assert adopted.run("SELECT role_id FROM reaction_role WHERE emoji = '🗡'") == [(8,)]


def test_candidates_of_one_name_keep_their_votes(adopted: Legacy) -> None:
    names = adopted.run("SELECT name FROM ranked_choice_candidate ORDER BY id")

    assert names == [("Open",), ("open (2)",), ("unnamed-3",)]


def test_namespaces_without_a_name_get_one(adopted: Legacy) -> None:
    names = adopted.run("SELECT name FROM presetnamespaces ORDER BY id")

    assert names == [("unnamed-1",), ("unnamed-2",), ("zelda",)]


def test_segments_of_a_lost_series_get_it_back(adopted: Legacy) -> None:
    assert adopted.run("SELECT id, category_slug FROM racetimekonotgame") == [(3, "smz3")]


def test_of_several_open_runs_of_a_player_the_newest_counts_as_theirs(adopted: Legacy) -> None:
    slots = adopted.run("SELECT id, active_slot FROM asynctournamentrace ORDER BY id")

    assert slots == [(2, None), (4, None), (5, 1), (6, None)]


def test_an_inactive_tournament_is_closed(adopted: Legacy) -> None:
    assert adopted.run("SELECT state FROM asynctournament ORDER BY id") == [("active",), ("closed",)]


def test_both_words_for_an_approved_run_are_one(adopted: Legacy) -> None:
    words = adopted.run("SELECT review_status FROM asynctournamentrace WHERE status = 'finished'")

    assert words == [("approved",), ("approved",)]


def test_changing_a_row_leaves_the_time_of_its_last_change_alone(adopted: Legacy) -> None:
    for table in ("asynctournament", "asynctournamentrace"):
        assert adopted.run(f"SELECT DISTINCT YEAR(updated) FROM {table}") == [(2023,)]


def test_keys_of_programs_do_not_look_as_if_they_were_made_today(adopted: Legacy) -> None:
    adopted.run("INSERT INTO authorizationkeys (id, `key`, name) VALUES (2, 'other', 'new')")

    assert adopted.run("SELECT id, created IS NULL FROM authorizationkeys ORDER BY id") == [(1, 1), (2, 0)]


def test_the_operator_is_told_of_what_is_left_as_it_is(adoption: tuple[Legacy, Report]) -> None:
    notes = "\n".join(adoption[1].notes)

    assert "users 4, 9 have RaceTime ids that differ only in upper and lower case" in notes
    assert "gtbk_games" in notes


@pytest.mark.parametrize("variant", [Variant.MIGRATED, Variant.PRODUCTION])
async def test_a_spoiled_database_loses_what_is_there_twice_and_nothing_else(legacy: Legacy, variant: Variant) -> None:
    legacy.install(variant, rows=50)
    connection = legacy.connect()
    spoiled = spoil(connection)
    for twice in TWICE:
        if twice.columns != ("thread_id",) and not _is_unique(legacy, twice.table, twice.columns):
            twice.plant(connection)
    connection.close()

    report = await legacy.take_over()

    assert report.refusals == []
    assert report.miscounted == []
    lost = {(line["table"], line["id"]) for line in legacy.kept_aside() if line["action"] == "merged"}
    assert spoiled.lost <= lost
    assert spoiled.kept & lost == set()
    for table, key in spoiled.kept:
        assert legacy.run(f"SELECT COUNT(*) FROM {table} WHERE id = {key}") == [(1,)]


def _is_unique(database: Legacy, table: str, columns: tuple[str, ...]) -> bool:
    found = database.run(
        "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND non_unique = 0 "
        f"AND table_name = '{table}' AND column_name = '{columns[0]}' AND seq_in_index = 1 AND index_name <> 'PRIMARY'"
    )
    return bool(found) and len(columns) == 1
