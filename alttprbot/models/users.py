"""Who people are, and who of them is a verified racer."""

from __future__ import annotations

from tortoise import fields
from tortoise.queryset import QuerySet

from alttprbot.models.row import Row


class Users(Row):
    """One person: their Discord, RaceTime and Twitch accounts.

    `rtgg_access_token` is what older versions wrote; it is not used. A display name may occur twice.
    """

    id = fields.IntField(primary_key=True)
    discord_user_id = fields.BigIntField(null=True, unique=True)
    twitch_name = fields.CharField(200, null=True)
    rtgg_id = fields.CharField(200, null=True, unique=True)
    rtgg_access_token = fields.CharField(200, null=True)
    display_name = fields.CharField(200, null=True, db_index=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    test_user = fields.BooleanField(default=False)

    class Meta:
        table = "users"

    @classmethod
    def named(cls, display_name: str) -> QuerySet[Users]:
        """Everybody with this display name, in whatever letter case."""
        return cls.filter(display_name__iexact=display_name)

    def racetime_profile(self, racetime_url: str) -> str | None:
        """The address of their RaceTime profile; `racetime_url` is that of the site."""
        return None if self.rtgg_id is None else f"{racetime_url}/user/{self.rtgg_id}/"


class RacerVerification(Row):
    """What a racer must have done to get a role by pressing the button of a message."""

    id = fields.IntField(primary_key=True)
    message_id = fields.BigIntField(null=True, unique=True)
    channel_id = fields.BigIntField(null=True)
    guild_id = fields.BigIntField()
    role_id = fields.BigIntField()
    racetime_categories = fields.CharField(2000, null=True)
    use_alttpr_ladder = fields.BooleanField(default=False)
    minimum_races = fields.IntField()
    time_period_days = fields.IntField(default=365)
    reverify_period_days = fields.IntField(null=True)
    revoke_ineligible = fields.BooleanField(default=False)
    audit_channel_id = fields.BigIntField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    verified_racer: fields.ReverseRelation[VerifiedRacer]

    class Meta:
        table = "racerverification"
        unique_together = (("guild_id", "role_id"),)

    @property
    def categories(self) -> list[str]:
        """The slugs of the RaceTime categories whose races count."""
        slugs = (slug.strip() for slug in (self.racetime_categories or "").split(","))
        return [slug for slug in slugs if slug]


class VerifiedRacer(Row):
    """Somebody who holds the role of a verification."""

    id = fields.IntField(primary_key=True)
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="verified_racer", on_delete=fields.RESTRICT
    )
    user_id: int
    racer_verification: fields.ForeignKeyRelation[RacerVerification] = fields.ForeignKeyField(
        "models.RacerVerification", related_name="verified_racer", on_delete=fields.CASCADE
    )
    racer_verification_id: int
    estimated_count = fields.IntField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    last_verified = fields.DatetimeField(null=True)

    class Meta:
        table = "verifiedracer"
        unique_together = (("racer_verification", "user"),)
