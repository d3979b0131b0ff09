"""Which settings there are, and which files read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alttprbot.config import REPOSITORY, Settings
from alttprbot.config_forms import form


def inventory() -> Iterator[str]:
    """The lines of a Markdown table."""
    readers = _readers()
    yield "| setting | group | form | needed | read in |"
    yield "| --- | --- | --- | --- | --- |"
    for name, field in Settings.model_fields.items():
        if not field.exclude:
            extra: Any = field.json_schema_extra
            files = ", ".join(f"`{file}`" for file in readers.get(name, ()))
            cells = (f"`{name.upper()}`", extra["group"], form(field), extra["when"], files)
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _readers() -> dict[str, list[str]]:
    """The files in which a setting is an attribute of something, by its name."""
    found: dict[str, list[str]] = {}
    for path in _sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & Settings.model_fields.keys()
        for name in read:
            found.setdefault(name, []).append(path.relative_to(REPOSITORY).as_posix())
    return found


def _sources() -> list[Path]:
    packages = [path for path in REPOSITORY.glob("alttprbot*") if path.is_dir()]
    return [REPOSITORY / "sahasrahbot.py", *sorted(path for package in packages for path in package.rglob("*.py"))]
