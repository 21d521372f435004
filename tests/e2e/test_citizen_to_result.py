"""J6 and J7 as one story: filed on a telephone, received by keyboard, signed, verified, and used again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.e2e.phone import Phone, photograph, until
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.dossiers.choices import PartSource, Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import differences
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.payments.gateways import bank
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.models import PaymentOrder
from thongsuot.web.tests.browser import OpenPage, browser, browser_page, serious_faults

__all__ = ["browser", "browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST, NEXT = "mau-phieu-ly-lich-tu-phap", "mau-hanh-nghe-kham-benh"
CITIZEN, DIGITS = "Lương Thị Ánh Tuyết", "0404"


class Citizen(Phone):
    """One telephone, one person, one draft after the other."""

    def sign_in(self) -> None:
        """From the page where filing begins, and back to it."""
        self.follow("Định danh để điền sẵn thông tin")
        self.press(f"Vào với tên {CITIZEN}")
        text = self.page.get_by_text("mã đăng nhập của ông/bà là").inner_text()
        self.fill(code=re.findall(r"\d{6}", text)[0])
        self.press("Đăng nhập")
        assert f"Đã định danh: {CITIZEN}" in self.page.inner_text("main")

    def says_who(self) -> None:
        """Four pages, of which what is known is filled in."""
        self.press("Bắt đầu")
        self.tap("nguoi_nop", "chinh_chu")
        self.press("Tiếp tục")
        self.tap("doi_tuong", "citizen")
        self.press("Tiếp tục")
        assert self.page.locator('[name="ho_ten"]').input_value() == CITIZEN
        self.press("Tiếp tục")
        assert "Đông Kinh" in self.page.locator('[name="noi_cu_tru.place"]').input_value()
        self.press("Tiếp tục")

    def sends(self, paper: str, file: Path) -> None:
        self.follow(paper)
        self.page.locator("input[type=file]").set_input_files(str(file))
        until(lambda: self.page.locator(".held-list").count(), f"{paper} is held", 60)
        self.follow("Danh sách giấy tờ")

    def files(self) -> str:
        self.follow("Xem lại bản khai")
        self.fits()
        self.page.get_by_role("button", name="Nộp hồ sơ").dblclick()
        until(lambda: self.page.locator(".dossier-code").count(), "confirmed")
        self.fits()
        return str(self.page.locator(".dossier-code").inner_text())

    def pays(self, mode: Mode) -> None:
        """From the confirmation to the bank and back."""
        self.follow("Nộp phí")
        self.fits()
        self.press("Trả qua ngân hàng")
        self.page.get_by_label("Ngân hàng cư xử thế nào").select_option(mode.value)
        self.press("Trả tiền")
        self.page.wait_for_url("**/thanh-toan/*")

    def looks_up(self, code: str) -> str:
        """Without a sign-in: the code and four digits; what the page says."""
        self.page.goto(self.root + "/tra-cuu")
        self.fill(ma=code)
        self.page.locator('[name="so-cuoi"]').fill(DIGITS)
        self.press("Xem hồ sơ")
        return str(self.page.inner_text("main"))

    def verifies(self, name: str, content: bytes) -> str:
        self.page.goto(self.root + "/kiem-tra-ket-qua")
        sent = {"name": name, "mimeType": "application/pdf", "buffer": content}
        self.page.locator("input[type=file]").set_input_files(sent)
        self.press("Kiểm tra")
        return str(self.page.inner_text("main section.card"))

    @property
    def root(self) -> str:
        return "/".join(self.page.url.split("/")[:3])


class Officer:
    """At a desk of 1366 × 768."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def opens(self, code: str) -> None:
        self.page.goto("/".join(self.page.url.split("/")[:3]) + f"/lam-viec/ho-so/{code}")

    def does(self, what: str) -> None:
        self.page.get_by_role("button", name=what, exact=True).first.click()
        self.page.wait_for_load_state()
        assert self.page.locator(".error-summary").count() == 0, self.page.inner_text("main")[:800]

    def passes_to(self, code: str, name: str) -> None:
        self.opens(code)
        choice = self.page.locator("#chuyen-officer")
        choice.select_option(choice.locator("option", has_text=name).get_attribute("value"))
        self.does("Chuyển bước tiếp theo")


def _draft() -> FilingDraft:
    return FilingDraft.objects.order_by("-pk")[0]


def files_on_a_bad_line(phone: Citizen) -> str:
    """The words wait on the telephone while there is no line; no paper is asked for that a database holds."""
    phone.tap("duoc_giam", "khong")
    phone.press("Xem cần giấy tờ gì")
    phone.follow("Xem cách nộp")
    phone.sign_in()
    phone.fits()
    phone.says_who()
    network = phone.page.context
    network.set_offline(True)
    phone.fill(noi_dung="Xin cấp phiếu lý lịch tư pháp để xin giấy phép hành nghề.")
    until(lambda: "Mất mạng" in phone.page.locator("[data-saved]").inner_text(), "told that the line is cut")
    assert "noi_dung" not in _draft().answers
    network.set_offline(False)
    until(lambda: "noi_dung" in _draft().answers, "sent by itself")

    phone.page.goto(phone.root + f"/nop-ho-so/{FIRST}")  # the page was closed: the draft is offered again
    phone.follow("Làm tiếp")
    phone.press("Tiếp tục")
    assert "Ông/bà không phải gửi giấy tờ nào." in phone.page.inner_text("main")
    phone.fits()
    return phone.files()


def pays_late_and_once(phone: Citizen, code: str) -> None:
    """The bank says nothing for a while, then speaks; the page never asks for the money again."""
    phone.pays(Mode.LATE)
    phone.page.get_by_role("heading", name="Đang chờ ngân hàng trả lời").wait_for()
    assert phone.page.get_by_role("button", name="Trả qua ngân hàng").count() == 0
    phone.fits()
    bank.deliver(timezone.now() + timedelta(minutes=5))
    phone.follow("Xem lại kết quả")
    phone.page.get_by_role("heading", name="Khoản này đã trả").wait_for()
    phone.fits()
    assert _booked(code) == [200_000]


def _booked(code: str) -> list[int]:
    """What the books hold for the dossier, each receipt of money by itself."""
    order = PaymentOrder.objects.get(dossier__code=code)
    assert order.state == "order_paid" and order.receipt_number
    return list(order.entries.values_list("amount", flat=True))


def received_by_keyboard(officer: Officer, code: str) -> float:
    """From the queue to «tiếp nhận» without a mouse; seconds."""
    page, keys, began = officer.page, officer.page.keyboard, time.monotonic()
    keys.press("/")
    keys.type(code, delay=30)
    keys.press("Enter")
    page.wait_for_url("**tim=*")
    keys.press("Enter")
    page.wait_for_url(f"**/ho-so/{code}")
    keys.press("Enter")
    page.wait_for_url(f"**/kiem-tra-ho-so/{code}")
    assert serious_faults(page) == []
    keys.press("F2")
    keys.press("Enter")
    page.get_by_text(f"Đã tiếp nhận hồ sơ {code}").wait_for()
    return time.monotonic() - began


def worked_on_and_signed(open_page: OpenPage, person: Callable[[str], Account], desk: Officer, code: str) -> None:
    """The desk passes it on, the specialist looks up and writes, the head signs, the desk gives it back."""
    desk.opens(code)
    desk.does("Chuyển bước tiếp theo")
    desk.passes_to(code, "Mạc Văn Hồ")
    specialist = Officer(open_page("/lam-viec/ho-so", account=person("thu-ly-cong-an")))
    specialist.passes_to(code, "Mạc Văn Hồ")
    specialist.page.get_by_role("link", name="Kết quả", exact=True).click()
    specialist.page.locator("[name=body]").fill("Người có tên trên không có án tích.")
    specialist.does("Trình lãnh đạo ký")
    specialist.passes_to(code, "Trương Văn An")
    head = Officer(open_page(f"/lam-viec/ho-so/{code}/ket-qua", account=person("lanh-dao-cong-an")))
    assert "Người có tên trên không có án tích." in head.page.inner_text("main")
    head.does("Ký số và đóng dấu")
    assert serious_faults(head.page) == []
    desk.opens(code)
    desk.page.get_by_label("Cách trả").select_option("online")
    desk.does("Trả kết quả")
    dossier = Dossier.objects.get(code=code)
    assert dossier.status == Status.RETURNED and differences(dossier) == {}


def keeps_and_verifies(phone: Citizen) -> None:
    """The signed file from the citizen's own store; whole as it came, told apart when one byte is another."""
    phone.page.goto(phone.root + "/kho-giay-to")
    phone.fits()
    address = phone.page.get_by_role("link", name="Tải về (PDF)").first.get_attribute("href")
    content = phone.page.request.get(phone.root + str(address)).body()
    assert content.startswith(b"%PDF") and b"/ByteRange" in content
    assert "Nguyên vẹn" in phone.verifies("ket-qua.pdf", content)
    place = len(content) // 2
    changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    assert "Đã bị sửa" in phone.verifies("ket-qua-sua.pdf", changed)
    phone.fits()


def files_the_next_without_asking_again(phone: Citizen, photo: Path) -> str:
    """What was signed is offered and taken; what nobody has is sent, from the piece on that was lost on the way."""
    phone.page.goto(phone.root + f"/nop-ho-so/{NEXT}")
    phone.says_who()
    phone.fill(noi_dung="Xin cấp giấy phép hành nghề.")
    phone.press("Tiếp tục")
    lost = iter([False, True, True])
    phone.page.route("**/manh?tu=*", lambda route: route.abort() if next(lost, False) else route.continue_())
    for paper in ("Bản sao văn bằng chuyên môn", "Giấy khám sức khỏe"):
        phone.sends(paper, photo)
    phone.fits()
    phone.follow("Phiếu lý lịch tư pháp")
    assert "Ông/bà đã có giấy này" in phone.page.inner_text("main")
    phone.fits()
    phone.press("Dùng lại, không phải nộp")
    phone.follow("Danh sách giấy tờ")
    return phone.files()


def test_from_a_telephone_to_a_result_that_is_used_again(
    browser_page: OpenPage, person: Callable[[str], Account], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo, began = photograph(tmp_path / "van-bang.jpg"), time.monotonic()
    phone = Citizen(browser_page(f"/thu-tuc/{FIRST}/kiem-tra", width=320, height=640))
    code = files_on_a_bad_line(phone)
    pays_late_and_once(phone, code)
    stranger = Citizen(browser_page("/tra-cuu", width=320, height=640))
    assert "Đã nộp, chờ nhận" in stranger.looks_up(code)
    stranger.fits()

    desk = Officer(browser_page("/lam-viec/ho-so?muc=cho-tiep-nhan", account=person("mot-cua-cong-an")))
    seconds = received_by_keyboard(desk, code)
    worked_on_and_signed(browser_page, person, desk, code)
    assert "Phiếu lý lịch tư pháp" in stranger.looks_up(code)

    keeps_and_verifies(phone)
    second = files_the_next_without_asking_again(phone, photo)
    phone.pays(Mode.TWICE)
    phone.page.get_by_role("heading", name="Khoản này đã trả").wait_for()
    bank.deliver(timezone.now() + timedelta(minutes=5))
    assert _booked(second) == [430_000]
    reused = Dossier.objects.get(code=second).parts.get(component="ly-lich")
    assert reused.source == PartSource.REUSED and reused.file_id
    assert "Dùng lại kết quả đã có" in stranger.looks_up(second)
    stranger.fits()
    with capsys.disabled():
        told = f"tiếp nhận bằng bàn phím {seconds:.1f} giây; cả chuyện {time.monotonic() - began:.1f} giây"
        print(f"\nTừ điện thoại đến kết quả dùng lại: {told}")
