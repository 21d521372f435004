"""The end of the day: what differs from the other system is listed until settled; heaps are asked about."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.conftest import Scene
from thongsuot.serving.desk.actions import LookForHeaps, UnitDay
from thongsuot.serving.desk.choices import AnswerState, BulkChoice, GapChoice
from thongsuot.serving.desk.domain.bulk import BulkKind
from thongsuot.serving.desk.domain.listing import BadList, listing, moment
from thongsuot.serving.desk.domain.reconcile import Gap
from thongsuot.serving.desk.models import BulkFlag, ReconcileRun
from thongsuot.serving.desk.tests.conftest import TakeIn
from thongsuot.serving.dossiers.actions import Passing, PassOn
from thongsuot.serving.dossiers.domain.happenings import PortalStatus
from thongsuot.serving.dossiers.models import Dossier

HEADER = ("MaHoSo", "TrangThaiHoSo", "NgayHenTra", "NgayTra")


def test_the_words_of_the_columns_are_those_of_the_rules() -> None:
    assert {one.value for one in GapChoice} == set(Gap) and {one.value for one in BulkChoice} == set(BulkKind)


def test_a_list_in_the_portals_columns_is_read() -> None:
    read = listing(HEADER, [(2, ("H37.17-261122-0001", "4", "25/11/2026 16:30", ""))])
    (one,) = read.rows
    assert (one.status, one.due_at) == (PortalStatus.PROCESSING, datetime(2026, 11, 25, 16, 30, tzinfo=VIETNAM))
    assert one.returned_at is None and read.faults == ()


def test_statuses_by_name_and_other_headings() -> None:
    read = listing(("Số hồ sơ", "Trạng thái", "Hẹn trả"), [(2, ("h1", "Đã xử lý xong", "20261125"))])
    assert read.rows[0].status == PortalStatus.FINISHED and read.rows[0].due_at == moment("25/11/2026 17:00")


def test_lines_that_cannot_be_read_are_told_with_their_numbers() -> None:
    lines = [
        (2, ("H1", "44", "", "")),
        (3, ("", "4", "", "")),
        (4, ("H2", "4", "31/02/2026", "")),
        (5, ("H3", "9", "", "")),
    ]
    read = listing(HEADER, lines)
    assert [one.code for one in read.rows] == ["H3"]
    assert [fault.split(":")[0] for fault in read.faults] == ["dòng 2", "dòng 3", "dòng 4"]


def test_a_table_without_the_two_columns_is_refused() -> None:
    with pytest.raises(BadList, match="MaHoSo"):
        listing(("A", "B"), [])


@given(st.integers(0, 50_000_000))
def test_a_moment_is_the_same_in_every_spelling(minutes: int) -> None:
    at = datetime(2000, 1, 1, tzinfo=VIETNAM) + timedelta(minutes=minutes)
    spelled = (f"{at:%d/%m/%Y %H:%M}", f"{at:%Y%m%d%H%M}", f"{at:%Y-%m-%dT%H:%M}", f"{at:%d/%m/%Y %H:%M:%S}")
    assert {moment(one) for one in spelled} == {at}


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_moments(text: str) -> None:
    try:
        read = moment(text)
        assert read is None or read.tzinfo
    except ValueError as fault:
        assert "không đọc được" in str(fault)


@pytest.mark.django_db
def test_late_there_and_not_here_appears_until_it_is_settled(scene: Scene, take_in: TakeIn, client: Client) -> None:
    row, same = take_in(), take_in()
    yesterday = timezone.localtime() - timedelta(days=1)
    due = timezone.localtime(same.due_at)
    pasted = (
        "MaHoSo;TrangThaiHoSo;NgayHenTra\n"
        f"{row.code};2;{yesterday:%d/%m/%Y %H:%M}\n{same.code};2;{due:%d/%m/%Y %H:%M}\nH37.17-261101-0042;4;\n"
    )
    client.force_login(scene.desk)
    page = client.post("/lam-viec/doi-chieu", {"system": "Cổng quốc gia", "listing": pasted}, follow=True)
    assert "Chỉ trễ ở hệ thống kia" in page.content.decode() and "Ở đây không có" in page.content.decode()
    run = ReconcileRun.objects.get()
    assert [(one.code, one.gap) for one in run.lines.order_by("gap")] == [
        (row.code, "gap_due"),
        (row.code, "gap_late_there"),
        ("H37.17-261101-0042", "gap_missing_here"),
    ]
    line = run.lines.get(gap="gap_late_there")
    address = f"/lam-viec/doi-chieu/lech/{line.pk}"
    refused = client.post(address, {"ket-qua": "desk_explained", "giai-trinh": ""}, follow=True)
    assert "Hãy viết vì sao" in refused.content.decode()
    client.post(address, {"ket-qua": "desk_explained", "giai-trinh": "Bên kia chưa nhận lần tạm dừng"})
    line.refresh_from_db()
    assert (line.state, line.answered_by) == (AnswerState.EXPLAINED, scene.desk)
    client.force_login(scene.neighbour)
    assert client.get(f"/lam-viec/doi-chieu/{run.pk}").status_code == 404
    assert client.post(address, {"ket-qua": "desk_resolved"}).status_code == 404


@pytest.mark.django_db
def test_a_whole_list_shows_what_is_missing_there(scene: Scene, take_in: TakeIn, client: Client) -> None:
    row, other = take_in(), take_in()
    client.force_login(scene.desk)
    given = {"system": "Cổng", "listing": f"MaHoSo,TrangThaiHoSo\n{row.code},2"}
    client.post("/lam-viec/doi-chieu", given)
    assert ReconcileRun.objects.get().lines.filter(gap="gap_missing_there").count() == 0
    client.post("/lam-viec/doi-chieu", given | {"is_whole": "on"})
    latest = ReconcileRun.objects.order_by("-pk")[0]
    assert [one.code for one in latest.lines.filter(gap="gap_missing_there")] == [other.code]


@pytest.mark.django_db
def test_an_excel_list_is_read_and_a_picture_refused(scene: Scene, take_in: TakeIn, client: Client) -> None:
    import openpyxl

    row, book, body = take_in(), openpyxl.Workbook(), BytesIO()
    for line in (("MaHoSo", "TrangThaiHoSo"), (row.code, 4)):
        book.active.append(line)  # type: ignore[union-attr]
    book.save(body)
    client.force_login(scene.desk)
    sheet = SimpleUploadedFile("ho-so.xlsx", body.getvalue())
    client.post("/lam-viec/doi-chieu", {"system": "Cổng", "file": sheet})
    assert [one.gap for one in ReconcileRun.objects.get().lines.all()] == ["gap_status", "gap_due"][:1]
    picture = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)))
    refused = client.post("/lam-viec/doi-chieu", {"system": "Cổng", "file": picture})
    assert refused.status_code == 422 and "Unicode" in refused.content.decode()
    empty = client.post("/lam-viec/doi-chieu", {"system": "Cổng", "listing": ""})
    assert empty.status_code == 422 and "Hãy dán danh sách hoặc chọn một tệp" in empty.content.decode()


@pytest.mark.django_db
def test_a_heap_is_found_in_the_log_and_stays_explained(scene: Scene, take_in: TakeIn, client: Client) -> None:
    rows: list[Dossier] = [take_in() for _number in range(20)]
    for row in rows:
        PassOn.run(scene.desk, Passing(row.code))
    today = timezone.localdate()
    client.force_login(scene.head)
    client.post("/lam-viec/doi-chieu", {"don": "1"})
    flag = BulkFlag.objects.get(kind="bulk_burst")
    assert flag.actor == scene.desk and flag.count >= 20 and set(flag.dossiers) == {one.code for one in rows}
    assert "Cập nhật dồn" in client.get("/lam-viec/doi-chieu").content.decode()
    answer = {"ket-qua": "desk_explained", "giai-trinh": "Bàn giao cả hộp hồ sơ một lượt"}
    client.post(f"/lam-viec/doi-chieu/don/{flag.pk}", answer)
    LookForHeaps.run(scene.head, UnitDay(scene.here.pk, today))
    flag.refresh_from_db()
    assert flag.state == AnswerState.EXPLAINED and BulkFlag.objects.filter(kind="bulk_burst").count() == 1
    client.force_login(scene.neighbour)
    assert client.post(f"/lam-viec/doi-chieu/don/{flag.pk}", answer).status_code == 404
