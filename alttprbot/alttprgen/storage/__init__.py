"""Where patches and spoiler logs are put for people to fetch: an S3 bucket, or a directory of our own."""

from alttprbot.alttprgen.storage.local import LocalStore
from alttprbot.alttprgen.storage.objects import ObjectStore, StoredObject
from alttprbot.alttprgen.storage.stores import Stores, build_stores

__all__ = ["LocalStore", "ObjectStore", "StoredObject", "Stores", "build_stores"]
