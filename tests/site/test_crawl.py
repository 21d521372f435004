"""A visitor follows every link; every figure met on the way carries its claim (gate of product §6.4)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

# A number with what makes it a figure of the record; dates, counts of the screen and years are none.
FIGURE = re.compile(r"(?<![\w.,/–-])\d[\d.]*(?:,\d+)?\s?(?:%|điểm\b(?! cần| dừng| cầu| ảnh)|đồng\b|ngày làm việc\b)")
LIMIT = 420
QUIET = {"script", "style", "title", "option", "textarea", "label", "svg"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col", "area", "base", "embed", "track"}


class Page(HTMLParser):
    """Collects links and the text that stands outside every element with ``data-claim``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.bare: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag not in VOID:
            # data-source: words of a document or a definition, quoted as they stand
            quoted = "data-source" in given or given.get("class") == "crumbs"  # crumbs repeat the title of the page
            covered = "data-claim" in given or quoted or tag in QUIET
            self._open.append((tag, covered))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, _covered = self._open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        inside_main = any(name == "main" for name, _covered in self._open)
        if inside_main and not any(covered for _name, covered in self._open):
            self.bare.append(data)

    def bare_figures(self) -> list[str]:
        return [found for text in self.bare for found in FIGURE.findall(text)]


def crawl(client: Client, start: str) -> dict[str, Page]:
    seen: dict[str, Page] = {}
    waiting = deque([start])
    queued = {start}
    while waiting and len(seen) < LIMIT:
        url = waiting.popleft()
        response = client.get(url, follow=True)
        assert response.status_code == 200, f"{url} answered {response.status_code}"
        if not response["Content-Type"].startswith("text/html"):
            continue
        seen[url] = page = Page(response.content.decode())
        for link in page.links:
            target = urlsplit(urljoin(url, link))
            address = target.path + (f"?{target.query}" if target.query else "")
            if not target.netloc and address not in queued and worth(address, queued):
                queued.add(address)
                waiting.append(address)
    return seen


ALIKE = (
    *("/don-vi", "/so-lieu", "/bo-tieu-chi", "/ket-qua-cham-diem", "/thoi-gian-thuc"),
    *("/lam-viec/bo-tieu-chi", "/lam-viec/cham-diem", "/lam-viec/tham-dinh", "/lam-viec/nhiem-vu", "/lam-viec/han-che"),
)


def worth(address: str, queued: set[str]) -> bool:
    """Of thousands of like pages (communes, claims, criteria) a few dozen do; every other address is followed."""
    kind = next((one for one in ALIKE if address.startswith(f"{one}/")), None)
    return kind is None or sum(one.startswith(f"{kind}/") for one in queued) < 60


@pytest.mark.slow
def test_every_link_answers_and_every_figure_has_its_claim(as_user: Callable[[str], Client]) -> None:
    pages = crawl(as_user(""), "/")
    assert len(pages) > 60
    bare = {url: page.bare_figures() for url, page in pages.items() if page.bare_figures()}
    assert not bare


@pytest.mark.slow
def test_the_workspace_too(as_user: Callable[[str], Client]) -> None:
    pages = crawl(as_user("so-noi-vu"), "/lam-viec")
    assert {"/lam-viec/hop-viec", "/lam-viec/so-lieu", "/lam-viec/soi-so-lieu", "/lam-viec/nhap"} <= set(pages)
    bare = {url: page.bare_figures() for url, page in pages.items() if page.bare_figures()}
    assert not bare
