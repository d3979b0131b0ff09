"""Asking the running process how it is."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sahasrahbot import main
from tests.e2e.process import free_port


class Process(HTTPServer):
    """Answers as a process of ours would."""

    status = 200
    body = b""


class Answer(BaseHTTPRequestHandler):
    server: Process

    def do_GET(self) -> None:
        assert self.path == "/readyz"
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Process]:
    monkeypatch.chdir(tmp_path)
    server = Process(("127.0.0.1", 0), Answer)
    monkeypatch.setenv("API_HOST", "0.0.0.0")  # noqa: S104 - the process listens everywhere
    monkeypatch.setenv("API_PORT", str(server.server_port))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_process_that_is_well(process: Process, capsys: pytest.CaptureFixture[str]) -> None:
    process.body = json.dumps({"status": "ok", "checks": {"web": {"status": "ok"}}}).encode()

    assert main(["health"]) == 0
    assert capsys.readouterr().out == "web: ok\n"
    assert main(["health", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "ok"


def test_a_process_that_is_not(process: Process, capsys: pytest.CaptureFixture[str]) -> None:
    process.status = 503
    checks = {"database": {"status": "failed", "detail": "it does not answer"}}
    process.body = json.dumps({"status": "failed", "checks": checks}).encode()

    assert main(["health"]) == 1
    assert capsys.readouterr().out == "database: failed (it does not answer)\n"


def test_something_else_at_that_address(process: Process, capsys: pytest.CaptureFixture[str]) -> None:
    process.body = b"<html>"

    assert main(["health"]) == 1
    assert "does not answer" in capsys.readouterr().err


def test_no_process_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("API_PORT", str(free_port()))

    assert main(["health"]) == 1
    assert "/readyz does not answer" in capsys.readouterr().err
