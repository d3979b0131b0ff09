"""A database that cannot be used: each program says so in one line, with the setting to change."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sahasrahbot import main
from tests.database_fixtures import MariaDBServer, private_mariadb
from tests.e2e.process import free_port

PROGRAMS = ("run", "db upgrade", "db check")
SECRET = "correct-horse-battery-staple-and-more"


@pytest.fixture(scope="module")
def guarded(pytestconfig: pytest.Config) -> Iterator[MariaDBServer]:
    """A server that asks who is there: `owner` may do everything in `bot`, `reader` only read, `stranger` nothing."""
    with private_mariadb(pytestconfig, "--skip-grant-tables=0") as server:
        server.execute("CREATE DATABASE bot CHARACTER SET utf8mb4")
        for user, rights in {"owner": "ALL", "reader": "SELECT", "stranger": ""}.items():
            server.execute(f"CREATE USER {user}@'127.0.0.1' IDENTIFIED BY '{SECRET}'")
            if rights:
                server.execute(f"GRANT {rights} ON bot.* TO {user}@'127.0.0.1'")
        yield server


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing set but what every program needs."""
    for name in set(os.environ) - {"PATH", "HOME", "LANG", "TMPDIR"}:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEBUG", "true")
    monkeypatch.setenv("DB_START_TIMEOUT", "0")
    monkeypatch.setattr("sahasrahbot.configure_logging", lambda *_, **__: None)


class Operator:
    """Who starts programs and reads what they say."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def sets(self, **settings: object) -> None:
        """Write settings, as in `.env`."""
        for name, value in settings.items():
            self._monkeypatch.setenv(name.upper(), str(value))

    def knows(self, server: MariaDBServer, user: str, *, password: str = SECRET, name: str = "bot") -> None:
        """Write the settings of a server."""
        self.sets(db_host="127.0.0.1", db_port=server.port, db_user=user, db_pass=password, db_name=name)

    def does(self, program: str) -> tuple[int, str, str]:
        """Start a program that ends by itself: its exit code, its answer and its complaint."""
        code = main(program.split())
        shown = self._capsys.readouterr()
        return code, shown.out, shown.err

    def is_refused(self, program: str) -> str:
        """Start a program that cannot do its work: its one line."""
        code, answer, complaint = self.does(program)
        assert (code, answer) == (1, "")
        assert complaint.startswith("The database cannot be used: ")
        assert complaint.count("\n") == 1
        assert SECRET not in complaint
        return complaint


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Operator:
    """The operator."""
    return Operator(monkeypatch, capsys)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_server_that_does_not_run_is_looked_for_by_name(operator: Operator, program: str) -> None:
    port = free_port()
    operator.sets(db_host="127.0.0.1", db_port=port)

    line = operator.is_refused(program)

    assert line.endswith(
        f"Set DB_HOST and DB_PORT, or start the server; it was looked for at 127.0.0.1 on port {port}.\n"
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_host_that_does_not_exist_is_named(operator: Operator, program: str) -> None:
    operator.sets(db_host="nowhere.invalid")

    line = operator.is_refused(program)

    assert line.endswith("There is no host nowhere.invalid: set DB_HOST.\n")


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_socket_that_does_not_exist_is_named(operator: Operator, program: str, tmp_path: Path) -> None:
    operator.sets(db_socket=tmp_path / "nowhere.sock")

    line = operator.is_refused(program)

    assert "Set DB_SOCKET to the socket of a server that runs" in line


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_wrong_password_names_the_setting(operator: Operator, guarded: MariaDBServer, program: str) -> None:
    operator.knows(guarded, "owner", password="guessed")

    line = operator.is_refused(program)

    assert "Access denied for user 'owner'" in line
    assert line.endswith("Set DB_USER and DB_PASS to a user and the password that the server knows.\n")


def test_whoever_set_an_address_is_told_to_change_that(operator: Operator, guarded: MariaDBServer) -> None:
    operator.sets(database_url=f"mysql://owner:guessed@127.0.0.1:{guarded.port}/bot")

    line = operator.is_refused("db check")

    assert "Set DATABASE_URL to a user and the password that the server knows." in line


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_database_that_does_not_exist_can_be_made(operator: Operator, guarded: MariaDBServer, program: str) -> None:
    operator.knows(guarded, "root", password="", name="nowhere")

    line = operator.is_refused(program)

    assert line.endswith("Run `sahasrahbot.py db init` to make it, or set DB_NAME.\n")


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_user_without_any_right_is_told_which_to_give(
    operator: Operator, guarded: MariaDBServer, program: str
) -> None:
    operator.knows(guarded, "stranger")

    line = operator.is_refused(program)

    assert "GRANT ALL ON `bot`.* TO 'stranger'@'<its host>'" in line


def test_whoever_may_only_read_cannot_upgrade(operator: Operator, guarded: MariaDBServer) -> None:
    guarded.execute("DROP DATABASE bot")
    guarded.execute("CREATE DATABASE bot CHARACTER SET utf8mb4")
    operator.knows(guarded, "reader")

    line = operator.is_refused("db upgrade")

    assert "CREATE command denied to user 'reader'" in line
    assert "GRANT ALL ON `bot`.*" in line


def test_whoever_may_only_read_is_not_let_run(operator: Operator, guarded: MariaDBServer) -> None:
    operator.knows(guarded, "owner")
    assert operator.does("db init")[0] == 0
    operator.knows(guarded, "reader")

    line = operator.is_refused("run")
    code, checked, _ = operator.does("db check")

    assert "INSERT command denied to user 'reader'" in line
    assert "GRANT ALL ON `bot`.*" in line
    assert code == 1
    assert checked.startswith("nothing can be written: INSERT command denied to user 'reader'")


def test_init_makes_a_database_for_every_character(operator: Operator, guarded: MariaDBServer) -> None:
    operator.knows(guarded, "root", password="", name="made `here`")

    first = operator.does("db init")
    again = operator.does("db init")
    checked = operator.does("db check --json")

    assert first[0] == again[0] == 0
    assert again[1] == "The database is up to date.\n"
    assert checked == (0, '{"ok": true, "problems": [], "notes": []}\n', "")
    assert guarded.execute(
        "SELECT default_character_set_name FROM information_schema.schemata WHERE schema_name = 'made `here`'"
    ) == [("utf8mb4",)]


def test_a_server_is_reached_through_its_socket(operator: Operator, guarded: MariaDBServer) -> None:
    operator.sets(db_socket=guarded.home / "socket", db_user="root", db_pass="", db_name="beside")

    code, _, complaint = operator.does("db init")

    assert (code, complaint) == (0, "")


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_file_that_cannot_be_opened_is_named(operator: Operator, tmp_path: Path, program: str) -> None:
    (tmp_path / "sahasrahbot.sqlite3").mkdir()
    operator.sets(data_dir=tmp_path)

    line = operator.is_refused(program)

    assert line == (
        "The database cannot be used: unable to open database file. "
        f"Set DATA_DIR so that this user may read and write {tmp_path / 'sahasrahbot.sqlite3'}.\n"
    )


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    ("recorded", "explanation"),
    [
        (
            "INSERT INTO aerich (version, app, content) VALUES ('9_20991231235959_more.py', 'models', '{}')",
            "The database belongs to a newer version of SahasrahBot. Unknown here: 9_20991231235959_more.py. "
            "Run that version, or restore the backup that was made before it.\n",
        ),
        (
            "UPDATE aerich SET version = '98_20260212215240_telemetry.py'",
            "The database belongs to the application that SahasrahBot takes the place of. "
            "Make a backup of it, then take it over with `sahasrahbot.py db adopt`.\n",
        ),
    ],
    ids=["newer", "not-adopted"],
)
def test_a_schema_of_another_application_is_left_alone(
    operator: Operator, migrated_sqlite: Path, tmp_path: Path, program: str, recorded: str, explanation: str
) -> None:
    file = Path(shutil.copy(migrated_sqlite, tmp_path))
    with sqlite3.connect(file) as connection:
        connection.execute(recorded)
    operator.sets(database_url=f"sqlite://{file}")

    code, answer, complaint = operator.does(program)

    assert code == 1
    assert answer + complaint == explanation
