"""The JSON of the simulated racetime.gg, field by field as the server sends it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from alttprbot_sandbox.racetime.standings import entrant_actions, ordinal, ranked_entrants, score_of
from alttprbot_sandbox.racetime.state import (
    JOINED,
    OVER,
    Category,
    Entrant,
    Message,
    Race,
    RaceSettings,
    Team,
    User,
)

STATUS_LABELS = {
    "open": "Open",
    "invitational": "Invitational",
    "pending": "Getting ready",
    "in_progress": "In progress",
    "finished": "Finished",
    "cancelled": "Cancelled",
    "partitioned": "Partitioned",
}
ENTRANT_LABELS = {
    "requested": "Requested",
    "invited": "Invited",
    "declined": "Declined",
    "not_ready": "Not ready",
    "ready": "Ready",
    "in_progress": "In progress",
    "done": "Finished",
    "dnf": "DNF",
    "dq": "DQ",
    "partitioned": "Partitioned",
}
MARKER = re.compile(r"##\w+?##(.+?)##")


def moment(value: datetime | None) -> str | None:
    """`2026-02-14T18:00:00.123Z`; no fraction when it is zero."""
    if value is None:
        return None
    value = value.astimezone(UTC)
    text = value.strftime("%Y-%m-%dT%H:%M:%S")
    milliseconds = value.microsecond // 1000
    return f"{text}.{milliseconds:03d}Z" if milliseconds else f"{text}Z"


def duration(value: timedelta | None) -> str | None:
    """`P0DT01H23M45.678901S`."""
    if value is None:
        return None
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{value.microseconds:06d}" if value.microseconds else ""
    return f"P{value.days}DT{hours:02d}H{minutes:02d}M{seconds:02d}{fraction}S"


def user_json(user: User, *, can_moderate: bool = False) -> dict[str, Any] | None:
    """A user, in full; null for a deleted account."""
    if user.deleted:
        return None
    flair = [name for name, has in (("staff", user.staff), ("supporter", user.supporter)) if has]
    return {
        "id": user.id,
        "full_name": user.full_name,
        "name": user.name,
        "discriminator": user.discriminator,
        "url": f"/user/{user.id}/{user.name.lower()}",
        "avatar": None,
        "pronouns": user.pronouns,
        "flair": " ".join([*flair, *(["moderator"] if can_moderate else [])]),
        "twitch_name": user.twitch_name,
        "twitch_display_name": user.twitch_name,
        "twitch_channel": f"https://www.twitch.tv/{user.twitch_name}" if user.twitch_name else None,
        "can_moderate": can_moderate,
    }


def minimal_user(user: User) -> dict[str, Any]:
    """A user in the frames of direct messages."""
    return {"id": user.id, "full_name": user.full_name, "name": user.name, "discriminator": user.discriminator}


def team_json(team: Team) -> dict[str, Any]:
    """A team inside of a race."""
    if not team.formal:
        return {"name": team.name, "slug": team.slug, "formal": False}
    url = f"/team/{team.slug}"
    return {
        "name": team.name,
        "slug": team.slug,
        "formal": True,
        "url": url,
        "data_url": f"{url}/data",
        "avatar": None,
    }


def team_page_json(team: Team) -> dict[str, Any]:
    """A formal team with its members."""
    return {
        **team_json(team),
        "profile": team.profile,
        "categories": [category_summary(category) for category in team.categories],
        "members": [
            {"owner": member is team.owner, **fields} for member in team.members if (fields := user_json(member))
        ],
    }


def plain(text: str) -> str:
    """A line of chat without its markers."""
    return MARKER.sub(r"\1", text)


def message_json(race: Race, message: Message) -> dict[str, Any]:
    """A chat message, in full; what its author may do is judged now."""
    user = message.user
    return {
        "id": message.id,
        "user": shown_user(race, user) if user else None,
        "bot": message.bot,
        "direct_to": minimal_user(message.direct_to) if message.direct_to else None,
        "posted_at": message.posted_at.isoformat(timespec="microseconds"),
        "message": message.text,
        "message_plain": plain(message.text),
        "highlight": False,
        "is_dm": message.is_dm,
        "is_bot": message.bot is not None,
        "is_monitor": race.speaks_as_monitor(user) if user else None,
        "is_system": message.is_system,
        "is_pinned": message.pinned,
        "delay": race.settings.chat_message_delay if user and not race.speaks_as_monitor(user) else 0,
        "actions": message.actions,
    }


def shown_user(race: Race, user: User) -> dict[str, Any] | None:
    """A user as the room shows them: an anonymous room has pseudonyms that no action accepts."""
    if not race.is_anonymous or race.entrant(user) is None:
        return user_json(user, can_moderate=race.may_moderate(user))
    number = next(place for place, entrant in enumerate(race.entrants, 1) if entrant.user is user)
    return user_json(User(f"anonymous{number:07d}", f"Anonymous {number}", None))


def shown_name(race: Race, user: User) -> str:
    """What system messages call somebody."""
    return "An anonymous entrant" if race.is_anonymous else user.full_name


def summary(race: Race) -> dict[str, Any]:
    """A race in lists."""
    settings = race.settings
    joined = [entrant for entrant in race.entrants if entrant.status in JOINED]
    return {
        "name": race.name,
        "status": _status(race.status, STATUS_LABELS),
        "url": f"/{race.name}",
        "data_url": f"/{race.name}/data",
        "goal": {"name": race.goal, "custom": settings.goal is None},
        "info": "\n".join(part for part in (settings.info_user, settings.info_bot) if part),
        "entrants_count": len(joined),
        "entrants_count_finished": sum(entrant.status == "done" for entrant in joined),
        "entrants_count_inactive": sum(entrant.status in {"dnf", "dq"} for entrant in joined),
        "opened_at": moment(race.opened_at),
        "started_at": moment(race.started_at),
        "time_limit": duration(timedelta(hours=settings.time_limit)),
        "opened_by_bot": race.opened_by_bot,
    }


def past_summary(race: Race) -> dict[str, Any]:
    """A race that is over, in lists."""
    return {
        **summary(race),
        "category": category_summary(race.category),
        "ended_at": moment(race.ended_at),
        "cancelled_at": moment(race.cancelled_at),
        "recordable": race.recordable,
        "recorded": race.recorded,
    }


def race_json(race: Race, now: datetime) -> dict[str, Any]:
    """A race, in full: the same over HTTP and in `race.data` frames."""
    settings = race.settings
    return {
        "version": race.version,
        **summary(race),
        "slug": race.slug,
        "websocket_url": f"/ws/race/{race.slug}",
        "websocket_bot_url": f"/ws/o/bot/{race.slug}",
        "websocket_oauth_url": f"/ws/o/race/{race.slug}",
        "category": category_summary(race.category),
        "info_bot": settings.info_bot,
        "info_user": settings.info_user,
        "team_race": settings.team_race,
        "entrants": entrants_json(race, now),
        "ended_at": moment(race.ended_at),
        "cancelled_at": moment(race.cancelled_at),
        "ranked": settings.ranked and settings.goal is not None,
        "unlisted": settings.unlisted,
        "opened_by": _official(race, race.opened_by),
        "monitors": [fields for user in race.monitors if (fields := _official(race, user))],
        "recordable": race.recordable,
        "recorded": race.recorded,
        "recorded_by": _official(race, race.recorded_by),
        "bot_meta": race.bot_meta,
        **_rules_json(settings),
        "chat_restricted": _is_chat_restricted(race),
    }


def _official(race: Race, user: User | None) -> dict[str, Any] | None:
    return user_json(user, can_moderate=race.may_moderate(user)) if user else None


def _rules_json(settings: RaceSettings) -> dict[str, Any]:
    return {
        "start_delay": duration(timedelta(seconds=settings.start_delay)),
        "time_limit_auto_complete": settings.time_limit_auto_complete,
        "require_even_teams": settings.require_even_teams,
        "streaming_required": settings.streaming_required,
        "auto_start": settings.auto_start,
        "disqualify_unready": settings.disqualify_unready,
        "allow_comments": settings.allow_comments,
        "hide_comments": settings.hide_comments,
        "hide_entrants": settings.hide_entrants,
        "allow_prerace_chat": settings.allow_prerace_chat,
        "allow_midrace_chat": settings.allow_midrace_chat,
        "allow_non_entrant_chat": settings.allow_non_entrant_chat,
        "chat_message_delay": duration(timedelta(seconds=settings.chat_message_delay)),
    }


def _is_chat_restricted(race: Race) -> bool:
    if race.is_anonymous:
        return True
    if race.status == "in_progress":
        return not race.settings.allow_midrace_chat
    return not race.is_over and not race.settings.allow_prerace_chat


def entrants_json(race: Race, now: datetime) -> list[dict[str, Any]]:
    """All entrants, in order."""
    return [_entrant(race, entrant, place, now) for entrant, place in ranked_entrants(race)]


def category_summary(category: Category) -> dict[str, Any]:
    """A category inside of a race."""
    return {
        "name": category.name,
        "short_name": category.slug.upper(),
        "slug": category.slug,
        "url": f"/{category.slug}",
        "data_url": f"/{category.slug}/data",
        "image": None,
    }


def category_json(category: Category, races: list[Race]) -> dict[str, Any]:
    """A category with its current races."""
    return {
        **category_summary(category),
        "info": None,
        "streaming_required": category.streaming_required,
        "owners": [user_json(user, can_moderate=True) for user in category.owners],
        "moderators": [user_json(user, can_moderate=True) for user in category.moderators],
        "goals": [goal for goal, active in category.goals.items() if active],
        "current_races": [summary(race) for race in races],
        "emotes": {},
    }


def _status(value: str, labels: dict[str, str]) -> dict[str, str]:
    return {"value": value, "verbose_value": labels[value], "help_text": labels[value]}


def _entrant(race: Race, entrant: Entrant, place: int | None, now: datetime) -> dict[str, Any]:
    hidden = race.settings.hide_comments and race.status not in OVER
    return {
        "user": shown_user(race, entrant.user),
        "team": team_json(entrant.team) if entrant.team else None,
        "status": _status(entrant.status, ENTRANT_LABELS),
        "finish_time": duration(entrant.finish_time) if place else None,
        "finished_at": moment(entrant.finished_at) if place else None,
        "place": place,
        "place_ordinal": ordinal(place) if place else None,
        "score": None if race.is_anonymous else score_of(race, entrant.user),
        "score_change": None,
        "comment": None if hidden else entrant.comment,
        "has_comment": entrant.comment is not None,
        "stream_live": entrant.stream_live,
        "stream_override": entrant.stream_override,
        "actions": entrant_actions(race, entrant, now),
    }
