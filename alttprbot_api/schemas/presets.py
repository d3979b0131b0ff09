"""Presets and the namespaces they are kept in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from pydantic import Field, model_validator

from alttprbot_api.schemas.common import Moment, PageOf, PageQuery, Schema, Snowflake, require_one_source

CONTENT = "The preset as YAML text, at most 64 KiB."


class PresetSearch(PageQuery):
    """Which presets."""

    randomizer: str | None = Field(None, max_length=50)
    namespace: str | None = Field(None, max_length=50, description="`global`, or the name of a namespace.")
    q: str | None = Field(None, max_length=100, description="Part of the name, the namespace or the description.")


class PresetSummary(Schema):
    """A preset in a list. `identifier` is what people type; what has no namespace is global."""

    identifier: str
    randomizer: str
    name: str
    namespace: str | None = None
    description: str | None = None
    modified: Moment | None = None


class PresetPage(PageOf):
    """One page of presets: the global ones first, then those of the namespaces, by name."""

    items: Sequence[PresetSummary]


class PresetDocument(PresetSummary):
    """A preset: `content` is its text, `data` what the text says (null where an old text cannot be read)."""

    revision: int | None = None
    content: str
    data: dict[str, Any] | None = None


class PresetUpload(Schema):
    """What to save."""

    content: str = Field(min_length=1, description=CONTENT)
    note: str | None = Field(None, max_length=200, description="What is new in this version.")


class PresetToCheck(Schema):
    """What to check."""

    randomizer: str = Field(max_length=50)
    content: str = Field(description=CONTENT)


class PresetToTest(Schema):
    """What to roll once: a preset by its identifier, or a text."""

    preset: str | None = Field(None, max_length=120)
    content: str | None = Field(None, description=CONTENT)

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        require_one_source(self.preset, self.content)
        return self


class IssueDocument(Schema):
    """One thing to say about a text; lines and columns count from 1."""

    line: int | None = None
    column: int | None = None
    path: str = ""
    severity: str
    message: str


class CheckedPreset(Schema):
    """What there is to say about a text; it can be saved when it is valid."""

    valid: bool
    issues: Sequence[IssueDocument]


class RevisionSummary(Schema):
    """A version of a preset, without its text."""

    revision: int
    created: Moment
    author: Snowflake | None = Field(None, description="Only for those who may edit the preset.")
    note: str | None = None


class RevisionPage(PageOf):
    """One page of the versions of a preset, newest first."""

    items: Sequence[RevisionSummary]


class RevisionDocument(RevisionSummary):
    """A version of a preset."""

    content: str


class NamespaceSummary(Schema):
    """A namespace in a list."""

    name: str
    presets: int


class NamespacePage(PageOf):
    """One page of namespaces, by name."""

    items: Sequence[NamespaceSummary]


class NamespaceDocument(NamespaceSummary):
    """A namespace; who owns and edits it is told only to those who do."""

    may_edit: bool
    owner: Snowflake | None = None
    collaborators: Sequence[Snowflake] | None = None


class NamespaceChange(Schema):
    """What to change about a namespace."""

    name: str = Field(min_length=1, max_length=50)
