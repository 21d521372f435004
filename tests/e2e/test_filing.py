"""J6 in a browser: a cheap phone, the network cut mid-way, another device, and the same without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.phone import Phone, photograph, until
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.filing.models import DraftFile, FilingDraft
from thongsuot.web.tests.browser import OpenPage, browser, browser_page

__all__ = ["browser", "browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
_ANSWERED = ("dung_han", "cha_me_ket_hon", "sinh_o_co_so_y_te", "quoc_tich_viet_nam")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return photograph(tmp_path / "giay-chung-sinh.jpg")


class Birth(Phone):
    """The birth of a child, page by page."""

    def begin(self) -> None:
        for name in _ANSWERED:
            self.tap(name, "co")
        self.press("Xem cần giấy tờ gì")
        self.follow("Xem cách nộp")
        self.press("Bắt đầu")
        self.tap("nguoi_nop", "chinh_chu")
        self.press("Tiếp tục")

    def applicant(self) -> None:
        self.fill(ho_ten="Lò Thị Páo", so_dinh_danh="020 190 000 123")
        self.press("Tiếp tục")
        self.fill(dien_thoai="0912 344 321", noi_cu_tru__street="12 Trần Đăng Ninh")
        self.fill(noi_cu_tru__place="Đông Kinh, Lạng Sơn")
        self.press("Tiếp tục")

    def child(self) -> None:
        self.tap("con_gioi_tinh", "nu")
        self.fill(con_ho_ten="Nguyễn An Nhiên", con_ngay_sinh="5/10/26")
        self.press("Tiếp tục")

    def rest(self) -> None:
        self.fill(co_so_y_te="Bệnh viện Đa khoa tỉnh", noi_sinh__place="Kỳ Lừa, Lạng Sơn")
        self.press("Tiếp tục")
        self.fill(con_que_quan__place="Kỳ Lừa, Lạng Sơn", con_dan_toc="Tày")
        self.press("Tiếp tục")
        for parent in ("me", "cha"):
            told = {"ho_ten": "Lò Thị Páo", "ngay_sinh": "1/2/1995", "so_dinh_danh": "020195000123"}
            self.fill(**{f"{parent}__{code}": value for code, value in told.items()})
            self.press("Tiếp tục")
        self.fill(so_ban_sao="2")
        self.press("Tiếp tục")


def _draft() -> FilingDraft:
    return FilingDraft.objects.order_by("-pk")[0]


def test_a_phone_on_a_bad_line_loses_nothing_and_files_once(browser_page: OpenPage, photo: Path) -> None:
    phone = Birth(browser_page("/thu-tuc/1.001193/kiem-tra", width=320, height=640))
    phone.begin()
    phone.applicant()
    phone.fits()

    # The line is cut while he types: the words stay on the device, and are sent when it comes back.
    network = phone.page.context
    network.set_offline(True)
    phone.fill(con_ho_ten="Nguyễn An Nhiên")
    until(lambda: "Mất mạng" in phone.page.locator("[data-saved]").inner_text(), "told that the line is cut")
    phone.press("Tiếp tục")
    assert phone.page.locator('[name="con_ho_ten"]').input_value() == "Nguyễn An Nhiên"
    assert "con_ho_ten" not in _draft().answers
    network.set_offline(False)
    until(lambda: _draft().answers.get("con_ho_ten") == "Nguyễn An Nhiên", "sent by itself")
    until(lambda: "Đã lưu" in phone.page.locator("[data-saved]").inner_text(), "told that it is saved")

    # The phone's battery dies. On another one: the code, and four digits.
    other = Birth(browser_page("/nop-ho-so/lam-tiep", width=320, height=640))
    other.fill(ma=_draft().resume_code.lower().replace("-", " "))
    other.page.locator('[name="so-cuoi"]').fill("4321")
    other.press("Mở bản khai")
    assert other.page.locator('[name="con_ho_ten"]').input_value() == "Nguyễn An Nhiên"
    other.child()
    other.rest()
    other.fits()

    # The photograph: the line fails in the middle, the piece is sent again, the file is one and whole.
    other.follow("Giấy chứng sinh")
    failures = iter([True, False, True])
    other.page.route("**/manh?tu=*", lambda route: route.abort() if next(failures, False) else route.continue_())
    other.page.locator("input[type=file]").set_input_files(str(photo))
    until(lambda: other.page.locator(".held-list").count(), "the file is held", 60)
    file = DraftFile.objects.get(draft=_draft())
    assert (file.received, file.size, file.pieces.count()) == (photo.stat().st_size, photo.stat().st_size, 0)
    other.fits()

    other.follow("Xem lại bản khai")
    other.fits()
    other.page.get_by_role("button", name="Nộp hồ sơ").dblclick()
    until(lambda: other.page.locator(".dossier-code").count(), "confirmed")
    assert Dossier.objects.filter(draft__pk=_draft().pk).count() == 1
    code = other.page.locator(".dossier-code").inner_text()
    other.fits()

    # Followed from the first phone again, without signing in.
    phone.page.goto(phone.page.url.partition("/nop-ho-so")[0] + "/tra-cuu")
    phone.page.locator('[name="ma"]').fill(code)
    phone.page.locator('[name="so-cuoi"]').fill("4321")
    phone.press("Xem hồ sơ")
    assert "Đã nộp, chờ nhận" in phone.page.content()
    phone.fits()


def test_the_same_without_javascript(browser_page: OpenPage, photo: Path) -> None:
    phone = Birth(browser_page("/thu-tuc/1.001193/kiem-tra", width=320, height=640, script=False))
    phone.begin()
    phone.press("Tiếp tục")
    assert "Nhập họ và tên, ví dụ Nguyễn Thị Lan." in phone.page.content()
    phone.applicant()
    phone.child()
    phone.rest()
    phone.follow("Xem lại bản khai")
    phone.press("Nộp hồ sơ")
    assert "Chưa nộp được" in phone.page.content(), "not confirmed while the paper is missing"
    phone.follow("Chưa có «Giấy chứng sinh»")
    phone.page.locator("input[type=file]").set_input_files(str(photo))
    phone.press("Gửi")
    phone.follow("Xem lại bản khai")
    phone.press("Nộp hồ sơ")
    assert "Đã nộp hồ sơ" in phone.page.content()
    phone.page.go_back()
    assert phone.page.url.endswith("/da-nop"), "going back leads to the confirmation, not to a second filing"
    assert Dossier.objects.filter(draft__pk=_draft().pk).count() == 1
