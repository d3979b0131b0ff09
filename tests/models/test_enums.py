"""What is in the database where the models have an enumeration: the strings that existing databases have."""

from __future__ import annotations

from enum import StrEnum

import pytest
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model

from alttprbot import models
from alttprbot.database import Database
from alttprbot.models.async_race import ReviewStatus
from tests.models.factory import make, meta

APPROVAL = {"pending", "approved", "rejected"}
LIVE_RACE = {"scheduled", "pending", "in_progress", "finished", "cancelled"}
RUN = {"pending", "in_progress", "finished", "forfeit", "disqualified"}
STRINGS: list[tuple[type[Model], str, set[str]]] = [
    (models.AsyncTournament, "customization", {"default", "gmpmt2023"}),
    (models.AsyncTournament, "state", {"draft", "active", "closing", "closed"}),
    (models.AsyncTournamentLiveRace, "status", LIVE_RACE),
    (models.AsyncTournamentPermissions, "role", {"admin", "mod", "public"}),
    (models.AsyncTournamentRace, "finish_source", {"button", "command", "staff", "racetime", "timeout"}),
    (models.AsyncTournamentRace, "review_status", APPROVAL),
    (models.AsyncTournamentRace, "status", RUN),
    (models.DailyAnnouncement, "state", {"pending", "sent", "failed"}),
    (models.InquiryThread, "status", {"open", "claimed", "closed"}),
    (models.Multiworld, "status", {"STARTED", "CLOSED", "CANCELLED"}),
    (models.SMZ3Multiworld, "status", {"STARTED", "CLOSED", "CANCELLED"}),
    (models.ScheduleBroadcastChannels, "channel_type", {"twitch"}),
    (models.ScheduleRole, "name", {"admin", "mod", "player", "commentator", "tracker", "restreamer"}),
    (models.TelemetryEvent, "action", {"invoke", "success", "failure"}),
    (models.TelemetryEvent, "status", {"ok", "error", "timeout", "denied"}),
    (models.TelemetryEvent, "surface", {"discord", "racetime", "api"}),
    (
        models.TournamentDelivery,
        "kind",
        {
            "announcement",
            "audit_embed",
            "commentary_embed",
            "room_dm",
            "seed_dm",
            "seed_whisper",
            "settings_confirmation",
            "settings_reminder",
            "settings_warning",
            "webhook",
        },
    ),
    (models.TournamentDelivery, "status", {"pending", "sent", "failed"}),
    (models.TournamentMatch, "source", {"sg", "internal"}),
    (
        models.TournamentMatch,
        "state",
        {
            "AWAITING_SETTINGS",
            "CANCELLED",
            "EXPIRED",
            "FAILED",
            "FINISHED",
            "IN_PROGRESS",
            "OPEN",
            "OPENING",
            "PENDING",
            "RECORDED",
            "ROLLING",
            "SCHEDULED",
            "SEEDED",
        },
    ),
    (models.TournamentResults, "status", {"STARTED", "RECORDED", "CANCELLED"}),
    (models.TriforceTextPool, "access", {"login", "key"}),
    (models.TriforceTextsConfig, "key_name", {"moderator", "key"}),
]

sqlite_only = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@sqlite_only
async def test_enumerations_are_stored_as_the_strings_that_databases_have(database: Database) -> None:
    stored = []

    for model, column, _ in STRINGS:
        kinds = _kinds(model, column)
        rows = [await make(model, **{column: kind}) for kind in kinds]
        table, key = meta(model).db_table, meta(model).db_pk_column
        query = f"SELECT {column} AS word FROM {table} WHERE {key} = ?"  # noqa: S608
        words = {(await database.client.execute_query_dict(query, [row.pk]))[0]["word"] for row in rows}
        stored.append((model, column, words))

    assert stored == STRINGS


def test_no_enumeration_is_forgotten_here() -> None:
    described = {
        (model, name)
        for model in (getattr(models, name) for name in models.__all__)
        for name, field in meta(model).fields_map.items()
        if isinstance(field, CharEnumFieldInstance)
    }

    assert {(model, column) for model, column, _ in STRINGS} == described


@sqlite_only
async def test_accepted_of_older_versions_is_approved(database: Database) -> None:
    run = await make(models.AsyncTournamentRace)
    await database.client.execute_query(
        "UPDATE asynctournamentrace SET review_status = 'accepted' WHERE id = ?", [run.pk]
    )

    assert (await models.AsyncTournamentRace.get(pk=run.pk)).review_status is ReviewStatus.APPROVED


def _kinds(model: type[Model], column: str) -> list[StrEnum]:
    field = meta(model).fields_map[column]
    assert isinstance(field, CharEnumFieldInstance)
    return list(field.enum_type)
