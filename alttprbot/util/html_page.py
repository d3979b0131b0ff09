"""Reading the few things that our clients need from pages that were made for people."""

from __future__ import annotations

from collections.abc import Collection

from bs4 import BeautifulSoup, Tag

# Where a form of Django has what a foreign page cannot know: https://docs.djangoproject.com/en/stable/howto/csrf/
DJANGO_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


class HtmlPage:
    """A parsed page; whatever is not in it is None or empty."""

    def __init__(self, markup: str) -> None:
        self._soup = BeautifulSoup(markup, "html.parser")

    def hidden_field(self, name: str) -> str | None:
        """The value of a hidden field of a form."""
        return _attribute(self._soup.find("input", attrs={"type": "hidden", "name": name}), "value")

    def link(self, label: str) -> str | None:
        """Where the link with exactly this text leads, as it is written there."""
        for anchor in self._soup.find_all("a"):
            if " ".join(anchor.get_text().split()) == label:
                return _attribute(anchor, "href")
        return None

    def texts(self, selectors: Collection[str]) -> list[str]:
        """The texts of the elements that the CSS selectors choose, in the order of the page."""
        found = (" ".join(element.get_text().split()) for element in self._soup.select(", ".join(selectors)))
        return [text for text in found if text]


def _attribute(element: object, name: str) -> str | None:
    value = element.get(name) if isinstance(element, Tag) else None
    return value if isinstance(value, str) and value else None
