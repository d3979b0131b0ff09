"""Reading the files that people attach to commands."""

from __future__ import annotations

import aiohttp
import discord

from alttprbot.alttprgen.yaml_limits import USER_MAX_BYTES
from alttprbot.exceptions import InvalidInputException


async def read_preset(attachment: discord.Attachment) -> bytes:
    """The bytes of a preset file. Raises `InvalidInputException`."""
    return await read_file(attachment, "a preset", USER_MAX_BYTES)


async def read_file(attachment: discord.Attachment, what: str, most: int) -> bytes:
    """The bytes of a file; one of more than `most` bytes is not even fetched. Raises `InvalidInputException`."""
    if attachment.size > most:
        raise InvalidInputException(f"This file is too large: {what} has at most {most // 1024} KiB.")
    try:
        return await attachment.read()
    except (discord.HTTPException, aiohttp.ClientError) as error:
        raise InvalidInputException("Discord did not hand the file over. Please attach it again.") from error
