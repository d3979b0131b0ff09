"""What the settings are and what is wrong with them: `config check|show|convert-legacy|inventory`.

`check-config` and `env-example` are names of old for what scripts run most.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from alttprbot import config_loading
from alttprbot.commands.common import FAILED, OK, USAGE, complain, print_json, print_lines
from alttprbot.commands.legacy_settings import LegacySettingsError, converted
from alttprbot.commands.settings_inventory import inventory
from alttprbot.env_example import env_example, text_of
from alttprbot.redaction import MASK, Redactor

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings

CONVERTED = Path(".env.converted")


def add_arguments(commands: Subparsers) -> None:
    """Put `config …`, `check-config` and `env-example` on a command line."""
    config = commands.add_parser("config", help="look after the settings")
    actions = config.add_subparsers(dest="action", required=True, metavar="ACTION")
    for parser in (
        actions.add_parser("check", help="say everything that is wrong with the settings"),
        commands.add_parser("check-config", help="check the settings and do nothing else"),
    ):
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.set_defaults(run_without_settings=_check)
    show = actions.add_parser("show", help="what is set, and every default; secrets are masked")
    show.add_argument("--json", action="store_true", help="answer as JSON")
    show.set_defaults(run=_show)
    convert = actions.add_parser("convert-legacy", help="turn a settings module in Python into a .env file")
    convert.add_argument("source", metavar="IN", type=Path, help="it is read, never run")
    convert.add_argument("-o", "--output", metavar="OUT", type=Path, default=CONVERTED, help=f"default: {CONVERTED}")
    convert.add_argument("--force", action="store_true", help="overwrite OUT")
    convert.set_defaults(run_without_settings=_convert)
    listing = actions.add_parser("inventory", help="a Markdown table of all settings, and which files read them")
    listing.set_defaults(run_without_settings=_inventory)
    commands.add_parser("env-example", help="print .env.example").set_defaults(run_without_settings=_example)


def _check(arguments: argparse.Namespace) -> int:
    try:
        loaded = config_loading.load(env_file=arguments.env_file)
    except config_loading.ConfigurationError as error:
        if arguments.json:
            problems = [
                {"setting": problem.setting, "reason": problem.reason, "fix": problem.fix} for problem in error.problems
            ]
            print_json({"ok": False, "problems": problems})
        else:
            complain(str(error))
        return FAILED
    if arguments.json:
        print_json({"ok": True, "warnings": list(loaded.warnings)})
    else:
        print_lines([*loaded.warnings, "The configuration is fine."])
    return OK


async def _show(arguments: argparse.Namespace, settings: Settings) -> int:
    redact = Redactor(settings.secrets)
    shown = {name: redact(value) for name, value in _values(settings).items()}
    given = {name.upper() for name in settings.model_fields_set} | _racetime_clients(settings).keys()
    if arguments.json:
        print_json({name: {"value": value, "default": name not in given} for name, value in shown.items()})
    else:
        print_lines(f"{'' if name in given else '# '}{name}={value}" for name, value in shown.items())
    return OK


def _values(settings: Settings) -> dict[str, str]:
    fields = type(settings).model_fields
    plain = {name.upper(): _shown(getattr(settings, name)) for name, field in fields.items() if not field.exclude}
    return plain | _racetime_clients(settings)


def _racetime_clients(settings: Settings) -> dict[str, str]:
    clients: dict[str, str] = {}
    for slug, client in settings.racetime_clients.items():
        clients[config_loading.ID_PREFIX + config_loading.suffix(slug)] = client.client_id
        clients[config_loading.SECRET_PREFIX + config_loading.suffix(slug)] = MASK
    return clients


def _shown(value: object) -> str:
    match value:
        case SecretStr():
            return MASK if value.get_secret_value() else ""
        case tuple():
            return ",".join(map(_shown, value))
        case _:
            return text_of(value)


def _convert(arguments: argparse.Namespace) -> int:
    if arguments.output.exists() and not arguments.force:
        complain(f"{arguments.output} is there already. Choose another name with -o, or overwrite it with --force.")
        return USAGE
    try:
        text = converted(arguments.source.read_text(encoding="utf-8-sig"))
        _write_private(arguments.output, text)
    except LegacySettingsError as error:
        complain(f"{arguments.source} cannot be converted:\n{error}")
        return FAILED
    except (OSError, UnicodeDecodeError) as error:
        complain(f"Nothing was converted: {error}")
        return FAILED
    complain(
        f"{arguments.output} is written. Look it over, then: sahasrahbot.py --env-file {arguments.output} config check"
    )
    return OK


def _write_private(path: Path, text: str) -> None:
    """Only its owner may read it: it holds secrets."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)


def _inventory(_: argparse.Namespace) -> int:
    print_lines(inventory())
    return OK


def _example(_: argparse.Namespace) -> int:
    print_lines([env_example().removesuffix("\n")])
    return OK
