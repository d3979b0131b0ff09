"""From a settings module in Python, as applications of this kind had, to the lines of a `.env` file."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator


class LegacySettingsError(Exception):
    """The module holds what cannot be written down; the message has a line for each."""


def converted(source: str) -> str:
    """One line `NAME=value` for each assignment of a literal to a name in capitals; nothing of it is run.

    Lists become what `Settings` reads, values with commas between; dictionaries become JSON. Raises
    `LegacySettingsError` for values that are only known when the module runs: to leave one out in silence would be a
    setting that is lost.
    """
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise LegacySettingsError(f"  line {line or 1}: is not Python") from error
    lines: dict[str, str] = {}
    problems: list[str] = []
    for name, line, value in _assignments(module):
        try:
            lines[name] = f"{name}={_text(_literal(value))}\n"
        except (ValueError, TypeError, MemoryError, RecursionError):
            problems.append(f"  line {line}: {name} is no plain value. Write down there what it stands for.")
    if problems:
        raise LegacySettingsError("\n".join(problems))
    return "".join(lines.values())


def _literal(value: ast.expr | None) -> object:
    if value is None:
        raise ValueError("is set where it depends on something")
    return ast.literal_eval(value)


def _assignments(module: ast.Module) -> Iterator[tuple[str, int, ast.expr | None]]:
    """Names in capitals, where they stand, and what they are set to; None where that depends on something."""
    for statement in module.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name.isupper():
                yield name, statement.lineno, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if name.isupper():
                yield name, statement.lineno, value
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                continue
            case _:
                for node in ast.walk(statement):
                    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper():
                        yield node.id, node.lineno, None


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case str():
            return _quoted(value)
        case list() | tuple() | set() | frozenset() if all(isinstance(item, str | int) for item in value):
            return _quoted(",".join(map(str, value)))
        case dict() | list() | tuple():
            return _quoted(json.dumps(value, ensure_ascii=False))
    raise TypeError(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
