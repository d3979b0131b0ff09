"""What all presets have in common, whatever the game."""

from __future__ import annotations

import random
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Self

import yaml

from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.preset_references import Reference
from alttprbot.alttprgen.preset_schema import ANY_MAPPING, MAX_HINTS, Anything, Entries, JsonSchema, Report, Shape
from alttprbot.alttprgen.request import SeedOptions
from alttprbot.alttprgen.yaml_limits import (
    MAX_ISSUES,
    STORED_LIMITS,
    USER_LIMITS,
    YamlDocument,
    YamlLimits,
    load_document,
)
from alttprbot.exceptions import InvalidInputException, InvalidPresetException, NoPresetSpecifiedException, PresetIssue
from alttprbot.util.text import did_you_mean, shortened

NAME_MAX_LENGTH = 50
EXTENDS = "extends"
# What keys are for that presets of most games have.
ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "settings": "What the randomizer gets.",
        "goal_name": "A few words for the goal.",
        "description": "One line about the preset, shown where presets are listed.",
        "randomizer": "The game that the preset is for.",
    }
)

_SEGMENT = re.compile(rf"[a-z0-9_-]{{1,{NAME_MAX_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class PresetIdentifier:
    """`name` (a global preset) or `namespace/name`, normalised."""

    name: str
    namespace: str | None = None

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}" if self.namespace else self.name

    @classmethod
    def parse(cls, text: str | None) -> Self:
        """Read what somebody typed: case and blanks around it do not matter.

        Raises `NoPresetSpecifiedException` for nothing and `InvalidInputException` for what cannot be a name.
        """
        typed = (text or "").strip().lower()
        if not typed:
            raise NoPresetSpecifiedException
        parts = [part.strip() for part in typed.split("/")]
        if len(parts) > 2 or not all(_SEGMENT.fullmatch(part) for part in parts):
            raise InvalidInputException(
                f"“{shortened(typed)}” cannot be the name of a preset. Names have letters, digits, `_` and `-` "
                f"(at most {NAME_MAX_LENGTH}); a preset in a namespace is written `namespace/name`."
            )
        return cls(name=parts[-1], namespace=parts[0] if len(parts) == 2 else None)


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was read, with everything there is to say about it."""

    document: YamlDocument
    issues: tuple[PresetIssue, ...]

    @property
    def usable(self) -> bool:
        """Whether a preset can be made of it."""
        return all(issue.severity != "error" for issue in self.issues)


class SahasrahBotPresetCore(ABC):
    """One preset: a document that turns options into a request to a provider.

    It never changes after it was made, so that one object serves any number of seeds at the same time.
    """

    game: ClassVar[str]
    top_level: ClassVar[Mapping[str, Shape]]
    """The keys of a document and what each holds. A key without a value says nothing."""
    required: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"settings": "This is missing. It has the settings for the randomizer."}
    )
    """The keys that every document has, and what is told where one is missing."""
    checks: ClassVar[tuple[Callable[[Mapping[str, Any], Report], None], ...]] = ()
    """They say what is wrong with values that depend on each other."""
    throws_dice: ClassVar[bool] = False
    """Whether planning twice may come to different things."""
    conditions: ClassVar[Mapping[str, Any]] = MappingProxyType({})
    """What the JSON Schema says of such values."""
    definitions: ClassVar[Mapping[str, Shape]] = MappingProxyType({})
    """The shapes to which the JSON Schema refers by a name."""
    about: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """What keys are for that not every game has, in a few words."""

    def __init__(
        self,
        document: Mapping[str, Any],
        *,
        raw: str | None = None,
        identifier: PresetIdentifier | None = None,
        row_id: int | None = None,
        remarks: Sequence[PresetIssue] = (),
    ) -> None:
        """`raw` is the text that the document was read from, if it stands for all of it; `row_id` is where that is
        stored, and `remarks` are what a new text would be refused for."""
        self.document = _said(document)
        self._raw = raw
        self.identifier = identifier
        self.row_id = row_id
        self.remarks = remarks

    @classmethod
    def parse(
        cls,
        content: str | bytes,
        *,
        identifier: PresetIdentifier | None = None,
        limits: YamlLimits = USER_LIMITS,
    ) -> Self:
        """The preset that a user's text describes. Raises `InvalidPresetException` with everything wrong in it."""
        checked = cls.check(content, limits=limits)
        _raise_errors(checked.issues)
        return cls(checked.document.data, raw=checked.document.text, identifier=identifier)

    @classmethod
    def parse_stored(cls, content: str, identifier: PresetIdentifier, *, row_id: int | None = None) -> Self:
        """A preset that was accepted once: it is refused only if it cannot be rolled, and else remarked upon.

        Raises `InvalidPresetException`.
        """
        document = load_document(content, STORED_LIMITS)
        report = Report(document, stored=True)
        cls.check_needed(_said(document.data), report)
        _raise_errors(report.issues)
        wrong = [issue for issue in cls.check_expanded(document) if issue.severity == "error"]
        remarks = [*document.remarks, *(replace(issue, severity="warning") for issue in wrong)]
        return cls(document.data, raw=content, identifier=identifier, row_id=row_id, remarks=remarks)

    @classmethod
    def check(cls, content: str | bytes, *, limits: YamlLimits = USER_LIMITS) -> Checked:
        """Read a user's text and say what is wrong with it. Raises `InvalidPresetException` if it is no mapping."""
        document = load_document(content, limits)
        return Checked(document, tuple(cls.check_expanded(document)))

    @classmethod
    def check_expanded(cls, document: YamlDocument) -> list[PresetIssue]:
        """Everything there is to say about a document that extends nothing, or nothing any more; in its order."""
        issues = [*cls._check_keys(document), *cls.check_document(document)]
        return sorted(issues, key=lambda issue: (issue.line or 0, issue.column or 0))

    @classmethod
    def check_document(cls, document: YamlDocument) -> list[PresetIssue]:
        """What is wrong with the values; keys that are not known are no matter here."""
        report = Report(document)
        fields = Entries(cls.top_level, missing=cls.required, others=Anything(), may_be_empty=True)
        fields.check(document.data, (), report)
        for check in cls.checks:
            check(_said(document.data), report)
        return report.issues

    @classmethod
    def check_needed(cls, document: Mapping[str, Any], report: Report) -> None:
        """What is wrong with the values that planning depends on; the provider judges the settings."""
        needed = {key: shape for key, shape in cls.top_level.items() if key not in ABOUT}
        if "settings" in cls.top_level:
            needed["settings"] = ANY_MAPPING
        Entries(needed, missing=cls.required, others=Anything()).check(document, (), report)

    @classmethod
    def json_schema(cls) -> JsonSchema:
        """A JSON Schema of this game's presets, for editors; what is only warned of is allowed there."""
        about = {**ABOUT, **cls.about}
        definitions = {name: shape.json_schema() for name, shape in cls.definitions.items()}
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"A preset of {cls.game} for SahasrahBot",
            **Entries(cls.top_level, missing=cls.required, closed=True, about=about, may_be_empty=True).json_schema(),
            **cls.conditions,
            **({"$defs": definitions} if definitions else {}),
        }

    @abstractmethod
    def plan(self, options: SeedOptions, *, rng: random.Random | None = None) -> SeedPlan:
        """The request that these options make. Nothing is sent, and the preset stays as it is.

        `rng` decides what is left to chance; without it nobody can foretell that.
        """

    def references(self) -> Sequence[Reference]:
        """The presets that this one leads to."""
        return ()

    def with_references(self, found: Mapping[str, SahasrahBotPresetCore]) -> Self:
        """The same preset with those that it leads to, by identifier; some may not exist."""
        return self

    @cached_property
    def raw(self) -> str:
        """The preset as a text of its own, which can be uploaded: its author's, or else its document written out."""
        return as_yaml(self.document) if self._raw is None else self._raw

    @property
    def name(self) -> str | None:
        """The identifier as users type it; None for an uploaded document without a name."""
        return str(self.identifier) if self.identifier else None

    @property
    def namespace(self) -> str | None:
        """The namespace, None for global presets and uploads."""
        return self.identifier.namespace if self.identifier else None

    @property
    def preset_name(self) -> str | None:
        """The name without its namespace."""
        return self.identifier.name if self.identifier else None

    @property
    def description(self) -> str | None:
        """One line about the preset, if its author wrote one."""
        return _text(self.document.get("description"))

    @property
    def goal_name(self) -> str | None:
        """A short label for race goals, if its author wrote one."""
        return _text(self.document.get("goal_name"))

    @property
    def settings(self) -> Mapping[str, Any]:
        """What is meant for the provider, before any option is applied."""
        settings: Mapping[str, Any] = self.document["settings"]
        return settings

    @classmethod
    def _check_keys(cls, document: YamlDocument) -> list[PresetIssue]:
        issues = []
        known = f" Known are: {', '.join(sorted(cls.top_level))}."
        unexpected = [key for key in document.data if key not in cls.top_level][:MAX_ISSUES]
        for number, key in enumerate(unexpected):
            if key == EXTENDS:
                text = "Only presets that ship with SahasrahBot can extend another. Write all settings out."
                issues.append(document.issue(text, (key,)))
            else:
                hint = did_you_mean(key, cls.top_level) if number < MAX_HINTS else ""
                issues.append(document.issue(f"There is no such key.{hint or known}", (key,)))
        return issues


def as_yaml(document: Mapping[str, Any]) -> str:
    """A whole document as text that somebody can upload again; what people read first comes first."""
    labels = {key: document[key] for key in ("goal_name", "description") if key in document}
    text: str = yaml.dump(
        {**labels, **document}, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120
    )
    return text


def _raise_errors(issues: Iterable[PresetIssue]) -> None:
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        raise InvalidPresetException(errors)


def _said(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a document says: a key without a value says nothing."""
    return {key: value for key, value in document.items() if value is not None}


def _text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
