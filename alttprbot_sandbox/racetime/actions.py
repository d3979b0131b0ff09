"""The buttons and surveys that bots put below their messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """A field of a survey; `kind` is `input`, `bool`, `radio` or `select`, and options go from value to label."""

    name: str
    label: str
    kind: str
    options: Mapping[str, str]
    default: str
    placeholder: str
    help: str


@dataclass(frozen=True, slots=True)
class Action:
    """A button below a message: it opens `url`, or says `message` after its survey was answered."""

    label: str
    message: str
    url: str
    submit: str
    help: str
    survey: Sequence[Question]

    def filled(self, answers: Mapping[str, str]) -> str:
        """What it says: the first `${name}` of each question is replaced by the answer."""
        text = self.message
        for question in self.survey:
            answer = answers.get(question.name, "")
            if question.kind == "bool":
                answer = question.name if answer else ""
            text = text.replace(f"${{{question.name}}}", answer, 1)
        return text


def actions_of(document: Mapping[str, Any]) -> list[Action]:
    """The actions of a message as its bot sent them; like the real pages, without those that make no sense."""
    return [_action(label, fields) for label, fields in document.items() if isinstance(fields, dict)]


def _action(label: str, fields: Mapping[str, Any]) -> Action:
    survey = fields.get("survey")
    questions = [_question(item) for item in survey if isinstance(item, dict)] if isinstance(survey, list) else []
    url = _text(fields, "url")
    if not url.startswith(("http://", "https://")):
        url = ""
    return Action(
        label, _text(fields, "message"), url, _text(fields, "submit") or label, _text(fields, "help"), questions
    )


def _question(fields: Mapping[str, Any]) -> Question:
    options = fields.get("options")
    return Question(
        _text(fields, "name"),
        _text(fields, "label"),
        _text(fields, "type"),
        {str(value): str(text) for value, text in options.items()} if isinstance(options, dict) else {},
        _text(fields, "default"),
        _text(fields, "placeholder"),
        _text(fields, "help"),
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    return str(fields.get(name) or "")
