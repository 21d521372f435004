"""A real Chromium for tests: ``browser_page`` opens pages of the live server; without Chromium the test is skipped.

Use in a test module: ``from thongsuot.web.tests.browser import browser_page, serious_faults``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[4]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What was found in order is told of every element otherwise, and sending that over takes longer than finding it.
_RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations)"""

OpenPage = Callable[..., "Page"]


def chromium_path() -> str | None:
    """Debian's Chromium; Playwright's own browsers are never downloaded."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def _running() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, and Django would take the fixtures' queries for asynchronous ones.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
            )
            yield browser
            browser.close()
            # What was asked while the loop ran used connections of its own, which nobody else could close.
            connections.close_all()
    finally:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE") if before is None else None


@pytest.fixture(scope="module")  # each module that imports it starts its own: two at once share one event loop
def browser() -> Iterator[Browser]:
    pytest.importorskip("playwright", reason="bỏ qua: chưa cài playwright (uv sync --group browser)")
    if chromium_path() is None:
        pytest.skip("bỏ qua: máy không có Chromium (apt-get install chromium)")
    with _running() as running:
        yield running


@pytest.fixture
def browser_page(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    """``open_page("/", width=320, dark=True, script=False, account=account)`` → the loaded page."""
    contexts = []

    def open_page(
        address: str,
        *,
        width: int = 1366,
        height: int = 768,
        dark: bool = False,
        script: bool = True,
        account: Any = None,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="vi-VN",
        )
        contexts.append(context)
        if account is not None:
            context.add_cookies([session_cookie(account, live_server.url)])
        page = context.new_page()
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_cookie(account: Any, url: str) -> Any:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(account)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def serious_faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical, one line each; skips where npm's axe-core is not installed."""
    if not AXE.is_file():
        pytest.skip("bỏ qua: chưa có axe-core (npm ci)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(_RUN, _RULES)
    return [
        f"{fault['id']}: {node['target']} {fault['help']}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def sideways_overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window; a page must scroll one way only (WCAG 1.4.10)."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
