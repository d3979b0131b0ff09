"""Asynchronous tournaments: what there is to play and who may do what. The runs are in `async_race`."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields

from alttprbot.models.row import Row
from alttprbot.models.users import Users
from alttprbot.util.durations import hours_minutes_seconds

if TYPE_CHECKING:
    from alttprbot.models.async_race import AsyncTournamentLiveRace, AsyncTournamentRace

NO_TIME = "N/A"


def start_warnings() -> list[int]:
    """When a runner is warned that the time to start runs out, in minutes before it does."""
    return [10, 5, 1]


class AsyncTournamentState(StrEnum):
    """Where a tournament is in its life."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSING = "closing"
    CLOSED = "closed"


class AsyncTournamentCustomization(StrEnum):
    """What runners are asked for when they finish."""

    DEFAULT = "default"
    GMPMT2023 = "gmpmt2023"


class AsyncTournamentRole(StrEnum):
    """What somebody is in a tournament."""

    ADMIN = "admin"
    MOD = "mod"
    PUBLIC = "public"


class AsyncTournament(Row):
    """A tournament whose seeds everybody plays when they like; one for each channel.

    `active` says to older versions and other programs what `state` says: change both with `enter`.
    """

    id = fields.IntField(primary_key=True)
    name = fields.CharField(45)
    guild_id = fields.BigIntField()
    channel_id = fields.BigIntField(unique=True)
    report_channel_id = fields.BigIntField(null=True)
    owner_id = fields.BigIntField()
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    active = fields.BooleanField(default=True)
    allowed_reattempts = fields.SmallIntField(default=0)
    runs_per_pool = fields.SmallIntField(default=1)
    customization = fields.CharEnumField(
        AsyncTournamentCustomization, max_length=45, default=AsyncTournamentCustomization.DEFAULT
    )
    state = fields.CharEnumField(AsyncTournamentState, max_length=16, default=AsyncTournamentState.ACTIVE)
    closed_at = fields.DatetimeField(null=True)
    start_window_minutes = fields.IntField(default=20)
    start_warning_minutes: fields.JSONField[list[int]] = fields.JSONField(default=start_warnings)
    countdown_seconds = fields.IntField(default=10)
    max_run_minutes = fields.IntField(default=720)
    min_account_age_days = fields.IntField(default=7)
    require_racetime_link = fields.BooleanField(default=True)
    required_role_id = fields.BigIntField(null=True)
    par_sample_size = fields.IntField(default=5)
    score_max = fields.IntField(default=105)
    score_min = fields.IntField(default=0)
    min_par_finishers = fields.IntField(default=1)
    max_pool_imbalance = fields.IntField(default=3)
    hide_scores_until_closed = fields.BooleanField(default=False)
    vod_required = fields.BooleanField(default=False)
    staff_spoiler_guard = fields.BooleanField(default=False)
    whitelist: fields.ReverseRelation[AsyncTournamentWhitelist]
    permissions: fields.ReverseRelation[AsyncTournamentPermissions]
    permalink_pools: fields.ReverseRelation[AsyncTournamentPermalinkPool]
    live_races: fields.ReverseRelation[AsyncTournamentLiveRace]
    races: fields.ReverseRelation[AsyncTournamentRace]

    class Meta:
        table = "asynctournament"

    def enter(self, state: AsyncTournamentState) -> None:
        """Take on another state; saving is left to the caller."""
        self.state = state
        self.active = state is not AsyncTournamentState.CLOSED

    @property
    def is_joinable(self) -> bool:
        """Whether runs may be started."""
        return self.state is AsyncTournamentState.ACTIVE

    @property
    def is_public(self) -> bool:
        """Whether everybody may see seeds, runs and scores."""
        return self.state is AsyncTournamentState.CLOSED

    @property
    def is_scored(self) -> bool:
        """Whether scores are still being calculated."""
        return self.state in {AsyncTournamentState.ACTIVE, AsyncTournamentState.CLOSING}


class AsyncTournamentWhitelist(Row):
    """Somebody who may join whatever the age of their account. `discord_user_id` is what older versions wrote."""

    id = fields.IntField(primary_key=True)
    tournament: fields.ForeignKeyRelation[AsyncTournament] = fields.ForeignKeyField(
        "models.AsyncTournament", related_name="whitelist", on_delete=fields.CASCADE
    )
    tournament_id: int
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="async_tournament_whitelist", on_delete=fields.CASCADE
    )
    user_id: int
    discord_user_id = fields.BigIntField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "asynctournamentwhitelist"
        unique_together = (("tournament", "user"),)


class AsyncTournamentPermissions(Row):
    """What a person, or everybody with a Discord role, may do in a tournament."""

    id = fields.IntField(primary_key=True)
    tournament: fields.ForeignKeyRelation[AsyncTournament] = fields.ForeignKeyField(
        "models.AsyncTournament", related_name="permissions", on_delete=fields.CASCADE
    )
    tournament_id: int
    user: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="async_tournament_permissions", on_delete=fields.CASCADE, null=True
    )
    user_id: int | None
    discord_role_id = fields.BigIntField(null=True)
    role = fields.CharEnumField(AsyncTournamentRole, max_length=45)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "asynctournamentpermissions"
        unique_together = (("tournament", "user", "role"), ("tournament", "discord_role_id", "role"))


class AsyncTournamentPermalinkPool(Row):
    """Seeds that are worth the same. `preset` is what further seeds are rolled with."""

    id = fields.IntField(primary_key=True)
    tournament: fields.ForeignKeyRelation[AsyncTournament] = fields.ForeignKeyField(
        "models.AsyncTournament", related_name="permalink_pools", on_delete=fields.CASCADE
    )
    tournament_id: int
    name = fields.CharField(45)
    preset = fields.CharField(45, null=True)
    randomizer = fields.CharField(20, default="alttpr")
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    permalinks: fields.ReverseRelation[AsyncTournamentPermalink]
    live_races: fields.ReverseRelation[AsyncTournamentLiveRace]

    class Meta:
        table = "asynctournamentpermalinkpool"
        unique_together = (("tournament", "name"),)


class AsyncTournamentPermalink(Row):
    """One seed. A seed of a live race is never handed out; `par_time` is in seconds."""

    id = fields.IntField(primary_key=True)
    pool: fields.ForeignKeyRelation[AsyncTournamentPermalinkPool] = fields.ForeignKeyField(
        "models.AsyncTournamentPermalinkPool", related_name="permalinks", on_delete=fields.CASCADE
    )
    pool_id: int
    url = fields.CharField(2000)
    notes = fields.CharField(200, null=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    live_race = fields.BooleanField(default=False)
    par_time = fields.FloatField(null=True)
    par_updated_at = fields.DatetimeField(null=True)
    races: fields.ReverseRelation[AsyncTournamentRace]
    live_races: fields.ReverseRelation[AsyncTournamentLiveRace]

    class Meta:
        table = "asynctournamentpermalink"
        indexes = (("pool",),)

    @property
    def par_time_timedelta(self) -> timedelta | None:
        """The par, if there is one yet."""
        return None if self.par_time is None else timedelta(seconds=self.par_time)

    @property
    def par_time_formatted(self) -> str:
        """The par for people."""
        par = self.par_time_timedelta
        return NO_TIME if par is None else hours_minutes_seconds(par)
