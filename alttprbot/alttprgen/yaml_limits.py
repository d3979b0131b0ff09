"""Reading YAML that somebody else wrote: bounded in every direction, and with the place of everything in it.

Only what JSON can carry comes out: mappings with text keys, lists, text, whole and decimal numbers, booleans and
nothing. Dates, tags and merge keys are refused, because no provider understands them. An alias (`*name`) stands for a
copy of what it repeats, and all limits are those of the document with every copy in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from alttprbot.exceptions import InvalidPresetException, PresetIssue
from alttprbot.util.text import shortened

KeyPath = tuple[str | int, ...]
_Written = yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
_Node = yaml.AliasEvent | _Written

MAX_DEPTH = 20
# The longest one that ships with the program has 1,611.
MAX_NODES = 12_000
MAX_ISSUES = 50
USER_MAX_BYTES = 64 * 1024
LARGEST_NUMBER = 2**63 - 1
# Longer ones are larger than that or say nothing by their last digits, and reading them takes a while.
LONGEST_NUMBER = 100

_TAG = "tag:yaml.org,2002:"
_TEXT = f"{_TAG}str"
_TEXT_TAGS = frozenset({_TEXT, f"{_TAG}value"})
_NUMBER_TAGS = frozenset({f"{_TAG}int", f"{_TAG}float"})
_MERGE_TAG = f"{_TAG}merge"
_REFUSED_TAGS = frozenset({f"{_TAG}timestamp", _MERGE_TAG})

# What the parser says of the commonest mistakes, for people who do not know its grammar.
_PLAIN_WORDS = MappingProxyType(
    {
        "mapping values are not allowed in this context": "no colon is expected here; put quotes around text with one",
        "did not find expected node content": "a value is missing before this",
        "did not find expected key": "this line does not fit; look how far it and the lines above are indented",
        "did not find expected '-' indicator": "this line does not fit into the list; look how far it is indented",
        "could not find expected ':'": "a colon is missing; lines have the form `key: value`",
        "did not find expected ',' or ']'": "a comma or the “]” of a list is missing before this",
        "did not find expected ',' or '}'": "a comma or the “}” of a mapping is missing before this",
    }
)


@dataclass(frozen=True, slots=True)
class YamlLimits:
    """How much text is accepted; `max_bytes` is None for files that ship with the program.

    Without `strict` a value that cannot be understood is text, a key that comes twice means what it says last, and both
    are only remarked upon.
    """

    max_bytes: int | None = USER_MAX_BYTES
    max_depth: int = MAX_DEPTH
    max_nodes: int = MAX_NODES
    strict: bool = True


USER_LIMITS = YamlLimits()
# Presets from before there was a limit on new ones.
STORED_LIMITS = YamlLimits(max_bytes=4 * USER_MAX_BYTES, max_nodes=20_000, strict=False)
SHIPPED_LIMITS = YamlLimits(max_bytes=None, max_nodes=20_000)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A mapping, where each part of it stands in the text, and warnings about what was taken for something else."""

    data: dict[str, Any]
    text: str
    marks: Mapping[KeyPath, tuple[int, int]] = field(default_factory=dict)
    remarks: tuple[PresetIssue, ...] = ()

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
    reader = _Reader(text, limits)
    try:
        data = reader.document()
    except yaml.YAMLError as error:
        raise InvalidPresetException([_syntax_issue(error, text)]) from error
    if reader.issues:
        raise InvalidPresetException(reader.issues)
    return YamlDocument(data=data, text=text, marks=reader.marks, remarks=tuple(reader.remarks))


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


def _syntax_issue(error: yaml.YAMLError, text: str) -> PresetIssue:
    if not isinstance(error, yaml.MarkedYAMLError):
        return PresetIssue("This is not YAML: it has characters that are not allowed in text.")
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "it cannot be read"
    if problem == "found character that cannot start any token" and mark is not None:
        character = text[mark.index : mark.index + 1]
        problem = (
            "indent with spaces, not with tabs" if character == "\t" else f"put quotes around text with “{character}”"
        )
    elif problem == "found unexpected end of stream" and error.context_mark is not None:
        mark, problem = error.context_mark, "the quotation that begins here does not end"
    message = f"This is not YAML: {_PLAIN_WORDS.get(problem, problem)}."
    return PresetIssue(message, line=mark.line + 1, column=mark.column + 1) if mark else PresetIssue(message)


def _at(message: str, event: yaml.Event) -> InvalidPresetException:
    line, column = _place(event)
    return InvalidPresetException([PresetIssue(message, line=line, column=column)])


def _issue(message: str, event: yaml.Event, path: KeyPath, severity: str) -> PresetIssue:
    line, column = _place(event)
    return PresetIssue(message, path=dotted(path), line=line, column=column, severity=severity)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _tag(event: yaml.ScalarEvent) -> str:
    """What YAML takes the text for: a bare word may be a number, a truth value, a date …"""
    bare, _quoted = event.implicit
    for tag, pattern in Resolver.yaml_implicit_resolvers.get(event.value[:1], ()) if bare else ():
        if pattern.match(event.value):
            return str(tag)
    return _TEXT


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A value that aliases repeat, and what each of them adds to the document."""

    value: Any
    nodes: int
    characters: int
    levels: int


def _levels(value: Any) -> int:
    """How many lists and mappings are inside of each other."""
    if not isinstance(value, dict | list):
        return 0
    return 1 + max(map(_levels, value.values() if isinstance(value, dict) else value), default=0)


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(held) for key, held in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


class _Reader:
    """Turns the events of the parser into values and remembers where they were; stops at the first limit."""

    def __init__(self, text: str, limits: YamlLimits) -> None:
        self.issues: list[PresetIssue] = []
        self.remarks: list[PresetIssue] = []
        self.marks: dict[KeyPath, tuple[int, int]] = {}
        self._limits = limits
        self._nodes = 0
        self._characters = 0
        # None for what has begun and not ended.
        self._anchored: dict[str, _Anchored | None] = {}
        self._events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._scalars = SafeConstructor()

    def document(self) -> dict[str, Any]:
        """The one document of the text. Raises `InvalidPresetException` and `yaml.YAMLError`."""
        _stream, begins = next(self._events), next(self._events)
        root = next(self._events) if isinstance(begins, yaml.DocumentStartEvent) else begins
        if not isinstance(root, (yaml.MappingStartEvent, yaml.AliasEvent)):
            raise InvalidPresetException(
                [PresetIssue("A preset is a mapping: lines of the form `key: value`.", line=1)]
            )
        data: dict[str, Any] = self._value(root, (), 1)
        _document_ends, follows = next(self._events), next(self._events)
        if not isinstance(follows, yaml.StreamEndEvent):
            raise _at("This is not YAML: a preset is one document, and another one begins here.", follows)
        return data

    def _value(self, event: _Node, path: KeyPath, depth: int) -> Any:
        self._mark(event, path)
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event, depth)
        if event.anchor is None:
            return self._content(event, path, depth)
        if event.anchor in self._anchored:
            raise _at(f"The name “&{shortened(event.anchor)}” is here twice.", event)
        self._anchored[event.anchor] = None
        nodes, characters = self._nodes, self._characters
        value = self._content(event, path, depth)
        self._anchored[event.anchor] = _Anchored(
            value, self._nodes - nodes, self._characters - characters, _levels(value)
        )
        return value

    def _content(self, event: _Written, path: KeyPath, depth: int) -> Any:
        self._check(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _repeated(self, event: yaml.AliasEvent, depth: int) -> Any:
        """What an alias stands for."""
        name = str(event.anchor)
        anchored = self._anchored.get(name)
        if anchored is None:
            name = shortened(name)
            raise _at(f"“*{name}” stands for nothing: there is no whole value named “&{name}” above.", event)
        self._count(event, anchored.nodes, anchored.characters, depth + anchored.levels - 1)
        return _copy(anchored.value)

    def _check(self, event: _Written, depth: int) -> None:
        """Raise for what is never allowed, before anything is made of it."""
        if event.tag is not None:
            raise _at("Tags (`!name`) are not allowed in presets.", event)
        if isinstance(event, yaml.ScalarEvent):
            self._count(event, 1, len(event.value), depth - 1)
        else:
            self._count(event, 1, 0, depth)

    def _count(self, event: yaml.Event, nodes: int, characters: int, depth: int) -> None:
        """Raise when these make the document too large; `depth` is that of the innermost list or mapping."""
        self._nodes += nodes
        self._characters += characters
        if depth > self._limits.max_depth:
            raise _at(f"This is nested too deeply: at most {self._limits.max_depth} levels.", event)
        if self._nodes > self._limits.max_nodes:
            raise _at(f"This has too many values: at most {self._limits.max_nodes}.", event)
        if self._limits.max_bytes is not None and self._characters > self._limits.max_bytes:
            raise _at(f"This repeats too much text: a preset has at most {self._limits.max_bytes // 1024} KiB.", event)

    def _sequence(self, path: KeyPath, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: KeyPath, depth: int) -> dict[str, Any]:
        """All pairs; a key that comes twice is an issue."""
        result: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path, depth + 1)
            here = (*path, key)
            if key in result:
                self._doubt(f"The key “{shortened(key)}” is here twice.", event, here)
            result[key] = self._value(next(self._events), here, depth + 1)
            self._mark(event, here)
        return result

    def _key(self, event: _Node, path: KeyPath, depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None:
            raise _at("A key has to be plain text.", event)
        self._check(event, depth)
        if _tag(event) == _MERGE_TAG:
            self._complain("Merge keys (`<<`) are not allowed in presets.", event, path)
        return str(event.value)

    def _scalar(self, event: yaml.ScalarEvent, path: KeyPath) -> Any:
        tag = _tag(event)
        if tag in _TEXT_TAGS:
            return str(event.value)
        if tag in _REFUSED_TAGS:
            return self._as_text(f"Put quotes around “{shortened(event.value)}” if it is meant as text.", event, path)
        if tag in _NUMBER_TAGS and len(event.value) > LONGEST_NUMBER:
            return self._as_text("This number is too long. Put quotes around it if it is meant as text.", event, path)
        try:
            value = SafeConstructor.yaml_constructors[tag](self._scalars, yaml.ScalarNode(tag, event.value))
        except ValueError:
            text = "This number cannot be read. Put quotes around it if it is meant as text."
            return self._as_text(text, event, path)
        if isinstance(value, float) and not math.isfinite(value):
            return self._as_text("Numbers have to be finite.", event, path)
        if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            return self._as_text("This number is too large. Put quotes around it if it is meant as text.", event, path)
        return value

    def _as_text(self, message: str, event: yaml.ScalarEvent, path: KeyPath) -> str:
        self._doubt(message, event, path)
        return str(event.value)

    def _mark(self, event: yaml.Event, path: KeyPath) -> None:
        self.marks[path] = _place(event)

    def _doubt(self, message: str, event: yaml.Event, path: KeyPath) -> None:
        """Complain of what can be taken for something else, if need be."""
        if self._limits.strict:
            self._complain(message, event, path)
        elif len(self.remarks) < MAX_ISSUES:
            self.remarks.append(_issue(message, event, path, "warning"))

    def _complain(self, message: str, event: yaml.Event, path: KeyPath) -> None:
        self.issues.append(_issue(message, event, path, "error"))
        if len(self.issues) >= MAX_ISSUES:
            raise InvalidPresetException(self.issues)
