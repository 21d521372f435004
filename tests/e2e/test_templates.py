"""Every page template in a real browser, filled with the record: axe-core finds nothing serious, 320 px suffice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.test.signals import template_rendered

import thongsuot
from tests.e2e import visits
from thongsuot.platform.files.store import TABLES, put
from thongsuot.platform.imports.actions import CheckImport, CheckInput
from thongsuot.platform.imports.jobs import ConfirmLater, confirm_later
from thongsuot.platform.jobs import enqueue
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.documents.models import Document
from thongsuot.registry.findings.models import Finding
from thongsuot.registry.positions.models import Position
from thongsuot.web.tests.browser import OpenPage, browser, browser_page, serious_faults, sideways_overflow

__all__ = ["browser", "browser_page"]
pytestmark = pytest.mark.browser
_SOURCE = Path(thongsuot.__path__[0])
_EXTENDS = re.compile(r"{%\s*extends \"web/base")
# Seen in web's own browser tests, or only when something has already failed (its frame is the plain one).
ELSEWHERE = {"web/pages/styleguide.html", "web/pages/error.html", "web/pages/server_error.html"}


def page_templates() -> set[str]:
    """Names of all templates that are whole pages."""
    files = (path for path in _SOURCE.rglob("templates/**/*.html") if _EXTENDS.search(path.read_text(encoding="utf-8")))
    names = {str(path.relative_to(next(p for p in path.parents if p.name == "templates"))) for path in files}
    return {name for name in names if not name.startswith("web/base")} - ELSEWHERE


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """Names of the templates rendered meanwhile."""
    seen: set[str] = set()

    def note(sender: Any, template: Any, **_more: Any) -> None:
        seen.add(template.name)

    template_rendered.connect(note)
    yield seen
    template_rendered.disconnect(note)


def public_addresses() -> list[str]:
    document = Document.objects.filter(is_public=True, findings__isnull=False).order_by("pk").first()
    whole = Claim.objects.filter(numerator__isnull=False, is_public=True, subject__isnull=False).order_by("pk").first()
    assert document is not None and whole is not None
    return [
        *("/", "/tim-kiem?q=lang+son+33%2C8", "/dang-nhap", "/gioi-thieu", "/tro-nang", "/quyen-rieng-tu"),
        *("/nguon-du-lieu", "/van-ban", f"/van-ban/{document.key}", f"/so-lieu/{whole.pk}", "/chi-tieu"),
        *("/chi-tieu/par-index", "/don-vi", "/don-vi/tinh-lang-son", "/don-vi/tinh-ha-giang", "/ket-qua"),
        *("/ket-qua/par-index/2021", "/don-vi/tinh-hau-giang/bon-chi-so?nam=2021", "/soi-bai-bao"),
    ]


def office_addresses(office: Account, document: Document) -> list[str]:
    claim = Claim.objects.filter(status="confirmed", document__unit__key="tinh-lang-son").order_by("pk").first()
    position = Position.objects.order_by("pk").first()
    assert claim is not None and position is not None and Finding.objects.exists()
    return [
        *("/lam-viec", "/lam-viec/hop-viec", "/lam-viec/van-ban/them", f"/lam-viec/van-ban/{document.key}"),
        *("/lam-viec/so-lieu", f"/lam-viec/so-lieu/{claim.pk}/dieu-chinh", "/lam-viec/soi-so-lieu", "/lam-viec/nhap"),
        *("/lam-viec/nhap/claims/tep", f"/lam-viec/nhap/{batch_of(office)}", "/lam-viec/don-vi"),
        *("/viec-nen", f"/viec-nen/{run_of(office)}", "/thong-bao", "/lam-viec/don-vi/tinh-lang-son/doi-ten"),
        *("/lam-viec/chuc-danh", f"/lam-viec/chuc-danh/{position.pk}"),
    ]


def batch_of(office: Account) -> int:
    rows = "Đơn vị;Chỉ tiêu;Kỳ;Giá trị\nLạng Sơn;Tỷ lệ thử;2023;33,8\nKhông Có;Tỷ lệ thử;2023;1,659.5\n"
    stored = put(ContentFile(rows.encode()).chunks(), "bang.csv", accepted=TABLES)
    return CheckImport.run(office, CheckInput("claims", stored.pk)).batch_id


def run_of(office: Account) -> int:
    """A piece of background work that waits for its worker."""
    return enqueue(confirm_later, office, ConfirmLater(batch_of(office), office.pk, False), title="Nhập thử").pk


# Pages that refuse are pages too: a receipt nobody gave, a bank asked without a charge.
REFUSING = {"/kiem-tra-bien-lai/BL000": 404, "/ngan-hang-gia-lap/tra": 400}


def inspect(page: Any, address: str = "") -> list[str]:
    """axe at a desk's width, sideways scrolling at a phone's."""
    page.set_viewport_size({"width": 1366, "height": 768})
    if address:
        assert page.goto(address).status == REFUSING.get(urlsplit(address).path, 200), address
    faults = serious_faults(page)
    page.set_viewport_size({"width": 320, "height": 640})
    if sideways_overflow(page) > 0:
        faults.append(f"wider than 320 px by {sideways_overflow(page)}: {widest(page)}")
    return faults


def widest(page: Any) -> str:
    """The elements that stick out, for whoever has to mend it."""
    found: str = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321)
            .slice(0, 4).map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`).join(' | ')"""
    )
    return found


def behind_forms(open_page: OpenPage, person: Callable[[str], Account], office: Account) -> dict[str, list[str]]:
    """Pages that no address leads to: only what was typed, chosen or proved before."""
    checked = open_page("/soi-bai-bao")
    checked.fill("textarea", "Trong 6 tháng đầu năm 2022, tỷ lệ hồ sơ trực tuyến của tỉnh Lạng Sơn đạt 33,8%.")
    checked.locator("main form button").click()
    faults = {"article checked": inspect(checked)}
    asked = open_page("/lam-viec/nhap/claims/tep", account=office)
    asked.set_input_files("input[type=file]", {"name": "la.csv", "mimeType": "text/csv", "buffer": b"A;B\n1;2\n"})
    asked.locator("main form button").click()
    asked.wait_for_url("**/cot/**")
    faults["columns of a file"] = inspect(asked)
    return faults | of_a_citizen(open_page) | of_many(open_page, person)


def of_a_citizen(open_page: OpenPage) -> dict[str, list[str]]:
    """The code of a sign-in, then what is the citizen's own."""
    page = open_page("/dinh-danh")
    root = page.url.removesuffix("/dinh-danh")
    page.get_by_role("button", name="Nguyễn Thị Thúy Hằng").click()
    page.wait_for_url("**/dinh-danh/ma")
    faults = {"code of a sign-in": inspect(page)}
    page.fill("[name=code]", re.findall(r"\d{6}", page.inner_text("main"))[0])
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/cua-toi")
    own = ("/cua-toi", "/cua-toi/ho-so", "/kho-giay-to")
    return faults | {address: inspect(page, root + address) for address in own}


def of_many(open_page: OpenPage, person: Callable[[str], Account]) -> dict[str, list[str]]:
    """The same thing done to several dossiers, to several tasks."""
    queue = open_page("/lam-viec/ho-so?muc=dang-xu-ly", account=person("mot-cua"))
    queue.locator("input[name=chon]").first.check()
    queue.get_by_role("button", name="Xem lại").click()
    queue.wait_for_url("**/xu-ly-hang-loat")
    faults = {"dossiers chosen": inspect(queue)}
    tasks = open_page("/lam-viec/nhiem-vu", account=person("thu-ky"))
    tasks.locator("input[name=viec]").first.check()
    tasks.get_by_role("button", name="Đôn đốc", exact=True).click()
    tasks.wait_for_url("**/hang-loat")
    faults["tasks chosen"] = inspect(tasks)
    tasks.fill("[name=words]", "Đề nghị báo cáo tiến độ.")
    tasks.get_by_role("button", name="Đôn đốc", exact=True).click()
    tasks.get_by_role("heading", name="Đã đôn đốc").first.wait_for()
    return faults | {"tasks reminded": inspect(tasks)}


def test_every_page_template(
    browser_page: OpenPage,
    rendered: set[str],
    person: Callable[[str], Account],
    new_document: Callable[[str], Document],
) -> None:
    office, admin = person("so-noi-vu"), person("quan-tri")
    office_pages = office_addresses(office, new_document("để xem"))
    admin_pages = ["/lam-viec/tai-khoan", f"/lam-viec/tai-khoan/{office.pk}"]
    faults: dict[str, list[str]] = {}
    rounds: list[tuple[Account | None, list[str]]] = [
        (None, public_addresses()),
        (office, office_pages),
        (admin, admin_pages),
        *((person(name) if name else None, found) for name, found in visits.addresses().items()),
    ]
    for account, addresses in rounds:
        page = browser_page("/tro-nang", account=account)
        root = page.url.removesuffix("/tro-nang")
        faults |= {address: inspect(page, root + address) for address in addresses}
    faults |= behind_forms(browser_page, person, office)
    assert {address: found for address, found in faults.items() if found} == {}
    assert page_templates() - rendered == set(), "a page template that nobody looks at"
