"""Who may use the web application, and what it is doing for them."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class AuthorizationKeys(Row):
    """A key of another program. `key` holds the SHA-256 (hex) of the secret, `prefix` what people know it by."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(200, unique=True)
    name = fields.CharField(200)
    prefix = fields.CharField(20, null=True)
    created = fields.DatetimeField(auto_now_add=True, null=True)
    expires = fields.DatetimeField(null=True)
    revoked = fields.DatetimeField(null=True)
    last_used = fields.DatetimeField(null=True)
    discord_user_id = fields.BigIntField(null=True)
    permissions: fields.ReverseRelation[AuthorizationKeyPermissions]

    class Meta:
        table = "authorizationkeys"


class AuthorizationKeyPermissions(Row):
    """One thing that a key may do, such as `seeds:generate`."""

    id = fields.IntField(primary_key=True)
    auth_key: fields.ForeignKeyRelation[AuthorizationKeys] = fields.ForeignKeyField(
        "models.AuthorizationKeys", related_name="permissions", on_delete=fields.CASCADE
    )
    auth_key_id: int
    type = fields.CharField(45)
    subtype = fields.TextField(null=True)

    class Meta:
        table = "authorizationkeypermissions"
        indexes = (("auth_key",),)


class WebSession(Row):
    """Somebody who is logged in on the web. `id` is the HMAC-SHA-256 (hex) of the secret in their cookie."""

    id = fields.CharField(64, primary_key=True)
    discord_user_id = fields.BigIntField(db_index=True)
    username = fields.CharField(100)
    display_name = fields.CharField(100)
    avatar_url = fields.CharField(500, null=True)
    csrf_token = fields.CharField(64)
    created = fields.DatetimeField(auto_now_add=True)
    last_seen = fields.DatetimeField()
    expires = fields.DatetimeField(db_index=True)

    class Meta:
        table = "websession"


class SeedJob(Row):
    """A seed asked for over the web API: accepted at once, rolled in the background, never forgotten.

    `status` is `queued`, `running`, `done` or `failed`; `error` is a problem document.
    """

    id = fields.CharField(36, primary_key=True)
    status = fields.CharField(20, default="queued", db_index=True)
    request: fields.JSONField[dict[str, object]] = fields.JSONField()
    result: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    error: fields.JSONField[dict[str, object]] = fields.JSONField(null=True)
    idempotency_key = fields.CharField(100, null=True)
    requested_by = fields.CharField(100)
    created = fields.DatetimeField(auto_now_add=True)
    started = fields.DatetimeField(null=True)
    finished = fields.DatetimeField(null=True)
    audit_id = fields.IntField(null=True)

    class Meta:
        table = "seedjob"
        unique_together = (("requested_by", "idempotency_key"),)
