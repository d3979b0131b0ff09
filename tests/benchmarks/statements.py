"""Statements about many rows, on both databases; MariaDB writes as durably as it does out of the box."""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from alttprbot.database import Database
from alttprbot.database.statements.steps import Steps
from alttprbot.metrics import Metrics
from alttprbot.models import (
    AsyncTournament,
    AsyncTournamentPermalink,
    AsyncTournamentPermalinkPool,
    AsyncTournamentRace,
    AuditMessages,
    Users,
)
from alttprbot.models.async_race import RunStatus
from alttprbot.services.async_leaderboard import leaderboard
from alttprbot.services.async_scores import recalculate
from alttprbot.services.message_log import MessageLog
from alttprbot.services.message_record import MessageRecord
from alttprbot.util.clock import Clock
from tests.benchmarks.report import Row
from tests.database_fixtures import DatabaseOnly, mariadb

T = TypeVar("T")

DURABLE = (
    "--innodb-flush-log-at-trx-commit=1",
    "--innodb-doublewrite=1",
    "--innodb-flush-method=O_DIRECT",
    "--innodb-buffer-pool-size=128M",
    "--innodb-log-file-size=96M",
)
PLAYERS, POOLS, SEEDS_A_POOL = 2000, 5, 4
ROUNDS = 11
MESSAGES, BURST = 50_000, 5000
OLD_MESSAGES, DOUBLINGS = 1000, 10
DOUBLE = """
INSERT INTO audit_messages (guild_id, message_id, user_id, channel_id, message_date, content, deleted, author_bot)
SELECT guild_id, message_id, user_id, channel_id, message_date, content, deleted, author_bot FROM audit_messages
"""
WRITE_EVERY_SECONDS = 0.01
NOW = datetime(2026, 5, 31, tzinfo=UTC)


async def measure() -> list[Row]:
    """Leaderboard, scores, recording of messages and their retention, on MariaDB and on SQLite."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as home:
        with mariadb(Path(tempfile.gettempdir()) / "sahasrahbot-benchmarks", *DURABLE) as server:
            server.execute("CREATE DATABASE benchmark CHARACTER SET utf8mb4")
            rows += await _measure("MariaDB", server.url("benchmark"))
        rows += await _measure("SQLite", f"sqlite://{home}/benchmark.sqlite3")
    return rows


async def _measure(name: str, url: str) -> list[Row]:
    database = Database(DatabaseOnly(url), Clock())
    await database.open()
    try:
        await database.upgrade()
        tournament = await _tournament()
        return [
            await _scores(name, database, tournament),
            await _leaderboard(name, database, tournament),
            await _recording(name),
            await _retention(name, database),
        ]
    finally:
        await database.close()


async def _tournament() -> AsyncTournament:
    tournament = await AsyncTournament.create(name="Benchmark", guild_id=1, channel_id=1, owner_id=1)
    seeds: list[list[AsyncTournamentPermalink]] = []
    for number in range(POOLS):
        pool = await AsyncTournamentPermalinkPool.create(tournament=tournament, name=f"{number}")
        seeds.append([await AsyncTournamentPermalink.create(pool=pool, url="-") for _ in range(SEEDS_A_POOL)])
    await Users.bulk_create([Users(display_name=f"Racer {number}") for number in range(PLAYERS)], batch_size=500)
    rng = random.Random(1)
    await AsyncTournamentRace.bulk_create(
        [
            AsyncTournamentRace(
                tournament_id=tournament.id,
                permalink_id=rng.choice(pool).id,
                user_id=user.id,
                status=RunStatus.FINISHED,
                start_time=NOW,
                end_time=NOW + timedelta(seconds=rng.uniform(4000, 9000)),
            )
            for user in await Users.all()
            for pool in seeds
        ],
        batch_size=500,
    )
    return tournament


async def _scores(name: str, database: Database, tournament: AsyncTournament) -> Row:
    seconds, changes = await _timed(lambda: recalculate(database, tournament, Clock()))
    how = f"pars of {POOLS * SEEDS_A_POOL} seeds, scores of {len(changes.scores):,} runs, all of them new"
    return Row(f"scores of an async tournament, {name}", f"{seconds * 1000:.0f} ms", "–", how)


async def _leaderboard(name: str, database: Database, tournament: AsyncTournament) -> Row:
    samples: list[float] = []
    for _ in range(ROUNDS):
        seconds, entries = await _timed(lambda: leaderboard(database, tournament))
        samples.append(seconds)
        assert len(entries) == PLAYERS
    return Row(
        f"leaderboard of an async tournament, {name}",
        f"{statistics.median(samples) * 1000:.0f} ms median, {max(samples) * 1000:.0f} ms longest",
        "100 ms cold",
        f"{PLAYERS:,} players, {PLAYERS * POOLS:,} runs, calculated from the rows in 2 queries, {ROUNDS} times",
    )


async def _recording(name: str) -> Row:
    log = MessageLog(clock=Clock(), metrics=Metrics(), queue_size=BURST)
    began = time.perf_counter()
    for first in range(0, MESSAGES, BURST):
        for number in range(first, first + BURST):
            log.posted(_message(number))
        await log.flush()
    rate = MESSAGES / (time.perf_counter() - began)
    stored = await AuditMessages.all().count()
    return Row(
        f"audit messages stored, {name}",
        f"{rate:,.0f} a second, {MESSAGES - stored + log.dropped} lost",
        "5,000 a second, none lost" if name == "MariaDB" else "–",
        f"{MESSAGES:,} messages of 100 characters through the queue, in batches of 500",
    )


def _message(number: int) -> MessageRecord:
    return MessageRecord.of(
        message_id=number + 1,
        guild_id=number % 50 + 1,
        channel_id=number % 500,
        user_id=number % 5000,
        sent_at=NOW,
        content="x" * 100,
    )


@dataclass
class _Longest:
    step: float = 0.0
    write: float = 0.0


async def _retention(name: str, database: Database) -> Row:
    await AuditMessages.all().delete()
    await AuditMessages.bulk_create([_old(number) for number in range(OLD_MESSAGES)], batch_size=500)
    for _ in range(DOUBLINGS):
        await database.client.execute_script(DOUBLE)
    longest = _Longest()
    writer = asyncio.create_task(_write(longest))
    seconds, deleted = await _timed(lambda: _delete(longest))
    writer.cancel()
    await asyncio.wait([writer])
    return Row(
        f"retention of messages, {name}",
        f"{longest.step * 1000:.0f} ms longest step, {longest.write * 1000:.0f} ms longest wait of a writer",
        "100 ms",
        f"{deleted:,} rows deleted in {seconds:.0f} s while somebody stores a message every "
        f"{WRITE_EVERY_SECONDS * 1000:.0f} ms",
    )


def _old(number: int) -> AuditMessages:
    sent = NOW - timedelta(days=40, seconds=number)
    return AuditMessages(
        guild_id=1, message_id=number, user_id=number, channel_id=1, message_date=sent, content="x" * 100
    )


async def _delete(longest: _Longest) -> int:
    deleted = 0
    due = AuditMessages.filter(message_date__lt=NOW - timedelta(days=30))
    async for step in Steps(Clock(), seconds=600).through(due, along="message_date"):
        seconds, rows = await _timed(step.delete)
        longest.step = max(longest.step, seconds)
        deleted += rows
    return deleted


async def _write(longest: _Longest) -> None:
    while True:
        seconds, _ = await _timed(lambda: AuditMessages.create(message_id=1, message_date=NOW, content="new"))
        longest.write = max(longest.write, seconds)
        await asyncio.sleep(WRITE_EVERY_SECONDS)


async def _timed(work: Callable[[], Awaitable[T]]) -> tuple[float, T]:
    began = time.perf_counter()
    result = await work()
    return time.perf_counter() - began, result
