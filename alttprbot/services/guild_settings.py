"""The settings that a Discord server may have: each declared, with the values that fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from alttprbot.exceptions import InvalidInputException

VALUE_LENGTH = 2000
TRUE_WORDS = frozenset({"true", "yes", "on", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "0"})
SNOWFLAKE = re.compile(r"(?:<[#@&!]*)?(\d{15,20})>?")


class Kind(StrEnum):
    """What a value must look like."""

    FLAG = "true or false"
    TEXT = "text"
    NUMBER = "a whole number"
    CHANNEL = "a channel"
    CHANNELS = "channels, separated by commas"
    PLACES = "channels or categories, separated by commas"
    ROLES = "roles, separated by commas"


AUDIT_BOT = "audit bot"
CHANNEL_KINDS = frozenset({Kind.CHANNEL, Kind.CHANNELS, Kind.PLACES})


class Editor(StrEnum):
    """Who may change a setting, by the name of Discord's permission."""

    MANAGER = "Manage Server"
    ADMINISTRATOR = "Administrator"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One setting that a server may have.

    `reader` names the part that acts on it. `pattern` limits texts, and `pattern_words` says how; `minimum` and
    `maximum` limit numbers.
    """

    name: str
    kind: Kind
    description: str
    default: str | None = None
    reader: str = field(kw_only=True)
    editor: Editor = Editor.MANAGER
    pattern: str = ""
    pattern_words: str = ""
    minimum: int = 0
    maximum: int = 0

    @property
    def form(self) -> str:
        """What a value must look like, in words."""
        limits = f" from {self.minimum} to {self.maximum}" if self.kind is Kind.NUMBER else ""
        return (self.pattern_words or self.kind.value) + limits


# They decide what is kept of what people wrote, and who gets to read it.
_audit = partial(Declaration, reader=AUDIT_BOT, editor=Editor.ADMINISTRATOR)
_moderation = partial(Declaration, reader="moderation")
_daily = partial(Declaration, reader="daily challenge")

DECLARATIONS = (
    _audit("AuditIgnoredChannels", Kind.PLACES, "Channels whose messages are never recorded."),
    _audit("AuditIgnoredRoles", Kind.ROLES, "Roles whose members' messages are never recorded."),
    _audit("AuditLogChannel", Kind.CHANNEL, "Where reports go that have no channel of their own."),
    _audit("AuditLogging", Kind.FLAG, "Record messages and report joins, leaves and bans.", "false"),
    _audit("AuditMemberLogChannel", Kind.CHANNEL, "Where joins, leaves and bans are reported."),
    _audit("AuditMessageLogChannel", Kind.CHANNEL, "Where edited and deleted messages are reported."),
    _audit("AuditModLogChannel", Kind.CHANNEL, "Where moderation is reported."),
    _audit("AuditRecordMessages", Kind.FLAG, "Record messages; follows AuditLogging unless set."),
    _audit("AuditRetentionDays", Kind.NUMBER, "Days until recorded messages are erased.", minimum=1, maximum=30),
    Declaration(
        "CommandPrefix",
        Kind.TEXT,
        "What the audit bot's text commands start with.",
        "$",
        reader=AUDIT_BOT,
        pattern=r"\S{1,5}",
        pattern_words="1 to 5 characters, no blanks",
    ),
    _daily("DailyAnnouncerChannel", Kind.CHANNELS, "Channels that get the daily challenge."),
    _daily("DailyAnnouncerPublish", Kind.FLAG, "Publish it to those who follow an announcement channel.", "true"),
    _daily("DailyAnnouncerRole", Kind.ROLES, "Roles that are pinged with the daily challenge."),
    Declaration(
        "HolyImageDefaultGame",
        Kind.TEXT,
        "The game of holy images.",
        "z3r",
        reader="holy images",
        pattern=r"[A-Za-z0-9_-]{1,45}",
        pattern_words="the short name of a game",
    ),
    _moderation("ModerationEnabled", Kind.FLAG, "Enforce the rules below; phishing has a switch of its own.", "false"),
    _moderation("ModerationExecutables", Kind.FLAG, "Remove programs that new members post.", "true"),
    _moderation("ModerationExemptChannels", Kind.PLACES, "Channels and categories that are left alone."),
    _moderation("ModerationExemptRoles", Kind.ROLES, "Roles whose members are left alone."),
    _moderation("ModerationInvites", Kind.FLAG, "Remove invitations that new members post.", "true"),
    _moderation(
        "ModerationNewMemberHours", Kind.NUMBER, "Hours for which a member is new.", "24", minimum=0, maximum=8760
    ),
    _moderation("ModerationPhishing", Kind.FLAG, "Remove links to sites that are known to be malicious.", "true"),
    _moderation("ModerationRoms", Kind.FLAG, "Remove ROMs, in archives too.", "true"),
    _moderation("ModerationSpam", Kind.FLAG, "Remove spam that is posted in several channels.", "true"),
    # Discord allows 28 days at most.
    _moderation(
        "ModerationTimeoutMinutes", Kind.NUMBER, "Minutes of a timeout.", "30", minimum=1, maximum=28 * 24 * 60
    ),
    Declaration("TournamentEnabled", Kind.FLAG, "Enable the tournament commands.", "false", reader="tournaments"),
)
DECLARED: Mapping[str, Declaration] = MappingProxyType({declared.name: declared for declared in DECLARATIONS})

HISTORICAL = frozenset(
    {
        "AltHunterReportingChannel",
        "AlttprGenRestrictChannels",
        "AlttprLeagueAuditChannel",
        "AlttprLeagueCommentaryChannel",
        "AlttprLeagueServer",
        "AlttprLeagueWeek",
        "CTJetsGenRestrictChannels",
        "CurrentlyRacingRoleId",
        "DeleteExecutables",
        "DeleteRoms",
        "ErrorChannel",
        "FestiveMode",
        "InspectZipArchives",
        "ModerateNewMemberContent",
        "SGLAdminChannel",
        "SGLAuditChannel",
        "SGLVolunteerChannel",
        "Smz3GenRestrictChannels",
        "SpeedGamingLiveEnabled",
        "SpeedGamingLiveGuild",
        "TournamentAuditChannel",
        "TournamentCommentaryChannel",
        "TournamentGameType",
        "TournamentRandomizer",
        "TournamentSGEventSlug",
        "TournamentWeightset",
    }
)
"""What earlier versions knew. An adopted database may hold these; nothing reads them."""


def declaration_of(parameter: str) -> Declaration:
    """The declaration of a setting. Raises `InvalidInputException` that lists those there are."""
    declaration = DECLARED.get(parameter)
    if declaration is None:
        problem = f"There is no setting called “{parameter}”"
        if parameter in HISTORICAL:
            problem = f"“{parameter}” is a setting of an earlier version"
        raise InvalidInputException(f"{problem}. The settings are: {', '.join(DECLARED)}.", parameter=parameter)
    return declaration


def checked_value(declaration: Declaration, value: str) -> str:
    """`value` as it is stored. Raises `InvalidInputException` when it does not fit."""
    value = value.strip()
    if not value or len(value) > VALUE_LENGTH:
        raise _misfit(declaration)
    match declaration.kind:
        case Kind.FLAG:
            return _checked_flag(declaration, value)
        case Kind.CHANNEL:
            return ",".join(_checked_ids(declaration, [value]))
        case Kind.CHANNELS | Kind.PLACES | Kind.ROLES:
            return ",".join(_checked_ids(declaration, list(items(value))))
        case Kind.NUMBER:
            if (number := number_in(declaration, value)) is None:
                raise _misfit(declaration)
            return str(number)
        case Kind.TEXT:
            if not re.fullmatch(declaration.pattern or ".*", value):
                raise _misfit(declaration)
            return value


def is_true(value: str | None) -> bool:
    """Whether a stored value means yes."""
    return value is not None and value.strip().lower() in TRUE_WORDS


def number_in(declaration: Declaration, value: str | None) -> int | None:
    """The number that a value is; None when it is none or outside of the range."""
    if value is None or not re.fullmatch(r"\d{1,9}", value.strip()):
        return None
    number = int(value)
    return number if declaration.minimum <= number <= declaration.maximum else None


def items(value: str) -> Iterator[str]:
    """What stands between the commas."""
    return (item.strip() for item in value.split(",") if item.strip())


def snowflake(item: str) -> int | None:
    """The Discord id that an item is, alone or as a mention; None for a name."""
    found = SNOWFLAKE.fullmatch(item)
    return int(found[1]) if found else None


def _checked_flag(declaration: Declaration, value: str) -> str:
    if value.lower() in TRUE_WORDS:
        return "true"
    if value.lower() in FALSE_WORDS:
        return "false"
    raise _misfit(declaration)


def _checked_ids(declaration: Declaration, texts: Sequence[str]) -> Sequence[str]:
    ids = [snowflake(text) for text in texts]
    if not ids or None in ids:
        raise _misfit(declaration)
    return [str(item) for item in dict.fromkeys(ids)]


def _misfit(declaration: Declaration) -> InvalidInputException:
    return InvalidInputException(
        f"{declaration.name} must be {declaration.form}. {declaration.description}", parameter=declaration.name
    )
