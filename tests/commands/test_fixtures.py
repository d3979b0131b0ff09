"""`fixtures …` on the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sahasrahbot import main


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty environment and an empty working directory, where the database will be."""
    for name in set(os.environ) - {"PATH", "HOME", "LANG", "TMPDIR"}:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))


def test_data_are_made_and_taken_away(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEBUG", "true")

    codes = [main(["fixtures", action]) for action in ("seed", "seed", "reset", "reset")]

    assert codes == [0, 0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "Two tournaments with 15 racers are there.",
        "They are there already.",
        "The demonstration is gone.",
        "There was nothing to take away.",
    ]


@pytest.mark.parametrize("action", ["seed", "reset"])
def test_production_is_left_alone(action: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["fixtures", action])

    assert code == 1
    assert "DEBUG=true" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
