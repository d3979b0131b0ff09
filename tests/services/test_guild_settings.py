"""What is declared about settings, and what people are told of it."""

from __future__ import annotations

from alttprbot.config import REPOSITORY
from alttprbot.models import Config
from alttprbot.services.guild_settings import DECLARATIONS, DECLARED, HISTORICAL, checked_value

GUIDE = (REPOSITORY / "docs" / "organisers.md").read_text(encoding="utf-8")


def test_the_guide_explains_every_setting() -> None:
    table = GUIDE.partition("| setting | value | default | who | meaning |\n")[2].partition("\n\n")[0]
    explained = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[1:]]

    assert explained == [
        [
            f"`{declaration.name}`",
            declaration.form,
            f"`{declaration.default}`" if declaration.default else "",
            declaration.editor.value,
            declaration.description,
        ]
        for declaration in DECLARATIONS
    ]


def test_defaults_are_values_that_fit() -> None:
    for declaration in DECLARATIONS:
        if declaration.default is not None:
            assert checked_value(declaration, declaration.default) == declaration.default


def test_names_are_unique_and_fit_into_the_table() -> None:
    longest = Config._meta.fields_map["parameter"].max_length  # type: ignore[attr-defined]

    assert len(DECLARED) == len(DECLARATIONS)
    assert not HISTORICAL & DECLARED.keys()
    assert all(len(name) <= longest for name in {*DECLARED, *HISTORICAL})
