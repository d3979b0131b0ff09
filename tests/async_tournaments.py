"""Asynchronous tournaments for tests, made with few words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from alttprbot.models import (
    AsyncTournament,
    AsyncTournamentPermalink,
    AsyncTournamentPermalinkPool,
    AsyncTournamentRace,
    Users,
)
from alttprbot.models.async_race import RunStatus

GO = datetime(2026, 3, 1, 18, tzinfo=UTC)


@dataclass
class AsyncTournamentScene:
    """One tournament whose players, pools and seeds come into being when they are first named."""

    tournament: AsyncTournament
    users: dict[str, Users] = field(default_factory=dict)
    pools: dict[str, AsyncTournamentPermalinkPool] = field(default_factory=dict)
    seeds: dict[str, AsyncTournamentPermalink] = field(default_factory=dict)

    @classmethod
    async def create(cls, **settings: Any) -> AsyncTournamentScene:
        """A tournament with settings of its own."""
        number = await AsyncTournament.all().count()
        return cls(
            await AsyncTournament.create(name="Spring", guild_id=1, channel_id=100 + number, owner_id=1, **settings)
        )

    async def user(self, name: str, **columns: Any) -> Users:
        """A player."""
        if name not in self.users:
            self.users[name] = await Users.create(display_name=name, **columns)
        return self.users[name]

    async def pool(self, name: str) -> AsyncTournamentPermalinkPool:
        """A pool."""
        if name not in self.pools:
            self.pools[name] = await AsyncTournamentPermalinkPool.create(tournament=self.tournament, name=name)
        return self.pools[name]

    async def seed(self, name: str, *, live: bool = False) -> AsyncTournamentPermalink:
        """A seed, `A/1` being the first of pool A."""
        if name not in self.seeds:
            pool = await self.pool(name.partition("/")[0])
            self.seeds[name] = await AsyncTournamentPermalink.create(
                pool=pool, url=f"https://alttpr.com/h/{name}", live_race=live
            )
        return self.seeds[name]

    async def run(self, player: str, seed: str, result: float | RunStatus, **columns: Any) -> AsyncTournamentRace:
        """A run that took so many seconds, or ended otherwise or not yet."""
        status = result if isinstance(result, RunStatus) else RunStatus.FINISHED
        times: dict[str, Any] = {}
        if not isinstance(result, RunStatus):
            times = {"start_time": GO, "end_time": GO + timedelta(seconds=result)}
        return await AsyncTournamentRace.create(
            tournament=self.tournament,
            user=await self.user(player),
            permalink=await self.seed(seed),
            status=status,
            **(times | columns),
        )
