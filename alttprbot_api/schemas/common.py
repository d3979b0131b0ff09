"""What all documents have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

MAX_PAGE = 100_000
MAX_PAGE_SIZE = 100
PAGE_SIZE = 25


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


# RFC 3339 in UTC.
Moment = Annotated[datetime, AfterValidator(_utc)]
# Discord's ids do not fit into the numbers of many programs.
Snowflake = Annotated[str, Field(pattern=r"^[0-9]{1,20}$", examples=["185198185990324225"])]


class Schema(BaseModel):
    """A document; what it does not know it refuses."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PageQuery(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=MAX_PAGE)
    page_size: int = Field(PAGE_SIZE, ge=1, le=MAX_PAGE_SIZE)


class PageOf(Schema):
    """One page of a list; the subclasses say of what."""

    page: int
    page_size: int
    total: int


class FieldProblemDocument(Schema):
    """One thing wrong with one part of a request."""

    pointer: str
    message: str
    code: str


class ProblemDocument(Schema):
    """Why a request was not answered as it was meant (RFC 9457)."""

    type: str = Field(examples=["urn:sahasrahbot:problem:not-found"])
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    errors: Sequence[FieldProblemDocument] = ()


def require_one_source(preset: str | None, content: str | None) -> None:
    """Raise `ValueError` unless a preset is either named or sent along."""
    if (preset is None) == (content is None):
        raise ValueError("Name a preset or send its content, one of the two.")
