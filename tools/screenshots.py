"""Take the pictures of README and the guides from the running product: ``.venv/bin/python tools/screenshots.py``.

The product must be running in demo mode (``make run``); another address may be given as the only argument. Needs the
browser group (``.venv/bin/python tools/bootstrap.py browser``) and Debian's Chromium. Pictures go to ``docs/images``.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
_MOST_BYTES = 250 * 1024
_SECRETARY = "thu-ky"


@dataclass(frozen=True)
class Shot:
    """``steps`` are links followed one after the other, each named by a CSS selector; ``near`` are words to show."""

    name: str
    address: str
    steps: tuple[str, ...] = ()
    near: str = ""
    account: str = ""
    width: int = 1280
    height: int = 860


SHOTS = (
    Shot("trang-chu", "/"),
    Shot("so-lieu", "/tim-kiem?q=lang+son+33,8", steps=("main a[href^='/so-lieu/']",)),
    Shot(
        "van-ban",
        "/tim-kiem?q=thong+bao+ket+luan+lang+son",
        steps=("main a[href^='/van-ban/thong-bao-ket-luan']",),
        near="rút ngắn thời hạn",
        width=1180,
        height=630,
    ),
    Shot("xac-nhan", "/lam-viec/hop-viec", steps=("main a[href*='bao-cao']",), account=_SECRETARY),
)


def take(page: Page, base: str, shot: Shot) -> Path:
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    if shot.account:
        sign_in(page, base, shot.account)
    page.goto(base + shot.address)
    for selector in shot.steps:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
    if shot.near:
        place = page.get_by_text(shot.near).first
        place.evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - innerHeight / 3)")
    else:
        page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.fonts.ready")
    target = IMAGES / f"{shot.name}.png"
    page.screenshot(path=target)
    size = target.stat().st_size
    if size > _MOST_BYTES:
        sys.exit(f"{target.name}: {size // 1024} KB, quá {_MOST_BYTES // 1024} KB. Hãy chụp khung nhỏ hơn.")
    return target


def sign_in(page: Page, base: str, account: str) -> None:
    """With the password that the sign-in page itself shows in demo mode."""
    page.goto(f"{base}/dang-nhap?tai-khoan={account}")
    page.fill("input[name=password]", page.locator("code, kbd").last.inner_text())
    page.locator("main form button").first.click()
    page.wait_for_load_state("networkidle")


def main(base: str) -> None:
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        sys.exit("Chưa có Chromium. Hãy cài: sudo apt install chromium")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for shot in SHOTS:
            context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
            print(take(context.new_page(), base, shot))
            context.close()
        browser.close()


if __name__ == "__main__":
    main((sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/"))
