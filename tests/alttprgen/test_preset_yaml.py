"""Reading documents that somebody else wrote."""

from __future__ import annotations

import json
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from alttprbot.alttprgen.yaml_limits import (
    LARGEST_NUMBER,
    MAX_DEPTH,
    MAX_NODES,
    STORED_LIMITS,
    USER_MAX_BYTES,
    load_document,
)
from alttprbot.exceptions import InvalidPresetException, PresetIssue
from tests.alttprgen.hostile_documents import BOMB


def only_issue(content: str | bytes) -> PresetIssue:
    with pytest.raises(InvalidPresetException) as caught:
        load_document(content)
    assert len(caught.value.issues) == 1
    return caught.value.issues[0]


def test_document_is_read_with_the_place_of_everything() -> None:
    document = load_document("goal_name: open\nsettings:\n  eq: [Lamp, Bow]\n  on: 'off'\n")

    assert document.data == {"goal_name": "open", "settings": {"eq": ["Lamp", "Bow"], "on": "off"}}
    assert document.marks["settings", "eq", 1] == (3, 14)
    assert str(document.issue("no", ("settings", "eq", 1))) == "line 3: settings.eq[1]: no"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("a: 1\nb: ]", 2, "not YAML"),
        ("a:\n\tb: 2", 2, "indent with spaces, not with tabs"),
        ("a: @x", 1, "put quotes around text with “@”"),
        ("a: 1\nb: c: d", 2, "no colon is expected here"),
        ("a: 1\nb: 'c\nd: 1", 2, "the quotation that begins here does not end"),
        ("a:\n   b: 1\n  c: 1", 3, "how far it and the lines above are indented"),
        ("a: [1\nb: 2", 2, "a comma or the “]” of a list is missing"),
        ("a: 1\nb\nc: 2", 3, "a colon is missing"),
        ("- a\n- b", 1, "mapping"),
        ("", 1, "mapping"),
        ("just text", 1, "mapping"),
        ("a: 1\nb: 2\na: 3", 3, "twice"),
        ("a: 1\n---\nb: 2", 2, "a preset is one document, and another one begins here"),
        ("a: 1\nb: *x", 2, "“*x” stands for nothing"),
        ("*x", 1, "“*x” stands for nothing"),
        ("a: &x\n  b: [*x]", 2, "stands for nothing"),
        ("a: &x\n  b: &y [1]\n  c: [*y, *x]", 3, "“*x” stands for nothing"),
        ("a: &x 1\nb: &x 2", 2, "“&x” is here twice"),
        ("a: 1\n&x b: 2", 2, "plain text"),
        ("a: &x b\n*x : 2", 2, "plain text"),
        ("a: !!python/name:os.system x", 1, "Tags"),
        ("a: 1\n<<: {b: 2}", 2, "Merge"),
        ("a: 2024-02-30", 1, "quotes"),
        ("a: .nan", 1, "finite"),
        ("? [a, b]\n: c", 1, "plain text"),
        ("a: " + "9" * 5000, 1, "too long"),
        ("a: 0x_", 1, "cannot be read"),
        ("a: 0x" + "f" * 90, 1, "too large"),
        ("a: " + "1:" * 30 + "1", 1, "too large"),
        ("a: " + "1:" * 3000 + "1", 1, "too long"),
        ("a: " + "1:" * 3000 + "1.5", 1, "too long"),
        ("a: 1\rb: @x", 2, "put quotes around text with “@”"),
        ("a: 1\u2028b:\x85\t- x", 3, "not YAML"),
        (f"a: -{2**63}", 1, "too large"),
        (BOMB, 12, "too many"),
        ("a: &x\n- " + "x" * 20_000 + "\nb: [*x, *x,\n*x]", 4, "too much text"),
        ("a: &x " + "[" * (MAX_DEPTH - 2) + "]" * (MAX_DEPTH - 2) + "\nb: [[\n*x]]", 3, "deeply"),
        ("a: " + "[" * (MAX_DEPTH + 1), 1, "deeply"),
        ("a: " + "[" * 60_000, 1, ""),
        ("a: [" + "x," * MAX_NODES + "]", 1, "too many"),
    ],
)
def test_what_is_no_plain_document_is_refused_with_its_line(content: str, line: int, words: str) -> None:
    issue = only_issue(content)

    assert issue.line == line
    assert words in issue.message


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a: \x80", "a: \0", "a: \x07", "\ud800: a"])
def test_what_is_no_text_is_refused(content: str | bytes) -> None:
    assert "text" in only_issue(content).message


def test_document_at_the_limit_of_size_is_read_and_one_byte_more_is_not() -> None:
    fitting = "a: " + "x" * (USER_MAX_BYTES - 3)

    assert load_document(fitting).data["a"].startswith("xx")
    assert "64 KiB" in only_issue(fitting + "x").message


def test_ten_megabytes_are_refused_at_once() -> None:
    content = b"a: [" + b"{x: y}, " * (10 * 1024 * 1024 // 8)
    started = time.process_time()

    issue = only_issue(content)

    assert "64 KiB" in issue.message
    assert time.process_time() - started < 0.5


def test_all_duplicate_keys_are_listed_together() -> None:
    with pytest.raises(InvalidPresetException) as caught:
        load_document("a: 1\na: 2\nb: {c: 1, c: 2}\n")

    assert [issue.path for issue in caught.value.issues] == ["a", "b.c"]


def test_alias_stands_for_a_copy_of_what_it_repeats() -> None:
    data = load_document("a: &x {eq: &y [Lamp, 1]}\nb: *x\nc: [*y, *y, &z 2, *z]\n").data

    assert data == {"a": {"eq": ["Lamp", 1]}, "b": {"eq": ["Lamp", 1]}, "c": [["Lamp", 1], ["Lamp", 1], 2, 2]}
    data["b"]["eq"].append("Bow")
    assert data["a"] == {"eq": ["Lamp", 1]}


def test_what_an_alias_stands_for_counts_each_time() -> None:
    # The mapping, two keys with a list each, and the words.
    fitting = "a: &x [" + "w," * (MAX_NODES // 2 - 3) + "]\nb: *x\n"

    assert len(load_document(fitting).data["b"]) == MAX_NODES // 2 - 3
    assert "too many" in only_issue(fitting + "c: [1]").message


def test_stored_text_is_read_though_it_says_odd_things() -> None:
    content = "a: 2024-02-30\nb: 1\nb: .inf\nc: " + "9" * 5000

    document = load_document(content, STORED_LIMITS)

    assert document.data == {"a": "2024-02-30", "b": ".inf", "c": "9" * 5000}
    assert [(remark.path, remark.severity) for remark in document.remarks] == [
        ("a", "warning"),
        ("b", "warning"),
        ("b", "warning"),
        ("c", "warning"),
    ]


@pytest.mark.parametrize("content", ["a: &x [*x]", "a: 1\n<<: {b: 2}", BOMB, "a: [", "x"])
def test_stored_text_that_means_something_else_is_refused_all_the_same(content: str) -> None:
    with pytest.raises(InvalidPresetException):
        load_document(content, STORED_LIMITS)


def outcome(content: str | bytes) -> list[PresetIssue] | dict[str, object]:
    """What was read, or everything that is wrong with it; any other exception goes through."""
    try:
        return load_document(content).data
    except InvalidPresetException as error:
        return list(error.issues)


@given(
    st.text(max_size=300)
    | st.binary(max_size=300)
    | st.text(alphabet="ab05_.-:+~{}[]&*!|>'\"#?,%@` \n\r\x85\u2028\ufeff\t<=xe", max_size=80)
)
@settings(max_examples=900, deadline=None)
def test_nothing_but_json_or_a_reason_ever_comes_out(content: str | bytes) -> None:
    result = outcome(content)

    assert result != []
    if isinstance(result, dict):
        assert json.loads(json.dumps(result, allow_nan=False)) == result
        # Not compared with ==, because to Python 1, 1.0 and True are the same.
        assert json.dumps(values_of(result)) == json.dumps(yaml.load(content, Loader=Values))  # noqa: S506 - it is a safe one


class Values(yaml.CSafeLoader):
    """Reads a mapping as the list of its values: PyYAML and presets do not mean the same by keys such as `on`."""


Values.add_constructor(
    "tag:yaml.org,2002:map",
    lambda loader, node: [loader.construct_object(value, deep=True) for _key, value in node.value],
)


def values_of(data: object) -> object:
    if isinstance(data, dict | list):
        return [values_of(value) for value in (data.values() if isinstance(data, dict) else data)]
    return data


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_NUMBER, LARGEST_NUMBER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(min_size=1, max_size=8), json_values, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_json_can_say_is_read_back_unchanged(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data)

    assert load_document(text).data == data
