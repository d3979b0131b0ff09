"""A browser without scripts: it reads pages, follows links and fills forms, and complains about badly made pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup, Tag
from quart import Response
from quart.datastructures import FileStorage

from tests.api.visitors import HTML, Visitor

REDIRECTS = {301, 302, 303, 307, 308}


@dataclass
class Page:
    """What the browser shows."""

    path: str
    response: Response
    soup: BeautifulSoup

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """Everything that can be read, in one line."""
        return " ".join(self.soup.body.get_text(" ").split())

    @property
    def heading(self) -> str:
        return " ".join(self.soup.h1.get_text().split())

    def one(self, selector: str) -> Tag:
        """The one element that matches."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{len(found)} of {selector} on {self.path}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        """The text of every element that matches."""
        return [" ".join(element.get_text().split()) for element in self.soup.select(selector)]

    def href(self, label: str) -> str:
        """Where the link with that text leads."""
        links = [link["href"] for link in self.soup.select("a[href]") if " ".join(link.get_text().split()) == label]
        assert links, f"no link “{label}” on {self.path}"
        return str(links[0])

    def values(self, form: Tag) -> dict[str, str]:
        """What a form would send as it is."""
        values: dict[str, str] = {}
        for field in form.select("input[name], select[name], textarea[name]"):
            if field.name == "select":
                chosen = field.select_one("option[selected]") or field.option
                values[str(field["name"])] = str(chosen["value"])
            elif field.name == "textarea":
                # The first line break after the tag is not part of the text.
                values[str(field["name"])] = field.get_text().removeprefix("\n")
            elif field.get("type") != "file":
                values[str(field["name"])] = str(field.get("value", ""))
        return values


class Browser:
    """Somebody at their browser; forms carry only what is on the page."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        visitor.headers["Accept"] = HTML
        visitor.headers.pop("X-CSRF-Token", None)

    async def get(self, path: str) -> Page:
        """Open an address, and go where it leads."""
        for _ in range(5):
            response = await self._visitor.get(path)
            if response.status_code not in REDIRECTS:
                return await _page(path, response)
            path = response.headers["Location"]
            if not path.startswith("/") or path.startswith("/login/"):
                return await _page(path, response)
        raise AssertionError(f"too many redirects to {path}")

    async def click(self, page: Page, label: str) -> Page:
        """Follow a link."""
        return await self.get(page.href(label))

    async def submit(
        self,
        page: Page,
        button: str,
        *,
        upload: Mapping[str, FileStorage] | None = None,
        headers: Mapping[str, str] | None = None,
        **typed: str,
    ) -> Page:
        """Fill a form in and press the button of that name; then go where the answer leads."""
        pressed = next(each for each in page.soup.select("button") if " ".join(each.get_text().split()) == button)
        form = pressed.find_parent("form")
        assert form is not None
        values = page.values(form) | typed
        if pressed.get("name"):
            values[str(pressed["name"])] = str(pressed["value"])
        action = str(pressed.get("formaction") or form["action"])
        response = await self._visitor.post(action, form=values, files=upload, headers=headers)
        if response.status_code in REDIRECTS:
            assert response.status_code == 303
            return await self.get(response.headers["Location"])
        return await _page(action, response)

    async def submit_search(self, page: Page, **typed: str) -> Page:
        """Send the search form of a page."""
        form = page.one("form[role=search]")
        return await self.get(f"{form['action']}?{urlencode(page.values(form) | typed)}")


async def _page(path: str, response: Response) -> Page:
    soup = BeautifulSoup(await response.get_data(as_text=True), "html.parser")
    page = Page(path, response, soup)
    if response.content_type.startswith("text/html") and response.status_code not in REDIRECTS:
        assert_well_made(page)
    return page


def assert_well_made(page: Page) -> None:
    """What all pages have, whatever is on them."""
    soup = page.soup
    assert soup.html["lang"] == "en"
    assert len(soup.select("h1")) == 1
    assert all(len(soup.select(part)) == 1 for part in ("header", "main#main", "footer", "a.skip[href='#main']"))
    assert soup.title.string.endswith(" - SahasrahBot")
    assert all(script.get("src", "").startswith("/assets/") and not script.string for script in soup.select("script"))
    assert not soup.select("style, [style]")
    assert not [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), [each for each in ids if ids.count(each) > 1]
    assert all(image.has_attr("alt") for image in soup.select("img"))
    labels = {label["for"] for label in soup.select("label[for]")}
    fields = soup.select("input:not([type=hidden]), select, textarea")
    assert [field for field in fields if field.get("id") not in labels] == []
    described = {part for tag in soup.select("[aria-describedby]") for part in tag["aria-describedby"].split()}
    named = {part for tag in soup.select("[aria-labelledby]") for part in tag["aria-labelledby"].split()}
    assert described | named <= set(ids)
    assert all(form.select("[name=csrf_token]") for form in soup.select("form[method=post]"))
    assert all(table.caption and table.select("th[scope]") for table in soup.select("table"))
    anchors = {link["href"][1:] for link in soup.select("a[href^='#']")}
    assert anchors <= set(ids), anchors - set(ids)
    targets = [str(link["href"]) for link in soup.select("a[href]")]
    assert all(urlsplit(target).scheme in {"", "http", "https"} for target in targets)
