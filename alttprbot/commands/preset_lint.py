"""What is wrong with presets: those of a game, or files of somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from alttprbot.alttprgen.preset import GAMES, ALTTPRPreset, SahasrahBotPresetCore, preset_class
from alttprbot.alttprgen.preset_files import FileIssue, check_file, read_folder, shipped_names
from alttprbot.alttprgen.preset_references import dangling
from alttprbot.alttprgen.yaml_limits import YamlDocument, load_document
from alttprbot.exceptions import InvalidInputException, InvalidPresetException, PresetIssue


def lint(targets: Iterable[str], root: Path, game: str | None = None) -> list[FileIssue]:
    """What is wrong with each target: a game whose presets are in `root`, or a file, which may be of `game`.

    Raises `InvalidInputException` for what is neither.
    """
    shipped = shipped_names(root, GAMES)
    issues: list[FileIssue] = []
    for target in targets:
        if target in GAMES:
            folder = read_folder(root / target, GAMES[target])
            issues += [*folder.issues, *folder.dangling(shipped)]
        elif not Path(target).is_file():
            raise InvalidInputException(f"“{target}” is neither a file nor a game. Games: {', '.join(GAMES)}.")
        else:
            issues += _of_file(Path(target), root, game, shipped)
    return issues


def _of_file(path: Path, root: Path, game: str | None, shipped: Mapping[str, Collection[str]]) -> list[FileIssue]:
    folder = path.resolve().parent
    if folder.parent == root.resolve() and folder.name in GAMES:
        return check_file(path, GAMES[folder.name], shipped)
    return [FileIssue(path, issue) for issue in _of_somebody(path, game, shipped)]


def _of_somebody(path: Path, game: str | None, shipped: Mapping[str, Collection[str]]) -> list[PresetIssue]:
    content = path.read_bytes()
    try:
        kind = preset_class(game) if game else _kind(path, load_document(content))
        checked = kind.check(content)
    except InvalidPresetException as error:
        return list(error.issues)
    references = kind(checked.document.data).references() if checked.usable else ()
    return [*checked.issues, *dangling(checked.document, references, shipped)]


def _kind(path: Path, document: YamlDocument) -> type[SahasrahBotPresetCore]:
    """The game that the file is for, as far as its folder or the document says so."""
    said = document.data.get("randomizer")
    return GAMES.get(path.resolve().parent.name) or GAMES.get(str(said)) or ALTTPRPreset
