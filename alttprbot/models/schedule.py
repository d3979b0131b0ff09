"""A schedule of our own: events, episodes, and who plays, commentates, tracks and restreams them."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields

from alttprbot.models.row import Row
from alttprbot.models.users import Users


class ScheduleRoleName(StrEnum):
    """What somebody may be at an event."""

    ADMIN = "admin"
    MOD = "mod"
    PLAYER = "player"
    COMMENTATOR = "commentator"
    TRACKER = "tracker"
    RESTREAMER = "restreamer"


class BroadcastChannelType(StrEnum):
    """Where a channel is."""

    TWITCH = "twitch"


class ScheduleEvent(Row):
    """One event and how many may sign up for its episodes; `stream_delay` is in minutes."""

    id = fields.IntField(primary_key=True)
    event_slug = fields.CharField(50, unique=True)
    name = fields.TextField()
    description = fields.TextField()
    stream_delay = fields.IntField(default=0)
    open_player_signup = fields.BooleanField(default=True)
    open_restreamer_signup = fields.BooleanField(default=True)
    open_commentator_signup = fields.BooleanField(default=True)
    open_tracker_signup = fields.BooleanField(default=True)
    max_players = fields.IntField(default=2)
    max_commentators = fields.IntField(default=2)
    max_trackers = fields.IntField(default=1)
    max_restreamers = fields.IntField(default=1)
    roles: fields.ReverseRelation[ScheduleRole]
    broadcast_channels: fields.ReverseRelation[ScheduleBroadcastChannels]
    episodes: fields.ReverseRelation[ScheduleEpisode]

    class Meta:
        table = "scheduleevent"


class ScheduleRole(Row):
    """A role at an event."""

    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[ScheduleEvent] = fields.ForeignKeyField(
        "models.ScheduleEvent", related_name="roles", on_delete=fields.CASCADE
    )
    event_id: int
    name = fields.CharEnumField(ScheduleRoleName, max_length=50)
    members: fields.ReverseRelation[ScheduleRoleMember]

    class Meta:
        table = "schedulerole"
        unique_together = (("event", "name"),)


class ScheduleRoleMember(Row):
    """Somebody who has a role at an event."""

    id = fields.IntField(primary_key=True)
    role: fields.ForeignKeyRelation[ScheduleRole] = fields.ForeignKeyField(
        "models.ScheduleRole", related_name="members", on_delete=fields.CASCADE
    )
    role_id: int
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_event_roles", on_delete=fields.CASCADE
    )
    user_id: int

    class Meta:
        table = "schedulerolemember"
        unique_together = (("role", "user"),)


class ScheduleBroadcastChannels(Row):
    """A channel on which an event is shown."""

    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[ScheduleEvent] = fields.ForeignKeyField(
        "models.ScheduleEvent", related_name="broadcast_channels", on_delete=fields.CASCADE
    )
    event_id: int
    channel_type = fields.CharEnumField(BroadcastChannelType, max_length=200, default=BroadcastChannelType.TWITCH)
    channel_name = fields.CharField(200)
    display_name = fields.CharField(200)

    class Meta:
        table = "schedulebroadcastchannels"

    @property
    def url(self) -> str:
        """Where to watch it."""
        return f"https://twitch.tv/{self.channel_name}"


class ScheduleEpisode(Row):
    """One match of an event. It was entered at `scheduled_at` and starts at `when_countdown`."""

    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[ScheduleEvent] = fields.ForeignKeyField(
        "models.ScheduleEvent", related_name="episodes", on_delete=fields.CASCADE
    )
    event_id: int
    scheduled_at = fields.DatetimeField(auto_now_add=True)
    updated_at = fields.DatetimeField(auto_now=True)
    when_countdown = fields.DatetimeField()
    runner_notes = fields.TextField(null=True)
    private_notes = fields.TextField(null=True)
    channel: fields.ForeignKeyNullableRelation[ScheduleBroadcastChannels] = fields.ForeignKeyField(
        "models.ScheduleBroadcastChannels", related_name="episodes", on_delete=fields.CASCADE, null=True
    )
    channel_id: int | None
    approved = fields.BooleanField(default=False)
    approved_at = fields.DatetimeField(null=True)
    approved_by: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_episode_approvals", on_delete=fields.RESTRICT, null=True
    )
    approved_by_id: int | None
    players: fields.ReverseRelation[ScheduleEpisodePlayer]
    commentators: fields.ReverseRelation[ScheduleEpisodeCommentator]
    trackers: fields.ReverseRelation[ScheduleEpisodeTracker]
    restreamers: fields.ReverseRelation[ScheduleEpisodeRestreamer]

    class Meta:
        table = "scheduleepisode"
        indexes = (("event", "when_countdown"),)


class ScheduleEpisodePlayer(Row):
    """Somebody who plays in an episode."""

    id = fields.IntField(primary_key=True)
    episode: fields.ForeignKeyRelation[ScheduleEpisode] = fields.ForeignKeyField(
        "models.ScheduleEpisode", related_name="players", on_delete=fields.CASCADE
    )
    episode_id: int
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_events", on_delete=fields.RESTRICT
    )
    user_id: int

    class Meta:
        table = "scheduleepisodeplayer"
        unique_together = (("episode", "user"),)


class ScheduleEpisodeCommentator(Row):
    """Somebody who offers to commentate an episode."""

    id = fields.IntField(primary_key=True)
    episode: fields.ForeignKeyRelation[ScheduleEpisode] = fields.ForeignKeyField(
        "models.ScheduleEpisode", related_name="commentators", on_delete=fields.CASCADE
    )
    episode_id: int
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_commentators", on_delete=fields.RESTRICT
    )
    user_id: int
    approved = fields.BooleanField(default=False)
    approved_at = fields.DatetimeField(null=True)
    approved_by: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_commentator_approvals", on_delete=fields.RESTRICT, null=True
    )
    approved_by_id: int | None
    submitted_at = fields.DatetimeField(auto_now_add=True)
    submitter_notes = fields.TextField(null=True)

    class Meta:
        table = "scheduleepisodecommentator"
        unique_together = (("episode", "user"),)


class ScheduleEpisodeCommentatorPreferredPartner(Row):
    """With whom a commentator of an episode would like to be."""

    id = fields.IntField(primary_key=True)
    episode: fields.ForeignKeyRelation[ScheduleEpisode] = fields.ForeignKeyField(
        "models.ScheduleEpisode", related_name="preferred_commentator_partners", on_delete=fields.CASCADE
    )
    episode_id: int
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_preferred_commentator_partners", on_delete=fields.RESTRICT
    )
    user_id: int

    class Meta:
        table = "scheduleepisodecommentatorpreferredpartner"
        unique_together = (("episode", "user"),)


class ScheduleEpisodeTracker(Row):
    """Somebody who offers to track an episode."""

    id = fields.IntField(primary_key=True)
    episode: fields.ForeignKeyRelation[ScheduleEpisode] = fields.ForeignKeyField(
        "models.ScheduleEpisode", related_name="trackers", on_delete=fields.CASCADE
    )
    episode_id: int
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_trackers", on_delete=fields.RESTRICT
    )
    user_id: int
    approved = fields.BooleanField(default=False)
    approved_at = fields.DatetimeField(null=True)
    approved_by: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_tracker_approvals", on_delete=fields.RESTRICT, null=True
    )
    approved_by_id: int | None
    submitted_at = fields.DatetimeField(auto_now_add=True)
    submitter_notes = fields.TextField(null=True)

    class Meta:
        table = "scheduleepisodetracker"
        unique_together = (("episode", "user"),)


class ScheduleEpisodeRestreamer(Row):
    """Somebody who offers to restream an episode."""

    id = fields.IntField(primary_key=True)
    episode: fields.ForeignKeyRelation[ScheduleEpisode] = fields.ForeignKeyField(
        "models.ScheduleEpisode", related_name="restreamers", on_delete=fields.CASCADE
    )
    episode_id: int
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_restreamers", on_delete=fields.RESTRICT
    )
    user_id: int
    approved = fields.BooleanField(default=False)
    approved_at = fields.DatetimeField(null=True)
    approved_by: fields.ForeignKeyNullableRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_restreamer_approvals", on_delete=fields.RESTRICT, null=True
    )
    approved_by_id: int | None
    submitted_at = fields.DatetimeField(auto_now_add=True)
    submitter_notes = fields.TextField(null=True)

    class Meta:
        table = "scheduleepisoderestreamer"
        unique_together = (("episode", "user"),)


class ScheduleAudit(Row):
    """Who changed what about an event or an episode."""

    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[ScheduleEvent] = fields.ForeignKeyField(
        "models.ScheduleEvent", related_name="audits", on_delete=fields.CASCADE
    )
    event_id: int
    episode: fields.ForeignKeyNullableRelation[ScheduleEpisode] = fields.ForeignKeyField(
        "models.ScheduleEpisode", related_name="audits", on_delete=fields.CASCADE, null=True
    )
    episode_id: int | None
    user: fields.ForeignKeyRelation[Users] = fields.ForeignKeyField(
        "models.Users", related_name="schedule_audits", on_delete=fields.RESTRICT
    )
    user_id: int
    action = fields.TextField()
    timestamp = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "scheduleaudit"
