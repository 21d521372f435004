"""The import wizard from upload to undo: nothing is written before «yes», wrong rows are named, undo leaves nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from thongsuot.platform.imports.models import ImportBatch
from thongsuot.platform.search.models import SearchEntry
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.claims.actions import ReviseClaim, Revision
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.conftest import Small
from thongsuot.registry.documents.models import Document

UPLOAD = "/lam-viec/nhap/claims/tep"
HEAD = ("Đơn vị", "Chỉ tiêu", "Kỳ", "Giá trị", "Đơn vị tính", "Tử số", "Mẫu số", "Hạng", "Trên tổng số")
GOOD = [
    ("Lạng Sơn", "Tỷ lệ hồ sơ trực tuyến", "năm 2023", "33,80", "%", "", "", "", ""),
    ("Tỉnh Hà Giang", "Số thủ tục cắt giảm", "2023", "1.659", "thủ tục", "", "", "", ""),
    ("Lạng Sơn", "Tỷ lệ đúng hạn", "quý III/2024", "", "", "561,5", "1.659,5", "", ""),
    ("Lạng Sơn", "Chỉ số thử", "2023", "", "", "", "", "12", "63"),
]
BAD = [
    ("Tỉnh Không Có", "Tỷ lệ", "2023", "5", "%", "", "", "", ""),
    ("Lạng Sơn", "", "2023", "5", "%", "", "", "", ""),
    ("Lạng Sơn", "Tỷ lệ", "hôm nào", "5", "%", "", "", "", ""),
    ("Lạng Sơn", "Tỷ lệ", "2023", "1,659.5", "%", "", "", "", ""),
    ("Lạng Sơn", "Tỷ lệ", "2023", "90", "%", "50", "100", "", ""),
    ("Lạng Sơn", "Tỷ lệ", "2023", "", "%", "50", "0", "", ""),
    ("Lạng Sơn", "Tỷ lệ", "2023", "", "", "", "", "", ""),
    ("Lạng Sơn", "Tỷ lệ", "2023", "5", "%", "", "", "1,5", ""),
]


def csv(rows: list[tuple[str, ...]]) -> SimpleUploadedFile:
    text = "\n".join(";".join(row) for row in [HEAD, *rows])
    return SimpleUploadedFile("bang.csv", text.encode("utf-8-sig"))


def xlsx(rows: list[tuple[str, ...]]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in [("Bảng tổng hợp",), (), HEAD, *rows]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("bang.xlsx", stream.getvalue())


@pytest.fixture
def office(account: Callable[..., Account], small: Small) -> Account:
    return account(Role.HOME_AFFAIRS, small.here)


@pytest.fixture
def client(office: Account, settings: Any, tmp_path: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path
    client = Client()
    client.force_login(office)
    return client


def dry_run(client: Client, upload: SimpleUploadedFile) -> ImportBatch:
    response = client.post(UPLOAD, {"file": upload})
    assert response.status_code == 302, response.content.decode()
    return ImportBatch.objects.get(pk=int(response["Location"].rsplit("/", 1)[1]))


def test_dry_run_writes_nothing_and_says_what_it_would_do(client: Client) -> None:
    batch = dry_run(client, csv(GOOD))
    assert (batch.create_count, batch.error_count, batch.status) == (4, 0, "checked")
    assert not Claim.objects.exists() and not Document.objects.exists()
    page = client.get(f"/lam-viec/nhap/{batch.pk}").content.decode()
    assert "Lạng Sơn, Tỷ lệ hồ sơ trực tuyến, năm 2023: 33,8" in page


@pytest.mark.parametrize(("make", "first"), [(csv, 2), (xlsx, 4)])
def test_wrong_rows_are_named_by_their_number(client: Client, make: Any, first: int) -> None:
    batch = dry_run(client, make([*GOOD, *BAD]))
    problems = {one.row: (one.column, one.message) for one in batch.problems.all()}
    assert sorted(problems) == [first + len(GOOD) + number for number in range(len(BAD))]
    columns = [problems[row][0] for row in sorted(problems)]
    assert columns == ["Đơn vị", "Chỉ tiêu", "Kỳ", "Giá trị", "Giá trị", "Mẫu số", "Giá trị", "Hạng"]
    said = [problems[row][1] for row in sorted(problems)]
    assert "Tỉnh Không Có" in said[0]
    assert "1.659,5" in said[3]
    assert "50,00%" in said[4]
    listed = b"".join(client.get(f"/lam-viec/nhap/{batch.pk}/loi.csv").streaming_content).decode("utf-8-sig")
    assert listed.count("\n") == len(BAD) + 1


def test_apply_then_undo(client: Client, office: Account) -> None:
    batch = dry_run(client, csv(GOOD))
    for _time in range(2):
        client.post(f"/lam-viec/nhap/{batch.pk}/xac-nhan")
    claims = list(Claim.objects.order_by("pk"))
    assert [claim.value for claim in claims] == [Decimal("33.80"), Decimal(1659), Decimal("33.84"), None]
    assert [claim.value_exponent for claim in claims] == [-2, 0, -2, None]
    assert {(claim.status, claim.reviewed_by, claim.entered_by) for claim in claims} == {("confirmed", office, office)}
    assert [claim.spans.get().locator for claim in claims] == [f"dòng {row} của tệp nhập" for row in range(2, 6)]
    assert SearchEntry.objects.filter(kind="claim").count() == 4

    for _time in range(2):
        client.post(f"/lam-viec/nhap/{batch.pk}/hoan-tac")
    batch.refresh_from_db()
    assert batch.status == "undone"
    assert not Claim.objects.exists() and not Document.objects.exists()
    assert not SearchEntry.objects.filter(kind="claim").exists()


def test_wrong_rows_stay_out_and_the_right_ones_go_in(client: Client) -> None:
    batch = dry_run(client, csv([*GOOD, *BAD]))
    client.post(f"/lam-viec/nhap/{batch.pk}/xac-nhan")
    assert Claim.objects.count() == len(GOOD)


def test_known_figures_are_not_taken_twice(client: Client) -> None:
    client.post(f"/lam-viec/nhap/{dry_run(client, csv(GOOD)).pk}/xac-nhan")
    again = dry_run(client, csv([*GOOD, ("Lạng Sơn", "Tỷ lệ khác", "2023", "5", "%", "", "", "", "")]))
    assert (again.create_count, again.unchanged_count) == (1, len(GOOD))


def test_what_was_revised_meanwhile_is_not_torn_away(client: Client, office: Account) -> None:
    batch = dry_run(client, csv(GOOD))
    client.post(f"/lam-viec/nhap/{batch.pk}/xac-nhan")
    claim = Claim.objects.filter(value=Decimal("33.80")).get()
    ReviseClaim.run(office, Revision(claim.pk, {"value": "34"}, "đính chính"), idempotency_key="k")
    page = client.post(f"/lam-viec/nhap/{batch.pk}/hoan-tac", follow=True).content.decode()
    assert "bản điều chỉnh" in page
    assert Claim.objects.count() == len(GOOD) + 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bang.csv", b"", "rỗng"),
        ("bang.xlsx", b"MZ\x90\x00" + b"\x00" * 100, "chương trình"),
        ("bang.xlsx", b"khong phai bang tinh", "văn bản thuần"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(client: Client, name: str, content: bytes, said: str) -> None:
    response = client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_unknown_headings_are_asked_for_and_remembered(client: Client) -> None:
    """The second file with the same headings needs no questions."""

    def file(value: str) -> SimpleUploadedFile:
        text = f"Tên địa bàn;Việc;Thời gian;Con số\nLạng Sơn;Số hồ sơ trực tuyến;2023;{value}\n"
        return SimpleUploadedFile("la.csv", text.encode())

    asked = client.post(UPLOAD, {"file": file("33,8")})
    assert "/cot/" in asked["Location"]
    done = client.post(asked["Location"], {"unit": "0", "indicator": "1", "period": "2", "value": "3"})
    batch = ImportBatch.objects.get(pk=int(done["Location"].rsplit("/", 1)[1]))
    assert (batch.create_count, batch.error_count) == (1, 0)
    page = client.post(f"/lam-viec/nhap/{batch.pk}/xac-nhan", follow=True).content.decode()
    assert "Đã nhập 1 dòng" in page
    assert Claim.objects.get().value == Decimal("33.8")
    assert dry_run(client, file("35")).create_count == 1
