"""A round in the browser, by the people it belongs to: opened, scored, signed, appraised by keys, explained, published.

Two departments and a set of three criteria, so that every screen is gone through; the same at full size by script
stands in tests/rounds.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thongsuot.measuring.criteria.domain.plain import digest_of, plain_of, set_from
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.rounds.models import Round
from thongsuot.registry.accounts.models import Account
from thongsuot.web.tests.browser import OpenPage, browser, browser_page

__all__ = ["browser", "browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
HEALTH, FINANCE = "so-y-te--lang-son", "so-tai-chinh--lang-son"
SET = {
    "key": "ba-tieu-chi",
    "title": "Ba tiêu chí thử",
    "population": "department",
    "standing": "sample",
    "reference": "Không phải quy định",
    "nodes": [
        {"code": "1", "name": "Ban hành kế hoạch đúng hạn", "maximum": "40", "rule": {"kind": "yes_no"}},
        {
            "code": "2",
            "name": "Nhiệm vụ hoàn thành",
            "maximum": "40",
            "rule": {"kind": "ratio", "full": "100", "floor": "50", "when_empty": "zero"},
        },
        {
            "code": "3",
            "name": "Khảo sát",
            "maximum": "20",
            "method": "survey",
            "rule": {"kind": "survey"},
        },
    ],
}


def issue_set() -> None:
    plain = plain_of(set_from(SET))
    CriteriaRelease.objects.create(
        key=SET["key"],
        title=SET["title"],
        population="department",
        certainty="sample",
        status=ReleaseStatus.ISSUED,
        content=plain,
        digest=digest_of(plain),
        is_sample=True,
    )


def open_round(page: Any) -> str:
    """The key the round got."""
    page.select_option("#bo", "ba-tieu-chi")
    page.get_by_role("button", name="Xem đơn vị").click()
    for box in page.locator("input[name=don-vi]").all():
        box.set_checked(box.get_attribute("value") in (HEALTH, FINANCE))
    page.fill("[name=title]", "Đợt thử trong trình duyệt")
    page.fill("[name=key]", "dot-thu-trinh-duyet")
    page.fill("[name=thresholds]", "Xuất sắc: 90\nTốt: 80\nKhá: 50")
    page.fill("[name=thresholds_reference]", "Ngưỡng thử")
    page.get_by_role("button", name="Lập đợt").click()
    page.wait_for_url(lambda url: not url.split("?")[0].endswith("lap-dot"))
    page.get_by_role("button", name="Bắt đầu").click()
    page.wait_for_load_state()
    return str(page.url.rstrip("/").split("/")[-1].split("#")[0])


def score(page: Any, done: int, whole: int) -> None:
    """By keyboard and pointer; what is typed saves itself."""
    page.locator("a[href$='/1']").first.click()
    page.get_by_label("Có", exact=True).check()
    page.fill("[name=note]", "Theo sổ theo dõi văn bản đi")
    page.get_by_role("button", name="Lưu, sang tiêu chí sau").click()
    page.wait_for_url("**/2")
    page.fill("[name=numerator]", str(done))
    page.fill("[name=denominator]", str(whole))
    page.fill("[name=note]", "Theo hệ thống theo dõi nhiệm vụ")
    page.locator("#da-luu:has-text('Đã lưu')").wait_for(timeout=20_000)


def sign(page: Any) -> None:
    page.get_by_role("button", name=re.compile("^Ký")).click()
    page.wait_for_load_state()


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


def test_a_round_is_gone_through_by_its_people(
    browser_page: OpenPage, person: Callable[[str], Account], tmp_path: Path
) -> None:
    issue_set()
    office = browser_page("/lam-viec/cham-diem/lap-dot", account=person("so-noi-vu"))
    key = open_round(office)
    assert Round.objects.get(key=key).participants.count() == 2

    for username, unit, done in (("lanh-dao-y-te", HEALTH, 28), ("lanh-dao-tai-chinh", FINANCE, 40)):
        page = browser_page(f"/lam-viec/cham-diem/{key}/{unit}", account=person(username))
        score(page, done, 40)
        page.goto(page.url.rsplit("/", 1)[0] + "/ky")
        sign(page)
    assert set(Round.objects.get(key=key).participants.values_list("status", flat=True)) == {"unit_signed"}

    office.reload()
    office.get_by_role("button", name="Bắt đầu thẩm định").click()
    office.wait_for_load_state()
    _give_survey(office)
    _appraise(browser_page(f"/lam-viec/tham-dinh/{key}", account=person("tham-dinh")))
    _explain(browser_page, person, key)
    _publish(browser_page, person, key)

    public = browser_page(f"/ket-qua-cham-diem/{key}")
    said = text(public)
    # 40 + 40 + 20 × 90% = 98; the other without its plan and with 28/40 (70%): 28 + 18 = 46, below every class.
    assert "hạng 1/2 Sở Tài chính Lạng Sơn 98,00% Xuất sắc" in said
    assert "hạng 2/2 Sở Y tế Lạng Sơn 46,00%" in said
    public.goto(public.url + f"/{HEALTH}/1")
    assert "Quyết định ban hành chậm" in text(public)
    with public.expect_download() as waiting:
        public.goto(public.url.split("/so-y-te")[0])
        public.get_by_role("link", name="Tải gói tính lại").click()
    _recompute(Path(waiting.value.path()), tmp_path)


def _give_survey(page: Any) -> None:
    page.get_by_role("link", name="Kết quả điều tra, thống kê").click()
    for box in page.locator("main table input.number").all():
        box.fill("90")
    page.fill("#nguon", "Điều tra thử")
    page.get_by_role("button", name="Ghi kết quả").click()
    page.get_by_text("Đã ghi 2 kết quả").wait_for()


def _appraise(page: Any) -> None:
    """A accepts and goes on; R asks for reason and clause first."""
    page.get_by_role("link", name="Thẩm định từ điểm đầu tiên").click()
    for _turn in range(4):
        page.wait_for_load_state()
        here = page.url
        if here.endswith(f"{HEALTH}/1"):
            page.keyboard.press("r")
            page.fill("[name=reason]", "Quyết định ban hành chậm so với thời hạn")
            page.fill("[name=clause]", "Tiêu chí 1, thời hạn")
            page.get_by_role("button", name="Ghi điều chỉnh").click()
        else:
            page.keyboard.press("a")
        page.wait_for_url(lambda url, here=here: url != here, timeout=20_000)


def _explain(browser_page: OpenPage, person: Callable[[str], Account], key: str) -> None:
    council = browser_page(f"/lam-viec/tham-dinh/{key}/don-vi", account=person("so-noi-vu"))
    council.get_by_role("button", name=re.compile("giải trình")).first.click()
    council.wait_for_load_state()
    unit = browser_page(f"/lam-viec/cham-diem/{key}/{HEALTH}/giai-trinh", account=person("lanh-dao-y-te"))
    unit.locator("textarea").first.fill("Đơn vị đã nhận lỗi về thời hạn.")
    unit.get_by_role("button", name="Gửi giải trình").click()
    unit.wait_for_load_state()
    council.goto(unit.url)
    council.get_by_label("Giữ điểm").check()
    council.locator("main textarea").last.fill("Thời hạn ghi rõ trong tiêu chí.")
    council.locator("main form button.btn").last.click()
    council.wait_for_load_state()
    for _unit in range(2):
        council.goto(council.url.split("/lam-viec")[0] + f"/lam-viec/tham-dinh/{key}/don-vi")
        council.get_by_role("button", name=re.compile("^Chốt")).first.click()
        council.wait_for_load_state()


def _publish(browser_page: OpenPage, person: Callable[[str], Account], key: str) -> None:
    address = f"/lam-viec/cong-bo/{key}"
    office = browser_page(address, account=person("so-noi-vu"))
    office.get_by_role("button", name="Tổng hợp").click()
    office.wait_for_load_state()
    chair = browser_page(address, account=person("truong-ban"))
    chair.get_by_role("button", name=re.compile("^Phê duyệt")).click()
    chair.wait_for_load_state()
    office.goto(office.url.split("/lam-viec")[0] + address)
    office.fill("[name=decision]", "Quyết định thử")
    office.get_by_role("button", name=re.compile("^Công bố")).click()
    office.wait_for_load_state()


def _recompute(packed: Path, folder: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    command = [sys.executable, "-I", "tai_lap.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
