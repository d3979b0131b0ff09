"""Reading YAML that somebody else wrote: bounded in every direction, and with the place of everything in it.

Only what JSON can carry comes out: mappings with text keys, lists, text, whole and decimal numbers, booleans and
nothing. Dates, tags, anchors, aliases and merge keys are refused, because no provider understands them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from alttprbot.exceptions import InvalidPresetException, PresetIssue
from alttprbot.util.text import shortened

KeyPath = tuple[str | int, ...]

MAX_DEPTH = 20
MAX_NODES = 20_000
USER_MAX_BYTES = 64 * 1024
LARGEST_NUMBER = 2**63 - 1

_TAG = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({f"{_TAG}str", f"{_TAG}value"})

# What the parser says of the commonest mistakes, for people who do not know its grammar.
_PLAIN_WORDS = MappingProxyType(
    {
        "but found another document": "a preset is one document, and another one begins here",
        "mapping values are not allowed in this context": "no colon is expected here; put quotes around text with one",
        "did not find expected key": "this line does not fit; look how far it and the lines above are indented",
        "did not find expected '-' indicator": "this line does not fit into the list; look how far it is indented",
        "could not find expected ':'": "a colon is missing; lines have the form `key: value`",
        "did not find expected ',' or ']'": "a comma or the “]” of a list is missing before this",
        "did not find expected ',' or '}'": "a comma or the “}” of a mapping is missing before this",
    }
)


@dataclass(frozen=True, slots=True)
class YamlLimits:
    """How much text is accepted; `max_bytes` is None for files that ship with the program."""

    max_bytes: int | None = USER_MAX_BYTES
    max_depth: int = MAX_DEPTH
    max_nodes: int = MAX_NODES


USER_LIMITS = YamlLimits()
# Presets from before there was a limit on new ones.
STORED_LIMITS = YamlLimits(max_bytes=4 * USER_MAX_BYTES)
SHIPPED_LIMITS = YamlLimits(max_bytes=None)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A mapping and where each part of it stands in the text."""

    data: dict[str, Any]
    text: str
    marks: Mapping[KeyPath, tuple[int, int]] = field(default_factory=dict)

    def issue(self, message: str, path: KeyPath = (), *, severity: str = "error") -> PresetIssue:
        """Something to say about the value at `path`, or about the nearest thing around it that has a place."""
        place = path
        while place and place not in self.marks:
            place = place[:-1]
        line, column = self.marks.get(place, (1, 1))
        return PresetIssue(message, path=dotted(path), line=line, column=column, severity=severity)


def dotted(path: KeyPath) -> str:
    """`settings.eq[3]`, with long keys shortened."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{shortened(part)}" if text else shortened(part)
    return text


def load_document(content: str | bytes, limits: YamlLimits = USER_LIMITS) -> YamlDocument:
    """The document in `content`. Raises `InvalidPresetException`, and nothing else, when there is none."""
    text = _decoded(content, limits)
    try:
        _check_structure(text, limits)
        root = _compose(text)
    except yaml.YAMLError as error:
        raise InvalidPresetException([_syntax_issue(error, text)]) from error
    if not isinstance(root, yaml.MappingNode):
        raise InvalidPresetException([PresetIssue("A preset is a mapping: lines of the form `key: value`.", line=1)])
    reader = _Reader()
    data = reader.mapping(root, ())
    if reader.issues:
        raise InvalidPresetException(reader.issues)
    return YamlDocument(data=data, text=text, marks=reader.marks)


def _decoded(content: str | bytes, limits: YamlLimits) -> str:
    if limits.max_bytes is not None and len(content) > limits.max_bytes:
        raise _too_large(limits.max_bytes)
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        size = len(text.encode("utf-8"))
    except UnicodeError as error:
        raise InvalidPresetException([PresetIssue("This is not a text file (UTF-8).")]) from error
    if limits.max_bytes is not None and size > limits.max_bytes:
        raise _too_large(limits.max_bytes)
    if "\0" in text:
        raise InvalidPresetException([PresetIssue("This is not a text file: it has NUL characters.")])
    return text


def _too_large(limit: int) -> InvalidPresetException:
    return InvalidPresetException([PresetIssue(f"A preset has at most {limit // 1024} KiB.")])


def _check_structure(text: str, limits: YamlLimits) -> None:
    """Walk the events before anything recursive sees the text: the composer's own depth is not bounded."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        nodes += 1
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _at("Anchors and aliases (`&name`, `*name`) are not allowed in presets.", event)
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag is not None:
            raise _at("Tags (`!name`) are not allowed in presets.", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if depth > limits.max_depth:
            raise _at(f"This is nested too deeply: at most {limits.max_depth} levels.", event)
        if nodes > limits.max_nodes:
            raise _at(f"This has too many values: at most {limits.max_nodes}.", event)


def _compose(text: str) -> yaml.Node | None:
    loader = yaml.CSafeLoader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return node


def _at(message: str, event: yaml.Event) -> InvalidPresetException:
    mark = event.start_mark
    if mark is None:
        return InvalidPresetException([PresetIssue(message)])
    return InvalidPresetException([PresetIssue(message, line=mark.line + 1, column=mark.column + 1)])


def _syntax_issue(error: yaml.YAMLError, text: str) -> PresetIssue:
    if not isinstance(error, yaml.MarkedYAMLError):
        return PresetIssue("This is not YAML: it has characters that are not allowed in text.")
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "it cannot be read"
    if problem == "found character that cannot start any token" and mark is not None:
        character = text.split("\n")[mark.line][mark.column : mark.column + 1]
        problem = (
            "indent with spaces, not with tabs" if character == "\t" else f"put quotes around text with “{character}”"
        )
    elif problem == "found unexpected end of stream" and error.context_mark is not None:
        mark, problem = error.context_mark, "the quotation that begins here does not end"
    message = f"This is not YAML: {_PLAIN_WORDS.get(problem, problem)}."
    return PresetIssue(message, line=mark.line + 1, column=mark.column + 1) if mark else PresetIssue(message)


class _Reader:
    """Turns nodes into values and remembers where they were."""

    def __init__(self) -> None:
        self.issues: list[PresetIssue] = []
        self.marks: dict[KeyPath, tuple[int, int]] = {}
        self._scalars = SafeConstructor()

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        """All pairs; a key that comes twice is an issue."""
        result: dict[str, Any] = {}
        self._mark(node, path)
        for key_node, value_node in node.value:
            key = self._key(key_node, path)
            if key is None:
                continue
            here = (*path, key)
            if key in result:
                self._complain(f"The key “{shortened(key)}” is here twice.", key_node, here)
                continue
            result[key] = self._value(value_node, here)
            self._mark(key_node, here)
        return result

    def _key(self, node: yaml.Node, path: KeyPath) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._complain("A key has to be plain text.", node, path)
            return None
        if node.tag == f"{_TAG}merge":
            self._complain("Merge keys (`<<`) are not allowed in presets.", node, path)
            return None
        return str(node.value)

    def _value(self, node: yaml.Node, path: KeyPath) -> Any:
        self._mark(node, path)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _scalar(self, node: yaml.Node, path: KeyPath) -> Any:
        if node.tag in _TEXT_TAGS:
            return str(node.value)
        if node.tag in {f"{_TAG}timestamp", f"{_TAG}merge"}:
            self._complain(f"Put quotes around “{shortened(node.value)}” if it is meant as text.", node, path)
            return None
        try:
            value = self._scalars.construct_object(node)
        except (ValueError, yaml.YAMLError):
            self._complain("This number cannot be read. Put quotes around it if it is meant as text.", node, path)
            return None
        if isinstance(value, float) and not math.isfinite(value):
            self._complain("Numbers have to be finite.", node, path)
            return None
        if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            self._complain("This number is too large. Put quotes around it if it is meant as text.", node, path)
            return None
        return value

    def _mark(self, node: yaml.Node, path: KeyPath) -> None:
        self.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)

    def _complain(self, message: str, node: yaml.Node, path: KeyPath) -> None:
        mark = node.start_mark
        self.issues.append(PresetIssue(message, path=dotted(path), line=mark.line + 1, column=mark.column + 1))
