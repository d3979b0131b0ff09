"""Telling a database that is away from everything else that can go wrong with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pymysql.err
import tortoise.exceptions

from alttprbot.exceptions import DatabaseUnavailableException

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
UNAVAILABLE_CODES = ACCESS_CODES | frozenset(
    {
        1021,  # disk full
        1040,  # too many connections
        1053,  # server shutdown in progress
        1077,  # normal shutdown
        1129,  # host is blocked
        1152,  # aborted connection
        1203,  # too many user connections
        1205,  # lock wait timeout
        1213,  # deadlock
        1927,  # connection was killed
        2002,  # cannot connect through the socket
        2003,  # cannot connect
        2006,  # server has gone away
        2013,  # lost connection during query
        2014,  # commands out of sync, after a connection was cut
        2055,  # lost connection to server
        4031,  # disconnected by the server because of inactivity
    }
)
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
NO_ACCESS_TEXT = "unable to open database"
UNAVAILABLE_TEXTS = (
    NO_ACCESS_TEXT,
    "database is locked",
    "disk i/o error",
    "readonly database",
    "disk is full",
)
NO_DATABASE_TEXTS = ("not a database", "malformed")


class DatabaseConfigurationError(Exception):
    """The database settings cannot be used; the message is for the operator."""


class SchemaOutdatedError(Exception):
    """Migrations are pending and may not be applied by this process; the message is for the operator."""

    def __init__(self, pending: list[str]) -> None:
        count = "1 migration" if len(pending) == 1 else f"{len(pending)} migrations"
        super().__init__(
            f"The database schema is not up to date ({count} to apply, first {pending[0]}). "
            "Run `sahasrahbot.py db upgrade`, or set DB_AUTO_UPGRADE=true."
        )
        self.pending = tuple(pending)


def is_database_error(error: BaseException) -> bool:
    """Whether `error` says that the database does not answer, as opposed to refusing a statement.

    A surface's error boundary asks this for anything that is not a `SahasrahBotException` and, if so, shows
    `DatabaseUnavailableException` instead of treating it as a defect.
    """
    return any(_says_unavailable(link) for link in _chain(error))


def is_refused_access(error: BaseException) -> bool:
    """Whether `error` says that these settings will never be let in, however often they are tried."""
    return any(_says_refused_access(link) for link in _chain(error))


def reason(error: BaseException) -> str:
    """What the driver says is the matter, for the operator."""
    innermost = [*_chain(error)][-1]
    text = innermost.args[-1] if isinstance(innermost, pymysql.err.Error) and innermost.args else innermost
    return str(text) or type(innermost).__name__


def is_no_database(error: BaseException) -> bool:
    """Whether `error` says that a file is no database, or is one no more."""
    return any(
        isinstance(link, sqlite3.DatabaseError) and any(text in str(link).lower() for text in NO_DATABASE_TEXTS)
        for link in _chain(error)
    )


def is_refused_data(error: BaseException) -> bool:
    """Whether `error` says that the database will never take these values, however often they are sent."""
    return any(_says_refused(link) for link in _chain(error))


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn an unavailable database into `DatabaseUnavailableException`; other errors pass."""
    try:
        yield
    except (tortoise.exceptions.BaseORMException, pymysql.err.Error, sqlite3.Error) as error:
        if is_database_error(error):
            raise DatabaseUnavailableException from error
        raise


def _says_unavailable(error: BaseException) -> bool:
    if isinstance(error, DatabaseUnavailableException | tortoise.exceptions.DBConnectionError):
        return True
    if isinstance(error, pymysql.err.InterfaceError):
        return True
    if isinstance(error, pymysql.err.OperationalError | pymysql.err.InternalError):
        return bool(error.args) and error.args[0] in UNAVAILABLE_CODES
    if isinstance(error, sqlite3.OperationalError):
        return any(text in str(error).lower() for text in UNAVAILABLE_TEXTS)
    return False


def _says_refused_access(error: BaseException) -> bool:
    if isinstance(error, pymysql.err.Error):
        return bool(error.args) and error.args[0] in ACCESS_CODES
    return isinstance(error, sqlite3.OperationalError) and NO_ACCESS_TEXT in str(error).lower()


def _says_refused(error: BaseException) -> bool:
    if isinstance(error, tortoise.exceptions.IntegrityError | tortoise.exceptions.ValidationError):
        return True
    if isinstance(error, pymysql.err.DataError | pymysql.err.IntegrityError | sqlite3.IntegrityError):
        return True
    return isinstance(error, pymysql.err.Error) and bool(error.args) and error.args[0] in REFUSED_CODES


def _chain(error: BaseException) -> Iterator[BaseException]:
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
