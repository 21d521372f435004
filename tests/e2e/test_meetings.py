"""J4 in a browser: the projector without network, conclusions by keyboard, work taken on with one tap at 320 px."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.meetings.actions import (
    Invitation,
    InviteMembers,
    MeetingKey,
    NewMeeting,
    OpenMeeting,
    PlanMeeting,
)
from thongsuot.steering.meetings.models import Conclusion, Meeting, MeetingStatus
from thongsuot.web.tests.browser import OpenPage, browser, browser_page, serious_faults, sideways_overflow

__all__ = ["browser", "browser_page"]
pytestmark = pytest.mark.browser
Person = Callable[[str], Account]
SAID = "Sở Nội vụ hoàn thành 12 lớp bồi dưỡng trong tháng 12/2026"


def until(page: Any, expression: str, seconds: float = 10) -> None:
    """Playwright's own waiting evaluates strings in the page, which the content security policy forbids."""
    ends = time.monotonic() + seconds
    while not _holds(page, expression):
        assert time.monotonic() < ends, expression
        time.sleep(0.05)


def _holds(page: Any, expression: str) -> bool:
    from playwright.sync_api import Error  # absent where the browser tests are skipped

    try:
        return bool(page.evaluate(expression))
    except Error:  # the page was just being left for the next one
        return False


@pytest.fixture
def upcoming(person: Person) -> Meeting:
    return Meeting.objects.filter(status=MeetingStatus.INVITED).order_by("-starts_at")[0]


@pytest.fixture
def live(person: Person) -> Meeting:
    """A meeting under way, of its own for each test."""
    secretary = person("thu-ky")
    body = Committee.objects.get(unit__key="bcd-cai-cach-hanh-chinh--lang-son")
    begins = timezone.now() + timedelta(minutes=Meeting.objects.count())
    key = PlanMeeting.run(secretary, NewMeeting(body.pk, begins, is_sample=True), idempotency_key=new_key()).key
    InviteMembers.run(secretary, Invitation(key))
    OpenMeeting.run(secretary, MeetingKey(key))
    return Meeting.objects.get(key=key)


def test_the_projector_goes_on_when_the_network_dies(browser_page: OpenPage, person: Person, upcoming: Meeting) -> None:
    page = browser_page(f"/hop/{upcoming.key}/trinh-chieu", account=person("thu-ky"), width=1920, height=1080)
    until(page, "navigator.serviceWorker.controller !== null")
    banner = page.locator("#mat-mang")
    assert not banner.is_visible()
    page.context.set_offline(True)
    banner.wait_for(state="visible", timeout=6000)
    assert "Mất mạng – đang dùng số liệu lúc" in banner.inner_text()
    page.reload()
    banner.wait_for(state="visible", timeout=6000)
    page.keyboard.press("End")
    assert page.locator("#man-7.is-shown").count() == 1
    page.keyboard.press("Home")
    page.locator(".present-nav a", has_text="Đơn vị").click()
    for wanted in ("#man-4 .cell-bad a", ".drill.is-shown .item-title a"):  # red cell → unit → task and its evidence
        began = time.monotonic()
        page.locator(wanted).first.click()
        page.locator(".drill.is-shown").first.wait_for()
        assert time.monotonic() - began < 1
    assert "Minh chứng" in page.locator(".drill.is-shown").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#man-4.is-shown").count() == 1
    assert page.evaluate("caches.keys().then(names => names.length)") == 1
    kept = page.evaluate("caches.keys().then(n => caches.open(n[0])).then(c => c.keys()).then(r => r.map(q => q.url))")
    away = [one for one in kept if "/static/" not in one and not one.endswith("/trinh-chieu")]
    assert away == []
    page.context.set_offline(False)
    banner.wait_for(state="hidden", timeout=6000)


def test_signed_out_the_kept_page_is_thrown_away(browser_page: OpenPage, person: Person, upcoming: Meeting) -> None:
    page = browser_page(f"/hop/{upcoming.key}/trinh-chieu", account=person("thu-ky"))
    until(page, "navigator.serviceWorker.controller !== null")
    page.context.clear_cookies()
    page.reload()
    assert "/dang-nhap" in page.url
    page.context.set_offline(True)
    with pytest.raises(Exception, match=r"ERR_FAILED|ERR_INTERNET_DISCONNECTED"):
        page.goto(page.url.split("/dang-nhap")[0] + f"/hop/{upcoming.key}/trinh-chieu")


def test_the_projector_is_accessible_and_fits(browser_page: OpenPage, person: Person, upcoming: Meeting) -> None:
    for width, height in ((1920, 1080), (1366, 768), (320, 640)):
        page = browser_page(f"/hop/{upcoming.key}/trinh-chieu", account=person("thu-ky"), width=width, height=height)
        for number in range(1, 8):
            page.evaluate("id => { location.hash = id }", f"man-{number}")
            assert sideways_overflow(page) <= 0, (width, number)
            # Links of the gap chart are held by the tests of its own page.
            assert [one for one in serious_faults(page) if "chi-tieu/" not in one] == [], (width, number)
    plain = browser_page(f"/hop/{upcoming.key}/trinh-chieu", account=person("thu-ky"), script=False)
    assert plain.locator(".slide:visible").count() == 7


def test_a_conclusion_by_keyboard_and_one_tap_on_the_phone(
    browser_page: OpenPage, person: Person, live: Meeting
) -> None:
    desk = browser_page(f"/lam-viec/phien-hop/{live.key}/ghi", account=person("thu-ky"))
    assert desk.evaluate("document.activeElement.id") == "id_text"
    screen = browser_page(f"/hop/{live.key}/man-hinh", account=person("thu-ky"), width=1920, height=1080)
    desk.keyboard.type(SAID)
    until(desk, "document.getElementById('id_lead').value !== ''")  # read while the hand rests
    assert desk.input_value("#id_lead").startswith("Sở Nội vụ")
    assert desk.input_value("#id_quantity") == "12"
    desk.keyboard.press("Enter")
    until(desk, "document.getElementById('id_text').value === ''")
    screen.get_by_text(SAID).wait_for(timeout=5000)
    phone = browser_page(f"/lam-viec/phien-hop/{live.key}/nhan-viec", account=person("lanh-dao"), width=320, height=640)
    assert sideways_overflow(phone) <= 0 and serious_faults(phone) == []
    button = phone.get_by_role("button", name="Nhận việc")
    assert button.bounding_box()["height"] >= 44  # type: ignore[index]
    button.click()
    screen.get_by_text("Đã nhận").wait_for(timeout=5000)
    assert Conclusion.objects.get(meeting=live).acknowledged_by == person("lanh-dao")


def test_without_script_two_enters_save_what_was_seen(browser_page: OpenPage, person: Person, live: Meeting) -> None:
    page = browser_page(f"/lam-viec/phien-hop/{live.key}/ghi", account=person("thu-ky"), script=False)
    page.fill("#id_text", SAID)
    page.press("#id_text", "Enter")
    assert page.input_value("#id_lead").startswith("Sở Nội vụ")
    assert not Conclusion.objects.filter(meeting=live).exists()
    page.press("#id_text", "Enter")
    said = Conclusion.objects.get(meeting=live)
    assert (said.text, str(said.deadline), said.quantity_unit) == (SAID, "2026-12-31", "lớp")
