"""Taking over a database of the earlier application: nothing is lost, and it can be cut off anywhere."""

# ruff: noqa: S608 - names in statements are those of the tests
from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tortoise.models import Model

from alttprbot import models
from alttprbot.database.adoption import AdoptionInterruptedError, Server
from alttprbot.models import AsyncTournament, AsyncTournamentRace
from alttprbot.models.async_tournament import AsyncTournamentState
from tests.database.adopting import ERASE_BEFORE, Legacy, legacy, make_legacy
from tests.database.legacy import Difference, Variant, assert_only, differences, structure
from tests.database.legacy.rows import GROWING

__all__ = ["legacy", "make_legacy"]

ADOPTABLE = [Variant.MIGRATED, Variant.PRODUCTION, Variant.WITHOUT_TELEMETRY]
# Altogether a hundred thousand.
MANY = 100_000 // len(GROWING)


def expired(difference: Difference) -> bool:
    if not difference.is_loss("audit_messages") or not isinstance(difference.before, dict):
        return False
    date = difference.before["message_date"]
    return date is not None and date < ERASE_BEFORE


def changed(table: str, column: str, before: object, after: object) -> Callable[[Difference], bool]:
    def matches(difference: Difference) -> bool:
        return difference.is_change(table, column) and (difference.before, difference.after) == (before, after)

    return matches


def is_named(difference: Difference) -> bool:
    tables = ("presetnamespaces", "ranked_choice_candidate")
    if not any(difference.is_change(table, "name") for table in tables):
        return False
    return difference.before is None and difference.after == f"unnamed-{difference.key}"


SOUND = {
    "expired": expired,
    "approved": changed("asynctournamentrace", "review_status", "accepted", "approved"),
    "reattempts": changed("asynctournament", "allowed_reattempts", None, 0),
    "reattempted": changed("asynctournamentrace", "reattempted", None, 0),
    "addresses": changed("asynctournamentpermalink", "url", None, ""),
    "names": is_named,
    "migrations": lambda difference: difference.is_gain("aerich"),
}
"""All that an adoption changes in sound rows."""
NOT_DELETED = {"deleted": changed("audit_messages", "deleted", None, 0)}


@pytest.mark.parametrize("variant", ADOPTABLE)
async def test_nothing_but_the_named_changes_happens_to_any_row(legacy: Legacy, variant: Variant) -> None:
    legacy.install(variant, rows=60)
    before = legacy.snapshot("before")

    report = await legacy.adopt()

    assert report.refusals == []
    assert report.miscounted == []
    expected = SOUND | (NOT_DELETED if variant is Variant.PRODUCTION else {})
    assert_only(before, legacy.snapshot("after"), **expected)
    await legacy.take_over()
    async with legacy.opened():
        await read_everything()


async def read_everything() -> None:
    """Have the models read each row; they refuse values that they do not know."""
    described: list[type[Model]] = [getattr(models, name) for name in models.__all__]
    for model in described:
        await model.all()


async def test_a_hundred_thousand_rows_are_kept_one_by_one(legacy: Legacy) -> None:
    legacy.install(Variant.PRODUCTION, rows=MANY)
    before = legacy.snapshot("before")

    report = await legacy.adopt()

    assert report.miscounted == []
    after = legacy.snapshot("after")
    assert_only(before, after, **SOUND, **NOT_DELETED)
    old_values = {(line["table"], line["id"], line["column"], line["before"]) for line in legacy.kept_aside()}
    assert old_values == {(it.table, it.key, it.column, it.before) for it in differences(before, after) if it.column}


@pytest.mark.parametrize("variant", ADOPTABLE)
async def test_an_adopted_database_has_nothing_left_to_be_done(legacy: Legacy, variant: Variant) -> None:
    legacy.install(variant, rows=10)
    await legacy.take_over()
    before, shape = legacy.snapshot("before"), structure.read(legacy.connect())

    again = await legacy.adopt()

    assert again.steps == []
    assert variant is Variant.PRODUCTION or not any("not known here" in note for note in again.notes)
    assert [*again.lines()][-1] == "There is nothing to do: the database is adopted."
    assert_only(before, legacy.snapshot("after"))
    assert structure.read(legacy.connect()) == shape


async def test_a_plan_tells_every_step_and_writes_nothing(legacy: Legacy) -> None:
    legacy.install(Variant.PRODUCTION, rows=10)
    before, shape = legacy.snapshot("before"), structure.read(legacy.connect())

    planned = await legacy.plan()

    assert_only(before, legacy.snapshot("after"))
    assert structure.read(legacy.connect()) == shape
    assert not legacy.side_file.exists()
    done = await legacy.adopt()
    assert done.steps == planned.steps


class CutOff(Exception):
    """The process ended here."""

    def __init__(self, *, in_transaction: bool) -> None:
        self.in_transaction = in_transaction


class EndsAfter(Server):
    """A connection of a process that ends after so many statements that change something."""

    def __init__(self, connection: Any, statements: int) -> None:
        super().__init__(connection)
        self._left = statements
        self._in_transaction = False

    async def execute(self, statement: str, values: Sequence[object] = ()) -> int:
        if not statement.startswith("SET SESSION"):
            if self._left == 0:
                raise CutOff(in_transaction=self._in_transaction)
            self._left -= 1
        return await super().execute(statement, values)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        async with super().transaction():
            self._in_transaction = True
            yield
        self._in_transaction = False


async def test_it_can_be_cut_off_at_every_statement(make_legacy: Callable[[], Legacy]) -> None:
    cut, whole = make_legacy(), make_legacy()
    for each in (cut, whole):
        each.install(Variant.PRODUCTION, rows=4)
        plant_trouble(each)
    await whole.adopt()

    # Each run gets one statement further; what is done in a transaction must fit into one.
    cuts, statements = 0, 1
    while True:
        try:
            await cut.adopt(lambda connection: EndsAfter(connection, statements))  # noqa: B023 - used at once
        except CutOff as error:
            cuts += 1
            statements = statements + 1 if error.in_transaction else 1
        else:
            break

    assert cuts > 90
    made_now = {"racetimekonotgame": {"created", "updated"}}
    assert_only(
        whole.snapshot("after"),
        cut.snapshot("after"),
        time=lambda difference: difference.column in made_now.get(difference.table, ()),
        ids_of_migrations=lambda difference: difference.table == "aerich" and difference.column is None,
    )
    recorded = "SELECT version, content FROM aerich ORDER BY version"
    assert cut.run(recorded) == whole.run(recorded)
    assert structure.read(cut.connect()) == structure.read(whole.connect())
    assert {json.dumps(line) for line in cut.kept_aside()} == {json.dumps(line) for line in whole.kept_aside()}


def plant_trouble(database: Legacy) -> None:
    """Rows that are there twice, also some to which others refer, and one that refers to nothing."""
    again = "guild_id, channel_id, message_id, name FROM reaction_group WHERE message_id IS NOT NULL LIMIT 1"
    database.run(
        "INSERT INTO config (guild_id, parameter, value) SELECT guild_id, parameter, 'newer' FROM config LIMIT 3",
        "INSERT INTO racetimekonotsegment (racetime_room, game_id, segment_number, created, updated) "
        "VALUES ('smz3/lost-1', 2000000, 1, '2023-01-01', '2023-01-01')",
        "ALTER TABLE reaction_group DROP INDEX message_id",
        f"INSERT INTO reaction_group (guild_id, channel_id, message_id, name) SELECT {again}",
    )


async def test_the_earlier_application_can_still_write_all_that_it_wrote(make_legacy: Callable[[], Legacy]) -> None:
    source, target = make_legacy(), make_legacy()
    for each, rows in ((source, 20), (target, 0)):
        each.install(Variant.MIGRATED, rows=rows)
    old_columns = {name: [*table.columns] for name, table in structure.read(source.connect()).items()}
    for each in (source, target):
        await each.take_over()

    for table in set(old_columns) - {"aerich"}:
        names = ", ".join(f"`{column}`" for column in old_columns[table])
        with target.connect() as connection, connection.cursor() as cursor:
            cursor.execute("SET FOREIGN_KEY_CHECKS = 0")
            cursor.execute(f"INSERT INTO `{table}` ({names}) SELECT {names} FROM {source.schema}.`{table}`")
            assert cursor.rowcount > 0, table

    async with target.opened():
        await read_everything()


async def test_what_the_earlier_application_did_after_an_adoption_is_understood_by_the_next(legacy: Legacy) -> None:
    legacy.install(Variant.MIGRATED, rows=10)
    await legacy.take_over()
    (tournament, run, player, over) = legacy.run(
        "UPDATE asynctournament SET active = 1",
        "UPDATE asynctournamentrace SET status = 'finished'",
        "SELECT r.tournament_id, MAX(r.id), MAX(r.user_id), MIN(r.id) FROM asynctournamentrace r "
        "GROUP BY r.tournament_id ORDER BY COUNT(*) DESC LIMIT 1",
    )[0]
    legacy.run(
        f"UPDATE asynctournament SET active = 0 WHERE id = {tournament}",
        f"UPDATE asynctournamentrace SET active_slot = user_id WHERE id = {over}",
        f"UPDATE asynctournamentrace SET active_slot = NULL, user_id = {player}, status = 'pending', "
        f"review_status = 'accepted' WHERE id = {run}",
    )

    await legacy.take_over()

    async with legacy.opened():
        assert (await AsyncTournament.get(id=tournament)).state is AsyncTournamentState.CLOSED
        assert await AsyncTournament.filter(state=AsyncTournamentState.CLOSED).count() == 1
        open_run = await AsyncTournamentRace.get(id=run)
        assert open_run.active_slot == player
        assert await AsyncTournamentRace.exclude(active_slot=None).count() == 1
    assert legacy.run("SELECT COUNT(*) FROM asynctournamentrace WHERE review_status = 'accepted'") == [(0,)]


async def test_tables_of_another_make_become_ours(legacy: Legacy) -> None:
    legacy.install(Variant.MIGRATED, rows=5)
    legacy.run(
        "ALTER TABLE tournament_results ROW_FORMAT=COMPACT",
        "ALTER TABLE daily ENGINE=MyISAM",
        "UPDATE srlnick SET display_name = 'Café'",
        "ALTER TABLE srlnick MODIFY display_name VARCHAR(200) CHARACTER SET latin1",
        "ALTER TABLE sgdailies MODIFY active TINYINT UNSIGNED",
        "ALTER TABLE users ADD UNIQUE (display_name), ADD COLUMN shoe_size INT NULL",
        "UPDATE sgdailies SET active = 200",
        "DROP TABLE scheduleaudit, asynctournamentauditlog",
    )

    report = await legacy.take_over()

    assert report.refusals == []
    assert legacy.run("SELECT DISTINCT display_name FROM srlnick") == [("Café",)]
    assert legacy.run("SELECT DISTINCT active FROM sgdailies") == [(200,)]
    assert legacy.run("SELECT COUNT(*) FROM users WHERE shoe_size IS NULL") == [(5,)]
    assert legacy.run(
        "SELECT engine FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'daily'"
    ) == [("InnoDB",)]


class LosesItsConnection(Server):
    """The server ends the connection before the first change of a table."""

    async def execute(self, statement: str, values: Sequence[object] = ()) -> int:
        if statement.startswith("ALTER TABLE"):
            await super().execute("KILL CONNECTION_ID()")
        return await super().execute(statement, values)


async def test_a_lost_connection_is_told_and_the_next_run_goes_on(legacy: Legacy) -> None:
    legacy.install(Variant.MIGRATED, rows=3)

    with pytest.raises(AdoptionInterruptedError, match=r"aerich: app from varchar.20. to varchar.100.: this failed"):
        await legacy.adopt(LosesItsConnection)

    assert (await legacy.adopt()).refusals == []
    assert (await legacy.plan()).steps == []


async def test_what_stands_in_the_way_of_a_step_is_told(legacy: Legacy) -> None:
    legacy.install(Variant.MIGRATED)
    legacy.run("INSERT INTO daily (hash) VALUES ('twice'), ('twice')")
    legacy.side_file.mkdir()

    with pytest.raises(AdoptionInterruptedError, match=r"daily: merge rows of the same hash: this failed .*directory"):
        await legacy.adopt()

    assert legacy.run("SELECT COUNT(*) FROM daily") == [(2,)]
