"""J3 in one sitting, by keyboard alone: a notice is pasted, confirmed item by item, and its orders become tasks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.test_confirming import decide, focused, sign_in, tab_to, waiting
from thongsuot.registry.documents.models import Document
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task
from thongsuot.web.tests.browser import OpenPage, browser, browser_page

__all__ = ["browser", "browser_page"]
pytestmark = pytest.mark.browser
_NOTICE = "004_1d4724909cfe222f.txt"


def paste_and_read(page: Any, text: str) -> Document:
    tab_to(page, "Đưa văn bản vào")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/them")
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.locator("textarea:focus").count():
            break
    page.keyboard.insert_text(text)
    tab_to(page, "Đọc văn bản")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/van-ban/" in url and not url.endswith("/them"), timeout=60_000)
    return Document.objects.get(key=page.url.rstrip("/").split("/")[-1].split("#")[0])


def give_by_keyboard(page: Any) -> None:
    """Orders without a named unit are given in common on purpose; the others stay as proposed."""
    selects = page.locator("select[name$='-how']")
    for number in range(selects.count()):
        if selects.nth(number).input_value() == "later":
            selects.nth(number).focus()
            page.keyboard.type("Giao chung")
    tab_to(page, "Giao các việc trên", most=200)
    with page.expect_navigation(timeout=60_000):
        page.keyboard.press("Enter")
    assert page.locator(".error-summary").count() == 0, page.locator(".error-summary").inner_text()


@pytest.mark.slow
@pytest.mark.sources
def test_s4_from_paste_to_tasks(
    browser_page: OpenPage, sources_dir: Path, new_document: Callable[[str], Document]
) -> None:
    text = (sources_dir / _NOTICE).read_text(encoding="utf-8")
    page = browser_page("/dang-nhap")
    sign_in(page)
    began = time.monotonic()
    document = paste_and_read(page, text)
    tab_to(page, focused(page) or "Nhận", most=1) if waiting(page) == 0 else page.keyboard.press("j")
    while waiting(page):
        decide(page, "Enter")
    tab_to(page, "Xong văn bản này", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/giao-viec")
    give_by_keyboard(page)
    print(f"S4: {time.monotonic() - began:.0f} s")

    tasks = Task.objects.filter(directive__document=document)
    assert tasks.filter(status=TaskStatus.PROPOSED).count() == 0
    parent = tasks.filter(children__isnull=False).distinct().get().pk
    assert Task.objects.get(pk=parent).source_locator == "mục 3.3"
    shares = tasks.filter(parent=parent).values_list("lead__short_name", "quantity", "quantity_unit")
    assert sorted((name, int(number), unit) for name, number, unit in shares) == [
        ("Lộc Bình", 7, "lớp"),
        ("Sở Thông tin và Truyền thông", 5, "lớp"),
        ("Tràng Định", 6, "lớp"),
    ]
    assert "chưa đầy đủ" in Task.objects.get(pk=parent).note
    assert all(task.source_url.startswith(f"/van-ban/{document.key}#") for task in tasks)
