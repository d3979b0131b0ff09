"""Settings: what is accepted, what is refused, and that every problem is told at once, without secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from alttprbot.config import AlttprBranch, Settings
from alttprbot.config_loading import ConfigurationError, load, load_settings, suffix
from alttprbot.config_types import StartupPolicy
from alttprbot.env_example import env_example

ROOT = Path(__file__).parents[1]
SECRET = "correct-horse-battery-staple-and-more"
PRODUCTION = {
    "APP_URL": "https://bot.example.org",
    "APP_SECRET_KEY": SECRET,
    "DISCORD_CLIENT_ID": "123",
    "DISCORD_CLIENT_SECRET": SECRET,
}
RACETIME = {
    "RACETIME_HOST": "racetime.gg",
    "RACETIME_SECURE": "true",
    "RACETIME_URL": "https://racetime.gg",
    "RACETIME_CLIENT_ID_ALTTPR": "id",
    "RACETIME_CLIENT_SECRET_ALTTPR": SECRET,
}


def settings(**variables: str) -> Settings:
    return load_settings({"DEBUG": "true"} | variables, env_file=None)


def problems(environ: dict[str, str]) -> dict[str, str]:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(environ, env_file=None)
    return {problem.setting: str(problem) for problem in caught.value.problems}


def test_nothing_set_is_enough_on_a_machine_of_ones_own() -> None:
    made = settings()

    assert made.debug
    assert made.presets_dir == ROOT / "presets"
    assert made.racetime_categories == {}
    assert made.startup_policy is StartupPolicy.STRICT


def test_production_settings_are_accepted() -> None:
    loaded = load(PRODUCTION | RACETIME, env_file=None)

    assert list(loaded.settings.racetime_categories) == ["alttpr"]
    assert loaded.warnings == ()


@pytest.mark.parametrize(
    ("variables", "setting", "reason"),
    [
        ({"DB_PORT": "abc"}, "DB_PORT", "Write a whole number from 1 to 65535"),
        ({"DB_PORT": "0"}, "DB_PORT", "greater than or equal to 1"),
        ({"API_PORT": "70000"}, "API_PORT", "less than or equal to 65535"),
        ({"DEBUG": "perhaps"}, "DEBUG", "Write true or false"),
        ({"STARTUP_POLICY": "lenient"}, "STARTUP_POLICY", "Write strict or degraded"),
        ({"SUBSYSTEM_POLICY_WEB": "lenient"}, "SUBSYSTEM_POLICY_WEB", "Write strict"),
        ({"APP_URL": "ftp://example.org"}, "APP_URL", "must be an http:// or https:// address"),
        ({"APP_URL": "http://example.org:port"}, "APP_URL", "must be an http:// or https:// address"),
        ({"DEFAULT_TIMEZONE": "US/Nowhere"}, "DEFAULT_TIMEZONE", "time zone"),
        ({"TRUSTED_PROXIES": "10.0.0.0/8, many"}, "TRUSTED_PROXIES", "CIDR"),
        ({"ALTTP_RANDOMIZER_SERVERS": "1, two"}, "ALTTP_RANDOMIZER_SERVERS", "Discord ids, comma separated"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT", "Write text or json"),
        ({"TELEMETRY_SAMPLE_RATE": "1.5"}, "TELEMETRY_SAMPLE_RATE", "less than or equal to 1"),
        ({"TELEMETRY_RETENTION_DAYS": "366"}, "TELEMETRY_RETENTION_DAYS", "less than or equal to 365"),
        ({"TELEMETRY_QUEUE_SIZE": "0"}, "TELEMETRY_QUEUE_SIZE", "greater than or equal to 1"),
        ({"SM_RELEASE_BASEURL_TEMPLATE": "https://{host}.x"}, "SM_RELEASE_BASEURL_TEMPLATE", "but {release}"),
        ({"DB_POOL_MIN": "9", "DB_POOL_MAX": "3"}, "DB_POOL_MIN", "is greater than DB_POOL_MAX"),
        ({"TELEMETRY_ENABLED": "true"}, "TELEMETRY_HASH_SALT", "at least 16 characters when telemetry is on"),
        (
            {"TELEMETRY_ENABLED": "true", "TELEMETRY_HASH_SALT": "fifteen letters"},
            "TELEMETRY_HASH_SALT",
            "must be a secret of at least 16 characters when telemetry is on",
        ),
        ({"PRESETS_DIR": "/nowhere"}, "PRESETS_DIR", "is not a directory"),
        ({"DB_TLS": "true", "DB_TLS_CA": "/nowhere/ca.pem"}, "DB_TLS_CA", "is not a file"),
        ({"DATABASE_URL": "postgres://host/name"}, "DATABASE_URL", "must start with mysql://"),
        ({"DB_URL": "mysql://host"}, "DATABASE_URL", "names no database"),
        ({"CACHE_URL": "http://host"}, "CACHE_URL", "must be a redis://"),
        ({"CACHE_URL": "redis://host:port"}, "CACHE_URL", "must be a redis://"),
        ({"DISCORD_CLIENT_ID": "1"}, "DISCORD_CLIENT_SECRET", "an id and a secret"),
        ({"DISCORD_CLIENT_SECRET": SECRET}, "DISCORD_CLIENT_ID", "an id and a secret"),
        ({"RACETIME_CLIENT_ID_OAUTH": "1"}, "RACETIME_CLIENT_SECRET_OAUTH", "an id and a secret"),
        ({"RACETIME_CLIENT_ID_CTJETS": "1"}, "RACETIME_CLIENT_SECRET_CTJETS", "ct-jets are incomplete"),
        ({"RACETIME_CLIENT_SECRET_SMZ3": SECRET}, "RACETIME_CLIENT_ID_SMZ3", "smz3 are incomplete"),
        ({"RACETIME_GAMES": "alttpr"}, "RACETIME_CLIENT_ID_ALTTPR", "has no credentials"),
        ({"DISCORD_TOKEN": SECRET, "AUDIT_DISCORD_TOKEN": SECRET}, "AUDIT_DISCORD_TOKEN", "token of the main bot"),
        (RACETIME | {"RACETIME_PORT": "8000"}, "RACETIME_URL", "https://racetime.gg:8000"),
        (RACETIME | {"RACETIME_SECURE": "false"}, "RACETIME_URL", "http://racetime.gg:80"),
        (RACETIME | {"RACETIME_URL": "https://elsewhere.org"}, "RACETIME_URL", "another server"),
    ],
)
def test_malformed_and_inconsistent_settings_are_refused(variables: dict[str, str], setting: str, reason: str) -> None:
    found = problems({"DEBUG": "true"} | variables)

    assert reason in found[setting]


@pytest.mark.parametrize(
    ("variables", "setting"),
    [
        ({"APP_SECRET_KEY": "short"}, "APP_SECRET_KEY"),
        ({"APP_SECRET_KEY": ""}, "APP_SECRET_KEY"),
        ({"APP_URL": "http://bot.example.org"}, "APP_URL"),
        ({"APP_URL": "https://localhost"}, "APP_URL"),
        ({"DISCORD_CLIENT_ID": "", "DISCORD_CLIENT_SECRET": ""}, "DISCORD_CLIENT_ID"),
        (RACETIME | {"RACETIME_URL": "http://racetime.gg", "RACETIME_SECURE": "false"}, "RACETIME_SECURE"),
        ({"SG_DISCORD_WEBHOOK": "http://discord.com/api/webhooks/1/x"}, "SG_DISCORD_WEBHOOK"),
        ({"BINGO_COLLAB_DISCORD_WEBHOOK": "https://example.org"}, "BINGO_COLLAB_DISCORD_WEBHOOK"),
    ],
)
def test_insecure_settings_are_refused_in_production_only(variables: dict[str, str], setting: str) -> None:
    environ = PRODUCTION | variables

    found = problems(environ)

    assert setting in found
    assert load_settings(environ | {"DEBUG": "true"}, env_file=None).debug


def test_what_serves_nobody_needs_no_production_settings() -> None:
    assert not load({}, env_file=None, for_serving=False).settings.debug


def test_every_problem_is_told_at_once() -> None:
    found = problems({"DB_PORT": "abc", "RACETIME_GAMES": "z1r", "API_PORT": "-1"})

    assert set(found) == {
        "DB_PORT",
        "API_PORT",
        "RACETIME_CLIENT_ID_Z1R",
        "APP_SECRET_KEY",
        "APP_URL",
        "DISCORD_CLIENT_ID",
    }


@pytest.mark.parametrize(
    "variables",
    [
        {"APP_SECRET_KEY": "hunter2"},
        {"DATABASE_URL": "mysql://user:hunter2/x@host/name"},
        {"DATABASE_URL": "mysql://user:hunter2@host"},
        {"SG_DISCORD_WEBHOOK": "https://example.org/hunter2"},
        {"DISCORD_TOKEN": "hunter2", "AUDIT_DISCORD_TOKEN": "hunter2"},
        {"RACETIME_CLIENT_SECRET_SMR": "hunter2"},
    ],
)
def test_problems_never_quote_a_secret(variables: dict[str, str]) -> None:
    found = problems(PRODUCTION | variables)

    assert "hunter2" not in str(found)


def test_settings_never_show_a_secret() -> None:
    secret_fields = {
        name.upper(): "hunter2hunter2"
        for name, field in Settings.model_fields.items()
        if "Secret" in str(field.annotation)
        and name not in {"racetime_clients", "audit_discord_token", "database_url", "cache_url"}
    }
    made = settings(
        **secret_fields,
        DATABASE_URL="mysql://user:hunter2hunter2@host/name",
        CACHE_URL="redis://user:hunter2hunter2@host",
        DISCORD_CLIENT_ID="1",
        RACETIME_CLIENT_ID_OAUTH="1",
        RACETIME_CLIENT_ID_TEST="id",
        RACETIME_CLIENT_SECRET_TEST="hunter2hunter2",
        RACETIME_URL="http://localhost",
    )

    shown = f"{made!r} {made} {made.racetime_categories} {made.alttpr_branches} {made.model_dump_json()}"

    assert len(secret_fields) > 10
    assert "hunter2" not in shown
    assert made.secrets == {
        "hunter2hunter2",
        "mysql://user:hunter2hunter2@host/name",
        "redis://user:hunter2hunter2@host",
    }


def test_environment_wins_over_the_file_and_blank_means_default(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DEBUG=true\nAPI_PORT=6000\nAPI_HOST=0.0.0.0\nDB_NAME=\napp_secret_key='a$b ${c}'\n")

    made = load_settings({"api_port": "7000", "API_HOST": " "}, env_file=file)

    assert (made.api_port, made.api_host, made.db_name) == (7000, "127.0.0.1", "sahasrahbot")
    assert made.app_secret_key.get_secret_value() == "a$b ${c}"


def test_former_name_in_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DEBUG=true\nDATABASE_URL=sqlite://file.sqlite3\n")

    made = load_settings({"DB_URL": "sqlite://environment.sqlite3"}, env_file=file)

    assert made.database_url.get_secret_value() == "sqlite://environment.sqlite3"


def test_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"DEBUG=\xff\xfe\n")

    with pytest.raises(ConfigurationError, match="is not UTF-8 text"):
        load_settings({"DEBUG": "true"}, env_file=file)


def test_missing_file_is_none(tmp_path: Path) -> None:
    assert load_settings({"DEBUG": "true"}, env_file=tmp_path / ".env").debug


def test_id_lists_tolerate_blanks() -> None:
    made = settings(ALTTP_RANDOMIZER_SERVERS=" 1, 2 ,,3 ", MAIN_TOURNAMENT_SERVERS="")

    assert made.alttp_randomizer_servers == (1, 2, 3)
    assert made.main_tournament_servers == ()


def test_addresses_lose_their_trailing_slash() -> None:
    assert settings(APP_URL="http://localhost:5001/").app_url == "http://localhost:5001"


@pytest.mark.parametrize(("text", "port"), [("", None), ("0", None), ("8000", 8000)])
def test_racetime_port_is_optional(text: str, port: int | None) -> None:
    assert settings(RACETIME_PORT=text).racetime_port == port


@pytest.mark.parametrize(
    ("slug", "name"), [("alttpr", "ALTTPR"), ("ct-jets", "CTJETS"), ("smw-hacks", "SMWHACKS"), ("test", "TEST")]
)
def test_category_credentials_are_named_after_the_slug(slug: str, name: str) -> None:
    made = settings(
        **{
            f"RACETIME_CLIENT_ID_{name}": "id",
            f"RACETIME_CLIENT_SECRET_{name}": "secret",
            "RACETIME_URL": "http://localhost",
        }
    )

    assert suffix(slug) == name
    assert made.racetime_categories[slug].client_id == "id"


def test_listed_games_choose_among_the_categories_and_may_be_new_ones() -> None:
    made = settings(
        **RACETIME,
        RACETIME_CLIENT_ID_MYGAME="new",
        RACETIME_CLIENT_SECRET_MYGAME="secret",
        RACETIME_CATEGORIES="my-game",
    )

    assert {slug: client.client_id for slug, client in made.racetime_categories.items()} == {"my-game": "new"}


def test_policy_of_a_part_overrides_the_general_one() -> None:
    made = settings(STARTUP_POLICY="degraded", SUBSYSTEM_POLICY_WEB="critical", SUBSYSTEM_POLICY_AUDIT="strict")

    assert [made.policy(part) for part in ("web", "audit", "discord", "message_log")] == [
        StartupPolicy.STRICT,
        StartupPolicy.STRICT,
        StartupPolicy.DEGRADED,
        StartupPolicy.DEGRADED,
    ]


def test_branches_of_the_alttpr_site_have_their_own_credentials() -> None:
    made = settings(ALTTPR_BEETA_USERNAME="user", ALTTPR_BEETA_PASSWORD="password", ALTTPR_TOURNAMENT_USERNAME="alone")

    assert made.alttpr_branches["live"] == AlttprBranch("https://alttpr.com")
    assert made.alttpr_branches["tournament"] == AlttprBranch("https://tournament.alttpr.com")
    assert made.alttpr_branches["beeta"].username == "user"


@pytest.mark.parametrize(
    ("key", "warning"),
    [
        ("RACETIME_HOSTT", "RACETIME_HOSTT is not a setting. Did you mean RACETIME_HOST?"),
        ("TELEMETRY_ENABLE", "TELEMETRY_ENABLE is not a setting. Did you mean TELEMETRY_ENABLED?"),
        ("MULTIWORLDROMBASE", "MULTIWORLDROMBASE is no longer used."),
        ("MULTIWORLDHOSTBASE", "MULTIWORLDHOSTBASE is no longer used."),
    ],
)
def test_unknown_and_retired_keys_are_warned_about(key: str, warning: str) -> None:
    loaded = load({"DEBUG": "true", key: "x", "HOME": "/root"}, env_file=None)

    assert loaded.warnings == (warning,)


def test_event_that_is_not_there_is_a_problem_where_there_are_pages_of_it() -> None:
    missing = {"DEBUG": "true", "SGLIVE_EVENT_FILE": "/nowhere/event.yaml"}

    assert load_settings(missing, env_file=None).sglive_event_file == Path("/nowhere/event.yaml")
    assert "is not a file" in problems(missing | {"SGLIVE_ENABLED": "true"})["SGLIVE_EVENT_FILE"]


def test_env_example_is_current() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example()


def test_env_example_with_every_line_taken_is_what_nothing_set_means(tmp_path: Path) -> None:
    taken = [line.removeprefix("# ") for line in env_example().splitlines() if line.removeprefix("# ")[:1].isupper()]
    file = tmp_path / ".env"
    file.write_text("\n".join(line for line in taken if "=" in line.split(" ")[0]))

    shipped = {"PRESETS_DIR": str(ROOT / "presets"), "SGLIVE_EVENT_FILE": str(ROOT / "events" / "sgl2024.yaml")}
    made = load_settings({"DEBUG": "true", **shipped}, env_file=file)

    assert made == settings()


def test_lines_of_the_file_that_cannot_be_read_are_named_but_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text(f'DEBUG=true\n=nothing\nAPI_PORT=5002\nDISCORD_TOKEN="{SECRET}\nLOG_LEVEL=DEBUG\n')

    with pytest.raises(ConfigurationError) as caught:
        load({}, env_file=file)

    assert [problem.setting for problem in caught.value.problems] == [f"{file}, line 2", f"{file}, line 4"]
    assert SECRET not in str(caught.value)


def test_file_that_a_windows_editor_wrote_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_bytes(b"\xef\xbb\xbfDEBUG=true\r\nAPI_PORT=5002\r\n")

    made = load_settings({}, env_file=file)

    assert (made.debug, made.api_port) == (True, 5002)
