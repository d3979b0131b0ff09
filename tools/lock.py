"""Writes the requirement files: every package with its hashes, and no word about where it is fetched from.

Run by `make lock` after a change of the dependencies in pyproject.toml.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--quiet",
)


def compile_requirements(name: str, *options: str) -> None:
    """Resolve pyproject.toml into requirements/`name`.txt."""
    target = Path("requirements", f"{name}.txt")
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *options, *OPTIONS, "-o", str(target)]
    subprocess.run(command, check=True)  # noqa: S603 - a fixed command line


def main() -> None:
    """The development set first: the smaller ones take their versions from it."""
    compile_requirements("dev", "--extra=dev")
    compile_requirements("sandbox", "--extra=sandbox", "--constraint=requirements/dev.txt")
    compile_requirements("runtime", "--constraint=requirements/dev.txt")


if __name__ == "__main__":
    main()
