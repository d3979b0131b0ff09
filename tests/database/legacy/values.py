"""Values for one column: by its table and name where they mean something, else by its type."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from tests.database.legacy.notation import Column

# A value for the row of this number, the first of which is 1.
Maker = Callable[[int], object]

LARGEST_SNOWFLAKE = 2**63 - 1
LATE = datetime(2038, 1, 19, 3, 14, 8)  # noqa: DTZ001 (a second more than 32 bits can count)
LONG_TEXT = 70_000
INTEGERS = {"int": 2**31 - 1, "smallint": 2**15 - 1, "tinyint(4)": 1, "tinyint(1)": 1, "bigint": LARGEST_SNOWFLAKE}

SAYINGS = (
    "gg, well run!",
    "Was für ein Würfelglück, dieser Bogen im Turm…",
    "ゼルダの伝説 神々のトライフォース",
    "Ганон побеждён за 1:23:45",
    "מזל טוב! 🎉",
    "👩‍👩‍👧‍👦🏳️‍🌈 go mode 🏹🕯️",
    'it\'s a "quoted" \\ back-slash; DROP TABLE users; -- %s',
    "three\nlines\r\nof text\t",
    " blanks at both ends  ",
    "Café and Cafe\u0301 look the same",
)
WORDS = (
    "Goofy Ganon",
    "zelda",
    "Zelda",
    "Łucja",
    "リンク",
    "Агахним",
    "Ångström",
    "🐔 cucco",
    "o'brien",
    "100%",
    "null",
)
EMOJI = ("🗡️", "🛡", "🏹", "💣", "🔨", "🪝", "<:Bow:402239158082256896>", "<:bow:402239158082256897>", "❤", "❤️")
DOCUMENTS: tuple[object, ...] = (
    {"mode": "open", "weapons": "randomized", "eq": ["PegasusBoots", "ProgressiveSword"]},
    {"name": "ゼルダ 🏹", "nested": {"deep": [1, 2.5, None, True, {"empty": {}}]}, "large": 2**53 + 1},
    {},
    [],
    "only a string",
)

CONFIG_PARAMETERS = (
    *("AuditLogChannel", "AuditLogging", "CommandPrefix", "DailyAnnouncerChannel", "TournamentEnabled"),
    *("HolyImageDefaultGame", "AlttprGenRestrictChannels", "Smz3GenRestrictChannels", "CTJetsGenRestrictChannels"),
    *("DeleteRoms", "InspectZipArchives", "ModerateNewMemberContent", "DeleteExecutables", "FestiveMode"),
    *("CurrentlyRacingRoleId", "ErrorChannel", "AltHunterReportingChannel", "AlttprLeagueServer", "AlttprLeagueWeek"),
    *("AlttprLeagueAuditChannel", "AlttprLeagueCommentaryChannel", "SGLAuditChannel", "SGLVolunteerChannel"),
    *("SGLAdminChannel", "SpeedGamingLiveGuild", "SpeedGamingLiveEnabled", "TournamentAuditChannel"),
    *("TournamentCommentaryChannel", "TournamentSGEventSlug", "TournamentGameType", "TournamentRandomizer"),
    "TournamentWeightset",
)
ASYNC_ACTIONS = (
    *("create", "create_thread", "race_ready", "race_countdown", "race_started", "race_finish", "runner_forfeit"),
    *("timeout_forfeit", "extend_timeout", "reattempt", "async.race_finished"),
)
VOCABULARIES: dict[tuple[str, str], tuple[object, ...]] = {
    ("asynctournament", "customization"): ("default", "gmpmt2023"),
    ("asynctournamentauditlog", "action"): ASYNC_ACTIONS,
    ("asynctournamentliverace", "status"): ("scheduled", "pending", "in_progress", "finished"),
    ("asynctournamentpermissions", "role"): ("admin", "mod"),
    ("asynctournamentrace", "review_status"): ("approved", "accepted", "pending", "rejected"),
    ("asynctournamentrace", "status"): ("finished", "finished", "pending", "in_progress", "forfeit", "disqualified"),
    ("audit_generated_games", "gentype"): ("preset", "mystery", "spoiler", "custom"),
    ("audit_generated_games", "randomizer"): ("alttpr", "alttprmystery", "smz3", "sm", "ff1r"),
    ("audit_messages", "deleted"): (0, 0, 0, 1),
    ("authorizationkeypermissions", "type"): ("racetimecmd", "asynctournament"),
    ("config", "parameter"): CONFIG_PARAMETERS,
    ("config", "value"): ("307860211333595146", "true", "!", "daily-race, 402239158082256896", "z3r"),
    ("multiworld", "status"): ("STARTED", "CLOSED", "CANCELLED"),
    ("patch_distribution", "used"): (0, 1),
    ("reaction_group", "bot_managed"): (0, 1),
    ("reaction_role", "protect_mentions"): (0, 1),
    ("schedulebroadcastchannels", "channel_type"): ("twitch",),
    ("schedulerole", "name"): ("admin", "mod", "player", "commentator", "tracker", "restreamer"),
    ("sgdailies", "active"): (0, 1),
    ("smz3_multiworld", "status"): ("STARTED", "CLOSED"),
    ("telemetry_events", "action"): ("invoke", "success", "failure"),
    ("telemetry_events", "event_name"): ("discord.generator.preset.invoke", "discord.generator.preset.success"),
    ("telemetry_events", "status"): ("ok", "error", "timeout", "denied"),
    ("telemetry_events", "surface"): ("discord", "racetime", "api"),
    ("tournament_games", "submitted"): (0, 1),
    ("tournament_results", "status"): ("STARTED", "RECORDED"),
    ("tournament_results", "written_to_gsheet"): (0, 1),
    ("triforcetextsconfig", "key_name"): ("moderator", "key"),
}
# Names and tokens that must not come twice.
DISTINCT = {
    *("hash", "srl_id", "room_name", "key", "name", "preset_name", "racetime_room", "racetime_slug", "event_slug"),
    *("rtgg_id", "racetime_id", "segment_number"),
}
# How many guilds, channels and people there are in tables where they come again and again.
CROWDS = {"guild_id": 20, "channel_id": 200, "user_id": 5_000, "discord_user_id": 5_000}
NULLS = 0.1


def limit(table: str, name: str, column: Column) -> object:
    """The most that the column holds: the longest text in letters of many bytes, the largest number."""
    if (table, name) in VOCABULARIES:
        return VOCABULARIES[table, name][0]
    if length := re.search(r"char\((\d+)\)", column.type):
        return ("🏹漢é" * int(length[1]))[: int(length[1])]
    if column.type == "longtext":
        return "🏹" * LONG_TEXT
    if column.type == "json":
        return json.dumps({"🏹": "漢" * LONG_TEXT}, ensure_ascii=False)
    if column.type in INTEGERS:
        return INTEGERS[column.type]
    if column.type == "double":
        return 1.7976931348623157e308
    if column.type == "date":
        return LATE.date()
    return LATE.replace(microsecond=1 if column.type == "datetime(6)" else 0)


def maker(table: str, name: str, column: Column, random: Random, now: datetime, *, crowded: bool) -> Maker:
    """What makes ordinary values for the column."""
    make = _meaningful(table, name, column, random, crowded=crowded) or _by_type(column, random, now)
    if not column.null:
        return make
    return lambda number: None if random.random() < NULLS else make(number)


def snowflake(number: int) -> int:
    """A Discord id of its own, of any time since 2015; the timestamp is in all but the lowest 22 bits."""
    return ((number * 4_294_967_291) % 2**38 << 22) + number % 2**22


def _meaningful(table: str, name: str, column: Column, random: Random, *, crowded: bool) -> Maker | None:
    if values := VOCABULARIES.get((table, name)):
        return lambda number: values[number % len(values)]
    if name == "emoji":
        return lambda number: EMOJI[number % len(EMOJI)]
    if name == "episode_id":
        return str if "char" in column.type else int
    if name in DISTINCT:
        return _distinct(column)
    if column.type == "bigint":
        crowd = CROWDS.get(name) if crowded else None
        return lambda number: snowflake(random.randrange(crowd) if crowd else number)
    if name in {"url", "permalink", "spoiler_url", "runner_vod_url", "attachment"}:
        return lambda number: f"https://alttpr.com/en/h/{_token(random)}?n={number}"
    if name in {"hash_id", "guild_hash", "patch_id", "invite_id", "rtgg_access_token"}:
        return lambda _number: _token(random)
    if name == "ip_address":
        return lambda _number: f"203.0.113.{random.randrange(256)}, 2001:db8::{random.randrange(65536):x}"
    return None


def _distinct(column: Column) -> Maker:
    length = re.search(r"char\((\d+)\)", column.type)
    if length is None and column.type != "longtext":
        return lambda number: number
    return lambda number: f"{WORDS[number % len(WORDS)]} {number}"


def _by_type(column: Column, random: Random, now: datetime) -> Maker:
    if length := re.search(r"char\((\d+)\)", column.type):
        texts = [text[: int(length[1])] for text in (SAYINGS if int(length[1]) > 50 else WORDS)]
        return lambda _number: random.choice(texts)
    if column.type == "longtext":
        return lambda _number: random.choice(SAYINGS) * random.randrange(1, 20)
    if column.type == "json":
        documents = [json.dumps(document, ensure_ascii=False) for document in DOCUMENTS]
        return lambda _number: random.choice(documents)
    if column.type.startswith("tinyint"):
        return lambda _number: random.randrange(2)
    if column.type in INTEGERS:
        return lambda _number: random.randrange(30_000)
    if column.type == "double":
        return lambda _number: random.uniform(-1.0, 20_000.0)
    if column.type == "date":
        return lambda number: (now - _age(number, random)).date()
    if column.type == "datetime":
        return lambda number: (now - _age(number, random)).replace(microsecond=0)
    return lambda number: now - _age(number, random)


def _age(number: int, random: Random) -> timedelta:
    """Mostly less than a month, as the retention of messages left it; each tenth is years old."""
    return timedelta(days=random.uniform(31, 2_000) if number % 10 == 0 else random.uniform(0, 29))


def _token(random: Random) -> str:
    return urlsafe_b64encode(random.randbytes(9)).decode()
