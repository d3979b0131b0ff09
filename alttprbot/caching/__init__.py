"""What is remembered for a while because finding it out again costs: one cache for the whole application.

Each kind of value is a `Namespace` in `namespaces.py`. Whoever needs a value says how it is found out; whoever changes
what it was made of says `forget`, after the change was committed:

    settings = await cache.get(GUILD_CONFIG, guild_id, load)
    await cache.forget(GUILD_CONFIG, guild_id)
"""

from alttprbot.caching.backends import open_backends
from alttprbot.caching.cache import Cache
from alttprbot.caching.namespaces import NAMESPACES, Namespace, namespace_called

__all__ = ["NAMESPACES", "Cache", "Namespace", "namespace_called", "open_backends"]
