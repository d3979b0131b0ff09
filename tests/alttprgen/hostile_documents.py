"""Texts that were made to cost much; as a program, it says how much memory reading all of them takes."""

from __future__ import annotations

import contextlib
import itertools
import resource

from alttprbot.alttprgen.preset import GAMES
from alttprbot.exceptions import InvalidPresetException

# A thousand million words.
BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in itertools.pairwise("abcdefghijklmnopqrs"))

HOSTILE = {
    "bomb": BOMB,
    "text for ever": "a: &a " + "x" * 60_000 + "\nb: [" + "*a," * 1000 + "]",
    "many copies": "a: &a [" + "x," * 90 + "]\nsettings: [" + "*a," * 120 + "]",
    "copies of copies": "a: &a {" + "x: &x [1,1,1,1,1,1,1,1,1], y: [" + "*x," * 99 + "]}\nb: [" + "*a," * 10 + "]",
    "deep copies": "a: &a " + "{a: " * 17 + "1" + "}" * 17 + "\nb: [" + "*a," * 330 + "]",
    "forced copies": "customizer: true\nsettings: {}\nforced_locations: [&a {item: x, locations: ["
    + "k," * 90
    + "]}, "
    + "*a," * 120
    + "]",
    "chances of copies": "subweights: {"
    + "a: &a {chance: 1, weights: &w {rules: ["
    + "{actions: {mode: x}}," * 9
    + "]}},"
    + "".join(f"k{number}: *a," for number in range(200))
    + "}",
    "merge keys": "".join(f"<<: {{k{number}: 1}}\n" for number in range(4000)),
    "tag of Python": "a: !!python/object/apply:os.system [exit]\n" * 1000,
    "a list too long": "settings: [" + "x," * 32_000 + "]",
    "numbers in a list": "customizer: true\nsettings: {eq: [" + "1," * 11_900 + "]}",
    "decimal numbers": "settings: [" + "1e9," * 11_900 + "]",
    "long number": "a: " + "9" * 65_000,
    "long hexadecimal number": "a: 0x" + "f" * 65_000,
    "number of base 60": "a: " + "1:" * 32_000 + "1",
    "decimal number of base 60": "a: " + "1:" * 32_000 + "1.5",
    "unknown keys": "".join(f"k{number}: 1\n" for number in range(7000)),
    "unknown settings": "settings:\n" + "".join(f" k{number}: 1\n" for number in range(6000)),
    "one key for ever": "a: 1\n" * 12_000,
    "long key": "settings: {? " + "k" * 65_000 + "\n: 1}",
    "long keys": "".join(f"{'x' * 900}{number}: 1\n" for number in range(70)),
    "no keys": "? \n: \n" * 10_000,
    "deep lists": "- " * 32_000,
    "deep mappings": "{a: " * 16_000,
    "deep keys": "? " * 32_000,
    "deep indentation": "".join(f"{' ' * depth}a:\n" for depth in range(350)),
    "empty lists": "customizer: true\nsettings: {eq: [" + "[]," * 16_000 + "]}",
    "long word": "settings: {mode: " + "opne" * 16_000 + "}",
    "escapes": 'a: "' + "\\U0001F600" * 6500 + '"',
    "tabs": "a:" + "\t" * 65_000 + "1",
    "lines without end": "a: x" + "\r" * 65_000 + "@",
    "other lines": "a: 1\u2028\u2028b: @x",
    "folded text": "a: >\n" + " x\n" * 21_000,
    "comments": "#\n" * 32_000,
    "many documents": "---\n" * 16_000,
    "many directives": "%FOO bar\n" * 7000 + "---\na: 1",
    "control characters": "a: '" + "\x01" * 65_000 + "'",
    "no locations": "customizer: true\nsettings: {l: {" + "".join(f"k{number}: x, " for number in range(5000)) + "}}",
    "unknown doors": "doors: true\nsettings: {" + "".join(f"k{number}: x, " for number in range(5000)) + "}",
    "unknown items": "customizer: true\nsettings: {eq: [" + "xxxxx," * 9000 + "], custom: {rom: {rom: {rom: {}}}}}",
    "unknown drops": "customizer: true\nsettings: {drops: {"
    + "".join(f"k{number}: x, " for number in range(5000))
    + "}}",
    "forced nowhere": "settings: {}\nforced_locations: [{item: a, locations: [" + "Zm9vOjE=," * 6000 + "]}]",
    "forced often": "customizer: true\nsettings: {}\nforced_locations: [" + "{item: a, locations: [a]}," * 2300 + "]",
    "many choices": "subweights: {"
    + "".join(f"k{number}: x, " for number in range(3000))
    + "}\n"
    + "".join(f"q{number}: 1\n" for number in range(3500)),
    "deep choices": "subweights: {a: {chance: 1, weights: " * 9 + "x" + "}}" * 9,
    "rules about nothing": "rules: [{conditions: [{Key: [], Value: {}}]}]",
    "initial items": "settings: {initialitems: '" + "a , " * 16_000 + "'}",
}


def check_everywhere(content: str | bytes) -> None:
    """Read a text as a preset of each game; only what is no `InvalidPresetException` comes out."""
    for game in GAMES.values():
        with contextlib.suppress(InvalidPresetException):
            game.check(content)


def main() -> None:
    """Print by how many KiB the process grows."""
    check_everywhere("settings: {}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for content in HOSTILE.values():
        check_everywhere(content)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)  # noqa: T201 - the purpose of the program


if __name__ == "__main__":
    main()
