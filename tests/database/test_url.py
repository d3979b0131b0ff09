from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from alttprbot.database import DatabaseConfigurationError
from alttprbot.database.url import Pool, connection, database_url, mysql_url, redacted
from tests.database_fixtures import DatabaseOnly

ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(user=ANYTHING, password=ANYTHING, name=ANYTHING)
def test_any_character_survives_in_each_part(user: str, password: str, name: str) -> None:
    url = mysql_url(host="db.example", port=3307, name=name, user=user, password=password)

    credentials = connection(url)["credentials"]

    assert (credentials["user"], credentials["password"], credentials["database"]) == (user, password, name)
    assert (credentials["host"], credentials["port"]) == ("db.example", 3307)


@pytest.mark.parametrize("scheme", ["mysql", "mariadb"])
def test_a_server_url_is_read(scheme: str) -> None:
    config = connection(f"{scheme}://bot@db.example/sahasrahbot", Pool(minsize=2, maxsize=7))

    credentials = config["credentials"]
    assert config["engine"] == "alttprbot.database.engines.mysql"
    assert (credentials["user"], credentials["password"], credentials["port"]) == ("bot", "", 3306)
    assert (credentials["minsize"], credentials["maxsize"]) == (2, 7)


def test_options_of_a_server_url_go_before_the_settings() -> None:
    config = connection("mysql://bot@localhost/sahasrahbot?maxsize=3&unix_socket=/run/mysqld.sock", Pool(maxsize=7))

    assert config["credentials"]["maxsize"] == 3
    assert config["credentials"]["unix_socket"] == "/run/mysqld.sock"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite://:memory:", ":memory:"),
        ("sqlite:///srv/bot.sqlite3", "/srv/bot.sqlite3"),
        ("sqlite://data/bot.sqlite3", "data/bot.sqlite3"),
        ("sqlite:///srv/my%20bot.sqlite3", "/srv/my bot.sqlite3"),
    ],
)
def test_a_sqlite_url_names_a_file(url: str, path: str) -> None:
    assert connection(url)["credentials"]["file_path"] == path


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("postgres://localhost/x", "must start with mysql://"),
        ("mysql://localhost", "names no database"),
        ("mysql://localhost:many/x", "cannot be read"),
        ("mysql://localhost/x?ssl=maybe", "unknown options: ssl"),
        ("mysql://localhost/x?maxsize=many", "not a number"),
        ("sqlite://", "names no SQLite file"),
    ],
)
def test_an_unusable_url_is_refused_with_the_reason(url: str, complaint: str) -> None:
    with pytest.raises(DatabaseConfigurationError, match=complaint):
        connection(url)


def test_the_url_setting_goes_before_its_parts() -> None:
    settings = DatabaseOnly(SecretStr("sqlite://:memory:"), model_fields_set={"db_host"})

    assert database_url(settings) == "sqlite://:memory:"


def test_parts_make_a_server_url() -> None:
    settings = DatabaseOnly(None, db_host="db", db_pass=SecretStr("p@ss/word"), model_fields_set={"db_host", "db_pass"})

    assert database_url(settings) == "mysql://sahasrahbot:p%40ss%2Fword@db:3306/sahasrahbot"


def test_without_settings_there_is_a_file_in_the_data_directory(tmp_path: Path) -> None:
    assert database_url(DatabaseOnly(None, data_dir=tmp_path)) == f"sqlite://{tmp_path}/sahasrahbot.sqlite3"


def test_the_password_stays_out_of_logs() -> None:
    assert redacted("mysql://bot:secret@db/sahasrahbot") == "mysql://bot@db:3306/sahasrahbot"
