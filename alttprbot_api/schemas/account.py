"""The person who asks, and their keys."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from alttprbot_api.schemas.common import Moment, Schema, Snowflake


class Me(Schema):
    """Who is logged in; `csrf_token` goes into the header `X-CSRF-Token` of whatever changes something."""

    discord_user_id: Snowflake
    username: str
    display_name: str
    avatar_url: str | None
    namespace: str | None = Field(description="Their preset namespace, once they have one.")
    csrf_token: str


class KeyDocument(Schema):
    """A key, as far as it can be shown again."""

    id: int
    name: str
    prefix: str
    scopes: Sequence[str]
    created: Moment | None
    expires: Moment | None
    last_used: Moment | None


class KeyList(Schema):
    """The keys that are not revoked, newest first."""

    items: Sequence[KeyDocument]


class NewKey(Schema):
    """A key to be made."""

    name: str = Field(min_length=1, max_length=100)
    scopes: Sequence[str] = Field(min_length=1, max_length=10)
    expires: Moment | None = None


class CreatedKey(KeyDocument):
    """A new key. `key` is shown this once."""

    key: str
