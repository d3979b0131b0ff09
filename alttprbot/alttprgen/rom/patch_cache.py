"""Base patches that were fetched before. There are few, and each is needed for thousands of seeds."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from alttprbot.util.files import write_whole

logger = logging.getLogger(__name__)

DIRECTORY = "sahasrahbot-base-patches"


def default_directory() -> Path:
    """Where files are that the system may remove."""
    return Path(tempfile.gettempdir()) / DIRECTORY


class PatchCache:
    """Files in `directory`, by the MD5 of the game that they make. What is read has to be checked: others may write
    there. A directory that cannot be used is as good as an empty one."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def read(self, md5: str) -> bytes | None:
        """What was remembered, or None."""
        try:
            return self._file(md5).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            logger.warning("base_patch_not_read", extra={"md5": md5, "error": error.strerror})
            return None

    def write(self, md5: str, patch: bytes) -> None:
        """Remember a patch."""
        try:
            write_whole(self._file(md5), patch)
        except OSError as error:
            logger.warning("base_patch_not_kept", extra={"md5": md5, "error": error.strerror})

    def _file(self, md5: str) -> Path:
        return self._directory / f"{md5}.bps"
