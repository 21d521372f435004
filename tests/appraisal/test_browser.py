"""The appraiser's desk in a real browser: by keys alone, without script, at 320 px, under axe-core."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from thongsuot.measuring.appraisal.tests.conftest import CLAIMS, Desk
from thongsuot.measuring.rounds.choices import Verdict
from thongsuot.measuring.rounds.models import NodeScore
from thongsuot.web.tests.browser import OpenPage, browser, browser_page, serious_faults, sideways_overflow

__all__ = ["browser", "browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = "/lam-viec/tham-dinh/dot-thu"
UNIT = f"{AT}/so-y-te--lang-son"


def test_a_unit_by_keys_alone_far_faster_than_a_claim_a_minute(browser_page: OpenPage, desk: Desk) -> None:
    """J2: 60 nodes an hour must be easy. A accepts and opens the next claim; R and Q unfold and take words."""
    page = browser_page(f"{AT}?don-vi=so-y-te--lang-son", account=desk.scene.appraiser)
    page.click("text=Thẩm định từ điểm đầu tiên")
    page.wait_for_load_state()
    start, seen = time.monotonic(), [page.url]
    for _claim in range(len(CLAIMS) - 2):
        with page.expect_navigation():
            page.keyboard.press("a")
        seen.append(page.url)
    assert time.monotonic() - start < 60  # five claims, on whatever machine this runs
    assert all(one != other for one, other in pairwise(seen))
    with page.expect_navigation():
        page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("k")
    assert page.url == seen[-1]
    page.keyboard.press("q")
    assert page.evaluate("document.activeElement.name") == "question"
    page.keyboard.type("Ai ký? a j k")  # letters stay letters while one types
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.keyboard.press("r")
    assert page.locator("[data-key=reduce]").evaluate("fold => fold.open")
    assert page.evaluate("document.activeElement.closest('[data-key=reduce]') !== null")
    verdicts = list(
        NodeScore.objects.filter(participant=desk.scene.mine, code__in=CLAIMS).values_list("verdict", flat=True)
    )
    assert sorted(verdicts) == sorted([Verdict.ACCEPTED] * 5 + [Verdict.ASKED, Verdict.NONE])


def test_without_script_everything_is_a_button(browser_page: OpenPage, desk: Desk) -> None:
    page = browser_page(f"{UNIT}/2.1", account=desk.scene.appraiser, script=False)
    page.click("summary:has-text('Điều chỉnh')")
    page.fill("input[name=numerator]", "170")
    page.fill("textarea[name=reason]", "20 hồ sơ trả sau hạn")
    page.fill("input[name=clause]", "khoản b")
    page.click("text=Ghi điều chỉnh")
    assert desk.score("2.1").appraised_score == 17


def test_no_serious_fault_and_nothing_sticks_out(browser_page: OpenPage, desk: Desk) -> None:
    addresses = ("/lam-viec/tham-dinh", AT, f"{UNIT}/1.1", f"{UNIT}/2.1", f"{AT}/don-vi", f"{AT}/lan-hai")
    faults = {}
    for address in (*addresses, f"{AT}/do-thong-nhat", f"{AT}/khao-sat", f"{AT}/phan-cong"):
        faults[address] = serious_faults(browser_page(address, account=desk.scene.home_affairs))
        narrow = browser_page(address, width=320, account=desk.scene.home_affairs)
        assert sideways_overflow(narrow) <= 0, address
    assert {address: found for address, found in faults.items() if found} == {}
