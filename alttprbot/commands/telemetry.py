"""The usage statistics at the command line: `telemetry report`, `telemetry status` and `telemetry purge`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from alttprbot.commands.common import OK, open_database, print_json, print_lines
from alttprbot.database.statements.steps import Steps, delete_in_steps
from alttprbot.models import TelemetryEvent
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.services.telemetry_report import (
    MOST_DAYS,
    FeatureUse,
    StoredEvents,
    TelemetryReport,
    stored_events,
    telemetry_report,
)
from alttprbot.services.telemetry_retention import TelemetryRetention
from alttprbot.util.clock import Clock

if TYPE_CHECKING:
    from alttprbot.commands.common import Subparsers
    from alttprbot.config import Settings

NO_END = float("inf")


def add_arguments(commands: Subparsers) -> None:
    """Put `telemetry …` on a command line."""
    telemetry = commands.add_parser("telemetry", help="the anonymous usage statistics")
    actions = telemetry.add_subparsers(dest="action", required=True, metavar="ACTION")

    report = actions.add_parser("report", help="which features are used and how that goes")
    report.add_argument("--days", type=_days, default=7, help=f"1 to {MOST_DAYS}, today is the last (default: 7)")
    report.add_argument("--json", action="store_true", help="answer as JSON")
    report.set_defaults(run=_report)

    status = actions.add_parser("status", help="how telemetry is set up, and what is stored")
    status.add_argument("--json", action="store_true", help="answer as JSON")
    status.set_defaults(run=_status)

    purge = actions.add_parser("purge", help="erase events whose time is over; only says how many, without --apply")
    purge.add_argument("--all", action="store_true", help="all events, as after a change of the salt")
    purge.add_argument("--apply", action="store_true", help="do it")
    purge.set_defaults(run=_purge)


def _days(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:6]) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of days from 1 to {MOST_DAYS}")
    return int(text)


async def _report(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings) as database:
        report = await telemetry_report(database, today=Clock().now().date(), days=arguments.days)
    if arguments.json:
        print_json(asdict(report))
    else:
        print_lines(_as_text(report))
    return OK


async def _status(arguments: argparse.Namespace, settings: Settings) -> int:
    async with open_database(settings):
        stored = await stored_events()
        due = await TelemetryRetention(clock=Clock(), days=settings.telemetry_retention_days).due().count()
    setup = {
        "enabled": settings.telemetry_enabled,
        "sample_rate": settings.telemetry_sample_rate,
        "retention_days": settings.telemetry_retention_days,
    }
    if arguments.json:
        print_json({**setup, "due": due, "stored": asdict(stored)})
        return OK
    state = "on" if settings.telemetry_enabled else "off"
    print_lines([f"Telemetry is {state}: {settings.telemetry_sample_rate:.0%} of all uses are kept."])
    print_lines([*_stored(stored), f"older than {settings.telemetry_retention_days} days: {due}"])
    return OK


async def _purge(arguments: argparse.Namespace, settings: Settings) -> int:
    clock = Clock()
    async with open_database(settings):
        due = TelemetryRetention(clock=clock, days=settings.telemetry_retention_days).due()
        if arguments.all:
            due = TelemetryEvent.all()
        print_lines(_stored(await stored_events()))
        if not arguments.apply:
            print_lines([f"{await due.count()} would be erased. Say --apply to do it."])
            return OK
        erased = await delete_in_steps(due, Steps(clock, seconds=NO_END), along="created_at")
        await record_action(
            Actor.operator(), "telemetry.purge", details={"erased": erased, "everything": arguments.all}
        )
        print_lines([f"{erased} erased.", *_stored(await stored_events())])
    return OK


def _stored(stored: StoredEvents) -> Iterator[str]:
    if not stored.oldest or not stored.newest:
        yield "No events are stored."
        return
    first, last = f"{stored.oldest:%Y-%m-%d %H:%M}", f"{stored.newest:%Y-%m-%d %H:%M}"
    yield f"Stored events: {stored.total}, from {first} to {last} UTC"
    yield from _columns((surface, str(events)) for surface, events in stored.surfaces.items())


def _as_text(report: TelemetryReport) -> Iterator[str]:
    if not report.stored:
        yield f"There are no events from {report.since} to {report.until}."
        return
    yield f"Events from {report.since} to {report.until}: {report.events} (stored: {report.stored})"
    if report.guilds:
        yield f"Active servers, about: {report.guilds}"
    yield from _section("Most used features", ((each.feature, str(each.events)) for each in report.top_features))
    yield from _section("Features by surface", map(_feature, report.features))
    yield from _section(
        "Providers of seeds",
        ((each.provider, f"{each.seeds} rolls", f"{each.failure_rate:.1%} failed") for each in report.providers),
    )
    yield from _section(
        "Most frequent failures",
        ((f"{each.surface} {each.feature}", each.error_type, str(each.events)) for each in report.failures),
    )
    for day in report.days:
        rows = ((f"{each.surface} {each.feature} {each.action}", str(each.events)) for each in day.top)
        yield from _section(f"{day.day}, events: {day.events}", rows)


def _feature(use: FeatureUse) -> tuple[str, ...]:
    times = f"p50 {use.p50_ms} ms, p95 {use.p95_ms} ms" if use.p50_ms is not None else ""
    outcome = f"{use.succeeded} ok, {use.failed} failed"
    rate = f"{use.success_rate:.1%} succeed" if use.success_rate is not None else "no end yet"
    return f"{use.surface} {use.feature}", outcome, rate, times


def _section(title: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = list(_columns(rows))
    if lines:
        yield from ("", title, *lines)


def _columns(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The rows below each other, indented."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
