"""Which stores an application has."""

from __future__ import annotations

from dataclasses import dataclass

from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.storage.local import LocalStore
from alttprbot.alttprgen.storage.objects import ObjectStore
from alttprbot.alttprgen.storage.s3 import S3Connection, S3Store
from alttprbot.config import Settings


@dataclass(frozen=True, slots=True)
class Stores:
    """`patches` are those of the door randomizer and the spoilers that belong to them."""

    patches: ObjectStore
    spoiler_logs: ObjectStore


def build_stores(*, settings: Settings, contract: ProviderContract) -> Stores:
    """A bucket where one is named, else a directory."""
    connection = S3Connection(settings)

    def store(name: str, bucket: str, address_template: str) -> ObjectStore:
        if not bucket:
            return LocalStore(settings.data_dir, settings.app_url, name)
        return S3Store(connection, contract, bucket, address_template, acls=settings.s3_acls)

    logs_at = settings.spoilerlogurlbase
    return Stores(
        patches=store("patches", settings.sahasrahbot_bucket, settings.s3_public_url_template),
        spoiler_logs=store(
            "spoilers",
            settings.aws_spoiler_bucket_name,
            f"{logs_at}/{{key}}" if logs_at else settings.s3_public_url_template,
        ),
    )
