"""The exceptions whose message is fit for the person who caused them.

Every surface catches `SahasrahBotException` in one place and shows its message. Anything else is a defect: it is
logged with a reference and the person sees only that reference.

    SahasrahBotException
    ├── PresetException ......... PresetNotFoundException, NamespaceNotFoundException, NoPresetSpecifiedException,
    │                             CannotSaveGlobalPresetException, InvalidPresetException, PresetExistsException,
    │                             StalePresetException
    ├── NotPermittedException
    ├── InvalidInputException ... NotFoundException
    ├── UserNotFoundException
    ├── IdentityConflictException
    ├── RateLimitedException
    ├── BusyException
    ├── IdempotencyConflictException
    ├── ShuttingDownException
    ├── DatabaseUnavailableException ... StorageFullException, OutcomeUncertainException
    ├── RomException ............ see `alttprbot.alttprgen.rom.errors`
    └── SeedProviderError ....... see `alttprbot.alttprgen.provider_exceptions`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


class SahasrahBotException(Exception):
    """An expected failure.

    `code` is stable and names the kind of failure; `parameters` are what the message was made of, so that a surface
    can say the same in another language.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, **parameters: Any) -> None:
        super().__init__(message)
        self.message = message
        self.parameters = parameters

    def __str__(self) -> str:
        return self.message


class NotPermittedException(SahasrahBotException):
    """The person may not do this."""

    code = "not_permitted"


class InvalidInputException(SahasrahBotException):
    """An argument is missing or outside of its range."""

    code = "invalid_input"


class NotFoundException(InvalidInputException):
    """What was named does not exist."""

    code = "not_found"


class UserNotFoundException(SahasrahBotException):
    """We know nobody by this."""

    code = "user_not_found"

    def __init__(self, wanted: str) -> None:
        super().__init__(f"There is no user “{wanted[:100]}”.", wanted=wanted)


class IdentityConflictException(SahasrahBotException):
    """An account that somebody else is known by, or one that is still needed."""

    code = "identity_conflict"


class BusyException(SahasrahBotException):
    """Somebody else is doing the same thing on the same object right now."""

    code = "busy"


class IdempotencyConflictException(SahasrahBotException):
    """A key that makes repeating safe was used before, for another request."""

    code = "idempotency_conflict"

    def __init__(self) -> None:
        super().__init__("This idempotency key was used for another request. Please choose a new one.")


class ShuttingDownException(SahasrahBotException):
    """The process is stopping and takes no new work."""

    code = "shutting_down"

    def __init__(self) -> None:
        super().__init__("SahasrahBot is restarting and takes no new work right now. Please try again in a minute.")


class DatabaseUnavailableException(SahasrahBotException):
    """The database does not answer."""

    code = "database_unavailable"

    def __init__(
        self, message: str = "SahasrahBot's database is temporarily unavailable. Please try again in a minute."
    ) -> None:
        super().__init__(message)


class StorageFullException(DatabaseUnavailableException):
    """The database has no room left. It still answers questions, and nothing of what was refused is stored."""

    code = "storage_full"

    def __init__(self) -> None:
        super().__init__("This cannot be stored right now: SahasrahBot's database is full. Nothing was changed.")


class OutcomeUncertainException(DatabaseUnavailableException):
    """The connection was lost while the server was storing: it may have, or not."""

    code = "outcome_uncertain"

    def __init__(self) -> None:
        super().__init__(
            "SahasrahBot lost its database while this was being saved. "
            "Please look whether it was saved before you try again."
        )


class RateLimitedException(SahasrahBotException):
    """Too many costly actions in a short time; `retry_after` is in seconds."""

    code = "rate_limited"

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message, retry_after=retry_after)
        self.retry_after = retry_after


class PresetException(SahasrahBotException):
    """Anything that is wrong with a preset or the place it is kept in."""

    code = "preset"


class PresetNotFoundException(PresetException):
    """No such global preset, or no such preset in that namespace. `suggestions` are close names that exist."""

    code = "preset_not_found"

    def __init__(self, name: str, game: str, *, suggestions: Sequence[str] = (), list_url: str = "") -> None:
        text = f"There is no {game} preset called “{name}”."
        if suggestions:
            text += f" Did you mean {either(suggestions)}?"
        if list_url:
            text += f" All presets: {list_url}"
        super().__init__(text, name=name, game=game, suggestions=tuple(suggestions), list_url=list_url)
        self.suggestions = tuple(suggestions)


class NamespaceNotFoundException(PresetException):
    """No such preset namespace."""

    code = "namespace_not_found"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no preset namespace called “{name}”.", name=name)


class NoPresetSpecifiedException(PresetException):
    """A preset is needed and none was named."""

    code = "no_preset"

    def __init__(self, message: str = "Please name a preset.") -> None:
        super().__init__(message)


class CannotSaveGlobalPresetException(PresetException):
    """Global presets are part of the program; only namespaced ones can be saved."""

    code = "global_preset"

    def __init__(self) -> None:
        super().__init__("Global presets cannot be changed. Save the preset in your own namespace instead.")


class PresetExistsException(PresetException):
    """A preset of that name exists and replacing it was not asked for."""

    code = "preset_exists"


class StalePresetException(PresetException):
    """Somebody saved another version of the preset in the meantime."""

    code = "preset_stale"


@dataclass(frozen=True, slots=True)
class PresetIssue:
    """One thing wrong with a preset document. `line` and `column` count from 1; `path` is such as `settings.mode`."""

    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    severity: str = "error"

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.path + ': ' if self.path else ''}{self.message}"


class InvalidPresetException(PresetException):
    """The document is not a usable preset; `issues` says everything that is wrong with it."""

    code = "invalid_preset"

    def __init__(self, issues: Sequence[PresetIssue]) -> None:
        listed = "\n".join(f"• {issue}" for issue in issues[:10])
        more = f"\n… and {len(issues) - 10} more." if len(issues) > 10 else ""
        super().__init__(f"This is not a valid preset:\n{listed}{more}", issues=tuple(issues))
        self.issues = tuple(issues)


def either(names: Sequence[str]) -> str:
    """Names to choose among, as people say it: “a”, “b” or “c”."""
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
