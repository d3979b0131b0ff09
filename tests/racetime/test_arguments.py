"""Reading what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alttprbot.exceptions import InvalidInputException
from alttprbot_racetime.arguments import ChatCommand


def parsed(text: str, prefix: str = "!") -> ChatCommand:
    command = ChatCommand.parse(text, prefix)
    assert command is not None
    return command


@pytest.mark.parametrize(
    ("text", "positional", "keywords"),
    [
        ("!race Open", ("Open",), {}),
        ("!race \t open \n live", ("open", "live"), {}),
        ("!flags AbCdE!fgH -5", ("AbCdE!fgH", "-5"), {}),
        ("!newrace --preset=Open --countdown=900", (), {"preset": "Open", "countdown": 900}),
        ("!newrace --quickswap --no-hints -x", (), {"quickswap": True, "hints": False, "x": True}),
        ("!newrace --a=TRUE --b=False", (), {"a": True, "b": False}),
        ("!newrace --url=https://a.b/?c=d", (), {"url": "https://a.b/?c=d"}),
        ("!newrace --preset= open", ("open",), {}),
        ("!newrace --seed=007 --other=7", (), {"seed": "007", "other": 7}),
        ("!newrace -- - -ab", ("--", "-", "-ab"), {}),
    ],
)
def test_arguments_keep_their_case_and_kind(
    text: str, positional: tuple[str, ...], keywords: dict[str, object]
) -> None:
    command = parsed(text)

    assert command.positional == positional
    assert command.keywords == keywords


@pytest.mark.parametrize(
    ("text", "prefix", "word"), [("!RaCe", "!", "race"), ("sb!Race x", "SB!", "race"), ("!straße", "!", "straße")]
)
def test_the_word_and_the_prefix_are_compared_without_case(text: str, prefix: str, word: str) -> None:
    assert parsed(text, prefix).word == word


@pytest.mark.parametrize("text", ["", "   ", "race", "!", "! race", "x !race"])
def test_other_lines_are_no_commands(text: str) -> None:
    assert ChatCommand.parse(text, "!") is None


def test_a_place_wins_over_a_key() -> None:
    command = parsed("!newrace open --preset=standard --branch=beeta")

    assert command.string(0, "preset") == "open"
    assert command.string(1, "branch") == "beeta"
    assert command.string(2, "nothing") is None


def test_a_flag_is_yes_or_no_and_nothing_else() -> None:
    command = parsed("!newrace --hints --festive=7 --no-quickswap")

    assert (command.flag("hints", False), command.flag("quickswap", True), command.flag("else", True)) == (
        True,
        False,
        True,
    )
    with pytest.raises(InvalidInputException, match="--festive must be true or false, not “7”"):
        command.flag("festive", False)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    command = ChatCommand.parse(f"!{text}", "!")

    assert command is None or (command.word == command.word.lower() and command.text == f"!{text}")


@given(st.lists(st.from_regex(r"[A-Za-z0-9_/]{1,20}", fullmatch=True)))
def test_plain_words_come_through_unchanged(words: list[str]) -> None:
    assert parsed(" ".join(["!race", *words])).positional == tuple(words)
