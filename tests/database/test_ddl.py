from __future__ import annotations

from alttprbot.database import Database
from alttprbot.database.ddl import NOTHING_TO_DO, Key, Table, add_columns, bigint, boolean, create, token
from alttprbot.models import Config

ACTOR = bigint("actor", null=True)
SECRET = boolean("secret", default=False)


async def test_columns_are_added_once(database: Database) -> None:
    await _with_table(database)

    first = await add_columns(database.client, "scratch", [ACTOR, SECRET])
    await database.client.execute_script(first)
    again = await add_columns(database.client, "scratch", [ACTOR, SECRET])

    rows = await database.client.execute_query_dict("SELECT name, actor, secret FROM scratch")
    assert [dict(row) for row in rows] == [{"name": "aga", "actor": None, "secret": 0}]
    assert again == NOTHING_TO_DO
    await database.client.execute_script("DROP TABLE scratch")


async def test_an_interrupted_addition_goes_on_where_it_was(database: Database) -> None:
    await _with_table(database)
    await database.client.execute_script(await add_columns(database.client, "scratch", [ACTOR]))

    rest = await add_columns(database.client, "scratch", [ACTOR, SECRET])

    assert "actor" not in rest
    assert "secret" in rest
    await database.client.execute_script("DROP TABLE scratch")


async def test_nothing_to_do_is_a_script_that_runs(database: Database) -> None:
    await database.client.execute_script(NOTHING_TO_DO)

    assert await Config.all().count() == 0


async def _with_table(database: Database) -> None:
    table = Table("scratch", (token("name", 50),), keys=(Key("uid_scratch_name", ("name",), unique=True),))
    await database.client.execute_script(create([table], database.dialect))
    await database.client.execute_script("INSERT INTO scratch (name) VALUES ('aga')")
