from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from thongsuot.platform.access import directory
from thongsuot.platform.imports import importer, jobs, register, views
from thongsuot.platform.imports.models import ImportBatch
from thongsuot.platform.imports.tests.samples import WordImporter
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.running import perform
from thongsuot.platform.search.models import SearchWord

pytestmark = pytest.mark.django_db
RIGHT = "platform.sample.load"
UPLOAD = "/lam-viec/nhap/sample-words/tep"


@pytest.fixture(autouse=True)
def wizard(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(importer, "_importers", {})
    register(WordImporter())


@pytest.fixture
def mai(sign_in):
    return sign_in("mai", RIGHT)


def table(text: str, name: str = "tu.csv") -> io.BytesIO:
    stream = io.BytesIO(text.encode())
    stream.name = name
    return stream


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_from_file_to_undo(mai):
    client, _account = mai
    assert "Từ mẫu" in text(client.get("/lam-viec/nhap"))
    page = client.post(UPLOAD, {"file": table("Từ;Số lần\ntinh;3\nhuyen;1,5\n")}, follow=True)
    assert "1 dòng lỗi, không nhập" in text(page) and "phải là số nguyên" in text(page)
    batch = ImportBatch.objects.get()
    problems = b"".join(client.get(f"/lam-viec/nhap/{batch.pk}/loi.csv")).decode()
    assert problems.startswith("\ufeffDòng;Cột;Giá trị") and "3;Số lần;1,5" in problems
    assert not SearchWord.objects.exists()
    assert "Đã nhập 1 dòng" in text(client.post(f"/lam-viec/nhap/{batch.pk}/xac-nhan", follow=True))
    assert "Hoàn tác cả đợt" in text(client.get(f"/lam-viec/nhap/{batch.pk}"))
    assert "Đã hoàn tác" in text(client.post(f"/lam-viec/nhap/{batch.pk}/hoan-tac", follow=True))
    assert not SearchWord.objects.exists()


def test_unknown_headings_lead_to_the_choice_of_columns(mai):
    client, _account = mai
    page = client.post(UPLOAD, {"file": table("Cột lạ;Khác\ntinh;3\n")}, follow=True)
    address = page.request["PATH_INFO"]
    assert "/cot/" in address and "Cột lạ" in text(page)
    assert "Hãy chọn cột cho «Từ»" in text(client.post(address, {"word": ""}))
    assert client.post(address, {"word": "0"}).status_code == 302
    assert ImportBatch.objects.get().mapping == {"word": 0}
    assert client.get(f"/lam-viec/nhap/sample-words/cot/{'x' * 20}").status_code == 404


def test_the_same_file_again_asks_first(mai):
    client, _account = mai
    for _time in range(2):
        client.post(UPLOAD, {"file": table("Từ\ntinh\n")})
        last = ImportBatch.objects.latest("id")
        client.post(f"/lam-viec/nhap/{last.pk}/xac-nhan")
    assert last.status == "checked" and "Đúng tệp này đã được" in text(client.get(f"/lam-viec/nhap/{last.pk}"))
    client.post(f"/lam-viec/nhap/{last.pk}/xac-nhan", {"again": "1"})
    last.refresh_from_db()
    assert last.status == "confirmed"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "trong.csv", "rỗng"),
        (b"MZ\x90\x00", "bang.xlsx", "chương trình chạy được"),
        (b"\x00\x01", "bang.csv", "không rõ loại"),
        (b";;\n", "bang.csv", "không có dòng nào"),
    ],
)
def test_bad_files_are_answered_on_their_field(mai, content, name, words):
    client, _account = mai
    stream = io.BytesIO(content)
    stream.name = name
    assert words in text(client.post(UPLOAD, {"file": stream}))


def test_an_excel_file_goes_the_same_way(mai):
    client, _account = mai
    book, stream = Workbook(), io.BytesIO()
    book.active.append(["TỪ", "Số lần"])
    book.active.append(["tinh", 3])
    book.save(stream)
    stream.seek(0)
    stream.name = "bang.xlsx"
    client.post(UPLOAD, {"file": stream})
    assert ImportBatch.objects.get().create_count == 1


def test_a_large_file_is_written_by_the_worker_in_the_asker_s_name(mai, monkeypatch):
    client, account = mai
    monkeypatch.setattr(views, "LARGE", 1)
    client.post(UPLOAD, {"file": table("Từ\ntinh\nxa\n")})
    page = client.post(f"/lam-viec/nhap/{ImportBatch.objects.get().pk}/xac-nhan", follow=True)
    assert "Nhập 2 dòng từ tệp tu.csv" in text(page)
    monkeypatch.setattr(directory, "_find", lambda number: account if number == account.pk else None)
    perform(JobRun.objects.get().pk)
    assert SearchWord.objects.count() == 2
    assert ImportBatch.objects.get().status == "confirmed"
    assert JobRun.objects.get().status == "done"


def test_a_closed_account_s_job_writes_nothing(mai, monkeypatch):
    client, _account = mai
    monkeypatch.setattr(views, "LARGE", 1)
    monkeypatch.setattr(directory, "_find", lambda number: None)
    client.post(UPLOAD, {"file": table("Từ\ntinh\nxa\n")})
    client.post(f"/lam-viec/nhap/{ImportBatch.objects.get().pk}/xac-nhan")
    perform(JobRun.objects.get().pk)
    assert not SearchWord.objects.exists() and "không còn hoạt động" in JobRun.objects.get().message
    assert jobs.LARGE > 1


def test_without_the_right_nothing_is_there(mai, sign_in):
    client, _account = mai
    client.post(UPLOAD, {"file": table("Từ\ntinh\n")})
    stranger, _hieu = sign_in("hieu")
    number = ImportBatch.objects.get().pk
    assert stranger.get(UPLOAD).status_code == 403
    assert stranger.get("/lam-viec/nhap/la/tep").status_code == 404
    assert stranger.get(f"/lam-viec/nhap/{number}").status_code == 404
    assert stranger.post(f"/lam-viec/nhap/{number}/xac-nhan").status_code == 404
    assert "chưa được giao" in text(stranger.get("/lam-viec/nhap"))
