"""Where presets come from: the files that ship with the program, and the namespaces of users."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from tortoise.expressions import Q

from alttprbot.alttprgen.alttpr_preset import ALTTPRPreset
from alttprbot.alttprgen.ctjets_preset import CTJetsPreset
from alttprbot.alttprgen.mystery.weightset import ALTTPRMysteryPreset
from alttprbot.alttprgen.ootr_preset import OotrPreset
from alttprbot.alttprgen.preset_core import PresetIdentifier, SahasrahBotPresetCore
from alttprbot.alttprgen.preset_files import FileIssue, PresetFolder, folder_signature, read_folder
from alttprbot.alttprgen.preset_references import dangling
from alttprbot.alttprgen.samus_preset import SMPreset, SMZ3Preset
from alttprbot.database import DATABASE_ERRORS, reason, translate_errors
from alttprbot.exceptions import (
    InvalidInputException,
    InvalidPresetException,
    PresetIssue,
    PresetNotFoundException,
)
from alttprbot.models.presets import Presets
from alttprbot.util.clock import Clock
from alttprbot.util.text import shortened

__all__ = [
    "GAMES",
    "ALTTPRPreset",
    "PresetChoice",
    "PresetIdentifier",
    "PresetLibrary",
    "SahasrahBotPresetCore",
    "preset_class",
]

logger = logging.getLogger(__name__)

# The one registry of games that have presets.
GAMES: Mapping[str, type[SahasrahBotPresetCore]] = MappingProxyType(
    {game.game: game for game in (ALTTPRPreset, ALTTPRMysteryPreset, SMPreset, SMZ3Preset, CTJetsPreset, OotrPreset)}
)

CHECK_INTERVAL = 60.0
CHOICE_LIMIT = 25
SUGGESTIONS = 3
LOGGED_REMARKS = 5
# Whoever types is shown choices within three seconds or none at all.
SEARCH_TIMEOUT = 1.0


@dataclass(frozen=True, slots=True)
class PresetChoice:
    """What somebody who is typing a name can choose; `name` is the complete identifier."""

    name: str
    description: str | None = None


def preset_class(game: str) -> type[SahasrahBotPresetCore]:
    """The class of a game's presets. Raises `InvalidInputException` for a game that has none."""
    try:
        return GAMES[game]
    except KeyError:
        raise InvalidInputException(
            f"“{shortened(game, 40)}” has no presets. Games with presets: {', '.join(GAMES)}."
        ) from None


class PresetLibrary:
    """All presets, by identifier.

    Global presets are in memory; files that change are noticed within a minute. Namespaced presets are read from the
    database each time. Nothing here holds up the event loop.
    """

    def __init__(self, root: Path, list_url: str, *, clock: Clock | None = None) -> None:
        self._root = root
        self._list_url = list_url
        self._clock = clock or Clock()
        self._folders: dict[str, PresetFolder] = {}
        self._checked_at = 0.0
        self._refreshing = asyncio.Lock()
        self._remarked: set[tuple[int, int]] = set()

    @property
    def games(self) -> Mapping[str, type[SahasrahBotPresetCore]]:
        """Every game that has presets, by its key."""
        return GAMES

    async def load(self) -> Sequence[FileIssue]:
        """Read all files. What is wrong with them is logged and returned; good ones work regardless."""
        issues = await self.read()
        for game, folder in self._folders.items():
            if not folder.presets:
                logger.warning("no_presets_found", extra={"game": game, "folder": str(self._root / game)})
        _log(issues)
        return issues

    async def read(self) -> Sequence[FileIssue]:
        """The same without a word in the log."""
        self._folders = {game: await asyncio.to_thread(read_folder, self._root / game, GAMES[game]) for game in GAMES}
        self._checked_at = self._clock.monotonic()
        return [issue for folder in self._folders.values() for issue in self._issues(folder)]

    def names(self, game: str) -> Sequence[str]:
        """The global presets of a game, sorted. Memory only."""
        return tuple(sorted(self._global(game)))

    def shipped(self, game: str) -> Mapping[str, SahasrahBotPresetCore]:
        """The global presets themselves, by name. Memory only."""
        return MappingProxyType(dict(self._global(game)))

    async def get(self, game: str, identifier: str) -> SahasrahBotPresetCore:
        """The preset that `identifier` names: `name` is a global one, `namespace/name` a user's.

        Raises `PresetNotFoundException`, `NoPresetSpecifiedException`, `InvalidPresetException` for a stored document
        that cannot be used, and `DatabaseUnavailableException`.
        """
        preset_class(game)
        await self._refresh_if_due()
        try:
            wanted = PresetIdentifier.parse(identifier)
        except InvalidInputException as error:
            raise self._not_found(game, shortened(identifier), self._global(game)) from error
        if wanted.namespace is not None:
            with translate_errors():
                return await self._get_namespaced(game, wanted)
        preset = self._global(game).get(wanted.name)
        if preset is None:
            raise self._not_found(game, wanted.name, self._global(game))
        return preset

    async def complete(self, preset: SahasrahBotPresetCore) -> SahasrahBotPresetCore:
        """The preset with those that it leads to, as far as they exist. Raises `DatabaseUnavailableException`."""
        found = {}
        for reference in preset.references():
            with suppress(PresetNotFoundException, InvalidPresetException):
                found[reference.identifier] = await self.get(reference.game, reference.identifier)
        return preset.with_references(found)

    def parse(self, game: str, text: str | bytes, *, name: str | None = None) -> SahasrahBotPresetCore:
        """The preset in an uploaded text. Raises `InvalidPresetException`."""
        identifier = PresetIdentifier.parse(name) if name else None
        return preset_class(game).parse(text, identifier=identifier)

    def validate(self, game: str, text: str | bytes) -> list[PresetIssue]:
        """Everything to say about a text, errors and warnings, in the order of its lines."""
        kind = preset_class(game)
        try:
            checked = kind.check(text)
            issues = list(checked.issues)
            if checked.usable:
                issues += dangling(checked.document, kind(checked.document.data).references(), self._shipped_names())
        except InvalidPresetException as error:
            issues = list(error.issues)
        return sorted(issues, key=lambda issue: (issue.line or 0, issue.column or 0))

    async def search(
        self, game: str, text: str, *, discord_user_id: int | None = None, limit: int = CHOICE_LIMIT
    ) -> list[PresetChoice]:
        """What somebody who has typed `text` may mean: names that start with it first, then names that contain it.

        The person's own presets come first. Those of others come when the text names their namespace (`somebody/`).
        While the database does not answer there are only global ones.
        """
        await self._refresh_if_due()
        typed = text.strip().lower()
        choices: list[PresetChoice] = []
        try:
            async with asyncio.timeout(SEARCH_TIMEOUT):
                choices = await self._namespaced_choices(game, typed, discord_user_id)
        except DATABASE_ERRORS as error:
            logger.warning("namespaces_not_searched", extra={"reason": reason(error)})
        if "/" not in typed:
            presets = self._global(game)
            choices += [PresetChoice(name, presets[name].description) for name in _ranked(presets, typed)]
        return choices[:limit]

    async def _namespaced_choices(self, game: str, typed: str, discord_user_id: int | None) -> list[PresetChoice]:
        namespace, slash, beginning = typed.rpartition("/")
        if not slash and discord_user_id is None:
            return []
        # Nobody has the id 0, and no namespace has an empty name.
        condition = Q(namespace__discord_user_id=discord_user_id or 0)
        if namespace:
            condition |= Q(namespace__name=namespace)
        rows = await Presets.filter(condition, randomizer=game).values_list(
            "namespace__name", "preset_name", "namespace__discord_user_id"
        )
        matching = [
            (owner != discord_user_id, not name.lower().startswith(beginning), f"{space}/{name}")
            for space, name, owner in rows
            if beginning in name.lower() and space.lower().startswith(namespace)
        ]
        return [PresetChoice(identifier) for _, _, identifier in sorted(matching)]

    async def _get_namespaced(self, game: str, wanted: PresetIdentifier) -> SahasrahBotPresetCore:
        row = await Presets.get_or_none(
            randomizer=game, preset_name=wanted.name, namespace__name=wanted.namespace
        ) or await self._with_old_spelling(game, wanted)
        if row is None and (row := await self._under_former_name(game, wanted)) is not None:
            wanted = PresetIdentifier(wanted.name, row.namespace.name)
        if row is None:
            neighbours = await Presets.filter(randomizer=game, namespace__name=wanted.namespace).values_list(
                "preset_name", flat=True
            )
            raise self._not_found(game, str(wanted), {f"{wanted.namespace}/{name}": None for name in neighbours})
        preset = await asyncio.to_thread(preset_class(game).parse_stored, row.content, wanted, row_id=row.id)
        self._log_remarks(preset, row)
        return preset

    def _log_remarks(self, preset: SahasrahBotPresetCore, row: Presets) -> None:
        """Once for each version, and not for each seed."""
        version = (row.id, row.revision)
        if preset.remarks and version not in self._remarked:
            self._remarked.add(version)
            problems = [str(remark) for remark in preset.remarks[:LOGGED_REMARKS]]
            logger.warning(
                "stored_preset_remarks", extra={"game": preset.game, "preset": preset.name, "problems": problems}
            )

    async def _under_former_name(self, game: str, wanted: PresetIdentifier) -> Presets | None:
        """A namespace is found by the name that it had for as long as nobody else may take that."""
        return (
            await Presets.filter(
                randomizer=game,
                preset_name=wanted.name,
                namespace__aliases__name=wanted.namespace,
                namespace__aliases__expires__gt=self._clock.now(),
            )
            .select_related("namespace")
            .first()
        )

    async def _with_old_spelling(self, game: str, wanted: PresetIdentifier) -> Presets | None:
        """Rows from before names were normalised may have capitals."""
        return await Presets.filter(
            randomizer=game, preset_name__iexact=wanted.name, namespace__name__iexact=wanted.namespace
        ).first()

    async def _refresh_if_due(self) -> None:
        if self._clock.monotonic() - self._checked_at < CHECK_INTERVAL or self._refreshing.locked():
            return
        async with self._refreshing:
            self._checked_at = self._clock.monotonic()
            for game, folder in list(self._folders.items()):
                try:
                    await self._refresh(game, folder)
                except OSError as error:
                    # Somebody is changing the folder at this moment: what was read before still serves.
                    logger.warning("presets_not_refreshed", extra={"game": game, "reason": str(error)})

    async def _refresh(self, game: str, folder: PresetFolder) -> None:
        signature = await asyncio.to_thread(folder_signature, self._root / game)
        if signature != folder.signature:
            fresh = await asyncio.to_thread(read_folder, self._root / game, GAMES[game])
            self._folders[game] = _keeping_unreadable(folder, fresh)
            _log(self._issues(fresh))

    def _issues(self, folder: PresetFolder) -> Sequence[FileIssue]:
        return [*folder.issues, *folder.dangling(self._shipped_names())]

    def _shipped_names(self) -> Mapping[str, Collection[str]]:
        return {game: self._global(game).keys() for game in GAMES}

    def _global(self, game: str) -> Mapping[str, SahasrahBotPresetCore]:
        preset_class(game)
        folder = self._folders.get(game)
        return folder.presets if folder else {}

    def _not_found(self, game: str, name: str, candidates: Mapping[str, object]) -> PresetNotFoundException:
        close = get_close_matches(name.lower(), candidates, n=SUGGESTIONS)
        return PresetNotFoundException(name, game, suggestions=close, list_url=self._list_url)


def _ranked(names: Iterable[str], typed: str) -> list[str]:
    return sorted((name for name in names if typed in name), key=lambda name: (not name.startswith(typed), name))


def _keeping_unreadable(old: PresetFolder, fresh: PresetFolder) -> PresetFolder:
    """A file that is broken for now (half written, say) keeps its last good version."""
    broken = {issue.file.stem for issue in fresh.issues if issue.issue.severity == "error"}
    kept = {name: preset for name, preset in old.presets.items() if name in broken}
    return PresetFolder({**kept, **fresh.presets}, fresh.issues, fresh.signature)


def _log(issues: Iterable[FileIssue]) -> None:
    for issue in issues:
        level = logging.ERROR if issue.issue.severity == "error" else logging.WARNING
        fields = {"file": issue.file.name, "line": issue.issue.line, "problem": issue.issue.message}
        logger.log(level, "preset_file_problem", extra=fields)
