"""What somebody rolled from a file of theirs is kept for them as `latest`."""

from __future__ import annotations

from alttprbot.core import Core
from alttprbot.models import PresetNamespaces
from alttprbot_discord.failures import classify
from alttprbot_discord.text import plain

LATEST = "latest"


async def keep_latest(
    core: Core, namespace: PresetNamespaces, game: str, content: str, *, author: int, kind: str
) -> tuple[str, str]:
    """Save it; the title and text of the field that says where it is, or why it is not: there is a seed by now, and
    nothing may keep it from its player. `kind` is what people call such a file."""
    try:
        await core.namespaces.save_preset(
            namespace=namespace, game=game, name=LATEST, content=content, author=author, replace=True
        )
    except Exception as error:  # noqa: BLE001 - classified and told
        return f"Not saved as {kind}", plain(classify(error, f"keeping {game} {LATEST}").text)
    return f"Saved as {kind}!", plain(f"{namespace.name}/{LATEST}")
