"""Each page of ours: it answers, in Vietnamese, with one heading, light, and says what is so."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.errors import ConflictError
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.fields import ReviewStatus
from thongsuot.web import bundle, errors
from thongsuot.web.middleware import ConflictPages
from thongsuot.web.tests.conftest import Record, make_claim

PUBLIC = ["/", "/tim-kiem", "/dang-nhap", "/gioi-thieu", "/tro-nang", "/quyen-rieng-tu", "/nguon-du-lieu", "/kieu-dang"]
PAGES = Path(__file__).parents[1] / "templates" / "web" / "pages"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page(client: Client, record: Record, address: str) -> None:
    html = page(client, address)
    assert '<html lang="vi">' in html and html.count("<h1") == 1
    assert 'href="#noi-dung"' in html and html.count('id="noi-dung"') == 1
    assert " style=" not in html and not re.search(r"<script(?![^>]*\bsrc=)", html), "refused by the content policy"
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "an id stands once"


@pytest.mark.parametrize("address", PUBLIC)
def test_first_load_is_light(client: Client, record: Record, address: str) -> None:
    """HTML + CSS + JS + fonts at most 100 KB compressed (product §3.4); ours aims at 70."""
    files = (
        "site.css",
        "public.js",
        "be-vietnam-pro-400.woff2",
        "be-vietnam-pro-600.woff2",
        "thongsuot-digits-400.woff2",
        "logo.svg",
    )
    parts = [
        page(client, address).encode(),
        *((bundle.DIST.parents[1] / bundle.static_name(n)).read_bytes() for n in files),
    ]
    assert sum(len(gzip.compress(part)) for part in parts) < 70_000


def test_home_shows_confirmed_figures_with_their_ids(client: Client, record: Record) -> None:
    html = page(client, "/")
    assert f'data-claim="{record.claim.pk}"' in html and "80,5\xa0điểm" in html
    assert record.document.title in html


def test_home_shows_nothing_that_is_not_public(client: Client, record: Record) -> None:
    record.claim.is_public = False
    record.claim.save()
    record.document.is_public = False
    record.document.save()
    html = page(client, "/")
    assert "80,5" not in html.replace("33,8", "") and record.document.title not in html
    assert "Chưa có số liệu nào" in html


def test_home_takes_the_newest_of_each_indicator(client: Client, record: Record) -> None:
    newer = make_claim(record, "82", 2024)
    html = page(client, "/")
    assert f'data-claim="{newer.pk}"' in html and f'data-claim="{record.claim.pk}"' not in html


def test_home_says_when_a_figure_waits_or_is_a_sample(client: Client, record: Record) -> None:
    record.claim.status, record.claim.is_sample = ReviewStatus.PROPOSED, True
    record.claim.save()
    html = page(client, "/")
    assert "Chờ xác nhận" in html and html.count("Dữ liệu minh họa") >= 2


def test_search_without_a_hit_says_what_to_try(client: Client, record: Record) -> None:
    assert "Không tìm thấy gì" in page(client, "/tim-kiem?q=khongcogihet")


def test_search_keeps_and_escapes_the_query(client: Client, record: Record) -> None:
    html = page(client, "/tim-kiem?q=%3Cb%3Elang+son")
    assert 'value="&lt;b&gt;lang son"' in html and "<b>lang" not in html


def test_workspace_asks_to_sign_in(client: Client, record: Record) -> None:
    response = client.get("/lam-viec")
    assert response.status_code == 302 and response["Location"] == "/dang-nhap?next=/lam-viec"


def test_workspace_shows_what_waits(client: Client, officer: Account, record: Record) -> None:
    client.force_login(officer)
    html = page(client, "/lam-viec")
    assert officer.display_name in html and record.document.title in html
    assert "Không còn số liệu nào cần làm rõ" in html


def test_workspace_of_a_role_without_work_yet_says_so(client: Client, record: Record) -> None:
    client.force_login(Account.objects.create_account("mot-cua", "x", "Phạm Thị Thử"))
    assert "Chưa có việc nào cho vai trò này" in page(client, "/lam-viec")


def test_signing_in_and_out(client: Client, officer: Account) -> None:
    answer = client.post("/dang-nhap", {"username": officer.username, "password": "sai"})
    assert "chưa đúng" in answer.content.decode() and 'value="so-noi-vu"' in answer.content.decode()
    answer = client.post("/dang-nhap", {"username": officer.username, "password": "mat-khau-thu-nghiem"})
    assert answer["Location"] == "/lam-viec"
    assert client.post("/dang-xuat")["Location"] == "/"
    assert client.get("/lam-viec").status_code == 302


def test_guessing_is_slowed_down(client: Client, officer: Account) -> None:
    for _try in range(10):
        client.post("/dang-nhap", {"username": officer.username, "password": "sai"})
    answer = client.post("/dang-nhap", {"username": officer.username, "password": "mat-khau-thu-nghiem"})
    assert answer.status_code == 429 and "Đã thử quá nhiều lần" in answer.content.decode()


def test_signing_in_does_not_lead_elsewhere(client: Client, officer: Account) -> None:
    login = {"username": officer.username, "password": "mat-khau-thu-nghiem", "next": "https://example.org/"}
    assert client.post("/dang-nhap", login)["Location"] == "/lam-viec"


def test_printed_password_opens_the_sample_accounts(settings: Any) -> None:
    from thongsuot.kernel.rules import load_yaml

    assert load_yaml("demo/accounts")["password"] == settings.DEMO_PASSWORD


def test_sample_accounts_are_offered_in_a_demonstration_only(client: Client, record: Record, settings: Any) -> None:
    """One a role: the second focal officer signs in as well, but does not lengthen the door."""
    for name in ("mau", "mau-hai"):
        one = Account.objects.create_account(name, "x", "Mẫu")
        Account.objects.filter(pk=one.pk).update(is_sample=True)
        RoleGrant.objects.create(account=one, role=Role.UNIT_FOCAL)
    assert "tai-khoan=mau" in page(client, "/dang-nhap")
    assert "tai-khoan=mau-hai" not in page(client, "/dang-nhap")
    settings.DEMO = False
    assert "tai-khoan=mau" not in page(client, "/dang-nhap")


def test_not_found_page(client: Client, record: Record) -> None:
    html = page(client, "/khong-co-trang-nay", 404)
    assert "Không tìm thấy trang này" in html and 'role="search"' in html


@override_settings(DEBUG=False)
def test_fault_page_gives_a_code_and_needs_no_database(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert re.search(r"mã sự cố [0-9A-F]{6}", response.content.decode())


def test_refusal_says_who_may(client: Client, rf: RequestFactory, record: Record) -> None:
    request = client.get("/gioi-thieu").wsgi_request
    response = errors.forbidden(request, AccessDenied("Việc này thuộc Tổ Thư ký."))
    assert response.status_code == 403 and "Việc này thuộc Tổ Thư ký." in response.content.decode()


def test_conflict_page(client: Client, record: Record) -> None:
    request = client.get("/gioi-thieu").wsgi_request
    pages = ConflictPages(lambda _request: None)  # type: ignore[arg-type,return-value]
    response = pages.process_exception(request, ConflictError("Đồng nghiệp đã sửa mục này lúc 10:31."))
    assert response is not None and response.status_code == 409 and "10:31" in response.content.decode()
    assert pages.process_exception(request, ValueError()) is None


def test_form_without_token_is_told_in_vietnamese(record: Record) -> None:
    response = Client(enforce_csrf_checks=True).post("/dang-nhap", {"username": "x"})
    assert response.status_code == 403 and "Phiên làm việc đã cũ" in response.content.decode()


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.name)
def test_sentences_are_short(path: Path) -> None:
    """At most 20 words a sentence on public pages (product §3.5)."""
    for text in re.findall(r'(?:translate|_\()\s*"([^"]+)"', path.read_text(encoding="utf-8")):
        for sentence in re.split(r"(?<=[.?!:])\s", text):
            assert len(sentence.split()) <= 20, sentence
