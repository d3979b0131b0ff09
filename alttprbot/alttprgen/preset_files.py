"""The presets that ship with the program: one folder a game, one `.yaml` file a preset.

A shipped preset may name another file of its folder as `extends` and then states only what differs: mappings are
merged key by key, everything else replaces what was there, and an empty value (`~`) takes the key away. Files whose
name starts with an underscore exist to be extended and are no presets themselves. `description` is never inherited.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alttprbot.alttprgen.preset_core import EXTENDS, PresetIdentifier, SahasrahBotPresetCore
from alttprbot.alttprgen.preset_references import Reference, dangling
from alttprbot.alttprgen.yaml_limits import SHIPPED_LIMITS, YamlDocument, load_document
from alttprbot.exceptions import InvalidInputException, InvalidPresetException, PresetIssue

SUFFIX = ".yaml"
BASE_PREFIX = "_"

Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class FileIssue:
    """Something wrong with one file."""

    file: Path
    issue: PresetIssue

    def __str__(self) -> str:
        return f"{self.file}: {self.issue.severity}: {self.issue}"


@dataclass(frozen=True, slots=True)
class FileReferences:
    """A file with the presets that it leads to."""

    file: Path
    document: YamlDocument
    references: Sequence[Reference]


@dataclass(frozen=True, slots=True)
class PresetFolder:
    """What one folder holds: the presets that can be rolled, and what is wrong with the rest."""

    presets: Mapping[str, SahasrahBotPresetCore]
    issues: tuple[FileIssue, ...]
    signature: Signature
    references: tuple[FileReferences, ...] = ()

    def dangling(self, shipped: Mapping[str, Collection[str]]) -> list[FileIssue]:
        """A warning for each preset that a file leads to and that is not among `shipped`, the names of each game."""
        return [
            FileIssue(found.file, issue)
            for found in self.references
            for issue in dangling(found.document, found.references, shipped)
        ]


def folder_signature(folder: Path) -> Signature:
    """Changes when any file of the folder does."""
    if not folder.is_dir():
        return ()
    stats = ((path.name, _stat(path)) for path in folder.iterdir())
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats))


def _stat(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except OSError:
        # Editors mark a file that is being edited with a link to nowhere.
        return path.lstat()


def read_folder(folder: Path, preset_class: type[SahasrahBotPresetCore]) -> PresetFolder:
    """Read everything. A file that cannot be used is left out and reported; the others are not affected."""
    signature = folder_signature(folder)
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    issues = [FileIssue(path, problem) for path in paths for problem in _name_issues(path)]
    usable = {path.stem: path for path in paths if path.is_file() and not _name_issues(path)}
    reader = _Reader(usable)
    presets = {}
    references = []
    for name, path in usable.items():
        try:
            preset, document, warnings = reader.preset(name, preset_class)
        except InvalidPresetException as error:
            issues.extend(FileIssue(path, issue) for issue in error.issues)
            continue
        issues.extend(FileIssue(path, warning) for warning in warnings)
        if led_to := preset.references():
            references.append(FileReferences(path, document, led_to))
        if not name.startswith(BASE_PREFIX):
            presets[name] = preset
    return PresetFolder(presets, tuple(issues), signature, tuple(references))


def check_file(
    path: Path, preset_class: type[SahasrahBotPresetCore], shipped: Mapping[str, Collection[str]]
) -> list[FileIssue]:
    """What is wrong with one file, which may extend its neighbours and lead to presets among `shipped`."""
    issues = _name_issues(path)
    if not issues:
        neighbours = {file.stem: file for file in path.parent.glob(f"*{SUFFIX}") if file.is_file()}
        try:
            preset, document, warnings = _Reader(neighbours).preset(path.stem, preset_class)
        except InvalidPresetException as error:
            issues = list(error.issues)
        else:
            issues = [*warnings, *dangling(document, preset.references(), shipped)]
    return [FileIssue(path, issue) for issue in issues]


def shipped_names(root: Path, games: Iterable[str]) -> Mapping[str, Collection[str]]:
    """The presets of each game that there are files of."""
    return {
        game: [file.stem for file in (root / game).glob(f"*{SUFFIX}") if not file.name.startswith(BASE_PREFIX)]
        for game in games
    }


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `changes` applied. Neither is touched; the result shares with them what is the same."""
    result = dict(base)
    for key, value in changes.items():
        below = result.get(key)
        if value is None:
            result.pop(key, None)
        elif isinstance(value, Mapping):
            result[key] = merged(below if isinstance(below, Mapping) else {}, value)
        else:
            result[key] = value
    return result


def _name_issues(path: Path) -> list[PresetIssue]:
    if path.is_dir():
        return []
    if path.suffix != SUFFIX:
        return [PresetIssue(f"Only files that end in {SUFFIX} are presets.")]
    try:
        identifier = PresetIdentifier.parse(path.stem)
    except InvalidInputException as error:
        return [PresetIssue(error.message)]
    if str(identifier) != path.stem:
        return [PresetIssue("The name of a preset is lower-case.")]
    return [] if path.is_file() else [PresetIssue("There is no file to read here.")]


class _Reader:
    """Reads each file once, however many others extend it."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths
        self._loaded: dict[str, YamlDocument] = {}
        self._expanded: dict[str, dict[str, Any]] = {}

    def preset(
        self, name: str, preset_class: type[SahasrahBotPresetCore]
    ) -> tuple[SahasrahBotPresetCore, YamlDocument, list[PresetIssue]]:
        """The preset, what it was made of, and its warnings. Raises `InvalidPresetException`."""
        own = self._load(name)
        data = self._expand(name, ())
        document = replace(own, data=data)
        issues = preset_class.check_expanded(document)
        errors = [issue for issue in issues if issue.severity == "error"]
        if errors:
            raise InvalidPresetException(errors)
        raw = None if EXTENDS in own.data else own.text
        return preset_class(data, raw=raw, identifier=PresetIdentifier(name)), document, issues

    def _expand(self, name: str, seen: Iterable[str]) -> dict[str, Any]:
        if name in self._expanded:
            return self._expanded[name]
        chain = (*seen, name)
        document = self._load(name)
        parent = document.data.get(EXTENDS)
        own = {key: value for key, value in document.data.items() if key != EXTENDS}
        if parent is not None:
            self._check_parent(document, parent, chain)
            inherited = {key: value for key, value in self._expand(parent, chain).items() if key != "description"}
            own = merged(inherited, own)
        self._expanded[name] = own
        return own

    def _check_parent(self, document: YamlDocument, parent: object, chain: tuple[str, ...]) -> None:
        if not isinstance(parent, str) or parent not in self._paths:
            raise InvalidPresetException([document.issue(f"There is no file “{parent}{SUFFIX}”.", (EXTENDS,))])
        if parent in chain:
            circle = " → ".join((*chain, parent))
            raise InvalidPresetException([document.issue(f"These extend each other: {circle}.", (EXTENDS,))])

    def _load(self, name: str) -> YamlDocument:
        if name not in self._loaded:
            try:
                content = self._paths[name].read_bytes()
            except OSError as error:
                raise InvalidPresetException([PresetIssue(f"The file cannot be read: {error.strerror}.")]) from error
            self._loaded[name] = load_document(content, SHIPPED_LIMITS)
        return self._loaded[name]
