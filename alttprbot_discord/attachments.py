"""Reading the files that people attach to commands."""

from __future__ import annotations

import aiohttp
import discord

from alttprbot.alttprgen.yaml_limits import USER_MAX_BYTES
from alttprbot.exceptions import InvalidInputException


async def read_preset(attachment: discord.Attachment) -> bytes:
    """The bytes of a preset file; what is too large is not even fetched. Raises `InvalidInputException`."""
    if attachment.size > USER_MAX_BYTES:
        raise InvalidInputException(f"This file is too large: a preset has at most {USER_MAX_BYTES // 1024} KiB.")
    try:
        return await attachment.read()
    except (discord.HTTPException, aiohttp.ClientError) as error:
        raise InvalidInputException("Discord did not hand the file over. Please attach it again.") from error
