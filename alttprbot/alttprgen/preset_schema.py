"""What values a preset may hold: described once, checked with the place of each mistake, published as JSON Schema.

What the bot itself relies on is an error. What only the provider can judge is a warning: it may know values that are
newer than our description. The JSON Schema refuses what is an error here and nothing else, except for what it cannot
say: that `1.0` is no whole number, and whatever depends on the worth of several values.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alttprbot.alttprgen.yaml_limits import MAX_ISSUES, KeyPath, YamlDocument
from alttprbot.exceptions import PresetIssue
from alttprbot.util.text import did_you_mean, shortened

# For how many problems of one severity a close name is looked for, which takes time.
MAX_HINTS = 10
ON_OFF = ("on", "off")
# Not of the standard, which allows it: what editors say of text that does not match a pattern.
PATTERN_MESSAGE = "patternErrorMessage"
UNQUOTED = " YAML reads a bare word such as `no` as true or false: put quotes around it."

Hint = tuple[str, Iterable[str]]
JsonSchema = dict[str, Any]


class Report:
    """Collects what there is to say about a document. `stored` says that it was accepted once and has to be of use."""

    def __init__(self, document: YamlDocument, *, stored: bool = False) -> None:
        self.issues: list[PresetIssue] = []
        self._document = document
        self._stored = stored
        self._counts: Counter[str] = Counter()

    def error(self, path: KeyPath, message: str, *, hint: Hint | None = None) -> None:
        """Nobody can use this. `hint` is a wrong word and the right ones."""
        self._add(path, message, "error", hint)

    def slip(self, path: KeyPath, message: str, *, hint: Hint | None = None) -> None:
        """Nobody should write this, but who did can be understood."""
        self._add(path, message, "warning" if self._stored else "error", hint)

    def warn(self, path: KeyPath, message: str, *, hint: Hint | None = None) -> None:
        """Only the provider can judge this."""
        self._add(path, message, "warning", hint)

    def _add(self, path: KeyPath, message: str, severity: str, hint: Hint | None) -> None:
        self._counts[severity] += 1
        if self._counts[severity] <= MAX_ISSUES:
            text = f"{message}{did_you_mean(*hint)}" if hint and self._counts[severity] <= MAX_HINTS else message
            self.issues.append(self._document.issue(text, path, severity=severity))


class Shape(ABC):
    """What one value may be."""

    @abstractmethod
    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Say what is wrong with `value`, which stands at `path`."""

    @abstractmethod
    def json_schema(self) -> JsonSchema:
        """The same for editors and other programs; what is only warned of is allowed there."""


@dataclass(frozen=True, slots=True)
class Anything(Shape):
    """Whatever the provider makes of it."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Nothing is wrong."""

    def json_schema(self) -> JsonSchema:
        """No constraint."""
        return {}


@dataclass(frozen=True, slots=True)
class Text(Shape):
    """Text. The provider keeps only `kept` characters; `pattern` must match all of it, or `otherwise` is said.

    Patterns are read by Python and by editors: they keep to what means the same to both, such as `[0-9]` for a digit.
    """

    kept: int | None = None
    pattern: str | None = None
    otherwise: str = ""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Text of the right form."""
        if not isinstance(value, str):
            report.error(path, "This has to be text." + (UNQUOTED if isinstance(value, bool) else ""))
        elif self.pattern is not None and not re.fullmatch(self.pattern, value):
            report.error(path, self.otherwise)
        elif self.kept is not None and len(value) > self.kept:
            report.warn(path, f"The site keeps only the first {self.kept} characters; this has {len(value)}.")

    def json_schema(self) -> JsonSchema:
        """A string."""
        if self.pattern is None:
            return {"type": "string"}
        return {"type": "string", "pattern": whole(self.pattern), PATTERN_MESSAGE: self.otherwise}


@dataclass(frozen=True, slots=True)
class Label(Shape):
    """A few words for people, which may be a bare number."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """Text, or what can be read as such."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            report.error(path, "This has to be text.")

    def json_schema(self) -> JsonSchema:
        """Text or a number."""
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class Flag(Shape):
    """True or false."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A real one, not a word for it."""
        if not isinstance(value, bool):
            report.slip(path, "This has to be true or false, without quotes.")

    def json_schema(self) -> JsonSchema:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number(Shape):
    """A whole number."""

    low: int
    high: int

    def holds(self, value: object) -> bool:
        """Whether it is one and in range; `true` is none."""
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """In range."""
        if not self.holds(value):
            report.error(path, f"This has to be a whole number from {self.low} to {self.high}.")

    def json_schema(self) -> JsonSchema:
        """An integer."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Choice(Shape):
    """One word of several. `closed` says that there can be no others."""

    values: Sequence[str]
    closed: bool = False

    def meant(self, value: Any) -> Any:
        """The word that YAML may have read as `value`; else the value itself."""
        word = ("on" if value else "off") if isinstance(value, bool) else str(value) if isinstance(value, int) else None
        return word if word in self.values else value

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A word that is known; YAML reads some words as something else unless they are quoted."""
        if value in self.values and isinstance(value, str):
            return
        blame = report.slip if self.closed else report.warn
        if isinstance(value, bool) and set(self.values) >= set(ON_OFF):
            report.error(path, f'Write "{"on" if value else "off"}", with quotes: YAML reads the bare word as {value}.')
        elif isinstance(value, bool) and str(value).lower() in self.values:
            report.error(path, f'Write "{str(value).lower()}", with quotes.')
        elif isinstance(value, int) and not isinstance(value, bool) and str(value) in self.values:
            blame(path, f'Write "{value}", with quotes.')
        elif not isinstance(value, str):
            report.error(path, f"This has to be one of {', '.join(self.values)}.")
        else:
            text = f"“{shortened(value)}” is not known. Known are: {', '.join(self.values)}."
            blame(path, text, hint=(value, self.values))

    def json_schema(self) -> JsonSchema:
        """An enumeration, for completion also where other words are allowed."""
        known: JsonSchema = {"enum": list(self.values)}
        if self.closed:
            return known
        numbers = [int(word) for word in self.values if word.isdigit()]
        bare = [{"type": "integer", "minimum": min(numbers), "maximum": max(numbers)}] if numbers else []
        return {"anyOf": [known, {"type": "string"}, *bare]}


class BareChoice(Choice):
    """One word of several, which is understood without quotes too, where YAML reads it as something else."""

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A word that is known, or what is read in its place."""
        super().check(self.meant(value), path, report)

    def json_schema(self) -> JsonSchema:
        """An enumeration of all forms."""
        numbers = [int(word) for word in self.values if word.isdigit()]
        truths = [held for held in (True, False) if self.meant(held) is not held]
        known: JsonSchema = {"enum": [*self.values, *numbers, *truths]}
        return known if self.closed else {"anyOf": [known, {"type": "string"}]}


@dataclass(frozen=True, slots=True)
class Entries(Shape):
    """A mapping. `fields` are its keys; `missing` says what is told where a required one is not there.

    A key that is not among them holds something of the shape `others`; without that it is warned of, or refused where
    the mapping is `closed`. `about` says in a few words what a key is for; editors show it. With `may_be_empty` a key
    that is not required may have no value, which says nothing.
    """

    fields: Mapping[str, Shape]
    missing: Mapping[str, str] = field(default_factory=dict)
    others: Shape | None = None
    closed: bool = False
    about: Mapping[str, str] = field(default_factory=dict)
    may_be_empty: bool = False

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A mapping of the right keys, each with a value of its shape."""
        if not isinstance(value, dict):
            report.error(path, "This has to be a mapping: lines of the form `key: value`.")
            return
        for key, text in self.missing.items():
            if key not in value:
                report.error((*path, key), text)
        for key, held in value.items():
            if held is None and self.may_be_empty and key not in self.missing:
                continue
            shape = self.fields.get(key, self.others)
            if shape is not None:
                shape.check(held, (*path, key), report)
            elif self.closed:
                report.slip((*path, key), "There is no such key here.", hint=(key, self.fields))
            else:
                report.warn((*path, key), "This setting is not known.", hint=(key, self.fields))

    def json_schema(self) -> JsonSchema:
        """An object."""
        schema: JsonSchema = {
            "type": "object",
            "properties": {key: self._property(key, shape) for key, shape in self.fields.items()},
        }
        if self.missing:
            schema["required"] = list(self.missing)
        if self.others is not None:
            schema["additionalProperties"] = self.others.json_schema()
        elif self.closed:
            schema["additionalProperties"] = False
        return schema

    def _property(self, key: str, shape: Shape) -> JsonSchema:
        described: JsonSchema = {"description": self.about[key]} if key in self.about else {}
        schema = shape.json_schema()
        return described | (or_nothing(schema) if self.may_be_empty and key not in self.missing else schema)


@dataclass(frozen=True, slots=True)
class Items(Shape):
    """A list of values of one shape; `otherwise` is said where it is no list or has not enough of them."""

    item: Shape
    least: int = 0
    most: int | None = None
    otherwise: str = "This has to be a list."

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """A list of the right length, each item of its shape."""
        if not isinstance(value, list) or len(value) < self.least or (self.most is not None and len(value) > self.most):
            report.error(path, self.otherwise)
            return
        for index, item in enumerate(value):
            self.item.check(item, (*path, index), report)

    def json_schema(self) -> JsonSchema:
        """An array."""
        schema: JsonSchema = {"type": "array", "items": self.item.json_schema()}
        if self.least:
            schema["minItems"] = self.least
        if self.most is not None:
            schema["maxItems"] = self.most
        return schema


@dataclass(frozen=True, slots=True)
class Defined(Shape):
    """A shape that the JSON Schema has under a name, because it is long and comes often, or holds itself again."""

    name: str
    shape: Shape

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """The same as without the name."""
        self.shape.check(value, path, report)

    def json_schema(self) -> JsonSchema:
        """A reference."""
        return {"$ref": f"#/$defs/{self.name}"}


@dataclass(frozen=True, slots=True)
class ThisGame(Shape):
    """The key of the game, which a document may repeat."""

    game: str

    def check(self, value: Any, path: KeyPath, report: Report) -> None:
        """The document is not for another one."""
        if value != self.game:
            text = f"This document says that it is for another game; here it has to be {self.game}."
            report.error(path, text)

    def json_schema(self) -> JsonSchema:
        """The one word."""
        return {"const": self.game}


ANY_MAPPING = Entries({}, others=Anything())


def put_words(settings: MutableMapping[str, Any], words: Mapping[str, Choice], before: str = "") -> None:
    """Put the word that is meant where YAML has read it as true or false. Keys of `words` have dots between levels."""
    for key, value in settings.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            put_words(value, words, f"{name}.")
        elif isinstance(value, bool) and name in words:
            settings[key] = words[name].meant(value)


def or_nothing(schema: JsonSchema) -> JsonSchema:
    """The schema of the same, or null."""
    if not schema or any("null" in kind.get("type", "") for kind in schema.get("anyOf", [schema])):
        return schema
    return {"anyOf": [{"type": "null"}, schema]}


def whole(pattern: str) -> str:
    """The regular expression for text of which nothing is left over, not even a line's end."""
    return rf"^(?:{pattern})(?![\s\S])"


def as_text(schema: JsonSchema) -> str:
    """A JSON Schema as it is written and sent."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
