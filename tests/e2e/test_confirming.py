"""Keyboard alone confirms a document, with the product's keys and, script switched off, with Tab and Enter (J3)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from thongsuot.registry.documents.models import Document, DocumentStatus
from thongsuot.web.tests.browser import OpenPage, browser, browser_page

__all__ = ["browser", "browser_page"]
pytestmark = pytest.mark.browser
NewDocument = Callable[[str], Document]


def focused(page: Any) -> str:
    """The words of the element that has the focus; empty while nothing has."""
    at = page.locator(":focus")
    return " ".join((at.first.text_content() or "").split()) if at.count() else ""


def tab_to(page: Any, words: str, *, key: str = "Tab", most: int = 90) -> None:
    """Press Tab until the focus stands on a link or button with these words, as a person without a mouse would."""
    for _press in range(most):
        page.keyboard.press(key)
        if focused(page) == words:
            return
    raise AssertionError(f"«{words}» is not reached by {most} times {key}")


def sign_in(page: Any) -> None:
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.locator("input[name=username]:focus").count():
            break
    page.keyboard.type("thu-ky")
    page.keyboard.press("Tab")
    page.keyboard.type(settings.DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/lam-viec")


def open_from_inbox(page: Any, document: Document) -> None:
    tab_to(page, "Hộp việc")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hop-viec")
    tab_to(page, document.title)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{document.key}")


def waiting(page: Any) -> int:
    count: int = page.locator('[data-review-item] [data-action="confirm"]').count()
    return count


def decide(page: Any, key: str) -> None:
    """One key, one card settled."""
    before = waiting(page)
    page.keyboard.press(key)
    page.wait_for_function(
        "n => document.querySelectorAll('[data-review-item] [data-action=confirm]').length === n", arg=before - 1
    )
    page.wait_for_function("() => document.activeElement.matches('[data-review-item]')")


def finish(page: Any, document: Document, key: str) -> None:
    tab_to(page, "Xong văn bản này", key=key)
    page.keyboard.press("Enter")
    page.get_by_text("Đã xác nhận xong văn bản.").wait_for()
    document.refresh_from_db()
    assert document.status == DocumentStatus.REVIEWED


def test_with_the_products_keys(browser_page: OpenPage, new_document: NewDocument) -> None:
    document = new_document("bằng phím")
    page = browser_page("/dang-nhap")
    sign_in(page)
    open_from_inbox(page, document)
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == first

    page.keyboard.press("e")
    assert page.locator(f"#{first} details").get_attribute("open") is not None
    page.keyboard.press("Tab")
    for _press in range(10):
        if page.locator(f"#{first} input[name=value]:focus").count():
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("33,9")
    decide(page, "Enter")
    decide(page, "x")
    while waiting(page):
        decide(page, "Enter")
    finish(page, document, "Shift+Tab")

    claims = {claim.status: claim for claim in document.claims.all()}
    assert claims["confirmed"].value == Decimal("33.9")
    assert claims["confirmed"].reviewed_by.username == "thu-ky"
    statuses = [one.status for one in (*document.claims.all(), *document.directives.all())]
    assert statuses.count("rejected") == 1
    assert "proposed" not in statuses


def test_with_script_switched_off(browser_page: OpenPage, new_document: NewDocument) -> None:
    document = new_document("không kịch bản")
    page = browser_page("/dang-nhap", script=False)
    sign_in(page)
    open_from_inbox(page, document)
    while left := waiting(page):
        tab_to(page, "Nhận")
        page.keyboard.press("Enter")
        page.wait_for_url("**#*")
        page.wait_for_load_state()
        assert waiting(page) == left - 1
        if left > 1:
            page.goto(page.url.split("#")[0])
    finish(page, document, "Tab")
    assert {one.status for one in document.claims.all()} == {"confirmed"}


def test_a_mistyped_number_is_asked_about_and_kept(
    browser_page: OpenPage, new_document: NewDocument, person: Any
) -> None:
    """«1,659.5» is either 1.659,5 or a slip: the card asks, and nothing else typed is lost."""
    document = new_document("gõ nhầm")
    page = browser_page(f"/lam-viec/van-ban/{document.key}", account=person("thu-ky"))
    card = page.locator("[data-review-item][data-claim]").first
    card.locator("summary").click()
    card.locator("input[name=value]").fill("1,659.5")
    card.locator("input[name=unit_of_measure]").fill("ngày")
    card.get_by_role("button", name="Nhận", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert "1.659,5" in page.get_by_role("alert").inner_text()
    card = page.locator("[data-review-item][data-claim]").first
    assert card.locator("input[name=value]").input_value() == "1,659.5"
    assert card.locator("input[name=unit_of_measure]").input_value() == "ngày"
