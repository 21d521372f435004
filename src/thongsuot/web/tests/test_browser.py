"""Our pages in a real browser: axe-core, 320 px, dark, without script, by keyboard, while typing Vietnamese."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.units.models import UnitKind
from thongsuot.web import bundle
from thongsuot.web.charts import tiles
from thongsuot.web.tests.browser import OpenPage, browser, browser_page, serious_faults, sideways_overflow
from thongsuot.web.tests.conftest import Record, make_claim, make_unit

__all__ = ["browser", "browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESSES = ["/", "/tim-kiem?q=thu", "/dang-nhap", "/gioi-thieu", "/nguon-du-lieu", "/kieu-dang", "/khong-co"]


def test_axe_sees_a_planted_fault(browser_page: OpenPage, record: Record) -> None:
    page = browser_page("/gioi-thieu")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><input>')")
    assert {fault.split(":")[0] for fault in serious_faults(page)} >= {"image-alt", "label"}


@pytest.fixture
def country(record: Record) -> Record:
    """All provinces with a figure over two years, so that the front page draws its map and a claim its trend."""
    for n, key in enumerate(tiles.grid_on(date(2026, 1, 1)).places):
        name = key.split("-", 1)[1].replace("-", " ")
        unit = make_unit(key, name, UnitKind.PROVINCE, f"vn/{key}", record.nation)
        for year in (2024, 2025):
            make_claim(record, str(60 + n), year, subject=unit)
    return record


def test_axe_finds_nothing_serious(browser_page: OpenPage, country: Record) -> None:
    """In one browser session: emptying the database between tests costs more than the pages do."""
    claim = f"/so-lieu/{Claim.objects.latest('pk').pk}"
    faults = {address: serious_faults(browser_page(address)) for address in [*ADDRESSES, claim]}
    assert browser_page("/").locator(".chart a[data-claim]").count() >= 34
    faults |= {f"{address} dark": serious_faults(browser_page(address, dark=True)) for address in ("/", "/kieu-dang")}
    assert {address: found for address, found in faults.items() if found} == {}


def test_pages_fit_320_pixels(browser_page: OpenPage, country: Record) -> None:
    for address in ADDRESSES:
        page = browser_page(address, width=320, height=640)
        assert sideways_overflow(page) == 0, address
        assert serious_faults(page) == [], address


def test_workspace_fits_and_is_accessible(browser_page: OpenPage, officer: Account) -> None:
    assert serious_faults(browser_page("/lam-viec", account=officer)) == []
    narrow = browser_page("/lam-viec", account=officer, width=320, height=640)
    assert sideways_overflow(narrow) == 0
    assert serious_faults(narrow) == []


def test_targets_are_large_enough(browser_page: OpenPage, record: Record) -> None:
    """Buttons, inputs and menu links are 44 px high; links inside a sentence are exempt (WCAG 2.5.8)."""
    small = browser_page("/kieu-dang").evaluate(
        """() => [...document.querySelectorAll('button, .btn, input:not([type=checkbox]), .site-nav a, .tabs a')]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""
    )
    assert small == []


def test_skip_link_is_the_first_stop(browser_page: OpenPage, record: Record) -> None:
    page = browser_page("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_searching_works_without_script(browser_page: OpenPage, record: Record) -> None:
    page = browser_page("/", script=False)
    page.fill("#tim-chinh", "thử")
    page.press("#tim-chinh", "Enter")
    assert page.locator("h1").inner_text() == "Tìm kiếm"
    assert page.input_value("#tim-chinh") == "thử"


def test_workspace_menu_works_without_script(browser_page: OpenPage, officer: Account) -> None:
    page = browser_page("/lam-viec", account=officer, script=False, width=320, height=640)
    assert page.get_by_role("link", name="Bàn làm việc").is_visible()


def test_slash_goes_to_the_search_box(browser_page: OpenPage, officer: Account) -> None:
    page = browser_page("/lam-viec", account=officer)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("a/b")
    assert page.input_value("#tim") == "a/b"


REVIEW = """<main><div data-review><mark id="m1">33,8%</mark><mark id="m2">81</mark>
<div id="p1" data-review-item data-mark="m1"><button data-action="confirm">Xác nhận</button>
<button data-action="reject">Không nhận</button></div>
<div id="p2" data-review-item data-mark="m2"><button data-action="confirm">Xác nhận</button>
<a href="#sua" data-action="edit">Sửa</a><input id="box"></div></div>
<dialog id="shortcuts"><button data-close>Đóng</button></dialog><p id="log"></p></main>"""


def review_page(open_page: OpenPage) -> Any:
    """The keys on a bare page: what is pressed is written down instead of sent."""
    page = open_page("/gioi-thieu")
    page.set_content(REVIEW)
    page.evaluate(
        """() => document.querySelectorAll('[data-action]').forEach(b => b.addEventListener('click', event => {
            event.preventDefault();
            document.getElementById('log').textContent += b.closest('[data-review-item]').id + b.dataset.action + ' ';
        }))"""
    )
    script = Path(bundle.DIST / bundle.static_name("app.js").rsplit("/", 1)[1]).read_text(encoding="utf-8")
    page.evaluate(script)
    return page


def pressed(page: Any) -> list[str]:
    return page.locator("#log").inner_text().split()  # type: ignore[no-any-return]


def test_review_by_keyboard_alone(browser_page: OpenPage, record: Record) -> None:
    page = review_page(browser_page)
    assert page.evaluate("document.activeElement.id") == "p1"
    for key in ("Enter", "x", "j", "Enter", "e", "j", "k", "x"):
        page.keyboard.press(key)
    assert pressed(page) == ["p1confirm", "p1reject", "p2confirm", "p2edit", "p1reject"]
    assert page.locator("mark.is-current").get_attribute("id") == "m1"


def test_keys_never_act_while_typing_or_composing(browser_page: OpenPage, record: Record) -> None:
    page = review_page(browser_page)
    page.focus("#box")
    page.keyboard.type("xem jek")
    composing = "new KeyboardEvent('keydown', {key: 'x', bubbles: true, isComposing: true})"
    page.evaluate(f"() => {{ const p = document.getElementById('p1'); p.focus(); p.dispatchEvent({composing}); }}")
    process = "new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true})"
    page.evaluate(f"() => document.getElementById('p1').dispatchEvent({process})")
    assert pressed(page) == []
    assert page.input_value("#box") == "xem jek"


def test_question_mark_opens_help_and_enter_on_a_button_stays_its_own(browser_page: OpenPage, record: Record) -> None:
    page = review_page(browser_page)
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('shortcuts').open")
    page.keyboard.press("Escape")
    page.focus("#p1 [data-action=reject]")
    page.keyboard.press("Enter")
    assert pressed(page) == ["p1reject"]


def test_keys_can_be_switched_off(browser_page: OpenPage, record: Record) -> None:
    page = review_page(browser_page)
    page.evaluate("localStorage.setItem('thongsuot-keys-off', '1')")
    page.keyboard.press("x")
    assert pressed(page) == []
