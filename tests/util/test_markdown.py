"""What people write must never act in the browser of those who read it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from alttprbot.models import AsyncTournamentRace
from alttprbot.util.markdown import LINK_SCHEMES, TAGS, safe_html

ATTRIBUTES = {"href", "title", "rel", "start"}
PIECES = st.sampled_from([
    "<script>alert(1)</script>", "<script", "</script>", "<img src=x onerror=x>", "<svg/onload=x>",
    "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](java\tscript:x)", "[a](&#106;avascript:x)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](vbscript:x)", "<javascript:alert(1)>", "![a](javascript:alert(1))",
    "[a][b]\n\n[b]: javascript:alert(1)", '[a](https://x.example "onclick=alert(1)")', "<a href='javascript:alert(1)'>",
    "<iframe srcdoc='<script>'>", "`<b onclick=x>`", "```html\n<script>\n```", "&lt;script&gt;", "\n", "\n\n", "> ",
    "- ", "**", "[", "](", ")", "<", ">", '"', "'", "&", ";", ":", "//", "javascript:", "onload=", "\x00", "\u202e",
])  # fmt: skip


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain", "<p>plain</p>\n"),
        ("**bold** and *thin*", "<p><strong>bold</strong> and <em>thin</em></p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
        (
            "[vod](https://twitch.example/1)",
            '<p><a href="https://twitch.example/1" rel="nofollow noopener noreferrer ugc">vod</a></p>\n',
        ),
        ("<b>no</b>", "<p>&lt;b&gt;no&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("", ""),
    ],
)
def test_markdown_becomes_harmless_html(markdown: str, html: str) -> None:
    assert safe_html(markdown) == html


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=12).map("".join))
def test_nothing_that_acts_survives(markdown: str) -> None:
    made = BeautifulSoup(safe_html(markdown), "html.parser")

    for element in made.find_all(True):
        assert element.name in TAGS
        assert set(element.attrs) <= ATTRIBUTES
        assert str(element.attrs.get("href", "https:")).partition(":")[0].lower() in LINK_SCHEMES


def test_a_runners_notes_are_shown_as_markdown() -> None:
    run = AsyncTournamentRace(runner_notes="*great* <script>alert(1)</script>")

    assert run.runner_notes_html == "<p><em>great</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert AsyncTournamentRace().runner_notes_html == ""
