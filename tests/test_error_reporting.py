"""Sentry hears of defects, and of nothing that is secret or expected."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from alttprbot.error_reporting import error_reporting
from alttprbot.exceptions import InvalidInputException
from tests.conftest import MakeSettings

# Named, because Sentry sends the lines of source around a failure.
SECRET = "hunter2-of-discord"
CODE = "hunter2"
DSN = "https://hunter2hunter2@sentry.example.org/1"


class MemoryTransport(Transport):
    """Keeps what would be sent."""

    sent: list[dict[str, Any]]

    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event is not None:
            self.sent.append(dict(event))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    events: list[dict[str, Any]] = []
    monkeypatch.setattr(MemoryTransport, "sent", events, raising=False)
    yield events
    sentry_sdk.get_global_scope().set_client(None)


async def test_unexpected_error_is_reported_without_secrets(
    sent: list[dict[str, Any]], make_settings: MakeSettings
) -> None:
    settings = make_settings(sentry_url=DSN, discord_token=SECRET, sentry_environment="staging")

    with error_reporting(settings, transport=MemoryTransport):
        sentry_sdk.add_breadcrumb(message=f"GET /callback?code={CODE}", data={"Cookie": CODE})
        try:
            raise ValueError(f"refused: {SECRET}")
        except ValueError:
            logging.getLogger("alttprbot.test").exception("defect", extra={"auth_key": CODE, "room": "a/b"})

    event = sent[0]
    assert event["environment"] == "staging"
    assert event["release"].startswith("sahasrahbot@")
    assert event["exception"]["values"][0]["type"] == "ValueError"
    assert event["extra"]["room"] == "a/b"
    assert CODE not in json.dumps(event, default=str)


async def test_expected_error_is_not_reported(sent: list[dict[str, Any]], make_settings: MakeSettings) -> None:
    with error_reporting(make_settings(sentry_url=DSN), transport=MemoryTransport):
        sentry_sdk.capture_exception(InvalidInputException("Please name a preset."))

    assert sent == []


async def test_without_dsn_nothing_is_reported(sent: list[dict[str, Any]], make_settings: MakeSettings) -> None:
    with error_reporting(make_settings(), transport=MemoryTransport):
        sentry_sdk.capture_exception(ValueError("defect"))

    assert sent == []
    assert not sentry_sdk.get_client().is_active()


async def test_useless_dsn_is_said_and_stops_nothing(
    sent: list[dict[str, Any]], make_settings: MakeSettings, caplog: pytest.LogCaptureFixture
) -> None:
    done = False

    with error_reporting(make_settings(sentry_url="hunter2"), transport=MemoryTransport):
        done = True

    assert done
    assert "errors are not reported: SENTRY_URL is no use" in caplog.messages
    assert "hunter2" not in caplog.text
