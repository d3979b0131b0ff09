"""Seeds, and the jobs that make them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from alttprbot.alttprgen.request import SeedOptions, Spoilers
from alttprbot_api.schemas.common import Moment, Schema, require_one_source

MAX_WAIT = 25


class SeedChoices(Schema):
    """The choices beyond the preset; each game uses those that mean something to it."""

    tournament: bool = True
    spoilers: Spoilers = Field(
        Spoilers.OFF, description="`generate` makes a spoiler race: `spoiler_url` of the seed is its log."
    )
    progression: bool = Field(False, description="The log of a spoiler race says where to look, and not what for.")
    hints: bool | None = Field(None, description="null: the preset decides.")
    allow_quickswap: bool | None = Field(
        None, description="null: as usual, which is yes for mystery games and no for others."
    )
    festive: bool = False
    branch: str | None = Field(None, max_length=50)
    players: tuple[str, ...] = Field((), max_length=16, description="Those who share a multiworld.")
    seed_number: int | None = Field(None, ge=0, description="Pins the random seed where the randomizer can.")
    parameters: dict[str, str] = Field(
        default_factory=dict, max_length=50, description="The choices of games without presets, such as flags."
    )

    def as_options(self) -> SeedOptions:
        """The same for the core."""
        return SeedOptions(**self.model_dump())


class SeedOrder(Schema):
    """What to roll: a preset by its identifier, or a text; neither for games that have no presets."""

    randomizer: str = Field(max_length=50)
    preset: str | None = Field(None, max_length=120)
    content: str | None = Field(None, description="The preset as YAML text, at most 64 KiB.")
    options: SeedChoices = SeedChoices()

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if not self.options.parameters or self.preset is not None or self.content is not None:
            require_one_source(self.preset, self.content)
        return self


class SeedDocument(Schema):
    """A seed. `code` are the icons of the file-select screen, `display_code` what others have instead.

    Games that run at the player's have `seed_number` and `flags`, and many of them no address: `url` is empty then.
    Their numbers may be too large for JavaScript; `hash_or_id` is the same as text.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    hash_or_id: str | None
    randomizer: str
    preset: str | None
    goal: str
    code: Sequence[str] | None = None
    display_code: str | None = None
    spoiler_url: str | None = None
    version: str | None = None
    seed_number: int | None = None
    flags: str | None = None
    warnings: Sequence[str] = ()
    provider_meta: dict[str, Any]


class SeedFailure(Schema):
    """Why there is no seed; `status` is what a direct answer would have had."""

    type: str
    title: str
    status: int
    detail: str
    provider: str | None = None
    retryable: bool = False


class SeedJobDocument(Schema):
    """A seed that was asked for: look again until `status` is `done` or `failed`."""

    id: str
    status: Literal["queued", "running", "done", "failed"]
    created: Moment
    started: Moment | None = None
    finished: Moment | None = None
    result: SeedDocument | None = None
    error: SeedFailure | None = None


class SeedJobQuery(Schema):
    """How long to wait for the end of the job."""

    wait: int = Field(0, ge=0, le=MAX_WAIT, description="Seconds.")


class SeedOrderHeaders(Schema):
    """The same key gives the same job, however often it is sent."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    idempotency_key: str | None = Field(None, pattern=r"^[ -~]{1,100}$")
