"""The two names of a seed at samus.link."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alttprbot.alttprgen.randomizer.samus import guid_of_slug, slug_of_guid


@given(st.integers(0, 2**128 - 1))
def test_slug_and_guid_stand_for_each_other(number: int) -> None:
    guid = f"{number:032x}"

    assert guid_of_slug(slug_of_guid(guid)) == guid


def test_slug_is_the_one_of_the_site() -> None:
    assert slug_of_guid("0123456789abcdef0123456789abcdef") == "ASNFZ4mrze8BI0VniavN7w"


def test_what_is_no_slug_has_no_guid() -> None:
    assert guid_of_slug("../../../etc/passwd!!!") is None
