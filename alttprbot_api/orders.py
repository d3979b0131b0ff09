"""What the API makes of a request before the core sees it: who asks, and for which preset."""

from __future__ import annotations

from alttprbot.alttprgen.request import Requester, Surface, UploadedPreset
from alttprbot.alttprgen.yaml_limits import USER_MAX_BYTES
from alttprbot_api.access import current_identity, current_key
from alttprbot_api.problems import Problem

# The longest text there may be, each character of which JSON may have to escape.
MAX_BODY = 6 * USER_MAX_BYTES + 4096


def requester() -> Requester:
    """Who is asking, for the record and for the limits."""
    identity, key = current_identity(), current_key()
    return Requester(
        Surface.API,
        discord_user_id=identity.discord_user_id if identity else None,
        api_key=key.prefix if key else None,
    )


def requested_by() -> str:
    """Whose the jobs of the present request are: a key's own, or a person's."""
    key = current_key()
    if key is not None:
        return f"key:{key.id}"
    identity = current_identity()
    return f"user:{identity.discord_user_id}" if identity else ""


def preset_of(name: str | None, content: str | None) -> str | UploadedPreset | None:
    """The preset that was named or sent along."""
    return name if content is None else UploadedPreset(check_size(content))


def check_size(content: str) -> str:
    """`content`, unless it is too long for a preset. Raises `Problem`."""
    if len(content.encode("utf-8", errors="surrogatepass")) > USER_MAX_BYTES:
        raise Problem(413, "too-large", f"A preset has at most {USER_MAX_BYTES // 1024} KiB.")
    return content
