"""The style sheet, the script and the pictures of the pages, under names that change with what is in them."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).with_name("static")
PREFIX = "/assets"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to be sent. `immutable` is whether its address says which version it is."""

    content: bytes
    media_type: str
    immutable: bool


class Assets:
    """Every file of a folder, read once."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._files: dict[str, Asset] = {}
        self._versioned: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            content = path.read_bytes()
            media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            versioned = f"{path.stem}.{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}"
            self._versioned[path.name] = versioned
            self._files[path.name] = Asset(content, media_type, immutable=False)
            self._files[versioned] = Asset(content, media_type, immutable=True)

    def url(self, name: str) -> str:
        """The address of the present version. Raises `KeyError` for a file that is not there."""
        return f"{PREFIX}/{self._versioned[name]}"

    def get(self, name: str) -> Asset | None:
        """The file of that name, with or without a version in it."""
        return self._files.get(name)
