"""Who people are: one row for a person's accounts on Discord, RaceTime and Twitch."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from alttprbot.database.transactions import transactional
from alttprbot.exceptions import (
    BusyException,
    IdentityConflictException,
    InvalidInputException,
    RateLimitedException,
    UserNotFoundException,
)
from alttprbot.models import AsyncTournamentRace, AuditAction, Users
from alttprbot.services.audit_trail import Actor, record_action
from alttprbot.services.user_merge import Merge, absorb, subject
from alttprbot.util.clock import Clock
from alttprbot.util.text import shortened

NAME_MAX_LENGTH = 32
STORED_NAME_LENGTH = 200
RENAMES_A_DAY = 5
FOUND_AT_MOST = 50
# Discord's ids are moments since 2015, shifted by 22 bits; ours are 32 bits wide.
LARGEST_USER_ID = 2**31 - 1
LARGEST_DIGITS = 19

_ATTEMPTS = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RaceTimeLink:
    """What linking a RaceTime account came to.

    `merge` is there when two rows became one, `former_rtgg_id` when the account takes the place of another one, and
    `taken_from` is the Discord account that it was linked to until now.
    """

    user: Users
    merge: Merge | None = None
    former_rtgg_id: str | None = None
    taken_from: int | None = None


class UserService:
    """Finds people, links their accounts, and keeps the names that they chose."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._naming = asyncio.Lock()

    async def for_discord(self, discord_user_id: int, *, name: str | None = None) -> Users:
        """The person with this Discord account, known from now on. `name` is taken where they have none."""
        return await _find_or_create(discord_user_id=discord_user_id, display_name=_fallback(name))

    async def for_racetime(self, rtgg_id: str, *, name: str | None = None, twitch_name: str | None = None) -> Users:
        """The person with this RaceTime account, known from now on. `name` is taken where they have none."""
        user = await _find_or_create(rtgg_id=rtgg_id, display_name=_fallback(name))
        twitch = _fallback(twitch_name)
        if twitch is not None and twitch != user.twitch_name:
            await Users.filter(id=user.id).update(twitch_name=twitch, updated=self._clock.now())
            user.twitch_name = twitch
        return user

    async def find_by_discord(self, discord_user_id: int) -> Users | None:
        """The person with this Discord account, if we know them."""
        return await Users.get_or_none(discord_user_id=discord_user_id)

    async def search(self, text: str) -> list[Users]:
        """Everybody with this id (ours, Discord's or RaceTime's) or with this text in a name, in order of their ids."""
        wanted = text.strip()[:STORED_NAME_LENGTH]
        matches = Q(display_name__icontains=wanted) | Q(twitch_name__icontains=wanted) | has_id(wanted)
        return await Users.filter(matches).order_by("id").limit(FOUND_AT_MOST)

    async def get(self, any_id: str) -> Users:
        """The person with this id: ours, Discord's or RaceTime's. Raises `UserNotFoundException`."""
        user = await Users.filter(has_id(any_id.strip())).order_by("id").first()
        if user is None:
            raise UserNotFoundException(any_id)
        return user

    async def rename(self, discord_user_id: int, wanted: str, *, actor: Actor) -> Users:
        """Call somebody what they want to be called.

        Raises `InvalidInputException` for a name that is not fit or somebody else's, `RateLimitedException` for the
        sixth name of a day.
        """
        name = display_name(wanted)
        # No key keeps names apart, since two people may come with the same one: here, one is checked after the other.
        async with self._naming:
            bearers = await Users.named(name).limit(2)
            if any(bearer.discord_user_id != discord_user_id for bearer in bearers):
                raise InvalidInputException(f"Somebody else is called “{name}” already.")
            user = await self.for_discord(discord_user_id)
            if user.display_name == name:
                return user
            await self._require_patience(user)
            await _call(user, name, former=user.display_name, actor=actor)
            return user

    async def link_racetime(
        self,
        *,
        discord_user_id: int,
        discord_name: str | None,
        rtgg_id: str,
        racetime_name: str | None,
        actor: Actor,
        take_over: bool = False,
    ) -> RaceTimeLink:
        """Remember that both accounts proved to be one person's.

        Two rows of which each knows one of the accounts become one. An account that is linked to somebody else's
        Discord account is refused with `IdentityConflictException`, unless the person, having been told, wants to
        `take_over`: then the link moves, and nothing else of the other person.
        """
        name = _fallback(discord_name) or _fallback(racetime_name)
        linking = _Linking(discord_user_id, rtgg_id, name, actor)
        for _ in range(_ATTEMPTS):
            ids = await Users.filter(linking.wanted).values_list("id", flat=True)
            # Somebody else may make or take one of the rows in the meantime: then look again.
            with suppress(IntegrityError):
                if (linked := await linking.link(ids, take_over=take_over)) is not None:
                    return linked
        raise BusyException("Your accounts could not be linked just now. Please try again.")

    @transactional
    async def unlink_racetime(self, discord_user_id: int, *, actor: Actor) -> Users:
        """Forget somebody's RaceTime account.

        Raises `InvalidInputException` when none is linked, `IdentityConflictException` while a run of theirs needs it.
        """
        user = await Users.filter(discord_user_id=discord_user_id).select_for_update().first()
        if user is None or user.rtgg_id is None:
            raise InvalidInputException("No RaceTime account is linked to your Discord account.")
        if await AsyncTournamentRace.exists(active_slot=user.id, tournament__require_racetime_link=True):
            raise IdentityConflictException(
                "You have a run that is not finished, in a tournament that needs your RaceTime account. "
                "Please finish or forfeit it first."
            )
        details: dict[str, object] = {"rtgg_id": user.rtgg_id}
        user.rtgg_id = user.rtgg_access_token = None
        await user.save()
        await record_action(actor, "user.racetime_unlink", subject=subject(user.id), details=details)
        return user

    async def _require_patience(self, user: Users) -> None:
        since = self._clock.now() - _DAY
        renames = AuditAction.filter(action="user.rename", subject=subject(user.id), created__gt=since)
        moments = [rename.created for rename in await renames.order_by("created")]
        if len(moments) >= RENAMES_A_DAY:
            raise RateLimitedException(
                f"A name can be changed {RENAMES_A_DAY} times a day. Please try again later.",
                retry_after=(moments[-RENAMES_A_DAY] - since).total_seconds(),
            )


@dataclass(frozen=True, slots=True)
class _Linking:
    """One Discord account and one RaceTime account that are to belong to one row."""

    discord_user_id: int
    rtgg_id: str
    name: str | None
    actor: Actor

    @property
    def wanted(self) -> Q:
        """The rows that know one of the accounts, or both."""
        return Q(discord_user_id=self.discord_user_id) | Q(rtgg_id=self.rtgg_id)

    @transactional
    async def link(self, ids: Sequence[object], *, take_over: bool) -> RaceTimeLink | None:
        """Link them in the rows with these `ids`; None when these are not those `wanted` any more."""
        users = await Users.filter(self.wanted, id__in=list(ids)).order_by("id").select_for_update()
        if len(users) != len(ids):
            return None
        by_discord = next((user for user in users if user.discord_user_id == self.discord_user_id), None)
        by_racetime = next((user for user in users if user.rtgg_id == self.rtgg_id), None)
        taken_from = None
        if by_racetime is not None and by_racetime.discord_user_id not in {None, self.discord_user_id}:
            taken_from = await self._take_from(by_racetime, take_over=take_over)
            by_racetime = None
        former = by_discord.rtgg_id if by_discord is not None and by_discord.rtgg_id != self.rtgg_id else None
        merge = None
        if by_discord is not None and by_racetime is not None and by_discord is not by_racetime:
            # Only people with a Discord account can have chosen their name.
            by_racetime.display_name = by_discord.display_name or by_racetime.display_name
            merge = await absorb(by_racetime, by_discord, actor=self.actor)
        user = await self._join(by_racetime or by_discord or Users(), former)
        return RaceTimeLink(user, merge, former, taken_from)

    async def _take_from(self, other: Users, *, take_over: bool) -> int | None:
        if not take_over:
            raise IdentityConflictException(
                "This RaceTime account is linked to another Discord account. If that one is yours too, unlink it "
                "there, or move the link here.",
                rtgg_id=self.rtgg_id,
            )
        other.rtgg_id = other.rtgg_access_token = None
        await other.save()
        await record_action(self.actor, "user.racetime_moved_away", subject=subject(other.id))
        former_owner: int | None = other.discord_user_id
        return former_owner

    async def _join(self, user: Users, former: str | None) -> Users:
        changed = (user.discord_user_id, user.rtgg_id) != (self.discord_user_id, self.rtgg_id)
        user.discord_user_id, user.rtgg_id = self.discord_user_id, self.rtgg_id
        user.display_name = user.display_name or self.name
        user.rtgg_access_token = None
        await user.save()
        if changed:
            details: dict[str, object] = {"rtgg_id": self.rtgg_id, "former_rtgg_id": former}
            await record_action(self.actor, "user.racetime_link", subject=subject(user.id), details=details)
        return user


@transactional
async def _call(user: Users, name: str, *, former: str | None, actor: Actor) -> None:
    user.display_name = name
    await user.save(update_fields=["display_name", "updated"])
    await record_action(actor, "user.rename", subject=subject(user.id), details={"from": former, "to": name})


def display_name(wanted: str) -> str:
    """A name that somebody wants, as it is kept. Raises `InvalidInputException`."""
    name = unicodedata.normalize("NFC", wanted).strip()
    if not 1 <= len(name) <= NAME_MAX_LENGTH:
        raise InvalidInputException(f"A name has 1 to {NAME_MAX_LENGTH} characters.")
    if not name.isprintable():
        raise InvalidInputException("A name has no characters that nobody sees or that turn the direction of text.")
    return name


async def _find_or_create(*, display_name: str | None, **account: Any) -> Users:
    for _ in range(_ATTEMPTS):
        user = await Users.get_or_none(**account)
        if user is None:
            try:
                return await Users.create(**account, display_name=display_name)
            except IntegrityError:
                # Somebody was faster: theirs is ours.
                continue
        if user.display_name is None and display_name is not None:
            await Users.filter(id=user.id, display_name=None).update(display_name=display_name)
            await user.refresh_from_db(["display_name"])
        return user
    raise BusyException("You could not be looked up just now. Please try again.")


def has_id(text: str) -> Q:
    """Those whose id this is: ours, Discord's or RaceTime's."""
    matches = Q(rtgg_id=text[:STORED_NAME_LENGTH])
    if (number := as_number(text)) is not None:
        matches |= Q(id=number) if number <= LARGEST_USER_ID else Q(discord_user_id=number)
    return matches


def as_number(text: str) -> int | None:
    """The number that a text is, if a database can hold it."""
    if not (text.isascii() and text.isdigit() and len(text) <= LARGEST_DIGITS):
        return None
    number = int(text)
    return number if number < 2**63 else None


def _fallback(name: str | None) -> str | None:
    return shortened(name, STORED_NAME_LENGTH) or None if name else None
