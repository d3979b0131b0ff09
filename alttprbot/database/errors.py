"""Telling a database that is away from everything else that can go wrong with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pymysql.err
import tortoise.exceptions

from alttprbot.exceptions import DatabaseUnavailableException, OutcomeUncertainException, StorageFullException

# https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference
ACCESS_CODES = frozenset(
    {
        1044,  # access to the database denied
        1045,  # access denied
        1049,  # unknown database
        1142,  # command denied for a table
        1227,  # a privilege is missing
        1698,  # access denied without a password
        2026,  # no encrypted connection
    }
)
CONFLICT_CODES = frozenset(
    {
        1020,  # somebody else changed what this transaction has read
        1205,  # lock wait timeout
        1213,  # deadlock
        1412,  # the table was altered since this transaction began
    }
)
LOST_CODES = frozenset(
    {
        1053,  # server shutdown in progress
        1152,  # aborted connection
        1317,  # query interrupted, as it is by a shutdown
        1927,  # connection was killed
        2006,  # server has gone away
        2013,  # lost connection during query
        2014,  # commands out of sync, after a connection was cut
        2055,  # lost connection to server
        4031,  # disconnected by the server because of inactivity
    }
)
FULL_CODES = frozenset(
    {
        1021,  # disk full
        1114,  # table full, which is what InnoDB says of its files
    }
)
UNAVAILABLE_CODES = (
    ACCESS_CODES
    | CONFLICT_CODES
    | LOST_CODES
    | FULL_CODES
    | {
        1040,  # too many connections
        1077,  # normal shutdown
        1129,  # host is blocked
        1203,  # too many user connections
        1290,  # the server runs with --read-only
        1836,  # the server is in read-only mode
        2002,  # cannot connect through the socket
        2003,  # cannot connect
    }
)
# Some codes only say that the operating system refused to write; their text says why.
FULL_TEXTS = ("disk is full", "no space left on device", "disk quota exceeded")
REFUSED_CODES = frozenset(
    {
        1264,  # number out of range
        1265,  # data truncated
        1292,  # incorrect value
        1366,  # incorrect string value
        1406,  # data too long
        3140,  # invalid JSON
        4025,  # constraint failed
    }
)
DATABASE_ERRORS = (tortoise.exceptions.BaseORMException, pymysql.err.Error, sqlite3.Error, OSError)
"""What a query can raise: for loops that must outlive any trouble with the database."""
NO_ACCESS_TEXTS = ("unable to open database", "readonly database")
CONFLICT_TEXTS = ("database is locked", "database table is locked")
UNAVAILABLE_TEXTS = (
    *NO_ACCESS_TEXTS,
    *CONFLICT_TEXTS,
    "disk i/o error",
    *FULL_TEXTS,
)
NO_DATABASE_TEXTS = ("not a database", "malformed")


class DatabaseConfigurationError(Exception):
    """The database settings cannot be used; the message is for the operator."""


class BackupError(Exception):
    """A backup cannot be written or restored; the message is for the operator."""


class SchemaError(Exception):
    """The schema is not the one that this version works with; the message is for the operator."""


class SchemaOutdatedError(SchemaError):
    """Migrations are pending and may not be applied by this process."""

    def __init__(self, pending: list[str]) -> None:
        count = "1 migration" if len(pending) == 1 else f"{len(pending)} migrations"
        super().__init__(
            f"The database schema is not up to date ({count} to apply, first {pending[0]}). "
            "Run `sahasrahbot.py db upgrade`, or set DB_AUTO_UPGRADE=true."
        )
        self.pending = tuple(pending)


class SchemaNewerError(SchemaError):
    """Migrations were applied that this version does not know."""

    def __init__(self, unknown: list[str]) -> None:
        super().__init__(
            f"The database belongs to a newer version of SahasrahBot. Unknown here: {', '.join(unknown)}. "
            "Run that version, or restore the backup that was made before it."
        )
        self.unknown = tuple(unknown)


class RestoreUnfinishedError(SchemaError):
    """A restore was interrupted: what the database holds is a part of a backup."""

    def __init__(self) -> None:
        super().__init__(
            "The database is half restored: a restore was interrupted. "
            "Run `sahasrahbot.py db restore FILE --apply` again; it begins anew."
        )


class SchemaNotAdoptedError(SchemaError):
    """The database was made by the application that this one takes the place of."""

    def __init__(self) -> None:
        super().__init__(
            "The database belongs to the application that SahasrahBot takes the place of. "
            "Make a backup of it, then take it over with `sahasrahbot.py db adopt`."
        )


class CommitUncertainError(tortoise.exceptions.OperationalError):
    """The connection was lost between COMMIT and its answer: the transaction is stored whole or not at all."""


def is_database_error(error: BaseException) -> bool:
    """Whether `error` says that the database does not answer, as opposed to refusing a statement."""
    return any(_says_unavailable(link) for link in causes(error))


def unavailable(error: BaseException) -> DatabaseUnavailableException | None:
    """What people are told of `error` if it says that the database does not do its work, else None.

    A surface's error boundary asks this for anything that is not a `SahasrahBotException` and, if there is an answer,
    shows its message instead of treating the error as a defect.
    """
    links = list(causes(error))
    if known := next((link for link in links if isinstance(link, DatabaseUnavailableException)), None):
        return known
    if any(isinstance(link, CommitUncertainError) for link in links):
        return OutcomeUncertainException()
    if is_full(error):
        return StorageFullException()
    if any(_says_unavailable(link) for link in links):
        return DatabaseUnavailableException()
    return None


def is_full(error: BaseException) -> bool:
    """Whether the database has no room for what was to be stored."""
    return any(_says_full(link) for link in causes(error))


def is_conflict(error: BaseException) -> bool:
    """Whether the database rolled back because of somebody else, so that the same would go well a moment later."""
    return any(_says_conflict(link) for link in causes(error))


def is_lost_connection(error: BaseException) -> bool:
    """Whether a connection that was there ended in the middle of what was asked over it."""
    return any(_says_lost(link) for link in causes(error))


def is_refused_access(error: BaseException) -> bool:
    """Whether `error` says that these settings will never be let in, however often they are tried."""
    return any(_says_refused_access(link) for link in causes(error))


def reason(error: BaseException) -> str:
    """What the driver says is the matter, for the operator."""
    innermost = [*causes(error)][-1]
    text = innermost.args[-1] if isinstance(innermost, pymysql.err.Error) and innermost.args else innermost
    return str(text) or type(innermost).__name__


def is_no_database(error: BaseException) -> bool:
    """Whether `error` says that a file is no database, or is one no more."""
    return any(
        isinstance(link, sqlite3.DatabaseError) and any(text in str(link).lower() for text in NO_DATABASE_TEXTS)
        for link in causes(error)
    )


def is_refused_data(error: BaseException) -> bool:
    """Whether `error` says that the database will never take these values, however often they are sent."""
    return any(_says_refused(link) for link in causes(error))


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn an unavailable database into `DatabaseUnavailableException` or one of its kinds; other errors pass."""
    try:
        yield
    except (tortoise.exceptions.BaseORMException, pymysql.err.Error, sqlite3.Error) as error:
        if (failure := unavailable(error)) is not None:
            raise failure from error
        raise


def _says_unavailable(error: BaseException) -> bool:
    if isinstance(error, DatabaseUnavailableException | tortoise.exceptions.DBConnectionError):
        return True
    if isinstance(error, pymysql.err.InterfaceError):
        return True
    if isinstance(error, pymysql.err.OperationalError | pymysql.err.InternalError):
        return server_code(error) in UNAVAILABLE_CODES or _says_full(error)
    if isinstance(error, sqlite3.OperationalError):
        return any(text in str(error).lower() for text in UNAVAILABLE_TEXTS)
    return False


def _says_full(error: BaseException) -> bool:
    if not isinstance(error, pymysql.err.Error | sqlite3.Error):
        return False
    return server_code(error) in FULL_CODES or any(text in str(error).lower() for text in FULL_TEXTS)


def _says_conflict(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return any(text in str(error).lower() for text in CONFLICT_TEXTS)
    return server_code(error) in CONFLICT_CODES


def _says_lost(error: BaseException) -> bool:
    return isinstance(error, pymysql.err.InterfaceError) or server_code(error) in LOST_CODES


def _says_refused_access(error: BaseException) -> bool:
    if server_code(error) in ACCESS_CODES:
        return True
    return isinstance(error, sqlite3.OperationalError) and any(text in str(error).lower() for text in NO_ACCESS_TEXTS)


def _says_refused(error: BaseException) -> bool:
    if isinstance(error, tortoise.exceptions.IntegrityError | tortoise.exceptions.ValidationError):
        return True
    if isinstance(error, pymysql.err.DataError | pymysql.err.IntegrityError | sqlite3.IntegrityError):
        return True
    return server_code(error) in REFUSED_CODES


def server_code(error: BaseException) -> object:
    """The number by which a server says what is the matter; None for any other error."""
    return error.args[0] if isinstance(error, pymysql.err.Error) and error.args else None


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it wraps: Tortoise keeps the driver's error as its argument."""
    seen: set[int] = set()
    pending: list[BaseException] = [error]
    while pending:
        link = pending.pop()
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        if isinstance(link, tortoise.exceptions.BaseORMException):
            pending.extend(argument for argument in link.args if isinstance(argument, BaseException))
        if isinstance(link, BaseExceptionGroup):
            pending.extend(link.exceptions)
        if link.__cause__ is not None:
            pending.append(link.__cause__)
        elif isinstance(link, tortoise.exceptions.DBConnectionError) and link.__context__ is not None:
            # Tortoise says that there is no connection, the driver's error before that says why.
            pending.append(link.__context__)
