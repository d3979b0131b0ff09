"""What the editor's form says."""

from __future__ import annotations

from dataclasses import dataclass, field

from quart import request
from werkzeug.datastructures import FileStorage

from alttprbot.exceptions import PresetIssue

# A text of the largest size that is accepted, with room for the rest of the form.
MAX_FORM = 192 * 1024
# Older than any version, so that what is stored is shown before it is replaced.
UNKNOWN_REVISION = 0


@dataclass(frozen=True, slots=True)
class PresetForm:
    """One state of the editor. `revision` is the version that its text began as, None for a new preset."""

    game: str
    name: str
    content: str | bytes = ""
    note: str = ""
    revision: int | None = None

    @property
    def text(self) -> str:
        """The document, as far as it can be shown in a text area."""
        return self.content if isinstance(self.content, str) else self.content.decode("utf-8", "replace")

    @classmethod
    async def sent(cls, game: str | None = None, name: str | None = None) -> PresetForm:
        """The form in the present request; `game` and `name` where its address says which preset is changed."""
        form, files = await request.form, await request.files
        return cls(
            game=game or form.get("randomizer", ""),
            name=name or form.get("name", form.get("preset_name", "")).strip(),
            content=_uploaded(files.get("presetfile")) or _with_newlines(form.get("content", "")),
            note=form.get("note", "").strip(),
            revision=form.get("revision", UNKNOWN_REVISION, _number) if name else None,
        )


@dataclass(frozen=True, slots=True)
class Findings:
    """What there is to say about a form: `fields` by the name of the field, `issues` about the document."""

    fields: dict[str, str] = field(default_factory=dict)
    issues: tuple[PresetIssue, ...] = ()

    @property
    def errors(self) -> list[PresetIssue]:
        """What keeps the document from being saved."""
        return [issue for issue in self.issues if issue.severity == "error"]

    @property
    def warnings(self) -> list[PresetIssue]:
        """What its author may want to look at."""
        return [issue for issue in self.issues if issue.severity != "error"]

    @property
    def refused(self) -> bool:
        """Whether the form cannot be accepted."""
        return bool(self.fields or self.errors)

    @property
    def lines(self) -> frozenset[int]:
        """The lines that something is wrong with."""
        return frozenset(issue.line for issue in self.issues if issue.line)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError
    return int(text)


def _uploaded(file: FileStorage | None) -> bytes:
    return file.read() if file is not None else b""


def _with_newlines(text: str) -> str:
    """Browsers send the lines of a text area with the ends of another system."""
    return text.replace("\r\n", "\n")
