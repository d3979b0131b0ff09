"""Databases that are not adopted, and what the operator is told of them."""

from __future__ import annotations

import re

import pytest

from alttprbot.database import Database
from alttprbot.database.adoption import Adoption, Report, Server
from alttprbot.util.clock import Clock
from tests.database.adopting import ERASE_BEFORE, Legacy, legacy, make_legacy
from tests.database.legacy import Variant, assert_only, structure
from tests.database_fixtures import DatabaseOnly

__all__ = ["legacy", "make_legacy"]

RUN = (
    "INSERT INTO users (id) VALUES (1), (2)",
    "INSERT INTO asynctournament (id, name, guild_id, channel_id, owner_id) VALUES (1, 'Qualifier', 1, 1, 1)",
    "INSERT INTO asynctournamentpermalinkpool (id, tournament_id, name) VALUES (1, 1, 'A')",
    "INSERT INTO asynctournamentpermalink (id, pool_id, url) VALUES (1, 1, 'a')",
    "INSERT INTO asynctournamentrace (id, tournament_id, permalink_id, user_id, thread_id) VALUES (5, 1, 1, 1, 3)",
)
BEYOND_AERICH = "INSERT INTO aerich (version, app, content) VALUES ('{}', 'models', '{{}}')"


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (["DROP TABLE config"], "it has no table config"),
        (["DELETE FROM aerich"], "No migration is recorded"),
        ([BEYOND_AERICH.format("99_20260301000000_update.py")], "has seen 99_20260301000000_update.py, which no known"),
        ([BEYOND_AERICH.format("7_20991231000000_later.py")], "newer than this program: it has seen 7_20991231000000"),
        (["ALTER TABLE users ADD COLUMN shoe_size INT NOT NULL"], r"users.shoe_size (int) is not known here"),
        (["ALTER TABLE users MODIFY created BLOB"], r"users.created is blob; datetime(6) is expected"),
        (["ALTER TABLE config DROP COLUMN guild_id"], "config.guild_id is missing"),
        (
            ["INSERT INTO triforcetextsconfig (id, pool_name, key_name, value) VALUES (3, 'a', REPEAT('x', 101), 'b')"],
            "triforcetextsconfig.key_name must not have more than 100 letters, but has more in 1 row (id 3).",
        ),
        (
            [
                "ALTER TABLE ranked_choice_votes MODIFY `rank` BIGINT",
                "INSERT INTO ranked_choice_election (id, owner_id, title) VALUES (1, 1, 'x')",
                "INSERT INTO ranked_choice_candidate (id, election_id, name) VALUES (1, 1, 'x')",
                "INSERT INTO ranked_choice_votes (id, election_id, user_id, candidate_id, `rank`) "
                "VALUES (8, 1, 1, 1, 3000000000)",
            ],
            "ranked_choice_votes.rank is out of the range of int in 1 row (id 8).",
        ),
        (
            ["ALTER TABLE daily MODIFY hash VARCHAR(45) NULL", "INSERT INTO daily (id) VALUES (2), (4)"],
            "daily.hash must not be null, but is in 2 rows (id 2, 4).",
        ),
        (
            [
                "SET GLOBAL sql_mode = ''",
                "INSERT INTO spoiler_races (id, started) VALUES (2, '0000-00-00')",
                "SET GLOBAL sql_mode = DEFAULT",
            ],
            "spoiler_races.started is no date in 1 row (id 2).",
        ),
        (
            [*RUN[:2], "INSERT INTO asynctournamentpermissions (tournament_id, user_id, role) VALUES (1, 1, 'owner')"],
            "permissions.role is 'owner' in 1 row, which is unknown here; known are: admin, mod, public.",
        ),
        (
            [*RUN, "UPDATE asynctournamentrace SET status = 'Finished'"],
            "asynctournamentrace.status is 'Finished' in 1 row",
        ),
        (
            [
                *RUN,
                "INSERT INTO asynctournamentrace (id, tournament_id, permalink_id, user_id, thread_id) "
                "VALUES (9, 1, 1, 2, 3)",
            ],
            "asynctournamentrace: thread_id must be unique, but is the same in rows 5 and 9.",
        ),
        (
            [
                "ALTER TABLE verifiedracer DROP FOREIGN KEY fk_verified_users_ea937e10",
                "INSERT INTO racerverification (id, guild_id, role_id, minimum_races) VALUES (1, 1, 1, 1)",
                "INSERT INTO verifiedracer (id, user_id, racer_verification_id) VALUES (4, 77, 1)",
            ],
            "verifiedracer.user_id refers to rows of users that do not exist, in 1 row (id 4).",
        ),
    ],
)
async def test_a_database_that_cannot_be_kept_whole_is_refused_and_left_alone(
    legacy: Legacy, broken: list[str], told: str
) -> None:
    legacy.install()
    legacy.run(*broken)
    before, shape = legacy.snapshot("before"), structure.read(legacy.connect())

    report = await legacy.adopt()

    assert told in "\n".join(report.refusals)
    assert not report.applied
    assert next(report.lines()) == "The database cannot be adopted as it is. Nothing was changed."
    assert_only(before, legacy.snapshot("after"))
    assert structure.read(legacy.connect()) == shape


async def test_all_reasons_are_told_at_once(legacy: Legacy) -> None:
    legacy.install()
    legacy.run(
        *RUN,
        "UPDATE asynctournamentrace SET status = 'lost', review_status = 'maybe'",
        "INSERT INTO triforcetextsconfig (pool_name, key_name, value) VALUES ('a', REPEAT('x', 101), 'b')",
    )

    report = await legacy.plan()

    assert len(report.refusals) == 4


async def test_an_old_state_is_to_be_brought_up_to_date_first(legacy: Legacy) -> None:
    legacy.install(Variant.TOO_OLD, rows=2)

    report = await legacy.adopt()

    (refusal,) = report.refusals
    assert re.search(r"newest migration of the database is 96_\d+_update.py; it must be number 97 or 98", refusal)


async def test_a_database_of_our_own_is_not_adopted(legacy: Legacy) -> None:
    async with legacy.opened() as database:
        await database.upgrade()

    report = await legacy.adopt()

    assert report.refusals == ["This database was made by this program; there is nothing to adopt. Use `db upgrade`."]


async def test_a_user_without_the_rights_is_told_which(legacy: Legacy) -> None:
    legacy.install()
    server = legacy.server
    server.stop()
    # The last word counts.
    server.start("--skip-grant-tables=0")
    try:
        server.execute("CREATE OR REPLACE USER reader@127.0.0.1 IDENTIFIED BY 'x'")
        server.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE, CREATE ON `{legacy.schema}`.* TO reader@127.0.0.1")
        refused = await plan_as(legacy, "reader", "x")
        server.execute("GRANT ALTER, INDEX, REFERENCES ON `legacy\\_%`.* TO reader@127.0.0.1")
        granted = await plan_as(legacy, "reader", "x")
        as_root = await legacy.plan()
    finally:
        server.stop()
        server.start()

    (refusal,) = refused.refusals
    assert refusal.startswith("The user of the database lacks the right to ALTER, INDEX, REFERENCES.")
    assert granted.refusals == []
    assert as_root.refusals == []


async def plan_as(legacy: Legacy, user: str, password: str) -> Report:
    url = legacy.url.replace("root@", f"{user}:{password}@")
    database = Database(DatabaseOnly(url), Clock())
    await database.open()
    try:
        async with database.upgrade_lock() as connection:
            adoption = Adoption(Server(connection), erase_before=ERASE_BEFORE, side_file=legacy.side_file)
            return await adoption.plan()
    finally:
        await database.close()
