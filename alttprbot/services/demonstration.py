"""Made-up people and tournaments, to try the platform out with: always the same, and taken away without a trace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from alttprbot.database import transactional
from alttprbot.models import (
    AsyncTournament,
    AsyncTournamentPermalink,
    AsyncTournamentPermalinkPool,
    AsyncTournamentPermissions,
    AsyncTournamentRace,
    AsyncTournamentWhitelist,
    TournamentGames,
    Users,
)
from alttprbot.models.async_race import ReviewStatus, RunStatus
from alttprbot.models.async_tournament import AsyncTournamentRole, AsyncTournamentState

# No account, server or channel on Discord has such a number before the year 2076.
GUILD = 900000000000000001
ACTIVE_CHANNEL, CLOSED_CHANNEL, REPORT_CHANNEL = GUILD + 1, GUILD + 2, GUILD + 3
ADMIN = GUILD + 100
RACERS = 15
DISCORD_IDS = tuple(range(ADMIN, ADMIN + RACERS + 1))
"""The administrator, then the racers."""
EPISODES = (90001, 90002, 90003)
POOLS = {"Open": "open", "Crosskeys": "crosskeys"}
SEEDS_OF_A_POOL = 6
BEGIN = datetime(2026, 1, 10, 18, tzinfo=UTC)


@transactional
async def seed() -> bool:
    """Make the demonstration's rows; False where they are already."""
    if await Users.filter(discord_user_id__in=DISCORD_IDS).exists():
        return False
    await Users.bulk_create(
        Users(discord_user_id=number, display_name=f"Racer {number - ADMIN}", rtgg_id=f"demo{number}", test_user=True)
        for number in DISCORD_IDS
    )
    admin, *racers = await Users.filter(discord_user_id__in=DISCORD_IDS).order_by("discord_user_id")
    admin.display_name = "Tournament Admin"
    await admin.save(update_fields=["display_name"])
    for channel, state in (
        (ACTIVE_CHANNEL, AsyncTournamentState.ACTIVE),
        (CLOSED_CHANNEL, AsyncTournamentState.CLOSED),
    ):
        await _tournament(channel, state, admin, racers)
    await TournamentGames.bulk_create(
        TournamentGames(episode_id=episode, event="demonstration", game_number=number, preset="open")
        for number, episode in enumerate(EPISODES, start=1)
    )
    return True


@transactional
async def reset() -> bool:
    """Take exactly those rows away, with what was played in those tournaments since; False where there are none.

    People of the demonstration who were given a part in anything else cannot go: that raises `IntegrityError`.
    """
    tournaments = AsyncTournament.filter(guild_id=GUILD, channel_id__in=(ACTIVE_CHANNEL, CLOSED_CHANNEL))
    ids = await tournaments.values_list("id", flat=True)
    # Runs hold on to seeds and players, which would go with the tournament otherwise.
    await AsyncTournamentRace.filter(tournament_id__in=ids).delete()
    await AsyncTournament.filter(id__in=ids).delete()
    games = await TournamentGames.filter(episode_id__in=EPISODES, event="demonstration").delete()
    people = await Users.filter(discord_user_id__in=DISCORD_IDS, test_user=True).delete()
    return bool(ids or games or people)


async def _tournament(channel: int, state: AsyncTournamentState, admin: Users, racers: list[Users]) -> None:
    tournament = AsyncTournament(
        name=f"Demonstration ({state})",
        guild_id=GUILD,
        channel_id=channel,
        report_channel_id=REPORT_CHANNEL,
        owner_id=ADMIN,
        runs_per_pool=1,
        closed_at=BEGIN + timedelta(days=30) if state is AsyncTournamentState.CLOSED else None,
    )
    tournament.enter(state)
    await tournament.save()
    await AsyncTournamentPermissions.create(tournament=tournament, user=admin, role=AsyncTournamentRole.ADMIN)
    await AsyncTournamentWhitelist.bulk_create(
        AsyncTournamentWhitelist(tournament=tournament, user=racer) for racer in racers
    )
    # Always the same numbers, so that what one person sees another one finds as well.
    chance = Random(channel)
    for name, preset in POOLS.items():
        await _pool(tournament, name, preset, racers, chance)


async def _pool(tournament: AsyncTournament, name: str, preset: str, racers: list[Users], chance: Random) -> None:
    pool = await AsyncTournamentPermalinkPool.create(tournament=tournament, name=name, preset=preset)
    await AsyncTournamentPermalink.bulk_create(
        AsyncTournamentPermalink(
            pool=pool, url=f"https://alttpr.com/h/demo{tournament.channel_id % 10}{preset[0]}{n:04}"
        )
        for n in range(SEEDS_OF_A_POOL)
    )
    seeds = await AsyncTournamentPermalink.filter(pool=pool).order_by("id")
    await AsyncTournamentRace.bulk_create(_run(tournament, chance.choice(seeds), racer, chance) for racer in racers)


def _run(
    tournament: AsyncTournament, seed_of_run: AsyncTournamentPermalink, racer: Users, chance: Random
) -> AsyncTournamentRace:
    began = BEGIN + timedelta(minutes=chance.randrange(14 * 24 * 60))
    finished = chance.random() > 0.1
    ended = began + timedelta(seconds=chance.randint(70 * 60, 120 * 60))
    return AsyncTournamentRace(
        tournament=tournament,
        permalink=seed_of_run,
        user=racer,
        start_time=began,
        end_time=ended if finished else None,
        status=RunStatus.FINISHED if finished else RunStatus.FORFEIT,
        review_status=chance.choice(list(ReviewStatus)) if finished else ReviewStatus.PENDING,
        runner_notes="Lost the boots twice." if chance.random() > 0.7 else None,
    )
