"""Buckets of Amazon S3 and of servers that speak its protocol."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Callable
from typing import Any

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.storage.objects import StoredObject
from alttprbot.alttprgen.storage.s3_errors import PROVIDER, not_s3, s3_error
from alttprbot.config import Settings

CONNECT_TIMEOUT = 5
READ_TIMEOUT = 30
# Servers other than Amazon's ask for some region, whichever.
DEFAULT_REGION = "us-east-1"
PRIVATE = "private/"


class S3Connection:
    """The client of all buckets, made when it is first used: that takes time and 40 MiB, and few bots need it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._making = threading.Lock()
        self._client: Any = None

    def client(self) -> Any:
        """To be called, and used, in a thread other than that of the loop."""
        with self._making:
            if self._client is None:
                self._client = self._make()
            return self._client

    def _make(self) -> Any:
        import boto3  # noqa: PLC0415 - see above
        from botocore.config import Config  # noqa: PLC0415

        settings = self._settings
        return boto3.session.Session().client(
            "s3",
            endpoint_url=settings.s3_endpoint_url or None,
            region_name=settings.s3_region or (DEFAULT_REGION if settings.s3_endpoint_url else None),
            config=Config(
                connect_timeout=CONNECT_TIMEOUT,
                read_timeout=READ_TIMEOUT,
                retries={"total_max_attempts": 1},
                # Not every server knows the checksums that Amazon's takes.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                s3={"addressing_style": "path"} if settings.s3_endpoint_url else {},
            ),
            **_credentials(settings),
        )


def _credentials(settings: Settings) -> dict[str, Any]:
    """Empty without keys of ours: then it looks where all of Amazon's tools look, such as the role of the machine."""
    if not settings.aws_access_key_id:
        return {}
    return {
        "aws_access_key_id": settings.aws_access_key_id,
        "aws_secret_access_key": settings.aws_secret_access_key.get_secret_value(),
        "aws_session_token": settings.aws_session_token.get_secret_value() or None,
    }


class S3Store(Adapter):
    """One bucket. `address_template` has `{bucket}` and `{key}` in it.

    Without `acls` (a bucket can forbid them) the policy of the bucket says what is public: all but `private/`.
    """

    PROVIDER_NAME = PROVIDER

    def __init__(
        self, connection: S3Connection, contract: ProviderContract, bucket: str, address_template: str, *, acls: bool
    ) -> None:
        super().__init__(contract)
        self._connection = connection
        self._bucket = bucket
        self._address_template = address_template
        self._acls = acls

    def address(self, key: str) -> str:
        """As the settings say."""
        return self._address_template.format(bucket=self._bucket, key=key)

    async def put(self, item: StoredObject, context: CallContext = NOBODY) -> None:
        """Upload it; a text travels compressed."""
        operation = "put_object"

        def put() -> None:
            options: dict[str, Any] = {"Body": item.raw, "ContentType": item.content_type}
            if item.is_text:
                options["Body"] = gzip.compress(item.raw)
                options |= {"ContentEncoding": "gzip", "ContentDisposition": "attachment"}
            if self._acls:
                options["ACL"] = "public-read" if item.public else "private"
            answer = self._connection.client().put_object(Bucket=self._bucket, Key=self._key(item), **options)
            if not answer.get("ETag"):
                # Something in between says that all is well, and the store has heard nothing.
                raise not_s3(operation)

        await self._in_thread(operation, put, context)

    async def reveal(self, key: str, context: CallContext = NOBODY) -> None:
        """Change its access list, or copy it to where the policy says that it is public."""
        bucket = self._bucket

        def reveal() -> None:
            if self._acls:
                self._connection.client().put_object_acl(Bucket=bucket, Key=key, ACL="public-read")
            else:
                source = {"Bucket": bucket, "Key": f"{PRIVATE}{key}"}
                self._connection.client().copy_object(Bucket=bucket, Key=key, CopySource=source)

        await self._in_thread("reveal_object", reveal, context)

    async def delete(self, item: StoredObject, context: CallContext = NOBODY) -> None:
        """Remove it from the bucket."""

        def delete() -> None:
            self._connection.client().delete_object(Bucket=self._bucket, Key=self._key(item))

        await self._in_thread("delete_object", delete, context)

    def _key(self, item: StoredObject) -> str:
        return item.key if self._acls or item.public else f"{PRIVATE}{item.key}"

    async def _in_thread(self, operation: str, work: Callable[[], None], context: CallContext) -> None:
        async def call() -> None:
            try:
                await asyncio.to_thread(work)
            except Exception as raw:
                error = s3_error(raw, operation)
                if error is raw:
                    raise
                raise error from raw

        await self._execute(operation, call, context)
