"""Ranked-choice elections."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class RankedChoiceElection(Row):
    """One election. A private one is for those with `voter_role_id`; `results` is the count in words."""

    id = fields.IntField(primary_key=True)
    guild_id = fields.BigIntField(null=True)
    channel_id = fields.BigIntField(null=True)
    message_id = fields.BigIntField(null=True, db_index=True)
    owner_id = fields.BigIntField()
    title = fields.CharField(200)
    description = fields.CharField(2000, null=True)
    show_vote_count = fields.BooleanField(default=True)
    active = fields.BooleanField(default=True)
    private = fields.BooleanField(default=False)
    voter_role_id = fields.BigIntField(null=True)
    seats = fields.SmallIntField(default=1)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    closes_at = fields.DatetimeField(null=True)
    results = fields.TextField(null=True)
    candidates: fields.ReverseRelation[RankedChoiceCandidate]
    votes: fields.ReverseRelation[RankedChoiceVotes]
    authorized_voters: fields.ReverseRelation[RankedChoiceAuthorizedVoters]

    class Meta:
        table = "ranked_choice_election"
        indexes = (("active", "closes_at"),)


class RankedChoiceAuthorizedVoters(Row):
    """Somebody (by their Discord id) who may vote in a private election."""

    id = fields.IntField(primary_key=True)
    election: fields.ForeignKeyRelation[RankedChoiceElection] = fields.ForeignKeyField(
        "models.RankedChoiceElection", related_name="authorized_voters", on_delete=fields.CASCADE
    )
    election_id: int
    user_id = fields.BigIntField()

    class Meta:
        table = "ranked_choice_authorized_voters"
        unique_together = (("election", "user_id"),)


class RankedChoiceCandidate(Row):
    """Who can be voted for; `winner` is null until the votes are counted."""

    id = fields.IntField(primary_key=True)
    election: fields.ForeignKeyRelation[RankedChoiceElection] = fields.ForeignKeyField(
        "models.RankedChoiceElection", related_name="candidates", on_delete=fields.CASCADE
    )
    election_id: int
    name = fields.CharField(200)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)
    winner = fields.BooleanField(null=True)
    votes: fields.ReverseRelation[RankedChoiceVotes]

    class Meta:
        table = "ranked_choice_candidate"
        unique_together = (("election", "name"),)


class RankedChoiceVotes(Row):
    """One line of somebody's ballot; `user_id` is their Discord id."""

    id = fields.IntField(primary_key=True)
    election: fields.ForeignKeyRelation[RankedChoiceElection] = fields.ForeignKeyField(
        "models.RankedChoiceElection", related_name="votes", on_delete=fields.CASCADE
    )
    election_id: int
    user_id = fields.BigIntField()
    candidate: fields.ForeignKeyRelation[RankedChoiceCandidate] = fields.ForeignKeyField(
        "models.RankedChoiceCandidate", related_name="votes", on_delete=fields.CASCADE
    )
    candidate_id: int
    rank = fields.IntField(null=True)
    created = fields.DatetimeField(auto_now_add=True)
    updated = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "ranked_choice_votes"
        unique_together = (("election", "user_id", "candidate"), ("election", "user_id", "rank"))
