"""The file of a backup: written whole or not at all, and checked before anything of it is used."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from alttprbot.database.errors import BackupError
from alttprbot.database.portable.values import Kind

FORMAT = 1
APPLICATION = "SahasrahBot"
MANIFEST = "manifest.json"
CHUNK = 1 << 20
# The fastest: three times the speed of the usual level, for a file that is a tenth larger.
COMPRESSION = 1


@dataclass(frozen=True, slots=True)
class Member:
    """A table in a backup. `sha256` is of its lines, in hexadecimal."""

    table: str
    columns: dict[str, Kind]
    rows: int
    sha256: str

    @property
    def name(self) -> str:
        """Where its rows are in the file."""
        return member_name(self.table)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of."""

    made: datetime
    dialect: str
    migrations: tuple[str, ...]
    tables: tuple[Member, ...]
    left_out: tuple[str, ...]
    """Tables and columns of the database that are not in the backup, because they are not ours."""

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(member.rows for member in self.tables)


def member_name(table: str) -> str:
    """Where the rows of a table are in the file."""
    return f"tables/{table}.jsonl"


class Writer:
    """A backup that is being written."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    @contextmanager
    def table(self, table: str, columns: dict[str, Kind]) -> Iterator[TableWriter]:
        """One table after the other."""
        with self._file.open(member_name(table), "w", force_zip64=True) as stream:
            yield TableWriter(table, columns, stream)

    def finish(self, manifest: Manifest) -> None:
        """What makes it a backup, so the last thing that is written."""
        document = {"application": APPLICATION, "format": FORMAT} | asdict(manifest)
        document["made"] = manifest.made.isoformat()
        self._file.writestr(MANIFEST, json.dumps(document, indent=1))


class TableWriter:
    """The lines of one table."""

    def __init__(self, table: str, columns: dict[str, Kind], stream: IO[bytes]) -> None:
        self._table, self._columns, self._stream = table, columns, stream
        self._digest = hashlib.sha256()
        self._rows = 0

    def write(self, rows: Iterable[object]) -> None:
        """More rows, as JSON has them."""
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
        data = "".join(f"{line}\n" for line in lines).encode()
        self._stream.write(data)
        self._digest.update(data)
        self._rows += len(lines)

    @property
    def member(self) -> Member:
        """What was written so far."""
        return Member(self._table, self._columns, self._rows, self._digest.hexdigest())


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new file, there when everything went well. Only its owner may read it. Raises `BackupError`."""
    if path.exists():
        raise BackupError(f"{path} is there already, and no backup is ever overwritten. Choose another name.")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as file:
                yield Writer(file)
            raw.flush()
            os.fsync(raw.fileno())
        unfinished.rename(path)
        _sync_directory(path.parent)
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror or error}. Nothing is left of it.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Archive:
    """A backup that can be read."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path = path
        self._file = file
        self.manifest = _manifest(path, file)

    def verify(self) -> None:
        """Read everything once. Raises `BackupError` for a table that is not what was written."""
        for member in self.manifest.tables:
            digest = hashlib.sha256()
            try:
                with self._file.open(member.name) as stream:
                    while chunk := stream.read(CHUNK):
                        digest.update(chunk)
            except (KeyError, EOFError, OSError, zipfile.BadZipFile, zlib.error) as error:
                raise BackupError(f"{self.path} is damaged: {member.name} cannot be read. Use another copy.") from error
            if digest.hexdigest() != member.sha256:
                raise BackupError(f"{self.path} is damaged: {member.name} was changed. Use another copy.")

    def lines(self, member: Member) -> Iterator[bytes]:
        """The rows of a table as they were written."""
        with self._file.open(member.name) as stream:
            yield from stream


@contextmanager
def reading(path: Path) -> Iterator[Archive]:
    """An existing backup. Raises `BackupError` for what is none, or is none that this version can read."""
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
    except zipfile.BadZipFile as error:
        raise BackupError(f"{path} is no backup, or was cut off. Use another copy.") from error
    with file:
        yield Archive(path, file)


def _manifest(path: Path, file: zipfile.ZipFile) -> Manifest:
    try:
        document = json.loads(file.read(MANIFEST))
        if document["application"] != APPLICATION:
            raise KeyError(APPLICATION)
        if document["format"] > FORMAT:
            raise BackupError(f"{path} was made by a newer version of SahasrahBot. Restore it with that version.")
        return Manifest(
            made=datetime.fromisoformat(document["made"]),
            dialect=document["dialect"],
            migrations=tuple(document["migrations"]),
            tables=tuple(_member(table) for table in document["tables"]),
            left_out=tuple(document["left_out"]),
        )
    except (KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile, zlib.error) as error:
        raise BackupError(f"{path} is no backup of SahasrahBot: its {MANIFEST} is missing or damaged.") from error


def _member(document: dict[str, object]) -> Member:
    columns = document["columns"]
    if not isinstance(columns, dict):
        raise TypeError(columns)
    kinds = {str(name): Kind(kind) for name, kind in columns.items()}
    return Member(str(document["table"]), kinds, int(str(document["rows"])), str(document["sha256"]))
